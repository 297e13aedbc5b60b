/**
 * Effective rights as few boxes. A use is permitted if one box contains it in every dimension, so boxes are
 * joined only if they differ in a single dimension: joining along two would grant combinations that nobody
 * granted.
 */
import { perObject, type TimelessRights, timelessRights } from '../rights/index.ts';
import type { RightsGrant } from '../rights/types.ts';

export interface Box {
  uses: string[];
  titles: string[];
  /** Named sets or codes, then excluded codes as `-JP`. */
  territories: string[];
  channels: string[];
  /** Absent: any purpose. */
  purposes?: string[];
}

type Dimension = 'uses' | 'titles' | 'channels';
const DIMENSIONS: Dimension[] = ['titles', 'channels', 'uses'];

/** Sorted by code units, without duplicates: equal sets give equal lists. */
export function sortedSet(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.toWellFormed()))].sort();
}

function boxOf(grant: RightsGrant): Box {
  return {
    uses: sortedSet(grant.uses),
    titles: sortedSet(grant.titles),
    territories: [...sortedSet(grant.territories), ...sortedSet(grant.except).map((code) => `-${code}`)],
    channels: sortedSet(grant.channels),
    ...(grant.purposes && { purposes: sortedSet(grant.purposes) }),
  };
}

function joinAlong(dimension: Dimension, boxes: Box[]): Box[] {
  const groups = new Map<string, Box>();
  for (const box of boxes) {
    const otherDimensions = JSON.stringify([
      ...DIMENSIONS.map((name) => (name === dimension ? null : box[name])),
      box.territories,
      box.purposes ?? null,
    ]);
    const group = groups.get(otherDimensions);
    groups.set(
      otherDimensions,
      group ? { ...group, [dimension]: sortedSet([...group[dimension], ...box[dimension]]) } : box,
    );
  }
  return [...groups.values()];
}

/** Boxes of the rights, widest first; the order does not depend on the order of the grants. */
export function boxesOf(rights: TimelessRights): readonly Box[] {
  return boxesOfGrants(timelessRights(rights).grants);
}

const boxesOfGrants = perObject((grants: readonly RightsGrant[]): readonly Box[] => {
  const boxes = grants.map(boxOf);
  const joined = DIMENSIONS.reduce((list, dimension) => joinAlong(dimension, list), boxes);
  const width = (box: Box) => box.uses.length * box.titles.length * box.channels.length;
  const name = (box: Box) => JSON.stringify(box);
  return joined.sort((a, b) => width(b) - width(a) || (name(a) < name(b) ? -1 : 1));
});
