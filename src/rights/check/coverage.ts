/** Decides whether one rule covers another one. The answer is yes only if that is certain. */
import { implies, type Steps } from '../evaluate/exclusion.ts';
import { includesAction } from '../odrl/actions.ts';
import { signatureOf } from '../odrl/constraints.ts';
import type { Constraint, Rule } from '../odrl/model.ts';

/**
 * True if `wide` applies to every use that `narrow` applies to: action, targets, assignees and constraints.
 */
export function reaches(wide: Rule, narrow: Rule, steps: Steps, unknown: 'reached' | 'open'): boolean {
  steps.left -= 1;
  return (
    wide.action !== undefined &&
    narrow.action !== undefined &&
    includesAction(wide.action, narrow.action) &&
    namesWithin(narrow.targets, wide.targets) &&
    namesWithin(narrow.assignees, wide.assignees) &&
    meets(narrow.constraints, wide.constraints, steps, unknown)
  );
}

/**
 * `unknown`: a constraint that cannot be evaluated counts as met (`reached`, as for a prohibition) or as
 * undecided (`open`, as for a permission).
 */
export function meets(
  narrow: readonly Constraint[],
  wide: readonly Constraint[],
  steps: Steps,
  unknown: 'reached' | 'open',
): boolean {
  return wide.every(
    (constraint) =>
      (constraint.kind === 'broken' && unknown === 'reached') ||
      narrow.some((other) => implies(other, constraint, steps)),
  );
}

/** A rule without names applies to all. */
function namesWithin(narrow: readonly string[] | undefined, wide: readonly string[] | undefined): boolean {
  return wide === undefined || (narrow?.every((name) => wide.includes(name)) ?? false);
}

/** Returns equal texts for equal duties. */
export function dutiesIn(rules: readonly Rule[]): string {
  const texts = rules.map(
    ({ action, unknown, text, constraints }) =>
      `${action ?? unknown} ${text ?? ''} ${signatureOf(constraints)}`,
  );
  return texts.sort().join('\n');
}
