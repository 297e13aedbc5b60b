/** The outcome for one component, from its judged cases. */
import { getOrInsert } from '../get-or-insert.ts';
import type { Constraint } from '../odrl/model.ts';
import type { EffectiveRights, RightsCode, StatedUse } from '../types.ts';
import { Circumstances } from './case.ts';
import { type Cell, isPermitted, judgeCells } from './cells.ts';
import { effectiveRights } from './effective.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { isLeftOpen } from './trace.ts';
import { type Denial, deny, STAGE } from './verdict.ts';

export interface Outcome {
  outcome: 'permit' | 'deny';
  decidedBy: string;
  code?: RightsCode;
  rights?: EffectiveRights;
}

export function judgeOutcome(context: EvaluationContext): Outcome {
  const classes = context.policies.dimensions.of(context.stated);
  const cells = judgeCells(context, classes);
  const permitted = cells?.filter(isPermitted) ?? [];
  const verdict = permitted[0]?.verdict;
  const rights = verdict && effectiveRights(context, classes, permitted);
  if (rights && verdict)
    return { outcome: 'permit', decidedBy: `${verdict.from.id}#${verdict.rule.id}`, rights };
  const { decidedBy, code } = decidingDenial(context, cells);
  return { outcome: 'deny', decidedBy, code };
}

export function decidingDenial(context: EvaluationContext, cells: readonly Cell[] | undefined): Denial {
  return nearestDenial(cells) ?? tooOpen(context);
}

/**
 * Of the denials nearest to a permit, returns the one whose rule denied most cases. If "Japan out" met every
 * case and "editorial only" half of them, Japan decided.
 */
function nearestDenial(cells: readonly Cell[] | undefined): Denial | undefined {
  const denials = (cells ?? []).map(({ verdict }) => verdict).filter((verdict) => verdict.outcome === 'deny');
  if (denials.length < 2) return denials[0];
  const stage = Math.max(...denials.map((denial) => denial.stage));
  const nearest = denials.filter((denial) => denial.stage === stage);
  const counts = new Map<string, number>();
  for (const { decidedBy } of nearest) counts.set(decidedBy, (counts.get(decidedBy) ?? 0) + 1);
  return nearest.reduce<Denial | undefined>(
    (mostFrequent, denial) =>
      mostFrequent && (counts.get(mostFrequent.decidedBy) ?? 0) >= (counts.get(denial.decidedBy) ?? 0)
        ? mostFrequent
        : denial,
    undefined,
  );
}

/**
 * Returns the denial that remains when the open parts of a use get values that lift `denial`. Undefined: no
 * value of an open part lifts `denial`, or nothing else denies.
 */
export function denialOtherwise(
  { stated }: EvaluationContext,
  cells: readonly Cell[] | undefined,
  denial: Denial,
): Denial | undefined {
  const all = cells ?? [];
  const deniedActions = new Map<string, Set<number>>();
  for (const { action, verdict } of all) {
    if (verdict.outcome === 'permit') continue;
    getOrInsert(deniedActions, verdict.decidedBy, () => new Set()).add(action);
  }
  const actionCount = new Set(all.map(({ action }) => action)).size;
  const deniesAllActions = ({ decidedBy }: Denial) => deniedActions.get(decidedBy)?.size === actionCount;
  const isLifted = (other: Denial) => isLiftedByOpenPart(other, stated, deniesAllActions(other));
  if (!isLifted(denial)) return undefined;
  return nearestDenial(all.filter(({ verdict }) => verdict.outcome === 'deny' && !isLifted(verdict)));
}

/** A prohibition ends with any of its constraints; a permission needs the one that it failed on. */
function isLiftedByOpenPart({ result, leaf }: Denial, stated: StatedUse, deniesAllActions: boolean): boolean {
  if (!result) return false;
  if (result.rule.kind !== 'prohibition' || result.truth !== 'holds')
    return leaf?.kind === 'atomic' && isLeftOpen(leaf.operand, stated);
  const operands = result.rule.constraints.flatMap(operandsOf);
  return !deniesAllActions || operands.some((operand) => isLeftOpen(operand, stated));
}

function operandsOf(constraint: Constraint): string[] {
  if (constraint.kind === 'compound') return constraint.members.flatMap(operandsOf);
  return constraint.kind === 'atomic' ? [constraint.operand] : [];
}

/** There are more cases than the limit, or the rights cannot be written down: the use must state more. */
export function tooOpen({ policies: { license }, component, subject, now }: EvaluationContext): Denial {
  const parts = { component: component.type, at: now, origin: subject.versionCreated };
  const where = new Circumstances(parts, license.record.licensee);
  return deny('indeterminate', license, 'too-open', STAGE.license, { action: '', circumstances: where });
}
