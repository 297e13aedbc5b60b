/**
 * `npm run profile [-- CASE [SECONDS [LICENSES]]]`: where the processor's time of one kind of delivery goes,
 * by V8's sampling profiler inside the runtime. Shares are of what V8 was not idle; what the runtime does
 * outside of V8 shows as `(program)`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRODUCT, ROOT, type WorkerSource } from '../scripts/lib/build.ts';
import { freePort } from '../scripts/lib/free-port.ts';
import { startEmbedded, temporaryState } from '../test/support/embedded.ts';
import { Inspector } from '../test/support/inspector.ts';
import { around, askFor, bearer, Pairs } from './lib/asks.ts';
import { askToPrint, askUnchanged, deliverOnce, drained } from './lib/delivery-stage.ts';
import { type Ask, load, percentile } from './lib/load.ts';
import { openNewsroom } from './lib/newsroom.ts';
import { newRuntime, runtimePids } from './lib/runtime-process.ts';

const ARTICLES = 600;
const TEXT_CHARS = 2_000;
const CONNECTIONS = 32;
const READABLE: WorkerSource = { ...PRODUCT, outdir: join(ROOT, 'dist', 'profile'), isReadable: true };
const ROWS_SHOWN = 60;
/** Between two looks of the profiler, microseconds. */
const SAMPLE_US = 200;

interface Profile {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
    children?: number[];
  }[];
  samples: number[];
  /** Microseconds. */
  timeDeltas: number[];
}

const [kind = 'repeated', seconds = '8', licenses = '100'] = process.argv.slice(2);
const state = temporaryState();
const inspectorPort = await freePort();
const before = runtimePids();
const gateway = await startEmbedded(state.dir, { isLimited: false, inspectorPort, worker: READABLE });
try {
  const newsroom = await openNewsroom(gateway, {
    licenses: Number(licenses),
    articles: ARTICLES,
    textChars: TEXT_CHARS,
  });
  const pairs = new Pairs(newsroom);
  const delivered = await deliverOnce(gateway.url, pairs, 600);
  const kinds: Record<string, { expected: number; asks(count: number): Ask[] }> = {
    first: { expected: 200, asks: (count) => pairs.take(count).map(askFor) },
    repeated: { expected: 200, asks: (count) => around(delivered.map(askFor), count) },
    '304': { expected: 304, asks: (count) => around(delivered.map(askUnchanged), count) },
    refusal: { expected: 403, asks: (count) => around(delivered.map(askToPrint), count) },
    feed: {
      expected: 200,
      asks: (count) =>
        around(
          newsroom.licenses.map((license) => ({ path: '/v1/articles', headers: bearer(license) })),
          count,
        ),
    },
    picture: {
      expected: 200,
      asks: (count) =>
        around(
          newsroom.licenses.map((license) => ({ path: newsroom.picture, headers: bearer(license) })),
          count,
        ),
    },
  };
  const one = kinds[kind];
  if (!one) throw new Error(`one of ${Object.keys(kinds).join(', ')}`);
  const send = (count: number) =>
    load({ url: gateway.url, asks: one.asks(count), connections: CONNECTIONS, expected: one.expected });
  await send(2_000);
  const { cpuMs } = newRuntime(before);
  await drained(gateway);
  const cpuBefore = cpuMs();
  const { rate, latencies } = await send(8_000);
  await drained(gateway);
  const cpuUs = Math.round((1_000 * (cpuMs() - cpuBefore)) / latencies.length);
  const inspector = await Inspector.open(inspectorPort);
  await inspector.ask('Profiler.enable');
  await inspector.ask('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await inspector.ask('Profiler.start');
  await send(Math.round(rate * Number(seconds)));
  const { profile } = (await inspector.ask('Profiler.stop')) as { profile: Profile };
  inspector.close();
  const file = process.env.PROFILE_FILE;
  if (file) writeFileSync(file, JSON.stringify(profile));
  const p99 = percentile(latencies, 0.99).toFixed(1);
  console.log(
    `${kind}, before the profiler looked in: ${Math.round(rate)} answers a second, ${cpuUs} µs of the processor each, p99 ${p99} ms`,
  );
  print(profile);
} finally {
  await gateway.stop();
  state.remove();
}

function print({ nodes, samples, timeDeltas }: Profile): void {
  const own = new Map<number, number>();
  for (const [at, id] of samples.entries()) own.set(id, (own.get(id) ?? 0) + (timeDeltas[at] ?? 0));
  const byFunction = new Map<string, { self: number; total: number }>();
  const parents = new Map(nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const nameOf = (id: number) => {
    const { functionName, lineNumber, url } = byId.get(id)?.callFrame ?? {
      functionName: '?',
      lineNumber: 0,
      url: '',
    };
    return `${functionName || '(anonymous)'} ${url ? `${url.split('/').at(-1)}:${lineNumber + 1}` : ''}`;
  };
  let busy = 0;
  for (const [id, took] of own) {
    if (nameOf(id).startsWith('(idle)')) continue;
    busy += took;
    const visited = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const name = nameOf(at);
      if (visited.has(name)) continue;
      visited.add(name);
      const sums = byFunction.get(name) ?? { self: 0, total: 0 };
      sums.total += took;
      if (at === id) sums.self += took;
      byFunction.set(name, sums);
    }
  }
  const share = (took: number) => `${((100 * took) / busy).toFixed(1)} %`.padStart(8);
  const table = (title: string, by: 'self' | 'total') => {
    console.log(`\n${title}`);
    const rows = [...byFunction].sort(([, a], [, b]) => b[by] - a[by]).slice(0, ROWS_SHOWN);
    for (const [name, sums] of rows) console.log(`${share(sums[by])}  ${name}`);
  };
  table('with all that it calls', 'total');
  table('by itself', 'self');
}
