/** What a license grants alone, and the restriction that it is to everybody else. */

import { EXCLUSIVE_COMPONENTS_CACHED_MAX } from '../limits.ts';
import { BoundedMap } from '../lru.ts';
import { actionIri } from '../odrl/actions.ts';
import { IMPRIMATUR_NAMESPACE, IMPRIMATUR_PROFILE, ODRL_CONTEXT, RIGHTSML_PROFILE } from '../odrl/names.ts';
import type { Channel, ComponentType, LicenseTerms } from '../terms.ts';
import type { BindingScope, CompiledRestriction, OdrlJson, RestrictionSource } from '../types.ts';
import { dateTime, isAnyOf, territoryConstraints, WORDLESS } from './agreement.ts';
import { registerRestriction, restrictionRecord } from './record.ts';

/** An exclusivity with nothing left to the license's own terms. */
export interface ExclusiveRights {
  uses: readonly string[];
  components: readonly ComponentType[];
  /** Names as in terms, `-JP` among them. */
  territories: readonly string[];
  channels: readonly Channel[];
  /** The license's own: what it does not grant, it does not grant alone. Undefined: any. */
  purposes?: readonly string[];
  languages?: readonly string[];
  /** ISO 8601 instants. */
  from: string;
  until: string;
  firstHours?: number;
}

/** Undefined: the license is not exclusive. The terms are those that `checkTerms` found no fault in. */
export function exclusiveRightsOf(terms: LicenseTerms): ExclusiveRights | undefined {
  const { exclusivity } = terms;
  if (!exclusivity) return undefined;
  // A license that is given as a policy has no lists of its own; its exclusivity then names them.
  const { purposes, languages } = terms;
  return {
    uses: exclusivity.uses ?? terms.uses ?? [],
    components: exclusivity.components ?? terms.components ?? [],
    territories: exclusivity.territories ?? terms.territories ?? [],
    channels: exclusivity.channels ?? terms.channels ?? [],
    ...(purposes && { purposes }),
    ...(languages && { languages }),
    from: exclusivity.from ?? terms.starts,
    until: exclusivity.until ?? terms.ends,
    ...(exclusivity.firstHours !== undefined && { firstHours: exclusivity.firstHours }),
  };
}

/**
 * The exclusivity of one license version as a restriction on everybody else. Nothing in it tells whose it is: `id` is an
 * opaque one, the policy says what is forbidden and when. Undefined: the license is not exclusive.
 */
export function exclusivityRestriction(grant: {
  id: string;
  version: number;
  terms: LicenseTerms;
}): RestrictionSource<BindingScope> | undefined {
  const { id, version, terms } = grant;
  const exclusiveRights = exclusiveRightsOf(terms);
  if (!exclusiveRights) return undefined;
  const policy: OdrlJson = {
    '@context': [ODRL_CONTEXT, { imp: IMPRIMATUR_NAMESPACE }],
    '@type': 'Set',
    uid: `urn:imprimatur:exclusivity:${id}:${version}`,
    profile: [RIGHTSML_PROFILE, IMPRIMATUR_PROFILE],
    conflict: 'prohibit',
    prohibition: [
      {
        uid: 'exclusive',
        action: exclusiveRights.uses.map(actionIri),
        constraint: constraintsOf(exclusiveRights),
      },
    ],
  };
  return { id, version, scope: { kind: 'exclusivity' }, policy, reviewed: true };
}

function constraintsOf(exclusiveRights: ExclusiveRights): OdrlJson[] {
  const { purposes, languages, firstHours } = exclusiveRights;
  return [
    isAnyOf('imp:component', exclusiveRights.components),
    ...territoryConstraints(exclusiveRights.territories),
    isAnyOf('deliveryChannel', exclusiveRights.channels),
    // A use states its purpose in lower case, whatever the terms are written in.
    ...(purposes
      ? [isAnyOf('purpose', [...new Set(purposes.flatMap((name) => [name, name.toLowerCase()]))])]
      : []),
    ...(languages ? [{ or: [isAnyOf('imp:component', WORDLESS), isAnyOf('language', languages)] }] : []),
    { leftOperand: 'dateTime', operator: 'gteq', rightOperand: dateTime(exclusiveRights.from) },
    { leftOperand: 'dateTime', operator: 'lt', rightOperand: dateTime(exclusiveRights.until) },
    ...(firstHours === undefined
      ? []
      : [{ leftOperand: 'elapsedTime', operator: 'lt', rightOperand: `PT${firstHours}H` }]),
  ];
}

const onComponents = new WeakMap<CompiledRestriction, BoundedMap<CompiledRestriction>>();

/**
 * The same for one component of an item that it does not cover as a whole: a picture that somebody has alone, in an article.
 * Kept, so that what `decide` has made ready for it is found again.
 */
export function onComponent(exclusivity: CompiledRestriction, component: string): CompiledRestriction {
  let cache = onComponents.get(exclusivity);
  if (!cache) {
    cache = new BoundedMap({ entriesMax: EXCLUSIVE_COMPONENTS_CACHED_MAX });
    onComponents.set(exclusivity, cache);
  }
  let restriction = cache.get(component);
  if (!restriction) {
    const handle = Object.freeze({ ...exclusivity, scope: { kind: 'component' as const, component } });
    restriction = registerRestriction(handle, restrictionRecord(exclusivity));
    cache.set(component, restriction);
  }
  return restriction;
}
