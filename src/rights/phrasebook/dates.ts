/** Dates and periods as wires write them. */
import type { Word } from './words.ts';

/** English, German, French and Spanish, by number, the form that is printed first. */
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

export interface Found<T> {
  value: T;
  end: number;
}

/** A day with its year, as `YYYY-MM-DD`. A day that can be read two ways (`03/04/2026`) is none. */
export function dateAt(words: readonly Word[], start: number): Found<string> | undefined {
  const run: string[] = [];
  const ends: number[] = [];
  for (let at = start; at < words.length && run.length < 3; at += 1) {
    const word = words[at];
    if (!word || (at > start && word.before === 'sentence')) break;
    if (at > start && (word.folded === 'DE' || word.folded === 'DEL' || word.folded === 'OF')) continue;
    run.push(word.folded);
    ends.push(at + 1);
  }
  const [first = '', second = '', third = ''] = run;
  const digits = isoOfDigits(first);
  if (digits) return { value: digits, end: start + 1 };
  const day = MONTH_NUMBER.has(first) ? second : first;
  const month = MONTH_NUMBER.get(first) ?? MONTH_NUMBER.get(second);
  const value =
    /^\d{4}$/.test(third) && month !== undefined ? isoOf(third, month, dayNumber(day)) : undefined;
  return value === undefined ? undefined : { value, end: ends[2] ?? start + 1 };
}

function dayNumber(word: string): number {
  return /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN;
}

function isoOfDigits(word: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word);
  if (iso) return isoOf(iso[1] ?? '', Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})$/.exec(word);
  if (!parts) return undefined;
  const [one, two] = [Number(parts[1]), Number(parts[3])];
  // With dots the day comes first; with slashes that depends on the country, unless one number can be no month.
  if (parts[2] === '/' && one <= 12 && two <= 12 && one !== two) return undefined;
  return one <= 12 && two > 12 ? isoOf(parts[4] ?? '', one, two) : isoOf(parts[4] ?? '', two, one);
}

function isoOf(year: string, month: number, day: number): string | undefined {
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const instant = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(iso) ? iso : undefined;
}

/**
 * The first instant at which the day is over everywhere on Earth (UTC-12), as ISO 8601: a restriction until a day, of
 * which nobody says the zone, holds until nobody can have that day any more.
 */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 36 * 3_600_000).toISOString();
}

/** The day that `endOfDay` made the instant of, as it is printed; undefined for any other instant. */
export function dayInProse(instant: string): string | undefined {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms) || !/T12:00:00(\.000)?Z$/.test(instant)) return undefined;
  const day = new Date(ms - 36 * 3_600_000);
  return `${day.getUTCDate()} ${SHORT_MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
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

/** `14 days` → `P14D`. */
export function periodAt(words: readonly Word[], start: number): Found<string> | undefined {
  const [count, unit] = [words[start], words[start + 1]];
  const letter = unit?.before === 'space' ? UNIT_OF.get(unit.folded) : undefined;
  if (!count || letter === undefined || !/^[1-9]\d{0,3}$/.test(count.folded)) return undefined;
  return { value: `P${count.folded}${letter}`, end: start + 2 };
}

/** `P14D` → `14 DAYS`; undefined for what no phrase makes. */
export function periodInProse(duration: string): string | undefined {
  const parts = /^P([1-9]\d{0,3})([DWMY])$/.exec(duration);
  return parts ? `${parts[1]} ${UNIT_NAMES[parts[2] ?? '']}` : undefined;
}
