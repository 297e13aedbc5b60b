/**
 * What an isolate has seen is written down, whatever becomes of what it counts besides, and as what it was.
 * @module-tag alone
 */
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../../src/app.ts';
import { COUNTS_WRITE_MS } from '../../../src/platform/metrics/limits.ts';
import { speedUpTime } from '../../support/clock.ts';
import { openNewsroom, openSite } from '../../support/newsroom.ts';

speedUpTime();

let away: string | null = null;
let errors: { mock: { calls: unknown[][] } };
const cannot = async () => {
  throw new Error(away ?? '');
};
const broken: object = { bind: () => broken, first: cannot, all: cannot, run: cannot, raw: cannot };
/** Says, when it is told to, that it cannot. */
const DB = new Proxy(env.DB, {
  get(target, member) {
    if (away !== null) return member === 'prepare' ? () => broken : cannot;
    return Reflect.get(target, member).bind(target);
  },
});

const newsroom = await openNewsroom();
afterEach(() => void vi.restoreAllMocks());

const written = () =>
  env.DB.prepare('SELECT sum(seen) AS seen, sum(unavailable) AS unavailable FROM edge_counts').first<{
    seen: number;
    unavailable: number;
  }>();

/** The answer to a new partner, when what was seen of it has been written. */
async function answered(failure: string | null, laterMs = 0): Promise<number> {
  const { token } = await openSite(newsroom);
  // No write of before is under way.
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  errors = vi.spyOn(console, 'error').mockReturnValue();
  const waited: Promise<unknown>[] = [];
  const context = { waitUntil: (work: Promise<unknown>) => void waited.push(work) } as ExecutionContext;
  const headers = { Authorization: `Bearer ${token}` };
  if (laterMs > 0) vi.spyOn(Date, 'now').mockReturnValue(Date.now() + laterMs);
  away = failure;
  const answer = await app.request('/v1/articles/itm_unknown', { headers }, { ...env, DB }, context);
  away = null;
  await Promise.all(waited);
  return answer.status;
}

describe('what was seen', () => {
  it.each(['D1_ERROR: Network connection lost.', 'D1_ERROR: no such table: licenses: SQLITE_ERROR'])(
    'is unavailable when D1 says: %s',
    async (failure) => {
      const before = await written();
      expect(await answered(failure)).toBe(503);
      expect(await written()).toEqual({
        seen: (before?.seen ?? 0) + 1,
        unavailable: (before?.unavailable ?? 0) + 1,
      });
      expect(errors.mock.calls.length).toBeGreaterThan(0);
    },
  );

  it('is written when the table of the counts for metrics is not there', async () => {
    const before = await written();
    await env.DB.prepare('ALTER TABLE isolate_counts RENAME TO isolate_counts_away').run();
    try {
      // By then these counts are to be written again, with what was seen. The last test: the clock goes back
      // after it.
      expect(await answered(null, COUNTS_WRITE_MS)).toBe(404);
    } finally {
      await env.DB.prepare('ALTER TABLE isolate_counts_away RENAME TO isolate_counts').run();
    }
    expect(errors.mock.calls.map(([line]) => JSON.parse(String(line)).event)).toEqual(['edge_counts_failed']);
    expect(await written()).toMatchObject({ seen: (before?.seen ?? 0) + 1 });
  });
});
