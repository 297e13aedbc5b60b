/**
 * Passages that stand beside a text and are versions of it: a genuine text that a style sheet hides, and a false copy that readers see, must not
 * pass for the genuine text. Pure. A page may well repeat the text, name its headline, and write of other things.
 */
import type { Budget } from '../platform/budget.ts';
import { joinedFrom, placesOfSequences, type SequencePlaces } from './joined.ts';
import { sequencesOf } from './kinship.ts';
import { sentencesOf } from './licensed-edit.ts';
import {
  DOCTORED_CHARS_MIN,
  DOCTORED_SHARE_MIN,
  KIN_SEQUENCE_CHARS,
  NAMED_CHARS_MAX,
  PUBLISHED_CHARS_MAX,
  SENTENCE_SHARE_MIN,
} from './limits.ts';
import { quotedFrom } from './quotation.ts';
import { foldText } from './text-digest.ts';

/**
 * Of passages in a row, which are the article's with other words in them, by themselves or joined. `titles`: its headline, and the one
 * that it was given; whoever names it by either has not changed a word of it. `isCaption`: whether a passage
 * or sentence is delivered beside the text (captions.ts).
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
  let places: SequencePlaces | undefined;
  const known = () => {
    places ??= placesOfSequences(blocks);
    return places;
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
  const isApart = (folded: string) => whole.has(folded) || isCaption(folded);
  return (passages) => {
    const alone = passages.filter(isVersionOf);
    const joined = passages.length > 1 ? joinedFrom(passages, { places: known(), isApart }) : [];
    return [...alone, ...joined.filter(isVersionOf)];
  };
}

/** The share of a text's sequences that are known. */
function shareOf(text: string, known: SequencePlaces): number {
  const sequences = [...sequencesOf([text], PUBLISHED_CHARS_MAX)];
  return sequences.filter((sequence) => known.has(sequence)).length / sequences.length;
}
