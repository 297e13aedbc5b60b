/** A newsroom, from its products to its log: what is there already is left, what is missing is made. */
import { join } from 'node:path';
import { atOnce } from '../../lib/at-once.ts';
import { StartFailure } from '../../lib/failure.ts';
import { valueAt } from '../client.ts';
import { planArticle } from '../plan/articles.ts';
import { planLicense } from '../plan/licenses.ts';
import { Random } from '../plan/random.ts';
import { HOUR_MS } from '../plan/rhythm.ts';
import { tagOf } from '../plan/tag.ts';
import { connect, type Hands, isLocal } from './connect.ts';
import { drained, entriesOf } from './count.ts';
import { readKeys, writeKeys } from './keys-file.ts';
import { type Licensed, license } from './licensing.ts';
import type { Options } from './options.ts';
import { presentArticles, presentPartners } from './present.ts';
import { type Article, publish, restrict, strike } from './publish.ts';
import { Reader } from './reader.ts';
import { Shelf } from './shelf.ts';
import { bringEntries } from './traffic.ts';

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
  /** Of the gateway, at the end. */
  health: string;
}

/**
 * Of the entries that are to come: those before articles are killed, terms change and licenses are suspended.
 */
const MORNING = 0.6;
/**
 * Rounds of counting and asking for what is still missing: what came of an unanswered request shows in the
 * count.
 */
const ROUNDS_MAX = 10;
const SAY_EVERY_MS = 5_000;

/** Throws a `StartFailure` for what a person can mend; run again, it goes on from there. */
export async function seedNewsroom(options: Options, tell: (line: string) => void): Promise<Seeded> {
  const hands = await connect(options);
  try {
    return await seedWith(hands, options, tell);
  } finally {
    await hands.end();
  }
}

async function seedWith(hands: Hands, options: Options, tell: (line: string) => void): Promise<Seeded> {
  const startedMs = performance.now();
  const { desk, address } = hands;
  const { seed } = options;
  const tag = tagOf(seed);
  const { own, others } = await presentPartners(desk, tag);
  if (others > 0 && !isLocal(address.url) && !options.amongOthers)
    throw new StartFailure(
      `${address.url} has ${others} partners that are not of this seed; if it is for rehearsals all the same, say --among-others`,
    );
  const anchorMs = anchorOf([...own.values()].map(({ created }) => created));
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

  const plans = numbers(options.licenses).map((place) => planLicense(seed, tag, place, anchorMs));
  const keysFile = options.keys ?? join(hands.folder, `seed-${tag}.json`);
  const storedKeys = readKeys(keysFile, address.url);
  const licensed = await license(desk, { tag, plans, storedKeys, tell });
  if (licensed.length > 0) writeKeys(keysFile, { gateway: address.url, seed, licensed });
  tell(`${licensed.length} licenses; their keys are in ${keysFile}`);

  await restrict(desk);
  const articlePlans = numbers(options.articles).map((n) => planArticle(seed, tag, n, anchorMs));
  const articles = await publish(desk, articlePlans, await presentArticles(desk, tag), tell);
  tell(`${articles.length} articles`);

  const log = new LogOf({ hands, licensed, anchorMs, tell, target: options.entries });
  const readers = licensed.map((credentials) => new Reader(address, credentials));
  const before = await log.count();
  // Another day when it is run for more.
  const random = new Random(`${seed} ${before} traffic`);
  const trafficMs = performance.now();
  const traffic = (limit: number, isExact: boolean) => {
    stock(readers, articles);
    return bringEntries(limit, isExact, { readers, random, tell: log.progress });
  };
  const missing = options.entries - before;
  await traffic(Math.floor(missing * MORNING), false);
  await strike(desk, articles, Date.now());
  await changeTerms(desk, licensed);
  const now = await log.count();
  await traffic(options.entries - now, false);
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

/** When the newsroom was begun: its articles are of the days before, on every later run too. */
function anchorOf(created: string[]): number {
  const begun = created.length > 0 ? Math.min(...created.map((at) => Date.parse(at))) : Date.now();
  return Math.floor(begun / HOUR_MS) * HOUR_MS;
}

/** Before each stretch, since what has been stopped meanwhile is asked for differently. */
function stock(readers: Reader[], articles: Article[]): void {
  const shelves = new Map<string, Shelf>();
  for (const reader of readers) {
    const { product } = reader.licensed.plan;
    const shelf = shelves.get(product) ?? new Shelf(product, articles, Date.now());
    shelves.set(product, shelf);
    reader.shelf = shelf;
  }
}

/**
 * What the desk does to licenses in the middle of the day; a license that has another version already has
 * been done to.
 */
async function changeTerms(desk: Hands['desk'], licensed: Licensed[]): Promise<void> {
  const due = licensed.filter(({ plan, version }) => plan.later !== undefined && version === 1);
  await atOnce(due, 4, async (license) => {
    await desk.call('PATCH', `/v1/admin/licenses/${license.id}`, { json: license.plan.later });
    license.version += 1;
  });
}

interface Counted {
  hands: Hands;
  licensed: Licensed[];
  anchorMs: number;
  tell: (line: string) => void;
  target: number;
}

/** The entries of the seed's licenses, counted where auditors count, and told while they come. */
class LogOf {
  readonly #of: Counted;
  #counted = 0;
  #saidMs = performance.now();
  #reportedCount = 0;

  constructor(of: Counted) {
    this.#of = of;
  }

  async count(): Promise<number> {
    const { hands, licensed, anchorMs, tell } = this.#of;
    let saidMs = performance.now();
    await drained(hands.desk, (line) => {
      if (performance.now() - saidMs < SAY_EVERY_MS) return;
      saidMs = performance.now();
      tell(line);
    });
    const ids = new Set(licensed.map(({ id }) => id));
    this.#counted = ids.size === 0 ? 0 : await entriesOf(hands.auditor, ids, anchorMs);
    this.#reportedCount = 0;
    return this.#counted;
  }

  /** `count`: since they were counted. */
  progress = (count: number): void => {
    const now = performance.now();
    const { tell, target } = this.#of;
    if (now - this.#saidMs < SAY_EVERY_MS) return;
    const rate = Math.round(((count - this.#reportedCount) * 1_000) / (now - this.#saidMs));
    [this.#saidMs, this.#reportedCount] = [now, count];
    tell(`${this.#counted + count} of ${target} entries, ${Math.max(0, rate)} a second`);
  };
}
