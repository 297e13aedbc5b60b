/**
 * What must hold between any two licenses: what is stored beside each other never permits one use to both.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLicenses } from '../../../src/licensing/exclusivity/clashes.ts';
import { applyRepair, findRepairs, type Narrowable } from '../../../src/licensing/exclusivity/repair.ts';
import {
  checkLicense,
  compileLicense,
  compileRestriction,
  decide,
  exclusiveExtent,
  exclusivityRestriction,
  licensedExtent,
  overlapOf,
} from '../../../src/rights/index.ts';
import { CHANNELS, COMPONENT_TYPES, type NamedTerms } from '../../../src/rights/terms.ts';
import type { CompiledLicense, CompiledRestriction, StatedUse, Subject } from '../../../src/rights/types.ts';
import { subject, terms, unwrap } from '../../rights/fixtures.ts';
import { met, runs } from '../../support/runs.ts';

const RUNS = runs(500);
const ACTS = [
  'use',
  'play',
  'display',
  'distribute',
  'reproduce',
  'extract',
  'translate',
  'modify',
  'crop',
  'search',
];
const PLACES = ['DE', 'DE-BY', 'AT', 'FR', 'JP', 'DACH', 'EU', 'world', '-DE', '-JP', '-DE-BY'];
const INSTANTS = ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01', '2027-01-01'].map(
  (day) => `${day}T00:00:00Z`,
);
const PRODUCT = new Map([['prd_1', {}]]);
const TITLES = [{ id: 'only', name: 'Only', domains: ['only.example'], market: 'DE' }];

const some = <T>(values: readonly T[], maxLength = 3) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const term = fc
  .uniqueArray(fc.nat(INSTANTS.length - 1), { minLength: 2, maxLength: 2 })
  .map(([a = 0, b = 1]) => [INSTANTS[Math.min(a, b)] ?? '', INSTANTS[Math.max(a, b)] ?? ''] as const);

/** Few values, so that two licenses often meet. */
const anyTerms = (exclusive: boolean, hours: boolean): fc.Arbitrary<NamedTerms> =>
  fc
    .record({
      uses: some(ACTS),
      components: some(COMPONENT_TYPES.slice(0, 3)),
      territories: some(PLACES),
      channels: some(CHANNELS.slice(0, 4)),
      alterations: fc.uniqueArray(fc.constantFrom('translate' as const, 'crop' as const, 'excerpt' as const)),
      term,
      languages: maybe(some(['de', 'de-AT', 'fr'], 1)),
      purposes: maybe(some(['editorial', 'advertising'], 1)),
      alone: fc.record({
        uses: maybe(some(ACTS, 1)),
        components: maybe(some(COMPONENT_TYPES.slice(0, 3), 1)),
        territories: maybe(some(PLACES, 2)),
        channels: maybe(some(CHANNELS.slice(0, 4), 1)),
        window: maybe(term),
        firstHours: hours ? fc.constantFrom(1, 24) : fc.constant(undefined),
      }),
    })
    .map(({ term: [starts, ends], languages, purposes, alone: { window, ...alone }, ...rest }) =>
      withoutUndefined({
        ...terms({ ...rest, starts, ends, territoryBasis: 'audience', products: ['prd_1'] }),
        languages,
        purposes,
        exclusivity: exclusive
          ? withoutUndefined({ ...alone, from: window?.[0], until: window?.[1] })
          : undefined,
      } as NamedTerms),
    )
    .filter(
      (candidate) =>
        compileLicense(source(candidate)).ok && checkLicense(source(candidate), 0).faults.length === 0,
    );

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

const source = (of: NamedTerms) => ({ id: 'lic_x', version: 1, terms: of, titles: TITLES });
const licensed = (of: NamedTerms): CompiledLicense => unwrap(compileLicense(source(of)));
const held = (of: NamedTerms): CompiledRestriction[] => {
  const restriction = exclusivityRestriction({ id: 'exc_x', version: 1, terms: of });
  return restriction ? [unwrap(compileRestriction(restriction))] : [];
};
const party = (id: string, of: NamedTerms) => ({ id, partner: `par_${id}`, terms: of });

interface Case {
  use: StatedUse;
  subject: Subject;
  now: number;
}
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    action: fc.constantFrom(...ACTS.filter((act) => act !== 'use')),
    territory: fc.constantFrom('DE', 'DE-BY', 'DE-BE', 'AT', 'FR', 'JP'),
    channel: fc.constantFrom(...CHANNELS.slice(0, 4)),
    purpose: fc.constantFrom('editorial', 'advertising', 'research'),
    component: fc.constantFrom(...COMPONENT_TYPES.slice(0, 3)),
    language: fc.constantFrom('de', 'de-AT', 'fr', 'en'),
    at: fc.constantFrom(...INSTANTS),
    age: fc.constantFrom(0, 3_600_000, 7_200_000, 90_000_000),
  })
  .map(({ component, language, at, age, ...use }) => ({
    use: { ...use, title: 'only' },
    now: Date.parse(at),
    subject: subject({ language, versionCreated: Date.parse(at) - age }, component),
  }));
const cases = fc.array(anyCase, { minLength: 8, maxLength: 16 });

/** A license that permits everything: under it, what is denied is what the restriction names. */
const EVERYTHING = licensed(
  terms({
    uses: ['use', 'transfer', 'search'],
    alterations: ['headline', 'shorten', 'excerpt', 'translate', 'crop', 'combine'],
    components: [...COMPONENT_TYPES],
    territories: ['world'],
    channels: [...CHANNELS],
    territoryBasis: 'audience',
    starts: '2020-01-01T00:00:00Z',
    ends: '2030-01-01T00:00:00Z',
  }),
);
const permits = (license: CompiledLicense, useCase: Case, restrictions: CompiledRestriction[] = []) =>
  decide({ license, restrictions, ...useCase }).outcome === 'permit';
const names = (exclusivity: CompiledRestriction[], useCase: Case) =>
  !permits(EVERYTHING, useCase, exclusivity);

let clashing = 0;
let standing = 0;

describe('any two licenses', () => {
  it('that are stored beside each other grant nothing that one of them has alone', () => {
    fc.assert(
      fc.property(
        anyTerms(true, false),
        fc.boolean().chain((both) => anyTerms(both, false)),
        cases,
        (mine, other, list) => {
          const { clashes, warnings } = compareLicenses(party('a', mine), party('b', other), PRODUCT, 0);
          expect(warnings).toEqual([]);
          if (clashes.length > 0) {
            clashing += 1;
            return;
          }
          standing += 1;
          const [one, two, alone, others] = [licensed(mine), licensed(other), held(mine), held(other)];
          for (const each of list) {
            expect(permits(two, each) && names(alone, each)).toBe(false);
            expect(permits(one, each) && names(others, each)).toBe(false);
          }
        },
      ),
      RUNS,
    );
    // Neither answer may be the rare one, or this shows nothing.
    expect(Math.min(clashing, standing)).toBeGreaterThan(met(75));
  });

  it('are decided so that what one has alone is not permitted to the other, first hours too', () => {
    fc.assert(
      fc.property(anyTerms(true, true), anyTerms(false, false), cases, (mine, other, list) => {
        const [two, alone] = [licensed(other), held(mine)];
        for (const each of list) expect(permits(two, each, alone) && names(alone, each)).toBe(false);
      }),
      RUNS,
    );
  });

  it('are decided alike with and without an exclusivity that keeps nothing of what the license grants', () => {
    let apart = 0;
    fc.assert(
      fc.property(anyTerms(true, false), anyTerms(false, false), cases, (mine, other, list) => {
        const reserved = exclusiveExtent(mine);
        if (reserved && overlapOf(reserved, licensedExtent(other))) return;
        apart += 1;
        const [two, alone] = [licensed(other), held(mine)];
        for (const { use, ...each } of list)
          for (const stated of [use, {}])
            expect(permits(two, { ...each, use: stated }, alone)).toBe(
              permits(two, { ...each, use: stated }),
            );
      }),
      RUNS,
    );
    expect(apart).toBeGreaterThan(met(50));
  });

  it('clash only over a use that both could make', () => {
    fc.assert(
      fc.property(anyTerms(true, false), anyTerms(false, false), (mine, other) => {
        const reserved = exclusiveExtent(mine);
        const overlap = reserved && overlapOf(reserved, licensedExtent(other));
        fc.pre(overlap !== undefined);
        if (!overlap) return;
        const [two, alone] = [licensed(other), held(mine)];
        const uses = [...overlap.acts].flatMap((action) =>
          [...overlap.components].flatMap((component) =>
            ['de', 'de-AT', 'fr'].flatMap((language) =>
              ['editorial', 'advertising'].map(
                (purpose): Case => ({
                  use: {
                    action,
                    purpose,
                    title: 'only',
                    territory: [...overlap.territories][0] ?? '',
                    channel: [...overlap.channels][0] as 'web',
                  },
                  now: overlap.from,
                  subject: subject({ language, versionCreated: overlap.from }, component as 'dispatch'),
                }),
              ),
            ),
          ),
        );
        expect(uses.some((use) => permits(two, use) && !permits(two, use, alone))).toBe(true);
      }),
      RUNS,
    );
  });

  it('that clash are mended by any one of the changes that are offered', () => {
    let mended = 0;
    fc.assert(
      fc.property(anyTerms(true, false), anyTerms(false, false), (mine, other) => {
        const reserved = exclusiveExtent(mine);
        const overlap = reserved && overlapOf(reserved, licensedExtent(other));
        if (!overlap) return;
        const clears = (changed: Narrowable) =>
          !overlapOf(reserved, licensedExtent({ ...other, ...changed }));
        for (const repair of findRepairs(other, overlap, ['prd_1'], clears)) {
          mended += 1;
          const changed = applyRepair(repair, other);
          // It can be stored, and nothing of what clashed is left.
          const left = licensed(changed);
          expect(compareLicenses(party('a', mine), party('b', changed), PRODUCT, 0).clashes).toEqual([]);
          expect(left.id).toBe('lic_x');
        }
      }),
      RUNS,
    );
    expect(mended).toBeGreaterThan(met(250));
  });
});
