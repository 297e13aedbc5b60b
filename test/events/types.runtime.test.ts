/**
 * Events that come of time, usage and the desk's books: each is entered once, however often it is looked for.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { runScheduled } from '../../src/scheduled.ts';
import { later } from '../delivery/changes/reader.ts';
import { eventually } from '../support/eventually.ts';
import { operatorToken, partnerToken, request } from '../support/gateway.ts';
import {
  drain,
  ingest,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';

const DAY_MS = 86_400_000;
const now = Date.now();

interface Event {
  id: string;
  type: string;
  data: Record<string, unknown>;
}

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const shard = () => env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));

/** `aheadMs`: the clock says so much later. */
async function alarms(aheadMs = 0): Promise<void> {
  vi.spyOn(Date, 'now').mockReturnValue(now + aheadMs);
  try {
    // The object starts again, and looks at once.
    await evictDurableObject(shard());
    await Promise.all([runDurableObjectAlarm(shard()), runDurableObjectAlarm(shard())]);
    await runDurableObjectAlarm(shard());
  } finally {
    vi.mocked(Date.now).mockRestore();
  }
}

async function events({ token }: PartnerSite, query = ''): Promise<Event[]> {
  const response = await request(`/v1/events${query}`, { token });
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: Event[] }).items;
}

const ofType = (all: Event[], wanted: string) =>
  all.filter(({ type }) => type === wanted).map(({ data }) => data);

async function deliver({ token }: PartnerSite, id: string): Promise<void> {
  const response = await request(`/v1/articles/${id}`, { token });
  expect(response.status).toBe(200);
  await response.body?.cancel();
}

describe('a quota', () => {
  it('is reported at 50, 80 and 100 percent, once in its window', async () => {
    const site = await openSite(newsroom, { quota: { limit: 10, per: 'month', onExceed: 'overage' } });
    const reported = async () =>
      ofType(await events(site), 'quota.threshold').map(
        ({ quota }) => quota as { percent: number; used: number },
      );
    const use = async (count: number) => {
      for (let n = 0; n < count; n++) await deliver(site, (await ingest(newsroom, wireItem())).id);
      await alarms();
    };
    await use(4);
    expect(await reported()).toEqual([]);
    await use(1);
    expect(await reported()).toEqual([{ percent: 50, used: 5, limit: 10, per: 'month' }]);
    await use(6);
    await alarms();
    expect((await reported()).map(({ percent }) => percent)).toEqual([50, 80, 100]);
    await alarms(40 * DAY_MS);
    expect(await reported()).toHaveLength(3);
  });
});

describe('what ends', () => {
  const at = (days: number) => new Date(now + days * DAY_MS).toISOString();

  it('is announced 30, 7 and 1 days before, a license and a key each once', async () => {
    const site = await openSite(newsroom, { ends: at(45) }, { expires: at(40) });
    const announced = async () => (await events(site)).map(({ type, data }) => [type, data.endsAt, data.key]);
    const key = ['key.expiring', at(40), site.key.id];
    const license = ['license.ending', at(45), undefined];
    for (const [day, expected] of [
      [5, []],
      [11, [key]],
      [16, [key, license]],
      [20, [key, license]],
      [34, [key, license, key]],
      [39.5, [key, license, key, license, key]],
    ] as const) {
      await alarms(day * DAY_MS);
      expect([day, (await announced()).sort()]).toEqual([day, [...expected].sort()]);
    }
  });

  it('is not announced for a key that is revoked, or a license that has ended', async () => {
    const [revoked, ended] = [
      await openSite(newsroom, {}, { expires: at(5) }),
      await openSite(newsroom, { ends: at(5) }),
    ];
    const call = { token: newsroom.admin };
    await request(`/v1/admin/keys/${revoked.key.id}`, { ...call, method: 'DELETE' });
    await request(`/v1/admin/licenses/${ended.license}`, {
      ...call,
      method: 'PATCH',
      json: { status: 'terminated' },
    });
    await alarms();
    const entered = await runInDurableObject(shard(), (_: LedgerShard, { storage }) =>
      storage.sql.exec('SELECT id FROM events WHERE license = ?', revoked.license).toArray(),
    );
    expect(entered).toEqual([]);
    expect((await events(ended)).map(({ type }) => type)).toEqual(['license.ended']);
  });
});

describe('an embargo that lifts', () => {
  it('is reported to its holders, once', async () => {
    const [site, other] = [
      await openSite(newsroom, { advance: true }),
      await openSite(newsroom, { advance: true }),
    ];
    const until = new Date(Date.now() + 1_500).toISOString();
    const { id } = await ingest(newsroom, wireItem({ embargoedUntil: until }));
    await deliver(site, id);
    expect(await events(site)).toEqual([]);
    await eventually(
      async () => {
        await Promise.all([runScheduled(env), runScheduled(env)]);
        expect(ofType(await events(site), 'embargo.lifted')).toMatchObject([{ article: id }]);
      },
      { interval: 500 },
    );
    await runScheduled(env);
    expect(await events(site)).toHaveLength(1);
    expect(await events(other)).toEqual([]);
  });
});

describe('a statement that is closed', () => {
  it('is reported with a link to it, once', async () => {
    const starts = new Date(now - 400 * DAY_MS).toISOString();
    const site = await openSite(newsroom, { starts });
    await drain();
    const period = new Date(now - 60 * DAY_MS).toISOString().slice(0, 7);
    const call = { token: await operatorToken('auditor'), json: { license: site.license, period } };
    const closed = await request('/v1/audit/statements', call);
    expect(closed.status).toBe(201);
    await (await request('/v1/audit/statements', call)).body?.cancel();
    const [data, ...more] = ofType(await events(site), 'statement.closed');
    expect(more).toEqual([]);
    expect(data).toMatchObject({ period });
    const { statement } = (data?.links ?? {}) as { statement?: string };
    const path = new URL(statement ?? '').pathname;
    expect((await request(path, { token: await partnerToken(site.key) })).status).toBe(200);
  });
});

describe('an article that is updated', () => {
  it('is reported to a license that asks for it, by a list or an endpoint, and to no other', async () => {
    const [lists, pushed, plain] = [
      await openSite(newsroom),
      await openSite(newsroom),
      await openSite(newsroom),
    ];
    const received: string[] = [];
    vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
      const { type, data } = JSON.parse(body) as { type: string; data: { challenge?: string } };
      if (!data.challenge) received.push(`${url} ${type}`);
      return Response.json({ challenge: data.challenge });
    });
    for (const json of [
      { url: 'https://updates.example/', types: ['article.updated', 'article.killed'] },
      { url: 'https://all.example/' },
    ]) {
      const call = { method: 'POST', token: pushed.token };
      const created = await request('/v1/webhooks', { ...call, json });
      const { id } = (await created.json()) as { id: string };
      expect((await request(`/v1/webhooks/${id}/verify`, call)).status).toBe(200);
    }
    const asked = '?types=article.updated,article.killed';
    expect(await events(lists, asked)).toEqual([]);
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    for (const site of [lists, pushed, plain]) await deliver(site, id);
    await ingest(newsroom, later(item, 2));
    expect((await events(lists, asked)).map(({ type }) => type)).toEqual(['article.updated']);
    expect(await events(lists)).toEqual([]);
    expect(await events(plain, asked)).toEqual([]);
    await eventually(() => expect(received).toEqual(['https://updates.example/ article.updated']));
  });

  it('is no type that a list may ask for if it does not exist', async () => {
    const { token } = await openSite(newsroom);
    expect((await request('/v1/events?types=article.read', { token })).status).toBe(400);
  });
});
