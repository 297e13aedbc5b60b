/**
 * Decides whether an edit is within the license: a new headline, shortening, an excerpt, other content
 * between paragraphs. In doubt it is not: a block that may be altered counts as altered. Pure.
 */
import type { Budget } from '../platform/budget.ts';
import { getOrInsert } from '../rights/get-or-insert.ts';
import { COMPARED_BLOCKS_MAX, SAME_ARTICLE_SHARE_MIN } from './limits.ts';
import { type ArticleText, type Original, originalOf, type Published } from './original.ts';
import { quotedFrom } from './quotation.ts';
import { joinSplitCopies, sequencePositions } from './split-copies.ts';
import { shareOf } from './text-similarity.ts';

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
  const { positions, texts: quotable, inserted, around } = edit;
  if (inserted.length > 0 && !alterations.includes('combine')) return false;
  if (!areForeign(original, [...inserted, ...around], { quotable, budget })) return false;
  const isWhole = positions.every((position) => position.isWhole);
  if (isWhole && positions.length === body.length) return true;
  const contiguous = positions.every(({ index }, nth) => index === (positions[0]?.index ?? 0) + nth);
  return alterations.includes('shorten') || (alterations.includes('excerpt') && isWhole && contiguous);
}

/** Position of a published block in the original; `isWhole`: all its sentences are there. */
interface Position {
  index: number;
  isWhole: boolean;
}

interface Edit {
  retitled: boolean;
  /** Positions of the delivered blocks in the published text, and these blocks as published. */
  positions: Position[];
  texts: string[];
  /** Other blocks between those, and on a page those before and after. */
  inserted: string[];
  around: string[];
}

/**
 * For a standalone text: every block counts, and the first may be the headline. Null: it has no delivered
 * block.
 */
function ofText(original: Original, published: Published, texts: string[]): Edit | null {
  const headline = original.fold(original.text.headline ?? '');
  const title = published.headline === undefined ? undefined : original.fold(published.headline);
  const first = texts[0];
  const untitled = title === undefined && headline !== '' && first !== undefined;
  const titled = untitled && (first === headline || positionsOf(original, [first])[0] === null);
  const parts = partsOf(original, titled ? texts.slice(1) : texts);
  if (parts.positions.length === 0) return null;
  return { ...parts, retitled: (titled ? first : (title ?? headline)) !== headline, around: [] };
}

/** For a page: other content surrounds the article. Null: it has no delivered block. */
function ofPage(original: Original, texts: string[]): Edit | null {
  const headline = original.fold(original.text.headline ?? '');
  const title = headline === '' ? -1 : texts.indexOf(headline);
  const positions = positionsOf(original, texts.slice(title + 1));
  const first = title + 1 + positions.findIndex((position) => position !== null);
  const last = title + 1 + positions.findLastIndex((position) => position !== null);
  if (first === title) return null;
  const around = [...texts.slice(0, first), ...texts.slice(last + 1)].filter((text) => text !== headline);
  const within = partsOf(original, texts.slice(first, last + 1));
  return { ...within, retitled: headline !== '' && title < 0, around };
}

function partsOf(original: Original, blocks: string[]): Pick<Edit, 'positions' | 'texts' | 'inserted'> {
  const positions = positionsOf(original, blocks);
  return {
    positions: positions.filter((position) => position !== null),
    texts: blocks.filter((_, nth) => positions[nth] !== null),
    inserted: blocks.filter((_, nth) => positions[nth] === null),
  };
}

/**
 * True if the blocks contain no words of the article, individually and joined. They may name its headline,
 * and quote the `quotable` blocks.
 */
function areForeign(
  original: Original,
  blocks: string[],
  { quotable, budget }: { quotable: string[]; budget: Budget },
): boolean {
  if (blocks.length === 0) return true;
  const positions = original.once(positionsInBody);
  const isCopied = (text: string) => shareOf(text, positions) >= SAME_ARTICLE_SHARE_MIN;
  const headline = original.fold(original.text.headline ?? '');
  const copied = new Set(
    blocks.filter((text) => isCopied(headline === '' ? text : text.replaceAll(headline, ''))),
  );
  const isQuoted = quotedFrom(quotable, budget);
  if (![...copied].every((text) => isQuoted(text, { begins: true }))) return false;
  const joined = joinSplitCopies(blocks, { positions, isSeparate: (text) => copied.has(text) });
  return joined.every((text) => !isCopied(text) || isQuoted(text));
}

/**
 * Position of each block, ascending. Null: the block is not in the original, is out of order, or quotes a
 * block that is published as a whole.
 */
function positionsOf(original: Original, texts: string[]): (Position | null)[] {
  const body = original.once(foldedBody);
  const { sentences, blocksWith } = original.once(sentenceIndex);
  const publishedWhole = new Set(texts);
  let next = 0;
  return texts.map((text) => {
    const ownSentences = sentencesOf(text);
    const index = blocksWith
      .get(ownSentences[0] ?? '')
      ?.find((block) => block >= next && isPartOf(ownSentences, sentences[block] ?? []));
    if (index === undefined) return null;
    if (text !== body[index] && publishedWhole.has(body[index] ?? '')) return null;
    next = index + 1;
    return { index, isWhole: text === body[index] };
  });
}

interface SentenceIndex {
  sentences: string[][];
  /** Sentence → blocks, ascending. */
  blocksWith: Map<string, number[]>;
}

function sentenceIndex(original: Original): SentenceIndex {
  const sentences = original.once(foldedBody).map(sentencesOf);
  const blocksWith = new Map<string, number[]>();
  for (const [block, list] of sentences.entries())
    for (const sentence of new Set(list)) {
      getOrInsert(blocksWith, sentence, () => []).push(block);
    }
  return { sentences, blocksWith };
}

function isPartOf(part: string[], whole: string[]): boolean {
  let from = 0;
  return part.every((sentence) => {
    const at = whole.indexOf(sentence, from);
    from = at + 1;
    return at >= 0;
  });
}

/**
 * Splits a folded block into sentences. An uncertain end, as after an abbreviation, counts: it only allows
 * more cuts.
 */
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
const positionsInBody = (original: Original) => sequencePositions(original.once(foldedBody));

function foldedBlocks({ fold }: Original, blocks: readonly string[]): string[] {
  return blocks.map(fold).filter((text) => text !== '');
}
