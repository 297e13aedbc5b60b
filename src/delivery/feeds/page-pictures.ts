/**
 * Prepares the pictures of a feed page with full texts: their rights are embedded as on the article's own
 * route, so entry and receipt are the same. A page prepares a limited number; a text whose pictures are not
 * ready waits for a later request.
 */
import type { Context } from 'hono';
import { agencyOf } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import type { Attempt } from '../fresh-state.ts';
import { type Judgement, judgeRequest } from '../judge.ts';
import { FEED_PICTURES_STAMPED_MAX } from '../limits.ts';
import { countMissingPictures, withPicturesPrepared } from '../prepare-pictures.ts';
import { hrefsOf } from '../render.ts';
import type { ArticleContext } from '../types.ts';
import { hasText, type PermittedArticle } from './full-text.ts';
import type { FeedRow } from './row.ts';

const NOT_PREPARED =
  'The text is not part of this page yet, for rights are being written into its pictures: ask again.';

export async function withPreparedPictures(
  c: Context<AppEnv>,
  state: Attempt,
  rows: FeedRow[],
): Promise<FeedRow[]> {
  const permitted = rows.flatMap(({ permitted }) => (permitted && hasText(permitted) ? [permitted] : []));
  const missingCounts = await countMissingPictures(c.env, permitted);
  const prepared: FeedRow[] = [];
  let budget = FEED_PICTURES_STAMPED_MAX;
  for (const row of rows) {
    const index = row.permitted ? permitted.indexOf(row.permitted) : -1;
    if (!row.permitted || index < 0) {
      prepared.push(row);
      continue;
    }
    const missing = missingCounts[index] ?? 0;
    // The first item may exceed the limit; otherwise it could never be delivered in a feed.
    const isPrepared = missing === 0 || missing <= budget || budget === FEED_PICTURES_STAMPED_MAX;
    if (isPrepared) budget -= missing;
    prepared.push(
      isPrepared ? await withPictures(c, state, row, row.permitted) : withoutText(row, NOT_PREPARED),
    );
  }
  return prepared;
}

async function withPictures(
  c: Context<AppEnv>,
  state: Attempt,
  row: FeedRow,
  permitted: PermittedArticle,
): Promise<FeedRow> {
  const { env } = c;
  const { entitlement } = c.get('partner');
  const { now } = c.var;
  const judge = (article: ArticleContext): Judgement =>
    judgeRequest(state.license, article, { entitlement, use: {}, now });
  try {
    const permit = await withPicturesPrepared(env, permitted.article, {
      judgement: permitted.permit,
      now,
      judge,
    });
    if (permit.kind !== 'permit') return { entry: row.entry };
    if (permit === permitted.permit) return row;
    const { item } = permitted.article.snapshot;
    const hrefs = new Set(hrefsOf(agencyOf(env), { item, components: permit.components }).values());
    const enclosures = row.entry.enclosures.filter(({ href }) => hrefs.has(href));
    return { entry: { ...row.entry, enclosures }, permitted: { ...permitted, permit } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return withoutText(row, `The text is not part of this page. ${error.problem.detail}`);
  }
}

const withoutText = ({ entry }: FeedRow, notice: string): FeedRow => ({ entry: { ...entry, notice } });
