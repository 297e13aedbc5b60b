/** Sums hourly figures by day in the viewer's zone, with the previous period. Pure. */
import { dateAndHourIn } from '../../ledger/time-zone.ts';
import type { Schema } from '../frame/api.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * The last 30 days including today, and for each the uses of the day 30 days before. `nowMs`: milliseconds,
 * UTC.
 */
export function byDay(
  figures: Schema<'Overview'>['activity'],
  { nowMs, zone }: { nowMs: number; zone: string },
) {
  const sums = new Map<string, { deliveries: number; refusals: number }>();
  for (const { hour, deliveries, refusals } of figures) {
    const { date } = dateAndHourIn(zone, Date.parse(`${hour}:00:00Z`));
    const sum = sums.get(date) ?? { deliveries: 0, refusals: 0 };
    sums.set(date, { deliveries: sum.deliveries + deliveries, refusals: sum.refusals + refusals });
  }
  const today = Date.parse(`${dateAndHourIn(zone, nowMs).date}T00:00:00Z`);
  const days = Array.from({ length: 2 * DAYS }, (_, index) => {
    const day = new Date(today - (2 * DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return { day, ...(sums.get(day) ?? { deliveries: 0, refusals: 0 }) };
  });
  const previous = days.slice(0, DAYS).map(({ deliveries, refusals }) => deliveries + refusals);
  return { days: days.slice(DAYS), previous };
}
