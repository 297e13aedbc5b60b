/** When a wire is read: by day, by weekday, and most in the hours before pages close. Pure. */
import type { Random } from './random.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Of an average hour, by the hour of the day (UTC). */
const HOURS = [
  0.15, 0.12, 0.12, 0.2, 0.45, 0.9, 1.3, 1.6, 1.7, 1.6, 1.5, 1.4, 1.3, 1.4, 1.5, 1.6, 1.7, 1.6, 1.3, 1.0, 0.8,
  0.6, 0.4, 0.25,
];
/** Sunday first. */
const WEEKDAYS = [0.55, 1.1, 1.2, 1.2, 1.15, 1.1, 0.7];

/** Exactly `count` instants (ms) from `fromMs` to `untilMs` (exclusive), in order. Both are whole hours. */
export function* instants(
  random: Random,
  count: number,
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
): Generator<number> {
  const hours = Array.from({ length: (untilMs - fromMs) / HOUR_MS }, (_, hour) => fromMs + hour * HOUR_MS);
  const weights = hours.map((atMs) => {
    const at = new Date(atMs);
    // No two days are alike: some news is read everywhere.
    return (HOURS[at.getUTCHours()] ?? 1) * (WEEKDAYS[at.getUTCDay()] ?? 1) * (0.8 + 0.4 * random.next());
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [sum, requestCount] = [0, 0];
  for (const [place, atMs] of hours.entries()) {
    sum += weights[place] ?? 0;
    const until = place === hours.length - 1 ? count : Math.round((count * sum) / total);
    const within = Array.from({ length: until - requestCount }, () => random.below(HOUR_MS)).sort(
      (a, b) => a - b,
    );
    requestCount = until;
    for (const offset of within) yield atMs + offset;
  }
}

/** One instant, by the weight of its hour and weekday. Both ends are whole hours. */
export function momentIn(random: Random, { fromMs, untilMs }: { fromMs: number; untilMs: number }): number {
  const busiest = Math.max(...HOURS) * Math.max(...WEEKDAYS);
  for (;;) {
    const atMs = fromMs + random.below(untilMs - fromMs);
    const at = new Date(atMs);
    const weight = (HOURS[at.getUTCHours()] ?? 1) * (WEEKDAYS[at.getUTCDay()] ?? 1);
    if (random.chance(weight / busiest)) return atMs;
  }
}
