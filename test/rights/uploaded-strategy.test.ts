/** The winning rule in a license with a policy: its strategy, and the targets of its rules. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLicense, decide, evaluatePolicy } from '../../src/rights/index.ts';
import type { PolicyTerms } from '../../src/rights/terms.ts';
import type { CompiledLicense, OdrlJson } from '../../src/rights/types.ts';
import { met, runs } from '../support/runs.ts';
import { COMMON, decideOne, FULL_USE, input, NOW, set, subject, TITLES, unwrap } from './fixtures.ts';

const BY_AUDIENCE = { ...COMMON, territoryBasis: 'audience' };

function byPolicy(rules: OdrlJson): CompiledLicense {
  const policy = set({ conflict: 'prohibit', ...rules });
  const uploaded = { ...BY_AUDIENCE, policy } as PolicyTerms;
  return unwrap(compileLicense({ id: 'lic_1', version: 3, terms: uploaded, titles: TITLES }));
}

const outcome = (rules: OdrlJson, change: Parameters<typeof subject>[0] = {}) =>
  decideOne({ license: byPolicy(rules), use: FULL_USE, subject: subject(change) }).outcome;
const inGermany = { leftOperand: 'spatial', operator: 'eq', rightOperand: 'DE' };

describe('the strategy of an uploaded policy', () => {
  const rules = {
    permission: [{ action: 'distribute', constraint: inGermany }],
    prohibition: [
      { action: 'use', constraint: { leftOperand: 'deliveryChannel', operator: 'eq', rightOperand: 'web' } },
    ],
  };

  it('lets the prohibition win, or the permission', () => {
    expect(outcome({ ...rules, conflict: 'prohibit' })).toBe('deny');
    expect(outcome({ ...rules, conflict: 'perm' })).toBe('permit');
  });

  it('never lets a permission win over what is owed, nor over a restriction', () => {
    const owed = { ...rules, conflict: 'perm', obligation: [{ action: 'compensate' }] };
    expect(decideOne({ license: byPolicy(owed), use: FULL_USE }).code).toBe('duty_unfulfilled');
  });
});

describe('the target of a rule of an uploaded policy', () => {
  const PRODUCT = 'urn:imprimatur:product:prd_1';
  const named = (target: unknown) => ({ permission: [{ action: 'distribute', target }] });

  it('may be the item, its uri, the component, or a collection that it is part of', () => {
    for (const target of ['itm_1', 'urn:test:item:1', 'cmp_dispatch'])
      expect([target, outcome(named(target))]).toEqual([target, 'permit']);
    expect(outcome(named(PRODUCT), { partOf: [PRODUCT] })).toBe('permit');
    expect(outcome(named({ '@type': 'AssetCollection', source: PRODUCT }), { partOf: [PRODUCT] })).toBe(
      'permit',
    );
  });

  it('grants nothing for anything else', () => {
    for (const target of ['itm_2', 'urn:test:item:2', 'cmp_photograph', PRODUCT])
      expect([target, outcome(named(target), { partOf: [] })]).toEqual([target, 'deny']);
  });

  it('is what a prohibition forbids, and nothing else', () => {
    const except = (target: string) => ({
      permission: [{ action: 'distribute' }],
      prohibition: [{ action: 'distribute', target }],
    });
    expect(outcome(except('urn:test:item:1'))).toBe('deny');
    expect(outcome(except('urn:test:item:2'))).toBe('permit');
    expect(outcome(except(PRODUCT), { partOf: [PRODUCT] })).toBe('deny');
  });

  it('tells components apart that are alike in everything else', () => {
    const license = byPolicy({ permission: [{ action: 'distribute', target: 'cmp_photograph' }] });
    const two = subject({}, 'dispatch', 'photograph');
    const { components } = decide(input({ license, use: FULL_USE, subject: two }));
    expect(components.map((decision) => decision.outcome)).toEqual(['deny', 'permit']);
  });
});

describe('a license by a policy', () => {
  const some = <T>(values: readonly T[]) =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
  const test = (leftOperand: string, values: readonly string[]) =>
    fc.record({
      leftOperand: fc.constant(leftOperand),
      operator: fc.constantFrom('isAnyOf', 'isNoneOf'),
      rightOperand: some(values),
    });
  const constraint = fc.oneof(
    test('spatial', ['DE', 'AT', 'JP', 'EU']),
    test('deliveryChannel', ['web', 'print', 'app']),
    test('purpose', ['editorial', 'advertising']),
    fc.record({
      leftOperand: fc.constant('count'),
      operator: fc.constantFrom('lteq', 'gt'),
      rightOperand: fc.constantFrom('1', '2'),
    }),
    fc.record({
      leftOperand: fc.constant('dateTime'),
      operator: fc.constantFrom('lt', 'gteq'),
      rightOperand: fc
        .constantFrom('2026-06-01T00:00:00Z', '2026-12-01T00:00:00Z')
        .map((at) => ({ '@value': at, '@type': 'xsd:dateTime' })),
    }),
  );
  const rule = fc.record(
    {
      action: some(['use', 'display', 'distribute', 'play', 'archive']),
      target: fc.constantFrom('itm_1', 'urn:test:item:1', 'urn:test:item:2', 'urn:test:collection'),
      constraint: fc.array(
        fc.oneof(
          constraint,
          fc.array(constraint, { minLength: 1, maxLength: 2 }).map((or) => ({ or })),
        ),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['action', 'constraint'] },
  );
  const policy = fc.record({
    conflict: fc.constantFrom('perm', 'prohibit'),
    permission: fc.array(rule, { minLength: 1, maxLength: 3 }),
    prohibition: fc.array(rule, { maxLength: 2 }),
  });
  const use = fc.record(
    {
      action: fc.constantFrom('display', 'distribute', 'archive', 'print'),
      title: fc.constant('morgen'),
      territory: fc.constantFrom('DE', 'JP', 'FR'),
      channel: fc.constantFrom('web' as const, 'print' as const),
      purpose: fc.constantFrom('editorial', 'advertising'),
      context: fc.record({ count: fc.constantFrom('1', '2') }),
    },
    { requiredKeys: ['action', 'title', 'territory', 'channel', 'purpose'] },
  );

  it('decides a use as the bare policy decides the same request', () => {
    let permits = 0;
    fc.assert(
      fc.property(policy, use, (rules, stated) => {
        const compiled = compileLicense({
          id: 'lic_1',
          version: 1,
          titles: TITLES,
          terms: { ...BY_AUDIENCE, policy: set(rules) } as PolicyTerms,
        });
        const { action, territory, channel, purpose, context } = stated;
        const bare = evaluatePolicy(set(rules), {
          action,
          assignee: 'par_1',
          target: { '@id': 'urn:test:item:1', partOf: ['itm_1', 'urn:test:collection'] },
          at: NOW,
          context: {
            spatial: territory,
            deliveryChannel: channel,
            purpose,
            dateTime: new Date(NOW).toISOString(),
            ...context,
          },
        });
        // A policy that the static checks refuse is never decided on.
        fc.pre(compiled.ok);
        if (!compiled.ok) return;
        const { outcome: found, sentence } = decideOne({
          license: compiled.value,
          use: stated,
          subject: subject({ partOf: ['urn:test:collection'] }),
        });
        if (found === 'permit') permits += 1;
        expect([found, sentence]).toEqual([bare.decision, sentence]);
      }),
      runs(1_500),
    );
    expect(permits).toBeGreaterThan(met(100));
  });
});

describe('a duty of the rule for the home market', () => {
  it('travels with what is published elsewhere, since it is published at home too', () => {
    const inPlace = (code: string) => [{ leftOperand: 'spatial', operator: 'eq', rightOperand: code }];
    const policy = set({
      conflict: 'prohibit',
      permission: [
        { action: 'display', constraint: inPlace('AT') },
        {
          action: 'display',
          constraint: inPlace('DE'),
          duty: [{ action: 'attribute', 'imp:text': 'Tidemark' }],
        },
      ],
    });
    const { territoryBasis: _, ...market } = COMMON;
    const compiled = unwrap(
      compileLicense({
        id: 'lic_1',
        version: 1,
        titles: TITLES,
        terms: { ...market, policy } as PolicyTerms,
      }),
    );
    const use = { action: 'display', title: 'morgen', territory: 'AT', channel: 'web' } as const;
    expect(decideOne({ license: compiled, use }).rights?.duties).toEqual([
      { action: 'attribute', text: 'Tidemark' },
    ]);
    expect(decideOne({ license: compiled, use: { ...use, channel: 'print' } }).rights?.duties).toEqual([]);
  });
});
