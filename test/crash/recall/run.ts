/**
 * Kills of articles that many licenses hold, while the gateway and some of the receivers are killed.
 * Afterwards every holder has been notified of every kill, or there is something to show for why not.
 */
import { freePort } from '../../../scripts/lib/free-port.ts';
import { call, temporaryState, tokenOf } from '../../support/embedded.ts';
import { perform } from '../callers.ts';
import { insist, refreshed } from '../desk.ts';
import { readStored } from '../files.ts';
import { type Fixture, openFixture, type Site } from '../fixture.ts';
import { type Figures, judge } from '../judge.ts';
import { atRest } from '../proofs.ts';
import { Random } from '../random.ts';
import { KILLS, pause, Victim } from '../victim.ts';
import { readEndpoints, readFeeds } from './endpoints.ts';
import { type Holder, Holders } from './holders.ts';
import { judgeRecall, type RecallFigures } from './judge.ts';
import { type Latency, latencyOf } from './latency.ts';

export interface RecallOptions {
  /** Articles that are killed. */
  kills: number;
  holders: number;
  /** Deaths of the gateway. */
  sigkills: number;
  connections: number;
  seed: number;
  print?(line: string): void;
}

export interface RecallReport extends Figures, RecallFigures {
  sigkills: number;
  receiverDeaths: number;
  deliveries: number;
  /** From the 2xx of a kill to its first push, for each kill and each good endpoint. */
  idle: Latency;
  loaded: Latency;
  faults: string[];
}

/** Share of the kills by which each latency is measured, before the gateway is killed. */
const MEASURED_SHARE = 0.1;
const MEASURED_MIN = 2;
/** How long the good endpoints are waited for before the next kill. */
const SETTLED_MS = 20_000;
const SETTLES_MS = 500;
const ARRIVED_MS = 300_000;
/** Between two kills while the gateway is killed. */
const KILLS_EVERY_MS = { least: 0, most: 80 };
/** Share of the requests that are for something killed. */
const KILLED_SHARE = 0.1;

export async function recallTest(options: RecallOptions): Promise<RecallReport> {
  const { kills, holders: count, sigkills, connections, seed, print } = options;
  const random = new Random(seed);
  const state = temporaryState();
  const folder = temporaryState();
  const victim = new Victim(await freePort(), state.dir);
  const holders = new Holders(folder.dir);
  let isOver = false;
  try {
    const operators = await victim.start();
    if (!operators) throw new Error('the state is not new');
    const sites = Array.from({ length: count }, () => ({ titles: ['morning'] }));
    const fixture = await openFixture(victim.url, operators, { sites, articles: kills });
    const licenses = fixture.sites.map((site) => ({ license: site.license, token: tokenFor(site) }));
    await holders.open(victim.url, licenses, { random: random.fork(), ports: freePort });
    print?.(`${count} licenses, each with an endpoint, and ${kills} articles`);

    const desk = new KillDesk(fixture, holders.all);
    const measured = Math.max(MEASURED_MIN, Math.floor(kills * MEASURED_SHARE));
    const [first, rest] = [fixture.articles.slice(0, measured), fixture.articles.slice(measured)];

    const before = new Deliveries(fixture, first);
    await before.run(connections, random, () => before.isDone);
    await pause(SETTLES_MS);
    for (const article of first) await desk.kill(article, { waits: true });
    print?.(`${measured} kills on an idle gateway`);

    const deliveries = new Deliveries(fixture, rest);
    const deaths = new Deaths(victim, random.fork());
    const kill = async (article: string) => {
      await deliveries.held(article, () => isOver);
      if (!isOver) await desk.kill(article, { waits: false });
    };
    const killAll = async () => {
      for (const article of rest.slice(0, measured)) await kill(article);
      print?.(`${measured} kills under ${connections} connections`);
      const last = rest.slice(measured);
      const dying = deaths.run({ sigkills, of: last.length, done: () => desk.done - 2 * measured, print });
      const mortal = killReceivers(holders, random.fork(), () => isOver);
      const killing = async () => {
        for (const [at, article] of last.entries()) {
          // A share of the kills for each death of the gateway.
          while (!isOver && at * sigkills >= (deaths.count + 1) * last.length) await pause(10);
          await pause(random.between(KILLS_EVERY_MS.least, KILLS_EVERY_MS.most));
          await kill(article);
        }
      };
      await Promise.all([dying, killing()]);
      isOver = true;
      await mortal;
    };
    await Promise.all([killAll(), deliveries.run(connections, random, () => isOver)]);
    print?.(`${kills} kills`);

    holders.recover();
    await refreshed(fixture);
    await arrived(fixture, holders);
    print?.('everything has come to rest');
    await entered(state.dir);
    await atRest(victim.url, operators.auditor);
    const feeds = await readFeeds(fixture, holders.all);
    const { disabledWebhooks } = await call<{ disabledWebhooks: number }>(
      `${victim.url}/v1/admin/health`,
      await tokenOf(victim.url, operators.auditor),
      'GET',
    );
    await victim.stop();
    holders.collect();
    const stored = readStored(state.dir);
    const ledger = judge(fixture, stored);
    const recall = judgeRecall({
      fixture,
      holders: holders.all,
      feeds,
      endpoints: readEndpoints(state.dir),
      entries: stored.object,
      disabledWebhooks,
    });
    return {
      ...ledger.figures,
      ...recall.figures,
      sigkills,
      receiverDeaths: holders.mortal.deaths,
      deliveries: fixture.answers.filter(({ hasContent }) => hasContent).length,
      idle: latencyOf(holders.all, first, desk.acknowledgedAt),
      loaded: latencyOf(holders.all, rest.slice(0, measured), desk.acknowledgedAt),
      faults: [...fixture.faults, ...ledger.faults, ...recall.faults],
    };
  } finally {
    isOver = true;
    await holders.close();
    await victim.stop();
    state.remove();
    folder.remove();
  }
}

const tokenFor = ({ keys }: Site): string => keys[0]?.token ?? '';

/** Every license fetches every article. */
class Deliveries {
  readonly #fixture: Fixture;
  readonly #pending: { article: string; site: Site }[];
  /** Licenses that have not received the article yet. */
  readonly #missing: Map<string, number>;

  constructor(fixture: Fixture, articles: string[]) {
    this.#fixture = fixture;
    this.#pending = articles.flatMap((article) => fixture.sites.map((site) => ({ article, site }))).reverse();
    this.#missing = new Map(articles.map((article) => [article, fixture.sites.length]));
  }

  get isDone(): boolean {
    return [...this.#missing.values()].every((count) => count === 0);
  }

  /** Until every license has received it. */
  async held(article: string, isOver: () => boolean): Promise<void> {
    while (!isOver() && this.#missing.get(article) !== 0) await pause(10);
  }

  /** When there is nothing left to fetch, the connections ask for what is killed. */
  async run(connections: number, random: Random, isOver: () => boolean): Promise<void> {
    await Promise.all(
      Array.from({ length: connections }, async () => {
        const own = random.fork();
        while (!isOver()) {
          const next = own.chance(KILLED_SHARE) ? undefined : this.#pending.pop();
          if (next) await this.#deliver(next, own);
          else if (!(await this.#askForKilled(own))) await pause(10);
        }
      }),
    );
  }

  async #deliver({ article, site }: { article: string; site: Site }, random: Random): Promise<void> {
    const path = `/v1/articles/${article}?title=morning`;
    for (;;) {
      const key = random.pick(site.keys.filter((_, at) => at < LIVE_KEYS));
      const status = await perform(this.#fixture, { site, key, article, path, method: 'GET' });
      if (status === 200) break;
      await pause(random.between(10, 60));
    }
    this.#missing.set(article, (this.#missing.get(article) ?? 0) - 1);
  }

  async #askForKilled(random: Random): Promise<boolean> {
    const killed = [...this.#fixture.killedAt.keys()].slice(-50);
    if (killed.length === 0) return false;
    const [site, article] = [random.pick(this.#fixture.sites), random.pick(killed)];
    const key = random.pick(site.keys);
    const path = `/v1/articles/${article}?title=morning`;
    await perform(this.#fixture, { site, key, article, path, method: 'GET' });
    return true;
  }
}

/** Of the keys of a license, the test key is the last. */
const LIVE_KEYS = 2;

/** Kills one article after the other, and repeats each request until it has its 2xx. */
class KillDesk {
  /** Milliseconds since the epoch, by article. */
  readonly acknowledgedAt = new Map<string, number>();
  readonly #fixture: Fixture;
  readonly #good: Holder[];

  constructor(fixture: Fixture, holders: Holder[]) {
    this.#fixture = fixture;
    this.#good = holders.filter(({ kind }) => kind === 'good');
  }

  get done(): number {
    return this.acknowledgedAt.size;
  }

  async kill(article: string, { waits }: { waits: boolean }): Promise<void> {
    await refreshed(this.#fixture);
    this.#fixture.killedAt.set(article, performance.now());
    await insist(this.#fixture, 'PATCH', `articles/${article}`, { pubStatus: 'canceled' });
    this.acknowledgedAt.set(article, Date.now());
    this.#fixture.withdrawals.begin(article);
    if (!waits) return;
    const hasAll = () => this.#good.every(({ arrivals }) => arrivals.killed.has(article));
    for (const end = Date.now() + SETTLED_MS; Date.now() < end && !hasAll(); ) await pause(20);
    await pause(SETTLES_MS);
  }
}

class Deaths {
  count = 0;
  readonly #victim: Victim;
  readonly #random: Random;

  constructor(victim: Victim, random: Random) {
    this.#victim = victim;
    this.#random = random;
  }

  /**
   * Kills the gateway in the middle of each share of the kills. `done`: how many of them there are, `of` all.
   */
  async run({
    sigkills,
    of,
    done,
    print,
  }: {
    sigkills: number;
    of: number;
    done: () => number;
    print: RecallOptions['print'];
  }): Promise<void> {
    const [victim, random] = [this.#victim, this.#random];
    for (let round = 0; round < sigkills; round++) {
      while (done() * sigkills < (round + 0.5) * of) await pause(10);
      const how = KILLS[round % KILLS.length] ?? 'both';
      await pause(random.between(0, KILLS_EVERY_MS.most));
      if (how === 'start') {
        await victim.kill('both', 0);
        await victim.killWhileStarting(random.between(100, 2_500));
      } else await victim.kill(how, random.between(0, 400));
      await victim.start();
      this.count++;
      print?.(`the gateway is killed (${how}), ${this.count} of ${sigkills}, after ${done()} of ${of} kills`);
    }
  }
}

async function killReceivers({ mortal }: Holders, random: Random, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await pause(random.between(1_000, 5_000));
    await mortal.kill();
    await pause(random.between(0, 3_000));
    await mortal.start();
  }
}

/**
 * Until every endpoint that works has every kill. Its partner says by a test that it works again, so that
 * nothing waits for its next try. Gives up after a while: the judge sees it.
 */
async function arrived(fixture: Fixture, holders: Holders): Promise<void> {
  const working = holders.all.filter(({ kind }) => kind !== 'dead' && kind !== 'gone');
  for (const { license, endpoint } of working) {
    const site = fixture.sites.find((site) => site.license === license);
    if (site) await call(`${fixture.url}/v1/webhooks/${endpoint}/test`, tokenFor(site), 'POST');
  }
  const isDone = () => {
    holders.collect();
    return working.every(({ arrivals }) => arrivals.killed.size === fixture.killedAt.size);
  };
  for (const end = Date.now() + ARRIVED_MS; Date.now() < end && !isDone(); ) await pause(1_000);
}

const ENTERED_MS = 60_000;

/** Until the logs say what was taken. Gives up after a while: the judge sees it. */
async function entered(stateDir: string): Promise<void> {
  const isDone = () => readEndpoints(stateDir).every(({ unacknowledged }) => unacknowledged === 0);
  for (const end = Date.now() + ENTERED_MS; Date.now() < end && !isDone(); ) await pause(500);
}
