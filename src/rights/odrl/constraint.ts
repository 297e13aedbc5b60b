/** From a constraint as written to a test, or to the reason why there is none. */
import { territoryCodes } from '../territories/expand.ts';
import type { Constraint, Shown, Test } from './model.ts';
import { type OperandKind, type Operator, operandKind, operatorOf } from './operands.ts';
import { type Duration, durationOf, spanOf } from './time.ts';

export interface WrittenConstraint {
  leftOperand: string | undefined;
  operator: string | undefined;
  /** Short names; undefined when a value is no plain value. */
  values: string[] | undefined;
}

/** Never fails: what cannot be evaluated becomes a broken constraint. */
export function compileConstraint({ leftOperand, operator, values }: WrittenConstraint): Constraint {
  const rightOperand = values?.length === 1 ? values[0] : (values ?? null);
  const shown: Shown = { leftOperand: leftOperand ?? '?', operator: operator ?? '?', rightOperand };
  const broken = (why: string): Constraint => ({ kind: 'broken', why, shown });

  const kind = leftOperand === undefined ? undefined : operandKind(leftOperand);
  const known = operator === undefined ? undefined : operatorOf(operator);
  if (leftOperand === undefined || kind === undefined)
    return broken(`the operand ${shown.leftOperand} is not known`);
  if (known === undefined) return broken(`the operator ${shown.operator} is not known`);
  if (values === undefined || values.length === 0)
    return broken('it has no right operand that can be compared');
  const test = testOf(kind, known, values);
  if (typeof test === 'string') return broken(test);
  return { kind: 'atomic', operand: leftOperand, operandKind: kind, test, shown };
}

function testOf(kind: OperandKind, operator: Operator, values: string[]): Test | string {
  switch (kind) {
    case 'territory':
      return territoryTest(operator, values);
    case 'words':
      return memberTest(operator, new Set(values));
    case 'instant':
      return instantTest(operator, values);
    case 'elapsed':
      return elapsedTest(operator, values);
    case 'unstated':
      return { type: 'unstated' };
  }
}

function territoryTest(operator: Operator, names: string[]): Test | string {
  const codes = new Set<string>();
  for (const name of names) {
    const found = territoryCodes(name);
    if (!found) return `${name} is no territory that we know`;
    for (const code of found) codes.add(code);
  }
  // A country is never as wide as a set, so only membership is asked: `eq EU` holds in France.
  return memberTest(operator, codes);
}

function memberTest(operator: Operator, values: ReadonlySet<string>): Test | string {
  switch (operator) {
    case 'eq':
    case 'isA':
    case 'isPartOf':
    case 'isAnyOf':
      return { type: 'member', values, negate: false, all: false };
    case 'neq':
    case 'isNoneOf':
      return { type: 'member', values, negate: true, all: false };
    case 'isAllOf':
    case 'hasPart':
      return { type: 'member', values, negate: false, all: true };
    default:
      return `${operator} does not order names`;
  }
}

function instantTest(operator: Operator, values: string[]): Test | string {
  const span = values.length === 1 ? spanOf(values[0] ?? '') : undefined;
  if (!span) return `${values.join(', ')} is not one date or dateTime`;
  switch (operator) {
    case 'lt':
      return { type: 'interval', to: span.from, negate: false };
    case 'lteq':
      return { type: 'interval', to: span.to, negate: false };
    case 'gt':
      return { type: 'interval', from: span.to, negate: false };
    case 'gteq':
      return { type: 'interval', from: span.from, negate: false };
    case 'eq':
      return { type: 'interval', ...span, negate: false };
    case 'neq':
      return { type: 'interval', ...span, negate: true };
    default:
      return `${operator} does not compare instants`;
  }
}

function elapsedTest(operator: Operator, values: string[]): Test | string {
  const duration = values.length === 1 ? durationOf(values[0] ?? '') : undefined;
  if (!duration) return `${values.join(', ')} is not one duration`;
  const after: Duration = { months: duration.months, ms: duration.ms + 1 };
  switch (operator) {
    case 'lt':
      return { type: 'since', to: duration, negate: false };
    case 'lteq':
      return { type: 'since', to: after, negate: false };
    case 'gt':
      return { type: 'since', from: after, negate: false };
    case 'gteq':
      return { type: 'since', from: duration, negate: false };
    case 'eq':
      return { type: 'since', from: duration, to: after, negate: false };
    case 'neq':
      return { type: 'since', from: duration, to: after, negate: true };
    default:
      return `${operator} does not compare durations`;
  }
}
