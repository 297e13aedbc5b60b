import { type DayCounts, REQUEST_OUTCOMES } from './tally.ts';

const COLUMNS = ['seen', ...REQUEST_OUTCOMES];

/** Numbers of an isolate only grow, so a late write never decreases them. */
export function edgeCountsStatement(db: D1Database, isolate: string, days: DayCounts[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO edge_counts (day, isolate, ${COLUMNS.join(', ')})
       SELECT value ->> 'day', ?1, ${COLUMNS.map((name) => `value ->> '${name}'`).join(', ')} FROM json_each(?2)
       WHERE true ON CONFLICT (day, isolate) DO UPDATE SET
         ${COLUMNS.map((name) => `${name} = max(${name}, excluded.${name})`).join(', ')}`,
    )
    .bind(isolate, JSON.stringify(days));
}
