/** Accepts names of places and languages, and site addresses, in place of codes. Pure. */
import {
  editsBetween,
  editsToPropose,
  placeCode,
  placesNamed,
  territoryCodes,
  titleKindOf,
} from '../../rights/index.ts';
import { ALPHA_2 } from '../../rights/territories/iso3166.ts';
import { LANGUAGES, type Language } from '../frame/messages.ts';

export type TextKind =
  | 'place'
  | 'territory'
  | 'language'
  | 'host'
  | 'title_kind'
  | 'hex'
  | 'zone'
  | 'currency';

/** Codes for a text; returns codes and unknown texts unchanged. */
export function normalized(text: string, kind: TextKind): string[] {
  switch (kind) {
    case 'place':
      return [placeCode(text) ?? only(placeCodesOf(text)) ?? text];
    case 'territory':
      return territoriesOf(text);
    case 'language':
      return [languages().get(text.toLowerCase()) ?? text];
    case 'host':
      return [hostOf(text)];
    case 'title_kind':
      return [titleKindOf(text) ?? text.toLowerCase()];
    case 'hex':
      return [text.replace(/[\s:]/g, '').toLowerCase()];
    case 'zone':
      return [zoneOf(text) ?? text];
    case 'currency':
      return [currencies().get(text.toLowerCase()) ?? text];
  }
}

const only = (codes: readonly string[]) => (codes.length === 1 ? codes[0] : undefined);

/** `-Norway` excludes what `Norway` includes. */
function territoriesOf(text: string): string[] {
  const [, sign = '', typed = ''] = /^([-−–]?)\s*(.*)$/s.exec(text) ?? [];
  const prefix = sign === '' ? '' : '-';
  const name = /^(welt(weit)?|worldwide)$/i.test(typed) ? 'world' : typed;
  if (territoryCodes(name)) return [`${prefix}${name}`];
  const codes = placeCodesOf(name);
  return codes.length > 0 ? codes.map((code) => `${prefix}${code}`) : [text];
}

/** Prefers the country of a name: restrictions read "Ireland" as the island, licenses as the country. */
function placeCodesOf(name: string): readonly string[] {
  const country = countries().get(name.toLowerCase());
  return country === undefined ? (placesNamed(name) ?? []) : [country];
}

/** `https://www.example.com/path` becomes `example.com`. A host without a scheme keeps `www`. */
function hostOf(text: string): string {
  const [, host] = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(text) ?? [];
  return (host?.replace(/^www\./i, '') ?? text.replace(/[/?#].*$/s, '')).toLowerCase();
}

/** German names of cities, and the cities that zones are named after. */
const GERMAN_CITIES = new Map(
  `wien vienna, tokio tokyo, rom rome, zürich zurich, bern zurich, genf zurich, brüssel brussels, prag prague,
   warschau warsaw, kopenhagen copenhagen, lissabon lisbon, athen athens, moskau moscow, kairo cairo, peking shanghai`
    .split(/,\s+/)
    .map((pair) => pair.split(' ') as [string, string]),
);

/** `Berlin` and `Wien` become `Europe/Berlin` and `Europe/Vienna`. Corrects the case of zone names. */
function zoneOf(text: string): string | undefined {
  const typed = text.toLowerCase().replaceAll(' ', '_');
  const name = GERMAN_CITIES.get(typed) ?? typed;
  if (name === 'utc') return 'UTC';
  const cities = zones().filter((zone) => zone.toLowerCase().endsWith(`/${name}`));
  return zones().find((zone) => zone.toLowerCase() === name) ?? only(cities);
}

/** True if the BCP 47 tag starts with a known language. */
export function isLanguage(tag: string): boolean {
  try {
    return namesOf('language', 'en').of(tag.split('-')[0] ?? '') !== undefined;
  } catch {
    return false;
  }
}

/** Id from a name: `Der Morgen` becomes `der-morgen`. */
export function slugOf(name: string, charsMax: number): string {
  return name
    .replaceAll('ß', 'ss')
    .replaceAll(/[øØ]/g, 'o')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-')
    .slice(0, charsMax)
    .replace(/-$/, '');
}

const SUGGESTIONS_MAX = 3;

/** Known names similar to a misspelled one, nearest first. */
export function nearestNames(text: string, kind: TextKind, language: Language): string[] {
  const input = text.replace(/^[-−–]\s*/, '').toLowerCase();
  const maxEdits = editsToPropose(input);
  return knownNames(kind, language)
    .map((name) => ({ name, edits: editsTo(name.toLowerCase(), input, maxEdits) }))
    .filter(({ edits }) => edits <= maxEdits)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, SUGGESTIONS_MAX)
    .map(({ name }) => name);
}

/** A prefix counts as one edit. Zones are compared by city. */
function editsTo(name: string, input: string, maxEdits: number): number {
  if (name.startsWith(input)) return 1;
  return editsBetween(input, name.slice(name.lastIndexOf('/') + 1), maxEdits);
}

function knownNames(kind: TextKind, language: Language): string[] {
  if (kind === 'zone') return zones();
  const codes = kind === 'language' ? languageCodes() : ALPHA_2;
  const names = namesOf(kind === 'language' ? 'language' : 'region', language);
  return codes.flatMap((code) => names.of(code) ?? []);
}

function lazy<T>(make: () => T): () => T {
  let cached: { value: T } | undefined;
  return () => {
    cached ??= { value: make() };
    return cached.value;
  };
}

type NamedType = 'region' | 'language' | 'currency';

const displayNames = new Map<string, Intl.DisplayNames>();

function namesOf(type: NamedType, language: Language): Intl.DisplayNames {
  const key = `${type} ${language}`;
  const names = displayNames.get(key) ?? new Intl.DisplayNames(language, { type, fallback: 'none' });
  displayNames.set(key, names);
  return names;
}

const byName = (type: NamedType, codes: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    LANGUAGES.flatMap((language) =>
      codes.map((code) => [namesOf(type, language).of(code)?.toLowerCase() ?? '', code] as const),
    ).filter(([name]) => name !== ''),
  );

const zones = lazy(() => Intl.supportedValuesOf('timeZone'));
const countries = lazy(() => byName('region', ALPHA_2));
const CURRENCY_SIGNS = { '€': 'EUR', '£': 'GBP', us$: 'USD', c$: 'CAD', ca$: 'CAD', a$: 'AUD', nz$: 'NZD' };
/** Signs of several currencies, and what to enter instead. */
export const SHARED_SIGNS: ReadonlyMap<string, string> = new Map([
  ['$', 'US$, C$, A$'],
  ['¥', 'JPY, CNY'],
]);
/** Codes by code, sign and name. */
const currencies = lazy(() => {
  const codes = Intl.supportedValuesOf('currency');
  const byCode = codes.map((code) => [code.toLowerCase(), code] as const);
  return new Map([...byName('currency', codes), ...byCode, ...Object.entries(CURRENCY_SIGNS)]);
});
export const isCurrency = (code: string) => currencies().get(code.toLowerCase()) === code;
const languageCodes = lazy(() => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  return pairs.filter(isLanguage);
});
const languages = lazy(() => byName('language', languageCodes()));
