/** Whether a constraint holds for a use: four answers, since "nobody said" and "nobody can say" are neither yes nor no. */
import type { Atomic, Constraint, Test } from '../odrl/model.ts';
import { MEDIA_OF_CHANNEL } from '../odrl/operands.ts';
import { addDuration } from '../odrl/time.ts';
import type { Setting, UseCase } from './case.ts';

/** `missing`: the use does not state what is asked. `unknowable`: the constraint itself cannot be evaluated. */
export type Truth = 'holds' | 'fails' | 'missing' | 'unknowable';

export function evaluate(constraint: Constraint, use: UseCase, setting: Setting): Truth {
  switch (constraint.kind) {
    case 'atomic':
      return evaluateAtomic(constraint, use, setting);
    case 'broken':
      return 'unknowable';
    case 'compound': {
      const members = constraint.members.map((member) => evaluate(member, use, setting));
      // Order in time is not ours to see: for one use, `andSequence` asks no more than that all hold.
      if (constraint.operator === 'or') return anyOf(members);
      return constraint.operator === 'xone' ? oneOf(members) : allOf(members);
    }
  }
}

/** All constraints of a rule together. */
export function evaluateAll(constraints: readonly Constraint[], use: UseCase, setting: Setting): Truth {
  let worst: Truth = 'holds';
  for (const constraint of constraints) {
    const truth = evaluate(constraint, use, setting);
    if (truth === 'fails') return 'fails';
    if (truth === 'unknowable' || worst === 'holds') worst = truth;
  }
  return worst;
}

function allOf(truths: Truth[]): Truth {
  if (truths.includes('fails')) return 'fails';
  if (truths.includes('unknowable')) return 'unknowable';
  return truths.includes('missing') ? 'missing' : 'holds';
}

function anyOf(truths: Truth[]): Truth {
  if (truths.includes('holds')) return 'holds';
  if (truths.includes('unknowable')) return 'unknowable';
  return truths.includes('missing') ? 'missing' : 'fails';
}

function oneOf(truths: Truth[]): Truth {
  const holding = truths.filter((truth) => truth === 'holds').length;
  if (holding > 1) return 'fails';
  if (truths.includes('unknowable')) return 'unknowable';
  if (truths.includes('missing')) return 'missing';
  return holding === 1 ? 'holds' : 'fails';
}

function evaluateAtomic({ test, operand }: Atomic, use: UseCase, setting: Setting): Truth {
  switch (test.type) {
    case 'interval':
      return truthOf(within(use.at, test.from, test.to) !== test.negate);
    case 'since': {
      const from = test.from && addDuration(use.origin, test.from);
      const to = test.to && addDuration(use.origin, test.to);
      return truthOf(within(use.at, from, to) !== test.negate);
    }
    case 'member':
      return memberTruth(test, actualValues(operand, use, setting), operand);
    case 'unstated':
      return 'missing';
  }
}

const truthOf = (yes: boolean): Truth => (yes ? 'holds' : 'fails');

function within(at: number, from: number | undefined, to: number | undefined): boolean {
  return (from === undefined || at >= from) && (to === undefined || at < to);
}

/** A title may have several domains and a use does not say which: only when all of them agree is there an answer. */
function memberTruth(
  test: Extract<Test, { type: 'member' }>,
  actual: readonly string[] | undefined,
  operand: string,
): Truth {
  if (actual === undefined || actual.length === 0) return 'missing';
  const answers = actual.map((value) => isMember(test, value, operand) !== test.negate);
  if (answers.every((answer) => answer === answers[0])) return truthOf(answers[0] === true);
  return 'missing';
}

function isMember(
  { values, all }: Extract<Test, { type: 'member' }>,
  value: string,
  operand: string,
): boolean {
  if (all) return values.size === 1 && values.has(value);
  if (values.has(value)) return true;
  return operand === 'language' && [...values].some((range) => inRange(range, value));
}

/** Basic filtering (RFC 4647, section 3.3.1): `de` reaches `de-AT`. */
function inRange(range: string, tag: string): boolean {
  const [wide, narrow] = [range.toLowerCase(), tag.toLowerCase()];
  return narrow === wide || narrow.startsWith(`${wide}-`);
}

/** What the use says of an operand that compares names; undefined when it says nothing. */
export function actualValues(operand: string, use: UseCase, setting: Setting): readonly string[] | undefined {
  const title = use.title === undefined ? undefined : setting.titles.get(use.title);
  switch (operand) {
    case 'spatial':
      return listed(use.territory);
    case 'deliveryChannel':
      return listed(use.channel);
    case 'media':
      return listed(use.channel === undefined ? undefined : MEDIA_OF_CHANNEL[use.channel]);
    case 'purpose':
      return listed(use.purpose);
    case 'language':
      return listed(use.language);
    case 'component':
      return [use.component];
    case 'title':
      return listed(use.title);
    case 'recipient':
      return [setting.partner];
    case 'product':
      return listed(title?.kind);
    case 'virtualLocation':
      return title?.domains;
    default:
      return undefined;
  }
}

function listed(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}
