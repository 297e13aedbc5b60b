/** Splits a restriction text into words, each with its separator. */
import { PROSE_WORDS_MAX } from '../limits.ts';

export interface Word {
  raw: string;
  /** Upper case, without accents and dots: patterns match it. */
  folded: string;
  /** Separator before the word: a comma or slash continues a list, a new sentence ends every phrase. */
  before: 'space' | 'comma' | 'slash' | 'sentence';
  /** True if only a hyphen or nothing separates it from the word before: `DE-BY`. */
  joined: boolean;
  /** Character offsets in the text. */
  start: number;
  end: number;
}

/** Dates, times and fractions in digits, initials (`U.S.`), words, numbers, and meaningful signs. */
const WORD = /\d+(?:[./:-]\d+)+|(?:\p{L}\.){2,}|[\p{L}\p{M}]+|\p{N}+|[\p{S}%@#&]/gu;

/**
 * Splits the text. It returns up to twice as many words as are matched: words past the limit show up as
 * unaccounted for.
 */
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

/** Number of words that are read of a text: the cost of reading it. */
export function wordsInProse(text: string): number {
  return Math.min(wordsOf(text).length, PROSE_WORDS_MAX);
}

/**
 * Caches a reading per position of a text: many patterns ask for the same one, and lists of places overlap.
 */
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
  // "20. November": the dot of a German ordinal does not end the sentence.
  if (gap.trim() === '.' && /^\d{1,2}$/.test(previous.raw)) return 'space';
  if (/[.;!?*•|()[\]\n\r]|\s[-–—]+\s/u.test(gap)) return 'sentence';
  if (/[,:]/.test(gap)) return 'comma';
  return gap.includes('/') ? 'slash' : 'space';
}
