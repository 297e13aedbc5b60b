import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restrictionOf, wordsOf } from '../../../../src/audit/reports/log/rule-words.ts';
import { RuleTally } from '../../../../src/audit/reports/log/rules.ts';
import { Calendar } from '../../../../src/ledger/segments/calendar.ts';
import { sumOf } from '../../../../src/ledger/segments/cells.ts';
import { StopCount } from '../../../../src/ledger/segments/stops.ts';
import type { Entry } from '../../../../src/ledger/types.ts';
import { cellsOf } from '../../../ledger/segments/counted.ts';
import { anyEntry, entryOf } from '../../../ledger/segments/entries.ts';

function linesOf(entries: Entry[]) {
  const tally = new RuleTally();
  const count = new StopCount(new Calendar(() => 'UTC'));
  for (const entry of entries) count.add(entry);
  for (const stop of count.stops()) tally.add(stop);
  return tally.lines(new Map(), { license: 'lic_1' });
}
const part = (decidedBy: string, code = 'restricted') => ({ component: 'cmp_1', code, decidedBy });
const refusal = (decidedBy: string, code: string, more: object = {}) =>
  entryOf({ kind: 'refusal', outcome: 'deny', code, decidedBy, ...more });

describe('the report of rules', () => {
  it('counts refusals and stopped components of a rule by code', () => {
    const lines = linesOf([
      refusal('rst_1#out', 'restricted', { at: '2026-03-02T00:00:00.000Z', withheld: [part('rst_1#out')] }),
      entryOf({ withheld: [part('rst_1#out'), part('rst_1#review', 'restriction_unreviewed')] }),
      refusal('quota', 'quota_exceeded', { license: 'lic_2' }),
      entryOf(),
    ]);
    expect(lines).toMatchObject([
      {
        rule: 'rst_1#out',
        entries: 2,
        refused: 1,
        components: 2,
        licenses: 1,
        firstAt: '2026-03-01T10:00:00.000Z',
        lastAt: '2026-03-02T00:00:00.000Z',
        codes: [{ code: 'restricted', refused: 1, components: 2 }],
        href: '/v1/audit/deliveries?license=lic_1&rule=rst_1%23out',
      },
      { rule: 'quota', entries: 1, refused: 1, components: 0 },
      { rule: 'rst_1#review', entries: 1, refused: 0, components: 1 },
    ]);
  });

  it('has the same figures as usage reports of the same entries', () => {
    fc.assert(
      fc.property(fc.array(anyEntry), (entries) => {
        const { parts, refusals } = sumOf(cellsOf(entries, () => 'UTC'));
        const lines = linesOf(entries);
        expect(Object.fromEntries(lines.map(({ rule, entries: count }) => [rule, count]))).toEqual({
          ...parts.rule,
        });
        expect(lines.reduce((sum, { refused }) => sum + refused, 0)).toBe(refusals);
      }),
    );
  });
});

describe('a rule in words', () => {
  const restrictions = [
    { id: 'rst_1', scope: 'section:sport', text: 'JAPAN OUT.' },
    { id: 'rst_2', scope: 'agency', text: null },
  ];

  it.each([
    ['quota', 'The quota of the license is used up'],
    ['lic_1#closed-by-default', 'No rule of the license permits this act'],
    ['exc_1#exclusive', 'Another license has this alone'],
    ['token#channels', 'The token was narrower than the license'],
    ['rst_1#0', 'Restriction of section:sport: “JAPAN OUT.”'],
    ['rst_1#review', 'Restriction of section:sport: “JAPAN OUT.”, which waits for the desk'],
    ['rst_2#0', 'Restriction of agency: a policy without a text'],
  ])('describes %s as %s', (rule, words) => {
    expect(wordsOf([rule], restrictions).get(rule)?.text).toBe(words);
  });

  it('has no description for an unknown rule', () => {
    for (const rule of ['lic_1#7', 'rst_9#0', 'constructor'])
      expect([rule, wordsOf([rule], restrictions).get(rule)]).toEqual([rule, undefined]);
    expect([restrictionOf('rst_1#0'), restrictionOf('lic_1#uses')]).toEqual(['rst_1', null]);
  });
});
