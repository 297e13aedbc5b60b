/** SQL that deletes counts and settled findings in D1. */
import { inParameters } from '../../platform/d1.ts';
import { RETENTION_ROWS_MAX } from '../limits.ts';
import { HELD_LICENSES } from './holds-store.ts';

/** `before`: first minute that stays. */
export async function deleteCounts(db: D1Database, object: string, before: string): Promise<void> {
  await db
    .prepare(
      `DELETE FROM refusal_counts WHERE (minute, object, license, code) IN (
         SELECT minute, object, license, code FROM refusal_counts
         WHERE minute < ?1 AND object = ?2 AND license NOT IN (${HELD_LICENSES})
         ORDER BY minute LIMIT ${RETENTION_ROWS_MAX})`,
    )
    .bind(before, object)
    .run();
}

/**
 * Deletes edge counts, which are not by license: all stay during any hold. `before`: first day that stays.
 */
export async function deleteEdgeCounts(db: D1Database, before: string): Promise<void> {
  await db
    .prepare(
      `DELETE FROM edge_counts WHERE (day, isolate) IN (
         SELECT day, isolate FROM edge_counts
         WHERE day < ? AND NOT EXISTS (SELECT 1 FROM legal_holds WHERE released_at IS NULL)
         ORDER BY day LIMIT ${RETENTION_ROWS_MAX})`,
    )
    .bind(before)
    .run();
}

/** Deletes settled findings only. */
export async function deleteFindings(db: D1Database, object: string, before: string): Promise<void> {
  await db
    .prepare(
      `DELETE FROM findings WHERE (license, idx, kind, object) IN (
         SELECT license, idx, kind, object FROM findings
         WHERE settled < ?1 AND object = ?2 AND license NOT IN (${HELD_LICENSES}) LIMIT ${RETENTION_ROWS_MAX})`,
    )
    .bind(before, object)
    .run();
}

/**
 * Stores holders from entries whose texts are deleted: the last version of each component for each license
 * and title. Idempotent, in any order.
 */
export function holdersStatements(db: D1Database, lines: readonly string[]): D1PreparedStatement[] {
  return inParameters(lines).map((json) =>
    db
      .prepare(
        `INSERT INTO deleted_holders (article, license, title, component, partner, version, at, entry)
         SELECT line ->> '$.article', line ->> '$.license', coalesce(line ->> '$.title', ''),
           part.value ->> '$.component',
           line ->> '$.partner', line ->> '$.version', max(line ->> '$.at'), line ->> '$.id'
         FROM (SELECT value AS line FROM json_each(?)) CROSS JOIN json_each(line, '$.delivered') AS part
         WHERE line ->> '$.outcome' = 'permit' GROUP BY 1, 2, 3, 4
         ON CONFLICT DO UPDATE SET version = excluded.version, at = excluded.at, entry = excluded.entry
           WHERE excluded.at > deleted_holders.at`,
      )
      .bind(json),
  );
}
