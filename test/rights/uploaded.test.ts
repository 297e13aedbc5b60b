/** Licenses with an ODRL policy instead of named terms. */
import fc from 'fast-check';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { asksForByline, compileLicense, decide, fullEntitlement } from '../../src/rights/index.ts';
import { licenseRecord } from '../../src/rights/license/record.ts';
import {
  ALTERATIONS,
  CHANNELS,
  COMPONENT_TYPES,
  type CommonTerms,
  type NamedTerms,
  type PolicyTerms,
} from '../../src/rights/terms.ts';
import type { CompiledLicense, Decision, OdrlJson, StatedUse } from '../../src/rights/types.ts';
import { runs } from '../support/runs.ts';
import {
  COMMON,
  DAY_MS,
  decideOne,
  input,
  license,
  NOW,
  restriction,
  rightsOf,
  set,
  subject,
  TITLES,
  terms,
  unwrap,
} from './fixtures.ts';

function policyTerms(policy: OdrlJson, change: Partial<CommonTerms> = {}): PolicyTerms {
  return { ...COMMON, policy, ...change } as PolicyTerms;
}

function byPolicy(policy: OdrlJson, change: Partial<CommonTerms> = {}, titles = TITLES) {
  return compileLicense({ id: 'lic_1', version: 3, terms: policyTerms(policy, change), titles });
}

const permitting = (rule: OdrlJson = {}, more: OdrlJson = {}): OdrlJson =>
  set({ conflict: 'prohibit', permission: [{ action: ['display', 'distribute'], ...rule }], ...more });
const inPlaces = (...rightOperand: string[]) => ({
  leftOperand: 'spatial',
  operator: 'isAnyOf',
  rightOperand,
});

function faultsOf(policy: OdrlJson, change: Partial<CommonTerms> = {}) {
  const compiled = byPolicy(policy, change);
  return compiled.ok ? [] : compiled.reason.map(({ path, message }) => [path, message]);
}

const codeOf = (compiled: CompiledLicense, use: StatedUse) => decideOne({ license: compiled, use }).code;

describe('a license by a policy', () => {
  it('permits what the policy permits, and says the policy as its agreement', () => {
    const policy = permitting({ constraint: [inPlaces('DE', 'AT')] });
    const compiled = unwrap(byPolicy(policy));
    expect(compiled.agreement).toBe(policy);
    expect(licenseRecord(compiled).uploaded).toBe(true);
    expect(licenseRecord(license()).uploaded).toBe(false);
    expect(codeOf(compiled, { action: 'display', territory: 'DE', title: 'morgen' })).toBeUndefined();
    expect(codeOf(compiled, { action: 'display', territory: 'FR', title: 'morgen' })).toBe(
      'territory_not_licensed',
    );
    expect(codeOf(compiled, { action: 'archive' })).toBe('use_not_licensed');
    expect(unwrap(byPolicy(permitting())).sha256).not.toBe(compiled.sha256);
  });

  it('is narrowed by the titles and the term of the license, and owes what the term ends with', () => {
    const afterTerm = { keep: 'none', deleteWithinDays: 7 } as const;
    const compiled = unwrap(byPolicy(permitting(), { titles: ['morgen'], afterTerm }));
    const use = { action: 'display', territory: 'DE', channel: 'web' } as const;
    expect(codeOf(compiled, { ...use, title: 'morgen' })).toBeUndefined();
    expect(codeOf(compiled, { ...use, title: 'abend' })).toBe('title_not_licensed');
    const late = decideOne({
      license: compiled,
      use: { ...use, title: 'morgen' },
      now: Date.parse('2027-01-01T00:00:00Z'),
    });
    expect(late.code).toBe('outside_term');
    const rights = rightsOf(decideOne({ license: compiled }));
    expect(rights.expires).toBe(Date.parse('2027-01-01T00:00:00Z'));
    expect(rights.duties).toEqual([
      { action: 'delete', text: 'everything, within 7 days of the end of the term' },
    ]);
  });

  it('reaches only what all of its permissions together reach', () => {
    const policy = permitting({
      constraint: [inPlaces('DACH'), { leftOperand: 'spatial', operator: 'isNoneOf', rightOperand: ['CH'] }],
    });
    expect(fullEntitlement(unwrap(byPolicy(policy)))).toEqual({
      datatypes: [...COMPONENT_TYPES],
      locations: ['AT', 'DE'],
      channels: [...CHANNELS],
    });
    expect(fullEntitlement(unwrap(byPolicy(permitting()))).locations).toEqual(['world']);
    const { universe } = licenseRecord(
      unwrap(
        byPolicy(set({ permission: [{ action: 'reproduce' }, { action: ['imp:headline', 'translate'] }] })),
      ),
    );
    expect(universe.actions).toEqual(['reproduce', 'extract']);
    expect(universe.alterations).toEqual(['headline', 'extract', 'translate']);
    expect(universe.purposes).toBeUndefined();
  });

  it('has the duties and the byline that the policy asks for', () => {
    const credit = { action: 'attribute', 'imp:text': 'Tidemark', 'imp:byline': true };
    const policy = permitting({ duty: [credit] });
    expect(rightsOf(decideOne({ license: unwrap(byPolicy(policy)) })).duties).toEqual([
      { action: 'attribute', text: 'Tidemark' },
    ]);
    expect(asksForByline(policyTerms(policy))).toBe(true);
    expect(asksForByline(policyTerms(permitting()))).toBe(false);
    expect(asksForByline(terms({ credit: { line: 'T', byline: true } }))).toBe(true);
  });

  it('fails closed on words that no use of ours says', () => {
    const internet = { leftOperand: 'deliveryChannel', operator: 'eq', rightOperand: 'internet' };
    const use = { action: 'display', territory: 'DE', title: 'morgen', channel: 'web' } as const;
    expect(codeOf(unwrap(byPolicy(permitting({ constraint: [internet] }))), use)).toBe('policy_void');
    const forbidding = permitting({}, { prohibition: [{ action: 'display', constraint: [internet] }] });
    expect(codeOf(unwrap(byPolicy(forbidding)), use)).toBe('policy_void');
  });

  it('may be written in the older JSON of ninjs', () => {
    const policy = {
      policytype: 'http://www.w3.org/ns/odrl/2/Agreement',
      permissions: [
        {
          action: 'http://www.w3.org/ns/odrl/2/display',
          constraints: [
            {
              name: 'http://www.w3.org/ns/odrl/2/spatial',
              operator: 'http://www.w3.org/ns/odrl/2/eq',
              rightoperand: 'http://cv.iptc.org/newscodes/iso3166-1a3/DEU',
            },
          ],
        },
      ],
    };
    const compiled = unwrap(byPolicy(policy));
    expect(codeOf(compiled, { action: 'display', territory: 'DE', title: 'morgen' })).toBeUndefined();
    expect(codeOf(compiled, { action: 'display', territory: 'AT', title: 'abend' })).toBe(
      'territory_not_licensed',
    );
  });
});

describe('a policy that no license can rest on', () => {
  const CLASH = set({
    permission: [{ uid: 'urn:test:policy#all', action: 'use' }],
    prohibition: [{ uid: 'urn:test:policy#no-print', action: 'print' }],
  });

  it.each<[string, string, OdrlJson]>([
    ['an Offer', '/policy/@type', { ...permitting(), '@type': 'Offer' }],
    ['of an unknown profile', '/policy/profile', permitting({}, { profile: 'urn:example:profile' })],
    ['of another partner', '/policy/assignee', permitting({}, { assignee: 'urn:imprimatur:partner:par_2' })],
    ['of another partner in one rule', '/policy/permission/0', permitting({ assignee: 'par_2' })],
    [
      'of another partner in one rule, whatever the others say',
      '/policy/permission/0',
      permitting({ assignee: 'par_2' }, { assignee: 'par_1', prohibition: [{ action: 'print' }] }),
    ],
    ['of another agency', '/policy/assigner', permitting({}, { assigner: 'http://example.com/agency' })],
    [
      'of an unknown prohibition',
      '/policy/prohibition/0',
      permitting({}, { prohibition: [{ action: 'fly' }] }),
    ],
    ['without a rule', '/policy', set({})],
    ['of another strategy', '/policy/conflict', permitting({}, { conflict: 'mostly' })],
  ])('is refused: %s', (_, path, policy) => {
    expect(faultsOf(policy).map(([at]) => at)).toEqual([path]);
  });

  it('names both rules when they clash and no strategy says which counts', () => {
    const compiled = byPolicy(CLASH);
    expect(compiled.ok ? [] : compiled.reason).toMatchObject([
      {
        code: 'conflict',
        path: '/policy/prohibition/0',
        message: expect.stringContaining('the permission all (use)'),
        rules: [
          { id: 'all', path: '/policy/permission/0' },
          { id: 'no-print', path: '/policy/prohibition/0' },
        ],
      },
    ]);
    expect(byPolicy({ ...CLASH, conflict: 'prohibit' }).ok).toBe(true);
    expect(byPolicy({ ...CLASH, conflict: 'perm' }).ok).toBe(true);
    expect(byPolicy({ ...CLASH, conflict: 'invalid' }).ok).toBe(false);
  });

  it('takes the partner by either name, and the agency', () => {
    for (const assignee of ['par_1', 'urn:imprimatur:partner:par_1'])
      expect(faultsOf(permitting({}, { assignee, assigner: 'urn:imprimatur:agency' }))).toEqual([]);
  });

  it('has no named rights besides', () => {
    const both = { ...policyTerms(permitting()), uses: ['display'], onlineDays: 3 } as unknown as PolicyTerms;
    const compiled = compileLicense({ id: 'lic_1', version: 1, terms: both, titles: TITLES });
    expect(compiled.ok ? [] : compiled.reason.map(({ path }) => path)).toEqual(['/uses', '/onlineDays']);
  });

  it('gives faults and no throw, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (policy) => {
        const given = policy as OdrlJson;
        expect(() => byPolicy(given)).not.toThrow();
      }),
      runs(150),
    );
  });
});

const ACTS = [
  'display',
  'distribute',
  'play',
  'print',
  'archive',
  'reproduce',
  'extract',
  'translate',
  'modify',
  'use',
  'search',
  'ai-input',
];
const PLACES = ['DE', 'AT', 'CH', 'FR', 'DACH', 'EU', 'world', 'DE-BY'];
const some = <T>(values: readonly T[], minLength = 1) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength, maxLength: 4 });

const anyNamed: fc.Arbitrary<Partial<NamedTerms>> = fc.record(
  {
    uses: some(ACTS),
    components: some(COMPONENT_TYPES),
    territories: fc
      .tuple(some(PLACES), fc.uniqueArray(fc.constantFrom('-AT', '-DE-BY', '-FR'), { maxLength: 2 }))
      .map(([places, out]) => [...places, ...out]),
    channels: some(CHANNELS),
    titles: some(['morgen', 'abend']),
    territoryBasis: fc.constantFrom('market' as const, 'audience' as const),
    purposes: some(['editorial', 'advertising', 'research']),
    languages: some(['de', 'en']),
    onlineDays: fc.integer({ min: 1, max: 3 }),
    retentionDays: fc.integer({ min: 1, max: 3 }),
    alterations: some(ALTERATIONS, 0),
    credit: fc.record({ line: fc.constantFrom('Tidemark', 'Saltmarsh'), byline: fc.boolean() }),
    afterTerm: fc.record({
      keep: fc.constantFrom('none' as const, 'published' as const, 'all' as const),
      deleteWithinDays: fc.nat(30),
    }),
    starts: fc.constantFrom('2026-01-01T00:00:00Z', '2026-11-20T12:00:00Z', '2026-12-01T00:00:00Z'),
    ends: fc.constantFrom('2027-01-01T00:00:00Z', '2028-01-01T00:00:00+01:00'),
  },
  { requiredKeys: ['uses', 'components', 'territories', 'channels'] },
);
const anyUse: fc.Arbitrary<StatedUse> = fc.record(
  {
    action: fc.constantFrom(...ACTS, 'headline', 'crop', 'derive', 'frobnicate'),
    title: fc.constantFrom('morgen', 'abend', 'nobody'),
    territory: fc.constantFrom('DE', 'AT', 'FR', 'DE-BY', 'DE-HH', 'JP'),
    channel: fc.constantFrom(...CHANNELS),
    purpose: fc.constantFrom('editorial', 'research', 'other'),
  },
  { requiredKeys: [] },
);

/** The decision without the names of policies. */
function withoutPolicies({ policies: _, ...decision }: Decision) {
  return decision;
}

describe('the agreement of a license by terms', () => {
  const outNow = restriction(
    set({
      prohibition: [
        { action: 'use', constraint: [{ leftOperand: 'spatial', operator: 'eq', rightOperand: 'AT' }] },
      ],
    }),
  );

  it('decides like the terms when it is uploaded as the policy of a license', () => {
    fc.assert(
      fc.property(
        anyNamed,
        anyUse,
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom(...COMPONENT_TYPES),
        fc.constantFrom('de', 'fr', undefined),
        fc.boolean(),
        (change, use, age, type, language, restricted) => {
          const named = terms(change);
          const own = compileLicense({ id: 'lic_1', version: 3, terms: named, titles: TITLES });
          if (!own.ok) return;
          const {
            uses,
            components,
            territories,
            channels,
            purposes,
            languages,
            onlineDays,
            retentionDays,
            alterations,
            credit,
            ...common
          } = named;
          const policy = JSON.parse(JSON.stringify(own.value.agreement)) as OdrlJson;
          const uploaded = unwrap(
            compileLicense({ id: 'lic_1', version: 3, terms: { ...common, policy }, titles: TITLES }),
          );
          const decisionUnder = (compiled: CompiledLicense) =>
            withoutPolicies(
              decide(
                input({
                  license: compiled,
                  use,
                  subject: subject(
                    {
                      versionCreated: NOW - age * DAY_MS,
                      language,
                      partOf: ['urn:imprimatur:product:prd_1'],
                    },
                    type,
                  ),
                  restrictions: restricted ? [outNow] : [],
                }),
              ),
            );
          expect(decisionUnder(uploaded)).toEqual(decisionUnder(own.value));
          expect(licenseRecord(uploaded).universe).toEqual(licenseRecord(own.value).universe);
          expect(asksForByline({ ...common, policy })).toBe(credit?.byline ?? false);
        },
      ),
      runs(),
    );
  });

  it('does so as well when a JSON-LD processor has expanded it', async () => {
    const own = license({
      alterations: ['headline', 'excerpt'],
      onlineDays: 7,
      credit: { line: 'T', byline: true },
    });
    const context = { odrl: 'http://www.w3.org/ns/odrl/2/' };
    const inline = {
      ...own.agreement,
      '@context': [
        {
          '@vocab': 'http://www.w3.org/ns/odrl/2/',
          imp: 'urn:imprimatur:profile:1#',
          xsd: 'http://www.w3.org/2001/XMLSchema#',
          ...context,
          uid: '@id',
        },
      ],
    };
    const [expanded] = (await jsonld.expand(inline, {
      documentLoader: () => Promise.reject(new Error('nothing is fetched')),
    })) as OdrlJson[];
    const uploaded = unwrap(byPolicy(expanded ?? {}));
    for (const use of [
      {},
      { action: 'display', territory: 'AT', title: 'abend' },
      { action: 'extract' },
      { action: 'crop' },
    ])
      expect(decideOne({ license: uploaded, use }).outcome).toBe(decideOne({ license: own, use }).outcome);
  });
});
