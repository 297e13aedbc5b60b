import type { Totals } from './registry.ts';

export interface IsolateCounters {
  isolate: string;
  atMs: number;
  totals: Totals;
}

/**
 * Inserts or updates the row of an isolate. The row may exist if the result of an earlier insert is unknown.
 */
export function insertCounts(
  db: D1Database,
  { isolate, atMs, totals }: IsolateCounters,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO isolate_counts (isolate, at_ms, counts) VALUES (?1, ?2, ?3)
       ON CONFLICT (isolate) DO UPDATE SET at_ms = excluded.at_ms, counts = excluded.counts
       WHERE excluded.at_ms >= isolate_counts.at_ms`,
    )
    .bind(isolate, atMs, JSON.stringify(totals));
}

/** Updates the row. Changes nothing if the row was folded into the total. */
export function updateCounts(
  db: D1Database,
  { isolate, atMs, totals }: IsolateCounters,
): D1PreparedStatement {
  return db
    .prepare('UPDATE isolate_counts SET at_ms = ?2, counts = ?3 WHERE isolate = ?1 AND at_ms <= ?2')
    .bind(isolate, atMs, JSON.stringify(totals));
}

/**
 * Folds the rows without a write since `beforeMs` into the total. The batch is a transaction, so nothing is
 * lost or counted twice.
 */
export function foldStatements(db: D1Database, beforeMs: number): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO isolate_counts (isolate, at_ms, counts)
         SELECT '', ?1, counts FROM (
           SELECT json_group_object(key, total) AS counts FROM (
             SELECT each.key AS key, sum(each.value) AS total FROM isolate_counts, json_each(counts) AS each
             WHERE isolate = '' OR at_ms < ?1 GROUP BY each.key
           )
         ) WHERE EXISTS (SELECT 1 FROM isolate_counts WHERE isolate <> '' AND at_ms < ?1)
         ON CONFLICT (isolate) DO UPDATE SET at_ms = excluded.at_ms, counts = excluded.counts`,
      )
      .bind(beforeMs),
    db.prepare(`DELETE FROM isolate_counts WHERE isolate <> '' AND at_ms < ?`).bind(beforeMs),
  ];
}

/** Totals over all isolates, ended ones included, and the number of active isolates. */
export async function readTotals(db: D1Database): Promise<{ totals: Totals; isolates: number }> {
  const [sums, isolates] = await db.batch<{ key: string; total: number; isolates: number }>([
    db.prepare(
      `SELECT each.key AS key, sum(each.value) AS total FROM isolate_counts, json_each(counts) AS each
       GROUP BY each.key`,
    ),
    db.prepare(`SELECT count(*) AS isolates FROM isolate_counts WHERE isolate <> ''`),
  ]);
  return {
    totals: Object.fromEntries((sums?.results ?? []).map(({ key, total }) => [key, total])),
    isolates: isolates?.results[0]?.isolates ?? 0,
  };
}
