/** SQL of the archive on the D1 side. */
import { whereOf } from '../../platform/conditions.ts';
import { countedRows, takeOut, withoutText } from '../segments/gone-store.ts';
import type { Manifest } from './part.ts';

export interface PartRow {
  object: string;
  part: number;
  month: string;
  entries: number;
  manifest: Manifest;
  restored: string | null;
}

/**
 * A part is told again when texts have gone out of it; that it is restored is not forgotten then. It fails, by a number that is null, which
 * the table refuses, when D1 has gone back: to before the last telling that it is known to have `heard`, or to before it had every entry of
 * this one, and had counted it.
 */
export function partStatement(db: D1Database, manifest: Manifest, heard: number): D1PreparedStatement {
  const { object, part, month, entries, licenses } = manifest;
  return db
    .prepare(
      `INSERT INTO archive_parts (object, part, month, entries, manifest)
       SELECT ?1, CASE WHEN coalesce((SELECT parts FROM drains WHERE object = ?1), 0) >= ?7
         AND (EXISTS (SELECT 1 FROM archive_parts WHERE object = ?1 AND part = ?2) OR ${countedRows('?6')} >= ?4)
         THEN ?2 END, ?3, ?4, ?5 WHERE true
       ON CONFLICT DO UPDATE SET entries = excluded.entries, manifest = excluded.manifest`,
    )
    .bind(...[object, part, month, entries, JSON.stringify(manifest), JSON.stringify(licenses), heard]);
}

/** That it has heard this one. Changes nothing where D1 has no mark of the object yet. */
export function toldStatement(db: D1Database, object: string, telling: number): D1PreparedStatement {
  return db.prepare('UPDATE drains SET parts = max(parts, ?) WHERE object = ?').bind(telling, object);
}

/**
 * Who was let have what, of entries that leave D1's log (a JSON array of `{leaf, body}`): the last version of each component
 * for each license and title. Repeats harmlessly, in any order.
 */
export function holdersStatement(db: D1Database, json: string): D1PreparedStatement {
  return db.prepare(holdersSql(`SELECT value ->> 'body' AS body FROM json_each(?)`)).bind(json);
}

/** `bodies`: SQL of the entries' texts. */
const holdersSql = (bodies: string) =>
  `INSERT INTO archived_holders (article, license, title, component, partner, version, at, entry)
   SELECT body ->> 'article', body ->> 'license', coalesce(body ->> 'title', ''), part.value ->> 'component',
     body ->> 'partner', body ->> 'version', max(body ->> 'at'), body ->> 'id'
   FROM (${bodies}) CROSS JOIN json_each(body, '$.delivered') AS part
   WHERE body ->> 'outcome' = 'permit' GROUP BY 1, 2, 3, 4
   ON CONFLICT DO UPDATE SET version = excluded.version, at = excluded.at, entry = excluded.entry
     WHERE excluded.at > archived_holders.at`;

/**
 * D1 lets go of what has no text in the archive any more: rows that were put back, and rows of a D1 that was restored to a time when they
 * were there. Who holds what by them is kept. `gone`: of each license, how many entries of the part's month are without text by now.
 */
export function withoutTextStatements(
  db: D1Database,
  { object, month, licenses, shortened }: Manifest,
  { left, gone }: { left: [license: string, index: number][]; gone: { license: string; entries: number }[] },
): D1PreparedStatement[] {
  const without = withoutText(
    licenses.filter(({ deleted = 0 }) => deleted > 0),
    left,
  );
  const bodies = `SELECT body FROM entries WHERE n IN (SELECT n FROM (${without.sql}))`;
  return [
    db.prepare(holdersSql(bodies)).bind(...without.values),
    ...takeOut(db, without),
    db
      .prepare(
        `INSERT INTO deleted_entries (license, month, object, entries, at)
         SELECT value ->> 'license', ?2, ?3, value ->> 'entries', ?4 FROM json_each(?1) WHERE true
         ON CONFLICT DO UPDATE SET entries = excluded.entries, at = excluded.at`,
      )
      .bind(JSON.stringify(gone), month, object, shortened?.at ?? ''),
  ];
}

export function restoredStatement(
  db: D1Database,
  { object, part }: { object: string; part: number },
  restored: string | null,
): D1PreparedStatement {
  return db
    .prepare('UPDATE archive_parts SET restored = ? WHERE object = ? AND part = ?')
    .bind(restored, object, part);
}

/** A part as D1 knows it; `restored`: when its rows were put back, or null. */
export async function storedPart(
  db: D1Database,
  object: string,
  part: number,
): Promise<{ manifest: string; restored: string | null } | null> {
  return db
    .prepare('SELECT manifest, restored FROM archive_parts WHERE object = ? AND part = ?')
    .bind(object, part)
    .first<{ manifest: string; restored: string | null }>();
}

export interface PartFilter {
  object?: string;
  month?: string;
  license?: string;
  /** Only those whose rows are, or are not, in D1's log; of parts that have none left there is nothing to say. */
  restored?: boolean;
  after?: { month: string; object: string; part: number };
  limit: number;
}

/** Oldest month first. */
export async function listParts(db: D1Database, filter: PartFilter): Promise<PartRow[]> {
  const { object, month, license, restored, after, limit } = filter;
  const { where, values } = whereOf([
    { sql: 'object = ?', values: [object] },
    { sql: 'month = ?', values: [month] },
    {
      sql: `EXISTS (SELECT 1 FROM json_each(manifest, '$.licenses') AS one WHERE one.value ->> 'license' = ?)`,
      values: [license],
    },
    {
      sql: 'entries > 0 AND (restored IS NOT NULL) = ?',
      values: [restored === undefined ? undefined : Number(restored)],
    },
    { sql: '(month, object, part) > (?, ?, ?)', values: [after?.month, after?.object, after?.part] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT object, part, month, entries, manifest, restored FROM archive_parts ${where}
       ORDER BY month, object, part LIMIT ?`,
    )
    .bind(...values, limit)
    .all<Omit<PartRow, 'manifest'> & { manifest: string }>();
  return results.map((row) => ({ ...row, manifest: JSON.parse(row.manifest) as Manifest }));
}
