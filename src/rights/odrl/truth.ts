/**
 * Evaluates constraints. There are four answers, because "not stated" and "cannot be known" are neither yes
 * nor no. Decisions of the gateway and of bare policies differ only in the source of their facts.
 */
import { widerPlaces } from '../territories/subdivisions.ts';
import { extentIn } from '../territories/within.ts';
import { amountOf } from './constraint.ts';
import type { Atomic, Constraint, Test } from './model.ts';
import { addDuration, type Duration, durationOf } from './time.ts';
import { type Unit, unitOf } from './units.ts';

/** `missing`: the use does not state the operand. `unknowable`: the constraint itself cannot be evaluated. */
export type Truth = 'holds' | 'fails' | 'missing' | 'unknowable';

export interface Facts {
  /** Instant of the use. Milliseconds, UTC; undefined: not stated. */
  readonly at: number | undefined;
  /** Instant from which elapsed time counts. Milliseconds, UTC. */
  readonly origin: number | undefined;
  /** Stated values of an operand. Several values are alternatives, of which one applies. */
  values(operand: string): readonly string[] | undefined;
  /** Unit of the stated value. Undefined: that of the constraint. */
  unit?(operand: string): string | undefined;
  /** The value is outside the vocabulary, so it may be another name of any value. */
  isUnknown?(operand: string, value: string, values: ReadonlySet<string>): boolean;
  /** Several values apply together: for `isAllOf` and `hasPart` they are one set. */
  readonly valuesTogether?: boolean;
  /** `status` in the policy replaces facts that are not stated (ODRL IM 2.2, section 2.5.1). */
  readonly trustsStatus?: boolean;
  /** The use is about to happen, so `policyUsage` has not happened yet. */
  readonly isImminentUse?: boolean;
}

export function evaluateConstraint(constraint: Constraint, facts: Facts): Truth {
  switch (constraint.kind) {
    case 'atomic':
      return evaluateAtomic(constraint, facts);
    case 'broken':
      return 'unknowable';
    case 'compound': {
      const members = constraint.members.map((member) => evaluateConstraint(member, facts));
      // A single use has no order in time: `andSequence` holds if all members do.
      if (constraint.operator === 'or') return anyOf(members);
      return constraint.operator === 'xone' ? oneOf(members) : allOf(members);
    }
  }
}

/** Truth of all constraints of a rule together. */
export function evaluateConstraints(constraints: readonly Constraint[], facts: Facts): Truth {
  let worst: Truth = 'holds';
  for (const constraint of constraints) {
    const truth = evaluateConstraint(constraint, facts);
    if (truth === 'fails') return 'fails';
    if (truth === 'unknowable' || worst === 'holds') worst = truth;
  }
  return worst;
}

export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('fails')) return 'fails';
  if (truths.includes('unknowable')) return 'unknowable';
  return truths.includes('missing') ? 'missing' : 'holds';
}

function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('holds')) return 'holds';
  if (truths.includes('unknowable')) return 'unknowable';
  return truths.includes('missing') ? 'missing' : 'fails';
}

function oneOf(truths: readonly Truth[]): Truth {
  const holding = truths.filter((truth) => truth === 'holds').length;
  if (holding > 1) return 'fails';
  if (truths.includes('unknowable')) return 'unknowable';
  if (truths.includes('missing')) return 'missing';
  return holding === 1 ? 'holds' : 'fails';
}

function evaluateAtomic({ test, operand, operandKind, display: shown }: Atomic, facts: Facts): Truth {
  switch (test.type) {
    case 'interval':
      return facts.at === undefined
        ? 'missing'
        : truthOf(within(facts.at, test.from, test.to) !== test.negate);
    case 'since':
      return sinceTruth(test, facts.values(operand), facts);
    case 'event':
      return eventTruth(test, facts);
  }
  const status = facts.trustsStatus === true && shown.status !== undefined ? [shown.status] : undefined;
  const actual = facts.values(operand) ?? status;
  if (actual === undefined || actual.length === 0) return operandKind === 'stated' ? 'unknowable' : 'missing';
  return test.type === 'member'
    ? memberTruth(test, actual, operand, facts)
    : unanimous(actual.map((value) => numberTruth(test, value, facts.unit?.(operand))));
}

const truthOf = (yes: boolean): Truth => (yes ? 'holds' : 'fails');

/** Alternatives have an answer only if all of them agree. */
function unanimous(answers: readonly Truth[]): Truth {
  const [first = 'missing'] = answers;
  return answers.every((answer) => answer === first) ? first : 'missing';
}

function within(at: number, from: number | undefined, to: number | undefined): boolean {
  return (from === undefined || at >= from) && (to === undefined || at < to);
}

function sinceTruth(
  { from, to, negate }: Extract<Test, { type: 'since' }>,
  stated: readonly string[] | undefined,
  { at, origin }: Facts,
): Truth {
  const after = (start: number, duration: Duration | undefined) => duration && addDuration(start, duration);
  if (stated !== undefined) {
    const durations = stated.map(durationOf);
    return unanimous(
      durations.map((duration) =>
        duration
          ? truthOf(within(addDuration(0, duration), after(0, from), after(0, to)) !== negate)
          : 'missing',
      ),
    );
  }
  if (at === undefined || origin === undefined) return 'missing';
  return truthOf(within(at, after(origin, from), after(origin, to)) !== negate);
}

/**
 * An event lies ahead or behind, or it is the use itself, which is about to happen. Other events are unknown.
 */
function eventTruth({ operator, events }: Extract<Test, { type: 'event' }>, facts: Facts): Truth {
  const pastEvents = facts.values('event');
  return unanimous(
    events.map((event): Truth => {
      const isImminent = pastEvents === undefined && event === 'policyUsage' && facts.isImminentUse === true;
      if (pastEvents === undefined && !isImminent) return 'missing';
      const isPast = pastEvents?.includes(event) ?? false;
      switch (operator) {
        case 'lt':
          return truthOf(!isPast);
        case 'lteq':
          return truthOf(!isPast || isImminent);
        case 'gt':
          return truthOf(isPast);
        case 'gteq':
        case 'eq':
        case 'isA':
        case 'isPartOf':
        case 'isAnyOf':
          return truthOf(isPast || isImminent);
        case 'neq':
        case 'isNoneOf':
          return truthOf(!isPast && !isImminent);
        default:
          return 'unknowable';
      }
    }),
  );
}

function memberTruth(
  test: Extract<Test, { type: 'member' }>,
  actual: readonly string[],
  operand: string,
  facts: Facts,
): Truth {
  if (test.all) {
    if (facts.valuesTogether) return allTruth(test.values, actual, operand);
    // One value is all of a set only if the set has one value.
    if (test.values.size !== 1) return 'fails';
  }
  // A title may have several domains, and a use does not say which: there is an answer only if all of them
  // agree.
  if (actual.length > 1) return unanimous(actual.map((value) => oneTruth(test, value, operand, facts)));
  return oneTruth(test, actual[0] ?? '', operand, facts);
}

/**
 * True if the stated values include all of the test's. A use in a part of a country is a use in the country.
 */
function allTruth(values: ReadonlySet<string>, actual: readonly string[], operand: string): Truth {
  const ownUnit = new Set(actual);
  if (operand !== 'spatial') return truthOf([...values].every((value) => ownUnit.has(value)));
  const wider = new Set(actual.flatMap(widerPlaces));
  return allOf(
    [...values].map((value) => {
      if (ownUnit.has(value) || wider.has(value)) return 'holds';
      return widerPlaces(value).some((place) => ownUnit.has(place)) ? 'missing' : 'fails';
    }),
  );
}

function oneTruth(
  { values, negate }: Extract<Test, { type: 'member' }>,
  value: string,
  operand: string,
  facts: Facts,
): Truth {
  if (operand === 'spatial') {
    const extent = extentIn(values, value);
    // A part of the country is named: the answer depends on the part that the use states.
    return extent === 'part' ? 'missing' : truthOf((extent === 'within') !== negate);
  }
  const member =
    values.has(value) || (operand === 'language' && [...values].some((range) => inRange(range, value)));
  if (!member && facts.isUnknown?.(operand, value, values)) return 'missing';
  return truthOf(member !== negate);
}

/** Basic filtering (RFC 4647, section 3.3.1): `de` reaches `de-AT`. */
function inRange(range: string, tag: string): boolean {
  const [wide, narrow] = [range.toLowerCase(), tag.toLowerCase()];
  return narrow === wide || narrow.startsWith(`${wide}-`);
}

function numberTruth(
  { operator, values, unit }: Extract<Test, { type: 'number' }>,
  text: string,
  statedUnit: string | undefined,
): Truth {
  const amount = amountOf(text);
  if (!amount) return 'missing';
  const ownUnit = statedUnit === undefined ? amount.unit : unitOf(statedUnit);
  if (statedUnit !== undefined && ownUnit === undefined) return 'missing';
  const value = inUnit(amount.value, ownUnit, unit);
  if (value === undefined) return 'missing';
  const [limit = 0] = values;
  switch (operator) {
    case 'lt':
      return truthOf(value < limit);
    case 'lteq':
      return truthOf(value <= limit);
    case 'gt':
      return truthOf(value > limit);
    case 'gteq':
      return truthOf(value >= limit);
    case 'neq':
    case 'isNoneOf':
      return truthOf(!values.includes(value));
    case 'isAllOf':
    case 'hasPart':
      return truthOf(values.every((amount) => amount === value));
    default:
      return truthOf(values.includes(value));
  }
}

/**
 * Converts a value to the unit of the constraint. A value without a unit is in that unit. Undefined: the
 * units do not compare.
 */
function inUnit(value: number, ownUnit: Unit | undefined, target: Unit | undefined): number | undefined {
  if (ownUnit === undefined) return value;
  if (target === undefined) return undefined;
  return ownUnit.measures === target.measures ? (value * ownUnit.factor) / target.factor : undefined;
}
