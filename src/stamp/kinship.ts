/** Whether two texts that differ are versions of one article: by the character sequences that they share. */
import { sequencesIn } from './confusables.ts';
import { KIN_SEQUENCE_CHARS, KIN_SHARE_MIN, KIN_TEXT_CHARS_MAX, PUBLISHED_CHARS_MAX } from './limits.ts';
import type { Original } from './original.ts';
import { foldText } from './text-digest.ts';

/** True for an excerpt of a text, a text with words changed, a text with matter around it; false for another's text. */
export function areKin(original: Original, texts: readonly string[]): boolean {
  const [a, b] = [original.once(sequencesOfOriginal), sequencesOf(texts)];
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  const shared = [...fewer].filter((sequence) => more.has(sequence)).length;
  return shared >= Math.max(1, fewer.size * KIN_SHARE_MIN);
}

const sequencesOfOriginal = ({ blocks }: Original) => sequencesOf(blocks);

/** Characters rather than words, so that it works for scripts that put no spaces between words. */
function sequencesOf(blocks: readonly string[]): Set<string> {
  return sequencesIn(foldText(blocks.join(' ').slice(0, KIN_TEXT_CHARS_MAX)), KIN_SEQUENCE_CHARS);
}

/** The share of a folded text's sequences that an article has: 0 to 1. */
export function shareOf(text: string, known: { has: (sequence: string) => boolean }): number {
  const sequences = [...sequencesIn(text.slice(0, PUBLISHED_CHARS_MAX), KIN_SEQUENCE_CHARS)];
  return sequences.filter((sequence) => known.has(sequence)).length / sequences.length;
}
