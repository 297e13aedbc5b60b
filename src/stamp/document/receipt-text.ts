/**
 * Selects the passages of a document that belong to a receipt: all passages between its marks, or in a page
 * without marks those found in the original. Specified in docs/text-digest.md. Pure.
 */
import { perObject } from '../../rights/index.ts';
import { isBanner } from '../notice.ts';
import type { ArticleText, Published } from '../original.ts';
import { foldText } from '../text-digest.ts';
import type { Passage, Range, Story, StoryVersion } from './types.ts';

/** The texts of a story that are compared with a receipt: one of each version. */
export function textsOf(
  { versions }: Story,
  named: NamedReceipt,
  of: { others: readonly NamedReceipt[]; isHeadline: ((text: string) => boolean) | null },
): { texts: Published[]; marked: boolean } {
  const parts = versions.map((version) => receiptTextOf(version, named, of));
  return {
    texts: [
      ...parts.map(({ published }) => published),
      ...versions.flatMap((version) => separateArticles(version, named)),
    ],
    marked: parts.some(({ marked }) => marked),
  };
}

/**
 * Article elements of a page, if several carry the receipt: one of them may be a text that was never
 * released. Alterations of the released one are judged with the page.
 */
function separateArticles({ passages, anchors }: StoryVersion, { receipt }: NamedReceipt): Published[] {
  const articles = new Set(
    anchors.flatMap((anchor) => (anchor.receipt === receipt ? (anchor.article ?? []) : [])),
  );
  if (articles.size < 2) return [];
  return [...articles].map(({ first, last }): Published => {
    const body = passages.slice(first, last + 1).map(({ text }) => text);
    return { body, page: true, isSeparate: true };
  });
}

/** Without the original no heading is known to be the headline. Null: the article has no headline. */
export function knownHeadline(original: ArticleText | null): ((text: string) => boolean) | null {
  const headline = foldText(original?.headline ?? '');
  if (original && headline === '') return null;
  return (text) => headline !== '' && foldText(text) === headline;
}

export interface NamedReceipt {
  receipt: string;
  id: string;
}

interface ReceiptText {
  published: Published;
  /** True if the text was found by marks: then nothing around it belongs to it. */
  marked: boolean;
}

/**
 * `others`: further genuine receipts, with which passages in their marks are judged. `isHeadline`: recognizes
 * the released headline; null: the article has none.
 */
function receiptTextOf(
  version: StoryVersion,
  named: NamedReceipt,
  { others, isHeadline }: { others: readonly NamedReceipt[]; isHeadline: ((text: string) => boolean) | null },
): ReceiptText {
  const otherRanges = others.flatMap((other) => rangeOf(version, other) ?? []);
  const ownRange = rangeOf(version, named);
  if (!ownRange && otherRanges.length === 0) return { published: unmarkedOf(version), marked: false };
  const remaining = version.passages
    .map((passage, index) => ({ passage, index }))
    .filter(
      ({ index }) => (ownRange && isIn(ownRange, index)) || !otherRanges.some((range) => isIn(range, index)),
    );
  const passages = remaining.map(({ passage }) => passage);
  if (!ownRange) return { published: unmarked(version, passages), marked: false };
  const within = remaining.filter(({ index }) => isIn(ownRange, index));
  const outside = remaining.filter(({ index }) => !isIn(ownRange, index));
  const before = outside.filter(({ index }) => index < ownRange.first).map(({ passage }) => passage);
  const text = within.map(({ passage }) => passage).filter((passage) => !isOutsideArticle(passage));
  const headlinePassage =
    isHeadline && version.headline === undefined ? headlineIn(before, text, isHeadline) : null;
  const around = [
    ...outside.map(({ passage }) => passage).filter((passage) => passage !== headlinePassage),
    ...within.map(({ passage }) => passage).filter(isOutsideArticle),
  ];
  // The headline of a standalone text (formats/fragment.ts) is elsewhere: it was not given, and nothing
  // replaces it.
  const isAlone = before.every(({ text: of }) => isBanner(of));
  const headlineText = version.headline ?? headlinePassage?.text ?? (isAlone ? undefined : '');
  const headline = isHeadline ? headlineText : undefined;
  const body = text.filter((passage) => passage !== headlinePassage).map((passage) => passage.text);
  const article = headline === undefined ? { body } : { headline, body };
  return {
    published: { ...article, page: false, otherPassages: around.map(({ text }) => text) },
    marked: true,
  };
}

const isOutsideArticle = ({ kind }: Passage) => kind === 'beside';

/** Cached, because a version without marks is the same text for every receipt. */
const unmarkedOf = perObject((version: StoryVersion) => unmarked(version, version.passages));

function unmarked({ headline, page }: StoryVersion, passages: Passage[]): Published {
  const body = passages.filter((passage) => !isOutsideArticle(passage)).map(({ text }) => text);
  const otherPassages = passages.filter(isOutsideArticle).map(({ text }) => text);
  return { ...(headline === undefined ? { body } : headed(headline, body)), page, otherPassages };
}

/** Removes the headline from a body that begins with it. */
function headed(headline: string, body: string[]): ArticleText {
  const twice = body[0] !== undefined && foldText(body[0]) === foldText(headline);
  return { headline, body: twice ? body.slice(1) : body };
}

/**
 * Passages marked as the text of a receipt: from the first marked element to the last, or from the link that
 * names the receipt to the link that carries it.
 */
function rangeOf({ passages, anchors }: StoryVersion, { receipt, id }: NamedReceipt): Range | null {
  // Hidden elements mark nothing.
  const isMarked = (passage: Passage) => passage.marks.includes(id) && !isOutsideArticle(passage);
  const firstMarked = passages.findIndex(isMarked);
  if (firstMarked >= 0) return { first: firstMarked, last: passages.findLastIndex(isMarked) };
  const begin = anchors.find((anchor) => anchor.id === id)?.passage;
  if (begin === undefined) return null;
  const end = anchors.find((anchor) => anchor.receipt === receipt && anchor.passage > begin)?.passage;
  if (end === undefined || end - begin < 2) return null;
  return { first: begin + 1, last: end - 1 };
}

const isIn = ({ first, last }: Range, index: number) => first <= index && index <= last;

/**
 * Headline of a marked text: the released one, if it is a heading before the text, the passage directly
 * before it or its first passage; otherwise the last heading before it, which is a different headline. Null:
 * none.
 */
function headlineIn(
  before: Passage[],
  text: Passage[],
  isHeadline: (text: string) => boolean,
): Passage | null {
  const candidates = before.filter(({ kind }, nth) => kind === 'heading' || nth === before.length - 1);
  const headlinePassage = [...candidates, ...text.slice(0, 1)].find((passage) => isHeadline(passage.text));
  return headlinePassage ?? before.findLast(({ kind }) => kind === 'heading') ?? null;
}
