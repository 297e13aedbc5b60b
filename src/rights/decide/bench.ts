/** Everything that one component is judged on, brought together once: policies in play, token, embargo, review. */

import { type LicenseRecord, licenseRecord, restrictionRecord } from '../license/record.ts';
import { isAction } from '../odrl/actions.ts';
import type { Policy } from '../odrl/model.ts';
import type { Channel, ComponentType } from '../terms.ts';
import { expandTerritories, territoryCodes } from '../territories/expand.ts';
import type { BindingScope, CompiledRestriction, DecideInput, Entitlement } from '../types.ts';

export interface InPlay {
  /** Id of the license or of the restriction. */
  id: string;
  policy: Policy;
  /** How a sentence calls it. */
  label: string;
}

export interface Token {
  actions?: readonly string[];
  datatypes?: readonly ComponentType[];
  locations?: ReadonlySet<string>;
  channels?: readonly Channel[];
}

export interface Bench {
  license: InPlay & { record: LicenseRecord };
  restrictions: InPlay[];
  /** A restriction whose text waits for the desk; only for components that wait with it. */
  unreviewed?: CompiledRestriction;
  /** One whose text waits for the desk, while the component goes out with the text shown. */
  shown?: CompiledRestriction;
  token: Token;
  component: { id: string; type: ComponentType };
  /** What a policy may name as its target. */
  names: readonly string[];
  language?: string;
  origin: number;
  now: number;
  embargoedUntil?: number;
  /** Whether the use states its territory. */
  territoryStated: boolean;
}

export function benchFor(input: DecideInput, token: Token, component: Bench['component']): Bench {
  const { license, subject, now } = input;
  const record = licenseRecord(license);
  const applicable = input.restrictions.filter(({ scope }) => inScope(scope, input, component.id));
  const open = applicable.find(({ reviewed }) => !reviewed);
  // The text of a dispatch is the agency's own and goes out with the restriction shown; a picture is usually not.
  const waits = component.type !== 'dispatch';
  return {
    license: { id: license.id, policy: record.policy, label: 'the license', record },
    restrictions: applicable.flatMap((restriction) => {
      const { policy } = restrictionRecord(restriction);
      return policy ? [{ id: restriction.id, policy, label: labelOf(restriction.scope) }] : [];
    }),
    ...(open && (waits ? { unreviewed: open } : { shown: open })),
    token,
    component,
    names: [subject.item, subject.uri, component.id],
    ...(subject.language !== undefined && { language: subject.language }),
    origin: subject.versionCreated,
    now,
    territoryStated: input.use.territory !== undefined,
    ...(subject.embargoedUntil !== undefined &&
      subject.embargoedUntil > now && { embargoedUntil: subject.embargoedUntil }),
  };
}

export function inScope(scope: BindingScope, { subject }: DecideInput, component: string): boolean {
  switch (scope.kind) {
    case 'agency':
    case 'exclusivity':
      return true;
    case 'section':
      return subject.sections.includes(scope.section);
    case 'item':
      return scope.item === subject.item;
    case 'component':
      return scope.component === component;
  }
}

function labelOf({ kind }: BindingScope): string {
  if (kind === 'exclusivity') return 'an exclusivity that the agency granted to another client';
  return `the ${kind}'s restrictions`;
}

/** Unknown names are left out, but never one that takes something out: then nothing is left. */
function locationsOf(names: readonly string[]): ReadonlySet<string> {
  const known = names.filter((name) => name.startsWith('-') || territoryCodes(name));
  const codes = expandTerritories(known);
  return codes.ok ? codes.value : new Set();
}

/** The token with its names made ours. A name that we do not know stays in the list and matches nothing. */
export function tokenOf(entitlement: Entitlement | undefined): Token {
  const { actions, datatypes, locations, channels } = entitlement ?? {};
  return {
    ...(actions && { actions: actions.filter(isAction) }),
    ...(datatypes && { datatypes }),
    ...(locations && { locations: locationsOf(locations) }),
    ...(channels && { channels }),
  };
}
