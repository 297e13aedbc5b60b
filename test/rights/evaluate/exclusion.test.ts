/** Certain relations of two constraints: exclusion and implication. */
import { describe, expect, it } from 'vitest';
import { clashes, firstClash } from '../../../src/rights/evaluate/conflict.ts';
import { exclude, implies } from '../../../src/rights/evaluate/exclusion.ts';
import { endOf } from '../../../src/rights/evaluate/ranges.ts';
import { compileConstraint } from '../../../src/rights/odrl/constraint.ts';
import type { Constraint } from '../../../src/rights/odrl/model.ts';
import { readPolicy } from '../../../src/rights/odrl/parse.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set, unwrap } from '../fixtures.ts';

/**
 * `purpose isAnyOf a,b`, `count lt 5 px`, `count lt 5 =3`: operand, operator, values, and a unit or a status.
 */
function atom(text: string): Constraint {
  const [leftOperand, operator, values = '', more = ''] = text.split(' ');
  return compileConstraint({
    leftOperand,
    operator,
    values: values.split(','),
    ...(more.startsWith('=') ? { status: more.slice(1) } : more !== '' && { unit: more }),
  });
}
const compound = (
  operator: 'and' | 'or' | 'xone' | 'andSequence',
  ...members: (string | Constraint)[]
): Constraint => ({
  kind: 'compound',
  operator,
  members: members.map((member) => (typeof member === 'string' ? atom(member) : member)),
});
/** A copy, because equal constraints are one object in a process, which must not be the reason. */
const of = (constraint: string | Constraint) =>
  structuredClone(typeof constraint === 'string' ? atom(constraint) : constraint);
const steps = () => ({ left: 1_000 });

describe('two constraints exclude each other', () => {
  const both = (one: string | Constraint, other: string | Constraint) => [
    exclude(of(one), of(other), steps()),
    exclude(of(other), of(one), steps()),
  ];

  it.each([
    ['purpose eq a', 'purpose eq b'],
    ['purpose isAnyOf a,b', 'purpose isAnyOf c,d'],
    ['purpose isAnyOf a,b', 'purpose isNoneOf a,b,c'],
    ['spatial eq DE', 'spatial eq JP'],
    ['spatial eq DE-BY', 'spatial isNoneOf DE'],
    ['spatial isPartOf DACH', 'spatial isNoneOf EU,CH'],
    ['language eq de', 'language eq fr'],
    ['language eq de', 'language eq den'],
    ['language eq de-AT', 'language neq DE'],
    ['count lt 5', 'count gteq 5'],
    ['count lteq 5', 'count gt 5'],
    ['count eq 5', 'count eq 6'],
    ['count eq 5', 'count gt 5'],
    ['count eq 5', 'count lt 5'],
    ['count eq 5', 'count neq 5'],
    ['count isA 5', 'count isNoneOf 5'],
    ['count eq -5', 'count gt -5'],
    ['count eq 0', 'count gt 0'],
    ['absoluteSize lt 5 px', 'absoluteSize gteq 5 px'],
    ['dateTime lt 2026-06-01', 'dateTime gteq 2026-06-01'],
    ['dateTime lteq 2026-06-01', 'dateTime gt 2026-06-01'],
    ['dateTime eq 2026-06-01', 'dateTime eq 2026-06-02'],
    ['dateTime eq 2026-06-01', 'dateTime neq 2026-06-01'],
    ['elapsedTime lt P1D', 'elapsedTime gteq P1D'],
    ['elapsedTime lteq P1D', 'elapsedTime gt P1D'],
    ['elapsedTime eq P1D', 'elapsedTime neq P1D'],
    ['elapsedTime lt P1M', 'elapsedTime gteq P1M'],
    ['elapsedTime lt P28D', 'elapsedTime gteq P1M'],
    ['elapsedTime lt P1M', 'elapsedTime gteq P31D'],
  ])('exclude each other for certain: %s, %s', (one, other) => {
    expect(both(one, other)).toEqual([true, true]);
  });

  it.each([
    ['purpose eq a', 'purpose eq a'],
    ['purpose eq a', 'industry eq b'],
    ['purpose isAnyOf a,b', 'purpose isAnyOf b,c'],
    ['purpose isAnyOf a,c', 'purpose isNoneOf a'],
    ['purpose neq a', 'purpose neq b'],
    ['purpose isAllOf a', 'purpose eq b'],
    ['purpose isAllOf a', 'purpose isAllOf b'],
    ['spatial eq DE', 'spatial eq DE-BY'],
    ['spatial eq DE', 'spatial isNoneOf DE-BY'],
    ['language eq de', 'language eq de-AT'],
    ['language eq DE', 'language eq de'],
    ['language eq de', 'language neq de-AT'],
    ['purpose eq de', 'purpose eq de'],
    ['count lteq 5', 'count gteq 5'],
    ['count eq 5', 'count lteq 5'],
    ['count lt 5', 'count neq 7'],
    ['count neq 5', 'count neq 5'],
    ['count neq 5', 'count neq 6'],
    ['dateTime neq 2026-06-01', 'dateTime neq 2026-06-01'],
    ['language eq de', 'language isAnyOf fr,de-AT'],
    ['language eq de-AT', 'language isAnyOf fr,de'],
    ['count isAnyOf 1,2', 'count eq 3'],
    ['count isNoneOf 1,2', 'count eq 1'],
    ['absoluteSize lt 5 px', 'absoluteSize gteq 5 cm'],
    ['absoluteSize lt 5', 'absoluteSize gteq 5 px'],
    ['meteredTime lt 1 s', 'meteredTime gteq 1000 ms'],
    ['dateTime lteq 2026-06-01', 'dateTime gteq 2026-06-01'],
    ['dateTime lt 2026-06-01', 'dateTime gt 2026-01-01'],
    ['elapsedTime lteq P1D', 'elapsedTime gteq P1D'],
    ['elapsedTime lt P29D', 'elapsedTime gteq P1M'],
    ['elapsedTime lt P1M', 'elapsedTime gteq P30D'],
    ['version eq a', 'version eq 2'],
    ['event lt e', 'event gt e'],
    ['moonPhase eq a', 'moonPhase eq b'],
    ['count lt 5 =1', 'count gteq 5'],
  ])('do not exclude each other for certain: %s, %s', (one, other) => {
    expect(both(one, other)).toEqual([false, false]);
  });

  it.each<[boolean, Constraint, string | Constraint]>([
    [true, compound('or', 'purpose eq a', 'purpose eq b'), 'purpose eq c'],
    [false, compound('or', 'purpose eq a', 'purpose eq c'), 'purpose eq c'],
    [true, compound('xone', 'purpose eq a', 'purpose eq b'), 'purpose eq c'],
    [false, compound('xone', 'purpose eq a', 'purpose eq c'), 'purpose eq c'],
    [true, compound('and', 'purpose eq a', 'count lt 5'), 'purpose eq c'],
    [true, compound('andSequence', 'count lt 5', 'purpose eq a'), 'purpose eq c'],
    [false, compound('and', 'purpose eq c', 'count lt 5'), 'purpose eq c'],
    [true, compound('or', 'purpose eq a', 'purpose eq b'), compound('or', 'purpose eq c', 'purpose eq d')],
    [false, compound('or', 'purpose eq a', 'purpose eq b'), compound('or', 'purpose eq b', 'purpose eq d')],
    [true, compound('and', compound('or', 'purpose eq a', 'purpose eq b'), 'count lt 5'), 'count gteq 5'],
  ])('compares the members of compounds: %s (%#)', (answer, constraint, other) => {
    expect(both(constraint, other)).toEqual([answer, answer]);
  });

  it('as far as steps are left', () => {
    const left = (count: number) => exclude(atom('purpose eq a'), atom('purpose eq b'), { left: count });
    expect([left(0), left(1), left(2)]).toEqual([false, false, true]);
    const spent = { left: 100 };
    exclude(atom('purpose isAnyOf a,b,c'), atom('purpose isAnyOf d,e'), spent);
    expect(spent.left).toBe(94);
  });
});

describe('one constraint implies another', () => {
  it.each([
    ['purpose eq a', 'purpose isAnyOf a,b'],
    ['purpose eq a', 'purpose neq b'],
    ['purpose isNoneOf a,b', 'purpose neq a'],
    ['purpose isAllOf a,b', 'purpose isAllOf b,a'],
    ['spatial eq DE-BY', 'spatial eq DE'],
    ['spatial eq DE', 'spatial isPartOf EU'],
    ['spatial eq JP', 'spatial isNoneOf EU'],
    ['spatial isNoneOf EU', 'spatial neq DE'],
    ['language eq de-AT', 'language eq DE'],
    ['language eq de-AT', 'language isAnyOf fr,de'],
    ['count lt 4', 'count lt 5'],
    ['count lt 5', 'count lteq 5'],
    ['count eq 5', 'count lteq 5'],
    ['count gt 5', 'count gteq 5'],
    ['count eq 5', 'count neq 6'],
    ['count lt 5', 'count neq 5'],
    ['count neq 5', 'count neq 5'],
    ['count isAnyOf 1,2', 'count isAnyOf 1,2'],
    ['absoluteSize isAnyOf 1,2 px', 'absoluteSize isAnyOf 1,2 px'],
    ['event lt e,f', 'event lt e,f'],
    ['dateTime eq 2026-06-01', 'dateTime gteq 2026-06-01'],
    ['dateTime eq 2026-06-01T12:00:00Z', 'dateTime eq 2026-06-01'],
    ['elapsedTime lt P27D', 'elapsedTime lt P1M'],
    ['elapsedTime lt P1M', 'elapsedTime lt P31D'],
    ['elapsedTime gteq P1M', 'elapsedTime gteq P28D'],
    ['count lt 5 =1', 'count lt 5 =1'],
  ])('implies the other for certain: %s: %s', (narrow, wide) => {
    expect(implies(of(narrow), of(wide), steps())).toBe(true);
  });

  it.each([
    ['purpose isAnyOf a,b', 'purpose eq a'],
    ['purpose eq a', 'purpose neq a'],
    ['purpose eq a', 'industry eq a'],
    ['purpose neq a', 'purpose isNoneOf a,b'],
    ['purpose neq a', 'purpose eq b'],
    ['purpose isAllOf a,b', 'purpose isAllOf a'],
    ['purpose isAllOf a', 'purpose isAllOf a,b'],
    ['purpose isAllOf a,b', 'purpose isAllOf a,c'],
    ['purpose isAllOf a', 'purpose eq a'],
    ['purpose eq a', 'purpose isAllOf a'],
    ['spatial eq DE', 'spatial eq DE-BY'],
    ['spatial isPartOf EU', 'spatial eq DE'],
    ['spatial neq DE', 'spatial isNoneOf EU'],
    ['spatial eq DE', 'spatial neq DE-BY'],
    ['language eq de', 'language eq de-AT'],
    ['language eq den', 'language eq de'],
    ['count lteq 5', 'count lt 5'],
    ['count eq 5', 'count neq 5'],
    ['count neq 5', 'count lt 9'],
    ['count neq 5', 'count neq 6'],
    ['count isAnyOf 1,2', 'count isAnyOf 1,2,3'],
    ['count isAnyOf 1,2', 'count isNoneOf 1,2'],
    ['count isAnyOf 1,2', 'count lt 5'],
    ['absoluteSize isAnyOf 1,2 px', 'absoluteSize isAnyOf 1,2 cm'],
    ['absoluteSize isAnyOf 1,2 cm', 'absoluteSize isAnyOf 1,2 mm'],
    ['absoluteSize isAnyOf 1,2 px', 'absoluteSize isAnyOf 1,2'],
    ['absoluteSize lt 5 px', 'absoluteSize lt 6 cm'],
    ['event lt e', 'event lteq e'],
    ['event lt e', 'event lt f'],
    ['event lt e,f', 'event lt e'],
    ['elapsedTime lt P1M', 'elapsedTime lt P30D'],
    ['elapsedTime lt P29D', 'elapsedTime lt P1M'],
    ['elapsedTime gteq P1M', 'elapsedTime gteq P29D'],
    ['version eq a', 'version eq 2'],
    ['moonPhase eq a', 'moonPhase eq a'],
    ['count lt 5 =1', 'count lt 5'],
    ['count lt 5', 'count lt 5 =1'],
    ['count lt 5 =1', 'count lt 6 =1'],
    ['count lt 5 =1', 'percentage lt 5 =1'],
  ])('does not imply the other for certain: %s: %s', (narrow, wide) => {
    expect(implies(of(narrow), of(wide), steps())).toBe(false);
  });

  const a = 'purpose eq a';
  const b = 'purpose eq b';
  const either = 'purpose isAnyOf a,b';
  it.each<[boolean, string | Constraint, string | Constraint]>([
    [true, a, compound('or', a, b)],
    [true, a, compound('or', b, a)],
    [false, either, compound('or', a, b)],
    [true, a, compound('and', a, either)],
    [true, a, compound('andSequence', a, either)],
    [false, a, compound('and', a, b)],
    [false, a, compound('xone', a, b)],
    [false, a, compound('xone', a)],
    [true, compound('or', a, b), either],
    [false, compound('or', a, 'purpose eq c'), either],
    [true, compound('xone', a, b), either],
    [true, compound('and', a, 'count lt 5'), either],
    [true, compound('andSequence', 'count lt 5', a), either],
    [false, compound('and', 'count lt 5'), either],
    [true, compound('or', a, b), compound('or', b, a)],
    [true, compound('and', a, 'count lt 5'), compound('and', 'count lt 5', a)],
    [false, compound('or', a, b), compound('and', a, b)],
  ])('compares the members of compounds: %s (%#)', (answer, narrow, wide) => {
    expect(implies(of(narrow), of(wide), steps())).toBe(answer);
  });

  it('is implied by itself, unless nobody can evaluate it', () => {
    const xone = compound('xone', a, b);
    expect(implies(xone, xone, steps())).toBe(true);
    const broken = atom('moonPhase eq full');
    expect(implies(broken, broken, steps())).toBe(false);
    expect(implies(atom(a), compound('or', broken), steps())).toBe(false);
  });

  it('as far as steps are left', () => {
    const left = (count: number) => implies(atom(a), atom(either), { left: count });
    expect([left(0), left(1), left(2)]).toEqual([false, false, true]);
    const spent = { left: 100 };
    implies(atom('purpose isAnyOf a,b,c'), atom('purpose isAnyOf d,e'), spent);
    expect(spent.left).toBe(94);
  });
});

describe('the end of a test', () => {
  const end = (text: string) => {
    const constraint = atom(text);
    return constraint.kind === 'atomic' ? endOf(constraint.test) : 'not atomic';
  };

  it('is an instant, where it has one', () => {
    expect(end('dateTime lt 2026-06-01')).toBe(Date.parse('2026-06-01'));
    expect(end('dateTime lteq 2026-06-01')).toBe(Date.parse('2026-06-02'));
    expect(end('dateTime gteq 2026-06-01')).toBeUndefined();
    expect(end('dateTime neq 2026-06-01')).toBeUndefined();
    expect(end('elapsedTime lt P1D')).toBeUndefined();
    expect(end('purpose eq a')).toBeUndefined();
  });
});

describe('a permission and a prohibition clash', () => {
  const policyOf = (permission: unknown, prohibition: unknown) =>
    unwrap(readPolicy(set({ permission, prohibition }), { bare: true })).policy;
  const pairs = (permission: unknown, prohibition: unknown, left = 1_000) =>
    [...clashes(policyOf(permission, prohibition), { left })].map((clash) => [
      clash.permission.id,
      clash.prohibition.id,
    ]);
  const clash = (permission: OdrlJson, prohibition: OdrlJson) =>
    pairs({ action: 'display', ...permission }, { action: 'display', ...prohibition }).length > 0;
  const where = (leftOperand: string, operator: string, rightOperand: unknown): OdrlJson => ({
    constraint: { leftOperand, operator, rightOperand },
  });

  it.each<[boolean, OdrlJson, OdrlJson]>([
    [true, {}, {}],
    [true, { action: 'use' }, {}],
    [true, {}, { action: 'use' }],
    [false, {}, { action: 'print' }],
    [true, { action: [] }, {}],
    [true, {}, { action: [] }],
    [false, { action: 'frobnicate' }, {}],
    [true, { target: ['urn:a', 'urn:b'] }, { target: ['urn:b', 'urn:c'] }],
    [false, { target: 'urn:a' }, { target: 'urn:b' }],
    [true, { target: 'urn:a' }, {}],
    [true, {}, { target: 'urn:a' }],
    [false, { assignee: 'urn:a' }, { assignee: 'urn:b' }],
    [true, { assignee: 'urn:a' }, { assignee: ['urn:b', 'urn:a'] }],
    [false, where('moonPhase', 'eq', 'full'), {}],
    [true, {}, where('moonPhase', 'eq', 'full')],
    [false, where('count', 'lt', 5), where('count', 'gteq', 5)],
    [true, where('count', 'lt', 5), where('media', 'eq', 'print')],
    [
      false,
      { constraint: [where('media', 'eq', 'print').constraint, where('count', 'lt', 5).constraint] },
      { constraint: [where('count', 'gteq', 5).constraint, where('purpose', 'eq', 'a').constraint] },
    ],
  ])('clash (%s): %j, %j', (answer, permission, prohibition) => {
    expect(clash(permission, prohibition)).toBe(answer);
  });

  it('clash in each pair of them', () => {
    const rules = (...actions: string[]) => actions.map((action) => ({ uid: `urn:${action}`, action }));
    expect(pairs(rules('display', 'print', 'archive'), rules('archive', 'display'))).toEqual([
      ['urn:display', 'urn:display'],
      ['urn:archive', 'urn:archive'],
    ]);
  });

  it('as far as steps are left: a pair for which they did not do is not told of', () => {
    const rules = [{ action: 'display' }, { action: 'display' }];
    expect([0, 1, 2, 4, 5].map((left) => pairs(rules, rules, left).length)).toEqual([0, 0, 1, 3, 4]);
    expect(firstClash(policyOf(rules, rules))).toMatchObject({ permission: { id: 'rule-1' } });
    expect(firstClash(policyOf(rules, []))).toBeUndefined();
  });
});
