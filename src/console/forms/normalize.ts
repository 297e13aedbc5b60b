/** Accepts what people type in place of codes: names of places and languages, addresses of sites. Pure. */
import { editsBetween, editsToPropose, placeCode, placesNamed, territoryCodes } from '../../rights/index.ts';
import { ALPHA_2 } from '../../rights/territories/iso3166.ts';
import { LANGUAGES, type Language } from '../frame/messages.ts';

/** What a text stands for, where it is not just text. */
export type TextKind = 'place' | 'territory' | 'language' | 'host' | 'word' | 'hex' | 'zone';

/** The codes that a text stands for; the text itself where it is a code already, or is not known. */
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
    case 'word':
      return [text.toLowerCase()];
    case 'hex':
      return [text.replace(/[\s:]/g, '').toLowerCase()];
    case 'zone':
      return [zoneOf(text) ?? text];
  }
}

const only = (codes: readonly string[]) => (codes.length === 1 ? codes[0] : undefined);

/** `-Norway` takes out what `Norway` adds. */
function territoriesOf(text: string): string[] {
  const [, sign = '', name = ''] = /^([-−–]?)\s*(.*)$/s.exec(text) ?? [];
  const out = sign === '' ? '' : '-';
  if (territoryCodes(name)) return [`${out}${name}`];
  const codes = placeCodesOf(name);
  return codes.length > 0 ? codes.map((code) => `${out}${code}`) : [text];
}

/** A country before all else that has its name: a restriction on Ireland is read as the whole island, a license is not. */
function placeCodesOf(name: string): readonly string[] {
  const country = countries().get(name.toLowerCase());
  return country === undefined ? (placesNamed(name) ?? []) : [country];
}

/** `https://www.example.com/path` as `example.com`. A host without a scheme keeps its `www`. */
function hostOf(text: string): string {
  const [, host] = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(text) ?? [];
  return (host?.replace(/^www\./i, '') ?? text.replace(/[/?#].*$/s, '')).toLowerCase();
}

/** `Berlin` as `Europe/Berlin`, and any zone in its own capitals. */
function zoneOf(text: string): string | undefined {
  const name = text.toLowerCase().replaceAll(' ', '_');
  if (name === 'utc') return 'UTC';
  const cities = zones().filter((zone) => zone.toLowerCase().endsWith(`/${name}`));
  return zones().find((zone) => zone.toLowerCase() === name) ?? only(cities);
}

/** Whether a tag of BCP 47 begins with a language that has a name. */
export function isLanguage(tag: string): boolean {
  try {
    return namesOf('language', 'en').of(tag.split('-')[0] ?? '') !== undefined;
  } catch {
    return false;
  }
}

/** An id made of a name: `Der Morgen` as `der-morgen`. */
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

/** Known names that a misspelled one was probably meant to be, nearest first. */
export function nearestNames(text: string, kind: TextKind, language: Language): string[] {
  const written = text.replace(/^[-−–]\s*/, '').toLowerCase();
  const most = editsToPropose(written);
  return knownNames(kind, language)
    .map((name) => ({ name, edits: editsTo(name.toLowerCase(), written, most) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, SUGGESTIONS_MAX)
    .map(({ name }) => name);
}

/** The beginning of a name is as near as one slip of a finger; a zone is looked for by its city. */
function editsTo(name: string, written: string, most: number): number {
  if (name.startsWith(written)) return 1;
  return editsBetween(written, name.slice(name.lastIndexOf('/') + 1), most);
}

function knownNames(kind: TextKind, language: Language): string[] {
  if (kind === 'zone') return zones();
  const codes = kind === 'language' ? languageCodes() : ALPHA_2;
  const names = namesOf(kind === 'language' ? 'language' : 'region', language);
  return codes.flatMap((code) => names.of(code) ?? []);
}

/** Makes a table at its first use: an isolate that shows no form never does. */
function lazy<T>(make: () => T): () => T {
  let cached: { value: T } | undefined;
  return () => {
    cached ??= { value: make() };
    return cached.value;
  };
}

const displayNames = new Map<string, Intl.DisplayNames>();

function namesOf(type: 'region' | 'language', language: Language): Intl.DisplayNames {
  const key = `${type} ${language}`;
  const known = displayNames.get(key) ?? new Intl.DisplayNames(language, { type, fallback: 'none' });
  displayNames.set(key, known);
  return known;
}

const byName = (type: 'region' | 'language', codes: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    LANGUAGES.flatMap((language) =>
      codes.map((code) => [namesOf(type, language).of(code)?.toLowerCase() ?? '', code] as const),
    ).filter(([name]) => name !== ''),
  );

const zones = lazy(() => Intl.supportedValuesOf('timeZone'));
const countries = lazy(() => byName('region', ALPHA_2));
const languageCodes = lazy(() => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  return pairs.filter(isLanguage);
});
const languages = lazy(() => byName('language', languageCodes()));
