/** The instant until which a decision cannot change. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, unchangedUntil } from '../../../src/rights/index.ts';
import type { DecideInput, OdrlJson } from '../../../src/rights/types.ts';
import { runs } from '../../support/runs.ts';
import { DAY_MS, input, license, NOW, restriction, set, sparse, subject, where } from '../fixtures.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const HOUR_MS = 3_600_000;

/** The decision without its words, because a trace may contain the instant of the use. */
function comparableOf(question: DecideInput): string {
  const { outcome, code, decidedBy, components, rights, policies } = decide(question);
  const each = components.map(({ sentence: _sentence, trace: _trace, ...one }) => one);
  return JSON.stringify({
    outcome,
    code,
    decidedBy,
    rights,
    policies,
    each: each.map((component) => ({ ...component, rights: component.rights })),
  });
}

const near = fc
  .integer({ min: -3, max: 3 })
  .chain((hours) => fc.integer({ min: -2, max: 2 }).map((ms) => NOW + hours * HOUR_MS + ms));
const time: fc.Arbitrary<OdrlJson> = fc.oneof(
  fc
    .tuple(fc.constantFrom('lt', 'lteq', 'gt', 'gteq', 'eq', 'neq'), near)
    .map(([operator, at]) => where('dateTime', operator, iso(at))),
  fc
    .tuple(fc.constantFrom('lt', 'lteq', 'gt', 'gteq'), fc.constantFrom('PT1H', 'PT2H', 'P1D', 'P1M'))
    .map(([operator, duration]) =>
      where(fc.sample(fc.constantFrom('elapsedTime', 'delayPeriod'), 1)[0] ?? '', operator, duration),
    ),
);
const rule = fc
  .record({
    action: fc.constantFrom('use', 'display', 'distribute', 'archive'),
    constraint: fc.array(
      fc.oneof(
        time,
        fc.array(time, { minLength: 1, maxLength: 2 }).map((or) => ({ or })),
        fc.constant(where('deliveryChannel', 'eq', 'web')),
      ),
      { maxLength: 2 },
    ),
    duty: fc.array(
      fc.record({ action: fc.constant('attribute'), constraint: fc.array(time, { maxLength: 1 }) }),
      {
        maxLength: 1,
      },
    ),
  })
  .map(sparse);
const question: fc.Arbitrary<DecideInput> = fc
  .record({
    ends: near.map((at) => iso(Math.max(at, NOW - HOUR_MS))),
    onlineDays: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
    embargo: fc.option(near, { nil: undefined }),
    created: fc.constantFrom(NOW - DAY_MS, NOW - 2 * HOUR_MS - 1, NOW - HOUR_MS, NOW - DAY_MS + HOUR_MS),
    restrictions: fc.array(
      fc.record({
        prohibition: fc.array(
          rule.map(({ duty: _, ...one }) => one),
          { maxLength: 2 },
        ),
        permission: fc.array(rule, { maxLength: 1 }),
      }),
      { maxLength: 2 },
    ),
    use: fc.constantFrom<DecideInput['use']>(
      {},
      { action: 'display' },
      { action: 'archive', channel: 'web' },
    ),
  })
  .map(({ ends, onlineDays, embargo, created, restrictions, use }) =>
    input({
      license: license({ ends, ...(onlineDays !== undefined && { onlineDays }) }),
      restrictions: restrictions.map((rules, n) =>
        restriction(set({ ...rules, obligation: [{ action: 'attribute' }] }), { id: `rst_${n}` }),
      ),
      subject: subject({
        versionCreated: created,
        ...(embargo !== undefined && { embargoedUntil: embargo }),
      }),
      use,
    }),
  );

describe('a decision stays as it is', () => {
  it('until the instant that is told, whatever the policies say of time', () => {
    fc.assert(
      fc.property(question, fc.double({ min: 0, max: 1, noNaN: true }), (question, share) => {
        const until = Math.min(unchangedUntil(question), NOW + 4 * HOUR_MS);
        const before = comparableOf(question);
        for (const now of [NOW + Math.floor(share * (until - 1 - NOW)), until - 1])
          expect(comparableOf({ ...question, now })).toBe(before);
      }),
      runs(),
    );
  });

  it('and no longer, where something ends or begins', () => {
    const ending = input({ license: license({ ends: iso(NOW + HOUR_MS) }), use: { action: 'display' } });
    expect(unchangedUntil(ending)).toBe(NOW + HOUR_MS);
    expect(decide(ending).outcome).toBe('permit');
    expect(decide({ ...ending, now: NOW + HOUR_MS }).outcome).toBe('deny');

    const early = input({ subject: subject({ embargoedUntil: NOW + 1 }), use: { action: 'display' } });
    expect(unchangedUntil(early)).toBe(NOW + 1);
    expect([decide(early).outcome, decide({ ...early, now: NOW + 1 }).outcome]).toEqual(['deny', 'permit']);
  });

  it('as long as the license lasts, where nothing else speaks of time', () => {
    expect(unchangedUntil(input())).toBe(Date.parse('2027-01-01T00:00:00Z'));
  });
});
