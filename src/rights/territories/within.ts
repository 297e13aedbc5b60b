/** Decides whether a set of places contains a place: a country contains its parts. */

import { perObject } from '../per-object.ts';
import { isPart, partsOf, widerPlaces } from './subdivisions.ts';

/** `part`: the set contains some of the place, so a use that states no more cannot be decided. */
export type Containment = 'within' | 'outside' | 'part';

export function extentIn(set: ReadonlySet<string>, place: string): Containment {
  if (set.has(place)) return 'within';
  if (isPart(place) && widerPlaces(place).some((wider) => set.has(wider))) return 'within';
  if (!placesWithParts(set).has(place)) return 'outside';
  return partsOf(place).every((part) => extentIn(set, part) === 'within') ? 'within' : 'part';
}

const NONE: ReadonlySet<string> = new Set();

/** Places of which the set contains a part. Cached, because sets of rules never change. */
const placesWithParts = perObject((set: ReadonlySet<string>): ReadonlySet<string> => {
  const wider = [...set].filter(isPart).flatMap(widerPlaces);
  return wider.length > 0 ? new Set(wider) : NONE;
});

/** Removes a place from the set. The other parts of a place that contains it stay. */
export function takeOut(set: Set<string>, place: string): void {
  for (const code of [...set]) if (code === place || widerPlaces(code).includes(place)) set.delete(code);
  const wider = widerPlaces(place);
  const from = wider.findIndex((code) => set.has(code));
  if (from < 0) return;
  // `DE` without `DE-BY` is replaced by its other parts, and so on down to the place.
  set.delete(wider[from] ?? '');
  for (const [depth, code] of wider.slice(0, from + 1).entries())
    for (const part of partsOf(code)) if (part !== (depth === 0 ? place : wider[depth - 1])) set.add(part);
}
