/** How policies are spelled: contexts, references, plurals of ODRL 2.1, and what could be overlooked. */
import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from '../../../src/rights/index.ts';
import { parseEncodedRights } from '../../../src/rights/odrl/encoded-rights.ts';
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set, unwrap } from '../fixtures.ts';

const permitted = (policy: unknown, action = 'display', context: OdrlJson = {}) =>
  evaluatePolicy(policy as OdrlJson, { action, context }).decision === 'permit';
const JAPAN = { leftOperand: 'spatial', operator: 'eq', rightOperand: 'JP' };

describe('the context of a document', () => {
  const ODRL = 'http://www.w3.org/ns/odrl.jsonld';

  it('may define prefixes and words of its own', () => {
    const own = {
      o: 'http://www.w3.org/ns/odrl/2/',
      zeigen: { '@id': 'o:display' },
      erlaubt: 'o:permission',
      kennung: '@id',
    };
    expect(permitted({ '@context': own, 'o:permission': { 'o:action': { '@id': 'o:display' } } })).toBe(true);
    expect(permitted({ '@context': [ODRL, own], kennung: 'urn:p', erlaubt: { action: 'zeigen' } })).toBe(
      true,
    );
  });

  it('may turn a word into another, and is taken at its word', () => {
    const turned = {
      '@context': [ODRL, { permission: 'odrl:prohibition' }],
      permission: { action: 'display' },
    };
    expect(evaluatePolicy(turned, { action: 'display' }).code).toBe('forbidden');
  });

  it.each([
    { constraint: null },
    { constraint: { '@id': null } },
    { '@vocab': 'http://example.com/' },
    { '@import': 'urn:x' },
    { target: { '@reverse': 'odrl:x' } },
  ])('may not take words away: %j', (own) => {
    expect(
      evaluatePolicy(
        { ...set({ permission: { action: 'display' } }), '@context': [ODRL, own] },
        { action: 'display' },
      ).code,
    ).toBe('policy_void');
  });

  it('may not take bare words away by an empty prefix', () => {
    const policy = {
      '@context': [ODRL, { '': 'urn:x:' }],
      'odrl:permission': { 'odrl:action': 'odrl:display', constraint: JAPAN },
    };
    expect(permitted(policy, 'display', { spatial: 'JP' })).toBe(true);
    expect(permitted(policy, 'display', { spatial: 'DE' })).toBe(false);
  });

  it('names prefixes that the request may use as well', () => {
    const policy = {
      '@context': [ODRL, { ex: 'http://example.org/' }],
      permission: {
        action: 'display',
        target: 'ex:a',
        constraint: { leftOperand: 'ex:mood', operator: 'eq', rightOperand: { '@id': 'ex:good' } },
      },
    };
    const asked = (target: string, mood: string, value: string) =>
      evaluatePolicy(policy, { action: 'display', target, context: { [mood]: value } }).decision;
    expect(asked('ex:a', 'ex:mood', 'ex:good')).toBe('permit');
    expect(asked('http://example.org/a', 'http://example.org/mood', 'http://example.org/good')).toBe(
      'permit',
    );
    expect(asked('ex:b', 'ex:mood', 'ex:good')).toBe('deny');
  });
});

describe('what stands where it does not belong', () => {
  const elsewhere = { ...JAPAN };

  it('is a constraint all the same', () => {
    for (const rule of [
      { action: 'display', refinement: elsewhere },
      { action: { 'rdf:value': 'display', constraint: elsewhere } },
      { action: 'display', target: { '@id': 'urn:a', constraint: elsewhere } },
    ])
      expect(
        evaluatePolicy(set({ permission: rule }), {
          action: 'display',
          target: 'urn:a',
          context: { spatial: 'DE' },
        }).decision,
      ).toBe('deny');
  });

  it('voids the policy when it has no safe reading', () => {
    expect(
      permitted(set({ constraint: elsewhere, permission: { action: 'display' } }), 'display', {
        spatial: 'JP',
      }),
    ).toBe(false);
    expect(
      permitted(
        set({
          permission: { action: 'use' },
          prohibition: { action: { 'rdf:value': ['print', 'display'] } },
          conflict: 'prohibit',
        }),
      ),
    ).toBe(false);
    expect(permitted(set({ permission: { '@context': { action: 'urn:x' }, action: 'display' } }))).toBe(
      false,
    );
  });
});

describe('references', () => {
  it('are followed to wherever the node stands', () => {
    const policy = set({
      permission: [
        { action: 'print', constraint: { '@id': 'urn:c', ...JAPAN } },
        { action: 'display', constraint: 'urn:c' },
      ],
    });
    expect(permitted(policy, 'display', { spatial: 'DE' })).toBe(false);
    expect(permitted(policy, 'display', { spatial: 'JP' })).toBe(true);
  });

  it('that lead nowhere grant nothing', () => {
    expect(permitted(set({ permission: { action: 'display', constraint: { '@id': 'urn:nowhere' } } }))).toBe(
      false,
    );
    expect(permitted(set({ permission: 'urn:nowhere' }))).toBe(false);
    expect(permitted(set({ permission: { action: 'display', duty: 'urn:nowhere' } }))).toBe(false);
  });

  it('to one id in several places say everything that is said there', () => {
    const graph = {
      '@graph': [
        set({ permission: { '@id': 'urn:r', action: 'display' } }),
        { '@id': 'urn:r', constraint: JAPAN },
      ],
    };
    expect(permitted(graph, 'display', { spatial: 'DE' })).toBe(false);
    expect(permitted(graph, 'display', { spatial: 'JP' })).toBe(true);
  });

  it('to a right operand elsewhere cannot be compared', () => {
    const constraint = {
      leftOperand: 'spatial',
      operator: 'eq',
      rightOperandReference: 'urn:x',
      rightOperand: 'DE',
    };
    expect(
      permitted(set({ permission: { action: 'display', constraint } }), 'display', { spatial: 'DE' }),
    ).toBe(false);
  });
});

describe('ODRL 2.1 JSON', () => {
  const legacy = (change: OdrlJson = {}) => ({
    policytype: 'http://www.w3.org/ns/odrl/2/Agreement',
    policyid: 'http://example.com/policy:1',
    permissions: [
      {
        target: 'urn:picture',
        action: 'http://www.w3.org/ns/odrl/2/copy',
        constraints: [
          {
            name: 'http://www.w3.org/ns/odrl/2/spatial',
            operator: 'http://www.w3.org/ns/odrl/2/eq',
            rightoperand: 'http://cvx.iptc.org/iso3166-1a3/JPN',
          },
        ],
        duties: [
          {
            action: 'http://www.w3.org/ns/odrl/2/pay',
            constraints: [
              {
                name: 'http://www.w3.org/ns/odrl/2/payAmount',
                operator: 'http://www.w3.org/ns/odrl/2/eq',
                rightoperand: '5',
                rightoperandunit: 'EUR',
              },
            ],
          },
        ],
      },
    ],
    prohibitions: [{ target: 'urn:picture', action: 'http://www.w3.org/ns/odrl/2/commercialize' }],
    ...change,
  });
  const modern = set({
    '@type': 'Agreement',
    uid: 'http://example.com/policy:1',
    permission: {
      target: 'urn:picture',
      action: 'reproduce',
      constraint: JAPAN,
      duty: {
        action: 'compensate',
        constraint: { leftOperand: 'payAmount', operator: 'eq', rightOperand: 5, unit: 'EUR' },
      },
    },
    prohibition: { target: 'urn:picture', action: 'cc:CommercialUse' },
  });

  it('is the same model as ODRL 2.2', () => {
    const bare = (policy: unknown) =>
      JSON.parse(
        JSON.stringify(unwrap(parsePolicy(policy)).policy, (key, value) =>
          key === 'display' ? undefined : value,
        ),
      );
    expect(bare(legacy())).toEqual(bare(modern));
  });

  it('is judged like it', () => {
    const asked = (spatial: string) =>
      evaluatePolicy(
        legacy({ conflict: 'prohibit' }),
        { action: 'reproduce', target: 'urn:picture', context: { spatial, payAmount: 5 } },
        { performed: ['compensate'] },
      ).decision;
    expect(asked('JP')).toBe('permit');
    expect(asked('DE')).toBe('deny');
  });

  it('comes as text, of which anything is bounded', () => {
    expect(parseEncodedRights(JSON.stringify(legacy())).ok).toBe(true);
    for (const text of ['', '{', '7', 'null', '"policy"', '[]', 'x'.repeat(1_000_001)])
      expect(parseEncodedRights(text).ok).toBe(false);
  });

  it('has plurals that are never passed over, in any policy', () => {
    expect(
      permitted(set({ permission: { action: 'display', constraints: [JAPAN] } }), 'display', {
        spatial: 'DE',
      }),
    ).toBe(false);
    expect(permitted(set({ permission: { action: 'display', duties: [{ action: 'attribute' }] } }))).toBe(
      false,
    );
    expect(
      permitted(
        set({
          conflict: 'prohibit',
          permission: { action: 'display' },
          prohibitions: [{ action: 'display' }],
        }),
      ),
    ).toBe(false);
  });
});

describe('what is published wrongly', () => {
  it('is read as it is meant: the ODRL context spells neq and industry so', () => {
    const constraint = [
      {
        'odrl:leftOperand': { '@id': 'http://www.w3.org/ns/odrl/2/industry:' },
        'odrl:operator': { '@id': 'http://www.w3.org/ns/odrl/2/neg' },
        'odrl:rightOperand': 'tobacco',
      },
    ];
    const policy = set({ permission: { action: 'display', constraint } });
    expect(permitted(policy, 'display', { industry: 'news' })).toBe(true);
    expect(permitted(policy, 'display', { industry: 'tobacco' })).toBe(false);
  });
});
