/** Converts instants to and from the viewer's zone. Pure. */
import { offsetAt } from '../../ledger/time-zone.ts';

const offsetMinutes = (ms: number, zone: string): number =>
  Math.round(offsetAt(zone, Math.floor(ms / 1000) * 1000) / 60_000);

/** Years need four digits: date inputs and `Intl` disagree about others. */
const isPlausible = (ms: number): boolean => ms >= YEAR_1000 && ms < YEAR_10000;
const YEAR_1000 = Date.UTC(1000, 0);
const YEAR_10000 = Date.UTC(10_000, 0);

/** Value of a `datetime-local` input: `2026-03-01T09:30`, with seconds unless zero. Empty if invalid. */
export function toLocal(iso: string, zone: string): string {
  const ms = Date.parse(iso);
  if (!isPlausible(ms)) return '';
  const local = new Date(ms + offsetMinutes(ms, zone) * 60_000).toISOString();
  return local.endsWith(':00.000Z') ? local.slice(0, 16) : local.slice(0, 23);
}

/** ISO 8601 of a date that is written `1.11.2026`, as in German; other texts are unchanged. */
export const isoDay = (text: string): string =>
  text.replace(/^(\d\d?)\.(\d\d?)\.(\d{4})(?!\d)/, (_, day: string, month: string, year: string) =>
    [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  );

/**
 * Converts a `datetime-local` or date value to ISO 8601 UTC; null if it is not a time. A time that the zone
 * skips in spring uses the offset before the change; a time that occurs twice in autumn means the first.
 */
export function toInstant(local: string, zone: string): string | null {
  const text = isoDay(local);
  const wall = Date.parse(`${text.length === 10 ? `${text}T00:00` : text}Z`);
  // `Date` guesses at other texts, and rolls 31 April over to the next month.
  if (!isPlausible(wall) || new Date(wall).toISOString().slice(0, 10) !== text.slice(0, 10)) return null;
  const offsets = [wall - 86_400_000, wall + 86_400_000].map((ms) => offsetMinutes(ms, zone));
  const candidates = offsets.map((minutes) => wall - minutes * 60_000);
  const exact = candidates.filter((ms) => ms + offsetMinutes(ms, zone) * 60_000 === wall);
  const ms = exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
  return new Date(ms).toISOString();
}
