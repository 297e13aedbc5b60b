/**
 * Whether an edit is no more than what the license allows: another headline, a text made shorter, a passage of it, other
 * matter between its paragraphs. Pure. In doubt it is more: what cannot be told from an alteration of the words is one.
 */
import type { Budget } from '../platform/budget.ts';
import { joinedFrom, placesOfSequences } from './joined.ts';
import { takenFrom } from './kinship.ts';
import { COMPARED_BLOCKS_MAX } from './limits.ts';
import { type Original, originalOf } from './original.ts';
import { quotedFrom } from './quotation.ts';
import type { ArticleText, Published } from './verify.ts';

export function isLicensedEdit(
  text: ArticleText,
  published: Published,
  { alterations = [], budget }: { alterations?: readonly string[] | undefined; budget: Budget },
): boolean {
  const original = originalOf(text);
  const body = original.once(foldedBody);
  const texts = foldedBlocks(original, published.body);
  if (Math.max(body.length, texts.length) > COMPARED_BLOCKS_MAX) return false;
  const edit = published.page ? ofPage(original, texts) : ofText(original, published, texts);
  if (!edit || (edit.retitled && !alterations.includes('headline'))) return false;
  const { places, inserted, around } = edit;
  if (inserted.length > 0 && !alterations.includes('combine')) return false;
  if (!areForeign(original, [...inserted, ...around], { beside: edit.texts, budget })) return false;
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

/** What was made of the text. Null: nothing stands there that was delivered. */
interface Edit {
  retitled: boolean;
  places: Place[];
  /** The blocks that have these places. */
  texts: string[];
  /** Other blocks between those, and on a page before and after them. */
  inserted: string[];
  around: string[];
}

/** In a text given by itself, every block counts. Its first may be the headline. */
function ofText(original: Original, published: Published, texts: string[]): Edit | null {
  const headline = original.fold(original.text.headline ?? '');
  const title = published.headline === undefined ? undefined : original.fold(published.headline);
  const first = texts[0];
  const untitled = title === undefined && headline !== '' && first !== undefined;
  const titled = untitled && (first === headline || placesOf(original, [first])[0] === null);
  const parts = partsOf(original, titled ? texts.slice(1) : texts);
  if (parts.places.length === 0) return null;
  return { ...parts, retitled: (titled ? first : (title ?? headline)) !== headline, around: [] };
}

/** On a page, other matter stands around the article; but no passage that has its words from it. */
function ofPage(original: Original, texts: string[]): Edit | null {
  const headline = original.fold(original.text.headline ?? '');
  const title = headline === '' ? -1 : texts.indexOf(headline);
  const places = placesOf(original, texts.slice(title + 1));
  const first = title + 1 + places.findIndex((place) => place !== null);
  const last = title + 1 + places.findLastIndex((place) => place !== null);
  if (first === title) return null;
  const around = [...texts.slice(0, first), ...texts.slice(last + 1)].filter((text) => text !== headline);
  const within = partsOf(original, texts.slice(first, last + 1));
  return { ...within, retitled: headline !== '' && title < 0, around };
}

function partsOf(original: Original, blocks: string[]): Pick<Edit, 'places' | 'texts' | 'inserted'> {
  const found = placesOf(original, blocks);
  return {
    places: found.filter((place) => place !== null),
    texts: blocks.filter((_, nth) => found[nth] !== null),
    inserted: blocks.filter((_, nth) => found[nth] === null),
  };
}

/**
 * Whether blocks have no words of the article, one by one and joined; but for its headline, and for what is quoted from
 * the blocks that stand beside them.
 */
function areForeign(
  original: Original,
  blocks: string[],
  { beside, budget }: { beside: string[]; budget: Budget },
): boolean {
  if (blocks.length === 0) return true;
  const isTaken = original.once(takenFromBody);
  const headline = original.fold(original.text.headline ?? '');
  const taken = blocks.filter((text) => isTaken(headline === '' ? text : text.replaceAll(headline, '')));
  const isQuoted = quotedFrom(beside, budget);
  if (!taken.every((text) => isQuoted(text, { begins: true }))) return false;
  const places = original.once(placesInBody);
  const isApart = (text: string) => taken.includes(text);
  return joinedFrom(blocks, { places, isApart }).every((text) => !isTaken(text) || isQuoted(text));
}

/**
 * Each block's place, in order and never twice the same. Null: it is not of the original, or not in its order, or
 * quoted from a block that stands there as a whole.
 */
function placesOf(original: Original, texts: string[]): (Place | null)[] {
  const body = original.once(foldedBody);
  const { sentences, blocksWith } = original.once(sentenceIndex);
  const whole = new Set(texts);
  let next = 0;
  return texts.map((text) => {
    const own = sentencesOf(text);
    const index = blocksWith
      .get(own[0] ?? '')
      ?.find((block) => block >= next && isPartOf(own, sentences[block] ?? []));
    if (index === undefined) return null;
    if (text !== body[index] && whole.has(body[index] ?? '')) return null;
    next = index + 1;
    return { index, whole: text === body[index] };
  });
}

interface SentenceIndex {
  /** Of each block. */
  sentences: string[][];
  /** By sentence, ascending. */
  blocksWith: Map<string, number[]>;
}

function sentenceIndex(original: Original): SentenceIndex {
  const sentences = original.once(foldedBody).map(sentencesOf);
  const blocksWith = new Map<string, number[]>();
  for (const [block, list] of sentences.entries())
    for (const sentence of new Set(list)) {
      const blocks = blocksWith.get(sentence);
      if (blocks) blocks.push(block);
      else blocksWith.set(sentence, [block]);
    }
  return { sentences, blocksWith };
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

const foldedBody = (original: Original) => foldedBlocks(original, original.text.body);
const placesInBody = (original: Original) => placesOfSequences(original.once(foldedBody));
const takenFromBody = (original: Original) => takenFrom(original.once(foldedBody));

function foldedBlocks({ fold }: Original, blocks: readonly string[]): string[] {
  return blocks.map(fold).filter((text) => text !== '');
}
