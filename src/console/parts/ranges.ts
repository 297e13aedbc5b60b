/** Relative ranges of days. The address of a list names the range, so that a bookmark of it stays relative. Pure. */
import { dayAfter, lastDayOf } from '../../audit/reports/period.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import { toInstant } from '../frame/instant.ts';
import { neighbor } from './period-choices.ts';

export const RANGES = ['today', 'days7', 'days30', 'month', 'last_month'] as const;
export type Range = (typeof RANGES)[number];

/** Days of the viewer's zone, YYYY-MM-DD, both included. Null: the address names no range. */
export function daysOfRange(
  name: string | null | undefined,
  { now, zone }: { now: number; zone: string },
): { from: string; to: string } | null {
  const today = dateIn(zone, now);
  const back = (days: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  const month = today.slice(0, 7);
  const last = neighbor(month, -1) ?? month;
  switch (name as Range) {
    case 'today':
      return { from: today, to: today };
    case 'days7':
      return { from: back(6), to: today };
    case 'days30':
      return { from: back(29), to: today };
    case 'month':
      return { from: `${month}-01`, to: today };
    case 'last_month':
      return { from: `${last}-01`, to: lastDayOf(last) };
    default:
      return null;
  }
}

/** As the API takes days: instants, ISO 8601 UTC, the last exclusive. What is no day is left out. */
export function instantsOfDays({ from, to }: { from?: string; to?: string }, zone: string) {
  const begin = from && toInstant(from, zone);
  const end = to && toInstant(dayAfter(to), zone);
  return { ...(begin && { from: begin }), ...(end && { to: end }) };
}

/** The query of a list with the days of its range in place of the range. */
export function withDays(query: URLSearchParams, when: { now: number; zone: string }): URLSearchParams {
  const days = daysOfRange(query.get('range'), when);
  if (!days) return query;
  const dated = new URLSearchParams(query);
  for (const [name, instant] of Object.entries(instantsOfDays(days, when.zone))) dated.set(name, instant);
  return dated;
}
