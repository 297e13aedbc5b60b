/**
 * Selects the components of an article that are delivered together, with a reason for each of the others.
 * Pure.
 */
import type { Component } from '../articles/model.ts';
import { commonRights } from '../rights/index.ts';
import type { ComponentDecision, EffectiveRights } from '../rights/types.ts';

export interface Withheld {
  component: string;
  code: string;
  decidedBy: string;
}

export const withheldOf = ({ component, code, decidedBy }: ComponentDecision): Withheld => ({
  component,
  code: code ?? 'use_not_licensed',
  decidedBy,
});

/**
 * Separates components that are killed, held or embargoed on their own. `alive` is the input list itself if
 * there are none.
 */
export function splitByState(
  components: Component[],
  now: number,
): { alive: Component[]; stopped: Withheld[] } {
  const stopped = components.flatMap((component) => stoppedBy(component, now) ?? []);
  if (stopped.length === 0) return { alive: components, stopped };
  const names = new Set(stopped.map(({ component }) => component));
  return { alive: components.filter(({ id }) => !names.has(id)), stopped };
}

function stoppedBy({ id, stopped, embargoedUntil = 0 }: Component, now: number): Withheld | undefined {
  if (stopped) return { component: id, code: stopped, decidedBy: 'pubStatus' };
  return embargoedUntil > now ? { component: id, code: 'embargoed', decidedBy: 'embargo' } : undefined;
}

/**
 * Filters a list, but returns the list itself if every element passes. Values cached by an article's own list
 * then serve every license that gets all of it.
 */
export function allOrSome<T>(list: T[], passes: (element: T) => boolean): T[] {
  return list.every(passes) ? list : list.filter(passes);
}

export interface OutgoingSelection {
  present: Component[];
  /** Rights common to all delivered components; undefined if none is delivered. */
  common?: { rights: EffectiveRights };
  absent: Withheld[];
}

/**
 * Selects the permitted components that have content. One stamp covers them all, so a component without
 * rights in common with the others is left out: it can be fetched separately, under its own stamp.
 */
export function selectOutgoing(alive: Component[], decisions: ComponentDecision[]): OutgoingSelection {
  const permitted = new Set(decisions.filter(({ rights }) => rights).map(({ component }) => component));
  const permittedComponents = alive.filter(({ id }) => permitted.has(id));
  // A component without digest has no content: it can be neither delivered nor billed.
  const withContent = new Set(
    permittedComponents.filter(({ digest }) => digest !== undefined).map(({ id }) => id),
  );
  const common = commonRights(decisions.filter(({ component }) => withContent.has(component)));
  const separate = new Set(common?.separate);
  return {
    present: allOrSome(alive, ({ id }) => withContent.has(id) && !separate.has(id)),
    ...(common && { common: { rights: common.rights } }),
    absent: permittedComponents.flatMap(({ id }): Withheld[] => {
      if (!withContent.has(id)) return [{ component: id, code: 'content_unavailable', decidedBy: 'content' }];
      return separate.has(id) ? [{ component: id, code: 'fetch_separately', decidedBy: 'license' }] : [];
    }),
  };
}
