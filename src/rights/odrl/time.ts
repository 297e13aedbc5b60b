/** Parses instants and durations of policies (xsd:date, xsd:dateTime, xsd:duration). Milliseconds, UTC. */

export interface Span {
  /** First instant. */
  from: number;
  /** First instant after the span: a date spans its day, an instant one millisecond. */
  to: number;
}

const DATE = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;
const DAY_MS = 86_400_000;

/**
 * Returns the span of a date or dateTime; without a zone it is UTC. Undefined: not a date (31 February is
 * none).
 */
export function spanOf(text: string): Span | undefined {
  const date = DATE.exec(text);
  if (date) {
    const from = Date.parse(`${date[1]}T00:00:00${date[2] ?? 'Z'}`);
    return Number.isNaN(from) || !exists(date[1] ?? '') ? undefined : { from, to: from + DAY_MS };
  }
  const zone = DATE_TIME.exec(text);
  if (!zone || !exists(text.slice(0, 10))) return undefined;
  const from = Date.parse(zone[3] === undefined ? `${text}Z` : text);
  return Number.isNaN(from) ? undefined : { from, to: from + 1 };
}

/** `Date.parse` turns 31 February into 3 March. */
function exists(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === day;
}

/** Returns the instant of an ISO 8601 date or dateTime: a date counts from its first instant. */
export function instantOf(text: string): number | undefined {
  return spanOf(text)?.from;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export function dayOfWeek(at: number): string | undefined {
  return DAYS[new Date(at).getUTCDay()];
}

export interface Duration {
  months: number;
  ms: number;
}

const DURATION =
  /^P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/;

/** Parses an xsd:duration, with weeks (ISO 8601). Undefined: not one, or a negative one. */
export function durationOf(text: string): Duration | undefined {
  const parts = DURATION.exec(text);
  if (!parts || parts.slice(1).every((part) => part === undefined)) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return {
    months: years * 12 + months,
    ms: (weeks * 7 + days) * DAY_MS + hours * 3_600_000 + minutes * 60_000 + Math.round(seconds * 1_000),
  };
}

/** Adds a duration to `origin`. In a month without that day, the result is its last day. */
export function addDuration(origin: number, { months, ms }: Duration): number {
  if (months === 0) return origin + ms;
  const date = new Date(origin);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime() + ms;
}
