/** Report periods: parsing, choices and names. Pure. */
import { type Period, periodBetween, periodOf, periodsUpTo } from '../../audit/reports/period.ts';
import { isoDay } from '../frame/instant.ts';
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
  const { period, days } = query;
  const [from, to] = [isoDay(query.from ?? ''), isoDay(query.to ?? '')];
  if ((from || to) && !(period && days === daysShown({ from, to })))
    return { ...(from && { from }), ...(to && { to }) };
  return { period: period || defaultPeriod };
}

/** Part of a file's name; empty for all time. */
export const periodSlug = ({ period, from = '', to = '' }: PeriodQuery): string =>
  period ?? [from, to].filter(Boolean).join('_');

/** Null if invalid; the API reports the fault. */
export function toPeriod({ period, from, to }: PeriodQuery): Period | null {
  return period === undefined ? periodBetween(from ?? '', to ?? '') : periodOf(period);
}

/** YYYY-MM, `back` months before the current one. */
export function monthAt(nowMs: number, back = 0): string {
  const now = new Date(nowMs);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
}

const MONTHS = 14;
const QUARTERS = 8;
const YEARS = 5;

/** Current and past periods, newest first. `finished`: without those that still run. */
export function choicesAt(nowMs: number, finished = false) {
  const month = monthAt(nowMs);
  const year = Number(month.slice(0, 4));
  const quarter = `${year}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
  const listed = (newest: string, count: number) =>
    periodsUpTo(newest, count).filter((period) => !finished || isFinished({ period }, nowMs));
  return {
    months: listed(month, MONTHS),
    quarters: listed(quarter, QUARTERS),
    years: listed(String(year), YEARS),
  };
}

/** Whether the last month of a valid period has ended, in UTC. */
export const isFinished = (query: PeriodQuery, nowMs: number): boolean =>
  (toPeriod(query)?.to ?? '9') < `${monthAt(nowMs)}-01`;

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
