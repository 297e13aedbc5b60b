/** Compiles a written constraint to a test, or to the reason why there is none. */

import { getOrInsert } from '../get-or-insert.ts';
import { CONSTRAINTS_CACHED_MAX, CONSTRAINTS_CACHED_VALUES_MAX } from '../limits.ts';
import { BoundedMap } from '../lru.ts';
import { Message, type Parameter } from '../message.ts';
import { message, messageOf } from '../policy-templates.ts';
import { expandTerritories } from '../territories/expand.ts';
import type { Constraint, ConstraintDisplay, Test } from './model.ts';
import { withSuggestion } from './nearest.ts';
import {
  OPERANDS,
  OPERATOR_WORDS,
  OPERATORS,
  type OperandKind,
  type Operator,
  operandKind,
  operatorOf,
  sameName,
} from './operands.ts';
import { type Duration, durationOf, spanOf } from './time.ts';
import { type Unit, unitOf } from './units.ts';

export interface WrittenConstraint {
  leftOperand: string | undefined;
  operator: string | undefined;
  /** Short names. Undefined: a value is not a plain value. */
  values: string[] | undefined;
  unit?: string | undefined;
  status?: string | undefined;
  /** The right operand is a `rightOperandReference`, which is not followed. */
  isElsewhere?: boolean;
}

/**
 * Equal constraints are one object. Licenses of an agency repeat channels, territories and terms, so a
 * thousand of them take little more memory, and processor cache, than one.
 */
const cache = new BoundedMap<Constraint>({
  entriesMax: CONSTRAINTS_CACHED_MAX,
  weightMax: CONSTRAINTS_CACHED_VALUES_MAX,
  weigh: (constraint) =>
    constraint.kind === 'atomic' && constraint.test.type === 'member' ? constraint.test.values.size : 1,
});

/**
 * Compiles a constraint; equal ones get the same object. Never fails: a constraint that cannot be evaluated
 * becomes a broken one.
 */
export function compileConstraint(written: WrittenConstraint): Constraint {
  const { leftOperand, operator, values, unit, status, isElsewhere } = written;
  const key = JSON.stringify([leftOperand, operator, values, unit, status, isElsewhere]);
  return getOrInsert(cache, key, () => compile(written));
}

function compile(written: WrittenConstraint): Constraint {
  const { values, unit } = written;
  const leftOperand = written.leftOperand === undefined ? undefined : sameName(written.leftOperand);
  const operator = written.operator === undefined ? undefined : sameName(written.operator);
  const shown: ConstraintDisplay = {
    leftOperand: leftOperand ?? '?',
    operator: operator ?? '?',
    rightOperand: values?.length === 1 ? values[0] : values?.length ? values : null,
    ...(unit !== undefined && { unit }),
    ...(written.status !== undefined && { status: written.status }),
  };
  const broken = (why: Message): Constraint => ({ kind: 'broken', why, display: shown });

  const kind = leftOperand === undefined ? undefined : operandKind(leftOperand);
  const knownOperator = operator === undefined ? undefined : operatorOf(operator);
  if (leftOperand === undefined || kind === undefined)
    return broken(
      withSuggestion(message('broken.operand', { operand: shown.leftOperand }), shown.leftOperand, OPERANDS),
    );
  if (knownOperator === undefined)
    return broken(
      withSuggestion(
        message('broken.operator', { operator: shown.operator }),
        shown.operator,
        OPERATORS,
        OPERATOR_WORDS,
      ),
    );
  if (written.isElsewhere || values === undefined || values.length === 0)
    return broken(message('broken.no_value'));
  const measure = unit === undefined ? undefined : unitOf(unit);
  if (unit !== undefined && measure === undefined) return broken(message('broken.unit', { unit }));
  const test = testOf(kind, knownOperator, values, measure);
  if (test instanceof Message) return broken(test);
  return { kind: 'atomic', operand: leftOperand, operandKind: kind, test, display: shown };
}

function testOf(kind: OperandKind, operator: Operator, values: string[], unit?: Unit): Test | Message {
  switch (kind) {
    case 'territory':
      return territoryTest(operator, values);
    case 'words':
      return memberTest(operator, new Set(values));
    case 'instant':
      return instantTest(operator, values);
    case 'elapsed':
      return elapsedTest(operator, values);
    case 'number':
      return numberTest(operator, values, unit) ?? message('broken.no_number', { values: listOf(values) });
    case 'free':
    case 'stated':
      return numberTest(operator, values, unit) ?? memberTest(operator, new Set(values));
    case 'event':
      return { type: 'event', operator, events: values };
  }
}

const listOf = (list: string[]): Parameter => ({ list, joint: 'comma' });

function territoryTest(operator: Operator, names: string[]): Test | Message {
  const codes = expandTerritories(names);
  if (!codes.ok)
    return message('broken.places', { reasons: { list: codes.reason.map(messageOf), joint: 'semicolon' } });
  // A country is never as wide as a set, so only membership is tested: `eq EU` holds in France.
  return memberTest(operator, codes.value);
}

function memberTest(operator: Operator, values: ReadonlySet<string>): Test | Message {
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
      return message('broken.names', { operator });
  }
}

const ORDERING: ReadonlySet<Operator> = new Set(['lt', 'lteq', 'gt', 'gteq']);

/** Undefined: one of the values is not a number. */
function numberTest(operator: Operator, values: string[], unit?: Unit): Test | Message | undefined {
  const amounts = values.map(amountOf);
  if (!amounts.every((amount) => amount !== undefined)) return undefined;
  if (ORDERING.has(operator) && amounts.length > 1) return message('broken.one_number', { operator });
  const units = amounts.map(({ unit: ownUnit }) => ownUnit ?? unit);
  if (units.some((unit) => unit?.measures !== units[0]?.measures)) return message('broken.kinds');
  const [unitOfFirst] = units;
  const measure = unitOfFirst && { unit: unitOfFirst };
  return { type: 'number', operator, values: amounts.map(({ value }) => value), ...measure };
}

const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,9})?$/;
const MILLISECONDS = unitOf('ms');

/** Reads a decimal number, or a duration of fixed length in milliseconds. Undefined: neither. */
export function amountOf(text: string): { value: number; unit?: Unit } | undefined {
  if (NUMBER.test(text)) return { value: Number(text) };
  const duration = durationOf(text);
  if (!duration || duration.months > 0 || !MILLISECONDS) return undefined;
  return { value: duration.ms, unit: MILLISECONDS };
}

function instantTest(operator: Operator, values: string[]): Test | Message {
  const span = values.length === 1 ? spanOf(values[0] ?? '') : undefined;
  if (!span) return message('broken.no_date', { values: listOf(values) });
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
      return message('broken.instants', { operator });
  }
}

function elapsedTest(operator: Operator, values: string[]): Test | Message {
  const duration = values.length === 1 ? durationOf(values[0] ?? '') : undefined;
  if (!duration) return message('broken.no_duration', { values: listOf(values) });
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
      return message('broken.durations', { operator });
  }
}
