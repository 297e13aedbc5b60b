/** Writes a set of codes as the shortest readable list: named sets and their exceptions. */
import { ALPHA_2 } from './iso3166.ts';
import { NAMED_SETS } from './sets.ts';
import { isPart } from './subdivisions.ts';

export interface TerritoryList {
  /** Named sets first, then codes, sorted. */
  territories: string[];
  /** Codes in the named sets but not in the set, sorted. */
  except: string[];
}

/**
 * Describes exactly the set, in few words: a named set is used if its name and its exceptions are shorter
 * than its members. All of the world without Japan is `world` except `JP`.
 */
export function compressTerritories(places: Iterable<string>): TerritoryList {
  const list = [...places];
  if (list.length <= 1) return { territories: list, except: [] };
  const set = new Set(list);
  const named: string[] = [];
  const covered = new Set<string>();
  const except = new Set<string>();
  for (let bestSet = mostSaving(set, covered, except); bestSet; bestSet = mostSaving(set, covered, except)) {
    named.push(bestSet.name);
    for (const code of bestSet.members) (set.has(code) ? covered : except).add(code);
  }
  const codes = ALPHA_2.filter((code) => set.has(code) && !covered.has(code));
  // Parts of countries are listed individually: an exception of a part would read as the whole country.
  const parts = [...set].filter(isPart).sort();
  return { territories: [...named, ...codes, ...parts], except: [...except].sort() };
}

interface NamedSet {
  name: string;
  members: ReadonlySet<string>;
}

/**
 * Finds the named set that saves most words: it costs one for its name and one for each exception, and saves
 * one for each member.
 */
function mostSaving(
  set: ReadonlySet<string>,
  covered: Set<string>,
  except: Set<string>,
): NamedSet | undefined {
  let bestSet: NamedSet | undefined;
  let mostSaved = 0;
  for (const [name, members] of NAMED_SETS) {
    // Upper bound of the saving: each member outside costs a word, unless it is an exception already. It
    // rules out most sets.
    if (2 * set.size + except.size - members.size - 1 <= mostSaved) continue;
    let saved = -1;
    for (const code of members)
      if (!set.has(code)) saved -= except.has(code) ? 0 : 1;
      else if (!covered.has(code)) saved += 1;
    if (saved <= mostSaved) continue;
    mostSaved = saved;
    bestSet = { name, members };
  }
  return bestSet;
}
