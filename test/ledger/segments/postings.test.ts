import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEGMENT_NUMBERS_MAX, unpackPostings } from '../../../src/ledger/segments/postings.ts';
import { packPostings } from './counted.ts';

const offsets = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 0, max: SEGMENT_NUMBERS_MAX - 1 }), { maxLength: 40 }),
  fc
    .tuple(fc.integer({ min: 0, max: SEGMENT_NUMBERS_MAX }), fc.integer({ min: 1, max: 9 }))
    .map(([end, step]) => Array.from({ length: Math.ceil(end / step) }, (_, at) => at * step)),
);
const ascending = (all: Iterable<number>) => [...new Set(all)].sort((a, b) => a - b);

describe('postings of a segment as text', () => {
  it('are the same postings again, whether few or many, in any order and more than once', () => {
    fc.assert(
      fc.property(offsets, (all) => {
        const text = packPostings([...all.toReversed(), ...all]);
        expect(unpackPostings(text).offsets()).toEqual(ascending(all));
        expect(unpackPostings(text).count()).toBe(new Set(all).size);
        expect(unpackPostings(text).pack()).toBe(text);
      }),
    );
  });

  it('of both and of either are what sets say', () => {
    fc.assert(
      fc.property(offsets, offsets, (one, other) => {
        const [a, b] = [unpackPostings(packPostings(one)), unpackPostings(packPostings(other))];
        expect(a.and(b).offsets()).toEqual(ascending(one.filter((n) => other.includes(n))));
        expect(a.or(b).offsets()).toEqual(ascending([...one, ...other]));
        for (const n of [0, 1, 4_095, ...one.slice(0, 9)]) expect(a.has(n)).toBe(one.includes(n));
      }),
    );
  });

  it('take two characters each while they are few, and never more than a bitmap', () => {
    expect(packPostings([])).toBe('');
    expect(packPostings([0, 64, 4_095])).toBe('AABA//');
    expect(packPostings(Array.from({ length: 4_096 }, (_, n) => n))).toHaveLength(685);
    fc.assert(fc.property(offsets, (all) => packPostings(all).length <= 685));
  });

  it.each([
    ['before the first', [-1]],
    ['after the last', [4_096]],
    ['between two', [0.5]],
  ])('refuses a posting %s', (_, all) => {
    expect(() => packPostings(all)).toThrow('a posting outside its segment');
  });

  it.each([
    ['odd', 'A'],
    ['of other characters', 'A*'],
    ['too long', `:${'A'.repeat(700)}`],
  ])('refuses a text that is %s', (_, text) => {
    expect(() => unpackPostings(text)).toThrow('postings');
  });
});
