/**
 * The watch of published pages: those that were reported, and those that the feed or sitemap of a title names
 * and nobody has reported. It reads them every `PAGE_WATCH_DAYS` days, feeds at least once a day, and without
 * that variable neither.
 */
import { loadDocuments } from '../../articles/catalogue.ts';
import { mapConcurrent } from '../../delivery/map-concurrent.ts';
import { findLicense } from '../../licensing/licenses/store.ts';
import { findPartner } from '../../licensing/partners/store.ts';
import { Budget } from '../../platform/budget.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { Refusal } from '../../platform/problem.ts';
import { KnownArticles } from '../../recall/reading/articles-on-page.ts';
import { JUDGING_WORK } from '../../recall/reading/limits.ts';
import { type Passages, passagesOf } from '../../recall/reading/passages.ts';
import { contentIn, type FetchedPage, fetchPage, storePage } from '../../recall/reading/read-page.ts';
import { enterReading, judgeReading, takeReading } from '../../recall/reading/take-reading.ts';
import type { ReadPage } from '../../recall/reading/types.ts';
import { watchedPages } from '../../recall/reading/watched-pages.ts';
import type { Title } from '../../rights/terms.ts';
import { textIn } from '../../stamp/check.ts';
import type { ArticleText } from '../../stamp/original.ts';
import { chunksOf } from '../entry-pages.ts';
import { SAME_TIME_MS } from '../reconciliation/limits.ts';
import { isShown } from './derive.ts';
import {
  ARTICLES_OF_PAGE_MAX,
  CANDIDATES_MAX,
  CANDIDATES_SINCE_MS,
  FEED_MS,
  READ_LEASE_MS,
  READ_MAX,
  READ_PER_HOST_MAX,
  SKIPPED_MS,
  TEXTS_AT_ONCE,
  WATCH_STATEMENTS_MAX,
  WATCHED_MAX,
  WATCHED_TITLES_MAX,
} from './limits.ts';
import { deliveredVersion, versionsAfter } from './version.ts';
import {
  forgetWatchedTitle,
  type ReceivedVersion,
  storeWatchedTitle,
  takeWatchedPages,
  takeWatchedTitles,
  unreportedAmong,
  unreportedArticles,
  type WatchedPage,
  type WatchedTitle,
  whyNothing,
} from './watch-store.ts';

const periodMs = ({ PAGE_WATCH_DAYS }: Env) => Number(PAGE_WATCH_DAYS ?? 0) * 86_400_000;

/** Reads some reported pages of articles that may be used. Returns how many readings are in the log. */
export async function watchPages(env: Env, pagesMax = WATCHED_MAX): Promise<number> {
  const everyMs = periodMs(env);
  const limit = Math.min(pagesMax, WATCHED_MAX);
  if (!(everyMs > 0) || limit <= 0) return 0;
  const nowMs = Date.now();
  const pages: WatchedPage[] = [];
  for (let times = 0; times < WATCH_STATEMENTS_MAX && pages.length < limit; times++) {
    const turn = { nowMs, untilMs: nowMs + everyMs, limit: limit - pages.length };
    const { taken, pages: usable } = await takeWatchedPages(env.DB, turn);
    pages.push(...usable);
    if (taken < turn.limit) break;
  }
  const read = await mapConcurrent(pages, (page) => watchPage(env, page, Math.floor(nowMs / everyMs)));
  return read.filter(Boolean).length;
}

/** True: the reading is in the log. A page that fails is read the next time. */
async function watchPage(env: Env, page: WatchedPage, round: number): Promise<boolean> {
  const { license, article, publication, title, url, version: reported, publishedAt } = page;
  try {
    const versionAt = (before: string) => deliveredVersion(env, { article, license, reported, before });
    const tolerated = new Date(Date.parse(publishedAt) + SAME_TIME_MS).toISOString();
    const version = (await versionAt(publishedAt)) ?? (await versionAt(tolerated));
    if (version === null) return false;
    const common = { license, title, article, version, url, publication };
    // A page may have several articles.
    const task = { ...common, event: null, recall: null, step: `watch ${round} ${article}` };
    const laterVersions = () => versionsAfter(env, { article, license, after: publishedAt });
    return (await takeReading(env, task, laterVersions)).kind === 'taken';
  } catch (error) {
    log('error', 'page_not_read', { license, url, error: String(error) });
    return false;
  }
}

/**
 * Reads pages that nobody has reported, and compares them with what their title has received and not
 * reported. Returns how many readings are in the log: pages that show no such article are not entered, and
 * not stored.
 */
export async function watchTitles(env: Env, pagesMax = READ_MAX): Promise<number> {
  const everyMs = Math.min(periodMs(env), FEED_MS);
  const limit = Math.min(Math.floor(pagesMax / READ_PER_HOST_MAX), WATCHED_TITLES_MAX);
  if (!(everyMs > 0) || limit <= 0) return 0;
  const nowMs = Date.now();
  const titles = await takeWatchedTitles(env.DB, { nowMs, untilMs: nowMs + READ_LEASE_MS, limit });
  const entered = await Promise.all(titles.map((watched) => watchTitle(env, watched, { nowMs, everyMs })));
  return entered.reduce((sum, count) => sum + count, 0);
}

/** A title that fails has its turn again when its lease ends. */
async function watchTitle(
  env: Env,
  watched: WatchedTitle,
  { nowMs, everyMs }: { nowMs: number; everyMs: number },
): Promise<number> {
  const { partner, title: id } = watched;
  try {
    const title = (await findPartner(env.DB, partner))?.titles.find((title) => title.id === id);
    if (title?.feed === undefined) {
      await forgetWatchedTitle(env.DB, watched);
      return 0;
    }
    const received = await unreportedArticles(env.DB, {
      ...{ partner, title: id, sinceMs: nowMs - CANDIDATES_SINCE_MS, limit: CANDIDATES_MAX },
    });
    if (received.length === 0) {
      const reason = await whyNothing(env.DB, partner);
      log('info', 'title_skipped', { partner, title: id, reason });
      await storeWatchedTitle(env.DB, watched, nowMs + SKIPPED_MS[reason]);
      return 0;
    }
    const waiting = watched.waiting.length > 0 ? watched.waiting : await pagesOf(env, partner, title);
    if (!waiting) return 0;
    const pages = waiting.slice(0, READ_PER_HOST_MAX);
    const round = Math.floor(nowMs / everyMs);
    const results =
      pages.length === 0 ? [] : await readUnreported(env, { partner, title, pages, round, received });
    const rest = [...waiting.slice(READ_PER_HOST_MAX), ...pages.filter((_, at) => results[at] === 'busy')];
    await storeWatchedTitle(env.DB, { ...watched, waiting: rest }, rest.length > 0 ? nowMs : nowMs + everyMs);
    return results.reduce<number>((sum, result) => sum + Number(result !== 'busy' && result), 0);
  } catch (error) {
    log('error', 'title_not_watched', { partner, title: id, error: String(error) });
    return 0;
  }
}

/** Null: the feed could not be read. */
async function pagesOf(env: Env, partner: string, title: Title): Promise<string[] | null> {
  const { urls, reason } = await watchedPages(env, title);
  if (reason === null) return unreportedAmong(env.DB, partner, urls);
  log('warn', 'feed_not_read', { partner, title: title.id, reason });
  return null;
}

interface UnreportedPages {
  partner: string;
  title: Title;
  pages: string[];
  round: number;
  received: ReceivedVersion[];
}

/**
 * For each page, how many readings of it are in the log: it is a finding on the first article that it shows.
 */
async function readUnreported(
  env: Env,
  { partner, title, pages, round, received }: UnreportedPages,
): Promise<(number | 'busy')[]> {
  const texts = new Map<ReceivedVersion, ArticleText>();
  for (const some of chunksOf(received, TEXTS_AT_ONCE))
    for (const [at, document] of (await loadDocuments(env, some)).entries())
      if (document) texts.set(some[at] as ReceivedVersion, textIn(document));
  if (texts.size === 0) {
    log('info', 'title_skipped', { partner, title: title.id, reason: 'no_text' });
    return pages.map(() => 0);
  }
  const known = new KnownArticles(texts);
  return mapConcurrent(pages, async (url) => {
    const fetched = await fetchPage(env, { url, domains: title.domains });
    if (fetched.reason === 'busy') return 'busy';
    const passages = passagesIn(fetched);
    const candidates = passages ? known.onPage(passages).slice(0, ARTICLES_OF_PAGE_MAX) : [];
    if (candidates.length === 0) return 0;
    const page = await storePage(env, fetched);
    for (const version of candidates)
      if (await enterShown(env, { version, page, title: title.id, round })) return 1;
    return 0;
  });
}

/** Null: there is no text, or the page is too complex. */
function passagesIn(fetched: FetchedPage): Passages | null {
  const content = contentIn(fetched);
  try {
    return content && passagesOf(content, new Budget(JUDGING_WORK));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

interface PossibleCopy {
  version: ReceivedVersion;
  page: ReadPage;
  title: string;
  round: number;
}

/** True: the page shows the article, and the reading is in the log. */
async function enterShown(
  env: Env,
  { version: received, page, title, round }: PossibleCopy,
): Promise<boolean> {
  const license = await findLicense(env.DB, received.license);
  if (!license) return false;
  const task = {
    ...{ ...received, title, url: page.url, event: null, recall: null, publication: null },
    step: `feed ${round} ${received.article}`,
  };
  const reading = await judgeReading(env, { license, task, page });
  return isShown(reading.verdict) && (await enterReading(env, task, reading)).kind === 'taken';
}
