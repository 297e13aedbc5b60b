/** Licenses that seem to have been stored earlier: a license needs no statement of a month before that. */
import { DatabaseSync } from 'node:sqlite';
import { inject } from 'vitest';
import { databaseIn } from '../../../scripts/newsroom/fill/state.ts';

/** `of`: a license, or a partner for all of its licenses. `at`: ISO 8601 UTC. */
export function predateLicenses(of: string, at: string): void {
  const database = new DatabaseSync(databaseIn(inject('stateDir')), { timeout: 60_000 });
  database
    .prepare(
      'UPDATE license_versions SET at = ? WHERE license IN (SELECT id FROM licenses WHERE ? IN (id, partner))',
    )
    .run(at, of);
  database.close();
}
