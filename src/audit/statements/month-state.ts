/** Whether a month of a license can be closed. Pure. */
import { asOf, type History, inForce, zoneOf } from '../reports/history.ts';
import { adjacentPeriod, dayAfter, periodOf } from '../reports/period.ts';
import type { Calendar } from '../reports/windows.ts';
import { CLOSE_GRACE_MS, LATE_VERSION_MS } from './limits.ts';

/**
 * `open`: it still runs in the license's own zone. `ready`: it is over and has no statement. `daily`: it is
 * over, and days of it have statements, so that it cannot be closed as a whole. `closed`: a statement of the
 * month, or of the quarter or year around it, has its figures. `none`: the license was not in force or not
 * stored yet, and there is nothing to bill.
 */
export const MONTH_STATES = ['open', 'ready', 'daily', 'closed', 'none'] as const;
export type MonthState = (typeof MONTH_STATES)[number];

/** One license. */
export interface Billed {
  history: History;
  calendarOf: (timeZone: string) => Calendar;
  /** Bits of the closed periods. */
  closed: number;
  /** Months with statements of single days. */
  daily: ReadonlySet<string>;
  /** Months outside the license's terms with units or corrections to bill. */
  billable: ReadonlySet<string>;
}

/** A calendar month, with values common to all licenses. */
export interface Month {
  /** YYYY-MM. */
  name: string;
  /** YYYY-MM-DD: the first day, and the first day of the next month. */
  first: string;
  next: string;
  /** Start of the next month in UTC. Milliseconds. */
  nextMs: number;
  /** Periods whose statement includes the month, and their bits. */
  covering: string[];
  coveringBits: number;
}

/** The months, and all periods that include them: the bit of a period is `1 << ` its index. */
export function monthsNamed(names: string[]): { months: Month[]; periods: string[] } {
  const periods = [...new Set(names.flatMap(coveringPeriods))];
  const months = names.map((name): Month => {
    const period = periodOf(name);
    if (!period) throw new Error(`${name} is no month`);
    const next = dayAfter(period.to);
    const covering = coveringPeriods(name);
    return {
      ...{ name, first: period.from, next, nextMs: Date.parse(`${next}T00:00:00Z`), covering },
      coveringBits: covering.reduce((bits, period) => bits | (1 << periods.indexOf(period)), 0),
    };
  });
  return { months, periods };
}

export function monthState(license: Billed, month: Month, nowMs: number): MonthState {
  if ((license.closed & month.coveringBits) !== 0) return 'closed';
  const { toMs, isInForce } = termIn(license, month);
  if (!isInForce && !license.billable.has(month.name)) return 'none';
  if (toMs + CLOSE_GRACE_MS > nowMs) return 'open';
  return license.daily.has(month.name) ? 'daily' : 'ready';
}

/**
 * When the month ends (milliseconds, UTC) in the zone that the license has at its end, and whether any term
 * of the license touches it. A license that is stored later has no log of the month, so it is not in force,
 * unless its minimum is billed for that month.
 */
export function termIn({ history, calendarOf }: Pick<Billed, 'history' | 'calendarOf'>, month: Month) {
  // The version may change at that instant, but its zone nearly never does.
  const calendar = calendarOf(zoneOf(asOf(history, month.nextMs)));
  const [fromMs, toMs] = [calendar.startOf(month.first), calendar.startOf(month.next)];
  const [{ atMs, overMs, terms }] = history;
  const per = terms.minimum?.per;
  const hasMinimum = per === 'month' || (per === 'term' && overMs <= toMs);
  return { toMs, isInForce: (toMs > atMs || hasMinimum) && inForce(history, fromMs, toMs) };
}

/**
 * Whether the ledger may have billed deliveries in the month. It bills only under a version in its term, and
 * may learn late of the next version. A version that a restored database lacks may have had any term.
 */
export function mayBeBilled({ history, calendarOf }: Pick<Billed, 'history' | 'calendarOf'>, month: Month) {
  if (history.at(-1)?.version !== history.length) return true;
  return history.some((version, index) => {
    const calendar = calendarOf(zoneOf(version));
    const replacedMs = history[index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    const overMs = Math.min(version.overMs, replacedMs + LATE_VERSION_MS);
    return version.startsMs < calendar.startOf(month.next) && overMs > calendar.startOf(month.first);
  });
}

/** The month, its quarter and its year. */
export function coveringPeriods(month: string): string[] {
  const year = month.slice(0, 4);
  return [month, `${year}-Q${Math.ceil(Number(month.slice(5)) / 3)}`, year];
}

/** The newest month that has ended in any zone: days begin first at UTC+14. */
export function lastFinishedMonth(nowMs: number): string {
  const current = new Date(nowMs + FURTHEST_AHEAD_MS).toISOString().slice(0, 7);
  return adjacentPeriod(current, -1) ?? current;
}
const FURTHEST_AHEAD_MS = 14 * 3_600_000;
