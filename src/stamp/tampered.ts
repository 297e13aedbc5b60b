/**
 * Finds altered copies next to a text: a genuine text that a style sheet hides must not vouch for a false
 * copy that readers see. A page may repeat the text, name its headline, and contain other content. Pure.
 */
import type { Budget } from '../platform/budget.ts';
import { getOrInsert } from '../rights/get-or-insert.ts';
import { sentencesOf } from './licensed-edit.ts';
import {
  PUBLISHED_HEADLINE_CHARS_MAX,
  SENTENCE_SHARE_MIN,
  SEQUENCE_CHARS,
  TAMPERED_CHARS_MIN,
  TAMPERED_SHARE_MIN,
} from './limits.ts';
import { quotedFrom } from './quotation.ts';
import { joinSplitCopies, type SequencePositions, sequencePositions } from './split-copies.ts';
import { foldText } from './text-digest.ts';
import { shareOf } from './text-similarity.ts';

/**
 * Creates a function that finds altered copies of the article among consecutive passages, single or joined.
 * `titles`: the article's headline and the published one; naming either is no alteration. `isCaption`: true
 * for a passage or sentence that was delivered besides the text (captions.ts).
 */
export function createTamperingFinder(
  texts: readonly string[],
  titles: readonly string[],
  { isCaption, budget }: { isCaption: (folded: string) => boolean; budget: Budget },
): (passages: readonly string[]) => string[] {
  // The first title is the article's own, whatever its length; the other may be made to be slow.
  const named = titles
    .map(foldText)
    .filter((title, nth) => title !== '' && (nth === 0 || title.length <= PUBLISHED_HEADLINE_CHARS_MAX));
  const blocks = texts.map(foldText).filter((block) => block !== '');
  const sentences = new Set(blocks.flatMap(sentencesOf));
  const isQuoted = quotedFrom(blocks, budget);
  // Built only if needed: it takes time for a long article, and cheaper tests settle most passages.
  let positions: SequencePositions | undefined;
  const sequences = () => {
    positions ??= sequencePositions(blocks);
    return positions;
  };
  const isTampered = (passage: string) => {
    // Breadcrumbs, lists of popular articles and "3 comments on …" name the article.
    const folded = foldText(passage);
    const withoutTitles = named.reduce((remaining, title) => remaining.replaceAll(title, ''), folded).trim();
    if (withoutTitles.length < TAMPERED_CHARS_MIN || isQuoted(withoutTitles)) return false;
    const foreignSentences = sentencesOf(withoutTitles).filter(
      (sentence) => !sentences.has(sentence) && !isQuoted(sentence),
    );
    if (foreignSentences.length === 0) return false;
    // A single sentence is usually a caption, and easily shares a phrase with the article.
    const areVersion = (list: string[]) =>
      list.some(isVersion) || (list.length > 1 && shareOf(withoutTitles, sequences()) >= TAMPERED_SHARE_MIN);
    return (
      areVersion(foreignSentences) &&
      !isCaption(folded) &&
      areVersion(foreignSentences.filter((sentence) => !isCaption(sentence)))
    );
  };
  const isVersion = (sentence: string) =>
    sentence.length >= TAMPERED_CHARS_MIN && shareOf(sentence, sequences()) >= SENTENCE_SHARE_MIN;
  // The passages of a document are judged for each of its receipts.
  const judged = new Map<string, boolean>();
  const isVersionOf = (passage: string) => {
    // Markup that is shown or kept as text (`noscript`, `srcdoc`) has its passages between its tags.
    return getOrInsert(judged, passage, () => passage.split(/<[^<>]*>/u).some(isTampered));
  };
  const standalone = new Set([...blocks, ...named].filter(({ length }) => length >= SEQUENCE_CHARS));
  const isSeparate = (folded: string) => standalone.has(folded) || isCaption(folded);
  return (passages) => {
    const separateCopies = passages.filter(isVersionOf);
    if (passages.length < 2) return separateCopies;
    const joined = joinSplitCopies(passages.map(foldText), { positions: sequences(), isSeparate });
    return [...separateCopies, ...joined.filter(isVersionOf)];
  };
}
