/** Constraints in words. Each test uses a new one, because equal ones share their cached words. */
import { describe, expect, it } from 'vitest';
import { constraintMessage } from '../../../src/rights/decide/words.ts';
import type { Atomic, Test } from '../../../src/rights/odrl/model.ts';
import type { OperandKind } from '../../../src/rights/odrl/operands.ts';
import { message } from '../../../src/rights/policy-templates.ts';

const atomic = (
  operand: string,
  operator: string,
  rightOperand: unknown,
  test: Test,
  operandKind: OperandKind = 'words',
  unit?: string,
): Atomic => ({
  kind: 'atomic',
  operand,
  operandKind,
  test,
  display: { leftOperand: operand, operator, rightOperand, ...(unit !== undefined && { unit }) },
});
const member = (negate: boolean, ...values: string[]): Test => ({
  type: 'member',
  values: new Set(values),
  negate,
  all: false,
});
const number: Test = { type: 'number', operator: 'lt', values: [5] };
const P1D = { months: 0, ms: 86_400_000 };
const DAY = '2026-11-20T00:00:00Z';

describe('a constraint', () => {
  it.each<[string, Atomic]>([
    ['in DACH', atomic('spatial', 'isAnyOf', ['deu', 'AT', 'CH'], member(false, 'DE', 'AT', 'CH'))],
    ['outside FR', atomic('spatial', 'neq', 'fra', member(true, 'FR'))],
    ['where spatial lt 5', atomic('spatial', 'lt', '5', number)],
    ['on web and app', atomic('deliveryChannel', 'isAnyOf', ['web', 'app'], member(false, 'web', 'app'))],
    ['on anything but web', atomic('deliveryChannel', 'neq', 'web', member(true, 'web'))],
    ['where purpose lt 5', atomic('purpose', 'lt', 5, number)],
    ['where industry eq press', atomic('industry', 'eq', 'press', member(false, 'press'))],
    ['where count lt 5', atomic('count', 'lt', 5, number, 'number')],
    ['where absoluteSize lt 5 px', atomic('absoluteSize', 'lt', 5, number, 'number', 'px')],
    [`from ${DAY}`, atomic('dateTime', 'gteq', DAY, { type: 'interval', from: 1, negate: false }, 'instant')],
    [`before ${DAY}`, atomic('dateTime', 'lt', DAY, { type: 'interval', to: 1, negate: false }, 'instant')],
    [
      `where dateTime eq ${DAY}`,
      atomic('dateTime', 'eq', DAY, { type: 'interval', from: 1, to: 2, negate: false }, 'instant'),
    ],
    [
      `where dateTime neq ${DAY}`,
      atomic('dateTime', 'neq', DAY, { type: 'interval', from: 1, negate: true }, 'instant'),
    ],
    [
      'more than P1D after the creation of the version',
      atomic('elapsedTime', 'gt', 'P1D', { type: 'since', from: P1D, negate: false } as Test, 'elapsed'),
    ],
    [
      'within P1D of the creation of the version',
      atomic('elapsedTime', 'lt', 'P1D', { type: 'since', to: P1D, negate: false } as Test, 'elapsed'),
    ],
    [
      'where elapsedTime eq P1D',
      atomic(
        'elapsedTime',
        'eq',
        'P1D',
        { type: 'since', from: P1D, to: P1D, negate: false } as Test,
        'elapsed',
      ),
    ],
    [
      'where elapsedTime neq P1D',
      atomic('elapsedTime', 'neq', 'P1D', { type: 'since', from: P1D, negate: true } as Test, 'elapsed'),
    ],
  ])('reads %s', (words, constraint) => {
    expect(constraintMessage({ ...constraint }).text).toBe(words);
  });

  it('that cannot be evaluated reads as it is written', () => {
    const shown = { leftOperand: 'spatial', operator: 'like', rightOperand: ['a', 'b'] };
    expect(constraintMessage({ kind: 'broken', why: message('broken.no_value'), display: shown }).text).toBe(
      'where spatial like a and b',
    );
  });
});
