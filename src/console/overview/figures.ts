/** Figures by the hour as a chart has them: every hour and every day of its span, in the viewer's zone. Pure. */
import { dateAndHourIn } from '../../ledger/time-zone.ts';

export interface HourFigures {
  /** UTC, `2026-11-26T16`. */
  hour: string;
  deliveries: number;
  refusals: number;
}

export interface ChartFigures {
  labels: string[];
  deliveries: number[];
  refusals: number[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The last 24 hours, the one that is not over among them. `nowMs`: milliseconds, UTC. */
export function byHour(
  figures: HourFigures[],
  { nowMs, zone }: { nowMs: number; zone: string },
): ChartFigures {
  const of = new Map(figures.map((one) => [one.hour, one]));
  const hours = [...Array(24).keys()].map((place) => nowMs - (23 - place) * HOUR_MS);
  return {
    labels: hours.map((ms) => `${dateAndHourIn(zone, ms).hour}:00`),
    deliveries: hours.map((ms) => of.get(utcHour(ms))?.deliveries ?? 0),
    refusals: hours.map((ms) => of.get(utcHour(ms))?.refusals ?? 0),
  };
}

/** The last 30 days, today among them. */
export function byDay(
  figures: HourFigures[],
  { nowMs, zone, dayOf }: { nowMs: number; zone: string; dayOf: (date: string) => string },
): ChartFigures {
  const sums = new Map<string, { deliveries: number; refusals: number }>();
  for (const { hour, deliveries, refusals } of figures) {
    const { date } = dateAndHourIn(zone, Date.parse(`${hour}:00:00Z`));
    const sum = sums.get(date) ?? { deliveries: 0, refusals: 0 };
    sums.set(date, { deliveries: sum.deliveries + deliveries, refusals: sum.refusals + refusals });
  }
  const today = Date.parse(`${dateAndHourIn(zone, nowMs).date}T00:00:00Z`);
  const days = [...Array(30).keys()].map((place) =>
    new Date(today - (29 - place) * DAY_MS).toISOString().slice(0, 10),
  );
  return {
    labels: days.map(dayOf),
    deliveries: days.map((day) => sums.get(day)?.deliveries ?? 0),
    refusals: days.map((day) => sums.get(day)?.refusals ?? 0),
  };
}

const utcHour = (ms: number) => new Date(ms).toISOString().slice(0, 13);
