/** ISO 3166-2: parts of countries, each in its country or in a larger part. */
import { getOrInsert } from '../get-or-insert.ts';
import { countryCode } from './iso3166.ts';
import { DOUBLES, NAMES, PARTS } from './subdivisions.generated.ts';

interface Tree {
  /** Part → part or country that contains it. */
  parents: ReadonlyMap<string, string>;
  /** Country or part → its direct parts, sorted. */
  children: ReadonlyMap<string, readonly string[]>;
}

let cachedTree: Tree | undefined;

/** Built at the first lookup of a part: most licenses and restrictions only name countries. */
function tree(): Tree {
  if (cachedTree) return cachedTree;
  const parents = new Map<string, string>();
  const children = new Map<string, string[]>();
  for (const line of PARTS.trim().split('\n')) {
    const [country = '', ...parts] = line.split(' ');
    for (const part of parts) {
      const [ownCode, within] = part.split('<');
      const [code, parent] = [
        `${country}-${ownCode}`,
        within === undefined ? country : `${country}-${within}`,
      ];
      parents.set(code, parent);
      getOrInsert(children, parent, () => []).push(code);
    }
  }
  cachedTree = { parents, children };
  return cachedTree;
}

const COUNTRY_OF_DOUBLE = new Map(
  DOUBLES.split(' ').map((pair): [string, string] => [pair.slice(0, -3), pair.slice(-2)]),
);

/** Longest code of ISO 3166-2 (`AA-AAA`). */
const CODE_CHARS_MAX = 6;

/**
 * Normalizes the code of a country or part, in any case: alpha-2, alpha-3, or ISO 3166-2 (`DE-BY`). A part
 * that is also a country is that country (`US-PR` → `PR`). Undefined: ISO has not assigned it.
 */
export function placeCode(code: string): string | undefined {
  if (!code.includes('-')) return countryCode(code);
  if (code.length > CODE_CHARS_MAX) return undefined;
  const upper = code.toUpperCase();
  return COUNTRY_OF_DOUBLE.get(upper) ?? (tree().parents.has(upper) ? upper : undefined);
}

/** True if the code has the form of a part of a country. */
export function isPart(code: string): boolean {
  return code.includes('-');
}

/** Display names by code: English, and German where it differs. */
let partNames: Map<string, { en: string; de?: string | undefined }> | undefined;

/** Usual name of a part of a country; undefined for parts that wires do not restrict by name. */
export function partName(code: string, language: 'en' | 'de'): string | undefined {
  partNames ??= new Map(
    NAMES.trim()
      .split('\n')
      .map((line) => {
        const [part = '', list = ''] = line.split('=');
        const names = list.split('/');
        const german = names.find((name) => name.startsWith('*'))?.slice(1);
        return [part, { en: names[0] ?? part, de: german }];
      }),
  );
  const names = partNames.get(code);
  return language === 'de' ? (names?.de ?? names?.en) : names?.en;
}

/**
 * Names of parts, in all languages and in lower case, with their codes. A name of a part and of a wider part
 * means the wider one; names of several other parts are left out.
 */
export function partsByName(): Map<string, string> {
  const codesByName = new Map<string, string[]>();
  for (const line of NAMES.trim().split('\n')) {
    const [code = '', names = ''] = line.split('=');
    for (const name of new Set(names.toLowerCase().replaceAll('*', '').split('/')))
      codesByName.set(name, [...(codesByName.get(name) ?? []), code]);
  }
  const byName = new Map<string, string>();
  for (const [name, codes] of codesByName) {
    const [widest, ...others] = codes.filter(
      (code) => !widerPlaces(code).some((wider) => codes.includes(wider)),
    );
    if (widest !== undefined && others.length === 0) byName.set(name, widest);
  }
  return byName;
}

/** Code of the part of a country with this name in any language; of several, the widest. */
export function partNamed(name: string, country: string): string | undefined {
  const names = `/${name.toLowerCase()}/`;
  const codes = NAMES.trim()
    .split('\n')
    .map((line) => line.split('='))
    .filter(([code = '', list = '']) => {
      const isNamed = `/${list.toLowerCase().replaceAll('*', '')}/`.includes(names);
      return isNamed && code.startsWith(`${country}-`);
    })
    .map(([code = '']) => code);
  return codes.find((code) => !widerPlaces(code).some((wider) => codes.includes(wider)));
}

/** Parts and country that contain the part, nearest first. Empty: it is a country. */
export function widerPlaces(code: string): string[] {
  if (!isPart(code)) return [];
  const parent = tree().parents.get(code);
  return parent === undefined ? [] : [parent, ...widerPlaces(parent)];
}

export function partsOf(code: string): readonly string[] {
  return tree().children.get(code) ?? [];
}
