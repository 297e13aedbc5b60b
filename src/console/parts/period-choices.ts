/** Report periods: parsing, choices and names. Pure. */
import { dayAfter, type Period, periodBetween, periodOf } from '../../audit/reports/period.ts';
import type { Translate } from '../frame/messages.ts';

export interface PeriodQuery {
  period?: string;
  from?: string;
  to?: string;
}

/** Value of the hidden control that tells days the form had from days that were typed. */
export const daysShown = ({ from = '', to = '' }: PeriodQuery): string => `${from}/${to}`;

/** Typed days take precedence over a period, and a period that is chosen over the days of the last one. */
export function periodQuery(query: Record<string, string>, defaultPeriod: string): PeriodQuery {
  const { period, from, to, days } = query;
  if ((from || to) && !(period && days === daysShown(query)))
    return { ...(from && { from }), ...(to && { to }) };
  return { period: period || defaultPeriod };
}

/** Null if invalid; the API reports the fault. */
export function toPeriod({ period, from, to }: PeriodQuery): Period | null {
  return period === undefined ? periodBetween(from ?? '', to ?? '') : periodOf(period);
}

/** Converts the days to UTC instants, the last exclusive. */
export function instantsOf({ from, to }: Period): { from: string; to: string } {
  return { from: `${from}T00:00:00Z`, to: `${dayAfter(to)}T00:00:00Z` };
}

/** YYYY-MM, `back` months before the current one. */
export function monthAt(nowMs: number, back = 0): string {
  const now = new Date(nowMs);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
}

const MONTHS = 14;
const QUARTERS = 8;
const YEARS = 5;

export interface Choices {
  months: string[];
  quarters: string[];
  years: string[];
}

/** Current and past periods, newest first. */
export function choicesAt(nowMs: number): Choices {
  const month = monthAt(nowMs);
  const year = Number(month.slice(0, 4));
  const quarter = `${year}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
  return {
    months: backFrom(month, MONTHS),
    quarters: backFrom(quarter, QUARTERS),
    years: backFrom(String(year), YEARS),
  };
}

function backFrom(name: string, count: number): string[] {
  const names = [name];
  while (names.length < count) names.push(adjacentPeriod(names.at(-1) ?? name, -1) ?? name);
  return names;
}

/** The adjacent period of the same length; null for a custom range. */
export function adjacentPeriod(name: string, step: 1 | -1): string | null {
  const period = periodOf(name);
  if (!period) return null;
  const [year = 0, month = 1, day = 1] = period.from.split('-').map(Number);
  const { length } = name;
  if (name.includes('Q')) {
    const quarter = year * 4 + (month - 1) / 3 + step;
    return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
  }
  if (length === 4) return String(year + step);
  if (length === 7) return new Date(Date.UTC(year, month - 1 + step, 1)).toISOString().slice(0, 7);
  return new Date(Date.UTC(year, month - 1, day + step)).toISOString().slice(0, 10);
}

/** `November 2026`, `Q4 2026`, `2026`, `5 Oct 2026`, `5–11 Oct 2026`. Returns other texts unchanged. */
export function periodName(name: string, t: Translate): string {
  const [from = '', to = from] = name.split('/');
  if (name.includes('/') && from === to) return periodName(from, t);
  const period = from === to ? periodOf(name) : periodBetween(from, to);
  if (!period || name.length === 4) return name;
  if (name.includes('Q')) return t('period.quarter', { quarter: name.slice(6), year: name.slice(0, 4) });
  const dates = new Intl.DateTimeFormat(t.locale, {
    timeZone: 'UTC',
    ...(name.length === 7 ? { month: 'long', year: 'numeric' } : { dateStyle: 'medium' }),
  });
  const [first, last] = [Date.parse(period.from), Date.parse(period.to)];
  return name.length > 10 ? dates.formatRange(first, last) : dates.format(first);
}
