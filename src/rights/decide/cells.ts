/** Judges every combination of value classes of a component. */
import { CASES_MAX } from '../limits.ts';
import { heldByEmbargo } from '../odrl/actions.ts';
import { Circumstances, type UseCase } from './case.ts';
import type { ClassesByPart } from './dimensions.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { judge } from './judge.ts';
import type { Permit, TraceSink, Verdict } from './verdict.ts';

/** One combination of classes, each given by its index in its dimension. */
export interface Cell {
  action: number;
  title: number;
  territory: number;
  channel: number;
  purpose: number;
  use: UseCase;
  verdict: Verdict;
}

export type PermittedCell = Cell & { verdict: Permit };

export function isPermitted(cell: Cell): cell is PermittedCell {
  return cell.verdict.outcome === 'permit';
}

/** Undefined: there are more cases than the limit, so the use must state more. */
export function judgeCells(
  context: EvaluationContext,
  classes: ClassesByPart,
  trace?: TraceSink,
): Cell[] | undefined {
  const { action: actions, title, territory, channel, purpose } = classes;
  const count = actions.length * title.length * territory.length * channel.length * purpose.length;
  if (count > CASES_MAX) return undefined;
  const circumstancesList = circumstancesOf(context, classes);
  const cells: Cell[] = [];
  for (let a = 0; a < actions.length; a += 1)
    for (let t = 0; t < title.length; t += 1)
      for (let p = 0; p < territory.length; p += 1)
        for (let c = 0; c < channel.length; c += 1)
          for (let w = 0; w < purpose.length; w += 1) {
            const circumstances =
              circumstancesList[((t * territory.length + p) * channel.length + c) * purpose.length + w];
            if (!circumstances) continue;
            const use = useCaseOf(context, actions[a]?.representative ?? '', circumstances);
            const verdict = judge(context, use, trace);
            cells.push({ action: a, title: t, territory: p, channel: c, purpose: w, use, verdict });
          }
  return cells;
}

/** Circumstances in the order of the loops above. All acts share them. */
function circumstancesOf(
  { policies, stated, subject, component, now }: EvaluationContext,
  classes: ClassesByPart,
): Circumstances[] {
  const list: Circumstances[] = [];
  for (const title of classes.title)
    for (const territory of classes.territory)
      for (const channel of classes.channel)
        for (const purpose of classes.purpose)
          list.push(
            new Circumstances(
              {
                component: component.type,
                title: title.representative,
                territory: territory.representative,
                channel: channel.representative,
                purpose: purpose.representative,
                language: subject.language,
                context: stated.context,
                at: now,
                origin: subject.versionCreated,
              },
              policies.license.record.licensee,
            ),
          );
  return list;
}

function useCaseOf(
  { stated, embargoedUntil }: EvaluationContext,
  action: string,
  circumstances: Circumstances,
): UseCase {
  // If no act is stated, an embargoed item is taken in now and published when the embargo lifts: it is judged
  // at that instant.
  const waitsForEmbargo =
    embargoedUntil !== undefined && stated.action === undefined && heldByEmbargo(action);
  return { action, circumstances: waitsForEmbargo ? circumstances.atInstant(embargoedUntil) : circumstances };
}
