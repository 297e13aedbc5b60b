/**
 * Passages that stand beside a text and are versions of it: a genuine text that a style sheet hides, and a false copy that readers see, must not
 * pass for the genuine text. Pure. A page may well repeat the text, name its headline, and write of other things.
 */
import type { Budget } from '../platform/budget.ts';
import { sequencesOf } from './kinship.ts';
import { sentencesOf } from './licensed-edit.ts';
import {
  DOCTORED_CHARS_MIN,
  DOCTORED_SHARE_MIN,
  NAMED_CHARS_MAX,
  PUBLISHED_CHARS_MAX,
  SEARCHED_CHARS,
  SENTENCE_SHARE_MIN,
} from './limits.ts';
import { foldText } from './text-digest.ts';

/**
 * Of many passages, which are the article's with other words in them. `titles`: its headline, and the one
 * that it was given; whoever names it by either has not changed a word of it. `isCaption`: whether a passage
 * or sentence is delivered beside the text (captions.ts).
 */
export function doctoredFrom(
  texts: readonly string[],
  titles: readonly string[],
  { isCaption, budget }: { isCaption: (folded: string) => boolean; budget: Budget },
): (passage: string) => boolean {
  // The first is the article's own, however long it is; the other may be made to take long.
  const named = titles
    .map(foldText)
    .filter((title, nth) => title !== '' && (nth === 0 || title.length <= NAMED_CHARS_MAX));
  const blocks = texts.map(foldText).filter((block) => block !== '');
  const text = ` ${blocks.join(' ')} `;
  const sentences = new Set(blocks.flatMap(sentencesOf));
  // Of a long article it takes a while, and most passages are told by less.
  let sequences: Set<string> | undefined;
  const known = () => {
    sequences ??= sequencesOf(blocks, PUBLISHED_CHARS_MAX);
    return sequences;
  };
  const isInText = (part: string) => {
    budget.spend('characters', Math.ceil(text.length / SEARCHED_CHARS));
    return text.includes(part);
  };
  const isDoctored = (passage: string) => {
    // A breadcrumb, a list of what is read most, "3 comments on …" name the article.
    const folded = foldText(passage);
    const own = withoutEnd(named.reduce((rest, title) => rest.replaceAll(title, ''), folded).trim());
    if (own.length < DOCTORED_CHARS_MIN || isInText(own)) return false;
    const others = sentencesOf(own).filter((sentence) => !sentences.has(sentence) && !isInText(sentence));
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
  return (passage) => {
    // Markup that is shown or kept as text (`noscript`, `srcdoc`) has its passages between its tags.
    const found = judged.get(passage) ?? passage.split(/<[^<>]*>/u).some(isDoctored);
    judged.set(passage, found);
    return found;
  };
}

/** The share of a text's sequences that are known. */
function shareOf(text: string, known: ReadonlySet<string>): number {
  const sequences = [...sequencesOf([text], PUBLISHED_CHARS_MAX)];
  return sequences.filter((sequence) => known.has(sequence)).length / sequences.length;
}

/** Without the mark by which a teaser shows that it goes on: `...`, `[...]`. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' .[]()'.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(end).includes('...') ? text.slice(0, end) : text;
}
