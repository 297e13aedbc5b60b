/** Extents of licenses and exclusivities, and their overlap. */
import { actsOf, includesAction } from '../odrl/actions.ts';
import { instantOf } from '../odrl/time.ts';
import type { LicenseTerms, NamedTerms } from '../terms.ts';
import { expandTerritories } from '../territories/expand.ts';
import { extentIn } from '../territories/within.ts';
import { WORDLESS } from './agreement.ts';
import { alterationActions } from './alterations.ts';
import { type ExclusiveRights, exclusiveRightsOf } from './exclusivity.ts';

/** Of the first four parts, undefined means unknown: the license has a policy. */
export interface LicenseExtent {
  acts?: ReadonlySet<string>;
  components?: ReadonlySet<string>;
  territories?: ReadonlySet<string>;
  channels?: ReadonlySet<string>;
  /** Undefined: any. */
  purposes?: readonly string[];
  languages?: readonly string[];
  /** Milliseconds, UTC; `until` is exclusive. */
  from: number;
  until: number;
}

/** Returns the extent that a license grants: with its alterations, without the acts that it forbids. */
export function licensedExtent(terms: LicenseTerms): LicenseExtent {
  const { components, territories, channels, purposes, languages } = terms;
  return {
    ...(terms.policy === undefined && { acts: licensedActs(terms) }),
    ...(components && { components: new Set(components) }),
    ...(territories && { territories: codesOf(territories) }),
    ...(channels && { channels: new Set(channels) }),
    ...(purposes && { purposes }),
    ...(languages && { languages }),
    from: instantOf(terms.starts) ?? Number.NEGATIVE_INFINITY,
    until: instantOf(terms.ends) ?? Number.POSITIVE_INFINITY,
  };
}

/** Returns the extent that an exclusivity reserves. Undefined: the license is not exclusive. */
export function exclusiveExtent(
  terms: LicenseTerms,
): (LicenseExtent & Pick<ExclusiveRights, 'firstHours'>) | undefined {
  const exclusiveRights = exclusiveRightsOf(terms);
  if (!exclusiveRights) return undefined;
  const { purposes, languages, firstHours } = exclusiveRights;
  return {
    acts: new Set(exclusiveRights.uses.flatMap(withIncluded)),
    components: new Set(exclusiveRights.components),
    territories: codesOf(exclusiveRights.territories),
    channels: new Set(exclusiveRights.channels),
    ...(purposes && { purposes }),
    ...(languages && { languages }),
    from: instantOf(exclusiveRights.from) ?? Number.NEGATIVE_INFINITY,
    until: instantOf(exclusiveRights.until) ?? Number.POSITIVE_INFINITY,
    ...(firstHours !== undefined && { firstHours }),
  };
}

export interface Overlap {
  acts: ReadonlySet<string>;
  components: ReadonlySet<string>;
  territories: ReadonlySet<string>;
  channels: ReadonlySet<string>;
  from: number;
  until: number;
  /** False: the overlap may be empty, because a part of one side is unknown. */
  certain: boolean;
}

/** Returns what both cover. Undefined: certainly nothing. */
export function overlapOf(a: LicenseExtent, b: LicenseExtent): Overlap | undefined {
  const acts = sharedOf(a.acts, b.acts);
  const components = sharedOf(a.components, b.components);
  const channels = sharedOf(a.channels, b.channels);
  const territories =
    a.territories && b.territories
      ? sharedPlaces(a.territories, b.territories)
      : (a.territories ?? b.territories ?? NONE);
  const [from, until] = [Math.max(a.from, b.from), Math.min(a.until, b.until)];
  const certain = PARTS.every((part) => a[part] && b[part]);
  const empty = (part: (typeof PARTS)[number], set: ReadonlySet<string>) =>
    a[part] && b[part] && set.size === 0;
  if (
    from >= until ||
    empty('acts', acts) ||
    empty('components', components) ||
    empty('territories', territories) ||
    empty('channels', channels) ||
    purposesApart(a.purposes, b.purposes) ||
    languagesApart(a.languages, b.languages, components)
  )
    return undefined;
  return { acts, components, territories, channels, from, until, certain };
}

const PARTS = ['acts', 'components', 'territories', 'channels'] as const;
const NONE: ReadonlySet<string> = new Set();

function sharedOf(
  a: ReadonlySet<string> | undefined,
  b: ReadonlySet<string> | undefined,
): ReadonlySet<string> {
  return a && b ? new Set([...a].filter((value) => b.has(value))) : (a ?? b ?? NONE);
}

/** A country on one side and a part of it on the other share the part. */
function sharedPlaces(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([
    ...[...a].filter((code) => extentIn(b, code) === 'within'),
    ...[...b].filter((code) => extentIn(a, code) === 'within'),
  ]);
}

function purposesApart(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (!a || !b) return false;
  const folded = new Set(a.map((name) => name.toLowerCase()));
  return !b.some((name) => folded.has(name.toLowerCase()));
}

function languagesApart(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
  components: ReadonlySet<string>,
): boolean {
  if (!a || !b || WORDLESS.some((type) => components.has(type))) return false;
  const reaches = (range: string, tag: string) =>
    `${tag}-`.toLowerCase().startsWith(`${range}-`.toLowerCase());
  return !a.some((value) => b.some((other) => reaches(value, other) || reaches(other, value)));
}

function licensedActs(terms: NamedTerms): ReadonlySet<string> {
  const { permitted, prohibited } = alterationActions(terms);
  const acts = new Set([...terms.uses, ...permitted].flatMap(withIncluded));
  for (const act of prohibited.flatMap(withIncluded)) acts.delete(act);
  return acts;
}

function withIncluded(action: string): string[] {
  return [action, ...actsOf(action)];
}

/** Acts that no other act of the set includes: the shortest description of the set. */
export function widestActs(acts: ReadonlySet<string>): string[] {
  return [...acts].filter((act) => ![...acts].some((other) => other !== act && includesAction(other, act)));
}

function codesOf(names: readonly string[]): ReadonlySet<string> {
  const codes = expandTerritories(names);
  return codes.ok ? codes.value : NONE;
}
