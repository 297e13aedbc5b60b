/**
 * Clocks that are wrong: nothing is committed that could be of a wrong time, somebody is told, and there is a
 * way out.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { CLOCK_TOLERANCE_MS } from '../../src/ledger/limits.ts';
import type { Operators } from '../../src/operators/operators.ts';
import { JumpingClock } from '../support/clock.ts';
import { create, operatorToken, partnerToken, request } from '../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  logOf,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';
import { checked, faultsOf } from './self-check/support.ts';
import { ok, openObject } from './support.ts';
import type { Stub } from './transparency/support.ts';

const DAY = 86_400_000;
const clock = new JumpingClock();
const ledger0 = (): Stub => env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));

/** Moves the clock of one object; the database's and that of the Worker go on. */
const setClock = <T extends LedgerShard | Operators>(
  object: DurableObjectStub<T>,
  aheadMs: number,
  toleranceMs = CLOCK_TOLERANCE_MS,
) =>
  runInDurableObject(object, (instance: T) => {
    Object.assign(instance.clock, { toleranceMs, now: () => Date.now() + aheadMs });
  });

let site: PartnerSite;
let article: Ingested;
const newsroom = await openNewsroom();
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  site = await openSite(newsroom, { ends: '2099-01-01T00:00:00Z' });
  article = await ingest(newsroom, wireItem());
});
afterEach(async () => {
  clock.setAhead(0);
  vi.restoreAllMocks();
  await evictDurableObject(ledger0());
});

const fetched = (token = site.token) => request(`/v1/articles/${article.id}`, { token });
async function findings(): Promise<string[]> {
  const answer = await request('/v1/admin/health', { token: newsroom.admin });
  const health = await answer.json<{ findings: { kind: string; object: string }[] }>();
  return health.findings.filter(({ object }) => object === 'ledger-0').map(({ kind }) => kind);
}
const accept = (now: string, token = newsroom.admin) => request('/v1/admin/clock', { token, json: { now } });
const rightNow = () => new Date().toISOString();

describe.each([
  ['two days ahead', 2 * DAY],
  ['two days behind', -2 * DAY],
  ['500 days ahead', 500 * DAY],
  ['500 days behind', -500 * DAY],
])('an object whose clock is %s', (_, aheadMs) => {
  it('commits nothing, says so, and goes on once it is set right', async () => {
    await setClock(ledger0(), aheadMs);
    const refused = await fetched();
    expect([refused.status, await refused.json()]).toMatchObject([
      503,
      { code: 'ledger_unavailable', detail: expect.stringContaining('clocks disagree') },
    ]);
    expect(refused.headers.get('Retry-After')).toBe('60');
    await runDurableObjectAlarm(ledger0());
    expect(await findings()).toContain('clock_unsure');
    // Another object is not held up by it.
    const other = await openObject();
    await setClock(other.object, 0);
    await ok(other.object.record(other.request()));

    await setClock(ledger0(), 0);
    expect((await fetched()).status).toBe(200);
    expect((await logOf(site.license)).map(({ outcome }) => outcome)).toEqual(['permit']);
  });

  it('is found out by the database’s clock, although a Worker’s is wrong in the same way', async () => {
    const { object, request: entry } = await openObject();
    await setClock(object, aheadMs);
    await runDurableObjectAlarm(object);
    const answer = await object.record(entry()).catch(String);
    expect(answer).toContain("database's. Nothing was committed.");
    const { clockFault } = await object.health();
    expect(clockFault).toEqual({ kind: 'apart_from_database', aheadMs: expect.closeTo(aheadMs, -5) });
  });
});

describe('a log that is ahead, since all clocks were', () => {
  const AHEAD = 500 * DAY;

  /** Two deliveries, one of them of the future, and a clock that is right again. */
  async function openAhead(): Promise<void> {
    expect((await fetched()).status).toBe(200);
    article = await ingest(newsroom, wireItem());
    clock.setAhead(AHEAD);
    expect((await fetched(await partnerToken(site.key))).status).toBe(200);
    await drain();
    clock.setAhead(0);
    await setClock(ledger0(), 0);
  }

  it('lets nothing leave, also after a restart, until the desk says that the clock is right', async () => {
    await openAhead();
    expect((await fetched()).status).toBe(503);
    await evictDurableObject(ledger0());
    await setClock(ledger0(), 0);
    expect((await fetched()).status).toBe(503);
    expect(await findings()).toEqual(['clock_unsure']);

    expect((await accept(rightNow(), await operatorToken('desk'))).status).toBe(403);
    const wrong = await accept(new Date(Date.now() + AHEAD).toISOString());
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { errors: [{ path: '/now' }] }]);
    expect((await fetched()).status).toBe(503);

    const right = await accept(rightNow());
    const { objects } = await right.json<{ objects: { object: string; lastEntry: string }[] }>();
    expect(objects.map(({ object }) => object)).toEqual(['ledger-0']);
    expect(Date.parse(objects[0]?.lastEntry ?? '')).toBeGreaterThan(Date.now() + AHEAD - DAY);
    const delivered = await fetched();
    expect(delivered.status).toBe(200);
    expect(await findings()).toEqual(['clock_set_back']);
    // There is nothing to accept any more, and no second action.
    expect(await (await accept(rightNow())).json()).toMatchObject({ objects: [] });
    await drain('operators');
    const { results } = await env.DB.prepare(
      `SELECT body ->> 'operator' AS operator FROM entries WHERE body ->> 'act' = 'clock.accept'`,
    ).all();
    expect(results).toHaveLength(1);
  });

  it('has every entry in the month of its date, bills nothing twice, and is found in order', {
    tags: 'slow',
  }, async () => {
    await openAhead();
    await accept(rightNow());
    // The receipt is of today: the first delivery, of the future, is not repeated.
    const delivered = await fetched();
    const [, claims = ''] = (delivered.headers.get('Rights-Receipt') ?? '').split('.');
    const { iat } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number };
    expect(Math.abs(iat * 1000 - Date.now())).toBeLessThan(DAY);
    await drain();
    const log = await logOf(site.license);
    expect(log.map(({ billable }) => billable)).toEqual([1, 1, 0]);
    const { results } = await env.DB.prepare(
      'SELECT substr(at, 1, 7) AS month FROM entries WHERE license = ? ORDER BY idx',
    )
      .bind(site.license)
      .all<{ month: string }>();
    const months = results.map(({ month }) => month);
    const [thisMonth, then] = [0, AHEAD].map((ms) => new Date(Date.now() + ms).toISOString().slice(0, 7));
    expect(months).toEqual([thisMonth, then, thisMonth]);
    const auditor = await operatorToken('auditor');
    for (const [month, count] of [
      [thisMonth, 2],
      [then, 1],
    ] as const) {
      const from = `${month}-01T00:00:00Z`;
      const to = new Date(Date.parse(from) + 32 * DAY).toISOString().slice(0, 7);
      const found = await request(
        `/v1/audit/deliveries?license=${site.license}&from=${from}&to=${to}-01T00:00:00Z`,
        { token: auditor },
      );
      expect((await found.json<{ items: unknown[] }>()).items).toHaveLength(count);
    }
    await checked({ name: 'ledger-0', object: ledger0() });
    expect(await faultsOf(site.license)).toEqual([]);
  });

  it('holds no operator up: the desk’s actions are dated by the clock', async () => {
    const operators = env.OPERATORS.get(env.OPERATORS.idFromName('operators'));
    await setClock(operators, AHEAD, Number.POSITIVE_INFINITY);
    await create('/v1/admin/partners', newsroom.admin, { name: 'Of the future', titles: [] });
    await setClock(operators, 0);
    await create('/v1/admin/partners', newsroom.admin, { name: 'Of today', titles: [] });
    await drain('operators');
    const newest = await env.DB.prepare(
      `SELECT at FROM entries WHERE license = 'operators' ORDER BY idx DESC LIMIT 1`,
    ).first<string>('at');
    expect(Math.abs(Date.parse(newest ?? '') - Date.now())).toBeLessThan(DAY);
  });
});

it('goes on when a clock has gone back by less than the tolerance, and judges terms by the clock', async () => {
  const { object, request: entry, license, tell, wholeLog } = await openObject();
  await setClock(object, 0);
  await setClock(object, CLOCK_TOLERANCE_MS / 2);
  const first = await ok(object.record(entry({ article: 'itm_1' })));
  await setClock(object, 0);
  // The term ends between the clock and the date of the last entry: it still runs.
  await tell({
    kind: 'license',
    license: { ...license, version: 2, endsMs: Date.now() + CLOCK_TOLERANCE_MS / 4 },
  });
  const second = entry({ article: 'itm_2' });
  const later = await ok(object.record({ ...second, judged: { ...second.judged, licenseVersion: 2 } }));
  expect(later.recorded.atMs).toBeGreaterThanOrEqual(first.recorded.atMs);
  const dates = (await wholeLog()).map(({ at }) => String(at));
  expect(dates).toEqual(dates.toSorted());
});
