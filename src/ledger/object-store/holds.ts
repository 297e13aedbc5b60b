/** SQL of legal holds in an object. Released holds stay, so that late messages have no effect. */
import type { Hold } from '../types.ts';

/** A released hold is never reopened. */
export function raiseHold(sql: SqlStorage, hold: Hold): void {
  sql.exec(
    `INSERT INTO holds (id, version, state) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state
       WHERE excluded.version > version`,
    hold.id,
    hold.version,
    JSON.stringify(hold),
  );
}

/** All holds, released ones included. */
export function allHolds(sql: SqlStorage): Hold[] {
  return sql
    .exec<{ state: string }>('SELECT state FROM holds ORDER BY id')
    .toArray()
    .map(({ state }) => JSON.parse(state) as Hold);
}

/** Changes with every hold and every release. */
export function holdsMark(sql: SqlStorage): number {
  return sql.exec<{ mark: number }>('SELECT coalesce(sum(version), 0) AS mark FROM holds').one().mark;
}
