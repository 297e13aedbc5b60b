/**
 * Compares a page with the version of an article that its publisher received, and with the text that has
 * replaced it. In doubt a page is not that article: only a considerable part of its own text shows that it
 * is. Pure.
 */
import type { Budget } from '../../platform/budget.ts';
import { Refusal } from '../../platform/problem.ts';
import { skeletonOf } from '../../stamp/confusables.ts';
import type { ArticleText } from '../../stamp/original.ts';
import { foldText } from '../../stamp/text-digest.ts';
import { Copy, type FoundSentence, type Sentence, sentencesOfArticle } from './copy.ts';
import { CONSIDERABLE_SHARE, EDITED_SHARE_MIN, WHOLE_SHARE } from './limits.ts';
import { type Passages, passagesOf } from './passages.ts';
import type { PageJudgement, ReadPage } from './types.ts';

export interface Compared {
  /** The version that was delivered; null: it is no longer stored. */
  delivered: ArticleText | null;
  /** What has replaced it: the newer version, or the substitute of a killed article. Null: nothing has. */
  current: ArticleText | null;
  /** Alterations that the license permits. */
  alterations: readonly string[];
  /** Names of the agency and credit lines, of which one is enough. */
  credits: readonly string[];
}

const GONE = [401, 404, 410];

export function judgePage(page: ReadPage, compared: Compared, budget: Budget): PageJudgement {
  const { delivered } = compared;
  const sentences = delivered ? sentencesOfArticle(delivered) : [];
  const none = { blocks: new Set(sentences.map(({ block }) => block)).size, found: 0, credit: null };
  if (page.status !== null && GONE.includes(page.status)) return { verdict: 'gone', reason: null, ...none };
  if (!page.content) return { verdict: 'unread', reason: page.reason ?? 'status', ...none };
  if (!delivered) return { verdict: 'unread', reason: 'no_original', ...none };
  try {
    const passages = passagesOf(page.content, budget);
    if (!passages) return { verdict: 'unread', reason: 'too_complex', ...none };
    return { ...none, reason: null, ...judgeText(passages, { ...compared, delivered }, budget) };
  } catch (error) {
    if (error instanceof Refusal) return { verdict: 'unread', reason: 'too_complex', ...none };
    throw error;
  }
}

function judgeText(
  passages: Passages,
  { delivered, current, alterations, credits }: Compared & { delivered: ArticleText },
  budget: Budget,
): Pick<PageJudgement, 'verdict' | 'found' | 'credit'> {
  const copy = new Copy([delivered, ...(current ? [current] : [])], passages, budget);
  const old = sentencesOfArticle(delivered).map((sentence) => copy.find(sentence));
  const newer = current && sentencesOfArticle(current).map((sentence) => copy.find(sentence));
  const incomplete = new Set(old.filter(({ isExact }) => !isExact).map(({ block }) => block));
  const found = new Set(old.map(({ block }) => block).filter((block) => !incomplete.has(block))).size;
  const isThere = isConsiderable(old);
  if (!isThere && !(newer && isConsiderable(newer))) return { verdict: 'other', found, credit: null };
  const credit = isNamed(credits, passages);
  if (newer && isCorrected(copy, old, newer)) return { verdict: 'corrected', found, credit };
  if (!isThere) return { verdict: 'other', found, credit: null };
  return { verdict: isAltered(old, alterations) ? 'altered' : 'unchanged', found, credit };
}

/** A headline, a teaser of the first paragraph, and one quoted sentence are none. */
function isConsiderable(sentences: readonly FoundSentence[]): boolean {
  const body = sentences.filter(({ isHeadline }) => !isHeadline);
  const there = body.filter(({ isExact, isEdited }) => isExact || isEdited);
  const [first] = body;
  const isTeaser = there.every(({ block }) => block === first?.block) && body.at(-1)?.block !== first?.block;
  const isQuotation = there.length < Math.min(2, body.length);
  return !isTeaser && !isQuotation && shareOf(body, ({ chars }) => chars) >= CONSIDERABLE_SHARE;
}

function shareOf(sentences: readonly FoundSentence[], chars: (sentence: FoundSentence) => number): number {
  const sum = (of: (sentence: FoundSentence) => number) =>
    sentences.reduce((total, sentence) => total + of(sentence), 0);
  return (
    sum(chars) /
    Math.max(
      1,
      sum(({ text }) => text.length),
    )
  );
}

/** Nothing that was replaced is there, and what replaced it is; or the page has left the passage out. */
function isCorrected(copy: Copy, old: readonly FoundSentence[], newer: readonly FoundSentence[]): boolean {
  const replaced = without(old, newer);
  const replacing = without(newer, old);
  if (replaced.length === 0 && replacing.length === 0) return true;
  const isNew = replacing.length > 0 && isPresent(replacing);
  // A note on the correction may quote what was wrong, and a longer sentence may contain it.
  const stands = (sentence: FoundSentence) => {
    if (!sentence.isExact) return false;
    const mayBeQuoted = isNew || newer.some(({ isExact, text }) => isExact && text.includes(sentence.text));
    return !mayBeQuoted || isInPlace(copy, sentence, old);
  };
  if (replaced.some(stands)) return false;
  if (replacing.some(({ isExact }) => isExact)) return true;
  return replaced.length > 0 && replaced.every(({ chars, text }) => chars < text.length * EDITED_SHARE_MIN);
}

function without(sentences: readonly FoundSentence[], others: readonly Sentence[]): FoundSentence[] {
  const texts = new Set(others.map(({ text }) => text));
  return sentences.filter(({ text }) => !texts.has(text));
}

/** Publishers write headlines of their own. */
function isPresent(sentences: readonly FoundSentence[]): boolean {
  const body = sentences.filter(({ isHeadline }) => !isHeadline);
  return (body.length > 0 ? body : sentences).every(({ isExact }) => isExact);
}

/** Between the sentences that it stands between in the article. */
function isInPlace(copy: Copy, sentence: FoundSentence, all: readonly FoundSentence[]): boolean {
  const body = all.filter(({ isHeadline }) => !isHeadline);
  const at = body.indexOf(sentence);
  const [before, after] = [body[at - 1], body[at + 1]];
  return (!before || copy.follow(before, sentence)) && (!after || copy.follow(sentence, after));
}

/** With other words, or cut beyond the license. */
function isAltered(sentences: readonly FoundSentence[], alterations: readonly string[]): boolean {
  const isRetitled = alterations.includes('headline');
  if (sentences.some(({ isEdited, isHeadline }) => isEdited && !(isHeadline && isRetitled))) return true;
  const body = sentences.filter(({ isHeadline }) => !isHeadline);
  if (shareOf(body, ({ isExact, text }) => (isExact ? text.length : 0)) >= WHOLE_SHARE) return false;
  if (alterations.includes('shorten') || alterations.includes('excerpt')) return false;
  // The rest may be on the next page, or for subscribers.
  const last = body.findLastIndex(({ isExact }) => isExact);
  return body.slice(0, last).some(({ isExact }) => !isExact);
}

function isNamed(credits: readonly string[], { shown, beside }: Passages): boolean {
  const text = skeletonOf(foldText([...shown, ...beside].join(' ')));
  return credits.some((credit) => {
    const name = skeletonOf(foldText(credit));
    return name !== '' && isWord(text, name);
  });
}

const WORD = /[\p{L}\p{N}]/u;

function isWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!WORD.test(text[at - 1] ?? '') && !WORD.test(text[at + name.length] ?? '')) return true;
  return false;
}
