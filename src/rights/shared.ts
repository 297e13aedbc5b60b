/**
 * Rights that say the same are one object. Most of what a license permits is the same for one article as for the next, and what is
 * made of rights alone (boxes, sentences, canonical text) is then made once: by `ofRights`.
 */
import { BoundedMap } from './bounded-map.ts';
import { SHARED_RIGHTS_CHARS_MAX, SHARED_RIGHTS_MAX } from './limits.ts';
import type { EffectiveRights } from './types.ts';

interface Shared {
  rights: EffectiveRights;
  chars: number;
}

const shared = new BoundedMap<Shared>({
  entriesMax: SHARED_RIGHTS_MAX,
  weightMax: SHARED_RIGHTS_CHARS_MAX,
  weigh: ({ chars }) => chars,
});

/** The object for what these rights say: they themselves, when nobody has said it lately. Not to be changed by anybody. */
export const sharedRights = ofRights((rights: EffectiveRights): EffectiveRights => {
  const text = JSON.stringify(rights);
  const known = shared.get(text);
  if (known) return known.rights;
  shared.set(text, { rights, chars: text.length });
  return rights;
});

/** A function of rights alone, worked out once for each object of them and forgotten with it. */
export function ofRights<T>(make: (rights: EffectiveRights) => T): (rights: EffectiveRights) => T {
  const made = new WeakMap<EffectiveRights, { value: T }>();
  return (rights) => {
    const known = made.get(rights);
    if (known) return known.value;
    const value = make(rights);
    made.set(rights, { value });
    return value;
  };
}
