/**
 * Which passages of a document are the text of a receipt: all passages between its marks; in a page without
 * marks, those that are found in the original. Specified in docs/text-digest.md. Pure.
 */

import { perObject } from '../../rights/index.ts';
import { isBanner } from '../notice.ts';
import type { ArticleText, Published } from '../original.ts';
import { foldText } from '../text-digest.ts';
import type { Passage, Range, Story, Telling } from './types.ts';

/** The texts of a story that a receipt is held against: each telling has one. */
export function textsOf(
  { tellings }: Story,
  named: Named,
  of: { others: readonly Named[]; isHeadline: ((text: string) => boolean) | null },
): { texts: Published[]; marked: boolean } {
  const parts = tellings.map((telling) => partOf(telling, named, of));
  return {
    texts: [
      ...parts.map(({ published }) => published),
      ...tellings.flatMap((telling) => articlesApart(telling, named)),
    ],
    marked: parts.some(({ marked }) => marked),
  };
}

/**
 * The article elements of a page, if several carry the receipt: one of them may be a text that was never
 * released. Alterations of the released one are judged with the page.
 */
function articlesApart({ passages, anchors }: Telling, { receipt }: Named): Published[] {
  const articles = new Set(
    anchors.flatMap((anchor) => (anchor.receipt === receipt ? (anchor.article ?? []) : [])),
  );
  if (articles.size < 2) return [];
  return [...articles].map(({ first, last }): Published => {
    const body = passages.slice(first, last + 1).map(({ text }) => text);
    return { body, page: true, apart: true };
  });
}

/** Where the original is not at hand, no heading is known to be the headline. Null: the article has none. */
export function knownHeadline(original: ArticleText | null): ((text: string) => boolean) | null {
  const headline = foldText(original?.headline ?? '');
  if (original && headline === '') return null;
  return (text) => headline !== '' && foldText(text) === headline;
}

/** A receipt that stands in the document, and the id of the delivery that it is signed for. */
export interface Named {
  receipt: string;
  id: string;
}

interface Part {
  published: Published;
  /** By marks: then nothing around the text is part of it. */
  marked: boolean;
}

/**
 * `others`: the genuine receipts beside this one; passages with their marks are judged with them.
 * `isHeadline` knows the released headline; null: the article has none.
 */
function partOf(
  telling: Telling,
  named: Named,
  { others, isHeadline }: { others: readonly Named[]; isHeadline: ((text: string) => boolean) | null },
): Part {
  const theirs = others.flatMap((other) => rangeOf(telling, other) ?? []);
  const own = rangeOf(telling, named);
  if (!own && theirs.length === 0) return { published: wholeOf(telling), marked: false };
  const left = telling.passages
    .map((passage, index) => ({ passage, index }))
    .filter(({ index }) => (own && isIn(own, index)) || !theirs.some((range) => isIn(range, index)));
  const passages = left.map(({ passage }) => passage);
  if (!own) return { published: unmarked(telling, passages), marked: false };
  const within = left.filter(({ index }) => isIn(own, index));
  const outside = left.filter(({ index }) => !isIn(own, index));
  const before = outside.filter(({ index }) => index < own.first).map(({ passage }) => passage);
  const text = within.map(({ passage }) => passage).filter((passage) => !isBeside(passage));
  const found = isHeadline && telling.headline === undefined ? headlineIn(before, text, isHeadline) : null;
  const around = [
    ...outside.map(({ passage }) => passage).filter((passage) => passage !== found),
    ...within.map(({ passage }) => passage).filter(isBeside),
  ];
  // A text that comes alone (formats/fragment.ts) has its headline elsewhere: it was not given, and nothing
  // stands in its place.
  const isAlone = before.every(({ text: of }) => isBanner(of));
  const given = telling.headline ?? found?.text ?? (isAlone ? undefined : '');
  const headline = isHeadline ? given : undefined;
  const body = text.filter((passage) => passage !== found).map((passage) => passage.text);
  const read = headline === undefined ? { body } : { headline, body };
  return { published: { ...read, page: false, beside: around.map(({ text: of }) => of) }, marked: true };
}

const isBeside = ({ kind }: Passage) => kind === 'beside';

/** A telling without marks, once: it is the same text for every receipt, and is judged as one. */
const wholeOf = perObject((telling: Telling) => unmarked(telling, telling.passages));

function unmarked({ headline, page }: Telling, passages: Passage[]): Published {
  const body = passages.filter((passage) => !isBeside(passage)).map(({ text }) => text);
  const beside = passages.filter(isBeside).map(({ text }) => text);
  return { ...(headline === undefined ? { body } : headed(headline, body)), page, beside };
}

/** A text that begins with its headline has it once. */
function headed(headline: string, body: string[]): ArticleText {
  const twice = body[0] !== undefined && foldText(body[0]) === foldText(headline);
  return { headline, body: twice ? body.slice(1) : body };
}

/**
 * The passages that are marked as the text of a receipt: from the first marked element to the last, with all
 * passages between them; or from the link that names the receipt to the link that carries it.
 */
function rangeOf({ passages, anchors }: Telling, { receipt, id }: Named): Range | null {
  // what is hidden marks nothing
  const isMarked = (passage: Passage) => passage.marks.includes(id) && !isBeside(passage);
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
 * The headline of a marked text: the released one, if a heading before the text, the passage right before it
 * or its first passage is that; else the last heading before it, which is another headline. Null: none.
 */
function headlineIn(
  before: Passage[],
  text: Passage[],
  isHeadline: (text: string) => boolean,
): Passage | null {
  const candidates = before.filter(({ kind }, nth) => kind === 'heading' || nth === before.length - 1);
  const found = [...candidates, ...text.slice(0, 1)].find((passage) => isHeadline(passage.text));
  return found ?? before.findLast(({ kind }) => kind === 'heading') ?? null;
}
