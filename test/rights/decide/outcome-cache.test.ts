/** Cached outcomes equal newly judged ones, for every question that they are used for. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as cells from '../../../src/rights/decide/cells.ts';
import { compileLicense, compileRestriction, decide } from '../../../src/rights/index.ts';
import { OUTCOMES_CACHED_MAX } from '../../../src/rights/limits.ts';
import type { ComponentType, NamedTerms } from '../../../src/rights/terms.ts';
import type {
  DecideInput,
  Decision,
  Entitlement,
  OdrlJson,
  RestrictionSource,
  Subject,
} from '../../../src/rights/types.ts';
import { runs } from '../../support/runs.ts';
import {
  DAY_MS,
  FULL_USE,
  input,
  license,
  NOW,
  restriction,
  set,
  sparse,
  TITLES,
  terms,
  unwrap,
  where,
} from '../fixtures.ts';

const HOUR_MS = 3_600_000;
/** End of the fixtures' license. */
const ENDS = Date.parse('2027-01-01T00:00:00Z');
const COMPONENTS = ['dispatch', 'photograph', 'graphic', 'logo'] as const satisfies ComponentType[];

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const iso = (ms: number) => new Date(ms).toISOString();
/** Few instants, so that many coincide. */
const near = fc
  .tuple(fc.integer({ min: -2, max: 3 }), fc.integer({ min: -1, max: 1 }))
  .map(([hours, ms]) => NOW + hours * HOUR_MS + ms);
const elapsed = fc.constantFrom('PT1H', 'PT2H', 'P1D', 'P14D', 'P1M');
const constraint: fc.Arbitrary<OdrlJson> = fc.oneof(
  fc
    .tuple(fc.constantFrom('lt', 'lteq', 'gt', 'gteq'), near)
    .map(([operator, at]) => where('dateTime', operator, iso(at))),
  fc
    .tuple(fc.constantFrom('lt', 'lteq', 'gt', 'gteq', 'eq', 'neq'), elapsed)
    .map(([operator, duration]) => where('elapsedTime', operator, duration)),
  fc.constantFrom(
    where('spatial', 'isAnyOf', ['AT']),
    where('purpose', 'eq', 'editorial'),
    where('language', 'eq', 'de'),
    where('imp:component', 'isAnyOf', ['photograph']),
    where('imp:title', 'eq', 'morgen'),
    where('count', 'lteq', 2),
  ),
);
const rule = fc.record({
  action: fc.constantFrom('use', 'display', 'archive'),
  constraint: fc.array(constraint, { maxLength: 2 }),
});
const anyRestriction: fc.Arbitrary<Omit<RestrictionSource, 'id'>> = fc
  .record({
    prohibition: fc.array(rule, { maxLength: 2 }),
    permission: fc.array(
      fc.record({
        action: fc.constant('use'),
        constraint: fc.array(constraint, { maxLength: 1 }),
        target: fc.oneof(
          { weight: 4, arbitrary: fc.constant(undefined) },
          fc.constantFrom('urn:test:item:1', 'itm_2'),
        ),
      }),
      { maxLength: 1 },
    ),
    scope: fc.constantFrom<RestrictionSource['scope']>(
      { kind: 'agency' },
      { kind: 'item', item: 'itm_1' },
      { kind: 'component', component: 'cmp_photograph' },
    ),
    reviewed: fc.boolean(),
  })
  .map(({ scope, reviewed, ...rules }) => ({
    version: 1,
    scope,
    reviewed,
    policy: set({ ...(sparse(rules) as OdrlJson), obligation: [{ action: 'attribute' }] }),
  }));
const anyTerms: fc.Arbitrary<Partial<NamedTerms>> = fc.record(
  {
    ends: near.map((at) => iso(at + HOUR_MS)),
    onlineDays: fc.constantFrom(1, 14),
    retentionDays: fc.constantFrom(1, 30),
    purposes: fc.constant(['editorial']),
    territoryBasis: fc.constantFrom('market', 'audience'),
    alterations: fc.constant(['crop', 'headline']),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<NamedTerms>>;
const FIELDS = {
  item: fc.constantFrom('itm_1', 'itm_2'),
  language: maybe(fc.constantFrom('de', 'en')),
  versionCreated: fc.oneof(
    near.map((at) => at - DAY_MS),
    near.map((at) => at - 14 * DAY_MS),
    near,
  ),
  embargoedUntil: maybe(near),
  types: fc.uniqueArray(fc.constantFrom(...COMPONENTS), { minLength: 1 }),
  use: fc.record(
    {
      action: fc.constantFrom('display', 'archive'),
      territory: fc.constantFrom('DE', 'AT'),
      channel: fc.constantFrom('web' as const, 'print' as const),
      title: fc.constantFrom('morgen', 'abend'),
      context: fc.constantFrom({ count: 1 }, { count: '3' }),
    },
    { requiredKeys: [] },
  ),
  entitlement: maybe(fc.constantFrom<Entitlement>({ datatypes: ['dispatch'] }, { channels: ['web'] })),
  now: near,
};

/** Questions that differ little, so that the cache is hit: each changes one field of the previous one. */
const someRequests = fc
  .tuple(
    fc.record(FIELDS),
    fc.array(fc.oneof(...Object.entries(FIELDS).map(([name, value]) => fc.record({ [name]: value }))), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([first, changes]) => {
    const all = [first];
    for (const change of changes) all.push({ ...(all.at(-1) ?? first), ...change });
    return all.map(requestOf);
  });

function requestOf({
  item,
  language,
  versionCreated,
  embargoedUntil,
  types,
  ...rest
}: {
  [Name in keyof typeof FIELDS]: (typeof FIELDS)[Name] extends fc.Arbitrary<infer Value> ? Value : never;
}) {
  const subject: Subject = {
    item,
    uri: item === 'itm_1' ? 'urn:test:item:1' : 'urn:test:item:2',
    sections: ['politics'],
    ...(language !== undefined && { language }),
    versionCreated,
    ...(embargoedUntil !== undefined && { embargoedUntil }),
    components: types.map((type) => ({ id: `cmp_${type}`, type })),
  };
  return { ...rest, subject } as Omit<DecideInput, 'license' | 'restrictions'>;
}

/** A whole decision with its words. */
const textOf = (decision: Decision) =>
  JSON.stringify([
    decision,
    decision.message,
    decision.components.map((decision) => [decision.message, decision.rights]),
  ]);

function compiled(change: Partial<NamedTerms>, sources: Omit<RestrictionSource, 'id'>[]) {
  return {
    license: unwrap(compileLicense({ id: 'lic_1', version: 3, terms: terms(change), titles: TITLES })),
    restrictions: sources.map((source, n) => unwrap(compileRestriction({ ...source, id: `rst_${n}` }))),
  };
}

afterEach(() => vi.restoreAllMocks());
/** Number of judged cases while the decisions are made. */
function judgements(decisions: () => unknown): number {
  const spy = vi.spyOn(cells, 'judgeCells');
  decisions();
  const times = spy.mock.calls.length;
  spy.mockRestore();
  return times;
}

describe('a cached outcome', () => {
  it('is equal to the one that is judged anew, whatever was asked before', () => {
    fc.assert(
      fc.property(
        anyTerms,
        fc.array(anyRestriction, { maxLength: 2 }),
        someRequests,
        (change, sources, questions) => {
          const same = compiled(change, sources);
          for (const question of questions) {
            const anew = decide({ ...question, ...compiled(change, sources) });
            expect(textOf(decide({ ...question, ...same }))).toBe(textOf(anew));
          }
        },
      ),
      runs(),
    );
  });

  const of = (subject: Partial<Subject>, rest: Partial<DecideInput> = {}): DecideInput => {
    const { subject: plain, ...question } = input(rest);
    return { ...question, subject: { ...plain, ...subject } };
  };

  it('is found for other articles, versions and components that no rule tells apart', () => {
    const own = license({ onlineDays: 30 });
    const ask = (subject: Partial<Subject>) => decide(of(subject, { license: own }));
    ask({});
    const others: Partial<Subject>[] = [
      { item: 'itm_2', uri: 'urn:test:item:2' },
      { versionCreated: NOW - 5 * DAY_MS },
      { components: [{ id: 'cmp_other', type: 'photograph' }] },
    ];
    for (const other of others) expect(judgements(() => ask(other))).toBe(0);
    const created = NOW - 5 * DAY_MS;
    expect(ask({ versionCreated: created }).rights?.expires).toBe(created + 30 * DAY_MS);
  });

  it('is judged anew where a license, restriction, token, use, language or embargo is another', () => {
    const own = license();
    const editorial = restriction(
      set({ prohibition: { action: 'use', constraint: where('spatial', 'eq', 'AT') } }),
    );
    const base = { license: own };
    const questions = [
      of({}, base),
      of({}, { license: license() }),
      of({}, { ...base, restrictions: [editorial] }),
      of({}, { ...base, entitlement: { channels: ['web'] } }),
      of({}, { ...base, use: { channel: 'web' } }),
      of({ language: 'en' }, base),
      of({ embargoedUntil: NOW + HOUR_MS }, base),
    ];
    for (const question of questions) {
      expect(judgements(() => decide(question))).toBe(1);
      expect(judgements(() => decide(question))).toBe(0);
    }
  });

  it('is judged anew where a rule tells components, or the times that versions have had, apart', () => {
    const texts = restriction(
      set({ prohibition: { action: 'use', constraint: where('imp:component', 'eq', 'dispatch') } }),
    );
    const waiting = restriction(null, { reviewed: false, scope: { kind: 'item', item: 'itm_1' } });
    const old = license({ onlineDays: 30 });
    const pictures = { components: [{ id: 'cmp_photograph', type: 'photograph' as const }] };
    const pairs: [DecideInput, Partial<Subject>][] = [
      [of({}, { license: license(), restrictions: [texts] }), pictures],
      [of({}, { license: license(), restrictions: [waiting] }), pictures],
      [of({}, { license: old }), { versionCreated: NOW - 30 * DAY_MS }],
      [of({}, { license: old }), { versionCreated: ENDS - 30 * DAY_MS }],
      [of({}, { license: license({ onlineDays: 60 }) }), { versionCreated: ENDS - 61 * DAY_MS }],
      [
        of(
          { embargoedUntil: NOW + 2 * HOUR_MS, versionCreated: NOW + HOUR_MS - DAY_MS },
          { license: license({ onlineDays: 1 }) },
        ),
        { versionCreated: NOW + 3 * HOUR_MS - DAY_MS },
      ],
    ];
    for (const [question, subject] of pairs) {
      decide(question);
      const other = { ...question, subject: { ...question.subject, ...subject } };
      expect(judgements(() => decide(other))).toBe(1);
    }
  });

  it('ends at the next instant that a rule names, and does not begin before it was judged', () => {
    const ending = license({ ends: iso(NOW + HOUR_MS) });
    const at = (now: number) => judgements(() => decide(input({ license: ending, now })));
    expect([at(NOW), at(NOW + HOUR_MS - 1), at(NOW + HOUR_MS), at(NOW)]).toEqual([1, 0, 1, 1]);
  });

  it('is left out where a rule names its target, and where one case is all that is asked', () => {
    const named = restriction(set({ permission: { action: 'use', target: 'urn:test:item:1' } }));
    const targeted = input({ restrictions: [named] });
    for (const question of [targeted, input({ use: FULL_USE })])
      expect([1, 2].map(() => judgements(() => decide(question)))).toEqual([1, 1]);
  });

  it('is forgotten when too many others have come since', () => {
    const question = input({ use: { channel: 'broadcast' } });
    const ask = (language: string) => decide({ ...question, subject: { ...question.subject, language } });
    ask('de');
    for (let n = 0; n <= OUTCOMES_CACHED_MAX; n++) ask(`x-${n}`);
    expect(judgements(() => ask('de'))).toBe(1);
  });
});
