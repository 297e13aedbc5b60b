/** Operations counted, not timed: what deliveries of each kind cost the request, the object and D1. */
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/build.ts';
import { startEmbedded, temporaryState } from '../../test/support/embedded.ts';
import { around, askFor, Pairs } from './asks.ts';
import { askToPrint, askUnchanged, deliverOnce, drained, type Stage } from './delivery-stage.ts';
import { type Ask, load } from './load.ts';
import { openNewsroom } from './newsroom.ts';

const WORKER = {
  entry: join(ROOT, 'bench', 'lib', 'counting-worker.ts'),
  outdir: join(ROOT, 'dist', 'bench'),
};
const SIZE = { licenses: 20, articles: 200, textChars: 2_000 };
const CONNECTIONS = 32;
/** Deliveries of each kind: what the object does by the minute is shared among them. */
const COUNTED = 2_000;
const COUNTED_NAIVE = 200;

/** Told even when there was none: that nothing happened is what is to be shown. */
const ALWAYS = [
  'request: D1 statements',
  'request: D1 rows read',
  'request: object calls',
  'object: D1 statements',
  'object: D1 rows written',
];

/** `<kind>, <operation>` → how often for one delivery, on the mean. */
export async function countedFacts(): Promise<Record<string, number>> {
  const state = temporaryState();
  const gateway = await startEmbedded(state.dir, { worker: WORKER, isLimited: false });
  try {
    const newsroom = await openNewsroom(gateway, SIZE);
    const pairs = new Pairs(newsroom);
    const delivered = await deliverOnce(newsroom.url, pairs);
    const kinds: [string, number, Ask[]][] = [
      ['first', 200, pairs.take(COUNTED).map(askFor)],
      ['repeated', 200, around(delivered.map(askFor), COUNTED)],
      ['304', 304, around(delivered.map(askUnchanged), COUNTED)],
      ['refusal', 403, around(delivered.map(askToPrint), COUNTED)],
    ];
    const facts: Record<string, number> = {};
    for (const [kind, expected, asks] of kinds) {
      await drained(gateway);
      await taken(gateway.url);
      await load({ url: gateway.url, asks, connections: CONNECTIONS, expected });
      await drained(gateway);
      const counts = await taken(gateway.url);
      for (const name of new Set([...ALWAYS, ...Object.keys(counts).sort()]))
        facts[`${kind}, ${name}`] = Number(((counts[name] ?? 0) / asks.length).toPrecision(3));
    }
    return facts;
  } finally {
    await gateway.stop();
    state.remove();
  }
}

/** The same of the naive gateway. */
export async function countedNaive({ newsroom, baselines }: Stage): Promise<Record<string, number>> {
  const url = baselines.urls['naive, counted'];
  const asks = new Pairs(newsroom).take(COUNTED_NAIVE).map(askFor);
  await load({ url, asks, connections: CONNECTIONS, expected: 200 });
  const counts = await taken(url);
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [`naive, ${name}`, count / asks.length]),
  );
}

async function taken(url: string): Promise<Record<string, number>> {
  return (await (await fetch(`${url}/counts`)).json()) as Record<string, number>;
}
