/**
 * Reads and prints places as news wires write them, in four languages, from CLDR (`Intl`), ISO 3166-2 and the
 * trade's own abbreviations.
 */
import { ALPHA_2, alpha3, countryCode } from '../territories/iso3166.ts';
import { NAMED_SETS } from '../territories/sets.ts';
import { NAMES } from '../territories/subdivisions.generated.ts';
import { isPart, placeCode, widerPlaces } from '../territories/subdivisions.ts';
import { ALIASES, AMBIGUOUS, type NamedPlace, NOT_CODES } from './place-names.ts';
import { memoizeByPosition, type Word, wordsOf } from './words.ts';

const LANGUAGES = ['en', 'de', 'fr', 'es'];

interface PlaceIndex {
  places: Map<string, NamedPlace>;
  /** Code of a part of a country → its printed name, which reads back as the code. */
  partNames: Map<string, string>;
  longest: number;
}

let placeIndex: PlaceIndex | undefined;

/** Built when the first text is read: a worker that only decides never pays for it. */
function loadPlaces(): PlaceIndex {
  if (placeIndex) return placeIndex;
  const { places, partNames } = subdivisionNames();
  for (const [name, code] of namesOfCountries())
    for (const spelling of spellings(name)) places.set(spelling, { names: [code] });
  for (const [name, target] of Object.entries(ALIASES))
    places.set(name.replaceAll('_', ' '), { names: [target] });
  for (const [name, place] of Object.entries(AMBIGUOUS)) places.set(name.replaceAll('_', ' '), place);
  places.delete('');
  const longest = Math.max(...[...places.keys()].map((name) => name.split(' ').length));
  placeIndex = { places, partNames, longest };
  return placeIndex;
}

function namesOfCountries(): [name: string, code: string][] {
  return LANGUAGES.flatMap((language) => {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return ALPHA_2.map((code): [string, string] => [display.of(code) ?? '', code]);
  });
}

let countries: readonly string[] | undefined;

/** Names of countries in all languages of the phrasebook, as they are written. */
export function countryNames(): readonly string[] {
  countries ??= [...new Set(namesOfCountries().map(([name]) => name))];
  return countries;
}

/** Names of parts of countries. A name of several parts means all of them until the desk answers. */
function subdivisionNames(): Omit<PlaceIndex, 'longest'> {
  const byName = new Map<string, string[]>();
  for (const line of NAMES.trim().split('\n')) {
    const [code = '', names = ''] = line.split('=');
    for (const name of new Set(names.replaceAll('*', '').split('/').flatMap(spellings)))
      byName.set(name, [...(byName.get(name) ?? []), code]);
  }
  const places = new Map<string, NamedPlace>();
  const partNames = new Map<string, string>();
  for (const [name, codes] of byName) {
    const widest = codes.filter((code) => !widerPlaces(code).some((wider) => codes.includes(wider)));
    const [single] = widest;
    if (widest.length > 1)
      places.set(name, {
        names: widest.sort(),
        confirm: `${name}: which one? Read as all of ${widest.join(', ')}`,
      });
    else if (single !== undefined) {
      places.set(name, { names: [single] });
      if (!partNames.has(single)) partNames.set(single, name);
    }
  }
  return { places, partNames };
}

const BRACKET = /\([^()]*\)/g;

/** `Myanmar (Burma)` is found with and without the bracket, `Südtirol` as `SUDTIROL` and as `SUEDTIROL`. */
function spellings(name: string): string[] {
  return [name, name.replace(BRACKET, '')]
    .flatMap((spelling) => [spelling, spelling.replace(/[äöü]/gi, '$&e')])
    .map(foldName);
}

const foldName = (name: string) =>
  wordsOf(name)
    .map(({ folded }) => folded)
    .join(' ');

export interface UnclearPlace {
  name: string;
  codes: string[];
}

export interface PlaceList {
  names: string[];
  confirm?: string;
  unclear?: UnclearPlace[];
  end: number;
}

const JOINERS = new Set(['AND', 'UND', 'ET', 'Y', 'OR', 'ODER', 'OU', 'O', 'NOR', 'NI']);
const ARTICLES = new Set(['THE', 'LE', 'LA', 'LES', 'L', 'EL', 'LOS', 'LAS', 'DIE', 'DER', 'DEN']);

/**
 * Returns the lists of places that begin at `start`, shortest first: separated by commas, slashes, joining
 * words, or nothing. A list may end after each of its places, because the next one can belong to the next
 * phrase.
 */
export const placesAt = memoizeByPosition(readPlaces);

function readPlaces(words: readonly Word[], start: number): PlaceList[] {
  const lists: PlaceList[] = [];
  const names = new Set<string>();
  const questions = new Set<string>();
  const unclear: UnclearPlace[] = [];
  for (let next = start; lists.length < PLACES_MAX; ) {
    const match = next > start && words[next]?.before === 'sentence' ? undefined : knownPlaceAt(words, next);
    if (!match) break;
    for (const name of match.place.names) names.add(name);
    const { end } = match;
    if (match.place.confirm && !questions.has(match.place.confirm)) {
      questions.add(match.place.confirm);
      const name = words.slice(next, end).map(({ raw }) => raw);
      unclear.push({ name: name.join(' '), codes: [...match.place.names].sort() });
    }
    lists.push({
      names: [...names].sort(),
      end,
      ...(questions.size > 0 && { confirm: [...questions].join('; '), unclear: [...unclear] }),
    });
    if (words[end]?.before === 'sentence') break;
    next = JOINERS.has(words[end]?.folded ?? '') ? end + 1 : end;
  }
  return lists;
}

/** Maximum places in one list: longer ones do not occur. Bounds the work on hostile text. */
const PLACES_MAX = 60;

interface PlaceMatch {
  place: NamedPlace;
  end: number;
}

/** Returns the codes that a whole text names. Undefined: it is no name, or an ambiguous one. */
export function placesNamed(text: string): readonly string[] | undefined {
  const words = wordsOf(text);
  const match = placeAt(words, 0);
  return match?.end === words.length && match.place.confirm === undefined ? match.place.names : undefined;
}

const knownPlaceAt = memoizeByPosition(placeAt);

function placeAt(words: readonly Word[], start: number): PlaceMatch | undefined {
  const withArticle = nameAt(words, start);
  if (!ARTICLES.has(words[start]?.folded ?? '') || words[start + 1]?.before !== 'space') return withArticle;
  const withoutArticle = nameAt(words, start + 1);
  // The article of La Rioja is part of its name. An article alone is no name, though DEN is a code for
  // Denmark.
  return withArticle && withArticle.end > start + 1 && withArticle.end >= (withoutArticle?.end ?? 0)
    ? withArticle
    : withoutArticle;
}

function nameAt(words: readonly Word[], from: number): PlaceMatch | undefined {
  const { places, longest } = loadPlaces();
  let longestMatch = codeAt(words, from);
  let name = '';
  for (let end = from; end < Math.min(words.length, from + longest); end += 1) {
    const word = words[end];
    if (!word || (end > from && word.before !== 'space')) break;
    name = name === '' ? word.folded : `${name} ${word.folded}`;
    const place = places.get(name) ?? unitedStates(word, end === from);
    if (place && end + 1 > (longestMatch?.end ?? 0)) longestMatch = { place, end: end + 1 };
  }
  return longestMatch;
}

/** "us" is a pronoun, "US" is a country. */
function unitedStates({ raw }: Word, isSingleWord: boolean): NamedPlace | undefined {
  return isSingleWord && (raw === 'US' || raw === 'U.S.') ? { names: ['US'] } : undefined;
}

/** Reads `DE-BY`, `FR-75C`, `FRA`: codes are capitals. Two letters alone are too often a word. */
function codeAt(words: readonly Word[], start: number): PlaceMatch | undefined {
  const first = words[start]?.raw ?? '';
  if (/^[A-Z]{3}$/.test(first) && !NOT_CODES.has(first)) {
    const code = countryCode(first);
    return code === undefined ? undefined : { place: { names: [code] }, end: start + 1 };
  }
  if (!/^[A-Z]{2}$/.test(first)) return undefined;
  let part = '';
  let end = start + 1;
  for (; end < words.length && part.length < 3 && words[end]?.joined; end += 1) part += words[end]?.raw ?? '';
  const code = placeCode(`${first}-${part}`);
  return code !== undefined && isPart(`${first}-${part}`) ? { place: { names: [code] }, end } : undefined;
}

let english: Intl.DisplayNames | undefined;

/** Prints a place so that it reads back as the same place: its name, or its code if the name is ambiguous. */
export function placeInProse(name: string): string {
  if (NAMED_SETS.has(name)) return name.toUpperCase();
  const { places, partNames } = loadPlaces();
  const spelling = isPart(name) ? partNames.get(name) : countryName(name);
  const namedPlace = spelling === undefined ? undefined : places.get(spelling);
  return spelling !== undefined && namedPlace?.names.join() === name ? spelling : (alpha3(name) ?? name);
}

function countryName(code: string): string | undefined {
  english ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const name = /^[A-Z]{2}$/.test(code) ? english.of(code) : undefined;
  return name && foldName(name.replace(BRACKET, ''));
}
