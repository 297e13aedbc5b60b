/** Ten minutes of mixed load: does the runtime's memory stay where it is once its caches are full? */
import { startEmbedded, temporaryState } from '../../test/support/embedded.ts';
import { around, askFor, Pairs } from '../lib/asks.ts';
import { askToPrint, askUnchanged, deliverOnce, drained } from '../lib/delivery-stage.ts';
import { figureOf } from '../lib/interleave.ts';
import { load } from '../lib/load.ts';
import { openNewsroom } from '../lib/newsroom.ts';
import { median } from '../lib/rounds.ts';
import { newRuntime, runtimePids } from '../lib/runtime-process.ts';
import type { Suite, SuiteResult } from '../lib/suite.ts';

const MINUTES = 10;
const MINUTE_MS = 60_000;
const CONNECTIONS = 32;
const SIZE = { licenses: 100, articles: 10_000, textChars: 2_000 };
/** Asked in one turn of the load, some seconds of it. */
const TURN = { repeated: 2_500, first: 250, '304': 500, refusal: 250 };
const LOOK_MS = 1_000;

export const minuteName = (minute: number) => `memory MB, minute ${minute}`;
const RATIO = 'memory: minute 10 / minutes 3 and 4';

export const steady: Suite = {
  name: 'steady',
  unit: 'MB of the runtime in memory, by minute of load',
  roundsDefault: 1,
  worse: 'more',
  targets: [{ figure: RATIO, most: 1.1 }],
  onlyFull: true,
  run,
};

async function run(): Promise<SuiteResult> {
  const state = temporaryState();
  const before = runtimePids();
  const gateway = await startEmbedded(state.dir, { isLimited: false });
  try {
    const { memory } = newRuntime(before);
    const newsroom = await openNewsroom(gateway, SIZE);
    const pairs = new Pairs(newsroom);
    const delivered = await deliverOnce(gateway.url, pairs, 2_000);
    const minutes: number[][] = Array.from({ length: MINUTES }, () => []);
    const begunAt = performance.now();
    const minuteNow = () => Math.floor((performance.now() - begunAt) / MINUTE_MS);
    const looking = setInterval(() => minutes[minuteNow()]?.push(memory() / 1e6), LOOK_MS);
    let answers = 0;
    const send = async (asks: ReturnType<typeof askFor>[], expected: number) => {
      await load({ url: gateway.url, asks, connections: CONNECTIONS, expected });
      answers += asks.length;
    };
    try {
      while (minuteNow() < MINUTES) {
        await newsroom.refresh();
        await send(pairs.take(TURN.first).map(askFor), 200);
        await send(around(delivered.map(askFor), TURN.repeated), 200);
        await send(around(delivered.map(askUnchanged), TURN['304']), 304);
        await send(around(delivered.map(askToPrint), TURN.refusal), 403);
      }
    } finally {
      clearInterval(looking);
    }
    await drained(gateway);
    const figures = minutes.map((of, n) => figureOf(minuteName(n + 1), of));
    const ratio = median(minutes[MINUTES - 1] ?? []) / median([...(minutes[2] ?? []), ...(minutes[3] ?? [])]);
    return {
      figures,
      ratios: { [RATIO]: ratio },
      facts: { answers, 'memory MB: after the drain': Math.round(memory() / 1e6) },
    };
  } finally {
    await gateway.stop();
    state.remove();
  }
}
