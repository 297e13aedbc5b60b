/** Which parts of an article go out together, and why the others do not. Pure. */
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

/** What is killed, held or embargoed by itself does not leave with what contains it. `alive` is the list itself when nothing is. */
export function splitByState(
  components: Component[],
  now: number,
): { alive: Component[]; stopped: Withheld[] } {
  const stopped = components.flatMap((component) => stoppedBy(component, now) ?? []);
  const names = new Set(stopped.map(({ component }) => component));
  return { alive: allOrSome(components, ({ id }) => !names.has(id)), stopped };
}

function stoppedBy({ id, stopped, embargoedUntil = 0 }: Component, now: number): Withheld | undefined {
  if (stopped) return { component: id, code: stopped, decidedBy: 'pubStatus' };
  return embargoedUntil > now ? { component: id, code: 'embargoed', decidedBy: 'embargo' } : undefined;
}

/**
 * The elements that pass; the list itself when all do. What is computed from an article's own list is then cached by the list, for
 * every license that gets all of it.
 */
export function allOrSome<T>(list: T[], passes: (one: T) => boolean): T[] {
  return list.every(passes) ? list : list.filter(passes);
}

export interface GoingOut {
  /** `alive` itself when all of it goes out. */
  present: Component[];
  /** What the stamp may say of all of them; undefined when nothing goes out. */
  common?: { rights: EffectiveRights };
  absent: Withheld[];
}

/**
 * Permitted parts with content. A stamp speaks of all of them at once, so one whose rights have nothing in common with
 * the others' is left out: it can be fetched by itself, under its own stamp.
 */
export function goingOut(alive: Component[], decisions: ComponentDecision[]): GoingOut {
  const permitted = new Set(decisions.filter(({ rights }) => rights).map(({ component }) => component));
  const here = alive.filter(({ id }) => permitted.has(id));
  // What has no digest has no content: it can neither be let out nor billed.
  const withContent = new Set(here.filter(({ digest }) => digest !== undefined).map(({ id }) => id));
  const common = commonRights(decisions.filter(({ component }) => withContent.has(component)));
  const apart = new Set(common?.apart);
  return {
    present: allOrSome(alive, ({ id }) => withContent.has(id) && !apart.has(id)),
    ...(common && { common: { rights: common.rights } }),
    absent: here.flatMap(({ id }): Withheld[] => {
      if (!withContent.has(id)) return [{ component: id, code: 'content_unavailable', decidedBy: 'content' }];
      return apart.has(id) ? [{ component: id, code: 'fetch_separately', decidedBy: 'license' }] : [];
    }),
  };
}
