/** Bounds of a sentence and of a trace: lists, instants, steps, and uses too open to be decided. */
import { describe, expect, it } from 'vitest';
import { act, isoOf, ruleParts } from '../../../src/rights/decide/words.ts';
import { decide } from '../../../src/rights/index.ts';
import { TRACE_STEPS_MAX } from '../../../src/rights/limits.ts';
import { inEnglish, listed } from '../../../src/rights/message.ts';
import type { Rule } from '../../../src/rights/odrl/model.ts';
import { decideOne, FULL_USE, input, license, NOW, restriction, set, subject } from '../fixtures.ts';

describe('a list', () => {
  it.each<[string[], string]>([
    [[], 'nothing'],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [[...'abcdefgh'], 'a, b, c, d, e, f, g and h'],
    [[...'abcdefghi'], 'a, b, c, d, e, f, g, h and 1 more'],
    [[...'abcdefghijkl'], 'a, b, c, d, e, f, g, h and 4 more'],
  ])('of %j is %s', (values, words) => {
    expect(listed(values)).toBe(words);
  });
});

describe('an instant', () => {
  it('has milliseconds only where it has some, however many are written', () => {
    const instants = Array.from({ length: 200 }, (_, place) => NOW + place * 500);
    const written = () => instants.map(isoOf);
    const first = written();
    expect(first.slice(0, 3)).toEqual([
      '2026-11-20T12:00:00Z',
      '2026-11-20T12:00:00.500Z',
      '2026-11-20T12:00:01Z',
    ]);
    expect(written()).toEqual(first);
    expect(first.map((text) => Date.parse(text))).toEqual(instants);
  });
});

describe('a rule', () => {
  it('of no act that we know says so', () => {
    const rule: Rule = {
      id: 'rule-1',
      ordinal: 1,
      variant: '1',
      kind: 'duty',
      action: undefined,
      constraints: [],
      parts: { rule: [], action: [], target: [], assignee: [] },
      duties: [],
      remedies: [],
      consequences: [],
    };
    expect(inEnglish(ruleParts(rule))).toBe('an unknown act');
    expect(inEnglish(ruleParts({ ...rule, action: 'display' }))).toBe('display');
    expect(inEnglish(ruleParts({ ...rule, action: 'display' }, 'desk', act('use')))).toBe('use');
  });
});

describe('a trace', () => {
  const many = restriction(
    set({
      prohibition: Array.from({ length: TRACE_STEPS_MAX + 20 }, (_, place) => ({
        action: 'use',
        constraint: [{ leftOperand: 'purpose', operator: 'eq', rightOperand: `purpose-${place}` }],
      })),
    }),
  );

  it('is cut at its limit', () => {
    const { trace } = decideOne({ restrictions: [many], use: FULL_USE });
    expect(trace).toHaveLength(TRACE_STEPS_MAX);
    expect(trace.map(({ rule }) => rule)).toEqual([
      'uses',
      ...Array.from({ length: TRACE_STEPS_MAX - 1 }, (_, place) => `rule-${place + 1}`),
    ]);
  });

  it('of a use that is too open has nothing to show, and the sentence says what to state', () => {
    const wide = license({
      uses: ['use'],
      territories: ['world'],
      channels: ['web', 'app', 'newsletter', 'social', 'print', 'epaper'],
    });
    const codes = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap((letter) => [
      `D${letter}`,
      `F${letter}`,
      `B${letter}`,
      `C${letter}`,
    ]);
    const rules = codes.map((code, place) => ({
      action: 'use',
      constraint: [
        { leftOperand: 'spatial', operator: 'eq', rightOperand: code },
        { leftOperand: 'purpose', operator: 'eq', rightOperand: `purpose ${place}` },
      ],
    }));
    const open = decideOne({ license: wide, restrictions: [restriction(set({ prohibition: rules }))] });
    expect(open).toMatchObject({ outcome: 'deny', code: 'indeterminate', decidedBy: 'lic_1#too-open' });
    expect(open.sentence).toBe(
      'Dispatch withheld: the use leaves so much open that it cannot be decided; state the act, the title or the territory.',
    );
    expect(open.trace).toEqual([]);
  });
});

describe('an article', () => {
  it('is told as JSON with the sentence and the trace of each component', () => {
    const decision = decide(input({ subject: subject({}, 'dispatch', 'video'), use: FULL_USE }));
    const { components, sentence } = JSON.parse(JSON.stringify(decision));
    expect(sentence).toBe(
      'Dispatch permitted: distribute under license lic_1 until 2027-01-01T00:00:00Z. 1 of 2 components is withheld.',
    );
    expect(components.map((component: { sentence: string }) => component.sentence)).toEqual([
      'Dispatch permitted: distribute under license lic_1 until 2027-01-01T00:00:00Z.',
      'Video withheld: the license permits distribute of dispatch, photograph, graphic and logo, not video.',
    ]);
    expect(
      components.map((component: { trace: { outcome: string }[] }) =>
        component.trace.map(({ outcome }) => outcome),
      ),
    ).toEqual([['granted'], ['unmet']]);
  });
});
