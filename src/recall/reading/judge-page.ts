/** Compares a page with the version of an article that its publisher received, and with the newer one. Pure. */
import type { Budget } from '../../platform/budget.ts';
import { readPage as readVisibleText } from '../../stamp/document/html.ts';
import type { ArticleText } from '../../stamp/original.ts';
import { readPlainBlocks } from '../../stamp/published.ts';
import { foldText } from '../../stamp/text-digest.ts';
import type { PageJudgement, ReadPage } from './types.ts';

export interface Compared {
  /** The version that was delivered; null: it is no longer stored. */
  delivered: ArticleText | null;
  /** The newer version; null: there is none, or the article was killed. */
  current: ArticleText | null;
  /** Alterations that the license permits. */
  alterations: readonly string[];
  /** Names of the agency and credit lines: one of them must be on the page. */
  credits: readonly string[];
}

const GONE = [401, 404, 410];

export function judgePage(
  page: ReadPage,
  { delivered, current, credits }: Compared,
  budget: Budget,
): PageJudgement {
  const blocks = delivered ? blocksOf(delivered) : [];
  const nothing = { blocks: blocks.length, found: 0, credit: null };
  if (page.status !== null && GONE.includes(page.status))
    return { verdict: 'gone', reason: null, ...nothing };
  if (page.reason === 'not_text') return { verdict: 'other', reason: page.reason, ...nothing };
  if (!page.content) return { verdict: 'unread', reason: page.reason ?? 'status', ...nothing };
  if (!delivered) return { verdict: 'unread', reason: 'no_original', ...nothing };
  const text = visibleText(page.content, budget);
  if (text === null) return { verdict: 'unread', reason: 'too_complex', ...nothing };
  const isThere = (block: string) => text.includes(block);
  const found = blocks.filter(isThere).length;
  const newer = (current ? blocksOf(current) : []).filter((block) => !blocks.includes(block));
  const isCorrected = newer.length > 0 && newer.every(isThere);
  const share = found / Math.max(1, blocks.length);
  const verdict =
    share < 0.4 ? 'other' : isCorrected ? 'corrected' : found === blocks.length ? 'unchanged' : 'altered';
  const credit = verdict === 'other' ? null : credits.some((name) => text.includes(foldText(name)));
  return { verdict, reason: null, blocks: blocks.length, found, credit };
}

const blocksOf = ({ headline = '', body }: ArticleText) =>
  [headline, ...body].map(foldText).filter((text) => text !== '');

/** Null: the page is too deep to be read. */
function visibleText({ kind, text }: NonNullable<ReadPage['content']>, budget: Budget): string | null {
  if (kind === 'text') return readPlainBlocks(text).map(foldText).join(' ');
  const read = readVisibleText(text, budget);
  return read.ok ? read.value.passages.map((passage) => foldText(passage.text)).join(' ') : null;
}
