/** Everything that one component is judged on, brought together once: policies in play, token, embargo, review. */
import type { ComponentType } from '../terms.ts';
import { placeCode } from '../territories/subdivisions.ts';
import { extentIn } from '../territories/within.ts';
import type { BindingScope, CompiledRestriction, DecideInput, StatedUse, Subject } from '../types.ts';
import type { Parts } from './case.ts';
import { type Docket, docketOf } from './docket.ts';
import { hasTerritory } from './market.ts';
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
  /** The territory that it states is none. */
  nowhere: boolean;
}

/** A bench for each component, in their order. */
export function benchesFor(input: DecideInput, stated: StatedUse, token: Token): Bench[] {
  const { license, subject, now } = input;
  const bound = input.restrictions.filter(({ scope }) => boundTo(scope, subject));
  const apart = bound.some(({ scope }) => scope.kind === 'component');
  const shared = apart ? undefined : docketOf(license, bound, token);
  const embargo = subject.embargoedUntil;
  const embargoedUntil = embargo !== undefined && embargo > now ? embargo : undefined;
  const territoryStated = stated.territory !== undefined;
  const nowhere = stated.territory !== undefined && placeCode(stated.territory) === undefined;
  return subject.components.map((component) => {
    const applicable = apart ? bound.filter(({ scope }) => reaches(scope, component.id)) : bound;
    const docket = shared ?? docketOf(license, applicable, token);
    const open = applicable.find(({ reviewed }) => !reviewed);
    // The text of a dispatch is the agency's own and goes out with the restriction shown; a picture is usually not.
    const waits = component.type !== 'dispatch';
    const [unreviewed, shown] = waits ? [open, undefined] : [undefined, open];
    return {
      docket,
      stated,
      unreviewed,
      shown,
      subject,
      component,
      now,
      embargoedUntil,
      territoryStated,
      nowhere,
    };
  });
}

/** Whether it applies to the item, or to one of its components. */
export function boundTo(
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

/** Whether two components are judged alike, whatever they are called. */
export function alike(one: Bench, other: Bench): boolean {
  return (
    one.docket === other.docket &&
    one.unreviewed === other.unreviewed &&
    !one.docket.targeted &&
    one.docket.typeSign(one.component.type) === other.docket.typeSign(other.component.type)
  );
}

/**
 * The home market, if it counts. On a channel without territory it always does. In print and broadcast a
 * stated territory counts alone; if none is stated, a title is taken to be published at home, provided that
 * the license covers its home.
 */
export function homeMarket(
  { docket, territoryStated }: Bench,
  { title, channel }: Pick<Parts, 'title' | 'channel'>,
): string | undefined {
  const { record } = docket.license;
  const market = record.market && title !== undefined ? record.titles.get(title)?.market : undefined;
  if (market === undefined || channel === undefined) return undefined;
  if (!hasTerritory(channel)) return market;
  return !territoryStated && extentIn(record.universe.territories, market) === 'within' ? market : undefined;
}
