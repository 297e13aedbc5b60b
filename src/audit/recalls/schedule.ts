/** When a page of a recall is read. */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** After the event; after a report of the partner also at once. Milliseconds. */
export const DELAYS_MS = [5 * MINUTE_MS, HOUR_MS, 24 * HOUR_MS] as const;

/**
 * SQL of the next reading after one at `readMs`; null: there is none. `baseMs`: the event, or the partner’s
 * last report, which a reading before it does not answer. All are expressions of milliseconds.
 */
export function nextReading(baseMs: string, readMs: string): string {
  const cases = [0, ...DELAYS_MS].map(
    (delay) => `WHEN ${baseMs} + ${delay} > ${readMs} THEN ${baseMs} + ${delay}`,
  );
  return `CASE ${cases.join(' ')} END`;
}
