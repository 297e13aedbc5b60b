/**
 * A request whose caller has been told by now that it was not written: it is not. And more than can be
 * written in time is turned away.
 */
import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { GROUP_WAITING_MAX, RECORD_WAIT_MS } from '../../src/ledger/limits.ts';
import type { RecordAllRequest, RecordRequest } from '../../src/ledger/types.ts';
import { linesOf } from '../support/entry-log.ts';
import { type OpenObject, ok, openObject } from './support.ts';

let open: OpenObject;
beforeEach(async () => {
  open = await openObject();
});

const textOf = (request: RecordRequest) => JSON.stringify(request);
const messageOf = (asking: Promise<unknown>) =>
  asking.then(
    () => 'answered',
    (error: Error) => error.message,
  );
const GONE = 'this came to its turn after its caller had given up; nothing was written';
const FULL = 'more callers wait for this ledger shard than it can serve in time; nothing was written';

/** The disk takes its time while `body` runs. */
async function whileSlow<T>(body: () => Promise<T>, ms: number): Promise<T> {
  const restore = await runInDurableObject(open.object, (_: LedgerShard, { storage }) => {
    const sync = storage.sync.bind(storage);
    const spy = vi.spyOn(storage, 'sync').mockImplementation(async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return sync();
    });
    return () => spy.mockRestore();
  });
  try {
    return await body();
  } finally {
    restore();
  }
}

describe('a request that comes to its turn too late', () => {
  it('is not written: a delivery, deliveries that leave together, a count', async () => {
    const { object, request } = open;
    const untilMs = Date.now() - 1;
    const { caller, judged } = request();
    const all: RecordAllRequest = { caller, judged, texts: [textOf(request())], untilMs };
    expect(await messageOf(object.recordRepeated(textOf(request()), undefined, undefined, untilMs))).toBe(
      GONE,
    );
    expect(await messageOf(object.recordAll(all))).toBe(GONE);
    expect(await messageOf(object.check({ caller, judged, count: 'not_found', untilMs }))).toBe(GONE);
    expect(await open.wholeLog()).toEqual([]);
    expect(await object.health()).toMatchObject({ group: { gone: 3, waiting: 0 } });
    const later = await object.recordRepeated(textOf(request()), undefined, undefined, Date.now() + 1_000);
    expect(later).toMatchObject({ recorded: { billable: 1 } });
  });

  it('is not written after it has waited as long as anybody waits, also for an isolate that does not say how long', async () => {
    const { object, request } = open;
    const answers = await whileSlow(async () => {
      // The first is being made durable while the others wait.
      const first = messageOf(object.record(request({ article: 'itm_1' })));
      await new Promise((resolve) => setTimeout(resolve, 50));
      const waiting = ['itm_2', 'itm_3'].map((article) => messageOf(object.record(request({ article }))));
      return Promise.all([first, ...waiting]);
    }, RECORD_WAIT_MS + 500);
    expect(answers).toEqual(['answered', GONE, GONE]);
    expect((await open.wholeLog()).map(({ article }) => article)).toEqual(['itm_1']);
    await ok(object.record(request({ article: 'itm_2' })));
    expect((await open.wholeLog()).map(({ article, billable }) => [article, billable])).toEqual([
      ['itm_1', 1],
      ['itm_2', 1],
    ]);
  });
});

describe('more than can be written in time', () => {
  it('is counted by what each call has come with, also of those that ask for the same', async () => {
    const { object, request } = open;
    const text = textOf(request({ article: 'itm_same' }));
    const waiting = await whileSlow(async () => {
      const first = messageOf(object.record(request({ article: 'first' })));
      await new Promise((resolve) => setTimeout(resolve, 50));
      const same = [1, 2, 3].map(() => messageOf(object.recordRepeated(text)));
      const { group } = await object.health();
      await Promise.all([first, ...same]);
      return group;
    }, 500);
    expect(waiting).toMatchObject({ waiting: 3, bytes: 3 * text.length });
  });

  it('is turned away, told in health, and nothing of it is written', async () => {
    const { object, request } = open;
    const count = GROUP_WAITING_MAX / 1_000 + 2;
    const page = (n: number): RecordAllRequest => {
      const one = request({ article: `itm_${n}`, grant: `grant ${n}` });
      return {
        caller: one.caller,
        judged: one.judged,
        texts: Array.from({ length: 1_000 }, () => textOf(one)),
      };
    };
    const answers = await whileSlow(async () => {
      const first = messageOf(object.record(request({ article: 'first' })));
      await new Promise((resolve) => setTimeout(resolve, 50));
      return Promise.all([
        first,
        ...Array.from({ length: count }, (_, n) => messageOf(object.recordAll(page(n)))),
      ]);
    }, 1_500);
    expect(answers.filter((answer) => answer === FULL).length).toBeGreaterThanOrEqual(2);
    expect(answers.filter((answer) => answer !== FULL && answer !== GONE && answer !== 'answered')).toEqual(
      [],
    );
    const { group } = await object.health();
    expect(group).toMatchObject({
      waiting: 0,
      bytes: 0,
      turnedAway: answers.filter((answer) => answer === FULL).length,
    });
    const entries = answers.slice(1).filter((answer) => answer === 'answered').length * 1_000 + 1;
    expect(await linesOf(object)).toHaveLength(entries);
  });
});
