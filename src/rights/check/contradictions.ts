/** Finds rules that contradict themselves: no use can meet their constraints. */
import { constraintMessage, ruleKind } from '../decide/words.ts';
import { exclude, type Steps } from '../evaluate/exclusion.ts';
import type { Message } from '../message.ts';
import type { Constraint, Rule } from '../odrl/model.ts';
import { rulesOf } from '../odrl/parse.ts';
import { message } from '../policy-templates.ts';
import type { Inspection } from './inspection.ts';

export function findContradictions(inspection: Inspection): void {
  for (const rule of rulesOf(inspection.policy))
    if (isContradictory(inspection, rule)) inspection.dead.add(rule);
}

/** Checks the nested duties, remedies and consequences too. */
function isContradictory(inspection: Inspection, rule: Rule): boolean {
  for (const nested of [...rule.duties, ...rule.remedies, ...rule.consequences])
    isContradictory(inspection, nested);
  const contradiction = contradictionIn(rule.constraints, inspection.steps);
  if (!contradiction) return false;
  const text = message('check.never_met', { kind: ruleKind(rule), why: contradiction.why });
  inspection.fault('contradiction', rule, text, undefined, contradiction.constraint);
  return true;
}

/** Constraints that must all hold: members of `and` and `andSequence` replace the compound. */
export function flattenConjunctions(constraints: readonly Constraint[]): Constraint[] {
  return constraints.flatMap((constraint) =>
    constraint.kind === 'compound' && (constraint.operator === 'and' || constraint.operator === 'andSequence')
      ? flattenConjunctions(constraint.members)
      : [constraint],
  );
}

/** Returns the first constraint that no use can meet, and the reason. Undefined: none is certain. */
export function contradictionIn(
  constraints: readonly Constraint[],
  steps: Steps,
): { constraint: Constraint; why: Message } | undefined {
  const all = flattenConjunctions(constraints);
  for (const [position, constraint] of all.entries()) {
    for (const other of all.slice(position + 1))
      if (exclude(constraint, other, steps))
        return {
          constraint: constraint,
          why: message('check.exclude', {
            one: constraintMessage(constraint),
            other: constraintMessage(other),
          }),
        };
    if (leavesNothing(constraint, steps))
      return {
        constraint: constraint,
        why: message('check.alternatives', { one: constraintMessage(constraint) }),
      };
    if (eachExcluded(constraint, all, steps))
      return {
        constraint: constraint,
        why: message('check.none_left', { one: constraintMessage(constraint) }),
      };
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

function eachExcluded(constraint: Constraint, all: readonly Constraint[], steps: Steps): boolean {
  if (
    constraint.kind !== 'atomic' ||
    constraint.test.type !== 'member' ||
    constraint.test.negate ||
    constraint.test.all
  )
    return false;
  const { test } = constraint;
  const others = all.filter(
    (other) => other !== constraint && other.kind === 'atomic' && other.operand === constraint.operand,
  );
  if (others.length < 2) return false;
  return [...test.values].every((value) => {
    const single: Constraint = { ...constraint, test: { ...test, values: new Set([value]) } };
    return others.some((other) => exclude(single, other, steps));
  });
}
