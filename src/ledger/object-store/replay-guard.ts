/** SQL of revoked tokens and used proofs, retained until they expire. */
import type { OneTimeId } from '../types.ts';
import { firstRow } from './row.ts';

export function isUsed(sql: SqlStorage, id: string): boolean {
  return firstRow(sql.exec('SELECT 1 FROM used_ids WHERE id = ?', id)) !== null;
}

export function markUsed(sql: SqlStorage, { id, untilMs, license }: OneTimeId & { license: string }): void {
  sql.exec(
    `INSERT INTO used_ids (id, license, until_ms) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET until_ms = max(until_ms, excluded.until_ms)`,
    id,
    license,
    untilMs,
  );
}

export function usedOf(sql: SqlStorage, licenses: string[]): (OneTimeId & { license: string })[] {
  return sql
    .exec<{ id: string; license: string; until_ms: number }>(
      'SELECT id, license, until_ms FROM used_ids WHERE license IN (SELECT value FROM json_each(?))',
      JSON.stringify(licenses),
    )
    .toArray()
    .map(({ id, license, until_ms }) => ({ id, license, untilMs: until_ms }));
}

export function deleteExpired(sql: SqlStorage, beforeMs: number): void {
  sql.exec('DELETE FROM used_ids WHERE until_ms < ?', beforeMs);
}
