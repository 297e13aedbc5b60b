/** The following term, of the same length; in months if the term is a number of months. Pure. */
import { zoneOrUtc } from '../frame/contract-day.ts';
import { toInstant, toLocal } from '../frame/instant.ts';

interface Term {
  starts: string;
  ends: string;
  timeZone?: string | undefined;
}

export function nextTerm({ starts, ends, timeZone }: Term): Omit<Term, 'timeZone'> {
  const zone = zoneOrUtc(timeZone);
  const [from, to] = [toLocal(starts, zone), toLocal(ends, zone)];
  const months = monthOf(to) - monthOf(from);
  const wall = from.slice(8) === to.slice(8) && months > 0 ? monthsLater(to, months) : undefined;
  const nextEnd = wall === undefined ? null : toInstant(wall, zone);
  const byLength = new Date(2 * Date.parse(ends) - Date.parse(starts)).toISOString();
  return { starts: ends, ends: nextEnd ?? byLength };
}

const monthOf = (wall: string) => Number(wall.slice(0, 4)) * 12 + Number(wall.slice(5, 7)) - 1;

/** Undefined if the month has no such day. */
function monthsLater(wall: string, months: number): string | undefined {
  const month = monthOf(wall) + months;
  const date = `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
  const day = new Date(`${date}${wall.slice(7, 10)}T00:00:00Z`);
  const isThere = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
  return isThere ? `${date}${wall.slice(7)}` : undefined;
}
