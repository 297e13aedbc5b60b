/**
 * Shares one object among rights that differ only in when they begin and end. Most articles have the same
 * rights under a license, each for a time of its own, so values derived from the rest (rectangles, sentences,
 * canonical text) are computed once, by `perObject`.
 */

import { SHARED_RIGHTS_CHARS_MAX, SHARED_RIGHTS_MAX } from './limits.ts';
import { BoundedMap } from './lru.ts';
import type { EffectiveRights } from './types.ts';

export type TimelessRights = Omit<EffectiveRights, 'notBefore' | 'expires'>;

interface SharedEntry {
  rights: TimelessRights;
  chars: number;
}

const cache = new BoundedMap<SharedEntry>({
  entriesMax: SHARED_RIGHTS_MAX,
  weightMax: SHARED_RIGHTS_CHARS_MAX,
  weigh: ({ chars }) => chars,
});

const MEMBERS = Object.keys({
  grants: true,
  alterations: true,
  duties: true,
  stated: true,
} satisfies Record<keyof TimelessRights, true>) as (keyof TimelessRights)[];

/** Rights that were looked up last, by their grants: cached outcomes (decide/outcome-cache.ts) share them. */
const lookedUp = new WeakMap<EffectiveRights['grants'], { own: TimelessRights; shared: TimelessRights }>();

/** Returns the shared object of equal rights without their times. Must not be modified. */
export function timelessRights(rights: TimelessRights): TimelessRights {
  const known = lookedUp.get(rights.grants);
  if (known && MEMBERS.every((name) => known.own[name] === rights[name])) return known.shared;
  const { notBefore: _notBefore, expires: _expires, ...own } = rights as EffectiveRights;
  const shared = sharedByText(own);
  lookedUp.set(rights.grants, { own, shared });
  return shared;
}

function sharedByText(rights: TimelessRights): TimelessRights {
  const text = JSON.stringify(rights);
  const cached = cache.get(text);
  if (cached) return cached.rights;
  cache.set(text, { rights, chars: text.length });
  return rights;
}
