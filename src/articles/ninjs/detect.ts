/** Detects the version of an item: the declared one, otherwise the one that knows most of its names. */

import { type Fault, isObject, type JsonObject } from './fault.ts';
import { NAMES_1 } from './names1.ts';
import { NAMES_2 } from './names2.ts';
import { NAMES_3 } from './schema.ts';

/** ninjs 1.x, 2.x, 3.x: within one family, versions only add names. */
export type Family = 1 | 2 | 3;

/** Fields that are a map by name in 1.x and an array in later versions. */
const MAPS_IN_1 = ['associations', 'renditions', 'altids'];
/** Values of `representationtype` in 1.x; later versions have other ones. */
const WORDS_OF_1: ReadonlySet<unknown> = new Set(['complete', 'incomplete']);
const PATTERNS_1 = /^(?:body|description|headline)_/u;

const KNOWN_NAMES: Record<Family, ReadonlySet<string>> = {
  1: new Set(NAMES_1),
  2: new Set(NAMES_2),
  3: new Set(NAMES_3),
};

/**
 * Returns the possible families, the likeliest first: one if the version is declared, otherwise all that know
 * equally many top-level names (newest first). Fault: the declared version is not supported.
 */
export function detectFamilies(
  document: JsonObject,
): { ok: true; families: Family[] } | { ok: false; fault: Fault } {
  for (const field of ['standard', '$standard']) {
    const standard = document[field];
    if (!isObject(standard) || typeof standard.version !== 'string') continue;
    const major = /^([123])(?:\.|$)/u.exec(standard.version)?.[1];
    if (major) return { ok: true, families: [Number(major) as Family] };
    return {
      ok: false,
      fault: { path: `/${field}/version`, message: 'Versions 1 to 3 of ninjs are understood' },
    };
  }
  const families = ([3, 2, 1] as const).map((family) => ({
    family,
    strangers: countUnknown(document, family),
  }));
  const fewest = Math.min(...families.map(({ strangers: unknownCount }) => unknownCount));
  return {
    ok: true,
    families: families
      .filter(({ strangers: unknownCount }) => unknownCount === fewest)
      .map(({ family }) => family),
  };
}

function countUnknown(document: JsonObject, family: Family): number {
  const keys = Object.keys(document);
  const names = keys.filter(
    (key) => !KNOWN_NAMES[family].has(key) && !(family === 1 && PATTERNS_1.test(key)),
  );
  const shapes = keys.filter((key) => MAPS_IN_1.includes(key) && isObject(document[key]) !== (family === 1));
  const words = WORDS_OF_1.has(document.representationtype) === (family === 1);
  return names.length + shapes.length + (document.representationtype === undefined || words ? 0 : 1);
}
