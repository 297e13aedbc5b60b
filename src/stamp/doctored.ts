/**
 * Passages that stand beside a text and are versions of it: a genuine text that a style sheet hides, and a false copy that readers see, must not
 * pass for the genuine text. Pure. A page may well repeat the text, name its headline, and write of other things.
 */
import { sequencesOf } from './kinship.ts';
import { sentencesOf } from './licensed-edit.ts';
import { DOCTORED_CHARS_MIN, DOCTORED_SHARE_MIN, PUBLISHED_CHARS_MAX, SENTENCE_SHARE_MIN } from './limits.ts';
import { foldText } from './text-digest.ts';

/** How a teaser shows that it goes on. */
const GOES_ON = /(?:\s*(?:\.{3,}|\[\.{3}\]|\(\.{3}\)))+$/u;

/** Of many passages, which are the article's with other words in them. */
export function doctoredFrom(
  headline: string | undefined,
  body: readonly string[],
): (passage: string) => boolean {
  const title = foldText(headline ?? '');
  const blocks = [title, ...body.map(foldText)].filter((block) => block !== '');
  const text = ` ${blocks.join(' ')} `;
  const sentences = new Set(blocks.flatMap(sentencesOf));
  const known = sequencesOf(blocks, PUBLISHED_CHARS_MAX);
  const isDoctored = (passage: string) => {
    const whole = foldText(passage).replace(GOES_ON, '');
    // A breadcrumb, a list of what is read most, "3 comments on …" name the article.
    const own = title === '' ? whole : whole.replaceAll(title, '').trim();
    if (own.length < DOCTORED_CHARS_MIN || text.includes(own)) return false;
    const others = sentencesOf(own).filter(
      (sentence) => !sentences.has(sentence) && !text.includes(sentence),
    );
    if (others.length === 0) return false;
    const isVersion = (sentence: string) =>
      sentence.length >= DOCTORED_CHARS_MIN && shareOf(sentence, known) >= SENTENCE_SHARE_MIN;
    return others.some(isVersion) || shareOf(own, known) >= DOCTORED_SHARE_MIN;
  };
  // Markup that is shown or kept as text (`noscript`, `srcdoc`) has its passages between its tags.
  return (passage) => passage.split(/<[^<>]*>/u).some(isDoctored);
}

/** The share of a text's sequences that are known. */
function shareOf(text: string, known: ReadonlySet<string>): number {
  const sequences = [...sequencesOf([text], PUBLISHED_CHARS_MAX)];
  return sequences.filter((sequence) => known.has(sequence)).length / sequences.length;
}
