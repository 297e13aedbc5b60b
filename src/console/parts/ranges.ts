/** Relative date ranges. The address keeps the range's name, so bookmarks stay relative. Pure. */
import { adjacentPeriod, dayAfter, lastDayOf } from '../../audit/reports/period.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import { isoDay, toInstant } from '../frame/instant.ts';

export const RANGES = [
  'today',
  'yesterday',
  'days7',
  'week',
  'last_week',
  'days30',
  'month',
  'last_month',
] as const;
export type Range = (typeof RANGES)[number];

/** YYYY-MM-DD in the viewer's zone, both inclusive. Null if the name is no range. */
export function daysOfRange(
  name: string | null | undefined,
  { now, zone }: { now: number; zone: string },
): { from: string; to: string } | null {
  const today = dateIn(zone, now);
  const daysBefore = (days: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  const month = today.slice(0, 7);
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
  const last = adjacentPeriod(month, -1) ?? month;
  const spans: Record<Range, [from: string, to: string]> = {
    today: [today, today],
    yesterday: [daysBefore(1), daysBefore(1)],
    days7: [daysBefore(6), today],
    week: [daysBefore(sinceMonday), today],
    last_week: [daysBefore(sinceMonday + 7), daysBefore(sinceMonday + 1)],
    days30: [daysBefore(29), today],
    month: [`${month}-01`, today],
    last_month: [`${last}-01`, lastDayOf(last)],
  };
  const range = RANGES.find((listed) => listed === name);
  return range ? { from: spans[range][0], to: spans[range][1] } : null;
}

/** Converts days to ISO 8601 UTC instants, the last exclusive. */
export function instantsOfDays({ from, to }: { from?: string; to?: string }, zone: string) {
  const first = from && toInstant(from, zone);
  const last = to && toInstant(dayAfter(isoDay(to)), zone);
  return { ...(first && { from: first }), ...(last && { to: last }) };
}

/** Replaces the query's range with its days. */
export function withDays(query: URLSearchParams, when: { now: number; zone: string }): URLSearchParams {
  const days = daysOfRange(query.get('range'), when);
  if (!days) return query;
  const dated = new URLSearchParams(query);
  for (const [name, instant] of Object.entries(instantsOfDays(days, when.zone))) dated.set(name, instant);
  return dated;
}
