import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonSize, sizeOfJson } from '../../src/platform/json-size.ts';
import { expectLinear } from '../support/growth.ts';

/** What the parsed value has. */
function measured(value: unknown): JsonSize {
  if (typeof value !== 'object' || value === null) return { depth: 0, values: 1 };
  const parts = Object.values(value).map(measured);
  return {
    depth: 1 + Math.max(0, ...parts.map(({ depth }) => depth)),
    values: parts.reduce((sum, { values }) => sum + values, parts.length === 0 ? 2 : 1),
  };
}

describe('the size of JSON text', () => {
  it('is that of the value that it is parsed to', () => {
    const text = fc
      .jsonValue({ maxDepth: 5 })
      .chain((value) => fc.constantFrom(JSON.stringify(value), JSON.stringify(value, null, 2)));
    fc.assert(
      fc.property(text, (json) => {
        expect(sizeOfJson(json)).toEqual(measured(JSON.parse(json)));
      }),
      { numRuns: 500 },
    );
  });

  it('does not count what stands in strings', () => {
    const strings = ['[[[', '\\', '"[', '\\"[,', ',,,{', '\\\\'];
    expect(sizeOfJson(JSON.stringify(strings))).toEqual({ values: 7, depth: 1 });
    expect(sizeOfJson('["[[[')).toEqual({ values: 2, depth: 1 });
  });

  it.each([
    ['brackets', '['],
    ['escapes', '"\\\\\\"'],
    ['quotes', '""'],
  ])('is told in linear time: %s', { tags: 'slow' }, (_, piece) => {
    expectLinear(sizeOfJson, (size) => piece.repeat(size / piece.length), 8_000_000);
  });
});
