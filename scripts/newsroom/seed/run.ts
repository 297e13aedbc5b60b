/** Seeds a newsroom: what the gateway has of it already stays, and what is missing is created. */
import { join } from 'node:path';
import { atOnce } from '../../lib/at-once.ts';
import { StartFailure } from '../../lib/failure.ts';
import { valueAt } from '../client.ts';
import type { Party } from '../party.ts';
import { planArticle } from '../plan/articles.ts';
import { planLicense } from '../plan/licenses.ts';
import { type Newsroom, tagOf } from '../plan/newsroom.ts';
import { Random } from '../plan/random.ts';
import { DAY_MS, HOUR_MS } from '../plan/rhythm.ts';
import { type Connection, connect, isLocal } from './connect.ts';
import { EntryCount } from './count.ts';
import { readKeys, writeKeys } from './keys-file.ts';
import { type Licensed, license } from './licensing.ts';
import type { Options } from './options.ts';
import { CALLS_AT_ONCE, rowsBy } from './present.ts';
import { applyFates, publish, restrictSections } from './publish.ts';
import { Reader } from './reader.ts';
import { bringEntries, stock } from './traffic.ts';

export interface Seeded {
  gateway: string;
  keysFile: string;
  articles: number;
  licenses: number;
  /** Of the seed, in the log; and how many this run has added, in how many seconds. */
  entries: number;
  added: number;
  entriesS: number;
  totalS: number;
  health: string;
}

/** Share of the traffic before articles are killed, terms change and licenses are suspended. */
const MORNING = 0.6;
/** Rounds of counting and requesting what is missing: only the count shows what an unanswered request did. */
const ROUNDS_MAX = 10;
const ARTICLE_DAYS = 30;
const PROGRESS_INTERVAL_MS = 5_000;

/**
 * Throws a `StartFailure` for what a person can repair. Another run resumes. `onProgress` gets lines of
 * progress; during the traffic, at most one every `progressIntervalMs`.
 */
export async function seedNewsroom(
  options: Options,
  onProgress: (line: string) => void,
  progressIntervalMs = PROGRESS_INTERVAL_MS,
): Promise<Seeded> {
  const connection = await connect(options);
  try {
    return await seedWith(connection, options, { onProgress, progressIntervalMs });
  } finally {
    await connection.end();
  }
}

async function seedWith(
  connection: Connection,
  options: Options,
  { onProgress, progressIntervalMs }: { onProgress: (line: string) => void; progressIntervalMs: number },
): Promise<Seeded> {
  const startedMs = performance.now();
  const { desk, address } = connection;
  const { seed } = options;
  const newsroom = await newsroomOn(connection, options);
  const { tag } = newsroom;
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

  const plans = numbers(options.licenses).map((place) => planLicense(newsroom, place));
  const keysFile = options.keys ?? join(connection.folder, `seed-${tag}.json`);
  const licensed = await license(desk, plans, readKeys(keysFile, address.url), onProgress);
  if (licensed.length > 0) writeKeys(keysFile, address.url, seed, licensed);
  onProgress(`${licensed.length} licenses; their keys are in ${keysFile}`);

  await restrictSections(desk);
  const articlePlans = numbers(options.articles).map((n) => planArticle(newsroom, n));
  const articles = await publish(desk, tag, articlePlans, onProgress);
  onProgress(`${articles.length} articles`);

  const log = new EntryCount(connection, new Set(licensed.map(({ id }) => id)), {
    sinceMs: newsroom.untilMs,
    target: options.entries,
    ...{ onProgress, progressIntervalMs },
  });
  const readers = licensed.map((credentials) => new Reader(address, credentials));
  const before = await log.count();
  // Another day when it is run for more.
  const random = new Random(`${seed} ${before} traffic`);
  const trafficMs = performance.now();
  const traffic = (limit: number, isExact: boolean) => {
    stock(readers, articles);
    return bringEntries(limit, isExact, { readers, random, onProgress: log.progress });
  };
  await traffic(Math.floor((options.entries - before) * MORNING), false);
  await applyFates(desk, articles, Date.now());
  await changeTerms(desk, licensed);
  await traffic(options.entries - (await log.count()), false);
  let entries = await log.count();
  for (let round = 0; entries < options.entries && round < ROUNDS_MAX; round++) {
    await traffic(options.entries - entries, true);
    entries = await log.count();
  }
  const { json } = await desk.call('GET', '/v1/admin/health');
  return {
    gateway: address.url,
    keysFile,
    articles: articles.length,
    licenses: licensed.length,
    entries,
    added: entries - before,
    entriesS: (performance.now() - trafficMs) / 1_000,
    totalS: (performance.now() - startedMs) / 1_000,
    health: String(valueAt(json, 'status')),
  };
}

/** Its articles are of the days before it was first seeded: later runs plan the same ones. */
async function newsroomOn({ desk, address }: Connection, { seed, amongOthers }: Options): Promise<Newsroom> {
  const tag = tagOf(seed);
  const partners = await rowsBy<{ id: string; contact: string | null; created: string }>(
    desk,
    '/v1/admin/partners?limit=200',
    ({ id }) => id,
  );
  const own = [...partners.values()].filter(({ contact }) => contact?.endsWith(`.${tag}.example`));
  const others = partners.size - own.length;
  if (others > 0 && !isLocal(address.url) && !amongOthers)
    throw new StartFailure(
      `${address.url} has ${others} partners that this seed did not create; add --among-others to use it anyway`,
    );
  const begunMs = Math.min(Date.now(), ...own.map(({ created }) => Date.parse(created)));
  const untilMs = Math.floor(begunMs / HOUR_MS) * HOUR_MS;
  return { seed, tag, fromMs: untilMs - ARTICLE_DAYS * DAY_MS, untilMs };
}

/** A license whose terms were changed by an earlier run has another version. */
async function changeTerms(desk: Party, licensed: Licensed[]): Promise<void> {
  const due = licensed.filter(({ plan, version }) => plan.later !== undefined && version === 1);
  await atOnce(due, CALLS_AT_ONCE, async (license) => {
    await desk.call('PATCH', `/v1/admin/licenses/${license.id}`, { json: license.plan.later });
    license.version += 1;
  });
}
