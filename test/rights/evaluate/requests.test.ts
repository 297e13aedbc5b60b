/** Contents of a request and a state: unreadable parts are not stated. */
import { describe, expect, it } from 'vitest';
import type { PolicyRequest, PolicyState } from '../../../src/rights/evaluate/types.ts';
import { evaluatePolicy } from '../../../src/rights/index.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set } from '../fixtures.ts';

const evaluate = (permission: OdrlJson, request: object = {}, state: object = {}) =>
  evaluatePolicy(
    set({ permission: { action: 'display', ...permission } }),
    { action: 'display', ...request } as PolicyRequest,
    state as PolicyState,
  );
const under = (leftOperand: string, operator: string, rightOperand: unknown, unit?: string) => {
  const constraint = { leftOperand, operator, rightOperand, ...(unit !== undefined && { unit }) };
  return (value: unknown, request: object = {}) =>
    evaluate({ constraint }, { context: { [leftOperand]: value }, ...request }).code;
};

describe('an action', () => {
  it('may be a node, and is nothing else', () => {
    expect(evaluate({}, { action: { '@id': 'odrl:display' } }).decision).toBe('permit');
    for (const action of [5, null, undefined, ['display'], { value: 'display' }])
      expect(evaluate({}, { action }).code).toBe('not_permitted');
  });
});

describe('a value', () => {
  it.each([
    'news',
    { '@value': 'news' },
    { '@id': 'news' },
    { value: 'news' },
    ['news'],
    ['news', { value: 'news' }],
  ])('is read from %j', (value) => {
    expect(under('purpose', 'eq', 'news')(value)).toBe('permitted');
  });

  it.each([true, false, 7])('is text where it is %j', (value) => {
    expect(under('purpose', 'eq', String(value))(value)).toBe('permitted');
  });

  it.each([null, {}, [], { value: null }, ['ads', null]])('is not stated by %j', (value) => {
    expect(under('purpose', 'neq', 'news')(value)).toBe('indeterminate');
    expect(under('purpose', 'eq', 'null')(value)).toBe('indeterminate');
  });

  it('may be stated under any spelling of its operand', () => {
    const constraint = { leftOperand: 'purpose', operator: 'eq', rightOperand: 'news' };
    for (const key of ['purpose', 'odrl:purpose', 'http://www.w3.org/ns/odrl/2/purpose'])
      expect(evaluate({ constraint }, { context: { [key]: 'news' } }).decision).toBe('permit');
  });

  it('is no part of a context that is none', () => {
    for (const context of [null, 'purpose', ['purpose'], 7])
      expect(
        evaluate({ constraint: { leftOperand: 'purpose', operator: 'eq', rightOperand: 'a' } }, { context })
          .code,
      ).toBe('indeterminate');
  });
});

describe('an amount', () => {
  const upToOneMegabyte = under('absoluteSize', 'lteq', 1, 'MB');

  it('without a unit is one in the unit of the constraint', () => {
    expect(upToOneMegabyte({ value: 1 })).toBe('permitted');
    expect(upToOneMegabyte({ value: 2 })).toBe('not_permitted');
  });

  it('with a unit that is none is not stated', () => {
    for (const unit of [7, null, 'furlong'])
      expect(upToOneMegabyte({ value: 1, unit })).toBe('indeterminate');
  });

  it('may be several in one unit, and not in two', () => {
    const kilobytes = (...values: number[]) => values.map((value) => ({ value, unit: 'kB' }));
    expect(upToOneMegabyte(kilobytes(900, 800))).toBe('permitted');
    expect(upToOneMegabyte(kilobytes(900, 1_100))).toBe('indeterminate');
    expect(upToOneMegabyte(kilobytes(1_200, 1_100))).toBe('not_permitted');
    expect(upToOneMegabyte([...kilobytes(900), { value: 0.5, unit: 'MB' }])).toBe('indeterminate');
  });
});

describe('a place', () => {
  it('that nobody knows leaves nothing of the others', () => {
    const outsideJapan = under('spatial', 'neq', 'JP');
    expect(outsideJapan(['DE', 'AT'])).toBe('permitted');
    expect(outsideJapan(['DE', 'Atlantis'])).toBe('indeterminate');
    expect(outsideJapan(['DACH', 'FR'])).toBe('permitted');
  });
});

describe('an instant', () => {
  const since2000 = under('dateTime', 'gteq', '2000-01-01');
  const at = Date.parse('2026-11-20T12:00:00Z');

  it('is the one that the context states, and no other in its place', () => {
    expect(since2000('1999-12-31', { at })).toBe('not_permitted');
    expect(since2000('2026-01-01', { at: 0 })).toBe('permitted');
    for (const odd of ['soon', [], ['2026-01-01', '2026-01-02'], ['2026-01-01', 'soon']])
      expect(since2000(odd, { at })).toBe('indeterminate');
  });

  it('is a number of milliseconds, and nothing else', () => {
    const constraint = { leftOperand: 'dateTime', operator: 'gteq', rightOperand: '2000-01-01' };
    expect(evaluate({ constraint }, { at }).code).toBe('permitted');
    for (const odd of ['2026-01-01', 1e300, null])
      expect(evaluate({ constraint }, { at: odd }).code).toBe('indeterminate');
    // JSON has no such number.
    expect(evaluate({ constraint }, { at: Number.NaN }).code).toBe('policy_void');
  });

  it('has a day of the week, unless one is stated', () => {
    const constraint = { leftOperand: 'dayOfWeek', operator: 'eq', rightOperand: 'Friday' };
    const on = (request: object) => evaluate({ constraint }, request).code;
    expect(on({ at })).toBe('permitted');
    expect(on({ at: at + 86_400_000 })).toBe('not_permitted');
    expect(on({ at, context: { dayOfWeek: 'Sunday' } })).toBe('not_permitted');
    expect(on({})).toBe('indeterminate');
  });

  it('gives no other operand a value', () => {
    const constraint = { leftOperand: 'purpose', operator: 'eq', rightOperand: 'Friday' };
    expect(evaluate({ constraint }, { at }).code).toBe('indeterminate');
  });
});

describe('a party or thing', () => {
  const ours = { target: 'urn:all' };

  it.each<[unknown, string]>([
    ['urn:all', 'permitted'],
    [{ '@id': 'urn:all' }, 'permitted'],
    [{ uid: 'urn:all' }, 'permitted'],
    [{ uid: 'urn:one', partOf: 'urn:all' }, 'permitted'],
    [{ uid: 'urn:one', 'odrl:partOf': { '@id': 'urn:all' } }, 'permitted'],
    [{ uid: 'urn:one', partOf: ['urn:some', 'urn:all'] }, 'permitted'],
    [{ uid: 'urn:one', partOf: [5, null, 'urn:some'] }, 'not_permitted'],
    [{ uid: 'urn:one' }, 'not_permitted'],
    ['', 'indeterminate'],
    [{}, 'indeterminate'],
    [{ partOf: 'urn:all' }, 'indeterminate'],
    [7, 'indeterminate'],
    [['urn:all'], 'indeterminate'],
  ])('is read from %j: %s', (target, code) => {
    expect(evaluate(ours, { target }).code).toBe(code);
  });
});

describe('a state', () => {
  const owing = { duty: { uid: 'urn:d', action: 'inform' } };

  it('says what was done in a list of texts, and is passed over where it is none', () => {
    expect(evaluate(owing, {}, { performed: [5, null, 'urn:d'] }).decision).toBe('permit');
    for (const performed of ['urn:d', null, { 0: 'urn:d' }, [['urn:d']]])
      expect(evaluate(owing, {}, { performed }).code).toBe('duty_unfulfilled');
  });

  it('says what belongs to what, and is passed over where it does not', () => {
    const target = 'urn:one';
    for (const partOf of [{ 'urn:one': 'urn:all' }, { 'urn:one': [5, 'urn:all'] }])
      expect(evaluate({ target: 'urn:all' }, { target }, { partOf }).decision).toBe('permit');
    for (const partOf of [null, 'urn:all', ['urn:all'], { 'urn:one': 7 }])
      expect(evaluate({ target: 'urn:all' }, { target }, { partOf }).code).toBe('not_permitted');
  });

  it('vouches for profiles and brings policies in lists', () => {
    const profile = { profile: 'urn:profile', permission: { action: 'display' } };
    const code = (profiles: unknown) =>
      evaluatePolicy(set(profile), { action: 'display' }, { profiles } as PolicyState).code;
    expect(code([5, 'urn:profile'])).toBe('permitted');
    expect(code('urn:profile')).toBe('policy_void');
    const child = set({ inheritFrom: 'urn:parent', permission: { action: 'print' } });
    const parent = { uid: 'urn:parent', permission: { action: 'display' } };
    const under = (policies: unknown) =>
      evaluatePolicy(child, { action: 'display' }, { policies } as PolicyState).code;
    expect(under([parent])).toBe('permitted');
    expect(under(parent)).toBe('policy_void');
  });

  it('may be missing, as the request may', () => {
    const policy = set({ permission: { action: 'display' } });
    expect(evaluatePolicy(policy, { action: 'display' }, null as never).decision).toBe('permit');
    expect(evaluatePolicy(policy, null as never)).toMatchObject({
      decision: 'deny',
      code: 'not_permitted',
      rules: [{ reason: 'The action is not known' }],
    });
  });

  it('and a request are bounded, as the policy is', () => {
    const many = Array.from({ length: 20_001 }, () => 1);
    for (const stopped of [
      evaluate({}, { context: { purpose: many } }),
      evaluate({}, {}, { performed: many }),
    ]) {
      expect(stopped).toMatchObject({ decision: 'deny', code: 'policy_void', rules: [] });
      expect(stopped.faults).toEqual([{ path: '', message: stopped.reason }]);
      expect(stopped.reason).toContain('values');
    }
  });
});

describe('a rule without an action', () => {
  it('is one of every action in a policy that is asked about', () => {
    expect(evaluatePolicy(set({ permission: {} }), { action: 'print' }).decision).toBe('permit');
  });
});
