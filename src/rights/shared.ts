/**
 * Rights that say the same are one object. Most of what a license permits is the same for one article as for the next, and what is
 * made of rights alone (boxes, sentences, canonical text) is then made once: by `perObject`.
 */

import { SHARED_RIGHTS_CHARS_MAX, SHARED_RIGHTS_MAX } from './limits.ts';
import { BoundedMap } from './lru.ts';
import { perObject } from './per-object.ts';
import type { EffectiveRights } from './types.ts';

interface SharedEntry {
  rights: EffectiveRights;
  chars: number;
}

const cache = new BoundedMap<SharedEntry>({
  entriesMax: SHARED_RIGHTS_MAX,
  weightMax: SHARED_RIGHTS_CHARS_MAX,
  weigh: ({ chars }) => chars,
});

/** The object for what these rights say: they themselves, when nobody has said it lately. Not to be changed by anybody. */
export const sharedRights = perObject((rights: EffectiveRights): EffectiveRights => {
  const text = JSON.stringify(rights);
  const cached = cache.get(text);
  if (cached) return cached.rights;
  cache.set(text, { rights, chars: text.length });
  return rights;
});
