/** Findings of the static checks in a policy, by kind. */
import { describe, expect, it } from 'vitest';
import { checkRestriction } from '../../../src/rights/index.ts';
import type { Finding, OdrlJson } from '../../../src/rights/types.ts';
import { processorMs } from '../../support/growth.ts';
import { within } from '../../support/runs.ts';
import { NOW, set, sparse } from '../fixtures.ts';

type Constraint = OdrlJson;
const on = (
  leftOperand: string,
  operator: string,
  rightOperand: unknown,
  more: OdrlJson = {},
): Constraint => ({
  leftOperand,
  operator,
  rightOperand,
  ...more,
});
const inDE = on('spatial', 'eq', 'DE');
const inFR = on('spatial', 'eq', 'FR');

const kinds = (findings: readonly Finding[]) => findings.map(({ code, path }) => [code, path]);
function found(rules: OdrlJson) {
  const { faults, warnings } = checkRestriction(set(rules), NOW);
  return { faults: kinds(faults), warnings: kinds(warnings) };
}
const CLEAN = { faults: [], warnings: [] };
const ofRule = (...constraint: Constraint[]) => found({ prohibition: [{ action: 'display', constraint }] });

describe('a rule whose own constraints exclude each other', () => {
  it.each<[string, Constraint[]]>([
    ['two places', [inDE, inFR]],
    ['a place and what is taken out', [on('spatial', 'eq', 'AT'), on('spatial', 'isNoneOf', ['DACH'])]],
    ['a part of a country that is out', [on('spatial', 'eq', 'DE-BY'), on('spatial', 'neq', 'DE')]],
    [
      'an interval that ends before it begins',
      [on('dateTime', 'gteq', '2027-01-01'), on('dateTime', 'lt', '2026-06-01')],
    ],
    ['an empty interval', [on('dateTime', 'gteq', '2027-01-01'), on('dateTime', 'lt', '2027-01-01')]],
    ['a day that is taken out', [on('dateTime', 'eq', '2027-01-01'), on('dateTime', 'neq', '2027-01-01')]],
    ['counts', [on('count', 'gt', 5), on('count', 'lt', 3)]],
    ['a number and the same number taken out', [on('count', 'eq', 5), on('count', 'neq', 5)]],
    ['durations', [on('elapsedTime', 'gt', 'P14D'), on('elapsedTime', 'lteq', 'P7D')]],
    ['channels', [on('deliveryChannel', 'eq', 'web'), on('deliveryChannel', 'isNoneOf', ['web', 'app'])]],
    ['languages', [on('language', 'eq', 'de'), on('language', 'eq', 'fr')]],
    ['an `and` of disjoint sets', [{ and: [inDE, on('spatial', 'isAnyOf', ['FR', 'AT'])] }]],
    ['an `or` of which every member is excluded', [{ or: [inDE, inFR] }, on('spatial', 'eq', 'JP')]],
    [
      'an `or` of contradictions',
      [{ or: [{ and: [inDE, inFR] }, { and: [on('count', 'lt', 1), on('count', 'gt', 2)] }] }],
    ],
    [
      'three sets of which only two meet',
      [
        on('spatial', 'isAnyOf', ['DE', 'FR']),
        on('spatial', 'isAnyOf', ['FR', 'AT']),
        on('spatial', 'isAnyOf', ['AT', 'DE']),
      ],
    ],
  ])('is refused: %s', (_, constraints) => {
    expect(ofRule(...constraints).faults).toMatchObject([
      ['contradiction', expect.stringMatching(/^\/prohibition\/0\/constraint\/0/)],
    ]);
  });

  it.each<[string, Constraint[]]>([
    ['two places in one list', [on('spatial', 'isAnyOf', ['DE', 'FR'])]],
    ['a country and a part of it', [inDE, on('spatial', 'eq', 'DE-BY')]],
    ['a country without a part', [inDE, on('spatial', 'neq', 'DE-BY')]],
    ['a language and its regional form', [on('language', 'eq', 'de'), on('language', 'eq', 'de-AT')]],
    ['an interval', [on('dateTime', 'gteq', '2026-01-01'), on('dateTime', 'lt', '2027-01-01')]],
    ['a month and thirty days', [on('elapsedTime', 'lt', 'P30D'), on('elapsedTime', 'gteq', 'P1M')]],
    ['thirty days of a longer month', [on('elapsedTime', 'lt', 'P1M'), on('elapsedTime', 'gteq', 'P30D')]],
    [
      'units that may be taken for one another',
      [on('absoluteSize', 'lt', 3, { unit: 'm' }), on('absoluteSize', 'gt', 200, { unit: 'cm' })],
    ],
    ['what the policy says of itself', [on('count', 'lt', 3, { status: 1 }), on('count', 'gt', 5)]],
    ['an alternative that is open', [{ or: [inDE, on('count', 'lt', 5)] }, inFR]],
    ['what must not all hold', [{ xone: [inDE, inFR] }]],
  ])('is not: %s', (_, constraints) => {
    expect(ofRule(...constraints)).toEqual(CLEAN);
  });

  it('is named with both constraints, where they stand', () => {
    const { faults } = checkRestriction(
      set({ permission: { action: 'display', constraint: [on('count', 'lt', 9), inDE, inFR] } }),
      NOW,
    );
    expect(faults).toMatchObject([
      {
        code: 'contradiction',
        path: '/permission/constraint/1',
        message: 'No use can ever meet this permission: "in DE" and "in FR" exclude each other',
      },
    ]);
  });
});

describe('permission and prohibition that meet', () => {
  const policy = (more: OdrlJson, permitted: Constraint[] = [], forbidden: Constraint[] = []) => ({
    permission: [sparse({ uid: 'urn:test:policy#yes', action: 'use', constraint: permitted })],
    prohibition: [sparse({ uid: 'urn:test:policy#no', action: 'print', constraint: forbidden })],
    ...more,
  });

  it('are told of with the one that wins', () => {
    const { warnings } = checkRestriction(set(policy({})), NOW);
    expect(warnings).toMatchObject([
      {
        code: 'overridden',
        path: '/permission/0',
        rules: [
          { id: 'yes', path: '/permission/0' },
          { id: 'no', path: '/prohibition/0' },
        ],
      },
    ]);
  });

  it('are not where their constraints keep them apart', () => {
    expect(found(policy({}, [inDE], [inFR]))).toEqual(CLEAN);
    expect(found(policy({}, [], [inFR])).warnings).toEqual([['overridden', '/permission/0']]);
  });

  it('leave nothing of the permission where it is wholly forbidden', () => {
    const swallowed = found({
      permission: [
        { action: ['print', 'display'], constraint: [on('spatial', 'eq', 'AT'), on('count', 'lt', 4)] },
      ],
      prohibition: [{ action: 'use', constraint: [on('spatial', 'isAnyOf', ['DACH'])] }],
    });
    expect(swallowed).toEqual({ faults: [], warnings: [['unreachable', '/permission/0']] });
    const half = found({
      permission: [{ action: ['print', 'display'] }],
      prohibition: [{ action: 'print' }],
    });
    expect(half.warnings).toEqual([['overridden', '/permission/0']]);
  });

  it('count targets and parties', () => {
    const rules = (target: unknown, other: unknown) => ({
      permission: [{ action: 'print', target }],
      prohibition: [{ action: 'print', target: other }],
    });
    expect(found(rules('urn:a', 'urn:b'))).toEqual(CLEAN);
    expect(found(rules(['urn:a'], ['urn:a', 'urn:b'])).warnings).toEqual([['unreachable', '/permission/0']]);
    expect(found(rules(['urn:a', 'urn:c'], ['urn:a'])).warnings).toEqual([['overridden', '/permission/0']]);
  });
});

describe('a rule that another one says already', () => {
  const two = (one: OdrlJson, other: OdrlJson, as = 'prohibition') =>
    found({
      [as]: [
        { action: 'display', ...one },
        { action: 'display', ...other },
      ],
    });

  it('is told of: the same, the narrower, and of two equal ones the later', () => {
    expect(two({}, {}).warnings).toEqual([['redundant', '/prohibition/1']]);
    expect(two({ constraint: [inDE] }, {}).warnings).toEqual([['redundant', '/prohibition/0']]);
    expect(
      two(
        { action: 'play', constraint: [on('spatial', 'eq', 'DACH')] },
        { constraint: [on('spatial', 'eq', 'CH')] },
      ).warnings,
    ).toEqual([['redundant', '/prohibition/1']]);
    expect(
      two({ constraint: [on('elapsedTime', 'gt', 'P7D')] }, { constraint: [on('elapsedTime', 'gt', 'P14D')] })
        .warnings,
    ).toEqual([['redundant', '/prohibition/1']]);
  });

  it('is told of only where it adds nothing', () => {
    expect(two({ constraint: [inDE] }, { constraint: [inFR] })).toEqual(CLEAN);
    expect(two({ action: 'display' }, { action: 'play' }).warnings).toEqual([
      ['redundant', '/prohibition/0'],
    ]);
    expect(two({ duty: [{ action: 'inform' }] }, {}, 'permission').warnings).toEqual([
      ['redundant', '/permission/0'],
    ]);
    expect(
      two({ duty: [{ action: 'inform' }], constraint: [inDE] }, { constraint: [inDE, inDE] }, 'permission')
        .warnings,
    ).toEqual([['redundant', '/permission/0']]);
    expect(two({ duty: [{ action: 'inform' }] }, { constraint: [inDE] }, 'permission')).toEqual(CLEAN);
    const credit = (text: string) => ({ action: 'attribute', 'imp:text': text });
    expect(two(credit('A'), credit('B'), 'obligation')).toEqual(CLEAN);
    expect(two(credit('A'), credit('A'), 'obligation').warnings).toEqual([['redundant', '/obligation/1']]);
  });
});

describe('a rule that is over', () => {
  it('is told of', () => {
    expect(ofRule(on('dateTime', 'lt', '2026-11-01')).warnings).toEqual([['expired', '/prohibition/0']]);
    expect(
      ofRule({ or: [on('dateTime', 'lt', '2026-11-01'), on('dateTime', 'lt', '2025-01-01')] }).warnings,
    ).toEqual([['expired', '/prohibition/0']]);
    expect(ofRule({ or: [on('dateTime', 'lt', '2026-11-01'), inDE] })).toEqual(CLEAN);
    expect(ofRule(on('dateTime', 'gteq', '2026-11-01'))).toEqual(CLEAN);
    expect(ofRule(on('dateTime', 'lteq', '2026-11-20'))).toEqual(CLEAN);
  });
});

describe('a duty', () => {
  const attribute = { action: 'attribute' };

  it('that the policy itself forbids is refused', () => {
    const { faults } = checkRestriction(
      set({ obligation: [attribute], prohibition: [{ uid: 'urn:test:policy#x', action: 'attribute' }] }),
      NOW,
    );
    expect(faults).toMatchObject([
      {
        code: 'contradiction',
        path: '/obligation/0',
        rules: [{ path: '/obligation/0' }, { id: 'x', path: '/prohibition/0' }],
      },
    ]);
    expect(
      found({
        permission: [{ action: 'display', constraint: [inDE], duty: [attribute] }],
        prohibition: [{ action: 'attribute', constraint: [on('spatial', 'eq', 'DACH')] }],
      }).faults,
    ).toEqual([['contradiction', '/permission/0/duty/0']]);
  });

  it('that it forbids in part is told of where it is named, and not where all use is out somewhere', () => {
    const partly = (action: string) =>
      found({ obligation: [attribute], prohibition: [{ action, constraint: [inDE] }] });
    expect(partly('attribute').warnings).toEqual([['contradiction', '/obligation/0']]);
    expect(partly('use')).toEqual(CLEAN);
  });

  it('whose deadline lies before its permission begins is refused', () => {
    const { faults } = found({
      permission: [
        {
          action: 'display',
          constraint: [on('dateTime', 'gteq', '2027-01-01')],
          duty: [{ action: 'inform', constraint: [on('dateTime', 'lt', '2026-12-01')] }],
        },
      ],
    });
    expect(faults).toEqual([['contradiction', '/permission/0/duty/0']]);
  });
});

describe('what cannot be evaluated', () => {
  it('is told of with its place, and a void policy is refused', () => {
    expect(
      found({
        permission: [{ action: 'fly' }, { action: 'display', constraint: [on('moonPhase', 'eq', 'full')] }],
      }).warnings,
    ).toEqual([
      ['unevaluable', '/permission/0'],
      ['unevaluable', '/permission/1/constraint/0'],
    ]);
    expect(ofRule(on('deliveryChannel', 'eq', 'internet')).warnings).toEqual([
      ['unevaluable', '/prohibition/0/constraint/0'],
    ]);
    expect(
      kinds(checkRestriction({ ...set({ prohibition: [{ action: 'use' }] }), '@type': 'Offer' }, NOW).faults),
    ).toEqual([['void', '/@type']]);
  });

  it('is bounded: a policy with too many rules says that not all of it was checked', () => {
    const many = Array.from({ length: 900 }, (_, n) => ({
      action: 'display',
      constraint: [on('count', 'eq', n)],
    }));
    let warnings: ReturnType<typeof found>['warnings'] = [];
    const ms = processorMs(() => {
      warnings = found({ prohibition: many }).warnings;
    });
    expect(warnings.at(-1)?.[0]).toBe('unchecked');
    expect(warnings.length).toBeLessThanOrEqual(21);
    expect(ms).toBeLessThan(within(2_000));
  });
});
