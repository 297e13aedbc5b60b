/** What entries that are dated later than now would hold up once the clock is right again. */
import { setMeta } from './meta.ts';

/** Lets entries be dated earlier than the last one. */
export function acceptEarlierDates(sql: SqlStorage, nowMs: number): void {
  setMeta(sql, 'last_at_ms', nowMs);
  setMeta(sql, 'earlier_dates_ms', nowMs);
}

/**
 * Forgets the dates of units that were billed later than now, so that counting them again does not take them for new ones; a count that is
 * under way begins anew.
 */
export function forgetLaterUnits(sql: SqlStorage, nowMs: number): void {
  sql.exec('UPDATE units SET at_ms = NULL WHERE at_ms > ?', nowMs);
  sql.exec(`DELETE FROM walk WHERE part = 'units'`);
}
