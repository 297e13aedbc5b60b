/**
 * The endpoints of a shard's licenses: their settings, and which events their objects have received. The
 * objects send them.
 */
import type { EndpointSettings, EndpointState } from './types.ts';

/**
 * Stores a newer version; a deleted endpoint stays deleted. Returns whether it was new. An endpoint that was
 * not here begins with the next event; one that is active again gets what it has missed. Its object has to
 * learn of the change.
 */
export function writeEndpoint(sql: SqlStorage, state: EndpointState): boolean {
  const { id, license, url, types, isActive, isDeleted = false, version } = state;
  const settings: EndpointSettings = { url, types, isActive, isDeleted, version };
  const { rowsWritten } = sql.exec(
    `INSERT INTO endpoints (license, id, is_active, settings, version, n, is_pending)
     SELECT ?1, ?2, ?3, ?4, ?5, coalesce((SELECT max(n) FROM events WHERE license = ?1), 0), 1 WHERE true
     ON CONFLICT (license, id) DO UPDATE SET is_active = ?3, settings = ?4, version = ?5, is_pending = 1
     WHERE (version < ?5 OR ?6) AND NOT settings ->> 'isDeleted'`,
    license,
    id,
    Number(isActive),
    JSON.stringify(settings),
    version,
    Number(isDeleted),
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
  settings: EndpointSettings;
  /** Number of the last event that its object has received. */
  n: number;
}

/** Endpoints whose objects have to learn of events or of a change. */
export function pendingEndpoints(sql: SqlStorage): PendingEndpoint[] {
  return sql
    .exec<{ license: string; id: string; settings: string; n: number }>(
      `SELECT license, id, settings, n FROM endpoints WHERE is_pending = 1
       AND license NOT IN (SELECT license FROM in_transit)`,
    )
    .toArray()
    .map((row) => ({ ...row, settings: JSON.parse(row.settings) as EndpointSettings }));
}

/** Notes how far the object of an endpoint has received the events, and that it knows these settings. */
export function noteReceived(
  sql: SqlStorage,
  { license, id, settings }: PendingEndpoint,
  receivedN: number,
): void {
  sql.exec(
    `UPDATE endpoints SET n = max(n, ?3), is_pending = version > ?4 OR (is_active
       AND (SELECT coalesce(max(events.n), 0) FROM events WHERE events.license = ?1) > max(endpoints.n, ?3))
     WHERE license = ?1 AND id = ?2`,
    license,
    id,
    receivedN,
    settings.version,
  );
}

/** Forgets deleted endpoints that were changed last before an instant: by then no older change arrives. */
export function dropDeletedEndpoints(sql: SqlStorage, beforeMs: number): void {
  sql.exec(
    `DELETE FROM endpoints WHERE settings ->> 'isDeleted' AND is_pending = 0 AND version < ?`,
    beforeMs,
  );
}
