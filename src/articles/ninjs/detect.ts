/** Which spelling an item is in: what it says of itself, else the one that knows most of its names. */

import { type Fault, isObject, type JsonObject } from './fault.ts';
import { NAMES_1 } from './names1.ts';
import { NAMES_2 } from './names2.ts';
import { NAMES_3 } from './schema.ts';

/** ninjs 1.x, 2.x, 3.x: within one, versions only add names. */
export type Family = 1 | 2 | 3;

/** Fields whose value tells 1.x (a map by name) from the later versions (an array). */
const MAPS_IN_1 = ['associations', 'renditions', 'altids'];
/** What `representationtype` says in 1.x; later versions have other words for the same. */
const WORDS_OF_1: ReadonlySet<unknown> = new Set(['complete', 'incomplete']);
const PATTERNS_1 = /^(?:body|description|headline)_/u;

const KNOWN_NAMES: Record<Family, ReadonlySet<string>> = {
  1: new Set(NAMES_1),
  2: new Set(NAMES_2),
  3: new Set(NAMES_3),
};

/**
 * The families it may be of, the likeliest first: one when it declares its version, else all that know as many of its
 * top-level names (newest first). A fault when it declares a version that is none of ours.
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
