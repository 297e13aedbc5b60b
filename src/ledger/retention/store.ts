/** SQL that stores the holders from entries whose texts are deleted. */
import { inParameters } from '../../platform/d1.ts';

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
