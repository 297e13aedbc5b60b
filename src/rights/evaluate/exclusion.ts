/**
 * Compares two constraints without a use: whether they exclude each other, and whether one implies the other.
 * The answer is yes only if that is certain.
 */
import type { Atomic, Compound, Constraint, Test } from '../odrl/model.ts';
import { extentIn } from '../territories/within.ts';
import { areApart, liesIn, rangeOf } from './ranges.ts';

/** Budget of comparisons, so that a hostile policy costs no more than a large one. */
export interface Steps {
  left: number;
}

/** True if no use meets both. */
export function exclude(constraint: Constraint, other: Constraint, steps: Steps): boolean {
  steps.left -= 1;
  if (steps.left <= 0 || constraint.kind === 'broken' || other.kind === 'broken') return false;
  if (other.kind === 'compound') return ofMembers(other, (member) => exclude(constraint, member, steps));
  if (constraint.kind === 'compound') return ofMembers(constraint, (member) => exclude(member, other, steps));
  return (
    comparable(constraint, other) && testsExclude(constraint.test, other.test, constraint.operand, steps)
  );
}

/** True if every use that meets `narrow` meets `wide`. */
export function implies(narrow: Constraint, wide: Constraint, steps: Steps): boolean {
  steps.left -= 1;
  if (steps.left <= 0 || narrow.kind === 'broken' || wide.kind === 'broken') return false;
  if (narrow === wide) return true;
  if (wide.kind === 'compound' && wide.operator !== 'xone') {
    const isImplied = (member: Constraint) => implies(narrow, member, steps);
    if (wide.operator === 'or' ? wide.members.some(isImplied) : wide.members.every(isImplied)) return true;
  }
  if (narrow.kind === 'compound') return ofMembers(narrow, (member) => implies(member, wide, steps));
  return (
    wide.kind === 'atomic' &&
    (comparable(narrow, wide)
      ? testImplies(narrow.test, wide.test, narrow.operand, steps)
      : areEqual(narrow, wide))
  );
}

/** Of an alternative, all members must have the property; of a conjunction, one is enough. */
function ofMembers({ operator, members }: Compound, holds: (member: Constraint) => boolean): boolean {
  return operator === 'or' || operator === 'xone' ? members.every(holds) : members.some(holds);
}

/** A `status` of the policy replaces the stated value, so such constraints are not comparable. */
function comparable(one: Atomic, other: Atomic): boolean {
  const stated = one.display.status ?? other.display.status;
  return one.operand === other.operand && stated === undefined;
}

function areEqual(one: Atomic, other: Atomic): boolean {
  return one.operand === other.operand && JSON.stringify(one.display) === JSON.stringify(other.display);
}

function testsExclude(test: Test, other: Test, operand: string, steps: Steps): boolean {
  if (test.type === 'member' && other.type === 'member') {
    steps.left -= test.values.size + other.values.size;
    return setsExclude(test, other, operand) || setsExclude(other, test, operand);
  }
  const [left, right] = [rangeOf(test), rangeOf(other)];
  if (!left || !right || (left.negate && right.negate)) return false;
  if (left.negate) return liesIn(right.range, left.range);
  return right.negate ? liesIn(left.range, right.range) : areApart(left.range, right.range);
}

function testImplies(narrow: Test, wide: Test, operand: string, steps: Steps): boolean {
  if (narrow.type === 'member' && wide.type === 'member') {
    steps.left -= narrow.values.size + wide.values.size;
    return setImplies(narrow, wide, operand);
  }
  if (narrow.type === 'event' && wide.type === 'event')
    return narrow.operator === wide.operator && narrow.events.join('\n') === wide.events.join('\n');
  const [inner, outer] = [rangeOf(narrow), rangeOf(wide)];
  if (!inner || !outer) return sameAmounts(narrow, wide);
  if (inner.negate) return outer.negate && liesIn(outer.range, inner.range);
  return outer.negate ? areApart(inner.range, outer.range) : liesIn(inner.range, outer.range);
}

function sameAmounts(test: Test, other: Test): boolean {
  if (test.type !== 'number' || other.type !== 'number') return false;
  const unit = test.unit?.measures === other.unit?.measures && test.unit?.factor === other.unit?.factor;
  return unit && test.operator === other.operator && test.values.join() === other.values.join();
}

type Member = Extract<Test, { type: 'member' }>;

function setsExclude(test: Member, other: Member, operand: string): boolean {
  if (test.negate || test.all || other.all) return false;
  // Disjoint from the values that the other requires, or within those that it excludes.
  const excluding = other.negate ? 'within' : 'outside';
  return [...test.values].every((value) => extentOf(value, other.values, operand) === excluding);
}

function setImplies(narrow: Member, wide: Member, operand: string): boolean {
  if (narrow.all || wide.all)
    return narrow.all === wide.all && narrow.negate === wide.negate && equalSets(narrow.values, wide.values);
  const every = (values: ReadonlySet<string>, within: ReadonlySet<string>, extent: 'within' | 'outside') =>
    [...values].every((value) => extentOf(value, within, operand) === extent);
  if (!narrow.negate) return every(narrow.values, wide.values, wide.negate ? 'outside' : 'within');
  return wide.negate && every(wide.values, narrow.values, 'within');
}

function equalSets(set: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return set.size === other.size && [...set].every((value) => other.has(value));
}

/** Relation of a value to a set: territories contain territories, languages their regional forms. */
function extentOf(value: string, set: ReadonlySet<string>, operand: string): 'within' | 'outside' | 'part' {
  if (operand === 'spatial') return extentIn(set, value);
  if (set.has(value)) return 'within';
  if (operand !== 'language') return 'outside';
  const reaches = (wide: string, narrow: string) =>
    `${narrow}-`.toLowerCase().startsWith(`${wide}-`.toLowerCase());
  if ([...set].some((range) => reaches(range, value))) return 'within';
  return [...set].some((range) => reaches(value, range)) ? 'part' : 'outside';
}
