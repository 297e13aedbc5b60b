import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachWord, fold, wordsOf } from '../../../src/articles/search/words.ts';
import { processorMs } from '../../support/growth.ts';

const texts = (text: string) => wordsOf(text).map((word) => word.text);

describe('words', () => {
  it.each([
    ['STRASSENBRÜCKE', 'straßenbrücke'],
    ['GROẞE', 'große'],
    ['Ångström', 'angstrom'],
    ['Ångström', 'Ångström'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
    ['Έλληνες', 'ελληνεσ'],
    ['ЁЛКА', 'елка'],
    ['ﬁnance', 'finance'],
    ['ＴＯＫＹＯ', 'tokyo'],
    ['soft\u00ADhyphen', 'softhyphen'],
  ])('%s is found by %s', (text, query) => {
    expect(texts(text)).toEqual(texts(query));
    expect(texts(text)).toHaveLength(1);
  });

  it('keeps apart what is another word', () => {
    expect(fold('が')).not.toBe(fold('か'));
    expect(texts('हिंदी')).not.toEqual(texts('हदा'));
    expect(texts('résumé')).not.toEqual(texts('resumes'));
  });

  it('are parted by what is neither letter nor digit', () => {
    expect(texts('Toll-free: "3,5 Mio."\tport’s\n(new)')).toEqual([
      'toll',
      'free',
      '3',
      '5',
      'mio',
      'port',
      's',
      'new',
    ]);
    expect(texts('… — * " AND^')).toEqual(['and']);
    expect(texts('')).toEqual([]);
    expect(texts('\uD800\uE000 ')).toEqual([]);
  });

  it('of a long text are told in little time', () => {
    const text = 'Der Ärger über die Straßenbrücke wächst, sagt Zoë. '.repeat(20_000);
    texts(text.slice(0, 50_000));
    expect(processorMs(() => expect(texts(text)).toHaveLength(160_000))).toBeLessThan(5_000);
  });

  it('of scripts without spaces are each two characters', () => {
    expect(texts('東京都の港')).toEqual(['東京', '京都', '都の', 'の港']);
    expect(texts('港')).toEqual(['港']);
    expect(wordsOf('港').map(({ isCharacter }) => isCharacter)).toEqual([true]);
    expect(texts('iPhone手机2026年')).toEqual(['iphone', '手机', '2026', '年']);
    expect(texts('ﾄｳｷｮｳ')).toEqual(texts('トウキョウ'));
    expect(texts('부산항')).toEqual(['부산', '산항']);
  });
});

describe('the words of a long text', () => {
  const ALPHABET = [...'abß Éσς\u0301\u00AD-_.·\u00A0\n漢字かが각กำ。、™℃½ﷺ\u202F'];

  it('are those of its parts', { tags: 'slow' }, () => {
    const part = fc.array(fc.constantFrom(...ALPHABET), { minLength: 1_500, maxLength: 3_000 });
    fc.assert(
      fc.property(part, part, part, (...parts) => {
        const sides = parts.map((part) => part.join(''));
        expect(texts(sides.join(' '))).toEqual(sides.flatMap(texts));
      }),
      { numRuns: 50, endOnFailure: true },
    );
  });

  it('are parted by spaces and punctuation, whatever those fold to', () => {
    for (let code = 0; code < 0x110000; code++) {
      const character = String.fromCodePoint(code);
      if (/^(?![\p{Diacritic}\u0387])[\s\p{P}]$/u.test(character))
        expect(texts(`a${character}b`)).toEqual(['a', 'b']);
    }
  });

  it('come before all of it is folded, which may take twenty times its memory', { tags: 'slow' }, () => {
    const text = 'ﷺ'.repeat(500_000);
    const first = processorMs(() => eachWord(text).next());
    const all = processorMs(() => {
      for (const _ of eachWord(text));
    });
    expect(first).toBeLessThan(all / 10);
  });
});
