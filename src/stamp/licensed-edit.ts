/**
 * Whether an edit is no more than what the license allows: another headline, a text made shorter, a passage of it. Pure. In
 * doubt it is more: what cannot be told from an alteration of the words is one.
 */
import { takenFrom } from './kinship.ts';
import { COMPARED_BLOCKS_MAX } from './limits.ts';
import { foldText } from './text-digest.ts';
import type { ArticleText, Published } from './verify.ts';

export function isLicensedEdit(
  original: ArticleText,
  published: Published,
  alterations: readonly string[] = [],
): boolean {
  const body = folded(original.body);
  const texts = folded(published.body);
  if (Math.max(body.length, texts.length) > COMPARED_BLOCKS_MAX) return false;
  const headline = foldText(original.headline ?? '');
  const edit = published.page ? ofPage(headline, body, texts) : ofText(headline, body, published, texts);
  if (!edit || (edit.retitled && !alterations.includes('headline'))) return false;
  const { places } = edit;
  const whole = places.every(({ whole }) => whole);
  if (whole && places.length === body.length) return true;
  const contiguous = places.every(({ index }, nth) => index === (places[0]?.index ?? 0) + nth);
  return alterations.includes('shorten') || (alterations.includes('excerpt') && whole && contiguous);
}

/** Where a published block stands in the original; `whole`: with all its sentences. */
interface Place {
  index: number;
  whole: boolean;
}

/** What was made of the text. Null: something stands there that was not delivered, or nothing that was. */
interface Edit {
  retitled: boolean;
  places: Place[];
}

/** In a text given by itself, every block counts. Its first may be the headline. */
function ofText(headline: string, body: string[], published: Published, texts: string[]): Edit | null {
  const title = published.headline === undefined ? undefined : foldText(published.headline);
  const first = texts[0];
  const untitled = title === undefined && headline !== '' && first !== undefined;
  const titled = untitled && (first === headline || placesOf(body, [first])[0] === null);
  const places = placesOf(body, titled ? texts.slice(1) : texts);
  const known = places.filter((place) => place !== null);
  if (known.length === 0 || known.length < places.length) return null;
  return { retitled: (titled ? first : (title ?? headline)) !== headline, places: known };
}

/** On a page, other matter stands around the article; but no passage that has its words from it. */
function ofPage(headline: string, body: string[], texts: string[]): Edit | null {
  const title = headline === '' ? -1 : texts.indexOf(headline);
  const places = placesOf(body, texts.slice(title + 1));
  const first = places.findIndex((place) => place !== null);
  const last = places.findLastIndex((place) => place !== null);
  const known = places.slice(first, last + 1).filter((place) => place !== null);
  if (first < 0 || known.length < last + 1 - first) return null;
  const isTaken = takenFrom(body);
  const around = [...texts.slice(0, title + 1 + first), ...texts.slice(title + 2 + last)];
  if (around.some((text) => text !== headline && isTaken(text))) return null;
  return { retitled: headline !== '' && title < 0, places: known };
}

/** Each block's place, in order and never twice the same. Null: it is not of the original, or not in its order. */
function placesOf(body: string[], texts: string[]): (Place | null)[] {
  const originals = body.map(sentencesOf);
  let next = 0;
  return texts.map((text) => {
    const sentences = sentencesOf(text);
    for (let index = next; index < originals.length; index++) {
      const of = originals[index] ?? [];
      if (text !== body[index] && !isPartOf(sentences, of)) continue;
      next = index + 1;
      return { index, whole: text === body[index] };
    }
    return null;
  });
}

function isPartOf(some: string[], all: string[]): boolean {
  let from = 0;
  return some.every((sentence) => {
    const at = all.indexOf(sentence, from);
    from = at + 1;
    return at >= 0;
  });
}

/** Of a folded block. Where it is doubtful that a sentence ends, as after an abbreviation, only more cuts are possible. */
export function sentencesOf(block: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const { 0: end, index } of block.matchAll(/[.!?]["')\]]* |[。！？][」』）]*/gu)) {
    sentences.push(block.slice(from, index + end.length).trimEnd());
    from = index + end.length;
  }
  return from < block.length ? [...sentences, block.slice(from)] : sentences;
}

function folded(blocks: string[]): string[] {
  return blocks.map(foldText).filter((text) => text !== '');
}
