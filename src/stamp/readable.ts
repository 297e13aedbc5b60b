/** English texts for instants, lists and places. They do not depend on the machine's locale or time zone. */
import { partName } from '../rights/index.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const two = (value: number) => String(value).padStart(2, '0');

/** `20 November 2026, 06:00 UTC`; with seconds if there are any. `ms`: since the epoch. */
export function readableInstant(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return 'a time that cannot be told';
  const seconds = date.getUTCSeconds();
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds ? `:${two(seconds)}` : ''}`;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${time} UTC`;
}

/** `a`, `a and b`, `a, b and c`. */
export function readableList(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

const NAMED_SETS: Record<string, string> = {
  world: 'worldwide',
  EU: 'the European Union',
  EEA: 'the European Economic Area',
  DACH: 'Germany, Austria and Switzerland',
};

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** A named set, country or part of a country in words; codes without a name are returned unchanged. */
function readableTerritory(name: string): string {
  const setName = NAMED_SETS[name];
  if (setName) return setName;
  const part = partName(name, 'en');
  if (part) return `${part} (${name})`;
  return /^[A-Z]{2}$/.test(name) ? (regionNames.of(name) ?? name) : name;
}

/** `worldwide, except in Japan`, `in Austria and Germany`. Entries such as `-JP` are exclusions. */
export function readableTerritories(territories: readonly string[]): string {
  const within = territories.filter((name) => !name.startsWith('-'));
  const except = territories
    .filter((name) => name.startsWith('-'))
    .map((name) => readableTerritory(name.slice(1)));
  if (within.length === 0) return 'in no territory';
  const where = within.includes('world') ? 'worldwide' : `in ${readableList(within.map(readableTerritory))}`;
  return except.length > 0 ? `${where}, except in ${readableList(except)}` : where;
}
