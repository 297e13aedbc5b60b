/** Divides a time span into hours, days, weeks or months of a time zone. Pure. */
import { dateIn, startOfDay } from '../../ledger/time-zone.ts';
import { dayAfter, lastDayOf } from '../reports/period.ts';
import { MONTHS_MAX, SPANS_MS_MAX } from './limits.ts';

export const STEPS = ['hour', 'day', 'week', 'month'] as const;
export type Every = (typeof STEPS)[number];

export interface Step {
  /** ISO 8601 UTC; `to` is exclusive. */
  from: string;
  to: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Steps that cover the span: milliseconds, UTC; `to` is exclusive. Truncates the start of a span that is
 * longer than a log can be.
 */
export function stepsOf(from: number, to: number, zone: string): { every: Every; steps: Step[] } {
  const every = STEPS.find((step) => step === 'month' || to - from <= SPANS_MS_MAX[step]) ?? 'month';
  const starts: number[] = [];
  for (let at = startOf(every, from, zone); at < to; at = nextOf(every, at, zone)) {
    starts.push(at);
    if (starts.length > MONTHS_MAX) starts.shift();
  }
  const steps = starts.map((start, index) => ({
    from: new Date(start).toISOString(),
    to: new Date(starts[index + 1] ?? nextOf(every, start, zone)).toISOString(),
  }));
  return { every, steps };
}

function startOf(every: Every, at: number, zone: string): number {
  if (every === 'hour') return Math.floor(at / HOUR_MS) * HOUR_MS;
  const day = dateIn(zone, at);
  if (every === 'month') return startOfDay(zone, `${day.slice(0, 7)}-01`);
  if (every === 'day') return startOfDay(zone, day);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Weeks begin on Mondays (ISO 8601).
  const sinceMonday = (new Date(midnight).getUTCDay() + 6) % 7;
  return startOfDay(zone, new Date(midnight - sinceMonday * DAY_MS).toISOString().slice(0, 10));
}

function nextOf(every: Every, start: number, zone: string): number {
  if (every === 'hour') return start + HOUR_MS;
  const day = dateIn(zone, start);
  if (every === 'month') return startOfDay(zone, dayAfter(lastDayOf(day.slice(0, 7))));
  const days = every === 'week' ? 7 : 1;
  const next = Date.parse(`${day}T00:00:00Z`) + days * DAY_MS;
  return startOfDay(zone, new Date(next).toISOString().slice(0, 10));
}
