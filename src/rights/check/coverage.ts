/** Whether one rule reaches whatever another one reaches. Yes only where that is certain. */
import { implies, type Steps } from '../evaluate/exclusion.ts';
import { includesAction } from '../odrl/actions.ts';
import { signatureOf } from '../odrl/constraints.ts';
import type { Constraint, Rule } from '../odrl/model.ts';

/** Every use that `narrow` permits or forbids is one that `wide` is about: its act, target, party and constraints. */
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

/** `unknown`: what cannot be evaluated is met (as a prohibition counts it), or leaves it open (as a permission does). */
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

/** A rule that names none is about all. */
function namesWithin(narrow: readonly string[] | undefined, wide: readonly string[] | undefined): boolean {
  return wide === undefined || (narrow?.every((name) => wide.includes(name)) ?? false);
}

/** Equal for duties that ask for the same. */
export function dutiesIn(rules: readonly Rule[]): string {
  const texts = rules.map(
    ({ action, unknown, text, constraints }) =>
      `${action ?? unknown} ${text ?? ''} ${signatureOf(constraints)}`,
  );
  return texts.sort().join('\n');
}
