/** Everything that one component is judged on, brought together once: policies in play, token, embargo, review. */
import type { ComponentType } from '../terms.ts';
import type { BindingScope, CompiledRestriction, DecideInput, StatedUse, Subject } from '../types.ts';
import { type Docket, docketOf } from './docket.ts';
import type { Token } from './token.ts';

export interface Bench {
  docket: Docket;
  /** As it was stated, its names made ours. */
  stated: StatedUse;
  /** A restriction whose text waits for the desk; only for components that wait with it. */
  unreviewed: CompiledRestriction | undefined;
  /** One whose text waits for the desk, while the component goes out with the text shown. */
  shown: CompiledRestriction | undefined;
  subject: Subject;
  component: { id: string; type: ComponentType };
  now: number;
  /** Only of an embargo that has not lifted. */
  embargoedUntil: number | undefined;
  /** Whether the use states its territory. */
  territoryStated: boolean;
}

/** A bench for each component, in their order. */
export function benchesFor(input: DecideInput, stated: StatedUse, token: Token): Bench[] {
  const { license, subject, now } = input;
  const bound = input.restrictions.filter(({ scope }) => boundTo(scope, subject));
  const apart = bound.some(({ scope }) => scope.kind === 'component');
  const { embargoedUntil } = subject;
  const common = {
    stated,
    subject,
    now,
    embargoedUntil: embargoedUntil !== undefined && embargoedUntil > now ? embargoedUntil : undefined,
    territoryStated: stated.territory !== undefined,
  };
  const shared = apart ? undefined : docketOf(license, bound, token);
  return subject.components.map((component) => {
    const applicable = apart ? bound.filter(({ scope }) => reaches(scope, component.id)) : bound;
    const open = applicable.find(({ reviewed }) => !reviewed);
    // The text of a dispatch is the agency's own and goes out with the restriction shown; a picture is usually not.
    const waits = component.type !== 'dispatch';
    return {
      ...common,
      docket: shared ?? docketOf(license, applicable, token),
      unreviewed: waits ? open : undefined,
      shown: waits ? undefined : open,
      component,
    };
  });
}

/** Whether it applies to the subject, or to one of its components. */
export function boundTo(scope: BindingScope, { item, sections, components }: Subject): boolean {
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

/** Whether two components are judged alike, whatever they are called. */
export function alike(one: Bench, other: Bench): boolean {
  return (
    one.docket === other.docket &&
    one.unreviewed === other.unreviewed &&
    !one.docket.targeted &&
    one.docket.typeSign(one.component.type) === other.docket.typeSign(other.component.type)
  );
}
