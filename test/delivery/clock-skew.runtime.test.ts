/** A ledger object whose clock is not that of the isolate which asks it. */
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { callLedger } from '../../src/ledger/call.ts';
import { toObjectClock } from '../../src/ledger/clock-skew.ts';
import { CommitGroup } from '../../src/ledger/group.ts';
import { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { RECORD_WAIT_MS } from '../../src/ledger/limits.ts';
import type { CheckRequest, PerRequestFields, RecordAllRequest } from '../../src/ledger/types.ts';
import { ask, parsed, recordLines } from '../support/log-lines.ts';
import { ingest, logOf, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

const newsroom = await openNewsroom();
const article = await ingest(newsroom, wireItem());
afterEach(() => {
  vi.restoreAllMocks();
});

/**
 * Its clock is ahead by `ms`, below 0 behind: instants that it is told are earlier by its own, and one that
 * it tells is later. Counts how often it was asked.
 */
function clockAhead(ms: number) {
  const { recordRepeated, recordAll, check } = LedgerShard.prototype;
  const calls = { times: 0 };
  const itsOwn = (untilMs: number | undefined) => untilMs && untilMs - ms;
  const rethrow = (answer: Promise<unknown>) => {
    calls.times++;
    return answer.catch((error: Error & { atMs?: number }) => {
      throw Object.assign(error, error.atMs && { atMs: error.atMs + ms });
    }) as never;
  };
  vi.spyOn(LedgerShard.prototype, 'recordRepeated').mockImplementation(function (
    this: LedgerShard,
    text: string,
    perRequest?: PerRequestFields,
    known?: string,
    untilMs?: number,
  ) {
    return rethrow(recordRepeated.call(this, text, perRequest, known, itsOwn(untilMs)));
  });
  vi.spyOn(LedgerShard.prototype, 'recordAll').mockImplementation(function (
    this: LedgerShard,
    request: RecordAllRequest,
  ) {
    return rethrow(
      recordAll.call(this, { ...request, untilMs: itsOwn(request.untilMs) } as RecordAllRequest),
    );
  });
  vi.spyOn(LedgerShard.prototype, 'check').mockImplementation(function (
    this: LedgerShard,
    request: CheckRequest,
  ) {
    return rethrow(check.call(this, { ...request, untilMs: itsOwn(request.untilMs) } as CheckRequest));
  });
  return calls;
}

const fetched = (token: string) => ask(`/v1/articles/${article.id}`, { token });

/** Of an isolate that has learned nothing yet. */
describe('an object', () => {
  it('whose clock is ahead by less is asked once, and nothing is told', async () => {
    const { token } = await openSite(newsroom);
    const lines = recordLines();
    const calls = clockAhead(RECORD_WAIT_MS - 1_000);
    expect((await fetched(token)).status).toBe(200);
    expect(calls.times).toBe(1);
    expect(parsed(lines).filter(({ event }) => event === 'clocks_apart')).toEqual([]);
  });

  it('whose clock is behind has it wait no longer than anybody waits, by its own clock', async () => {
    const { token } = await openSite(newsroom);
    recordLines();
    const submit = vi.spyOn(CommitGroup.prototype, 'submit');
    const calls = clockAhead(-RECORD_WAIT_MS - 2_000);
    expect((await fetched(token)).status).toBe(200);
    expect(calls.times).toBe(1);
    // It was told an instant that is 12 seconds away.
    const waits = submit.mock.calls.map(([submitted]) => (submitted as { untilMs?: number }).untilMs);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeLessThanOrEqual(Date.now() + RECORD_WAIT_MS);
  });

  it('that has come to it too late by both clocks is not asked again', async () => {
    const { token } = await openSite(newsroom);
    const lines = recordLines();
    const { recordRepeated } = LedgerShard.prototype;
    let times = 0;
    vi.spyOn(LedgerShard.prototype, 'recordRepeated').mockImplementation(function (
      this: LedgerShard,
      text,
      perRequest,
      known,
    ) {
      times++;
      return recordRepeated.call(this, text, perRequest, known, Date.now() - 1);
    });
    expect((await fetched(token)).status).toBe(503);
    expect(times).toBe(1);
    expect(parsed(lines).map(({ event }) => event)).toContain('ledger_call_failed');
  });
});

describe('an object whose clock is ahead by more than anybody waits', () => {
  it('is asked once more, by its own clock; then it goes on, and it is told once', async () => {
    const fresh = await openSite(newsroom);
    const lines = recordLines();
    const calls = clockAhead(RECORD_WAIT_MS + 2_000);
    expect((await fetched(fresh.token)).status).toBe(200);
    expect(calls.times).toBe(2);
    expect((await fetched(fresh.token)).status).toBe(200);
    expect(calls.times).toBe(3);
    const errors = parsed(lines).filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([{ event: 'clocks_apart', object: 'ledger-0' }]);
    expect(errors[0]?.aheadMs).toBeGreaterThan(RECORD_WAIT_MS + 1_000);
    expect(errors[0]?.aheadMs).toBeLessThanOrEqual(RECORD_WAIT_MS + 2_000);
    const log = await logOf(fresh.license);
    expect(log.map(({ kind, billable }) => [kind, billable])).toEqual([
      ['delivery', 1],
      ['delivery', 0],
    ]);
  });

  it('writes feeds and what is counted, too', async () => {
    const { token } = await openSite(newsroom, { fullTextFeed: true });
    const lines = recordLines();
    clockAhead(RECORD_WAIT_MS + 4_000);
    expect((await ask('/v1/articles.rss', { token })).status).toBe(200);
    expect((await ask('/v1/articles/itm_unknown', { token })).status).toBe(404);
    expect(parsed(lines).filter(({ event }) => event === 'ledger_call_failed')).toEqual([]);
  });

  it('is not taken to have that clock any more after a call of it has failed', async () => {
    const { token } = await openSite(newsroom);
    recordLines();
    const calls = clockAhead(RECORD_WAIT_MS + 3_000);
    expect((await fetched(token)).status).toBe(200);
    const before = calls.times;
    expect(toObjectClock('ledger-0', 0)).toBeGreaterThan(RECORD_WAIT_MS);
    // A failure of another call tells as much: the object is begun again.
    const lost = callLedger(env, 'ledger-0', () => Promise.reject(new Error('Network connection lost.')));
    await expect(lost).rejects.toMatchObject({ dependency: 'ledger', isBug: false });
    expect(toObjectClock('ledger-0', 0)).toBe(0);
    expect((await fetched(token)).status).toBe(200);
    expect(calls.times).toBe(before + 2);
  });
});
