/** Texts as they are compared and kept. Pure. */
import { createHash } from 'node:crypto';
import { normalized } from '../platform/normalize.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Names a text by its words: two texts that differ only in white space or Unicode form share a key. Punctuation counts,
 * because it can move a word from one sentence of a restriction to the next; so does case: "US OUT" is not "us out".
 */
export function textKey(text: string): string {
  const words = normalized(text.toWellFormed(), 'NFKC').replace(/\s+/gu, ' ').trim();
  return sha256(words);
}

/**
 * A text that fits its row. What is too long is cut, and marked with the digest of the whole, so that two long texts
 * that differ at the end are still told apart. `cut` texts must never count as read.
 */
export function fitText(text: string, charsMax: number): { text: string; cut: boolean } {
  const whole = text.toWellFormed();
  if (whole.length <= charsMax) return { text: whole, cut: false };
  return { text: `${whole.slice(0, charsMax).toWellFormed()} […] (sha256 ${sha256(whole)})`, cut: true };
}

/** The id of what the wire says of a scope: always the same, so that a changed text is a new version of one row. */
export function wireRestrictionId(kind: string, scopeId: string, part: 'prose' | 'encoded'): string {
  return `rst_${sha256(JSON.stringify(['wire', kind, scopeId, part])).slice(0, 32)}`;
}
