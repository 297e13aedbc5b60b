/** Reads and prints dates, times and periods as news wires write them. */
import { fold, type Word, wordsOf } from './words.ts';

/** English, German, French and Spanish names by month; the first one is printed. */
const MONTHS: readonly string[] = [
  'JAN JANUARY JANUAR JAENNER JANNER JANVIER ENE ENERO',
  'FEB FEBRUARY FEBRUAR FEVRIER FEBRERO',
  'MAR MARCH MAERZ MARZ MARS MARZO',
  'APR APRIL AVR AVRIL ABR ABRIL',
  'MAY MAI MAYO',
  'JUN JUNE JUNI JUIN JUNIO',
  'JUL JULY JULI JUILLET JULIO',
  'AUG AUGUST AOUT AGO AGOSTO',
  'SEP SEPT SEPTEMBER SEPTEMBRE SEPTIEMBRE',
  'OCT OKT OCTOBER OKTOBER OCTOBRE OCTUBRE',
  'NOV NOVEMBER NOVEMBRE NOVIEMBRE',
  'DEC DEZ DECEMBER DEZEMBER DECEMBRE DIC DICIEMBRE',
];

const MONTH_NUMBER = new Map(
  MONTHS.flatMap((names, position) => names.split(' ').map((name) => [name, position + 1] as const)),
);
const SHORT_MONTHS = MONTHS.map((names) => names.split(' ')[0] ?? '');

export interface TextValue<T> {
  value: T;
  end: number;
}

/** 1 to 12; undefined: the word names no month. */
export function monthNumber(word: string): number | undefined {
  return MONTH_NUMBER.get(fold(word));
}

/** English, German, French and Spanish names by day of the week, from Sunday. */
const WEEKDAYS: readonly string[] = [
  'SUNDAY SONNTAG DIMANCHE DOMINGO',
  'MONDAY MONTAG LUNDI LUNES',
  'TUESDAY DIENSTAG MARDI MARTES',
  'WEDNESDAY MITTWOCH MERCREDI MIERCOLES',
  'THURSDAY DONNERSTAG JEUDI JUEVES',
  'FRIDAY FREITAG VENDREDI VIERNES',
  'SATURDAY SAMSTAG SONNABEND SAMEDI SABADO',
];
const WEEKDAY_NUMBER = new Map(
  WEEKDAYS.flatMap((names, position) => names.split(' ').map((name) => [name, position] as const)),
);

/**
 * Reads a day with its year, as `YYYY-MM-DD`. An ambiguous day (`03/04/2026`) and one that is not on the day of
 * the week before it are not read.
 */
export function dateAt(words: readonly Word[], start: number): TextValue<string> | undefined {
  const weekday = WEEKDAY_NUMBER.get(words[start]?.folded ?? '');
  if (weekday === undefined) return dayAt(words, start);
  const day = words[start + 1]?.before === 'sentence' ? undefined : dayAt(words, start + 1);
  return day && new Date(day.value).getUTCDay() === weekday ? day : undefined;
}

/** Words within a date that do not change it: `20 de noviembre`, `1st of November`, `1er novembre`. */
const DATE_FILLERS = new Set(['DE', 'DEL', 'OF', 'ST', 'ND', 'RD', 'TH', 'ER']);

function dayAt(words: readonly Word[], start: number): TextValue<string> | undefined {
  const parts = dayPartsAt(words, start);
  const value = parts && isoOf(parts);
  return value === undefined ? undefined : { value, end: parts?.end ?? start + 1 };
}

/** Year, month and day as they are written. There may be no such day. */
interface DayParts {
  year: string;
  month: number;
  day: number;
}

export function dayPartsAt(words: readonly Word[], start: number): (DayParts & { end: number }) | undefined {
  const foldedWords: string[] = [];
  const ends: number[] = [];
  for (let at = start; at < words.length && foldedWords.length < 3; at += 1) {
    const word = words[at];
    if (!word || (at > start && word.before === 'sentence')) break;
    if (at > start && DATE_FILLERS.has(word.folded)) continue;
    foldedWords.push(word.folded);
    ends.push(at + 1);
  }
  const [first = '', second = '', third = ''] = foldedWords;
  const digits = partsOfDigits(first);
  if (digits) return { ...digits, end: start + 1 };
  const day = MONTH_NUMBER.has(first) ? second : first;
  const month = MONTH_NUMBER.get(first) ?? MONTH_NUMBER.get(second);
  if (month === undefined || !/^\d{4}$/.test(third) || !/^\d{1,2}$/.test(day)) return undefined;
  return { year: third, month, day: Number(day), end: ends[2] ?? start + 1 };
}

function partsOfDigits(word: string): DayParts | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word);
  if (iso) return { year: iso[1] ?? '', month: Number(iso[2]), day: Number(iso[3]) };
  const parts = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})$/.exec(word);
  if (!parts) return undefined;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  // With dots the day comes first. With slashes the order depends on the country, unless one number cannot be
  // a month.
  if (parts[2] === '/' && first <= 12 && second <= 12 && first !== second) return undefined;
  const [month, day] = first <= 12 && second > 12 ? [first, second] : [second, first];
  return { year: parts[4] ?? '', month, day };
}

/** Undefined: there is no such day. */
export function isoOf({ year, month, day }: DayParts): string | undefined {
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const instant = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(iso) ? iso : undefined;
}

/** Offsets of unambiguous time zones on wires, in hours ahead of UTC. */
const ZONES: Record<string, number> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  CET: 1,
  MEZ: 1,
  CEST: 2,
  MESZ: 2,
  EST: -5,
  EDT: -4,
};
const HOURS = new Set(['UHR', 'HRS', 'HOURS', 'H']);
const AT = new Set(['AT', 'UM', 'A', 'LAS']);
const HALVES_OF_DAY: Record<string, number> = { AM: 0, PM: 12 };

/**
 * A time of day in minutes, with the offset of its zone in hours if one is given: `18:00 GMT`, `um 18.00 Uhr`,
 * `1800 CET`, `6 pm`.
 */
export interface Clock {
  minutes: number;
  zone?: number;
}

export function clockAt(words: readonly Word[], start: number): TextValue<Clock> | undefined {
  const wordAt = (at: number) => (words[at]?.before === 'sentence' ? '' : (words[at]?.folded ?? ''));
  let at = start;
  while (AT.has(wordAt(at))) at += 1;
  const parts = /^(\d{1,2})[:.]?([0-5]\d)?$/.exec(wordAt(at));
  if (!parts) return undefined;
  const hours = Number(parts[1]);
  let end = at + 1;
  // "18:00 am 5. Dezember" is German.
  const half = hours > 12 ? undefined : HALVES_OF_DAY[wordAt(end)];
  // "12 am" is noon to some and midnight to others.
  if (half !== undefined && (hours === 0 || hours === 12)) return undefined;
  const minutes = (hours + (half ?? 0)) * 60 + Number(parts[2] ?? 0);
  const hasHourWord = half !== undefined || HOURS.has(wordAt(end));
  if (hasHourWord) end += 1;
  const zone = ZONES[wordAt(end)];
  // A bare number is no time.
  if (minutes > 24 * 60 || (zone === undefined && !hasHourWord && !wordAt(at).includes(':')))
    return undefined;
  return { value: { minutes, ...(zone !== undefined && { zone }) }, end: zone === undefined ? end : end + 1 };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The zone of a day is not stated, so it lasts from the first place on Earth that has it (UTC+14) to the last
 * (UTC-12).
 */
const FIRST_ZONE_HOURS = 14;
const LAST_ZONE_HOURS = -12;

/** How a date bounds a restriction: it holds `until` or `before` the date, or begins `after` or `from` it. */
export type Bound = 'until' | 'before' | 'after' | 'from';

export function holdsTill(bound: Bound): boolean {
  return bound === 'until' || bound === 'before';
}

/**
 * Returns the instant of a bound, read strictly: the restriction holds as long as anyone can read it so. ISO
 * 8601.
 */
export function boundInstant(bound: Bound, day: string, clock?: Clock): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const zone = clock?.zone ?? (holdsTill(bound) ? LAST_ZONE_HOURS : FIRST_ZONE_HOURS);
  const wholeDay = bound === 'until' || bound === 'after' ? DAY_MS : 0;
  const local = midnight + (clock ? clock.minutes * 60_000 : wholeDay);
  return new Date(local - zone * HOUR_MS).toISOString();
}

const FILLERS = new Set('THE ON ZUM DEM DEN DER AM EINSCHLIESSLICH AU A LE EL DEL'.split(' '));

/** An instant; `zoneless` if its time names no zone. */
export interface Moment extends TextValue<string> {
  zoneless: boolean;
}

/** Reads the day of a bound, with a time of day before or after it if there is one, as its instant. */
export function momentAt(words: readonly Word[], start: number, bound: Bound): Moment | undefined {
  const moment = dayAndClockAt(words, start);
  if (!moment) return undefined;
  const { day, clock, end } = moment;
  return { value: boundInstant(bound, day, clock), end, zoneless: isZoneless(clock) };
}

function dayAndClockAt(words: readonly Word[], start: number) {
  const from = afterFillers(words, start);
  if (words[from]?.before === 'sentence') return undefined;
  const clockBefore = clockAt(words, from);
  const day = dateAt(words, clockBefore ? afterFillers(words, clockBefore.end) : from);
  if (!day) return undefined;
  const clockAfter = clockAt(words, day.end);
  const clock = clockAfter ?? clockBefore;
  return { day: day.value, clock: clock?.value, end: clockAfter?.end ?? day.end };
}

/** Whether the text has a day with a time but no zone, which is read strictly (`boundInstant`). */
export function lacksZone(text: string): boolean {
  const words = wordsOf(text);
  return words.some(({ folded }, at) => {
    // Only where a day or a time may begin: from each filler, the fillers after it would be read again.
    if (!/^\d/.test(folded) && !MONTH_NUMBER.has(folded) && !WEEKDAY_NUMBER.has(folded)) return false;
    return isZoneless(dayAndClockAt(words, at)?.clock);
  });
}

function isZoneless(clock: Clock | undefined): boolean {
  return clock !== undefined && clock.zone === undefined;
}

/** The time of day that was read strictly as the instant of a bound without a zone: `2026-12-05T18:00`. */
export function zonelessTime(bound: 'until' | 'after', instant: string): string {
  const zone = bound === 'until' ? LAST_ZONE_HOURS : FIRST_ZONE_HOURS;
  return new Date(Date.parse(instant) + zone * HOUR_MS).toISOString().slice(0, 16);
}

function afterFillers(words: readonly Word[], start: number): number {
  let at = start;
  while (words[at]?.before === 'space' && FILLERS.has(words[at]?.folded ?? '')) at += 1;
  return at;
}

/**
 * The day at whose end in the last zone a restriction ends, or at whose beginning in the first zone it begins.
 * Null: the instant is neither.
 */
export function dayOfBound(bound: 'until' | 'after', instant: string): string | null {
  const offset = bound === 'until' ? LAST_ZONE_HOURS * HOUR_MS - DAY_MS : FIRST_ZONE_HOURS * HOUR_MS;
  const ms = Date.parse(instant) + offset;
  return ms % DAY_MS === 0 ? new Date(ms).toISOString().slice(0, 10) : null;
}

/**
 * Prints `UNTIL 20 NOV 2026`, which reads back as the same instant. Undefined: no text means this instant.
 */
export function boundInProse(bound: 'until' | 'after', instant: string): string | undefined {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms) || ms % 60_000 !== 0 || new Date(ms).toISOString() !== instant) return undefined;
  const zone = bound === 'until' ? LAST_ZONE_HOURS : FIRST_ZONE_HOURS;
  const day = new Date(ms + zone * HOUR_MS - DAY_MS);
  const word = bound.toUpperCase();
  if (day.getTime() % DAY_MS === 0) return `${word} ${dayInProse(day)}`;
  return `${word} ${dayInProse(new Date(ms))} ${instant.slice(11, 16)} UTC`;
}

function dayInProse(day: Date): string {
  return `${day.getUTCDate()} ${SHORT_MONTHS[day.getUTCMonth()]} ${String(day.getUTCFullYear()).padStart(4, '0')}`;
}

const UNITS: Record<string, string> = {
  D: 'DAY DAYS TAG TAGE TAGEN JOUR JOURS DIA DIAS',
  W: 'WEEK WEEKS WOCHE WOCHEN SEMAINE SEMAINES SEMANA SEMANAS',
  M: 'MONTH MONTHS MONAT MONATE MONATEN MOIS MES MESES',
  Y: 'YEAR YEARS JAHR JAHRE JAHREN AN ANS ANO ANOS',
};
const UNIT_OF = new Map(
  Object.entries(UNITS).flatMap(([unit, names]) => names.split(' ').map((name) => [name, unit] as const)),
);
const UNIT_NAMES: Record<string, string> = { D: 'DAYS', W: 'WEEKS', M: 'MONTHS', Y: 'YEARS' };

/** `14 days` → `P14D`, `24 hours` → `PT24H`. */
export function periodAt(words: readonly Word[], start: number): TextValue<string> | undefined {
  const [count, unit] = [words[start], words[start + 1]];
  if (!count || unit?.before !== 'space' || !/^[1-9]\d{0,3}$/.test(count.folded)) return undefined;
  const letter = UNIT_OF.get(unit.folded);
  if (letter !== undefined) return { value: `P${count.folded}${letter}`, end: start + 2 };
  const hours = /^(HOURS?|HRS|STUNDEN?|HEURES?|HORAS?)$/.test(unit.folded);
  return hours ? { value: `PT${count.folded}H`, end: start + 2 } : undefined;
}

/** `P14D` → `14 DAYS`. Undefined: no phrase means this period. */
export function periodInProse(duration: string): string | undefined {
  const hours = /^PT([1-9]\d{0,3})H$/.exec(duration);
  if (hours) return `${hours[1]} HOURS`;
  const parts = /^P([1-9]\d{0,3})([DWMY])$/.exec(duration);
  return parts ? `${parts[1]} ${UNIT_NAMES[parts[2] ?? '']}` : undefined;
}
