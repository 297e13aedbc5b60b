/** Calendar dates in IANA time zones. Pure. */

/** Bounds the cache: zone names are limited, their spellings are not. */
const FORMATS_CACHED_MAX = 2_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether this is an IANA zone name known to the runtime. Offsets such as +09:00 are excluded, since they
 * have no daylight saving time.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    dateFormat(name);
    return true;
  } catch {
    return false;
  }
}

/** Date of an instant (milliseconds, UTC) in a zone, YYYY-MM-DD. Throws if the zone is unknown. */
export function dateIn(timeZone: string, atMs: number): string {
  if (timeZone === 'UTC') return new Date(atMs).toISOString().slice(0, 10);
  const parts = new Map(
    dateFormat(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  );
  return [parts.get('year')?.padStart(4, '0'), parts.get('month'), parts.get('day')].join('-');
}

/** The same date, and the hour of the day, `00` to `23`. */
export function dateAndHourIn(timeZone: string, atMs: number): { date: string; hour: string } {
  const date = dateIn(timeZone, atMs);
  if (timeZone === 'UTC') return { date, hour: new Date(atMs).toISOString().slice(11, 13) };
  const parts = hourFormat(timeZone).formatToParts(atMs);
  return { date, hour: parts.find(({ type }) => type === 'hour')?.value.padStart(2, '0') ?? '' };
}

/** Larger than any zone's offset from UTC. */
const OFFSET_MAX_MS = 26 * 3_600_000;

/**
 * First instant (milliseconds, UTC) of a date, YYYY-MM-DD, in a zone; for a date that the zone has skipped,
 * of the next one.
 */
export function startOfDay(timeZone: string, date: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (timeZone === 'UTC') return midnight;
  // On nearly all days, both midnights have the same offset.
  const guess = midnight - offsetAt(timeZone, midnight);
  if (dateIn(timeZone, guess) === date && dateIn(timeZone, guess - 1) < date) return guess;
  // Local dates never decrease, so bisection finds the boundary.
  let before = midnight - OFFSET_MAX_MS;
  let from = midnight + OFFSET_MAX_MS;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dateIn(timeZone, middle) < date) before = middle;
    else from = middle;
  }
  return from;
}

/** Offset of a zone from UTC, milliseconds. */
export function offsetAt(timeZone: string, atMs: number): number {
  const parts = new Map(
    clockFormat(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - atMs;
}

/** Cached: creating a format costs a hundred times as much as using it. */
const dateFormat = (timeZone: string) =>
  format(timeZone, '', { year: 'numeric', month: '2-digit', day: '2-digit' });
const hourFormat = (timeZone: string) => format(timeZone, 'hour', { hour: '2-digit', hourCycle: 'h23' });
const clockFormat = (timeZone: string) =>
  format(timeZone, 'clock', {
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' },
  });

function format(timeZone: string, name: string, fields: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${name}`;
  const cached = formats.get(key);
  if (cached) return cached;
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    ...fields,
  });
  if (formats.size >= FORMATS_CACHED_MAX) formats.clear();
  formats.set(key, format);
  return format;
}
