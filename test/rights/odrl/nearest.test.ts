/** The edit distance of two words. */
import { describe, expect, it } from 'vitest';
import { editsBetween, similarWords } from '../../../src/rights/odrl/nearest.ts';

describe('the edits between two words', () => {
  it.each([
    ['', '', 0],
    ['duty', 'duty', 0],
    ['', 'duty', 4],
    ['duty', '', 4],
    ['dutys', 'duty', 1],
    ['dtuy', 'duty', 1],
    ['constrain', 'constraint', 1],
    ['prohibited', 'prohibition', 3],
    ['kitten', 'sitting', 3],
  ])('from %j to %j are %i', (one, other, edits) => {
    expect(editsBetween(one, other)).toBe(edits);
    expect(editsBetween(other, one)).toBe(edits);
  });
});

describe('similarWords', () => {
  it.each([
    ['Sports', ['sport', 'politics', 'culture'], ['sport']],
    ['Politik', ['sport', 'politics', 'culture'], ['politics']],
    ['sport', ['sports', 'spot', 'culture'], ['sports', 'spot']],
    ['xyz', ['sport', 'politics', 'a'], []],
  ])('finds what %s may have been meant to be', (word, candidates, similar) => {
    expect(similarWords(word, candidates)).toEqual(similar);
  });
});
