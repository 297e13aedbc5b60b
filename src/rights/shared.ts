/**
 * Shares one object among equal rights. Most articles have the same rights under a license, so values derived
 * from rights alone (rectangles, sentences, canonical text) are computed once, by `perObject`.
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

/** Returns the shared object of equal rights, or these rights if none is cached. Must not be modified. */
export const sharedRights = perObject((rights: EffectiveRights): EffectiveRights => {
  const text = JSON.stringify(rights);
  const cached = cache.get(text);
  if (cached) return cached.rights;
  cache.set(text, { rights, chars: text.length });
  return rights;
});
