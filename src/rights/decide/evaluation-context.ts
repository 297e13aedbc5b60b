/** Everything that one component is judged on: applicable policies, stated use, embargo, review. */
import type { ComponentType } from '../terms.ts';
import { placeCode } from '../territories/subdivisions.ts';
import { extentIn } from '../territories/within.ts';
import type { BindingScope, CompiledRestriction, DecideInput, StatedUse, Subject } from '../types.ts';
import { type ApplicablePolicies, applicablePolicies } from './applicable-policies.ts';
import type { UseParts } from './case.ts';
import { hasTerritory } from './market.ts';
import type { Token } from './token.ts';

export interface EvaluationContext {
  policies: ApplicablePolicies;
  /** As stated, with normalized names. */
  stated: StatedUse;
  /** Restriction whose text awaits review, for a component that has to wait for it. */
  unreviewed: CompiledRestriction | undefined;
  /** Restriction whose text awaits review, while the component is delivered with the text shown. */
  shownUnreviewed: CompiledRestriction | undefined;
  subject: Subject;
  component: { id: string; type: ComponentType };
  now: number;
  /** Set while an embargo has not lifted. Milliseconds, UTC. */
  embargoedUntil: number | undefined;
  territoryStated: boolean;
  /** True if the stated territory is unknown or a set. */
  nowhere: boolean;
}

export function evaluationContexts(input: DecideInput, stated: StatedUse, token: Token): EvaluationContext[] {
  const { license, subject, now } = input;
  const inScope = input.restrictions.filter(({ scope }) => appliesTo(scope, subject));
  const isPerComponent = inScope.some(({ scope }) => scope.kind === 'component');
  const common = isPerComponent ? undefined : applicablePolicies(license, inScope, token);
  const embargo = subject.embargoedUntil;
  const embargoedUntil = embargo !== undefined && embargo > now ? embargo : undefined;
  const territoryStated = stated.territory !== undefined;
  const nowhere = stated.territory !== undefined && placeCode(stated.territory) === undefined;
  return subject.components.map((component) => {
    const applicable = isPerComponent ? inScope.filter(({ scope }) => reaches(scope, component.id)) : inScope;
    const policies = common ?? applicablePolicies(license, applicable, token);
    const unreviewedRestriction = applicable.find(({ reviewed }) => !reviewed);
    // The text of a dispatch is the agency's own, so it is delivered with the restriction shown. A picture
    // usually is not.
    const mustWait = component.type !== 'dispatch';
    const [unreviewed, shownUnreviewed] = mustWait
      ? [unreviewedRestriction, undefined]
      : [undefined, unreviewedRestriction];
    return {
      policies,
      stated,
      unreviewed,
      shownUnreviewed,
      subject,
      component,
      now,
      embargoedUntil,
      territoryStated,
      nowhere,
    };
  });
}

/** True if a restriction applies to the item or to one of its components. */
export function appliesTo(
  scope: BindingScope,
  {
    item,
    sections,
    components,
  }: Pick<Subject, 'item' | 'sections'> & { components: readonly { id: string }[] },
): boolean {
  switch (scope.kind) {
    case 'agency':
    case 'exclusivity':
      return true;
    case 'section':
      return sections.includes(scope.section);
    case 'item':
      return scope.item === item;
    case 'component':
      return components.some(({ id }) => id === scope.component);
  }
}

function reaches(scope: BindingScope, component: string): boolean {
  return scope.kind !== 'component' || scope.component === component;
}

/** True if two components are judged alike, whatever their ids. */
export function areEquivalent(context: EvaluationContext, other: EvaluationContext): boolean {
  return (
    context.policies === other.policies &&
    context.unreviewed === other.unreviewed &&
    !context.policies.targeted &&
    context.policies.typeKey(context.component.type) === other.policies.typeKey(other.component.type)
  );
}

/**
 * Returns the home market, if it counts. It always does on a channel without a territory. In print and
 * broadcast a stated territory counts alone; without one, a title publishes at home, provided that the
 * license covers its home.
 */
export function homeMarket(
  { policies, territoryStated }: EvaluationContext,
  { title, channel }: Pick<UseParts, 'title' | 'channel'>,
): string | undefined {
  const { record } = policies.license;
  const market = record.market && title !== undefined ? record.titles.get(title)?.market : undefined;
  if (market === undefined || channel === undefined) return undefined;
  if (!hasTerritory(channel)) return market;
  return !territoryStated && extentIn(record.universe.territories, market) === 'within' ? market : undefined;
}
