/** The exclusive rights of a license, and the restriction that they are for all others. */

import { getOrInsert } from '../get-or-insert.ts';
import { EXCLUSIVE_COMPONENTS_CACHED_MAX } from '../limits.ts';
import { BoundedMap } from '../lru.ts';
import { actionIri } from '../odrl/actions.ts';
import { IMPRIMATUR_NAMESPACE, IMPRIMATUR_PROFILE, ODRL_CONTEXT, RIGHTSML_PROFILE } from '../odrl/names.ts';
import type { Channel, ComponentType, LicenseTerms } from '../terms.ts';
import type { BindingScope, CompiledRestriction, OdrlJson, RestrictionSource } from '../types.ts';
import { dateTime, isAnyOf, territoryConstraints, WORDLESS } from './agreement.ts';
import { registerRestriction, restrictionRecord } from './record.ts';

/** An exclusivity with all defaults filled in from the license's terms. */
export interface ExclusiveRights {
  uses: readonly string[];
  components: readonly ComponentType[];
  /** Names as in terms, including exclusions (`-JP`). */
  territories: readonly string[];
  channels: readonly Channel[];
  /** Taken from the license: it cannot be exclusive in rights that it does not grant. Undefined: any. */
  purposes?: readonly string[];
  languages?: readonly string[];
  /** ISO 8601 instants. */
  from: string;
  until: string;
  firstHours?: number;
}

/**
 * Returns the exclusive rights of terms in which `checkTerms` found no fault. Undefined: the license is not
 * exclusive.
 */
export function exclusiveRightsOf(terms: LicenseTerms): ExclusiveRights | undefined {
  const { exclusivity } = terms;
  if (!exclusivity) return undefined;
  // A license with a policy has no lists of its own, so its exclusivity names them.
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
 * Returns the exclusivity of a license version as a restriction on all others. It does not identify the
 * holder: `id` is opaque, and the policy only says what is forbidden and when. Undefined: the license is not
 * exclusive.
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
    // A use states its purpose in lower case, whatever the case in the terms.
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
 * Returns the exclusivity for one component of an item that it does not cover as a whole: an exclusive
 * picture in an article. Cached, so that `decide` finds what it has prepared for it.
 */
export function onComponent(exclusivity: CompiledRestriction, component: string): CompiledRestriction {
  const cache = getOrInsert(
    onComponents,
    exclusivity,
    () => new BoundedMap({ entriesMax: EXCLUSIVE_COMPONENTS_CACHED_MAX }),
  );
  let restriction = cache.get(component);
  if (!restriction) {
    const handle = Object.freeze({ ...exclusivity, scope: { kind: 'component' as const, component } });
    restriction = registerRestriction(handle, restrictionRecord(exclusivity));
    cache.set(component, restriction);
  }
  return restriction;
}
