/** The following term: as many calendar months as the term, or as many days if it is shorter. Pure. */
import { zoneOrUtc } from '../frame/contract-day.ts';
import { toInstant, toLocal } from '../frame/instant.ts';

interface Term {
  starts: string;
  ends: string;
  timeZone?: string | undefined;
}

export function nextTerm({ starts, ends, timeZone }: Term): Omit<Term, 'timeZone'> {
  const zone = zoneOrUtc(timeZone);
  // Clock times of the zone, as if they were of UTC.
  const [from, to] = [starts, ends].map((at) => Date.parse(`${toLocal(at, zone)}Z`)) as [number, number];
  const next = endAfter(from, to);
  const nextEnd = Number.isNaN(next) ? null : toInstant(new Date(next).toISOString().slice(0, 23), zone);
  const byLength = new Date(2 * Date.parse(ends) - Date.parse(starts)).toISOString();
  return { starts: ends, ends: nextEnd ?? byLength };
}

function endAfter(from: number, to: number): number {
  const months = monthsBetween(from, to);
  // From the first day on, so that a term from the 31st ends on the 31st again.
  if (months > 0 && monthsLater(from, months) === to) return monthsLater(from, 2 * months);
  return months > 1 ? monthsLater(to, months) : 2 * to - from;
}

/** To the nearest. */
function monthsBetween(from: number, to: number): number {
  const monthOf = (ms: number) => new Date(ms).getUTCFullYear() * 12 + new Date(ms).getUTCMonth();
  const months = monthOf(to) - monthOf(from);
  const distance = (count: number) => Math.abs(to - monthsLater(from, count));
  return [months, months - 1, months + 1].reduce((a, b) => (distance(b) < distance(a) ? b : a));
}

/** The last day of the month if that has no such day. */
function monthsLater(ms: number, months: number): number {
  const date = new Date(ms);
  date.setUTCMonth(date.getUTCMonth() + months);
  if (date.getUTCDate() !== new Date(ms).getUTCDate()) date.setUTCDate(0);
  return date.getTime();
}
