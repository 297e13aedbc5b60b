import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, canonicalObject } from '../../src/platform/canonical.ts';

const wellFormed = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed());
const json = fc.jsonValue({ stringUnit: 'grapheme' });

describe('canonical text of parts', () => {
  it('put together is the canonical text of the whole', () => {
    fc.assert(
      fc.property(fc.dictionary(wellFormed, json), (members) => {
        const texts = Object.entries(members).map(([name, value]): [string, string] => [
          name,
          canonical(value),
        ]);
        expect(canonicalObject(Object.fromEntries(texts))).toBe(canonicalize(members));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is refused for what has none', () => {
    for (const value of [undefined, Number.NaN, 'a\ud800b']) expect(() => canonical(value)).toThrow();
  });
});
