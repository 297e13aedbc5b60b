/** Country names as wires write them, in four languages, from CLDR (`Intl`) and the trade's own short forms. */
import { ALPHA_2 } from '../territories/iso3166.ts';
import { NAMED_SETS } from '../territories/sets.ts';
import { type Word, wordsOf } from './words.ts';

/** A code or the name of a set; several for a name that means several countries. */
export interface Place {
  names: readonly string[];
  /** The question that the desk must answer when the name means more than one place. */
  confirm?: string;
}

const LANGUAGES = ['en', 'de', 'fr', 'es'];

/** Names that CLDR does not list first. */
const ALIASES: Record<string, string> = {
  USA: 'US',
  UNITED_STATES_OF_AMERICA: 'US',
  UK: 'GB',
  U_K: 'GB',
  GREAT_BRITAIN: 'GB',
  BRITAIN: 'GB',
  GROSSBRITANNIEN: 'GB',
  RUSSIAN_FEDERATION: 'RU',
  HOLLAND: 'NL',
  CZECH_REPUBLIC: 'CZ',
  TURKEY: 'TR',
  HONG_KONG: 'HK',
  HONGKONG: 'HK',
  MACAU: 'MO',
  MACAO: 'MO',
  IVORY_COAST: 'CI',
  VIET_NAM: 'VN',
  BURMA: 'MM',
  BOSNIA: 'BA',
  MACEDONIA: 'MK',
  UAE: 'AE',
  EMIRATES: 'AE',
  SWAZILAND: 'SZ',
  EAST_TIMOR: 'TL',
  PALESTINE: 'PS',
  VATICAN: 'VA',
  CAPE_VERDE: 'CV',
  EUROPEAN_UNION: 'EU',
  EU: 'EU',
  EEA: 'EEA',
  DACH: 'DACH',
  EUROPEAN_ECONOMIC_AREA: 'EEA',
  EUROPAEISCHE_UNION: 'EU',
  EUROPAISCHE_UNION: 'EU',
  UNION_EUROPEENNE: 'EU',
  UNION_EUROPEA: 'EU',
};

/** Read as all that the name can mean, since a prohibition that is too wide does no harm; the desk says which. */
const AMBIGUOUS: Record<string, Place> = {
  GEORGIA: { names: ['GE'], confirm: 'Georgia: the country, or the state of the USA? Read as the country' },
  KOREA: { names: ['KP', 'KR'], confirm: 'Korea: which one? Read as both' },
  CONGO: { names: ['CD', 'CG'], confirm: 'Congo: which one? Read as both' },
  IRELAND: { names: ['IE'], confirm: 'Ireland: the republic, or the island? Read as the republic' },
  BENELUX: { names: ['BE', 'LU', 'NL'] },
};

let known: { places: Map<string, Place>; longest: number } | undefined;

/** Built at the first text that is read: a worker that only decides never pays for it. */
function places(): { places: Map<string, Place>; longest: number } {
  if (known) return known;
  const names = new Map<string, Place>();
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of ALPHA_2)
      for (const name of spellings(display.of(code) ?? '')) names.set(name, { names: [code] });
  }
  for (const [name, target] of Object.entries(ALIASES))
    names.set(name.replaceAll('_', ' '), { names: [target] });
  for (const [name, place] of Object.entries(AMBIGUOUS)) names.set(name, place);
  names.delete('');
  const longest = Math.max(...[...names.keys()].map((name) => name.split(' ').length));
  known = { places: names, longest };
  return known;
}

/** `Myanmar (Burma)` is found under the whole and without the bracket. */
function spellings(name: string): string[] {
  return [name, name.replace(/\s*\([^)]*\)/g, '')].map(flat);
}

const flat = (name: string) =>
  wordsOf(name)
    .map(({ folded }) => folded)
    .join(' ');

export interface PlaceList {
  names: string[];
  confirm?: string;
  /** Position after the list. */
  end: number;
}

const JOINERS = new Set(['AND', 'UND', 'ET', 'Y', 'OR', 'ODER', 'OU', 'O']);
const ARTICLES = new Set(['THE', 'LE', 'LA', 'LES', 'EL', 'LOS', 'DIE', 'DER', 'DEN']);

/** The longest list of places from `start`: separated by commas, slashes, joining words, or nothing. */
export function placesAt(words: readonly Word[], start: number): PlaceList | undefined {
  const names = new Set<string>();
  const questions = new Set<string>();
  let end = start;
  for (let next = start; ; ) {
    const found = placeAt(words, next);
    if (!found) break;
    for (const name of found.place.names) names.add(name);
    if (found.place.confirm) questions.add(found.place.confirm);
    end = found.end;
    next = JOINERS.has(words[end]?.folded ?? '') ? end + 1 : end;
    if (words[end]?.before === 'sentence') break;
  }
  if (names.size === 0) return undefined;
  return { names: [...names].sort(), end, ...(questions.size > 0 && { confirm: [...questions].join('; ') }) };
}

function placeAt(words: readonly Word[], start: number): { place: Place; end: number } | undefined {
  const { places: all, longest } = places();
  const from = ARTICLES.has(words[start]?.folded ?? '') ? start + 1 : start;
  let best: { place: Place; end: number } | undefined;
  let name = '';
  for (let end = from; end < Math.min(words.length, from + longest); end += 1) {
    const word = words[end];
    if (!word || (end > from && word.before !== 'space')) break;
    name = name === '' ? word.folded : `${name} ${word.folded}`;
    const place = all.get(name) ?? unitedStates(word, end === from);
    if (place) best = { place, end: end + 1 };
  }
  return best;
}

/** "us" is a pronoun, "US" is a country. */
function unitedStates({ raw }: Word, alone: boolean): Place | undefined {
  return alone && (raw === 'US' || raw === 'U.S.') ? { names: ['US'] } : undefined;
}

let english: Intl.DisplayNames | undefined;

/** As it is printed back, and read again. */
export function placeInProse(name: string): string {
  if (NAMED_SETS.has(name)) return name.toUpperCase();
  english ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return flat((english.of(name) ?? name).replace(/\s*\([^)]*\)/g, ''));
}
