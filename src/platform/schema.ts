/**
 * Version of the D1 schema that this release needs. Migrations are applied before the worker is deployed. A
 * worker that starts too early answers with a declared problem, not with a bug.
 */

/** Newest file in migrations/ (checked by test/scripts/migrations.test.ts). */
export const NEWEST_MIGRATION = '0007_recalls.sql';

/**
 * Recognizes D1's error for a missing table or column. The statements are tested, so the cause is a missing
 * migration.
 */
export function isSchemaBehind(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return /\bD1_ERROR\b/.test(message) && /no such (table|column)|has no column named/i.test(message);
}
