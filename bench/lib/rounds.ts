/** Cases under load, in turn, round by round, each for about as long. */
import { type Figure, figureOf } from './interleave.ts';
import { type Ask, load, percentile } from './load.ts';
import type { RuntimeProcess } from './runtime-process.ts';

export interface LoadCase {
  name: string;
  url: string;
  /** Asks of one round: at most `count`. */
  asks(count: number): readonly Ask[];
  expected: number;
  /** Sent before each round and not measured: what a cache holds for a minute only is in it again. */
  warmUp?(): readonly Ask[];
  runtime: RuntimeProcess;
  /** Resolves when nothing of the round is left to do. Absent: nothing ever is. */
  settle?(): Promise<void>;
}

/** Of one case, an element a round. */
export interface Rounds {
  /** Answers a second. */
  rate: number[];
  p50Ms: number[];
  p99Ms: number[];
  /** Processor time of the runtime for one answer, and for what it has left to do: microseconds. */
  cpuUs: number[];
  /** Bytes of the runtime after the last round. */
  memory: number;
}

/** Length of a round: long enough for the drain to run beside the load. Milliseconds. */
const ROUND_MS = 2_500;
/** Sent once before anything is measured, for a first idea of the rate. */
const PROBE = 320;

/** `before` is called at the beginning of each round. */
export async function inRounds(
  cases: readonly LoadCase[],
  { rounds, connections, before }: { rounds: number; connections: number; before(): Promise<void> },
): Promise<Map<string, Rounds>> {
  const results = new Map(cases.map(({ name }) => [name, emptyRounds()]));
  const rates = new Map<string, number>();
  const once = async (loadCase: LoadCase, count: number) => {
    if (loadCase.warmUp)
      await load({ url: loadCase.url, asks: loadCase.warmUp(), connections, expected: 200 });
    await loadCase.settle?.();
    const cpuBefore = loadCase.runtime.cpuMs();
    const asks = loadCase.asks(count);
    const measured = await load({ url: loadCase.url, asks, connections, expected: loadCase.expected });
    await loadCase.settle?.();
    rates.set(loadCase.name, measured.rate);
    return { ...measured, cpuUs: (1_000 * (loadCase.runtime.cpuMs() - cpuBefore)) / asks.length };
  };
  for (const loadCase of cases) await once(loadCase, PROBE);
  for (let round = -1; round < rounds; round++) {
    await before();
    // A different one begins each time: nobody always follows the same neighbor.
    const first = Math.max(0, round) % cases.length;
    for (const loadCase of [...cases.slice(first), ...cases.slice(0, first)]) {
      const { rate, latencies, cpuUs } = await once(loadCase, countFor(rates.get(loadCase.name) ?? 0));
      const result = results.get(loadCase.name);
      if (round < 0 || !result) continue;
      result.rate.push(rate);
      result.p50Ms.push(percentile(latencies, 0.5));
      result.p99Ms.push(percentile(latencies, 0.99));
      result.cpuUs.push(cpuUs);
      result.memory = loadCase.runtime.memory();
    }
  }
  return results;
}

const countFor = (rate: number) => Math.max(PROBE, Math.round((rate * ROUND_MS) / 1_000));

const emptyRounds = (): Rounds => ({ rate: [], p50Ms: [], p99Ms: [], cpuUs: [], memory: Number.NaN });

export const median = (values: readonly number[]): number => figureOf('', values).median;

/** Median of the quotients of the same round: what disturbed one disturbed the other. */
export function ratioOf(a: readonly number[] = [], b: readonly number[] = []): number {
  return median(a.map((value, round) => value / (b[round] ?? Number.NaN)));
}

export function ratesOf(results: Map<string, Rounds>): Figure[] {
  return [...results].map(([name, { rate }]) => figureOf(name, rate));
}
