/** A ledger object whose clock is not that of the isolate which asks it. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { RECORD_WAIT_MS } from '../../src/ledger/limits.ts';
import { Ledger } from '../../src/ledger/object.ts';
import type { CheckRequest, RecordAllRequest, RecordBesides } from '../../src/ledger/types.ts';
import { ask, parsed, recordLines } from '../support/log-lines.ts';
import {
  type Ingested,
  ingest,
  logOf,
  type Newsroom,
  openNewsroom,
  openSite,
  wireItem,
} from '../support/newsroom.ts';

let newsroom: Newsroom;
let article: Ingested;
beforeAll(async () => {
  newsroom = await openNewsroom();
  article = await ingest(newsroom, wireItem());
});
afterEach(() => {
  vi.restoreAllMocks();
});

/**
 * Its clock is ahead by `ms`, below 0 behind: instants that it is told are earlier by its own, and one that it tells is later. Counts how
 * often it was asked.
 */
function clockAhead(ms: number) {
  const { recordAgain, recordAll, check } = Ledger.prototype;
  const asked = { times: 0 };
  const itsOwn = (untilMs: number | undefined) => untilMs && untilMs - ms;
  const told = (answer: Promise<unknown>) => {
    asked.times++;
    return answer.catch((error: Error & { atMs?: number }) => {
      throw Object.assign(error, error.atMs && { atMs: error.atMs + ms });
    }) as never;
  };
  vi.spyOn(Ledger.prototype, 'recordAgain').mockImplementation(function (
    this: Ledger,
    text: string,
    besides?: RecordBesides,
    known?: string,
    untilMs?: number,
  ) {
    return told(recordAgain.call(this, text, besides, known, itsOwn(untilMs)));
  });
  vi.spyOn(Ledger.prototype, 'recordAll').mockImplementation(function (
    this: Ledger,
    request: RecordAllRequest,
  ) {
    return told(recordAll.call(this, { ...request, untilMs: itsOwn(request.untilMs) } as RecordAllRequest));
  });
  vi.spyOn(Ledger.prototype, 'check').mockImplementation(function (this: Ledger, request: CheckRequest) {
    return told(check.call(this, { ...request, untilMs: itsOwn(request.untilMs) } as CheckRequest));
  });
  return asked;
}

const fetched = (token: string) => ask(`/v1/articles/${article.id}`, { token });

/** Of an isolate that has learned nothing yet. */
describe('an object', () => {
  it('whose clock is ahead by less is asked once, and nothing is told', async () => {
    const { token } = await openSite(newsroom);
    const lines = recordLines();
    const asked = clockAhead(RECORD_WAIT_MS - 1_000);
    expect((await fetched(token)).status).toBe(200);
    expect(asked.times).toBe(1);
    expect(parsed(lines).filter(({ event }) => event === 'clocks_apart')).toEqual([]);
  });

  it('whose clock is behind is asked once', async () => {
    const { token } = await openSite(newsroom);
    const asked = clockAhead(-RECORD_WAIT_MS - 2_000);
    expect((await fetched(token)).status).toBe(200);
    expect(asked.times).toBe(1);
  });

  it('that has come to it too late by both clocks is not asked again', async () => {
    const { token } = await openSite(newsroom);
    const lines = recordLines();
    const { recordAgain } = Ledger.prototype;
    let times = 0;
    vi.spyOn(Ledger.prototype, 'recordAgain').mockImplementation(function (
      this: Ledger,
      text,
      besides,
      known,
    ) {
      times++;
      return recordAgain.call(this, text, besides, known, Date.now() - 1);
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
    const asked = clockAhead(RECORD_WAIT_MS + 2_000);
    expect((await fetched(fresh.token)).status).toBe(200);
    expect(asked.times).toBe(2);
    expect((await fetched(fresh.token)).status).toBe(200);
    expect(asked.times).toBe(3);
    const told = parsed(lines).filter(({ level }) => level === 'error');
    expect(told).toMatchObject([{ event: 'clocks_apart', object: 'ledger-0' }]);
    expect(told[0]?.aheadMs).toBeGreaterThan(RECORD_WAIT_MS + 1_000);
    expect(told[0]?.aheadMs).toBeLessThanOrEqual(RECORD_WAIT_MS + 2_000);
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
});
