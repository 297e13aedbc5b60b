/** SQL of what isolates have seen at the edge. */
import { type DayCounts, ENDINGS } from './tally.ts';

const COLUMNS = ['seen', ...ENDINGS];

/** An isolate's own numbers only grow: what is written late makes nothing less. */
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
