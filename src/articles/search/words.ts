/**
 * Splits text into words, equally for stored texts and queries. Case and diacritics are folded
 * (STRASSENBRÜCKE, Straßenbrücke and strassenbrucke are one word). In scripts without spaces between words,
 * each pair of adjacent characters is a word, so that any part of two or more is found. Pure.
 */
import { normalized } from '../../platform/normalize.ts';

/** Letters, digits and their marks; all other characters separate words. */
const RUN = /[\p{L}\p{N}\p{M}]+/gu;
/**
 * Scripts without spaces between words, or (Korean) with attached endings. Includes the marks of their
 * characters.
 */
const UNSPACED = String.raw`[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script_Extensions=Hangul}\p{Script_Extensions=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const KIND = new RegExp(String.raw`(${UNSPACED}\p{M}*)+|(?:(?!${UNSPACED})[^])+`, 'gu');
const STARTS_UNSPACED = new RegExp(`^${UNSPACED}`, 'u');

/** Fast path for most runs: Latin, Greek, Cyrillic and related scripts precede all scripts without spaces. */
const SPACED = /^[\0-\u05FF]+$/;

/** Letters that readers decompose and Unicode does not. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  þ: 'th',
  ς: 'σ',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');
/**
 * Accents and points, except marks that change the sound of a kana, and vowel signs, which are letters of
 * their scripts.
 */
const ACCENT = /(?![\u3099\u309A])[\p{Diacritic}\u00AD\u200B-\u200D\u2060]/gu;

export function fold(text: string): string {
  return normalized(text.toWellFormed(), 'NFKD')
    .toLowerCase()
    .replace(ACCENT, '')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC');
}

export interface Word {
  text: string;
  /**
   * True for a single character of a script without spaces: unless it is the last one, it begins a longer
   * word.
   */
  isCharacter: boolean;
}

export function wordsOf(text: string): Word[] {
  return [...eachWord(text)];
}

/** Lazy, because a folded text may be twenty times as long. */
export function* eachWord(text: string): Generator<Word> {
  for (let from = 0, to: number; from < text.length; from = to) {
    to = chunkEnd(text, from);
    for (const run of fold(text.slice(from, to)).match(RUN) ?? []) {
      if (SPACED.test(run)) yield toWord(run);
      else for (const part of run.match(KIND) ?? []) yield* wordsOfRun(part);
    }
  }
}

/** UTF-16 units that are folded at a time. A longer word is cut. */
const CHUNK_CHARS = 4_000;
/** Characters that always end a word; middle dots fold to nothing. */
const BETWEEN_WORDS = /(?![\p{Diacritic}\u0387])[\s\p{P}]/u;

function chunkEnd(text: string, from: number): number {
  const longest = from + CHUNK_CHARS;
  if (longest >= text.length) return text.length;
  for (let end = longest; end > from; end--) if (BETWEEN_WORDS.test(text[end] ?? '')) return end;
  // Does not split a surrogate pair.
  return /[\uD800-\uDBFF]/.test(text[longest - 1] ?? '') ? longest - 1 : longest;
}

const toWord = (text: string): Word => ({ text, isCharacter: false });

function wordsOfRun(run: string): Word[] {
  if (!STARTS_UNSPACED.test(run)) return [toWord(run)];
  const characters = [...run];
  if (characters.length === 1) return [{ text: run, isCharacter: true }];
  return characters.slice(1).map((character, index) => toWord(`${characters[index]}${character}`));
}
