/** Notation of patterns, and their matches. */
import { describe, expect, it } from 'vitest';
import { readProse } from '../../../src/rights/index.ts';
import { matchesAt, patternMatches } from '../../../src/rights/phrasebook/match.ts';
import { meaningInProse } from '../../../src/rights/phrasebook/meanings.ts';
import { bookOf, elementsOf, type Pattern } from '../../../src/rights/phrasebook/pattern.ts';
import { rulesOfMeaning } from '../../../src/rights/phrasebook/rules.ts';
import { wordsOf } from '../../../src/rights/phrasebook/words.ts';

const proseOf = (text: string) => readProse(text).phrases.map(({ prose }) => prose);
const leftOf = (text: string) => readProse(text).unaccounted;
/** Indexes at which a pattern from the beginning of a text can end. */
const ends = (pattern: string, text: string) =>
  patternMatches(wordsOf(text), 0, bookOf([{ key: 'no-use', elements: elementsOf(pattern) }])).map(
    ({ end }) => end,
  );

describe('a pattern', () => {
  it('is words, of which some may be one of several, or be left out, and slots', () => {
    expect(elementsOf('Übung|test [of] out, {territories} {nothing}')).toEqual([
      { kind: 'word', any: new Set(['UBUNG', 'TEST']), optional: false, afterComma: false },
      { kind: 'word', any: new Set(['OF']), optional: true, afterComma: false },
      { kind: 'word', any: new Set(['OUT']), optional: false, afterComma: false },
      { kind: 'slot', slot: 'territories', afterComma: true },
      { kind: 'word', any: new Set(['{NOTHING}']), optional: false, afterComma: false },
    ]);
  });

  it('of more than sixteen parts is a mistake of ours', () => {
    expect(elementsOf('[a] '.repeat(15).concat('b'))).toHaveLength(16);
    expect(() => elementsOf('a '.repeat(16).concat('b'))).toThrow('phrase of more than 16 words: a a');
  });

  it('is found by each word that it can begin with', () => {
    const patterns = ['[a] [b|c] d e', 'd', '{territories} out', '[a] {period}'].map(
      (pattern): Pattern => ({ key: 'no-use', elements: elementsOf(pattern) }),
    );
    const { byFirst, open } = bookOf(patterns);
    expect(
      [...byFirst].map(([word, found]) => [word, found.map((pattern) => patterns.indexOf(pattern))]),
    ).toEqual([
      ['A', [0]],
      ['B', [0]],
      ['C', [0]],
      ['D', [0, 1]],
    ]);
    expect(open.map((pattern) => patterns.indexOf(pattern))).toEqual([2, 3]);
  });

  it.each([
    ['a b', 'a b', [2]],
    ['a b', 'A b c', [2]],
    ['a b', 'a c', []],
    ['a b', 'a', []],
    ['a b', 'a, b', []],
    ['a b', 'a. b', []],
    ['a b', 'a/b', []],
    ['a, b', 'a, b', [2]],
    ['a, b', 'a b', [2]],
    ['a, b', 'a/b', [2]],
    ['a, b', 'a. b', []],
    ['a|b c', 'b c', [2]],
    ['a [b] c', 'a c', [2]],
    ['a [b] c', 'a b c', [3]],
    ['a [b]', 'a b', [1, 2]],
    ['[a] [b]', 'a', [1]],
    ['[a]', 'b', []],
    ['a', '', []],
  ])('%s matches %j up to %j', (pattern, text, expected) => {
    expect(ends(pattern, text).sort()).toEqual(expected);
  });

  it('of things means what its things mean, and nothing without them', () => {
    const frame = (pattern: string, text: string) =>
      patternMatches(wordsOf(text), 0, bookOf([{ key: undefined, elements: elementsOf(pattern) }]));
    expect(frame('no {things}', 'no sales').map(({ keys }) => keys)).toEqual([['no-sales']]);
    expect(frame('no sales', 'no sales')).toEqual([]);
  });

  it('costs a bounded number of steps', () => {
    expect(ends('[a] '.repeat(16).trim(), 'a '.repeat(16)).length).toBeLessThan(20_000);
  });
});

describe('the matches at a word', () => {
  it('are all that can be meant, the longest first, each once', () => {
    const found = matchesAt(wordsOf('NO SALES IN FRANCE UNTIL 20 NOV 2026'), 0);
    expect(found.map(({ end, keys, slots }) => [end, keys, slots.in, slots.until?.slice(0, 10)])).toEqual([
      [8, ['no-sales'], ['FR'], '2026-11-21'],
      [2, ['no-sales'], undefined, undefined],
    ]);
    const ends = matchesAt(wordsOf('NO SALES, ARCHIVES, TV'), 0).map(({ end }) => end);
    expect(ends).toEqual([4, 3, 2]);
    expect(matchesAt(wordsOf('NO ARCHIVE AFTER 14 DAYS'), 0).map(({ end }) => end)).toEqual([5, 2]);
  });

  it('are none past the end', () => {
    expect(matchesAt(wordsOf('NO SALES'), 2)).toEqual([]);
  });
});

describe('a list of things', () => {
  it.each(['AND', 'UND', 'ET', 'Y', 'OR', 'ODER', 'OU', 'O', 'NOR', 'NI', 'NOCH'])(
    'is joined by %s',
    (joiner) => {
      expect(proseOf(`NO SALES ${joiner} ARCHIVES`)).toEqual(['NO SALES', 'NO ARCHIVE']);
      expect(leftOf(`NO SALES ${joiner} ARCHIVES`)).toEqual([]);
    },
  );

  it.each(['NO SALES, ARCHIVES', 'NO SALES/ARCHIVES', 'NO SALES, AND ARCHIVES', 'NO SALES, ARCHIVES, SALES'])(
    'is %s',
    (text) => {
      expect([proseOf(text), leftOf(text)]).toEqual([['NO SALES', 'NO ARCHIVE'], []]);
    },
  );

  it.each([
    ['NO SALES ARCHIVES', ['ARCHIVES']],
    ['NO SALES. ARCHIVES', ['ARCHIVES']],
    ['NO SALES OR. ARCHIVES', ['OR', 'ARCHIVES']],
    ['NO SALES. OR ARCHIVES', ['OR', 'ARCHIVES']],
    ['NO SALES OR', ['OR']],
    ['NO SALES OR RURITANIA', ['OR', 'RURITANIA']],
  ])('ends before what is no part of it: %s', (text, left) => {
    expect([proseOf(text), leftOf(text)]).toEqual([['NO SALES'], left]);
  });

  it('takes the longest name of a thing, which stands in one', () => {
    expect(proseOf('NO SOCIAL MEDIA')).toEqual(['NO SOCIAL MEDIA']);
    expect(leftOf('NO SOCIAL, MEDIA')).toEqual(['MEDIA']);
  });

  it('has thirty things at most', () => {
    expect(leftOf(`NO SALES${', SALES'.repeat(29)}`)).toEqual([]);
    expect(leftOf(`NO SALES${', SALES'.repeat(30)}`)).toEqual(['SALES']);
  });
});

describe('a number', () => {
  it.each([
    ['TWO', '2'],
    ['THREE', '3'],
    ['ZWEI', '2'],
    ['DREI', '3'],
    ['DEUX', '2'],
    ['TROIS', '3'],
    ['DOS', '2'],
    ['TRES', '3'],
    ['2', '2'],
    ['9', '9'],
    ['10', '10'],
    ['9999', '9999'],
  ])('may be %s', (word, number) => {
    expect(proseOf(`MAX ${word} USES`)).toEqual([`MAXIMUM ${number} USES`]);
  });

  it.each(['0', '1', '02', '10000', 'FOUR', '2.5'])('is not %s', (word) => {
    expect(readProse(`MAX ${word} USES`).policy).toBeNull();
  });
});

describe('an event', () => {
  it.each([
    ['HOLD UNTIL THE VERDICT, JAPAN OUT', ['HOLD UNTIL THE VERDICT', 'JAPAN OUT'], []],
    ['HOLD UNTIL THE VERDICT. JAPAN OUT', ['HOLD UNTIL THE VERDICT', 'JAPAN OUT'], []],
    ['HOLD UNTIL VOTE', ['HOLD UNTIL VOTE'], []],
    // Articles and short words name nothing.
    ['HOLD UNTIL THE BIG DAY', ['NOT FOR USE'], ['UNTIL', 'THE', 'BIG', 'DAY']],
    // Words that look like an unreadable date.
    ['HOLD UNTIL THE VERDICT IN MARCH', ['HOLD UNTIL THE VERDICT IN'], ['MARCH']],
    ['HOLD UNTIL THE 3RD VERDICT', ['NOT FOR USE'], ['UNTIL', 'THE', '3', 'RD', 'VERDICT']],
  ])('in %s is %j', (text, prose, left) => {
    expect([proseOf(text), leftOf(text)]).toEqual([prose, left]);
  });
});

describe('free words', () => {
  it('are as they stand, to the end of their clause, twelve at most', () => {
    expect(proseOf('MANDATORY CREDIT: Jane Doe-Roe/Tidemark, JAPAN OUT')).toEqual([
      'MANDATORY CREDIT: Jane Doe-Roe/Tidemark',
      'JAPAN OUT',
    ]);
    expect(proseOf('MANDATORY CREDIT: A B C D E F G H I J K L')).toEqual([
      'MANDATORY CREDIT: A B C D E F G H I J K L',
    ]);
    expect(leftOf('MANDATORY CREDIT: A B C D E F G H I J K L M')).toEqual(['M']);
  });

  it('end at a comma and with their sentence', () => {
    for (const text of ['MANDATORY CREDIT: JANE DOE, SEE NOTE', 'MANDATORY CREDIT: JANE DOE. SEE NOTE'])
      expect([proseOf(text), leftOf(text)]).toEqual([['MANDATORY CREDIT: JANE DOE'], ['SEE', 'NOTE']]);
  });

  it('may hold a phrase of free words, and no other', () => {
    expect(proseOf('MANDATORY CREDIT: CREDIT PHOTO JANE')).toEqual(['MANDATORY CREDIT: CREDIT PHOTO JANE']);
    expect(proseOf('MANDATORY CREDIT: JANE DOE EDITORIAL USE ONLY')).toEqual([
      'MANDATORY CREDIT: JANE DOE',
      'EDITORIAL USE ONLY',
    ]);
    expect(proseOf('MANDATORY CREDIT: JANE DOE FRANCE OUT')).toEqual([
      'MANDATORY CREDIT: JANE DOE',
      'FRANCE OUT',
    ]);
  });
});

describe('a meaning', () => {
  it('is printed with its slots open, one that has gone by its name', () => {
    expect(meaningInProse('territories-out')).toBe('{territories} OUT');
    expect(meaningInProse('fun')).toBe('fun');
  });
});

describe('a reading', () => {
  it('is a policy that any reader of ODRL understands, named by what it says', () => {
    const { policy } = readProse('JAPAN OUT');
    expect(policy).toMatchObject({
      '@context': ['http://www.w3.org/ns/odrl.jsonld', { imp: 'urn:imprimatur:profile:1#' }],
      '@type': 'Set',
      profile: ['https://iptc.org/std/RightsML/odrl-profile/', 'urn:imprimatur:profile:1'],
      conflict: 'prohibit',
    });
    expect(policy?.uid).toMatch(/^urn:imprimatur:reading:[0-9a-f]{32}$/);
    expect(readProse('FRANCE OUT').policy?.uid).not.toBe(policy?.uid);
    expect(policy).not.toHaveProperty('obligation');
    expect(readProse('MANDATORY CREDIT').policy).not.toHaveProperty('prohibition');
  });

  it('leaves a sign that is no word to the desk', () => {
    expect(readProse(' † ')).toMatchObject({ policy: null, unaccounted: ['†'], complete: false });
    expect(readProse('  \n')).toMatchObject({ policy: null, unaccounted: [], complete: true });
  });

  it('is of four hundred words', () => {
    expect(leftOf('JAPAN OUT. '.repeat(200))).toEqual([]);
    expect(leftOf('JAPAN OUT. '.repeat(201))).toEqual(['JAPAN', 'OUT']);
  });

  it('has constraints with one value, or a list where their operator asks for one', () => {
    const constraints = (...from: Parameters<typeof rulesOfMeaning>) =>
      rulesOfMeaning(...from).map(({ rule }) => rule.constraint);
    expect(constraints('once-only', {})).toEqual([
      [{ leftOperand: 'count', operator: 'gt', rightOperand: '1' }],
    ]);
    expect(constraints('editorial-only', {})).toEqual([
      [{ leftOperand: 'purpose', operator: 'isNoneOf', rightOperand: ['editorial'] }],
    ]);
    expect(constraints('no-advertising', {})).toEqual([
      [{ leftOperand: 'purpose', operator: 'isAnyOf', rightOperand: ['advertising', 'promotional'] }],
    ]);
    expect(constraints('size-max', { size: '600 px' })).toEqual([
      [{ leftOperand: 'absoluteSize', operator: 'gt', rightOperand: '600', unit: 'px' }],
    ]);
    expect(constraints('no-archive', {})).toEqual([undefined]);
  });
});
