/** Each event stands in the log of its license as a notice, once and in order. */
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { NOTES_AT_ONCE_MAX } from '../../src/ledger/limits.ts';
import type { Change } from '../../src/ledger/types.ts';
import { patchArticle } from '../delivery/changes/reader.ts';
import { eventually } from '../support/eventually.ts';
import { request } from '../support/gateway.ts';
import {
  ingest,
  logOf,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';

interface Event {
  id: string;
  type: string;
  data: { article?: string; version?: string; recall?: string; dueAt?: string };
}

let newsroom: Newsroom;
let site: PartnerSite;
beforeEach(async () => {
  newsroom = await openNewsroom();
  site = await openSite(newsroom);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const shard = () => env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
const kill = (id: string) => patchArticle(newsroom, id, { pubStatus: 'canceled' });

async function received(): Promise<string> {
  const { id } = await ingest(newsroom, wireItem());
  const response = await request(`/v1/articles/${id}`, { token: site.token });
  expect(response.status).toBe(200);
  await response.body?.cancel();
  return id;
}

async function listed(): Promise<Event[]> {
  const response = await request('/v1/events', { token: site.token });
  return ((await response.json()) as { items: Event[] }).items;
}

async function notices(): Promise<Record<string, unknown>[]> {
  const rows = (await logOf(site.license, { notices: true })).filter(({ kind }) => kind === 'notice');
  return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

const noticed = async () => (await notices()).map(({ event }) => event);
const ids = (events: Event[]) => events.map(({ id }) => id);

/** Alarms until the log has a notice of each event. */
async function untilNoticed(count: number): Promise<unknown[]> {
  await eventually(async () => expect(await notices()).toHaveLength(count));
  return noticed();
}

describe('a notice', () => {
  it('says what the event says, after the delivery that it is about', async () => {
    const id = await received();
    await patchArticle(newsroom, id, { pubStatus: 'withheld' });
    await patchArticle(newsroom, id, { pubStatus: 'usable' });
    await kill(id);
    const events = await listed();
    expect(await untilNoticed(3)).toEqual(ids(events));
    const [, , event] = events;
    expect((await notices())[2]).toMatchObject({
      id: expect.stringMatching(/^ntc_/),
      key: null,
      event: event?.id,
      eventType: 'article.killed',
      article: id,
      version: event?.data.version,
      recall: event?.data.recall,
      dueAt: event?.data.dueAt,
      billable: 0,
    });
    expect((await logOf(site.license, { notices: true })).map(({ kind }) => kind)).toEqual([
      'delivery',
      'notice',
      'notice',
      'notice',
    ]);
  });

  it('is entered once when the shard is told of the change again, and when it starts again', async () => {
    const id = await received();
    await kill(id);
    const events = await untilNoticed(1);
    const row = await env.DB.prepare('SELECT seq, version, at FROM changes WHERE item = ? ORDER BY seq DESC')
      .bind(id)
      .first<{ seq: number; version: string; at: string }>();
    const { seq = 0, version = '', at = '' } = row ?? {};
    const change = { seq, item: id, version, changeType: 'kill', at };
    await shard().apply([{ kind: 'fence', fence: { item: id, seq, killed: true }, change }]);
    await evictDurableObject(shard());
    await runDurableObjectAlarm(shard());
    expect(await noticed()).toEqual(events);
  });

  it('is entered by an alarm if the shard has stopped before it could be', async () => {
    const enter = vi.spyOn(LedgerShard.prototype, 'note').mockRejectedValue(new Error('stopped'));
    const articles = [await received(), await received()];
    for (const id of articles) await kill(id);
    enter.mockRestore();
    expect(await noticed()).toEqual([]);
    await evictDurableObject(shard());
    await runDurableObjectAlarm(shard());
    expect(await untilNoticed(2)).toEqual(ids(await listed()));
  });

  it('is entered once if the shard has stopped after it was, and did not know any more', async () => {
    const enter = vi.spyOn(LedgerShard.prototype, 'note');
    enter.mockImplementation(async function (this: LedgerShard, call) {
      enter.mockRestore();
      await this.note(call);
      throw new Error('stopped');
    });
    await kill(await received());
    await evictDurableObject(shard());
    await runDurableObjectAlarm(shard());
    expect(await untilNoticed(1)).toEqual(ids(await listed()));
  });

  it('is entered of each of many events, in their order', async () => {
    const count = 2 * NOTES_AT_ONCE_MAX + 1;
    const changes = Array.from({ length: count }, (_, n): Change => {
      const event = { id: `evt_${n}`, type: 'article.killed', license: site.license } as const;
      return { kind: 'event', event: { ...event, at: '2026-03-01T12:00:00.000Z' } };
    });
    await shard().apply(changes);
    expect(await untilNoticed(count)).toEqual(changes.map((_, n) => `evt_${n}`));
  });
});
