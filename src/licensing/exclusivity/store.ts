/** SQL of what licenses have alone. */
import type { LicenseTerms } from '../../rights/terms.ts';
import type { Selection } from '../covers.ts';
import type { Party } from './clashes.ts';

/** How many times licenses had been stored when a check began. */
export interface Seen {
  licenses: number;
  exclusive: number;
}

interface PartyColumns {
  id: string;
  partner: string;
  terms: string;
}

const party = ({ id, partner, terms }: PartyColumns): Party => ({
  id,
  partner,
  terms: JSON.parse(terms) as LicenseTerms,
});

/** Licenses of other partners that have or had something alone, the suspended among them: they can come back. */
export function exclusiveStatement(db: D1Database, partner: string): D1PreparedStatement {
  return db
    .prepare(
      `SELECT id, partner, terms FROM licenses
       WHERE exclusivity IS NOT NULL AND status <> 'terminated' AND partner <> ? ORDER BY exclusivity`,
    )
    .bind(partner);
}

/** The counts, and the licenses of other partners that are exclusive, at one instant. */
export async function exclusiveLicenses(
  db: D1Database,
  partner: string,
): Promise<{ seen: Seen; parties: Party[] }> {
  const [counts, rows] = await db.batch([
    db.prepare(`SELECT name, value FROM gateway_state WHERE name IN ('licenses', 'exclusive_licenses')`),
    exclusiveStatement(db, partner),
  ]);
  const values = new Map(
    ((counts?.results ?? []) as { name: string; value: number }[]).map(({ name, value }) => [name, value]),
  );
  return {
    seen: { licenses: values.get('licenses') ?? 0, exclusive: values.get('exclusive_licenses') ?? 0 },
    parties: ((rows?.results ?? []) as PartyColumns[])
      .map(party)
      .filter(({ terms }) => terms.exclusivity !== undefined),
  };
}

export async function allSelections(db: D1Database): Promise<Map<string, Selection>> {
  const { results } = await db
    .prepare('SELECT id, selection FROM products')
    .all<{ id: string; selection: string }>();
  return new Map(results.map(({ id, selection }) => [id, JSON.parse(selection) as Selection]));
}

/** A page of the licenses of other partners that name one of `products`, by id. */
export async function licensesOnProducts(
  db: D1Database,
  { partner, products, after, limit }: { partner: string; products: string[]; after: string; limit: number },
): Promise<Party[]> {
  const { results } = await db
    .prepare(
      `SELECT id, partner, terms FROM licenses WHERE id > ?1 AND status <> 'terminated' AND partner <> ?2
         AND EXISTS (SELECT 1 FROM json_each(licenses.terms, '$.products') AS named
           WHERE named.value IN (SELECT value FROM json_each(?3)))
       ORDER BY id LIMIT ?4`,
    )
    .bind(after, partner, JSON.stringify(products), limit)
    .all<PartyColumns>();
  return results.map(party);
}

/**
 * Fails the batch when a license was stored since `seen` that the check could not know of. Two plain licenses never clash,
 * so a plain one only minds exclusive ones; an exclusive one minds them all.
 */
export function guardStatements(db: D1Database, seen: Seen, exclusive: boolean): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE gateway_state SET value = CASE WHEN value = ?1 THEN value + ?2 END WHERE name = 'exclusive_licenses'`,
      )
      .bind(seen.exclusive, exclusive ? 1 : 0),
    exclusive
      ? db
          .prepare(
            `UPDATE gateway_state SET value = CASE WHEN value = ?1 THEN value + 1 END WHERE name = 'licenses'`,
          )
          .bind(seen.licenses)
      : db.prepare(`UPDATE gateway_state SET value = value + 1 WHERE name = 'licenses'`),
  ];
}

/** Whether a batch failed because of its guard. */
export function wasOvertaken(error: unknown): boolean {
  return error instanceof Error && /NOT NULL constraint failed: gateway_state\.value/.test(error.message);
}
