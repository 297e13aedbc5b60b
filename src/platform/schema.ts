/**
 * The schema of D1 that this release needs. Migrations are applied before the worker that needs them; one that comes too early says so,
 * by an answer that is declared, and does not call it a bug.
 */

/** The newest file in migrations/ (test/scripts/migrations.test.ts holds it to that). */
export const NEWEST_MIGRATION = '0005_counts.sql';

/** What D1 says to a statement about a table or column that it does not have: as our statements are tested, a migration is missing. */
export function isSchemaBehind(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return /\bD1_ERROR\b/.test(message) && /no such (table|column)|has no column named/i.test(message);
}
