import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../src/audit/entry-pages.ts';

describe('chunks', () => {
  it('contain all values in order, and all but the last chunk are full', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (values, size) => {
        const chunks = [...chunksOf(values, size)];
        expect(chunks.flat()).toEqual(values);
        expect(chunks.slice(0, -1).every(({ length }) => length === size)).toBe(true);
        expect(chunks.at(-1)?.length ?? 1).toBeGreaterThan(0);
      }),
    );
  });
});
