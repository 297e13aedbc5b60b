/** Sums hourly figures by day in the viewer's zone, with the previous period. Pure. */
import { dateAndHourIn } from '../../ledger/time-zone.ts';

export interface HourFigures {
  /** UTC, `2026-11-26T16`. */
  hour: string;
  deliveries: number;
  refusals: number;
}

export interface DayFigures {
  days: string[];
  deliveries: number[];
  refusals: number[];
  /** Deliveries and refusals of the previous period of equal length. */
  previous: number[];
}

const DAYS = 30;
const DAY_MS = 86_400_000;

/** The last 30 days including today. `nowMs`: milliseconds, UTC. */
export function byDay(figures: HourFigures[], { nowMs, zone }: { nowMs: number; zone: string }): DayFigures {
  const sums = new Map<string, { deliveries: number; refusals: number }>();
  for (const { hour, deliveries, refusals } of figures) {
    const { date } = dateAndHourIn(zone, Date.parse(`${hour}:00:00Z`));
    const sum = sums.get(date) ?? { deliveries: 0, refusals: 0 };
    sums.set(date, { deliveries: sum.deliveries + deliveries, refusals: sum.refusals + refusals });
  }
  const today = Date.parse(`${dateAndHourIn(zone, nowMs).date}T00:00:00Z`);
  const allDays = Array.from({ length: 2 * DAYS }, (_, index) =>
    new Date(today - (2 * DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
  const [earlier, days] = [allDays.slice(0, DAYS), allDays.slice(DAYS)];
  const sumsOf = (day: string) => sums.get(day) ?? { deliveries: 0, refusals: 0 };
  return {
    days,
    deliveries: days.map((day) => sumsOf(day).deliveries),
    refusals: days.map((day) => sumsOf(day).refusals),
    previous: earlier.map((day) => sumsOf(day).deliveries + sumsOf(day).refusals),
  };
}
