import type { LicenseTerms } from '../../rights/terms.ts';
import type { Selection } from '../covers.ts';
import type { Party } from './clashes.ts';

export interface StoreCounters {
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

/**
 * Licenses of other partners with a present or past exclusivity, including suspended ones, which may be
 * reactivated.
 */
export function exclusiveStatement(db: D1Database, partner: string): D1PreparedStatement {
  return db
    .prepare(
      `SELECT id, partner, terms FROM licenses
       WHERE exclusivity IS NOT NULL AND status <> 'terminated' AND partner <> ? ORDER BY exclusivity`,
    )
    .bind(partner);
}

export async function exclusiveLicenses(
  db: D1Database,
  partner: string,
): Promise<{ counters: StoreCounters; parties: Party[] }> {
  const [counts, rows] = await db.batch([
    db.prepare(`SELECT name, value FROM gateway_state WHERE name IN ('licenses', 'exclusive_licenses')`),
    exclusiveStatement(db, partner),
  ]);
  const values = new Map(
    ((counts?.results ?? []) as { name: string; value: number }[]).map(({ name, value }) => [name, value]),
  );
  return {
    counters: { licenses: values.get('licenses') ?? 0, exclusive: values.get('exclusive_licenses') ?? 0 },
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

/** A page of other partners' licenses that name one of `products`, in the order of ids. */
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
 * Statements that fail the batch if a relevant license was stored since `seen`. Non-exclusive licenses never
 * clash with each other, so they only check exclusive ones. Exclusive licenses check all.
 */
export function guardStatements(
  db: D1Database,
  counters: StoreCounters,
  exclusive: boolean,
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE gateway_state SET value = CASE WHEN value = ?1 THEN value + ?2 END WHERE name = 'exclusive_licenses'`,
      )
      .bind(counters.exclusive, exclusive ? 1 : 0),
    exclusive
      ? db
          .prepare(
            `UPDATE gateway_state SET value = CASE WHEN value = ?1 THEN value + 1 END WHERE name = 'licenses'`,
          )
          .bind(counters.licenses)
      : db.prepare(`UPDATE gateway_state SET value = value + 1 WHERE name = 'licenses'`),
  ];
}

/** Tells whether a batch failed because another license was stored meanwhile (`guardStatements`). */
export function isGuardFailure(error: unknown): boolean {
  return error instanceof Error && /NOT NULL constraint failed: gateway_state\.value/.test(error.message);
}
