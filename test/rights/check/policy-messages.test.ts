/** Messages about the rules of a policy for the licensing desk: conflicts, expiry, unknown parties. */
import { describe, expect, it } from 'vitest';
import { checkLicense, checkRestriction } from '../../../src/rights/index.ts';
import { FINDINGS_MAX } from '../../../src/rights/limits.ts';
import type { PolicyTerms } from '../../../src/rights/terms.ts';
import type { Findings, OdrlJson } from '../../../src/rights/types.ts';
import { COMMON, NOW, set, sparse, TITLES, where } from '../fixtures.ts';

const any = (leftOperand: string, ...values: string[]) => where(leftOperand, 'isAnyOf', values);
const inDE = where('spatial', 'eq', 'DE');
const inFR = where('spatial', 'eq', 'FR');
const BROKEN = where('moonPhase', 'eq', 'full');

const messagesOf = ({ faults, warnings }: Findings) =>
  [...faults, ...warnings].map(({ code, path, message }) => [code, path, message]);
const kinds = (findings: Findings) => messagesOf(findings).map(([code, path]) => [code, path]);
const restricting = (rules: OdrlJson, now = NOW) => checkRestriction(set(rules), now);
const licensing = (rules: OdrlJson, products = ['prd_1', 'prd_2']) =>
  checkLicense(
    {
      id: 'lic_1',
      version: 1,
      terms: { ...COMMON, products, policy: set({ conflict: 'prohibit', ...rules }) } as PolicyTerms,
      titles: TITLES,
    },
    NOW,
  );
const display = (...constraint: OdrlJson[]) => sparse({ action: 'display', constraint });

describe('a contradiction', () => {
  it.each<[string, OdrlJson[], string]>([
    [
      'of every alternative',
      [{ or: [{ and: [inDE, inFR] }, { andSequence: { '@list': [inDE, inFR] } }] }],
      'each alternative of "((in DE and in FR) or (in DE and in FR))" contradicts itself',
    ],
    [
      'of each value',
      [any('spatial', 'DE', 'FR'), any('spatial', 'FR', 'AT'), any('spatial', 'AT', 'DE')],
      'its other constraints leave nothing of "in DE and FR"',
    ],
  ])('%s is said', (_, constraint, why) => {
    expect(messagesOf(restricting({ prohibition: [display(...constraint)] }))).toEqual([
      ['contradiction', expect.any(String), `No use can ever meet this prohibition: ${why}`],
    ]);
  });

  it('is none where one alternative or one value is left', () => {
    expect(restricting({ prohibition: [display({ or: [{ and: [inDE, inFR] }, inDE] })] }).faults).toEqual([]);
    const left = [any('spatial', 'DE', 'FR', 'AT'), any('spatial', 'FR', 'AT'), any('spatial', 'AT', 'DE')];
    expect(restricting({ prohibition: [display(...left)] }).faults).toEqual([]);
  });

  it('in the duty of a rule is told of there', () => {
    const findings = restricting({
      permission: [{ action: 'display', duty: [{ action: 'inform', constraint: [inDE, inFR] }] }],
    });
    expect(kinds(findings)).toEqual([['contradiction', '/permission/0/duty/0/constraint/0']]);
  });
});

describe('a permission that is wholly forbidden', () => {
  it('is told of with the prohibition', () => {
    const findings = restricting({
      permission: [display(inDE)],
      prohibition: [{ uid: '#no', action: 'use' }],
    });
    expect(messagesOf(findings)).toEqual([
      [
        'unreachable',
        '/permission/0',
        'This permission never counts: the prohibition #no forbids every use that it is about (use)',
      ],
    ]);
    expect(findings.warnings[0]?.rules?.map(({ path }) => path)).toEqual(['/permission/0', '/prohibition/0']);
  });

  it('is so by what cannot be evaluated, and not by what contradicts itself', () => {
    const by = (...constraint: OdrlJson[]) =>
      kinds(restricting({ permission: [display()], prohibition: [display(...constraint)] }));
    expect(by(BROKEN)).toContainEqual(['unreachable', '/permission/0']);
    expect(by(inDE, inFR)).toEqual([['contradiction', '/prohibition/0/constraint/0']]);
  });
});

describe('a rule that is over', () => {
  const until = where('dateTime', 'lt', '2026-11-20T12:00:00Z');
  it.each([
    ['permission', 'display', 'permission ended on 2026-11-20T12:00:00.000Z and permits nothing'],
    ['prohibition', 'display', 'prohibition ended on 2026-11-20T12:00:00.000Z and forbids nothing'],
    ['obligation', 'inform', 'duty ended on 2026-11-20T12:00:00.000Z and demands nothing'],
  ])('%s', (kind, action, words) => {
    const rules = { [kind]: [{ action, constraint: [until] }] };
    expect(messagesOf(restricting(rules))).toEqual([['expired', `/${kind}/0`, `This ${words} any more`]]);
    expect(messagesOf(restricting(rules, NOW - 1))).toEqual([]);
  });
});

describe('a rule that adds nothing', () => {
  const two = (one: OdrlJson, other: OdrlJson, kind = 'permission') =>
    kinds(restricting({ [kind]: [one, other] })).filter(([code]) => code === 'redundant');

  it('has all of its acts in another one', () => {
    expect(two({ action: ['display', 'print'] }, { action: ['print', 'display', 'archive'] })).toHaveLength(
      1,
    );
    expect(two({ action: ['display', 'print'] }, { action: ['display', 'archive'] })).toEqual([]);
  });

  it('has the same duties, in whatever order', () => {
    const owing = (...actions: string[]) => ({
      action: 'display',
      duty: actions.map((action) => ({ action })),
    });
    expect(two(owing('inform', 'attribute'), owing('attribute', 'inform'))).toHaveLength(1);
    expect(two(owing('inform', 'attribute'), owing('inform', 'delete'))).toEqual([]);
    expect(
      two({ action: 'inform', 'imp:text': 'a' }, { action: 'inform', 'imp:text': 'b' }, 'obligation'),
    ).toEqual([]);
  });

  it('is not told of where it never counts anyway', () => {
    const never = { action: 'display', constraint: [inDE, inFR] };
    expect(two(never, never)).toEqual([]);
    expect(two(display(BROKEN), display(BROKEN))).toEqual([]);
  });

  it('is not one that names nothing beside one that names a target', () => {
    expect(two({ action: 'display' }, { action: 'display', target: 'urn:a' })).toEqual([
      ['redundant', '/permission/1'],
    ]);
    expect(two({ action: 'display', target: 'urn:b' }, { action: 'display', target: 'urn:a' })).toEqual([]);
  });
});

describe('many findings', () => {
  it('are told of up to so many of each kind', () => {
    const many = Array.from({ length: FINDINGS_MAX + 5 }, (_, day) => day + 1);
    const contradicting = many.map((day) => display(where('count', 'gt', day), where('count', 'lt', day)));
    const lapsed = many.map((day) =>
      display(where('dateTime', 'lt', `2020-01-${String(day).padStart(2, '0')}`)),
    );
    expect(restricting({ prohibition: contradicting }).faults).toHaveLength(FINDINGS_MAX);
    const { faults, warnings } = restricting({ prohibition: [...contradicting, ...lapsed] });
    const expired = warnings.filter(({ code }) => code === 'expired');
    expect(faults).toHaveLength(FINDINGS_MAX);
    expect(expired).toHaveLength(FINDINGS_MAX);
  });

  it('of the acts of one rule are one', () => {
    expect(
      restricting({ prohibition: [{ action: ['display', 'print'], constraint: [inDE, inFR] }] }).faults,
    ).toHaveLength(1);
  });
});

describe('a license by a policy', () => {
  it('that permits nothing is refused', () => {
    expect(messagesOf(licensing({ prohibition: [display()] }))).toEqual([
      ['unreachable', '/policy', 'It permits nothing: a license needs a permission'],
    ]);
    expect(messagesOf(licensing({ permission: [display(inDE, inFR)] }))[1]).toEqual([
      'unreachable',
      '/policy',
      'None of its permissions can ever count: nothing would be licensed',
    ]);
  });

  it('that is void is refused', () => {
    const [fault] = licensing({ profile: 'urn:unknown' }).faults;
    expect([fault?.code, fault?.path.startsWith('/policy')]).toEqual(['void', true]);
  });

  it('is told of targets that it cannot license', () => {
    const targets = (...target: string[]) =>
      messagesOf(licensing({ permission: [{ action: 'display', target }, { action: 'print' }] }));
    const strange = 'no product of this license, no article and no component';
    expect(targets('urn:imprimatur:product:prd_9')).toEqual([
      [
        'target',
        '/policy/permission/0',
        `"urn:imprimatur:product:prd_9" is ${strange}: this permission never counts`,
      ],
    ]);
    expect(targets('one', 'two', 'urn:imprimatur:product:prd_2')).toEqual([
      ['target', '/policy/permission/0', `"one", "two" are ${strange}`],
    ]);
    expect(targets('a', 'b', 'c', 'd', 'e', 'f')[0]?.[2]).toMatch(/^"a", "b", "c", "d", "e" are /);
    expect(targets('x'.repeat(90))[0]?.[2]).toMatch(/^"x{80}" is /);
    const id = `itm_${'0'.repeat(32)}`;
    expect(targets(id, `cmp_${'f'.repeat(32)}`, 'urn:x')).toEqual([]);
    for (const odd of [`${id}0`, `x${id}`, '1urn:x', 'urn:'])
      expect(targets(odd).map(([code]) => code)).toEqual(['target']);
  });

  it('is told of titles that the partner does not have', () => {
    const titled = (...constraint: OdrlJson[]) =>
      messagesOf(licensing({ permission: [display(...constraint), { action: 'print' }] }));
    expect(titled(any('imp:title', 'kansai', 'tokyo'))).toEqual([
      [
        'unreachable',
        '/policy/permission/0',
        'This permission never counts: "kansai", "tokyo" is no title of this partner',
      ],
    ]);
    expect(titled(inDE, any('imp:title', 'kansai', 'abend'))).toEqual([]);
    expect(titled(where('imp:title', 'isNoneOf', ['kansai']))).toEqual([]);
    expect(titled(inDE, where('count', 'lt', 3))).toEqual([]);
    expect(
      messagesOf(licensing({ permission: [display(any('imp:title', 'kansai'))] })).map(([code, path]) => [
        code,
        path,
      ]),
    ).toEqual([
      ['unreachable', '/policy/permission/0'],
      ['unreachable', '/policy'],
      ['unreachable', '/policy/permission/0'],
    ]);
  });

  it('is told of what lies outside of its term', () => {
    const [finding] = messagesOf(
      licensing({
        permission: [display(where('dateTime', 'lt', '2025-01-01T00:00:00Z')), { action: 'print' }],
      }),
    );
    expect(finding?.[2]).toBe(
      'This permission never counts: "before 2025-01-01T00:00:00Z" lies outside of what the license itself is limited to, "from 2026-01-01T00:00:00Z"',
    );
  });
});
