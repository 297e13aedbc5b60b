/** Decides whether two different texts are versions of one article, by their shared character sequences. */
import { sequencesIn } from './confusables.ts';
import {
  PUBLISHED_CHARS_MAX,
  SAME_ARTICLE_SHARE_MIN,
  SEQUENCE_CHARS,
  SIMILARITY_TEXT_CHARS_MAX,
} from './limits.ts';
import type { Original } from './original.ts';
import { foldText } from './text-digest.ts';

/**
 * True for an excerpt of a text, an edited text, or a text with other content around it; false for a
 * different article.
 */
export function isSameArticle(original: Original, texts: readonly string[]): boolean {
  const [a, b] = [original.once(sequencesOfOriginal), sequencesOf(texts)];
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  const shared = [...fewer].filter((sequence) => more.has(sequence)).length;
  return shared >= Math.max(1, fewer.size * SAME_ARTICLE_SHARE_MIN);
}

const sequencesOfOriginal = ({ blocks }: Original) => sequencesOf(blocks);

/** Characters rather than words, for scripts without spaces between words. */
function sequencesOf(blocks: readonly string[]): Set<string> {
  return sequencesIn(foldText(blocks.join(' ').slice(0, SIMILARITY_TEXT_CHARS_MAX)), SEQUENCE_CHARS);
}

/** Share of a folded text's sequences that an article contains: 0 to 1. */
export function shareOf(text: string, articleSequences: { has: (sequence: string) => boolean }): number {
  const sequences = [...sequencesIn(text.slice(0, PUBLISHED_CHARS_MAX), SEQUENCE_CHARS)];
  return sequences.filter((sequence) => articleSequences.has(sequence)).length / sequences.length;
}
