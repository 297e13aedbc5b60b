/**
 * What one delivery costs as the newsroom grows in one direction at a time: articles, licenses, entries of
 * the log. Gateways of every size stand beside each other and take turns; compared is the processor's time of
 * an answer, the drain's share included, because rates breathe with what else the machine does.
 */
import { join } from 'node:path';
import type { Miniflare } from 'miniflare';
import { ROOT, type WorkerSource } from '../../scripts/lib/build.ts';
import { type Embedded, startEmbedded, temporaryState } from '../../test/support/embedded.ts';
import { around, askFor, type Delivered, Pairs } from '../lib/asks.ts';
import { deliverOnce, drained } from '../lib/delivery-stage.ts';
import type { Logged } from '../lib/fill-log.ts';
import { type Figure, figureOf } from '../lib/interleave.ts';
import { label } from '../lib/label.ts';
import { type Newsroom, openNewsroom, type Size } from '../lib/newsroom.ts';
import { inRounds, type LoadCase, type Rounds, ratioOf } from '../lib/rounds.ts';
import { newRuntime, runtimePids } from '../lib/runtime-process.ts';
import type { RunOptions, Suite, SuiteResult } from '../lib/suite.ts';

const CONNECTIONS = 32;
const TEXT_CHARS = 2_000;
/**
 * Pairs of a license and an article that are asked for again and again, spread over all of both: what
 * partners read today.
 */
const ACTIVE = 400;
/** Licenses that are asked for in turn, where there are as many: more than an isolate keeps. */
const IN_TURN_MAX = 3_000;
/** Of the log, in one call of the object. */
const FILLED_AT_ONCE = 20_000;
const FILLING: WorkerSource = {
  entry: join(ROOT, 'bench', 'lib', 'filling-worker.ts'),
  outdir: join(ROOT, 'dist', 'bench'),
};

interface Axis {
  name: 'articles' | 'licenses' | 'log';
  sizes: number[];
  newsroom(size: number): Size;
  /** Entries that one license has before. */
  entries?(size: number): number;
  /** One license after the other, from this size on: what no cache of licenses holds. */
  inTurnFrom?: number;
}

export const AXES: Axis[] = [
  {
    name: 'articles',
    sizes: [100, 1_000, 10_000, 100_000],
    newsroom: (articles) => ({ licenses: 400, articles, textChars: TEXT_CHARS }),
  },
  {
    name: 'licenses',
    sizes: [1, 100, 1_000, 10_000],
    newsroom: (licenses) => ({ licenses, articles: 40_000, textChars: TEXT_CHARS }),
    inTurnFrom: 1_000,
  },
  {
    name: 'log',
    sizes: [1_000, 10_000, 100_000, 1_000_000],
    newsroom: () => ({ licenses: 1, articles: 40_000, textChars: TEXT_CHARS }),
    entries: (size) => size,
  },
];
export const KINDS = ['repeated', 'first'] as const;
/** A delivery may cost so much more in the largest newsroom than in the smallest one. */
const FLAT = 1.3;

export const figureName = (kind: string, axis: string, size: number) =>
  `${kind}: ${label(size)} ${unitOf(axis)}`;
const unitOf = (axis: string) => (axis === 'log' ? 'entries' : axis);

function ratioName(kind: string, { name, sizes }: Pick<Axis, 'name' | 'sizes'>): string {
  const [smallest = 0, largest = 0] = [sizes[0], sizes.at(-1)];
  return `${kind}: ${label(largest)} / ${label(smallest)} ${unitOf(name)}`;
}

export const scale: Suite = {
  name: 'scale',
  unit: "microseconds of the processor's time an answer",
  roundsDefault: 5,
  worse: 'more',
  targets: AXES.flatMap((axis) => KINDS.map((kind) => ({ figure: ratioName(kind, axis), most: FLAT }))),
  onlyFull: true,
  run,
};

async function run({ rounds }: RunOptions): Promise<SuiteResult> {
  const figures: Figure[] = [];
  const ratios: Record<string, number> = {};
  for (const axis of AXES) {
    const results = await measured(axis, rounds);
    const cpu = (kind: string, size?: number) => results.get(figureName(kind, axis.name, size ?? 0))?.cpuUs;
    figures.push(...[...results].map(([name, { cpuUs }]) => figureOf(name, cpuUs)));
    for (const kind of KINDS)
      ratios[ratioName(kind, axis)] = ratioOf(cpu(kind, axis.sizes.at(-1)), cpu(kind, axis.sizes[0]));
    if (axis.inTurnFrom !== undefined) {
      const ends = { name: axis.name, sizes: [axis.inTurnFrom, axis.sizes.at(-1) ?? 0] };
      ratios[ratioName('each in turn', ends)] = ratioOf(
        cpu('each in turn', ends.sizes[1]),
        cpu('each in turn', ends.sizes[0]),
      );
    }
  }
  return { figures, ratios, facts: {} };
}

interface Stage {
  size: number;
  gateway: Embedded;
  newsroom: Newsroom;
  cases: LoadCase[];
  stop(): Promise<void>;
}

async function measured(axis: Axis, rounds: number): Promise<Map<string, Rounds>> {
  const stages: Stage[] = [];
  try {
    for (const size of axis.sizes) stages.push(await openStage(axis, size));
    return await inRounds(
      stages.flatMap(({ cases }) => cases),
      {
        rounds,
        connections: CONNECTIONS,
        before: async () => {
          for (const { newsroom } of stages) await newsroom.refresh();
        },
      },
    );
  } finally {
    for (const stage of stages) await stage.stop();
  }
}

async function openStage(axis: Axis, size: number): Promise<Stage> {
  const state = temporaryState();
  const before = runtimePids();
  const gateway = await startEmbedded(state.dir, {
    isLimited: false,
    ...(axis.entries && { worker: FILLING }),
  });
  const stop = async () => {
    await gateway.stop();
    state.remove();
  };
  try {
    const process = newRuntime(before);
    const newsroom = await openNewsroom(gateway, axis.newsroom(size));
    if (axis.entries) await fillLog(gateway.runtime, newsroom, axis.entries(size));
    const pairs = new Pairs(newsroom);
    const active = await deliverOnce(gateway.url, spread(newsroom, pairs), ACTIVE);
    const everyone =
      axis.inTurnFrom !== undefined && size >= axis.inTurnFrom
        ? await deliverOnce(gateway.url, pairs, Math.min(IN_TURN_MAX, newsroom.licenses.length))
        : null;
    await drained(gateway);
    const base = { url: gateway.url, runtime: process, settle: () => drained(gateway), expected: 200 };
    const known = (of: Delivered[]) => () => of.map(askFor);
    const cases: LoadCase[] = [
      {
        ...base,
        name: figureName('repeated', axis.name, size),
        warmUp: known(active),
        asks: (count) => around(known(active)(), count),
      },
      {
        ...base,
        name: figureName('first', axis.name, size),
        asks: (count) => pairs.take(count).map(askFor),
      },
    ];
    if (everyone)
      cases.push({
        ...base,
        name: figureName('each in turn', axis.name, size),
        warmUp: known(everyone),
        asks: () => known(everyone)(),
      });
    return { size, gateway, newsroom, cases, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Pairs of licenses and articles from all over the newsroom; what they are not is still to be delivered for
 * the first time.
 */
function spread(newsroom: Newsroom, pairs: Pairs): Pairs {
  const every = <T>(list: T[]) => {
    const step = Math.max(1, Math.floor(list.length / ACTIVE));
    return list.filter((_, n) => n % step === 0).slice(0, ACTIVE);
  };
  const licenses = every(newsroom.licenses);
  // From the end: first deliveries begin with the others.
  const articles = every(newsroom.articles.toReversed());
  const few = new Pairs({ ...newsroom, licenses, articles });
  return few.left < ACTIVE ? pairs : few;
}

async function fillLog(runtime: Miniflare, { licenses }: Newsroom, entries: number): Promise<void> {
  const [license] = licenses;
  if (!license) throw new Error('a newsroom without licenses');
  const db = await runtime.getD1Database('DB');
  const state = await db
    .prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`)
    .first<{ value: number }>();
  const of: Logged = {
    partner: license.partner,
    license: license.license,
    licenseVersion: 1,
    key: license.key.client_id,
    epoch: state?.value ?? 0,
  };
  const namespace = await runtime.getDurableObjectNamespace('LEDGER');
  const object = namespace.get(namespace.idFromName('ledger-0')) as unknown as {
    fill(of: Logged, first: number, entries: number): Promise<void>;
  };
  for (let first = 0; first < entries; first += FILLED_AT_ONCE)
    await object.fill(of, first, Math.min(FILLED_AT_ONCE, entries - first));
}
