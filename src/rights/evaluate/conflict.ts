/** Permissions and prohibitions of one policy that clash (ODRL IM 2.2, section 2.10), whatever is requested. */

import { CONFLICT_STEPS_MAX } from '../limits.ts';
import { includesAction } from '../odrl/actions.ts';
import type { Atomic, Constraint, Policy, Rule, Test } from '../odrl/model.ts';
import { addDuration } from '../odrl/time.ts';
import { extentIn } from '../territories/within.ts';

export interface Clash {
  permission: Rule;
  prohibition: Rule;
}

/**
 * The first pair that some use would meet both of: same action or one included in the other, no different targets or
 * assignees, and no constraint of the one that excludes one of the other. `'too many'`: more pairs than we look at.
 */
export function firstClash({ permissions, prohibitions }: Policy): Clash | 'too many' | undefined {
  const steps = { left: CONFLICT_STEPS_MAX };
  for (const permission of permissions)
    for (const prohibition of prohibitions) {
      steps.left -= 1;
      if (clash(permission, prohibition, steps)) return { permission, prohibition };
      if (steps.left <= 0) return 'too many';
    }
  return undefined;
}

interface Steps {
  left: number;
}

function clash(permission: Rule, prohibition: Rule, steps: Steps): boolean {
  return (
    grants(permission) &&
    sameAction(permission, prohibition) &&
    overlap(permission.targets, prohibition.targets) &&
    overlap(permission.assignees, prohibition.assignees) &&
    !permission.constraints.some((one) => prohibition.constraints.some((other) => exclude(one, other, steps)))
  );
}

/** A permission that can never hold clashes with nothing. */
function grants({ action, unknown, constraints }: Rule): boolean {
  return (action !== undefined || unknown === null) && !constraints.some(({ kind }) => kind === 'broken');
}

function sameAction(permission: Rule, prohibition: Rule): boolean {
  const [one, other] = [permission.action, prohibition.action];
  if (one === undefined || other === undefined) return true;
  return includesAction(one, other) || includesAction(other, one);
}

/** A rule that names none is about all. Whether two collections share a member is not known here. */
function overlap(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return one === undefined || other === undefined || one.some((name) => other.includes(name));
}

/** Whether no single use meets both. False where that is not certain. */
function exclude(one: Constraint, other: Constraint, steps: Steps): boolean {
  steps.left -= 1;
  if (steps.left <= 0 || one.kind === 'broken' || other.kind === 'broken') return false;
  if (other.kind === 'compound') return excludesCompound(other, (member) => exclude(one, member, steps));
  if (one.kind === 'compound') return excludesCompound(one, (member) => exclude(member, other, steps));
  return one.operand === other.operand && excludeTests(one, other, steps);
}

function excludesCompound(
  { operator, members }: Extract<Constraint, { kind: 'compound' }>,
  excluded: (member: Constraint) => boolean,
): boolean {
  return operator === 'or' || operator === 'xone' ? members.every(excluded) : members.some(excluded);
}

function excludeTests({ test: one, operand }: Atomic, { test: other }: Atomic, steps: Steps): boolean {
  if (one.type === 'member' && other.type === 'member') {
    steps.left -= one.values.size + other.values.size;
    return excludeSets(one, other, operand) || excludeSets(other, one, operand);
  }
  const [range, against] = [rangeOf(one), rangeOf(other)];
  if (!range || !against || range.measures !== against.measures) return false;
  return range.to <= against.from || against.to <= range.from;
}

type Member = Extract<Test, { type: 'member' }>;

function excludeSets(one: Member, other: Member, operand: string): boolean {
  if (one.negate || one.all || other.all || operand === 'language') return false;
  const inside = (value: string) =>
    operand === 'spatial' ? extentIn(other.values, value) : other.values.has(value) ? 'within' : 'outside';
  // Disjoint from what the other asks for, or wholly within what it takes out.
  const apart = other.negate ? 'within' : 'outside';
  return [...one.values].every((value) => inside(value) === apart);
}

interface Range {
  /** First value in, first value out. */
  from: number;
  to: number;
  measures: string;
}

/** Between two representable numbers there is none: half-open on both kinds of scale. */
function rangeOf(test: Test): Range | undefined {
  if (test.type === 'interval' && !test.negate)
    return { from: test.from ?? -Infinity, to: test.to ?? Infinity, measures: 'instant' };
  if (test.type === 'since' && !test.negate)
    return {
      from: test.from ? addDuration(0, test.from) : -Infinity,
      to: test.to ? addDuration(0, test.to) : Infinity,
      measures: 'elapsed',
    };
  return test.type === 'number' ? numberRange(test) : undefined;
}

function numberRange({ operator, values, unit }: Extract<Test, { type: 'number' }>): Range | undefined {
  const factor = unit?.factor ?? 1;
  const [value = 0] = values;
  const limit = value * factor;
  const after = limit + Math.abs(limit) * Number.EPSILON + Number.MIN_VALUE;
  const range = (from: number, to: number) => ({ from, to, measures: unit?.measures ?? 'number' });
  switch (operator) {
    case 'lt':
      return range(-Infinity, limit);
    case 'lteq':
      return range(-Infinity, after);
    case 'gt':
      return range(after, Infinity);
    case 'gteq':
      return range(limit, Infinity);
    case 'eq':
      return values.length === 1 ? range(limit, after) : undefined;
    default:
      return undefined;
  }
}
