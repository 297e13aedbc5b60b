/**
 * Deliveries over HTTP, on the worker's direct socket, beside what the runtime can do at all and what a
 * gateway written in an afternoon does. What an answer costs in operations is counted by the suite
 * `operations`.
 */
import { Pairs } from '../lib/asks.ts';
import { deliveryCases, openStage, type Stage } from '../lib/delivery-stage.ts';
import { inRounds, median, type Rounds, ratesOf, ratioOf } from '../lib/rounds.ts';
import type { RunOptions, Suite, SuiteResult } from '../lib/suite.ts';

const CONNECTIONS = 32;
const BASE = { licenses: 100, articles: 600, textChars: 2_000 };

const RATIOS: [of: string, to: string][] = [
  ['repeated', 'bare'],
  ['repeated', 'object'],
  ['repeated', 'naive'],
  ['first', 'bare'],
  ['first', 'object'],
  ['first', 'naive'],
  ['304', 'bare'],
  ['304', 'repeated'],
  ['refusal', 'bare'],
  ['refusal', 'repeated'],
  ['feed', 'bare'],
  ['picture', 'bare'],
  ['object', 'bare'],
  ['jwt', 'bare'],
  ['naive', 'bare'],
];

export const delivery: Suite = {
  name: 'delivery',
  unit: 'answers a second',
  roundsDefault: 7,
  worse: 'less',
  targets: [
    { figure: 'repeated / bare', least: 0.33 },
    { figure: 'repeated / naive', least: 7 },
    { figure: 'first / bare', least: 0.15 },
    { figure: 'first / naive', least: 2.6 },
    { figure: '304 / repeated', least: 0.9 },
    { figure: 'refusal / repeated', least: 0.9 },
    { figure: 'feed / bare', least: 0.1 },
    { figure: 'picture / bare', least: 0.12 },
    { figure: 'p99 ms: repeated', most: 45 },
    { figure: 'p99 ms: first', most: 80 },
  ],
  run,
};

async function run({ rounds }: RunOptions): Promise<SuiteResult> {
  const stage = await openStage(BASE);
  let results: Map<string, Rounds>;
  let memoryBefore: number;
  try {
    memoryBefore = stage.process.memory();
    results = await timed(stage, rounds);
  } finally {
    await stage.stop();
  }
  return {
    figures: ratesOf(results),
    ratios: Object.fromEntries(
      [...RATIOS, ...(stage.haproxy ? [['haproxy', 'bare'] as const] : [])].map(([of, to]) => [
        `${of} / ${to}`,
        ratioOf(results.get(of)?.rate, results.get(to)?.rate),
      ]),
    ),
    facts: {
      ...timedFacts(results),
      'memory MB: gateway before load': Math.round(memoryBefore / 1e6),
      'memory MB: gateway after': Math.round((results.get('repeated')?.memory ?? 0) / 1e6),
      'memory MB: baselines after': Math.round((results.get('bare')?.memory ?? 0) / 1e6),
    },
  };
}

async function timed(stage: Stage, rounds: number): Promise<Map<string, Rounds>> {
  return inRounds(await deliveryCases(stage, new Pairs(stage.newsroom)), {
    rounds,
    connections: CONNECTIONS,
    before: () => stage.newsroom.refresh(),
  });
}

/** Latencies, and the processor's time: of a busy machine the second says more than the rates. */
function timedFacts(results: Map<string, Rounds>): Record<string, number> {
  const short = (value: number) => Number(value.toPrecision(3));
  const each = (title: string, of: (rounds: Rounds) => number) =>
    [...results].map(([name, rounds]): [string, number] => [`${title}: ${name}`, short(of(rounds))]);
  const cpu = (of: string, to: string): [string, number] => [
    `processor time: ${of} / ${to}`,
    short(ratioOf(results.get(of)?.cpuUs, results.get(to)?.cpuUs)),
  ];
  return Object.fromEntries([
    ...each('p50 ms', ({ p50Ms }) => median(p50Ms)),
    ...each('p99 ms', ({ p99Ms }) => median(p99Ms)),
    ...each('processor µs', ({ cpuUs }) => median(cpuUs)),
    ...RATIOS.slice(0, 6).map(([of, to]) => cpu(of, to)),
  ]);
}
