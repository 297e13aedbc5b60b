/** Effects of restrictions on wires on a decision. */
import { describe, expect, it } from 'vitest';
import { readProse } from '../../../src/rights/index.ts';
import { MEANING_KEYS, meaning } from '../../../src/rights/phrasebook/meanings.ts';
import type { StatedUse } from '../../../src/rights/types.ts';
import { decideOne, FULL_USE, input, license, NOW, restriction, TITLES } from '../fixtures.ts';

const worldwide = license({
  territories: ['world'],
  territoryBasis: 'audience',
  uses: ['display', 'distribute', 'archive', 'modify', 'sell'],
});
const decided = (text: string, use: StatedUse, now = NOW) =>
  decideOne({
    license: worldwide,
    restrictions: [restriction(readProse(text).policy)],
    use: { ...FULL_USE, ...use },
    now,
  });
const outcome = (text: string, use: StatedUse = {}, now?: number) => decided(text, use, now).outcome;

describe('a restriction in prose', () => {
  it.each([
    ['JAPAN OUT', { territory: 'JP' }, { territory: 'DE' }],
    ['BAVARIA OUT', { territory: 'DE-BY' }, { territory: 'DE-BE' }],
    ['GERMANY ONLY', { territory: 'AT' }, { territory: 'DE-BE' }],
    ['ONLINE OUT', { channel: 'web' }, { channel: 'print' }],
    ['PRINT ONLY', { channel: 'web' }, { channel: 'print' }],
    ['EDITORIAL USE ONLY', { purpose: 'advertising' }, { purpose: 'editorial' }],
    ['NO SALES', { action: 'sell' }, { action: 'display' }],
    ['NO CROPPING', { action: 'crop' }, { action: 'modify' }],
    [
      'NO NEWSLETTERS IN AUSTRIA',
      { channel: 'newsletter', territory: 'AT' },
      { channel: 'newsletter', territory: 'DE' },
    ],
  ] as [string, StatedUse, StatedUse][])('%s forbids what it says, and no more', (text, out, stays) => {
    expect([outcome(text, out), outcome(text, stays)]).toEqual(['deny', 'permit']);
  });

  it('holds until its date', () => {
    const at = (instant: string) =>
      outcome('GERMANY OUT UNTIL 25 NOV 2026 18:00 GMT', {}, Date.parse(instant));
    expect([at('2026-11-25T17:59:59Z'), at('2026-11-25T18:00:00Z')]).toEqual(['deny', 'permit']);
  });

  it('asks for the kind of a title, and is strict with one that has none', () => {
    const of = (kind?: string) => {
      const [title] = TITLES;
      const titles = title ? [{ ...title, ...(kind !== undefined && { kind }) }] : [];
      return decideOne({
        ...input({ license: license({}, titles) }),
        restrictions: [restriction(readProse('MAGAZINES OUT').policy)],
        use: FULL_USE,
      }).outcome;
    };
    expect([of('magazine'), of('newspaper'), of()]).toEqual(['deny', 'permit', 'deny']);
  });

  it.each([
    ['ONE TIME USE ONLY', 'count'],
    ['MAX 3 USES', 'count'],
    ['MAX 600 PIXELS', 'absoluteSize'],
    ['MAX 1/4 PAGE', 'absoluteSize'],
    ['MAX 2 COLUMNS', 'absoluteSize'],
    ['FOR USE WITH STORY ONLY', 'event'],
    ['HOLD UNTIL THE VERDICT', 'event'],
    ['NO COVERS', 'absolutePosition'],
  ])('%s reads in full, denies what states no %s, and says so', (text, operand) => {
    expect(readProse(text).complete).toBe(true);
    const decision = decided(text, {});
    expect(decision).toMatchObject({ outcome: 'deny', code: 'indeterminate' });
    expect(decision.sentence).toContain(operand);
    expect(decision.trace).toContainEqual(
      expect.objectContaining({
        outcome: 'indeterminate',
        constraint: expect.objectContaining({ leftOperand: operand }),
      }),
    );
  });

  it('either says what a use must state or leaves a question to the desk, where a use states too little', () => {
    const unstated = new Set(['count', 'absoluteSize', 'event', 'absolutePosition']);
    for (const key of MEANING_KEYS) {
      const { rules, states } = meaning(key);
      const asks = rules.flatMap(({ constraint = [] }) => constraint.map(({ leftOperand }) => leftOperand));
      expect({ key, states: states ?? null }).toEqual({
        key,
        states: asks.find((operand) => unstated.has(operand)) ?? null,
      });
    }
  });

  it('for members only lets nobody have it until the desk says who they are', () => {
    expect(readProse('MEMBERS ONLY').complete).toBe(false);
    expect(outcome('MEMBERS ONLY')).toBe('deny');
  });

  it('names the credit line to print', () => {
    expect(decided('MANDATORY CREDIT: JANE DOE/TIDEMARK', {}).rights?.duties).toEqual([
      { action: 'attribute', text: 'JANE DOE/TIDEMARK' },
    ]);
  });
});
