/** Words of a text: their extent, folding and separators. */
import { describe, expect, it } from 'vitest';
import { fold, wordsOf } from '../../../src/rights/phrasebook/words.ts';

describe('the words of a text', () => {
  it.each([
    ['JAPAN OUT!', ['JAPAN', 'OUT']],
    ['20.11.2026 18:00 1/4 2026-11-20', ['20.11.2026', '18:00', '1/4', '2026-11-20']],
    ['U.S. out, a.m.', ['U.S.', 'out', 'a.m.']],
    ['DE-BY', ['DE', 'BY']],
    ['14days', ['14', 'days']],
    ['< 3 $ 5% @x #y a&b', ['<', '3', '$', '5', '%', '@', 'x', '#', 'y', 'a', '&', 'b']],
    ['a|b', ['a', 'b']],
    ['Côte d’Ivoire', ['Côte', 'd', 'Ivoire']],
    ['', []],
    [' .,;- ', []],
    ['x\ud800y', ['x', '\ufffd', 'y']],
  ])('%j are %j', (text, raw) => {
    expect(wordsOf(text).map((word) => word.raw)).toEqual(raw);
  });

  it('keep their positions', () => {
    expect(wordsOf('NO sales').map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [3, 8],
    ]);
  });

  it('are matched without case, accents and dots', () => {
    expect(['Österreich', 'Große', 'U.S.', 'a.m.', '20.11.2026', '&', 'e\u0301', 'DE'].map(fold)).toEqual([
      'OSTERREICH',
      'GROSSE',
      'US',
      'AM',
      '20.11.2026',
      'AND',
      'E',
      'DE',
    ]);
  });

  it.each([
    ['a b', 'space', false],
    ['a  b', 'space', false],
    ['a’b', 'space', false],
    ['a–b', 'space', false],
    ['a-b', 'space', true],
    ['a%', 'space', true],
    ['a, b', 'comma', false],
    ['a: b', 'comma', false],
    ['a/b', 'slash', false],
    ['a, / b', 'comma', false],
    ['a. b', 'sentence', false],
    ['a; b', 'sentence', false],
    ['a! b', 'sentence', false],
    ['a? b', 'sentence', false],
    ['a * b', 'sentence', false],
    ['a • b', 'sentence', false],
    ['a (b', 'sentence', false],
    ['a) b', 'sentence', false],
    ['a [b', 'sentence', false],
    ['a] b', 'sentence', false],
    ['a\nb', 'sentence', false],
    ['a\rb', 'sentence', false],
    ['a | b', 'sentence', false],
    ['a - b', 'sentence', false],
    ['a – b', 'sentence', false],
    ['a -- b', 'sentence', false],
    ['a - , b', 'sentence', false],
    ['a -b', 'space', false],
    ['20. b', 'space', false],
    ['200. b', 'sentence', false],
    ['20; b', 'sentence', false],
    ['x20. b', 'space', false],
  ])('are parted in %j by a %s', (text, before, joined) => {
    expect(wordsOf(text).at(-1)).toMatchObject({ before, joined });
  });

  it('begin a sentence, and are joined to nothing', () => {
    expect(wordsOf('-a')[0]).toMatchObject({ before: 'sentence', joined: false });
    expect(wordsOf('a')[0]).toMatchObject({ before: 'sentence', joined: false });
  });

  it('are as many as are matched, and as many again that are not', () => {
    expect(wordsOf('x '.repeat(800))).toHaveLength(800);
    expect(wordsOf('x '.repeat(2_000))).toHaveLength(801);
  });
});
