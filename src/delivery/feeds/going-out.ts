/**
 * What leaves with a page as it leaves: of its pictures, the ones with rights in them, as on the article's own route, so that entry and
 * receipt are the same. A page makes only so many; the text of an item whose pictures are not made yet waits for them.
 */
import type { Context } from 'hono';
import type { AppEnv } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import type { ArticleContext } from '../decision-context.ts';
import type { Attempt } from '../fresh-state.ts';
import { type Judgement, judgeRequest } from '../judge.ts';
import { FEED_PICTURES_MADE_MAX } from '../limits.ts';
import { picturesToMake, withPicturesPrepared } from '../prepare-pictures.ts';
import { hrefsOf } from '../render.ts';
import { type Had, hasText } from './full-text.ts';
import type { Row } from './row.ts';

const NOT_MADE =
  'The text is not part of this page yet, for rights are being written into its pictures: ask again.';

/** What has no text to deliver stays as it is. */
export async function asGoingOut(c: Context<AppEnv>, state: Attempt, rows: Row[]): Promise<Row[]> {
  const haves = rows.flatMap(({ had }) => (had && hasText(had) ? [had] : []));
  const toMake = await picturesToMake(c.env, haves);
  const going: Row[] = [];
  let left = FEED_PICTURES_MADE_MAX;
  for (const row of rows) {
    const place = row.had ? haves.indexOf(row.had) : -1;
    if (!row.had || place < 0) {
      going.push(row);
      continue;
    }
    const open = toMake[place] ?? 0;
    // The first may need more than a page makes: it could never be had here otherwise.
    const isMade = open === 0 || open <= left || left === FEED_PICTURES_MADE_MAX;
    if (isMade) left -= open;
    going.push(isMade ? await withPictures(c, state, row, row.had) : withoutText(row, NOT_MADE));
  }
  return going;
}

async function withPictures(c: Context<AppEnv>, state: Attempt, row: Row, had: Had): Promise<Row> {
  const { env } = c;
  const { entitlement } = c.var.partner;
  const { now } = c.var;
  const judge = (article: ArticleContext): Judgement =>
    judgeRequest(state.license, article, { entitlement, use: {}, now });
  try {
    const permit = await withPicturesPrepared(env, had.article, { judgement: had.permit, now, judge });
    if (permit.kind !== 'permit') return { entry: row.entry };
    if (permit === had.permit) return row;
    const { item } = had.article.snapshot;
    const hrefs = new Set(hrefsOf(env, { item, components: permit.components }).values());
    const enclosures = row.entry.enclosures.filter(({ href }) => hrefs.has(href));
    return { entry: { ...row.entry, enclosures }, had: { ...had, permit } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return withoutText(row, `The text is not part of this page. ${error.problem.detail}`);
  }
}

const withoutText = ({ entry }: Row, notice: string): Row => ({ entry: { ...entry, notice } });
