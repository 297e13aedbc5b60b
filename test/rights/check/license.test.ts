/** Findings of the static checks in a license, with terms and with a policy. */
import { describe, expect, it } from 'vitest';
import { checkLicense } from '../../../src/rights/index.ts';
import type { CommonTerms, NamedTerms, PolicyTerms } from '../../../src/rights/terms.ts';
import type { Finding, LicenseSource, OdrlJson } from '../../../src/rights/types.ts';
import { COMMON, NOW, set, TITLES, terms } from '../fixtures.ts';

const kinds = (findings: readonly Finding[]) => findings.map(({ code, path }) => [code, path]);
function found(own: LicenseSource['terms'], now = NOW) {
  const { faults, warnings } = checkLicense({ id: 'lic_1', version: 1, terms: own, titles: TITLES }, now);
  return { faults: kinds(faults), warnings: kinds(warnings) };
}
const named = (change: Partial<NamedTerms>) => found(terms(change));
const byPolicy = (policy: OdrlJson, change: Partial<CommonTerms> = {}) =>
  found({ ...COMMON, policy: set({ conflict: 'prohibit', ...policy }), ...change } as PolicyTerms);
const CLEAN = { faults: [], warnings: [] };

describe('named terms', () => {
  it('that go together give no findings', () => {
    expect(named({})).toEqual(CLEAN);
    expect(
      named({ alterations: ['headline', 'crop'], onlineDays: 7, retentionDays: 30, languages: ['de'] }),
    ).toEqual(CLEAN);
  });

  it('that leave no place are refused', () => {
    expect(named({ territories: ['DE', 'AT', '-DACH'] }).faults).toEqual([['contradiction', '/territories']]);
  });

  it.each<[string, Partial<NamedTerms>]>([
    ['/alterations/1', { components: ['dispatch'], alterations: ['headline', 'crop'] }],
    ['/alterations', { uses: ['archive'], alterations: ['headline'] }],
    ['/onlineDays', { onlineDays: 30, retentionDays: 7 }],
    ['/onlineDays', { onlineDays: 30, channels: ['print'] }],
    ['/onlineDays', { onlineDays: 30, uses: ['archive'] }],
    ['/afterTerm/keep', { retentionDays: 7, afterTerm: { keep: 'all', deleteWithinDays: 0 } }],
    ['/channels/1', { uses: ['stream'], channels: ['web', 'print'] }],
    ['/uses/0', { uses: ['print'], channels: ['web'] }],
    ['/uses/1', { uses: ['print', 'textToSpeech'], channels: ['print'] }],
    ['/languages', { components: ['photograph'], languages: ['de'] }],
    ['/titles/0', { titles: ['abend'], territories: ['DE'], channels: ['web'] }],
    ['/territoryBasis', { territories: ['JP'], channels: ['web'] }],
  ])('that are probably a mistake are told of: %s', (path, change) => {
    const { faults, warnings } = named(change);
    expect(faults).toEqual([]);
    expect(new Set(warnings.map((warning) => warning.join(' ')))).toEqual(new Set([`terms ${path}`]));
  });

  it('say nothing of titles that are reached some other way', () => {
    expect(named({ territories: ['JP'], channels: ['web'], territoryBasis: 'audience' })).toEqual(CLEAN);
    expect(named({ territories: ['JP'], channels: ['print'] })).toEqual(CLEAN);
    expect(named({ territories: ['DE'], channels: ['web'] })).toEqual(CLEAN);
  });

  it.each<[NamedTerms['quota'], NamedTerms['minimum'], number | undefined]>([
    [{ limit: 2000, per: 'month', onExceed: 'refuse' }, { units: 5000, per: 'month' }, 2000],
    [{ limit: 2000, per: 'month', onExceed: 'refuse' }, { units: 2000, per: 'month' }, undefined],
    [{ limit: 2000, per: 'month', onExceed: 'overage' }, { units: 5000, per: 'month' }, undefined],
    [{ limit: 10, per: 'day', onExceed: 'refuse' }, { units: 311, per: 'month' }, 310],
    [{ limit: 10, per: 'day', onExceed: 'refuse' }, { units: 310, per: 'month' }, undefined],
    [{ limit: 10, per: 'term', onExceed: 'refuse' }, { units: 11, per: 'month' }, 10],
    [{ limit: 1000, per: 'month', onExceed: 'refuse' }, { units: 12_000, per: 'term' }, undefined],
    [{ limit: 1000, per: 'month', onExceed: 'refuse' }, { units: 20_000, per: 'term' }, 15_000],
  ])('whose quota %j refuses a part of the minimum %j say so', (quota, minimum, limit) => {
    const own = terms({ quota, minimum, starts: '2026-01-01', ends: '2027-01-01' });
    const { warnings } = checkLicense({ id: 'lic_1', version: 1, terms: own, titles: TITLES }, NOW);
    expect(warnings.map(({ path, parameters }) => [path, parameters?.limit])).toEqual(
      limit === undefined ? [] : [['/minimum/units', limit]],
    );
  });

  it('that are over are told of, not refused: licenses are taken over from other systems', () => {
    expect(found(terms({ starts: '2019-01-01', ends: '2020-01-01' }))).toEqual({
      faults: [],
      warnings: [['expired', '/ends']],
    });
  });
});

describe('a license by a policy', () => {
  const display = { action: 'display' };
  const on = (leftOperand: string, operator: string, rightOperand: unknown) => ({
    leftOperand,
    operator,
    rightOperand,
  });

  it('that makes sense gives no findings', () => {
    expect(
      byPolicy({
        permission: [
          {
            ...display,
            target: ['urn:imprimatur:product:prd_1', 'urn:newsml:example:1', `itm_${'0'.repeat(32)}`],
          },
        ],
      }),
    ).toEqual(CLEAN);
  });

  it('must permit something', () => {
    expect(byPolicy({ prohibition: [display] }).faults).toEqual([['unreachable', '/policy']]);
    expect(byPolicy({ permission: [{ action: 'fly' }] })).toEqual({
      faults: [
        ['unevaluable', '/policy/permission/0'],
        ['unreachable', '/policy'],
      ],
      warnings: [['unevaluable', '/policy/permission/0']],
    });
    expect(byPolicy({ permission: [display], prohibition: [{ action: 'use' }] })).toEqual({
      faults: [
        ['unreachable', '/policy/permission/0'],
        ['unreachable', '/policy'],
      ],
      warnings: [['unreachable', '/policy/permission/0']],
    });
    expect(
      byPolicy({ permission: [{ ...display, constraint: [on('count', 'lt', 1), on('count', 'gt', 2)] }] })
        .faults,
    ).toEqual([
      ['contradiction', '/policy/permission/0/constraint/0'],
      ['unreachable', '/policy'],
    ]);
  });

  it('names the misspelled words because of which it permits nothing, with the nearest known ones', () => {
    const messagesOf = (rule: OdrlJson) => {
      const policy = set({ conflict: 'prohibit', permission: [rule] });
      const terms = { ...COMMON, policy } as PolicyTerms;
      return checkLicense({ id: 'lic_1', version: 1, terms, titles: TITLES }, NOW).faults.map(
        ({ path, message }) => `${path} ${message}`,
      );
    };
    const nothing = '/policy None of its permissions can ever count: nothing would be licensed';
    const at = '/policy/permission/0/constraint/0 A constraint cannot be evaluated';
    const inDE = on('spatial', 'eq', 'DE');
    for (const [constraint, expected] of [
      [{ ...inDE, leftOperand: 'spacial' }, 'the operand spacial is not known: did you mean "spatial"?'],
      [{ ...inDE, operator: 'equals' }, 'the operator equals is not known: did you mean "eq"?'],
      [
        { ...inDE, rightOperand: 'Germany' },
        '"Germany" is no ISO 3166 code and no named set: did you mean "DE"?',
      ],
    ] as const)
      expect(messagesOf({ ...display, constraint: [constraint] })).toEqual([`${at}: ${expected}`, nothing]);
    expect(messagesOf({ action: 'dispaly' })).toEqual([
      '/policy/permission/0 The action "dispaly" is not known (did you mean "display"?): this permission never grants',
      nothing,
    ]);
  });

  it('may have permissions that never count, as long as others do', () => {
    const half = (rule: OdrlJson) => byPolicy({ permission: [{ action: 'print' }, { ...display, ...rule }] });
    expect(half({ target: 'urn:imprimatur:product:prd_2' }).warnings).toEqual([
      ['target', '/policy/permission/1'],
    ]);
    expect(half({ target: 'sports desk' }).warnings).toEqual([['target', '/policy/permission/1']]);
    expect(half({ constraint: [on('dateTime', 'lt', '2026-01-01')] }).warnings).toEqual([
      ['unreachable', '/policy/permission/1/constraint/0'],
    ]);
    expect(half({ constraint: [on('dateTime', 'lt', '2026-06-01')] }).warnings).toEqual([
      ['expired', '/policy/permission/1'],
    ]);
    expect(half({ constraint: [on('imp:title', 'eq', 'nobody')] }).warnings).toEqual([
      ['unreachable', '/policy/permission/1'],
    ]);
    expect(
      byPolicy(
        { permission: [{ ...display, constraint: [on('imp:title', 'eq', 'abend')] }] },
        { titles: ['morgen'] },
      ).faults,
    ).toEqual([
      ['unreachable', '/policy/permission/0/constraint/0'],
      ['unreachable', '/policy'],
    ]);
  });

  it('is refused for another target only when nothing else is left', () => {
    expect(byPolicy({ permission: [{ ...display, target: 'urn:imprimatur:product:prd_2' }] })).toEqual({
      faults: [
        ['target', '/policy/permission/0'],
        ['unreachable', '/policy'],
      ],
      warnings: [['target', '/policy/permission/0']],
    });
    expect(
      byPolicy({
        permission: [
          { ...display, target: ['urn:imprimatur:product:prd_2', 'urn:imprimatur:product:prd_1'] },
        ],
      }),
    ).toEqual({
      faults: [],
      warnings: [['target', '/policy/permission/0']],
    });
  });

  it('has the rules of its findings where they stand in the terms', () => {
    const own = {
      ...COMMON,
      policy: set({ conflict: 'perm', permission: [display], prohibition: [{ action: 'use' }] }),
    } as PolicyTerms;
    const { warnings } = checkLicense({ id: 'lic_1', version: 1, terms: own, titles: TITLES }, NOW);
    expect(warnings).toMatchObject([
      {
        code: 'overridden',
        path: '/policy/prohibition/0',
        rules: [{ path: '/policy/prohibition/0' }, { path: '/policy/permission/0' }],
      },
    ]);
  });
});
