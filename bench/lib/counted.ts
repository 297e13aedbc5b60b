/**
 * Operations counted, not timed: what deliveries of each kind cost the request, the ledger shard and D1,
 * draining and sealing included, and the bytes that their entries take. Counts do not depend on the machine's
 * other work.
 */
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/build.ts';
import { DRAIN_DELAY_MS } from '../../src/ledger/limits.ts';
import { SEGMENT_NUMBERS_MAX } from '../../src/ledger/segments/postings.ts';
import { type Embedded, startEmbedded, temporaryState } from '../../test/support/embedded.ts';
import { text } from './answers.ts';
import { around, askFor, type Pair, Pairs } from './asks.ts';
import { startBaselines } from './baselines.ts';
import type { Stored } from './cost.ts';
import type { Taken } from './counts.ts';
import {
  askToPrint,
  askUnchanged,
  deliverOnce,
  documentsOf,
  drained,
  type ShardHealth,
  shardHealth,
} from './delivery-stage.ts';
import { label } from './label.ts';
import { type Ask, load } from './load.ts';
import { type Newsroom, openNewsroom, SECTION } from './newsroom.ts';

const WORKER = {
  entry: join(ROOT, 'bench', 'lib', 'counting-worker.ts'),
  outdir: join(ROOT, 'dist', 'bench'),
};
/** The held clock leaves D1's behind: this tolerance, in seconds, keeps the shard from refusing to commit. */
const VARS = { CLOCK_TOLERANCE_S: '1000000000' };
/** As the suite `delivery` has it. */
const SIZE = { licenses: 100, articles: 600, textChars: 2_000 };
const CONNECTIONS = 32;

/**
 * Entries of one segment. A multiple of it completes the same number of segments wherever it begins, so
 * sealing is counted in full. BENCH_ENTRIES makes it smaller, to try the suite.
 */
const SEGMENT = Number(process.env.BENCH_ENTRIES ?? SEGMENT_NUMBERS_MAX);
const ENTRIES = 2 * SEGMENT;
/** One segment at one a second is 68 minutes of the held clock: 68 runs of the cron trigger, 4,096 alarms. */
const ENTRIES_AT_A_RATE = SEGMENT;
/** As many whole segments as it takes to come to each license. */
const IN_TURN = Math.ceil((10_000 * SEGMENT) / SEGMENT_NUMBERS_MAX);
const ENTRIES_IN_TURN = SEGMENT * Math.ceil(IN_TURN / SEGMENT);
const ARTICLES_IN_TURN = 100;

/** Deliveries a second, at even intervals, under a clock that the bench moves. */
export const RATES = [10, 1];
/** Tokens are looked after this often, in milliseconds of the held clock. */
const REFRESH_MS = 60_000;
/** Seconds of the held clock after which a shard should have nothing left to do. */
const SETTLED_S_MAX = 200;

export const slowly = (kind: string, rate: number) => `${kind}, ${rate} a second`;
export const inTurn = (kind: string) => `${kind}, ${label(IN_TURN)} licenses in turn`;

/** On the mean of one delivery. */
export interface Counted {
  /** `<side>: <operation>` → how often. */
  operations: Record<string, number>;
  /** Bytes by which the stores have grown. */
  stored: Stored;
}

type Report = (name: string, counted: Counted) => void;

/** Reports each case as soon as it has been counted. */
export async function countCases(report: Report): Promise<void> {
  await withGateway(SIZE, (...on) => countBase(report, ...on));
  const many = { ...SIZE, licenses: IN_TURN, articles: ARTICLES_IN_TURN };
  await withGateway(many, (...on) => countInTurn(report, ...on));
}

async function countBase(report: Report, gateway: Embedded, newsroom: Newsroom): Promise<void> {
  report('naive', await countedNaive(newsroom));
  const pairs = new Pairs(newsroom);
  const delivered = await deliverOnce(newsroom.url, pairs, SIZE.articles);
  const kinds: [string, number, () => Ask[]][] = [
    ['first', 200, () => pairs.take(ENTRIES).map(askFor)],
    ['repeated', 200, () => around(delivered.map(askFor), ENTRIES)],
    ['304', 304, () => around(delivered.map(askUnchanged), ENTRIES)],
    ['refusal', 403, () => around(delivered.map(askToPrint), ENTRIES)],
  ];
  for (const [kind, expected, asks] of kinds) {
    await newsroom.refresh();
    report(kind, await countedUnderLoad(gateway, asks(), expected));
  }
  const clock = new HeldClock(gateway, newsroom);
  await clock.hold();
  for (const rate of RATES) {
    report(slowly('first', rate), await clock.count(pairs.take(ENTRIES_AT_A_RATE), rate));
    report(slowly('repeated', rate), await clock.count(pairsAround(delivered, ENTRIES_AT_A_RATE), rate));
  }
}

async function countInTurn(report: Report, gateway: Embedded, newsroom: Newsroom): Promise<void> {
  const taken = new Pairs(newsroom).take(ENTRIES_IN_TURN);
  const each = taken.slice(0, newsroom.licenses.length);
  const count = (pairs: Pair[]) => countedUnderLoad(gateway, pairs.map(askFor), 200);
  report(inTurn('first'), await count(taken));
  await newsroom.refresh();
  report(inTurn('repeated'), await count(pairsAround(each, ENTRIES_IN_TURN)));
}

const pairsAround = (pairs: readonly Pair[], count: number) =>
  Array.from({ length: count }, (_, n) => pairs[n % pairs.length] as Pair);

/** The same of the naive gateway, on the newsroom's articles and licenses. */
async function countedNaive(newsroom: Newsroom): Promise<Counted> {
  const state = temporaryState();
  const baselines = await startBaselines(state.dir, {
    issuer: newsroom.url,
    documents: await documentsOf(newsroom),
    section: SECTION,
    licenses: newsroom.licenses,
  });
  try {
    const url = baselines.urls['naive, counted'];
    const asks = new Pairs(newsroom).take(ENTRIES).map(askFor);
    const before = await taken(url);
    await load({ url, asks, connections: CONNECTIONS, expected: 200 });
    return mean(asks.length, before, await taken(url));
  } finally {
    await baselines.stop();
    state.remove();
  }
}

async function countedUnderLoad(gateway: Embedded, asks: Ask[], expected: number): Promise<Counted> {
  await settled(gateway);
  const before = await taken(gateway.url);
  await load({ url: gateway.url, asks, connections: CONNECTIONS, expected });
  await settled(gateway);
  return mean(asks.length, before, await taken(gateway.url));
}

/** The gateway's clock, which moves on with each delivery. Once held, it stays so. */
class HeldClock {
  readonly #gateway: Embedded;
  readonly #newsroom: Newsroom;
  #nowMs = 0;

  constructor(gateway: Embedded, newsroom: Newsroom) {
    this.#gateway = gateway;
    this.#newsroom = newsroom;
  }

  async hold(): Promise<void> {
    this.#nowMs = await this.#move('');
  }

  /** First deliveries or repeated ones of these pairs, so many a second. */
  async count(pairs: readonly Pair[], rate: number): Promise<Counted> {
    const { url } = this.#gateway;
    await this.#settled();
    const before = await taken(url);
    const counts: Record<string, number> = {};
    const everyMs = 1_000 / rate;
    for (const [n, pair] of pairs.entries()) {
      if ((n * everyMs) % REFRESH_MS === 0) {
        // Tokens are no deliveries: their operations are left out.
        if (n > 0) addTo(counts, (await taken(url)).counts);
        await this.#newsroom.refresh(this.#nowMs);
        await taken(url);
      }
      const { path, headers } = askFor(pair);
      await text(url + path, headers);
      await this.#advance(everyMs);
    }
    await this.#settled();
    const after = await taken(url);
    addTo(counts, after.counts);
    return mean(pairs.length, before, { ...after, counts });
  }

  async #advance(ms: number): Promise<void> {
    this.#nowMs = await this.#move(`?advance=${ms}`);
  }

  async #settled(): Promise<void> {
    for (let seconds = 0; seconds < SETTLED_S_MAX; seconds++) {
      await this.#advance(1_000);
      if (isSettled(await shardHealth(this.#gateway), this.#nowMs)) return;
    }
    throw new Error('the drain does not come to an end');
  }

  async #move(query: string): Promise<number> {
    return JSON.parse(await text(`${this.#gateway.url}/clock${query}`)) as number;
  }
}

/**
 * Every entry is in D1, and the alarm, which also seals segments, has nothing left that is to be done soon.
 */
const isSettled = ({ backlog, alarmAtMs }: ShardHealth, nowMs: number) =>
  backlog === 0 && alarmAtMs !== null && alarmAtMs - nowMs > DRAIN_DELAY_MS;

const settled = (gateway: Embedded) => drained(gateway, (health) => isSettled(health, Date.now()));

async function withGateway(
  size: typeof SIZE,
  use: (gateway: Embedded, newsroom: Newsroom) => Promise<void>,
): Promise<void> {
  const state = temporaryState();
  const gateway = await startEmbedded(state.dir, { worker: WORKER, isLimited: false, vars: VARS });
  try {
    await use(gateway, await openNewsroom(gateway, size));
  } finally {
    await gateway.stop();
    state.remove();
  }
}

async function taken(url: string): Promise<Taken> {
  return JSON.parse(await text(`${url}/counts`)) as Taken;
}

function addTo(sum: Record<string, number>, counts: Record<string, number>): void {
  for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
}

function mean(deliveries: number, before: Taken, { counts, stored }: Taken): Counted {
  const share = (count: number) => count / deliveries;
  const grown = (where: keyof Stored) => share(stored[where] - before.stored[where]);
  return {
    operations: Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, share(count)])),
    stored: { d1: grown('d1'), object: grown('object'), r2: grown('r2') },
  };
}
