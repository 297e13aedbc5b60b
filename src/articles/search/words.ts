/**
 * The words of a text, as they are found: the same for what is stored and for what is asked. Case and diacritics are folded
 * (STRASSENBRÜCKE, Straßenbrücke and strassenbrucke are one word). In scripts that set no spaces between words, each two characters
 * that follow one another are one, so that any part of two and more is found. Pure.
 */
import { normalized } from '../../platform/normalize.ts';

/** Letters, digits and the marks on them; all else parts words. */
const RUN = /[\p{L}\p{N}\p{M}]+/gu;
/** No spaces between words, or (Korean) endings that stick to them. With the marks that belong to their characters. */
const UNSPACED = String.raw`[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script_Extensions=Hangul}\p{Script_Extensions=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const KIND = new RegExp(String.raw`(${UNSPACED}\p{M}*)+|(?:(?!${UNSPACED})[^])+`, 'gu');
const STARTS_UNSPACED = new RegExp(`^${UNSPACED}`, 'u');

/** Most runs by far, told in passing: Latin, Greek, Cyrillic and their neighbors stand before all scripts without spaces. */
const SPACED = /^[\0-\u05FF]+$/;

/** What Unicode does not take apart, but readers do. */
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
/** Accents and points, but not the marks that make another sound of a kana, nor vowel signs, which are letters of their scripts. */
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
  /** A single character of a script without spaces: it stands at the begin of a longer word wherever it is not the last one. */
  isCharacter: boolean;
}

/** In their order. */
export function wordsOf(text: string): Word[] {
  return [...eachWord(text)];
}

/** One after another: folded, a text may be twenty times as long. */
export function* eachWord(text: string): Generator<Word> {
  for (let from = 0, to: number; from < text.length; from = to) {
    to = chunkEnd(text, from);
    for (const run of fold(text.slice(from, to)).match(RUN) ?? []) {
      if (SPACED.test(run)) yield toWord(run);
      else for (const part of run.match(KIND) ?? []) yield* wordsOfRun(part);
    }
  }
}

/** UTF-16 units that are folded at a time. A word that is longer is cut. */
const CHUNK_CHARS = 4_000;
/** No word goes on after one of these, whatever it folds to; middle dots fold to nothing. */
const BETWEEN_WORDS = /(?![\p{Diacritic}\u0387])[\s\p{P}]/u;

function chunkEnd(text: string, from: number): number {
  const longest = from + CHUNK_CHARS;
  if (longest >= text.length) return text.length;
  for (let end = longest; end > from; end--) if (BETWEEN_WORDS.test(text[end] ?? '')) return end;
  // Not between the halves of a pair.
  return /[\uD800-\uDBFF]/.test(text[longest - 1] ?? '') ? longest - 1 : longest;
}

const toWord = (text: string): Word => ({ text, isCharacter: false });

function wordsOfRun(run: string): Word[] {
  if (!STARTS_UNSPACED.test(run)) return [toWord(run)];
  const characters = [...run];
  if (characters.length === 1) return [{ text: run, isCharacter: true }];
  return characters.slice(1).map((character, index) => toWord(`${characters[index]}${character}`));
}
