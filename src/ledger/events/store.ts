/** SQL of events, numbered from 1 within each license, so that a partner migration preserves the numbers. */
import { markPending } from './endpoints.ts';
import type { EventsRequest, LicenseEvent, NumberedEvent } from './types.ts';

/** True if the event was new. */
export function insertEvent(sql: SqlStorage, event: LicenseEvent): boolean {
  const { rowsWritten } = sql.exec(
    `INSERT INTO events (license, n, id, at_ms, body)
     SELECT ?1, coalesce((SELECT max(n) FROM events WHERE license = ?1), 0) + 1, ?2, ?3, ?4
     WHERE NOT EXISTS (SELECT 1 FROM events WHERE license = ?1 AND id = ?2)`,
    event.license,
    event.id,
    Date.parse(event.at),
    JSON.stringify(event),
  );
  if (rowsWritten > 0) markPending(sql, event.license);
  return rowsWritten > 0;
}

/** The next events of a license, in order. */
export function eventsAfter(
  sql: SqlStorage,
  { license, after, limit, types }: Pick<EventsRequest, 'license' | 'after' | 'limit' | 'types'>,
): NumberedEvent[] {
  return sql
    .exec<{ n: number; body: string }>(
      `SELECT n, body FROM events WHERE license = ?1 AND n > ?2
       AND (?3 IS NULL OR body ->> 'type' IN (SELECT value FROM json_each(?3))) ORDER BY n LIMIT ?4`,
      license,
      after,
      types ? JSON.stringify(types) : null,
      limit,
    )
    .toArray()
    .map(toNumbered);
}

/** Those of these events that the license has, in order. */
export function eventsWithIds(sql: SqlStorage, license: string, ids: string[]): NumberedEvent[] {
  return sql
    .exec<{ n: number; body: string }>(
      'SELECT n, body FROM events WHERE license = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY n',
      license,
      JSON.stringify(ids),
    )
    .toArray()
    .map(toNumbered);
}

const toNumbered = ({ n, body }: { n: number; body: string }): NumberedEvent => ({
  n,
  event: JSON.parse(body) as LicenseEvent,
});

/**
 * Events that the log of their license does not have yet, in the order of each license. `skipped`: licenses
 * that are left out.
 */
export function unenteredEvents(sql: SqlStorage, skipped: string[], limit: number): NumberedEvent[] {
  return sql
    .exec<{ n: number; body: string }>(
      `SELECT n, body FROM events WHERE is_entered = 0 AND license NOT IN (SELECT license FROM in_transit)
       AND license NOT IN (SELECT value FROM json_each(?)) ORDER BY license, n LIMIT ?`,
      JSON.stringify(skipped),
      limit,
    )
    .toArray()
    .map(toNumbered);
}

/** Notes that the log of a license has its events up to this number. */
export function noteEntered(sql: SqlStorage, license: string, n: number): void {
  sql.exec('UPDATE events SET is_entered = 1 WHERE license = ? AND n <= ? AND is_entered = 0', license, n);
}

/** Deletes old events. The last one of each license stays, since its number determines the next. */
export function dropEvents(sql: SqlStorage, beforeMs: number): void {
  sql.exec(
    `DELETE FROM events WHERE at_ms < ? AND is_entered = 1
     AND n < (SELECT max(n) FROM events AS later WHERE later.license = events.license)`,
    beforeMs,
  );
}
