/** Instants and durations as policies write them (xsd:date, xsd:dateTime, xsd:duration). All in milliseconds, UTC. */

export interface Span {
  /** First instant. */
  from: number;
  /** First instant after it: a date spans its day, an instant one millisecond. */
  to: number;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;
const DAY_MS = 86_400_000;

/** What a date or dateTime covers. Without a zone it is UTC. Undefined: not a date (31 February is not one either). */
export function spanOf(text: string): Span | undefined {
  if (DATE.test(text)) {
    const from = Date.parse(`${text}T00:00:00Z`);
    return Number.isNaN(from) || isoDay(from) !== text ? undefined : { from, to: from + DAY_MS };
  }
  const zone = DATE_TIME.exec(text);
  if (!zone) return undefined;
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  const from = Date.parse(zone[3] === undefined ? `${text}Z` : text);
  if (Number.isNaN(day) || Number.isNaN(from) || isoDay(day) !== text.slice(0, 10)) return undefined;
  return { from, to: from + 1 };
}

/** The instant of an ISO 8601 date or dateTime: a date counts from its first instant. */
export function instantOf(text: string): number | undefined {
  return spanOf(text)?.from;
}

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export interface Duration {
  months: number;
  ms: number;
}

const DURATION =
  /^P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/;

/** An xsd:duration (weeks too, ISO 8601). Undefined: not one, or a negative one. */
export function durationOf(text: string): Duration | undefined {
  const parts = DURATION.exec(text);
  if (!parts || parts.slice(1).every((part) => part === undefined)) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return {
    months: years * 12 + months,
    ms: (weeks * 7 + days) * DAY_MS + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000,
  };
}

/** `origin` plus the duration; a month that has no such day ends on its last. */
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
