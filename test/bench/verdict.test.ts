/** What `npm run bench -- --check` calls worse. */
import { describe, expect, it } from 'vitest';
import { isMet, worseRatios } from '../../bench/lib/verdict.ts';

const SUITE = {
  worse: 'more' as const,
  targets: [
    { figure: 'ours / bare', least: 0.33 },
    { figure: 'late / early', most: 1.3 },
  ],
};

describe('a target', () => {
  it('is met at its bound: at most, or at least', () => {
    expect(isMet({ figure: 'x', most: 5 }, 5)).toBe(true);
    expect(isMet({ figure: 'x', most: 5 }, 5.01)).toBe(false);
    expect(isMet({ figure: 'x', least: 5 }, 5)).toBe(true);
    expect(isMet({ figure: 'x', least: 5 }, 4.99)).toBe(false);
  });
});

describe('a ratio', () => {
  it('that should reach something is worse when it is less than before, by more than 15 %', () => {
    expect(worseRatios(SUITE, { 'ours / bare': 1 }, { 'ours / bare': 0.86 })).toEqual(['ours / bare']);
    expect(worseRatios(SUITE, { 'ours / bare': 1 }, { 'ours / bare': 0.87 })).toEqual([]);
    expect(worseRatios(SUITE, { 'ours / bare': 1 }, { 'ours / bare': 2 })).toEqual([]);
  });

  it('that should not exceed something is worse when it is more', () => {
    expect(worseRatios(SUITE, { 'late / early': 1 }, { 'late / early': 1.16 })).toEqual(['late / early']);
    expect(worseRatios(SUITE, { 'late / early': 1 }, { 'late / early': 0.5 })).toEqual([]);
  });

  it('without a target goes by its suite', () => {
    expect(worseRatios(SUITE, { other: 1 }, { other: 1.16 })).toEqual(['other']);
    expect(worseRatios({ ...SUITE, worse: 'less' }, { other: 1 }, { other: 1.16 })).toEqual([]);
    expect(worseRatios({ ...SUITE, worse: 'less' }, { other: 1 }, { other: 0.86 })).toEqual(['other']);
  });

  it('that is new is compared with nothing', () => {
    expect(worseRatios(SUITE, {}, { 'ours / bare': 0 })).toEqual([]);
  });
});
