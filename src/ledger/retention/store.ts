/** SQL of what D1 lets go of by itself: what was counted, and what a check found and is in order again. */
import { RETENTION_ROWS_MAX } from '../limits.ts';
import { HELD_LICENSES } from './holds-store.ts';

/** `before`: the first minute that stays. */
export async function deleteCounts(db: D1Database, object: string, before: string): Promise<void> {
  await db
    .prepare(
      `DELETE FROM refusal_counts WHERE (minute, object, license, code) IN (
         SELECT minute, object, license, code FROM refusal_counts
         WHERE minute < ?1 AND object = ?2 AND license NOT IN (${HELD_LICENSES}) ORDER BY minute LIMIT ${RETENTION_ROWS_MAX})`,
    )
    .bind(before, object)
    .run();
}

/** What isolates counted at the edge of any license: all of it stays while anything is held. `before`: the first day that does. */
export async function deleteEdgeCounts(db: D1Database, before: string): Promise<void> {
  await db
    .prepare(
      `DELETE FROM edge_counts WHERE (day, isolate) IN (
         SELECT day, isolate FROM edge_counts
         WHERE day < ? AND NOT EXISTS (SELECT 1 FROM legal_holds WHERE released_at IS NULL) ORDER BY day LIMIT ${RETENTION_ROWS_MAX})`,
    )
    .bind(before)
    .run();
}

/** Only what is settled: what is open is told as long as it is. */
export async function deleteFindings(db: D1Database, object: string, before: string): Promise<void> {
  await db
    .prepare(
      `DELETE FROM findings WHERE (license, idx, kind) IN (
         SELECT license, idx, kind FROM findings
         WHERE settled < ?1 AND object = ?2 AND license NOT IN (${HELD_LICENSES}) LIMIT ${RETENTION_ROWS_MAX})`,
    )
    .bind(before, object)
    .run();
}
