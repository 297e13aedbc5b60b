/** The gateway with a newsroom in it, and the baselines beside it, ready to be asked. */
import { setTimeout as pause } from 'node:timers/promises';
import { atOnce } from '../../scripts/lib/at-once.ts';
import { type Embedded, startEmbedded, temporaryState } from '../../test/support/embedded.ts';
import { around, askFor, bearer, type Delivered, type Pairs } from './asks.ts';
import { type BaselineName, type Baselines, startBaselines } from './baselines.ts';
import { type Haproxy, startHaproxy } from './haproxy.ts';
import { AT_ONCE, type Newsroom, openNewsroom, SECTION, type Size } from './newsroom.ts';
import type { LoadCase } from './rounds.ts';
import { newRuntime, type RuntimeProcess, runtimePids } from './runtime-process.ts';

/**
 * Least number of pairs of a license and an article that are asked for again and again; every license and
 * article is among them.
 */
const REPEATED_MIN = 400;
/** Rarely: to ask costs the runtime a millisecond. */
const SETTLED_LOOK_MS = 300;
const SETTLED_TRIES_MAX = 200;

export interface Stage {
  gateway: Embedded;
  newsroom: Newsroom;
  baselines: Baselines;
  /** Null where it is not installed. */
  haproxy: Haproxy | null;
  process: RuntimeProcess;
  stop(): Promise<void>;
}

export async function openStage(size: Size): Promise<Stage> {
  const states = [temporaryState(), temporaryState()] as const;
  const before = runtimePids();
  const gateway = await startEmbedded(states[0].dir, { isLimited: false });
  let baselines: Baselines | undefined;
  let haproxy: Haproxy | null = null;
  const stop = async () => {
    await haproxy?.stop();
    await baselines?.stop();
    await gateway.stop();
    for (const state of states) state.remove();
  };
  try {
    const process = newRuntime(before);
    const newsroom = await openNewsroom(gateway, size);
    const documents = await documentsOf(newsroom);
    haproxy = await startHaproxy([...documents.values()][0] ?? '');
    baselines = await startBaselines(states[1].dir, {
      issuer: gateway.url,
      documents,
      section: SECTION,
      licenses: newsroom.licenses,
    });
    return { gateway, newsroom, baselines, haproxy, process, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the gateway answers with: the texts are equally long, so one delivery stands for all of them. */
export async function documentsOf({ url, articles, licenses }: Newsroom): Promise<Map<string, string>> {
  const [license] = licenses;
  const [article] = articles;
  if (!license || !article) throw new Error('a newsroom without licenses or articles');
  const response = await fetch(`${url}/v1/articles/${article}`, { headers: bearer(license) });
  const document = await response.text();
  if (response.status !== 200) throw new Error(`${article}: ${response.status} ${document}`);
  return new Map(articles.map((id) => [id, document]));
}

/** What the bench reads of a shard's health. */
export interface ShardHealth {
  /** Entries that are not in D1 yet. */
  backlog: number;
  alarmAtMs: number | null;
}

export async function shardHealth({ runtime }: Pick<Embedded, 'runtime'>): Promise<ShardHealth> {
  const namespace = await runtime.getDurableObjectNamespace('LEDGER');
  const shard = namespace.get(namespace.idFromName('ledger-0')) as unknown as {
    health(): Promise<ShardHealth>;
  };
  return shard.health();
}

/**
 * Until every entry is in D1, or `isDone`. A long backlog takes its time, so only one that does not become
 * shorter is given up.
 */
export async function drained(
  gateway: Pick<Embedded, 'runtime'>,
  isDone = ({ backlog }: ShardHealth) => backlog === 0,
): Promise<void> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < SETTLED_TRIES_MAX; tries++) {
    const health = await shardHealth(gateway);
    if (isDone(health)) return;
    if (health.backlog < shortest) tries = 0;
    shortest = Math.min(shortest, health.backlog);
    await pause(SETTLED_LOOK_MS);
  }
  throw new Error('the drain does not come to an end');
}

export async function deliveryCases(stage: Stage, pairs: Pairs): Promise<LoadCase[]> {
  const { gateway, newsroom, baselines, haproxy, process } = stage;
  const { licenses, articles } = newsroom;
  const repeated = Math.max(REPEATED_MIN, licenses.length, articles.length);
  const delivered = await deliverOnce(newsroom.url, pairs, repeated);
  const known = () => delivered.map(askFor);
  const ours = {
    url: gateway.url,
    runtime: process,
    settle: () => drained(gateway),
    warmUp: known,
    expected: 200,
  };
  const baseline = (name: BaselineName): LoadCase => ({
    name,
    url: baselines.urls[name],
    runtime: baselines.process,
    expected: 200,
    asks: (count) => around(known(), count),
  });
  const withEach = (path: string) => licenses.map((license) => ({ path, headers: bearer(license) }));
  return [
    baseline('bare'),
    baseline('object'),
    baseline('jwt'),
    baseline('naive'),
    ...(haproxy ? [haproxyCase(haproxy)] : []),
    { ...ours, name: 'first', asks: (count) => pairs.take(count).map(askFor) },
    { ...ours, name: 'repeated', asks: (count) => around(known(), count) },
    { ...ours, name: '304', expected: 304, asks: (count) => around(delivered.map(askUnchanged), count) },
    { ...ours, name: 'refusal', expected: 403, asks: (count) => around(delivered.map(askToPrint), count) },
    { ...ours, name: 'feed', asks: (count) => around(withEach('/v1/articles?limit=20'), count) },
    { ...ours, name: 'picture', asks: (count) => around(withEach(newsroom.picture), count) },
  ];
}

function haproxyCase({ url, token, process }: Haproxy): LoadCase {
  const ask = { path: '/v1/articles/any', headers: { Authorization: `Bearer ${token}` } };
  return { name: 'haproxy', url, runtime: process, expected: 200, asks: (count) => around([ask], count) };
}

/** Delivers so many pairs for the first time. */
export async function deliverOnce(url: string, pairs: Pairs, count = REPEATED_MIN): Promise<Delivered[]> {
  return atOnce(pairs.take(count), AT_ONCE, async (pair) => {
    const { path, headers } = askFor(pair);
    // As the load asks: a compressed answer has a tag of its own.
    const response = await fetch(url + path, { headers: { ...headers, 'Accept-Encoding': 'identity' } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    return { ...pair, etag: response.headers.get('ETag') ?? '' };
  });
}

export function askUnchanged(pair: Delivered) {
  const { path, headers } = askFor(pair);
  return { path, headers: { ...headers, 'If-None-Match': pair.etag } };
}

/** No license of the bench covers print. */
export function askToPrint(pair: Delivered) {
  const { path, headers } = askFor(pair);
  return { path: `${path}?use=print&channel=print`, headers };
}
