/** Keys and limits of stored texts. Pure. */
import { createHash } from 'node:crypto';
import { normalized } from '../platform/normalize.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Returns the key of a text's words: texts that differ only in white space or Unicode form share it.
 * Punctuation counts, because it can move a word to the next sentence; so does case: "US OUT" is not "us
 * out".
 */
export function textKey(text: string): string {
  const words = normalized(text.toWellFormed(), 'NFKC').replace(/\s+/gu, ' ').trim();
  return sha256(words);
}

/**
 * Cuts a text to fit its row, and marks it with the digest of the whole, so that two long texts that differ
 * at the end remain distinct. `cut` texts must never count as read.
 */
export function fitText(text: string, charsMax: number): { text: string; cut: boolean } {
  const wellFormed = text.toWellFormed();
  if (wellFormed.length <= charsMax) return { text: wellFormed, cut: false };
  return {
    text: `${wellFormed.slice(0, charsMax).toWellFormed()} […] (sha256 ${sha256(wellFormed)})`,
    cut: true,
  };
}

/**
 * Id of a wire restriction of a scope. It is constant, so that a changed text is a new version of one row.
 */
export function wireRestrictionId(kind: string, scopeId: string, part: 'prose' | 'encoded'): string {
  return `rst_${sha256(JSON.stringify(['wire', kind, scopeId, part])).slice(0, 32)}`;
}
