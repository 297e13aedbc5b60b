import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalized } from '../../src/platform/normalize.ts';
import { expectLinear } from '../support/growth.ts';
import { runs } from '../support/runs.ts';

const FORMS = ['NFC', 'NFKC', 'NFKD'] as const;
/** Every character that decomposes to a mark or is one. */
const MARKS = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => /^\p{M}/u.test(character.normalize('NFKD')));

describe('normalization', () => {
  it.each(FORMS)('is what the runtime makes of any text (%s)', (form) => {
    const mark = fc.constantFrom(...MARKS);
    // Of few different ones, so that many are of the same class.
    const marks = fc
      .array(mark, { minLength: 1, maxLength: 6 })
      .chain((few) => fc.array(fc.constantFrom(...few), { minLength: 20, maxLength: 60 }));
    const text = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        marks.map((list) => list.join('')),
      ),
    );
    fc.assert(
      fc.property(text, (parts) => {
        expect(normalized(parts.join(''), form)).toBe(parts.join('').normalize(form));
      }),
      runs(1_000),
    );
  });

  it.each(FORMS)('puts all marks that there are into order as the runtime does (%s)', (form) => {
    for (const text of [MARKS.join(''), MARKS.toReversed().join(''), `e${MARKS.join('')}${MARKS.join('')}`])
      expect(normalized(text, form)).toBe(text.normalize(form));
  });

  it('keeps lone surrogates', () => {
    expect(normalized(`\ud800${'\u0316\u0301'.repeat(40)}`, 'NFC')).toMatch(/^\ud800\u0316/);
  });

  it.each([
    ['two classes', (n: number) => `a${'\u0301'.repeat(n)}${'\u0316'.repeat(n)}`],
    ['marks that decompose to two', (n: number) => `a${'\u0f73'.repeat(n)}`],
    ['letters that decompose to marks', (n: number) => `a${'\u0301'.repeat(n)}${'\uff9e'.repeat(n)}`],
    [
      'runs as long as are left to the runtime',
      (n: number) => `a${'\u0301'.repeat(16)}${'\u0316'.repeat(16)}`.repeat(n / 8),
    ],
  ])('takes twice as long for twice as many marks: %s', { tags: 'slow' }, (_, text) => {
    for (const form of FORMS) expectLinear((input) => normalized(input, form), text, 20_000);
  });
});
