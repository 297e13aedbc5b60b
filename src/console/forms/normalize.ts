/** Accepts names of places and languages, and site addresses, in place of codes. Pure. */
import {
  editsBetween,
  editsToPropose,
  partNamed,
  placeCode,
  placesNamed,
  territoryCodes,
  titleKindOf,
} from '../../rights/index.ts';
import { ALPHA_2 } from '../../rights/territories/iso3166.ts';
import { cached, LANGUAGES, type Language } from '../frame/messages.ts';

/** Codes, or the text itself if it is unknown, by the kind of a field. */
const READERS = {
  place: (text: string) => placeCode(text) ?? only(placeCodesOf(text)) ?? text,
  territory: territoriesOf,
  language: (text: string) => languages().get(text.toLowerCase()) ?? text,
  host: hostOf,
  web_address: (text: string) => (BARE_ADDRESS.test(text) ? `https://${text}` : text),
  title_kind: (text: string) => titleKindOf(text) ?? text.toLowerCase(),
  hex: (text: string) => text.replace(/[\s:]/g, '').toLowerCase(),
  zone: (text: string) => zoneOf(text) ?? text,
  currency: (text: string) => currencies().get(text.toLowerCase()) ?? text,
};
export type TextKind = keyof typeof READERS;

export const normalized = (text: string, kind: TextKind): string[] => [READERS[kind](text)].flat();

const only = (codes: readonly string[]) => (codes.length === 1 ? codes[0] : undefined);

/** `-Norway` excludes what `Norway` includes. */
function territoriesOf(text: string): string[] {
  const [, sign = '', typed = ''] = /^[“„"]?([-−–]?)\s*(?:(?:the|ganze)\s)?(.*?)[“”"]?$/is.exec(text) ?? [];
  const prefix = sign === '' ? '' : '-';
  const name = /^(welt(weit)?|worldwide)$/i.test(typed) ? 'world' : typed;
  if (territoryCodes(name)) return [`${prefix}${name}`];
  const codes = placeCodesOf(name);
  return codes.length > 0 ? codes.map((code) => `${prefix}${code}`) : [text];
}

/** Prefers the country of a name: restrictions read "Ireland" as the island, licenses as the country. */
function placeCodesOf(name: string): readonly string[] {
  // `South Tyrol (Italy)` and `Italy (IT-57)`, as the console shows parts of countries.
  const [, part = '', within = ''] = /^(.+) \(([^()]+)\)$/.exec(name) ?? [];
  const shown = placeCode(within) ?? partNamed(part, countries().get(within.toLowerCase()) ?? '?');
  const country = shown ?? countries().get(name.toLowerCase());
  return country === undefined ? (placesNamed(name) ?? []) : [country];
}

/** `https://www.example.com/path` becomes `example.com`. A host without a scheme keeps `www`. */
function hostOf(text: string): string {
  const [, host] = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(text) ?? [];
  return (host?.replace(/^www\./i, '') ?? text.replace(/[/?#].*$/s, '')).toLowerCase();
}

/** A host name with a path, as browsers show addresses: no scheme, no port. */
const BARE_ADDRESS = /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:[/?]\S*)?$/u;

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

type NamedType = 'region' | 'language' | 'currency';

const namesOf = (type: NamedType, language: Language | 'en-GB') =>
  cached(`${language} ${type} or none`, () => new Intl.DisplayNames(language, { type, fallback: 'none' }));

const byName = (type: NamedType, codes: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    ([...LANGUAGES, 'en-GB'] as const)
      .flatMap((language) =>
        codes.map((code) => [namesOf(type, language).of(code)?.toLowerCase() ?? '', code] as const),
      )
      .filter(([name]) => name !== ''),
  );

const zones = () => cached('zones', () => Intl.supportedValuesOf('timeZone'));
const countries = () => cached('countries', () => byName('region', ALPHA_2));
const CURRENCY_SIGNS = { '€': 'EUR', '£': 'GBP', us$: 'USD', c$: 'CAD', ca$: 'CAD', a$: 'AUD', nz$: 'NZD' };
/** Signs of several currencies, and what to enter instead. */
export const SHARED_SIGNS: ReadonlyMap<string, string> = new Map([
  ['$', 'US$, C$, A$'],
  ['¥', 'JPY, CNY'],
]);
/** Codes by code, sign and name. */
const currencies = () =>
  cached('currencies', () => {
    const codes = Intl.supportedValuesOf('currency');
    const byCode = codes.map((code) => [code.toLowerCase(), code] as const);
    return new Map([...byName('currency', codes), ...byCode, ...Object.entries(CURRENCY_SIGNS)]);
  });
export const isCurrency = (code: string) => currencies().get(code.toLowerCase()) === code;
const languageCodes = () =>
  cached('languageCodes', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const pairs = letters.flatMap((first) => letters.map((second) => first + second));
    return pairs.filter(isLanguage);
  });
const languages = () => cached('languages', () => byName('language', languageCodes()));
