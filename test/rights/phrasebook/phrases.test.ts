import { describe, expect, it } from 'vitest';
import { compileRestriction, printProse, readProse } from '../../../src/rights/index.ts';
import { patternMatches } from '../../../src/rights/phrasebook/match.ts';
import { MEANING_KEYS, MEANINGS, type MeaningKey } from '../../../src/rights/phrasebook/meanings.ts';
import { bookOf, elementsOf } from '../../../src/rights/phrasebook/pattern.ts';
import { BOOKS, LANGUAGES } from '../../../src/rights/phrasebook/phrases/index.ts';
import { wordsOf } from '../../../src/rights/phrasebook/words.ts';

const source = { id: 'r', version: 1, scope: { kind: 'agency' as const }, reviewed: true };
const keyOf = (rule: string) => rule.replace(/-\d+$/, '');
const keysOf = (text: string) => readProse(text).phrases.map(({ rule }) => keyOf(rule));

const phrases = LANGUAGES.flatMap((language) =>
  Object.entries(BOOKS[language].phrases).flatMap(([key, list]) =>
    list.map(([pattern, example]): [string, string, string, string] => [language, example, key, pattern]),
  ),
);
const frames = LANGUAGES.flatMap((language) =>
  BOOKS[language].frames.map(([pattern, example]): [string, string, string] => [language, example, pattern]),
);
const things = LANGUAGES.flatMap((language) =>
  Object.entries(BOOKS[language].things).flatMap(([key, names]) =>
    names.map((name): [string, string, string] => [language, name, key]),
  ),
);
const OUT = { en: 'out', de: 'ausgenommen', fr: 'exclus', es: 'excluidas' };

describe('the phrasebook', () => {
  it('has at least 150 phrases, in four languages, each with an example', () => {
    expect(phrases.length + frames.length).toBeGreaterThanOrEqual(150);
    for (const language of LANGUAGES)
      expect(phrases.filter(([of]) => of === language).length).toBeGreaterThanOrEqual(35);
    const examples = [...phrases, ...frames].map(([language, example]) => `${language} ${example}`);
    expect(new Set(examples).size).toBe(examples.length);
  });

  it.each(phrases)('reads %s: "%s" is %s', (_language, example, key) => {
    const { policy, phrases: found, unaccounted } = readProse(example);
    expect(unaccounted).toEqual([]);
    expect(found.map(({ rule }) => keyOf(rule))).toEqual([key]);
    const compiled = compileRestriction({ ...source, policy });
    expect(compiled.ok && compiled.value.warnings).toEqual([]);
  });

  it.each(frames)('reads %s: "%s" forbids each of its things', (_language, example) => {
    const { phrases: found, unaccounted } = readProse(example);
    expect(unaccounted).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
  });

  it.each(things)('reads %s: "%s" can be forbidden: %s', (language, name, key) => {
    expect(keysOf(`${name} ${OUT[language as keyof typeof OUT]}`)).toEqual([key]);
    expect(readProse(`${name} ${OUT[language as keyof typeof OUT]}`).unaccounted).toEqual([]);
  });

  it('matches each example by the pattern beside it', () => {
    for (const [, example, key, pattern] of phrases) {
      const words = wordsOf(example);
      const book = bookOf([{ key: key as MeaningKey, elements: elementsOf(pattern) }]);
      const ends = patternMatches(words, 0, book).map(({ end }) => end);
      // Only a bound may follow a phrase in its example.
      const bounded = /^(until|bis|jusqu|hasta)$/i.test(words[Math.max(0, ...ends)]?.raw ?? '');
      expect({ pattern, example, matched: bounded || ends.includes(words.length) }).toMatchObject({
        matched: true,
      });
    }
  });

  it('permits nothing with any of its meanings', () => {
    const kinds = MEANING_KEYS.flatMap((key) => MEANINGS[key].rules.map(({ as }) => as));
    expect([...new Set(kinds)].sort()).toEqual(['obligation', 'prohibition']);
  });

  it('has a phrase for every meaning, and reads back what it prints', () => {
    const keys = new Set([...phrases.map(([, , key]) => key), ...things.map(([, , key]) => key)]);
    expect(MEANING_KEYS.filter((key) => !keys.has(key))).toEqual([]);
    for (const [, example] of [...phrases, ...frames]) {
      const { policy } = readProse(example);
      expect(policy && readProse(printProse(policy)).policy).toEqual(policy);
    }
  });
});
