/** A newsroom with a long log, planned and written into D1. */
import { type Newsroom, tagOf } from '../plan/newsroom.ts';
import { Random } from '../plan/random.ts';
import { DAY_MS, instants } from '../plan/rhythm.ts';
import { articlesOf } from './articles.ts';
import { licensesOf } from './licenses.ts';
import { Requests } from './requests.ts';
import { type Credentials, shardsOf, writeArticles, writeEntries, writeLicenses } from './write.ts';

export interface FillOptions {
  entries: number;
  licenses: number;
  articles: number;
  months: number;
  /** Ledger shards; default 1. Partners are assigned in turn. */
  shards?: number;
  /** Midnight, UTC: the log ends the day before. */
  untilMs: number;
  seed: string;
}

/** Returns the live key of each license, the busiest first. `onProgress` gets lines of progress. */
export async function fill(
  db: D1Database,
  options: FillOptions,
  onProgress: (line: string) => void = () => undefined,
): Promise<Credentials[]> {
  const { entries, months, untilMs } = options;
  const until = new Date(untilMs);
  const logFromMs = Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - months, until.getUTCDate());
  const seed = `${options.seed} ${untilMs}`;
  // Articles appeared before the log begins, too.
  const fromMs = logFromMs - 30 * DAY_MS;
  const newsroom: Newsroom = { seed, tag: tagOf(seed), fromMs, untilMs };
  const random = new Random(seed);
  const licenses = licensesOf(newsroom, options.licenses, random, fromMs);
  const articles = articlesOf(newsroom, options.articles);
  const shards = shardsOf(licenses, options.shards ?? 1);
  const credentials = await writeLicenses(db, licenses, { shards, createdMs: fromMs });
  await writeArticles(db, articles);
  onProgress(`${licenses.length} licenses, ${articles.length} articles`);
  const times = instants(random, entries, { fromMs: logFromMs, untilMs });
  const requests = new Requests(random, licenses, articles).all(times);
  await writeEntries(db, requests, { shards, random }, (written) => {
    if (written % 100_000 === 0) onProgress(`${written} entries`);
  });
  return credentials;
}
