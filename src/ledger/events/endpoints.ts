/**
 * The endpoints of a shard's licenses: which of them the events of a license are handed over to, and up to
 * which event that is done. The objects of the endpoints send them.
 */
import type { EndpointState } from './types.ts';

/**
 * Returns whether it was new: a newer version wins. An endpoint that was not here begins with the next event; one that
 * is active again gets what it has missed.
 */
export function writeEndpoint(sql: SqlStorage, { id, license, isActive, version }: EndpointState): boolean {
  const { rowsWritten } = sql.exec(
    `INSERT INTO endpoints (license, id, is_active, version, n, is_pending)
     SELECT ?1, ?2, ?3, ?4, coalesce((SELECT max(n) FROM events WHERE license = ?1), 0), 0 WHERE true
     ON CONFLICT (license, id) DO UPDATE SET is_active = ?3, version = ?4, is_pending = ?3
     WHERE version < ?4`,
    license,
    id,
    Number(isActive),
    version,
  );
  return rowsWritten > 0;
}

/** Marks the endpoints of a license that has a new event. */
export function markPending(sql: SqlStorage, license: string): void {
  sql.exec('UPDATE endpoints SET is_pending = 1 WHERE license = ? AND is_active = 1', license);
}

export interface PendingEndpoint {
  license: string;
  id: string;
  /** Place of the last event that its object has taken. */
  n: number;
}

export function pendingEndpoints(sql: SqlStorage, limit: number): PendingEndpoint[] {
  return sql
    .exec<{ license: string; id: string; n: number }>(
      `SELECT license, id, n FROM endpoints WHERE is_pending = 1 AND is_active = 1
       AND license NOT IN (SELECT license FROM in_transit) ORDER BY n LIMIT ?`,
      limit,
    )
    .toArray();
}

/** Notes how far the object of an endpoint has taken the events. */
export function noteTaken(sql: SqlStorage, { license, id }: PendingEndpoint, taken: number): void {
  sql.exec(
    `UPDATE endpoints SET n = max(n, ?3),
       is_pending = (SELECT coalesce(max(events.n), 0) FROM events WHERE events.license = ?1) > max(endpoints.n, ?3)
     WHERE license = ?1 AND id = ?2`,
    license,
    id,
    taken,
  );
}
