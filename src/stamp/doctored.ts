/**
 * Passages that stand beside a text and are versions of it: a genuine text that a style sheet hides, and a
 * false copy that readers see, must not pass for the genuine text. A page may well repeat the text, name its
 * headline, and write of other things. Pure.
 */
import type { Budget } from '../platform/budget.ts';
import { shareOf } from './kinship.ts';
import { sentencesOf } from './licensed-edit.ts';
import {
  DOCTORED_CHARS_MIN,
  DOCTORED_SHARE_MIN,
  KIN_SEQUENCE_CHARS,
  NAMED_CHARS_MAX,
  SENTENCE_SHARE_MIN,
} from './limits.ts';
import { quotedFrom } from './quotation.ts';
import { joinSplitCopies, type SequencePositions, sequencePositions } from './split-copies.ts';
import { foldText } from './text-digest.ts';

/**
 * Finds passages in a row that are the article's with other words in them, by themselves or joined. `titles`:
 * its headline, and the one that it was given; to name it by either changes no word of it. `isCaption`:
 * whether a passage or sentence is delivered beside the text (captions.ts).
 */
export function doctoredFrom(
  texts: readonly string[],
  titles: readonly string[],
  { isCaption, budget }: { isCaption: (folded: string) => boolean; budget: Budget },
): (passages: readonly string[]) => string[] {
  // The first is the article's own, however long it is; the other may be made to take long.
  const named = titles
    .map(foldText)
    .filter((title, nth) => title !== '' && (nth === 0 || title.length <= NAMED_CHARS_MAX));
  const blocks = texts.map(foldText).filter((block) => block !== '');
  const sentences = new Set(blocks.flatMap(sentencesOf));
  const isQuoted = quotedFrom(blocks, budget);
  // Of a long article it takes a while, and most passages are told by less.
  let positions: SequencePositions | undefined;
  const known = () => {
    positions ??= sequencePositions(blocks);
    return positions;
  };
  const isDoctored = (passage: string) => {
    // A breadcrumb, a list of what is read most, "3 comments on …" name the article.
    const folded = foldText(passage);
    const own = named.reduce((rest, title) => rest.replaceAll(title, ''), folded).trim();
    if (own.length < DOCTORED_CHARS_MIN || isQuoted(own)) return false;
    const others = sentencesOf(own).filter((sentence) => !sentences.has(sentence) && !isQuoted(sentence));
    if (others.length === 0) return false;
    // One sentence by itself is a caption as a rule, and has a phrase of the article in common with it easily.
    const areVersion = (list: string[]) =>
      list.some(isVersion) || (list.length > 1 && shareOf(own, known()) >= DOCTORED_SHARE_MIN);
    return (
      areVersion(others) &&
      !isCaption(folded) &&
      areVersion(others.filter((sentence) => !isCaption(sentence)))
    );
  };
  const isVersion = (sentence: string) =>
    sentence.length >= DOCTORED_CHARS_MIN && shareOf(sentence, known()) >= SENTENCE_SHARE_MIN;
  // The passages of a document stand beside the text of each of its receipts.
  const judged = new Map<string, boolean>();
  const isVersionOf = (passage: string) => {
    // Markup that is shown or kept as text (`noscript`, `srcdoc`) has its passages between its tags.
    const found = judged.get(passage) ?? passage.split(/<[^<>]*>/u).some(isDoctored);
    judged.set(passage, found);
    return found;
  };
  const whole = new Set([...blocks, ...named].filter(({ length }) => length >= KIN_SEQUENCE_CHARS));
  const isSeparate = (folded: string) => whole.has(folded) || isCaption(folded);
  return (passages) => {
    const alone = passages.filter(isVersionOf);
    if (passages.length < 2) return alone;
    const joined = joinSplitCopies(passages.map(foldText), { positions: known(), isSeparate });
    return [...alone, ...joined.filter(isVersionOf)];
  };
}
