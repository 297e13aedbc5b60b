/** A restriction text as words, each with what stands before it. */
import { PROSE_WORDS_MAX } from '../limits.ts';

export interface Word {
  /** As it stands in the text. */
  raw: string;
  /** Upper case, without accents and dots: what patterns are matched against. */
  folded: string;
  /** What separates it from the word before: a comma or slash ends no list, a sentence ends every phrase. */
  before: 'space' | 'comma' | 'slash' | 'sentence';
  /** Written in one with the word before, or with a hyphen between them: `DE-BY`. */
  joined: boolean;
  /** Where it stands in the text. */
  start: number;
  end: number;
}

/** Dates, times and fractions in digits, initials (`U.S.`), words, numbers, and signs that could mean something. */
const WORD = /\d+(?:[./:-]\d+)+|(?:\p{L}\.){2,}|[\p{L}\p{M}]+|\p{N}+|[\p{S}%@#&]/gu;

/** The words of the text. Twice as many as are matched: what is past the limit shows up as unaccounted for. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  const clean = text.toWellFormed();
  let end = 0;
  for (const match of clean.matchAll(WORD)) {
    const raw = match[0];
    if (raw === '|') continue;
    const gap = clean.slice(end, match.index);
    const before = separator(gap, words.at(-1));
    end = match.index + raw.length;
    const joined = words.length > 0 && (gap === '' || gap === '-');
    words.push({ raw, folded: fold(raw), before, joined, start: match.index, end });
    if (words.length > 2 * PROSE_WORDS_MAX) break;
  }
  return words;
}

/** Of a text, as far as it is read: what reading it costs. */
export function wordsInProse(text: string): number {
  return Math.min(wordsOf(text).length, PROSE_WORDS_MAX);
}

/** Reads each position of a text once: many patterns ask for the same, and lists of places have most in common. */
export function memoizeByPosition<Value>(
  read: (words: readonly Word[], start: number) => Value,
): (words: readonly Word[], start: number) => Value {
  const cache = new WeakMap<readonly Word[], Map<number, Value>>();
  return (words, start) => {
    const starts = cache.get(words) ?? new Map<number, Value>();
    cache.set(words, starts);
    if (!starts.has(start)) starts.set(start, read(words, start));
    return starts.get(start) as Value;
  };
}

export function fold(word: string): string {
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
  return plain === '&' ? 'AND' : /^(?:\p{L}\.)+$/u.test(plain) ? plain.replaceAll('.', '') : plain;
}

function separator(gap: string, previous: Word | undefined): Word['before'] {
  if (previous === undefined) return 'sentence';
  // "20. November": the dot of a German ordinal ends no sentence.
  if (gap.trim() === '.' && /^\d{1,2}$/.test(previous.raw)) return 'space';
  if (/[.;!?*•|()[\]\n\r]|\s[-–—]+\s/u.test(gap)) return 'sentence';
  if (/[,:]/.test(gap)) return 'comma';
  return gap.includes('/') ? 'slash' : 'space';
}
