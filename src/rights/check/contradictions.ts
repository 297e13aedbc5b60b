/** Rules that contradict themselves: their constraints leave no use that could meet them. */
import { constraintMessage, ruleKind } from '../decide/words.ts';
import { exclude, type Steps } from '../evaluate/exclusion.ts';
import type { Message } from '../message.ts';
import type { Constraint, Rule } from '../odrl/model.ts';
import { rulesOf } from '../odrl/parse.ts';
import { message } from '../policy-templates.ts';
import type { Inspection } from './inspection.ts';

export function findContradictions(at: Inspection): void {
  for (const rule of rulesOf(at.policy)) if (isContradictory(at, rule)) at.dead.add(rule);
}

/** Duties of it are looked at too. */
function isContradictory(at: Inspection, rule: Rule): boolean {
  for (const nested of [...rule.duties, ...rule.remedies, ...rule.consequences]) isContradictory(at, nested);
  const found = contradictionIn(rule.constraints, at.steps);
  if (!found) return false;
  const said = message('check.never_met', { kind: ruleKind(rule), why: found.why });
  at.fault('contradiction', rule, said, undefined, found.at);
  return true;
}

/** Constraints that must all hold, with the members of those that ask for all of theirs. */
export function together(constraints: readonly Constraint[]): Constraint[] {
  return constraints.flatMap((one) =>
    one.kind === 'compound' && (one.operator === 'and' || one.operator === 'andSequence')
      ? together(one.members)
      : [one],
  );
}

/** Why the constraints leave nothing, and the first of those that say so; undefined where that is not certain. */
export function contradictionIn(
  constraints: readonly Constraint[],
  steps: Steps,
): { at: Constraint; why: Message } | undefined {
  const all = together(constraints);
  for (const [position, one] of all.entries()) {
    for (const other of all.slice(position + 1))
      if (exclude(one, other, steps))
        return {
          at: one,
          why: message('check.exclude', { one: constraintMessage(one), other: constraintMessage(other) }),
        };
    if (leavesNothing(one, steps))
      return { at: one, why: message('check.alternatives', { one: constraintMessage(one) }) };
    if (eachExcluded(one, all, steps))
      return { at: one, why: message('check.none_left', { one: constraintMessage(one) }) };
    if (steps.left <= 0) return undefined;
  }
  return undefined;
}

function leavesNothing(constraint: Constraint, steps: Steps): boolean {
  return (
    constraint.kind === 'compound' &&
    constraint.members.every((member) => contradictionIn([member], steps) !== undefined)
  );
}

/** Of a list of values, each may be taken out by another constraint. */
function eachExcluded(one: Constraint, all: readonly Constraint[], steps: Steps): boolean {
  if (one.kind !== 'atomic' || one.test.type !== 'member' || one.test.negate || one.test.all) return false;
  const { test } = one;
  const others = all.filter(
    (other) => other !== one && other.kind === 'atomic' && other.operand === one.operand,
  );
  if (others.length < 2) return false;
  return [...test.values].every((value) => {
    const single: Constraint = { ...one, test: { ...test, values: new Set([value]) } };
    return others.some((other) => exclude(single, other, steps));
  });
}
