/** Until when a judgement stays as it is: every step of the judging order that looks at the clock. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemVersion } from '../../src/articles/model.ts';
import { toArticleContext, toLicenseContext } from '../../src/delivery/decision-context.ts';
import { validUntil } from '../../src/delivery/decision-expiry.ts';
import { judgeRequest, type Question } from '../../src/delivery/judge.ts';
import type { ArticleContext, LicenseContext } from '../../src/delivery/types.ts';
import type { LicenseBundle } from '../../src/licensing/bundle.ts';
import { DAY_MS, NOW, TITLES, terms, unwrap } from '../rights/fixtures.ts';
import { runs } from '../support/runs.ts';

const HOUR_MS = 3_600_000;
const SELECTABLE = { sections: ['news'], subjects: [], language: 'de' };

interface Moments {
  starts: number;
  ends: number;
  created: number;
  embargo?: number | undefined;
  part?: number | undefined;
  member?: number | undefined;
  backfileDays?: number | undefined;
  held?: { until: number; firstMs?: number | undefined; backfileDays?: number | undefined } | undefined;
}

function worldsOf({
  starts,
  ends,
  created,
  embargo,
  part,
  member,
  backfileDays,
  held,
}: Moments): [LicenseContext, ArticleContext] {
  const selection = { sections: ['news'], ...(backfileDays !== undefined && { backfileDays }) };
  const bundle: LicenseBundle = {
    license: { id: 'lic_1', version: 1, terms: terms({ products: ['prd_1'] }), titles: TITLES },
    status: 'active',
    startsMs: starts,
    endsMs: ends,
    partner: { id: 'par_1', name: 'Partner', status: 'active', ledger: 'ledger-0' },
    products: [{ id: 'prd_1', selection }],
    restrictions: [],
    exclusivities: held
      ? [
          {
            restriction: {
              id: 'exc_1',
              version: 1,
              scope: { kind: 'exclusivity' },
              reviewed: true,
              policy: { '@type': 'Set', uid: 'urn:test:exc', prohibition: [{ action: 'use' }] },
            },
            untilMs: held.until,
            ...(held.firstMs !== undefined && { firstMs: held.firstMs }),
            selections: [{ ...(held.backfileDays !== undefined && { backfileDays: held.backfileDays }) }],
          },
        ]
      : [],
    epoch: 1,
  };
  const item = {
    ...SELECTABLE,
    id: 'itm_1',
    seq: 1,
    uri: 'urn:test:item',
    version: '1',
    type: 'text',
    pubStatus: 'usable',
    versionCreated: created,
    ...(embargo !== undefined && { embargoedUntil: embargo }),
    blocks: [],
    components: [
      { id: 'cmp_text', type: 'dispatch', digest: 'a' },
      {
        id: 'cmp_photo',
        type: 'photograph',
        digest: 'b',
        ...(part !== undefined && { embargoedUntil: part }),
      },
    ],
  } as unknown as ItemVersion;
  const members = [
    {
      ...SELECTABLE,
      id: 'itm_member',
      name: 'sidebar',
      uri: 'urn:test:member',
      type: 'text' as const,
      versionCreated: created,
      ...(member !== undefined && { embargoedUntil: member }),
    },
  ];
  return [
    unwrap(toLicenseContext(bundle)),
    toArticleContext({ item, restrictions: [], members, carried: [] }),
  ];
}

const near = fc
  .tuple(fc.integer({ min: -2, max: 3 }), fc.integer({ min: -1, max: 1 }))
  .map(([hours, ms]) => NOW + hours * HOUR_MS + ms);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const moments: fc.Arbitrary<Moments> = fc.record({
  starts: near.map((at) => at - HOUR_MS),
  ends: near.map((at) => at + 2 * HOUR_MS),
  created: fc.tuple(fc.constantFrom(1, 2), near).map(([days, at]) => at - days * DAY_MS),
  embargo: maybe(near),
  part: maybe(near),
  member: maybe(near),
  backfileDays: maybe(fc.constantFrom(1, 2)),
  held: maybe(
    fc.record({
      until: near,
      firstMs: maybe(fc.constantFrom(DAY_MS, 2 * DAY_MS)),
      backfileDays: maybe(fc.constantFrom(1, 2)),
    }),
  ),
});
const question = (now: number): Question => ({ entitlement: {}, use: {}, now });

/** What is judged, but for the words: a trace may name the instant of the use. */
function outcomeOf(outcomeOf: [LicenseContext, ArticleContext], now: number): string {
  const judged = judgeRequest(...outcomeOf, question(now));
  if (judged.kind === 'uncovered') return judged.kind;
  const { decision, withheld } = judged;
  const rights = decision?.components.map(({ component, code, decidedBy, rights }) => [
    component,
    code,
    decidedBy,
    rights,
  ]);
  const rest =
    judged.kind === 'permit'
      ? [judged.rights, judged.components, judged.members]
      : [judged.code, judged.decidedBy];
  return JSON.stringify([judged.kind, withheld, rights, rest]);
}

describe('a judgement', () => {
  it('stays as it is until the instant that is told', () => {
    fc.assert(
      fc.property(moments, fc.double({ min: 0, max: 1, noNaN: true }), (when, share) => {
        const contexts = worldsOf(when);
        const until = Math.min(validUntil(...contexts, question(NOW)), NOW + 6 * HOUR_MS);
        const before = outcomeOf(contexts, NOW);
        for (const now of [NOW + Math.floor(share * (until - 1 - NOW)), until - 1])
          expect(outcomeOf(contexts, now)).toBe(before);
      }),
      runs(),
    );
  });

  const plain: Moments = { starts: NOW - DAY_MS, ends: NOW + 9 * DAY_MS, created: NOW - DAY_MS };
  it.each<[string, Partial<Moments>, number]>([
    ['the license begins', { starts: NOW + HOUR_MS }, NOW + HOUR_MS],
    ['the license ends', { ends: NOW + HOUR_MS }, NOW + HOUR_MS],
    ['an embargo lifts', { embargo: NOW + HOUR_MS }, NOW + HOUR_MS],
    ['an embargo of one part lifts', { part: NOW + HOUR_MS }, NOW + HOUR_MS],
    ['an embargo of a member lifts', { member: NOW + HOUR_MS }, NOW + HOUR_MS],
    [
      'the product reaches back no further',
      { created: NOW - DAY_MS + HOUR_MS, backfileDays: 1 },
      NOW + HOUR_MS + 1,
    ],
    ['what another has alone is over', { held: { until: NOW + HOUR_MS } }, NOW + HOUR_MS],
    [
      'the first hours of another are over',
      { created: NOW - HOUR_MS, held: { until: NOW + DAY_MS, firstMs: 2 * HOUR_MS } },
      NOW + HOUR_MS,
    ],
  ])('ends when %s', (_, change, at) => {
    const contexts = worldsOf({ ...plain, ...change });
    expect(validUntil(...contexts, question(NOW))).toBe(at);
    expect(outcomeOf(contexts, at - 1)).toBe(outcomeOf(contexts, NOW));
    expect(outcomeOf(contexts, at)).not.toBe(outcomeOf(contexts, NOW));
  });
});
