/** ISO 3166-2: the parts of countries, each in its country or in a larger part of it. */
import { countryCode } from './iso3166.ts';
import { DOUBLES, PARTS } from './subdivisions.generated.ts';

interface Tree {
  /** Part → the part or country that it lies in. */
  parents: ReadonlyMap<string, string>;
  /** Country or part → the parts directly in it, sorted. */
  children: ReadonlyMap<string, readonly string[]>;
}

let cachedTree: Tree | undefined;

/** Built when a part is first asked for: most licenses and restrictions speak of countries. */
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
      const siblings = children.get(parent);
      if (siblings) siblings.push(code);
      else children.set(parent, [code]);
    }
  }
  cachedTree = { parents, children };
  return cachedTree;
}

const COUNTRY_OF_DOUBLE = new Map(
  DOUBLES.split(' ').map((pair): [string, string] => [pair.slice(0, -3), pair.slice(-2)]),
);

/** No code of ISO 3166-2 is longer (`AA-AAA`). */
const CODE_CHARS_MAX = 6;

/**
 * A country or a part of one, by its code in any case: alpha-2, alpha-3, or ISO 3166-2 (`DE-BY`). A part that is also a
 * country of its own is that country (`US-PR` → `PR`). Undefined: ISO has not assigned it.
 */
export function placeCode(code: string): string | undefined {
  if (!code.includes('-')) return countryCode(code);
  if (code.length > CODE_CHARS_MAX) return undefined;
  const upper = code.toUpperCase();
  return COUNTRY_OF_DOUBLE.get(upper) ?? (tree().parents.has(upper) ? upper : undefined);
}

/** Whether it is a part of a country, as far as its form tells. */
export function isPart(code: string): boolean {
  return code.includes('-');
}

/** What the part lies in, nearest first, its country last; empty for a country. */
export function widerPlaces(code: string): string[] {
  if (!isPart(code)) return [];
  const parent = tree().parents.get(code);
  return parent === undefined ? [] : [parent, ...widerPlaces(parent)];
}

/** The parts directly in a country or in a part of it. */
export function partsOf(code: string): readonly string[] {
  return tree().children.get(code) ?? [];
}
