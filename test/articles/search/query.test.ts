import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchOf, parseQuery } from '../../../src/articles/search/query.ts';

/** Terms in readable form: `a`, `"a b"`, `a*`, with `-` for excluded ones. */
function read(q: string) {
  const parsed = parseQuery(q);
  if (!parsed.ok) return parsed.reason;
  const { all, none } = parsed.value;
  return [...all.map(matchOf), ...none.map((term) => `-${matchOf(term)}`)];
}

describe('a query', () => {
  it.each([
    ['harbor toll', ['"harbor"', '"toll"']],
    ['"Harbor  TOLL"', ['"harbor toll"']],
    ['harb*', ['"harb" *']],
    ['-toll harbor', ['"harbor"', '-"toll"']],
    ['-"night toll"', ['-"night toll"']],
    ['night-time', ['"night time"']],
    ['night-ti*', ['"night ti" *']],
    ['"not closed', ['"not closed"']],
    ['"no prefix*"', ['"no prefix"']],
    ['h*', ['"h"']],
    ['a OR b', ['"a"', '"or"', '"b"']],
    ['NEAR(a b) words:x ^a {facets}', ['"near a"', '"b"', '"words x"', '"a"', '"facets"']],
    ["it's; DROP TABLE--", ['"it s"', '"drop"', '"table"']],
    ['東京', ['"東京"']],
    ['東京都', ['"東京 京都"']],
    ['港', ['"港" *']],
    ['- " * ""', 'no_words'],
    ['😀', 'no_words'],
    ['a b c d e f g h i j k l m n o p q', 'too_many_terms'],
  ])('%s', (q, expected) => {
    expect(read(q)).toEqual(expected);
  });

  it('is, whatever it is, words between quotes or a fault', { tags: 'slow' }, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (q) => {
        const terms = read(q);
        if (typeof terms === 'string') return;
        for (const term of terms)
          expect(term).toMatch(/^-?"[\p{L}\p{N}\p{M}]+(?: [\p{L}\p{N}\p{M}]+)*"(?: \*)?$/u);
      }),
      { numRuns: 2_000 },
    );
  });
});
