/** Figures by the hour as the days of a chart, in the viewer's zone, with those of the period before. Pure. */
import { dateAndHourIn } from '../../ledger/time-zone.ts';

export interface HourFigures {
  /** UTC, `2026-11-26T16`. */
  hour: string;
  deliveries: number;
  refusals: number;
}

export interface DayFigures {
  /** YYYY-MM-DD. */
  days: string[];
  deliveries: number[];
  refusals: number[];
  /** Deliveries and refusals of the same number of days before. */
  previous: number[];
}

const DAYS = 30;
const DAY_MS = 86_400_000;

/** The last 30 days, today among them. `nowMs`: milliseconds, UTC. */
export function byDay(figures: HourFigures[], { nowMs, zone }: { nowMs: number; zone: string }): DayFigures {
  const sums = new Map<string, { deliveries: number; refusals: number }>();
  for (const { hour, deliveries, refusals } of figures) {
    const { date } = dateAndHourIn(zone, Date.parse(`${hour}:00:00Z`));
    const sum = sums.get(date) ?? { deliveries: 0, refusals: 0 };
    sums.set(date, { deliveries: sum.deliveries + deliveries, refusals: sum.refusals + refusals });
  }
  const today = Date.parse(`${dateAndHourIn(zone, nowMs).date}T00:00:00Z`);
  const all = Array.from({ length: 2 * DAYS }, (_, place) =>
    new Date(today - (2 * DAYS - 1 - place) * DAY_MS).toISOString().slice(0, 10),
  );
  const [before, days] = [all.slice(0, DAYS), all.slice(DAYS)];
  const of = (day: string) => sums.get(day) ?? { deliveries: 0, refusals: 0 };
  return {
    days,
    deliveries: days.map((day) => of(day).deliveries),
    refusals: days.map((day) => of(day).refusals),
    previous: before.map((day) => of(day).deliveries + of(day).refusals),
  };
}
