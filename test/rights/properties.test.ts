/** Properties of any license, any restrictions and any use. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkEntitlement,
  compileLicense,
  compileRestriction,
  decide,
  expandTerritories,
  printProse,
  readProse,
} from '../../src/rights/index.ts';
import { CHANNELS, type Channel, type NamedTerms } from '../../src/rights/terms.ts';
import type {
  CompiledRestriction,
  Entitlement,
  OdrlJson,
  RightsGrant,
  StatedUse,
} from '../../src/rights/types.ts';
import { runs } from '../support/runs.ts';
import {
  DAY_MS,
  input,
  license,
  NOW,
  restriction,
  set,
  sparse,
  subject,
  TITLES,
  terms,
  unwrap,
} from './fixtures.ts';

const RUNS = runs();
const ACTS = [
  'display',
  'distribute',
  'play',
  'print',
  'archive',
  'reproduce',
  'extract',
  'translate',
  'use',
  'search',
  'ai-train',
];
const PLACES = ['DE', 'AT', 'CH', 'FR', 'JP', 'DACH', 'EU', 'world'];
const PURPOSES = ['editorial', 'advertising', 'research'];
const some = <T>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 });

const anyTerms: fc.Arbitrary<Partial<NamedTerms>> = fc.record(
  {
    uses: some(ACTS),
    territories: some(PLACES),
    channels: some(CHANNELS),
    territoryBasis: fc.constantFrom('market' as const, 'audience' as const),
    purposes: fc.option(some(PURPOSES), { nil: undefined }),
    alterations: fc.uniqueArray(fc.constantFrom('translate' as const, 'crop' as const, 'excerpt' as const)),
  },
  { requiredKeys: ['uses', 'territories', 'channels'] },
);

const anyConstraint: fc.Arbitrary<OdrlJson> = fc.oneof(
  fc.record({
    leftOperand: fc.constant('spatial'),
    operator: fc.constantFrom('eq', 'isAnyOf', 'isNoneOf', 'neq'),
    rightOperand: some(PLACES),
  }),
  fc.record({
    leftOperand: fc.constant('deliveryChannel'),
    operator: fc.constantFrom('isAnyOf', 'isNoneOf'),
    rightOperand: some(CHANNELS),
  }),
  fc.record({
    leftOperand: fc.constant('purpose'),
    operator: fc.constantFrom('isAnyOf', 'isNoneOf'),
    rightOperand: some(PURPOSES),
  }),
  fc.record({
    leftOperand: fc.constant('imp:title'),
    operator: fc.constant('isAnyOf'),
    rightOperand: some(['morgen', 'abend']),
  }),
  fc.record({
    leftOperand: fc.constant('elapsedTime'),
    operator: fc.constantFrom('gt', 'lteq'),
    rightOperand: fc.constantFrom('P1D', 'P14D'),
  }),
  fc.record({
    leftOperand: fc.constantFrom('count', 'moonPhase'),
    operator: fc.constant('eq'),
    rightOperand: fc.constant('1'),
  }),
);
const anyRule: fc.Arbitrary<OdrlJson> = fc
  .record({
    action: some(['use', 'display', 'distribute', 'play', 'archive', 'extract', 'imp:search']),
    constraint: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: anyConstraint },
        {
          weight: 1,
          arbitrary: fc.array(anyConstraint, { minLength: 1, maxLength: 2 }).map((or) => ({ or })),
        },
      ),
      { maxLength: 2 },
    ),
  })
  .map(sparse);
const anyRestriction: fc.Arbitrary<CompiledRestriction> = fc
  .record({
    prohibition: fc.array(anyRule, { maxLength: 2 }),
    permission: fc.array(anyRule, { maxLength: 1 }),
    obligation: fc.constant([{ action: 'attribute' }]),
  })
  .map((rules) => restriction(set(rules)));
const anyUse: fc.Arbitrary<StatedUse> = fc.record(
  {
    action: fc.constantFrom(...ACTS, 'frobnicate'),
    title: fc.constantFrom('morgen', 'abend', 'nobody'),
    territory: fc.constantFrom('DE', 'AT', 'FR', 'JP', 'DACH', '??'),
    channel: fc.constantFrom(...CHANNELS),
    purpose: fc.constantFrom(...PURPOSES, 'other'),
  },
  { requiredKeys: [] },
);
const anyEntitlement: fc.Arbitrary<Entitlement> = fc.record(
  {
    actions: some(ACTS),
    locations: some(PLACES),
    channels: some(CHANNELS),
    datatypes: some(['dispatch', 'photograph'] as const),
  },
  { requiredKeys: [] },
);

/** Combinations of a few values of each part of a grant. */
function usesOf(grant: RightsGrant): StatedUse[] {
  const expanded = [...unwrap(expandTerritories(grant.territories))].filter(
    (code) => !grant.except.includes(code),
  );
  const few = <T>(values: readonly T[]) =>
    [...new Set([values[0], values[Math.floor(values.length / 2)], values.at(-1)])].filter(
      (value) => value !== undefined,
    );
  return few(grant.uses).flatMap((action) =>
    (grant.titles.length > 0 ? grant.titles : [undefined]).flatMap((title) =>
      few(expanded).flatMap((territory) =>
        few(grant.channels).flatMap((channel) =>
          few(grant.purposes ?? ['editorial', 'a purpose that nobody named']).map((purpose) => ({
            action,
            territory,
            channel,
            purpose,
            ...(title !== undefined && { title }),
          })),
        ),
      ),
    ),
  );
}

const contains = (grants: readonly RightsGrant[], use: StatedUse) =>
  grants.some(
    (grant) =>
      grant.uses.includes(use.action ?? '') &&
      grant.titles.includes(use.title ?? '') &&
      grant.channels.includes(use.channel as Channel) &&
      (!grant.purposes || grant.purposes.includes(use.purpose ?? '')) &&
      unwrap(expandTerritories(grant.territories)).has(use.territory ?? '') &&
      !grant.except.includes(use.territory ?? ''),
  );

describe('components', () => {
  const types = ['dispatch', 'photograph', 'graphic', 'logo'] as const;
  const componentRule = fc.record({
    action: some(['use', 'display', 'archive']),
    constraint: fc.array(
      fc.record({
        leftOperand: fc.constant('imp:component'),
        operator: fc.constantFrom('isAnyOf', 'isNoneOf'),
        rightOperand: some(types),
      }),
      { maxLength: 1 },
    ),
  });
  const scoped = fc
    .tuple(componentRule, fc.constantFrom('item', ...types), fc.boolean())
    .map(([prohibition, where, reviewed]) =>
      restriction(set({ prohibition: sparse(prohibition) }), {
        reviewed,
        scope:
          where === 'item'
            ? { kind: 'item', item: 'itm_1' }
            : { kind: 'component', component: `cmp_${where}` },
      }),
    );

  it('are decided together as each by itself, sentence and trace included', () => {
    fc.assert(
      fc.property(anyTerms, fc.array(scoped, { maxLength: 3 }), anyUse, (change, restrictions, use) => {
        const of = {
          license: license({ components: ['dispatch', 'photograph'], ...change }),
          restrictions,
          use,
        };
        const together = decide(input({ ...of, subject: subject({}, ...types) }));
        for (const [place, type] of types.entries()) {
          const [alone] = decide(input({ ...of, subject: subject({}, type) })).components;
          expect(JSON.parse(JSON.stringify(together.components[place]))).toEqual(
            JSON.parse(JSON.stringify(alone)),
          );
        }
      }),
      RUNS,
    );
  });
});

describe('effective rights', () => {
  it('are never wider than what is permitted case by case, at their beginning and until they expire', () => {
    fc.assert(
      fc.property(
        anyTerms,
        fc.array(anyRestriction, { maxLength: 3 }),
        anyUse,
        fc.boolean(),
        (change, restrictions, use, early) => {
          const base = input({
            license: license(change),
            restrictions,
            ...(early && { subject: subject({ embargoedUntil: NOW + DAY_MS }) }),
          });
          const { rights } = decide({ ...base, use });
          if (!rights) return;
          for (const instant of [Math.max(NOW, rights.notBefore ?? NOW), rights.expires - 1])
            for (const stated of rights.grants.flatMap(usesOf))
              expect([stated, decide({ ...base, use: stated, now: instant }).outcome]).toEqual([
                stated,
                'permit',
              ]);
        },
      ),
      RUNS,
    );
  });

  it('contain what is permitted case by case where the partner geo-blocks', () => {
    const full = anyUse.map((use) => ({
      action: 'display',
      title: 'morgen',
      territory: 'DE',
      channel: 'web' as Channel,
      purpose: 'editorial',
      ...use,
    }));
    fc.assert(
      fc.property(anyTerms, fc.array(anyRestriction, { maxLength: 2 }), full, (change, restrictions, use) => {
        const base = input({ license: license({ ...change, territoryBasis: 'audience' }), restrictions });
        const named = [...PURPOSES, 'editorial'].includes(use.purpose) && use.action !== 'use';
        if (
          !named ||
          !(change.uses ?? []).includes(use.action) ||
          decide({ ...base, use }).outcome === 'deny'
        )
          return;
        expect(contains(decide({ ...base, use: {} }).rights?.grants ?? [], use)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('a decision', () => {
  it('never turns from deny to permit by another restriction that only forbids', () => {
    fc.assert(
      fc.property(
        anyTerms,
        fc.array(anyRestriction, { maxLength: 2 }),
        anyRule,
        anyUse,
        (change, restrictions, rule, use) => {
          const base = input({ license: license(change), restrictions, use });
          const more = restriction(set({ prohibition: rule }), { id: 'rst_2' });
          if (decide(base).outcome === 'deny')
            expect(decide({ ...base, restrictions: [...restrictions, more] }).outcome).toBe('deny');
        },
      ),
      RUNS,
    );
  });

  it('never turns from deny to permit by any restriction at all', () => {
    fc.assert(
      fc.property(anyTerms, anyRestriction, anyUse, (change, more, use) => {
        const base = input({ license: license(change), use });
        if (decide(base).outcome === 'deny')
          expect(decide({ ...base, restrictions: [more] }).outcome).toBe('deny');
      }),
      RUNS,
    );
  });

  it('is never widened by an entitlement', () => {
    fc.assert(
      fc.property(anyTerms, anyEntitlement, anyUse, (change, entitlement, use) => {
        const base = input({ license: license(change), use });
        const narrowed = decide({ ...base, entitlement });
        if (decide(base).outcome === 'deny') expect(narrowed.outcome).toBe('deny');
        for (const stated of (narrowed.rights?.grants ?? []).flatMap(usesOf))
          expect(decide({ ...base, use: stated }).outcome).toBe('permit');
      }),
      RUNS,
    );
  });

  it('does not depend on the order of restrictions, but for the one that is named', () => {
    fc.assert(
      fc.property(
        anyTerms,
        fc.array(anyRestriction, { maxLength: 3 }),
        anyUse,
        (change, restrictions, use) => {
          const base = input({ license: license(change), use });
          const [decision, other] = [restrictions, [...restrictions].reverse()].map((list) =>
            decide({ ...base, restrictions: list }),
          );
          expect(other?.outcome).toBe(decision?.outcome);
          expect(other?.rights?.expires).toBe(decision?.rights?.expires);
        },
      ),
      RUNS,
    );
  });

  it('is never granted on an unknown name', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('action', 'title', 'territory'),
        fc.string({ unit: 'binary' }),
        (part, name) => {
          fc.pre(
            !['DE', 'AT', 'CH', 'DEU', 'AUT', 'CHE'].includes(name.toUpperCase()) &&
              name !== 'morgen' &&
              name !== 'abend',
          );
          fc.pre(!/^(odrl:|imp:)?(display|distribute|archive)$/.test(name));
          expect(decide(input({ use: { [part]: name } })).outcome).toBe('deny');
        },
      ),
      RUNS,
    );
  });

  it('explains itself: a deny names its code, a rule and a sentence, a permit its rights', () => {
    fc.assert(
      fc.property(
        anyTerms,
        fc.array(anyRestriction, { maxLength: 2 }),
        anyUse,
        (change, restrictions, use) => {
          for (const decision of decide(input({ license: license(change), restrictions, use })).components) {
            expect(decision.decidedBy).toMatch(/^[^#]+#.+/);
            expect(decision.sentence).toMatch(/^[A-Z].+\.$/);
            expect(decision.trace.length).toBeGreaterThan(0);
            expect(
              decision.outcome === 'permit'
                ? (decision.rights?.grants.length ?? 0) > 0
                : decision.code !== undefined,
            ).toBe(true);
          }
        },
      ),
      RUNS,
    );
  });
});

describe('hostile input', () => {
  const source = { id: 'r', version: 1, scope: { kind: 'agency' as const }, reviewed: true };
  const key = fc.constantFrom(
    'permission',
    'prohibition',
    'obligation',
    'duty',
    'action',
    'constraint',
    'or',
    'xone',
    'leftOperand',
    'operator',
    'rightOperand',
    'refinement',
    'uid',
    '@id',
    '@type',
    '@graph',
    '@value',
    '@list',
    'target',
    'source',
    'profile',
    '__proto__',
  );
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(
        'display',
        'spatial',
        'eq',
        'DE',
        'Set',
        'use',
        'archive',
        'dateTime',
        'urn:x',
        '\ud800',
      ),
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(key, tie('node'), { maxKeys: 5 }),
    ),
  })).node;

  it('as a policy gives a value or faults, and a decision, never a throw', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 6 }), (json) => {
        const compiled = compileRestriction({ ...source, policy: json });
        if (!compiled.ok) expect(compiled.reason.length).toBeGreaterThan(0);
        else decide(input({ restrictions: [compiled.value] }));
        expect(typeof printProse(json)).toBe('string');
      }),
      runs(200),
    );
  });

  it('as terms gives a license or faults', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(terms()), 'titles', 'credit', 'afterTerm', 'alterations', 'languages'),
        fc.jsonValue(),
        (field, odd) => {
          const compiled = compileLicense({
            id: 'l',
            version: 1,
            terms: { ...terms(), [field]: odd } as NamedTerms,
            titles: TITLES,
          });
          if (compiled.ok) decide(input({ license: compiled.value }));
        },
      ),
      RUNS,
    );
  });

  it('as an entitlement is judged', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (names) => {
        const odd = { actions: names, locations: names, channels: names, datatypes: names } as Entitlement;
        expect(checkEntitlement(license(), odd)).toHaveLength(names.length * 4);
        decide(input({ entitlement: odd }));
      }),
      RUNS,
    );
  });

  it('as prose is read', () => {
    const word = fc.constantFrom(
      'NO',
      'JAPAN',
      'OUT',
      'ARCHIVE',
      'AFTER',
      '14',
      'DAYS',
      'UNTIL',
      '20',
      'NOV',
      '2026',
      'EDITORIAL',
      'USE',
      'ONLY',
      'AND',
      ',',
      '.',
      'FRANCE',
      'WORLD',
      'EXCEPT',
      'PRINT',
      '\ud800',
      'é',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
        ),
        (text) => {
          const reading = readProse(text);
          expect(reading.complete).toBe(
            reading.unaccounted.length === 0 && reading.phrases.every(({ confirm }) => confirm === undefined),
          );
          if (!reading.policy) return;
          expect(compileRestriction({ ...source, policy: reading.policy }).ok).toBe(true);
          expect(readProse(printProse(reading.policy)).policy).toEqual(reading.policy);
        },
      ),
      runs(200),
    );
  });
});
