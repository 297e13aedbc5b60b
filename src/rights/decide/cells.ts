/** Every case of a component, one per combination of classes, judged. */
import { CASES_MAX } from '../limits.ts';
import { heldByEmbargo } from '../odrl/actions.ts';
import type { Bench } from './bench.ts';
import { UseCase } from './case.ts';
import type { Class, Classes } from './dimensions.ts';
import { judge } from './judge.ts';
import type { Verdict, Witness } from './verdict.ts';

/** One combination of classes, each by its position in its dimension. */
export interface Cell {
  action: number;
  title: number;
  territory: number;
  channel: number;
  purpose: number;
  use: UseCase;
  verdict: Verdict;
}

/** Undefined: more cases than we judge for one answer; the use must state more. */
export function judgeCells(bench: Bench, classes: Classes, witness?: Witness): Cell[] | undefined {
  const { action: actions, title, territory, channel, purpose } = classes;
  const count = actions.length * title.length * territory.length * channel.length * purpose.length;
  if (count > CASES_MAX) return undefined;
  const cells: Cell[] = [];
  for (let a = 0; a < actions.length; a += 1)
    for (let t = 0; t < title.length; t += 1)
      for (let p = 0; p < territory.length; p += 1)
        for (let c = 0; c < channel.length; c += 1)
          for (let w = 0; w < purpose.length; w += 1) {
            const use = useOf(bench, actions[a], title[t], territory[p], channel[c], purpose[w]);
            const verdict = judge(bench, use, witness);
            cells.push({ action: a, title: t, territory: p, channel: c, purpose: w, use, verdict });
          }
  return cells;
}

function useOf(
  { docket, stated, subject, component, embargoedUntil, now }: Bench,
  action?: Class,
  title?: Class,
  territory?: Class,
  channel?: Class,
  purpose?: Class,
): UseCase {
  const act = action?.representative ?? '';
  // No act stated: an embargoed item is taken in now and published when the embargo lifts, so it is judged for then.
  const waits = embargoedUntil !== undefined && stated.action === undefined && heldByEmbargo(act);
  const parts = {
    action: act,
    component: component.type,
    title: title?.representative,
    territory: territory?.representative,
    channel: channel?.representative,
    purpose: purpose?.representative,
    language: subject.language,
    context: stated.context,
    at: waits ? embargoedUntil : now,
    origin: subject.versionCreated,
  };
  return new UseCase(parts, docket.license.record.setting);
}
