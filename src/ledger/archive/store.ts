/** SQL of the archive on the D1 side. */
import type { Range } from '../self-check/types.ts';
import type { Manifest } from './part.ts';

export interface PartRow {
  object: string;
  part: number;
  month: string;
  entries: number;
  manifest: Manifest;
  restored: string | null;
}

/** A part is told once; that it is restored is not forgotten when it is told again. */
export function partStatement(db: D1Database, manifest: Manifest): D1PreparedStatement {
  const { object, part, month, entries } = manifest;
  return db
    .prepare(
      `INSERT INTO archive_parts (object, part, month, entries, manifest) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    )
    .bind(object, part, month, entries, JSON.stringify(manifest));
}

export function deleteRowsStatement(db: D1Database, ranges: Range[]): D1PreparedStatement {
  return db
    .prepare(
      `DELETE FROM entries WHERE (license, idx) IN (SELECT entries.license, entries.idx FROM
         (SELECT value ->> 'license' AS license, value ->> 'first' AS first, value ->> 'last' AS last FROM json_each(?)) AS gone
         CROSS JOIN entries ON entries.license = gone.license AND entries.idx >= gone.first AND entries.idx <= gone.last)`,
    )
    .bind(JSON.stringify(ranges));
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

export interface PartFilter {
  object?: string;
  month?: string;
  license?: string;
  /** Only those whose rows are, or are not, in D1's log. */
  restored?: boolean;
  after?: { month: string; object: string; part: number };
  limit: number;
}

/** Oldest month first. */
export async function listParts(db: D1Database, filter: PartFilter): Promise<PartRow[]> {
  const { object, month, license, restored, after, limit } = filter;
  const wanted = [
    { sql: 'object = ?', values: [object] },
    { sql: 'month = ?', values: [month] },
    {
      sql: `EXISTS (SELECT 1 FROM json_each(manifest, '$.licenses') AS one WHERE one.value ->> 'license' = ?)`,
      values: [license],
    },
    {
      sql: '(restored IS NOT NULL) = ?',
      values: [restored === undefined ? undefined : Number(restored)],
    },
    { sql: '(month, object, part) > (?, ?, ?)', values: [after?.month, after?.object, after?.part] },
  ].filter(({ values }) => values.every((value) => value !== undefined));
  const where = wanted.length > 0 ? `WHERE ${wanted.map(({ sql }) => sql).join(' AND ')}` : '';
  const { results } = await db
    .prepare(
      `SELECT object, part, month, entries, manifest, restored FROM archive_parts ${where}
       ORDER BY month, object, part LIMIT ?`,
    )
    .bind(...wanted.flatMap(({ values }) => values), limit)
    .all<Omit<PartRow, 'manifest'> & { manifest: string }>();
  return results.map((row) => ({ ...row, manifest: JSON.parse(row.manifest) as Manifest }));
}
