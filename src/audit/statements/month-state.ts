/** Whether a month of a license can be closed. Pure. */
import { asOf, type History, inForce, zoneOf } from '../reports/history.ts';
import { dayAfter, type Period, periodOf } from '../reports/period.ts';
import type { Calendar } from '../reports/windows.ts';
import { CLOSE_GRACE_MS } from './limits.ts';

/**
 * `open`: it still runs in the license's own zone. `ready`: it is over and has no statement. `closed`: a
 * statement of the month, or of the quarter or year around it, has its figures. `none`: the license was not in
 * force, and there is nothing to bill.
 */
export const MONTH_STATES = ['open', 'ready', 'closed', 'none'] as const;
export type MonthState = (typeof MONTH_STATES)[number];

/** Of one license. */
export interface Billed {
  history: History;
  calendarOf: (timeZone: string) => Calendar;
  /** Id by the name of the period. */
  statements: ReadonlyMap<string, string>;
  /** Months outside of its terms with units or corrections to bill. */
  billable: ReadonlySet<string>;
}

export function monthState(
  license: Billed,
  month: string,
  nowMs: number,
): { state: MonthState; statement?: string } {
  const statement = coveringPeriods(month)
    .map((period) => license.statements.get(period))
    .find((id) => id !== undefined);
  if (statement !== undefined) return { state: 'closed', statement };
  const { fromMs, toMs } = boundsOfMonth(license, month);
  if (!inForce(license.history, fromMs, toMs) && !license.billable.has(month)) return { state: 'none' };
  return { state: toMs + CLOSE_GRACE_MS > nowMs ? 'open' : 'ready' };
}

/** Where a month begins and ends in the zone that the license has at its end. Milliseconds, UTC. */
export function boundsOfMonth(
  { history, calendarOf }: Pick<Billed, 'history' | 'calendarOf'>,
  month: string,
) {
  const { from, to } = monthOf(month);
  // Which version a day's end is in is a matter of moments, the zone of it nearly always the same.
  const calendar = calendarOf(zoneOf(asOf(history, Date.parse(`${dayAfter(to)}T00:00:00Z`))));
  return { fromMs: calendar.startOf(from), toMs: calendar.endOf(to), dateOf: calendar.dateOf };
}

/** The periods whose statement has the figures of the month: itself, its quarter, its year. */
export function coveringPeriods(month: string): string[] {
  const year = month.slice(0, 4);
  return [month, `${year}-Q${Math.ceil(Number(month.slice(5)) / 3)}`, year];
}

/** So many months up to `last` (YYYY-MM), newest first. */
export function monthsUpTo(last: string, count: number): string[] {
  const [year = 0, month = 1] = last.split('-').map(Number);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}

/** The newest month that is over anywhere: days begin first in the zone that is furthest ahead, UTC+14. */
export function lastFinishedMonth(nowMs: number): string {
  const current = new Date(nowMs + FURTHEST_AHEAD_MS).toISOString().slice(0, 7);
  return monthsUpTo(current, 2)[1] ?? current;
}
const FURTHEST_AHEAD_MS = 14 * 3_600_000;

function monthOf(month: string): Period {
  const period = periodOf(month);
  if (!period) throw new Error(`${month} is no month`);
  return period;
}
