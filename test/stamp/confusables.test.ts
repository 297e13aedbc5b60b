import { describe, expect, it } from 'vitest';
import { CONFUSABLES, compactSkeletonOf, sequencesIn, skeletonOf } from '../../src/stamp/confusables.ts';

describe('the skeleton of a text', () => {
  const pairs = Object.entries(CONFUSABLES).flatMap(([latin, others]) =>
    [...others].map((other) => ({ latin, other })),
  );

  it.each(pairs)('takes $other for $latin', ({ latin, other }) => {
    expect(skeletonOf(other)).toBe(latin);
    expect(skeletonOf(`x${other}x`)).toBe(`x${latin}x`);
  });

  it('takes each letter for one Latin letter alone', () => {
    expect(new Set(pairs.map(({ other }) => other)).size).toBe(pairs.length);
  });

  it('folds accents, case, width and invisible characters', () => {
    expect(skeletonOf('\u00C9t\u00E9 \uFF21\u200Bb\u00ADc \uFB01')).toBe('ete abc fi');
  });

  it('leaves out white space in the compact form', () => {
    expect(compactSkeletonOf('N i\tg\u00A0ht')).toBe('night');
    expect(sequencesIn('n i g h t', 3)).toEqual(new Set(['nig', 'igh', 'ght']));
  });
});
