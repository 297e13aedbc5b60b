/** Calendar periods of reports: a day, month, quarter or year, or an interval of days. Pure. */

/** Days in the license's own time zone, YYYY-MM-DD, both inclusive. */
export interface Period {
  /** `2026-10-05`, `2026-10`, `2026-Q4`, `2026`, or an interval, `2026-10-05/2026-10-11`. */
  name: string;
  from: string;
  to: string;
}

/**
 * Null: not a valid day, month, quarter or year, or from the year 3000 on (a date after 9999 has no
 * four-digit year).
 */
export function periodOf(name: string): Period | null {
  const [, year, quarter, month, day] = /^([12]\d{3})(?:-Q([1-4])|-(\d\d)(?:-(\d\d))?)?$/.exec(name) ?? [];
  if (year === undefined) return null;
  if (quarter !== undefined) {
    const last = Number(quarter) * 3;
    return { name, from: `${year}-${twoDigits(last - 2)}-01`, to: lastDayOf(`${year}-${twoDigits(last)}`) };
  }
  if (month === undefined) return { name, from: `${year}-01-01`, to: `${year}-12-31` };
  if (Number(month) < 1 || Number(month) > 12) return null;
  if (day === undefined) return { name, from: `${name}-01`, to: lastDayOf(name) };
  return isDay(name) ? { name, from: name, to: name } : null;
}

/** Null: not a valid day, or in reverse order. */
export function periodBetween(from: string, to: string): Period | null {
  return isDay(from) && isDay(to) && from <= to ? { name: `${from}/${to}`, from, to } : null;
}

function isDay(text: string): boolean {
  return /^[12]\d{3}-\d\d-\d\d$/.test(text) && dateOf(Date.parse(`${text}T00:00:00Z`)) === text;
}

export function dayAfter(day: string): string {
  return dateOf(Date.parse(`${day}T00:00:00Z`) + DAY_MS) ?? '';
}

/** The adjacent period of the same length; null for a custom range. */
export function adjacentPeriod(name: string, step: 1 | -1): string | null {
  const period = periodOf(name);
  if (!period) return null;
  const [year = 0, month = 1, day = 1] = period.from.split('-').map(Number);
  const { length } = name;
  if (name.includes('Q')) {
    const quarter = year * 4 + (month - 1) / 3 + step;
    return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
  }
  if (length === 4) return String(year + step);
  if (length === 7) return new Date(Date.UTC(year, month - 1 + step, 1)).toISOString().slice(0, 7);
  return new Date(Date.UTC(year, month - 1, day + step)).toISOString().slice(0, 10);
}

/** The given number of periods up to `last`, newest first. */
export function periodsUpTo(last: string, count: number): string[] {
  const names = [last];
  while (names.length < count) names.push(adjacentPeriod(names.at(-1) ?? last, -1) ?? last);
  return names;
}

export const haveCommonDay = (one: Period, other: Period): boolean =>
  one.from <= other.to && other.from <= one.to;

/** Names of all days, months, quarters and years that have a day in common with the period. */
export function namesOfOverlapping({ from, to }: Period): string[] {
  const names = new Set<string>();
  for (let day = from; day <= to; day = dayAfter(day)) {
    const [year = '', month = ''] = day.split('-');
    for (const name of [day, `${year}-${month}`, `${year}-Q${Math.ceil(Number(month) / 3)}`, year])
      names.add(name);
  }
  return [...names];
}

/** `month` as YYYY-MM. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${twoDigits(new Date(Date.UTC(year, number, 0)).getUTCDate())}`;
}

/** Number of days, both ends included. */
export const daysIn = ({ from, to }: Period): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** Months, YYYY-MM, whose last day is in the period. */
export function monthsEndingIn({ from, to }: Period): string[] {
  const months: string[] = [];
  for (let day = from; day <= to; day = dayAfter(lastDayOf(day.slice(0, 7)))) {
    const month = day.slice(0, 7);
    if (lastDayOf(month) <= to) months.push(month);
  }
  return months;
}

const DAY_MS = 86_400_000;

/** Null: not a valid date. */
function dateOf(ms: number): string | null {
  return Number.isNaN(ms) ? null : new Date(ms).toISOString().slice(0, 10);
}

const twoDigits = (number: number) => String(number).padStart(2, '0');
