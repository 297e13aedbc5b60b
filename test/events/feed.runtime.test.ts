/**
 * `GET /v1/events`: whoever received an article is notified of its kill, once and in order, and nobody else.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../src/ledger/events/types.ts';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { patchArticle } from '../delivery/changes/reader.ts';
import { request } from '../support/gateway.ts';
import {
  ingest,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';

interface Event {
  id: string;
  type: string;
  timestamp: string;
  data: {
    license: string;
    article?: string;
    version?: string;
    within?: string;
    recall?: string;
    dueAt?: string;
  };
}

interface Page {
  items: Event[];
  next: string;
}

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});

async function events(
  { token }: PartnerSite,
  query: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Page> {
  const response = await request(`/v1/events?${new URLSearchParams(query)}`, { token, headers });
  expect(response.status).toBe(200);
  return (await response.json()) as Page;
}

const inShort = ({ items }: Page) => items.map(({ type, data }) => [type, data.article ?? null]);

async function deliver({ token }: PartnerSite, id: string): Promise<void> {
  const response = await request(`/v1/articles/${id}`, { token });
  expect(response.status).toBe(200);
  await response.text();
}

const kill = (id: string) => patchArticle(newsroom, id, { pubStatus: 'canceled' });

async function license({ license: id }: PartnerSite, json: Record<string, unknown>): Promise<void> {
  const response = await request(`/v1/admin/licenses/${id}`, {
    method: 'PATCH',
    token: newsroom.admin,
    json,
  });
  expect(response.status).toBe(200);
}

describe('the events of a license', () => {
  it('tell of the kill of an article that it received, and of no other', async () => {
    const [holder, other] = [await openSite(newsroom), await openSite(newsroom)];
    const [received, unseen] = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
    await deliver(holder, received.id);
    await deliver(other, unseen.id);
    await kill(received.id);
    const page = await events(holder);
    expect(page.items).toEqual([
      {
        id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
        type: 'article.killed',
        timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
        data: {
          license: holder.license,
          article: received.id,
          version: '1.0.1',
          href: `http://localhost:8787/v1/articles/${received.id}`,
          recall: expect.stringMatching(/^rcl_[0-9a-f]{32}$/),
          dueAt: expect.stringMatching(/^\d{4}-.*Z$/),
          links: { acknowledge: 'http://localhost:8787/v1/acknowledgements' },
        },
      },
    ]);
    expect(inShort(await events(other))).toEqual([]);
    await kill(unseen.id);
    expect(inShort(await events(other))).toEqual([['article.killed', unseen.id]]);
  });

  it('name the recall, the same for all holders, with its reason and deadline', async () => {
    const [first, second] = [await openSite(newsroom), await openSite(newsroom)];
    const member = await ingest(newsroom, wireItem());
    const parent = await ingest(newsroom, {
      ...wireItem(),
      associations: [{ name: 'related', uri: member.uri, type: 'text' }],
    });
    await deliver(first, member.id);
    await deliver(second, parent.id);
    await patchArticle(newsroom, member.id, { pubStatus: 'withheld', notice: 'A name is wrong' });
    await patchArticle(newsroom, member.id, { pubStatus: 'usable' });
    await kill(member.id);
    const all = [(await events(first)).items, (await events(second)).items];
    const [[hold, release, killed], others] = [all[0] ?? [], all[1] ?? []];
    expect(hold?.data).toMatchObject({ recall: expect.any(String), notice: 'A name is wrong' });
    expect(release?.data).not.toHaveProperty('recall');
    expect(others.map(({ data }) => data.recall)).toEqual(
      [hold, release, killed].map((event) => event?.data.recall),
    );
    expect(hold?.data.recall).not.toBe(killed?.data.recall);
    expect(Date.parse(killed?.data.dueAt ?? '')).toBe(Date.parse(killed?.timestamp ?? '') + 86_400_000);
  });

  it('are due when the license says', async () => {
    const site = await openSite(newsroom, { recall: { removeWithin: 'PT1H', correctWithin: 'P2D' } });
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    await deliver(site, id);
    await request(`/v1/admin/articles?section=${newsroom.section}&change=correction`, {
      method: 'PUT',
      token: newsroom.admin,
      json: { ...item, version: '2', versionCreated: new Date().toISOString() },
    });
    await patchArticle(newsroom, id, { pubStatus: 'withheld' });
    await license(site, { recall: null });
    await kill(id);
    const hoursOf = ({ timestamp, data }: Event) =>
      (Date.parse(data.dueAt ?? '') - Date.parse(timestamp)) / 3_600_000;
    expect((await events(site)).items.map(hoursOf)).toEqual([48, 1, 24]);
  });

  it('come in the order of the changes, a page after the other, each once', async () => {
    const site = await openSite(newsroom);
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    await deliver(site, id);
    const later = (version: string) => ({
      ...item,
      version,
      versionCreated: new Date(Date.now() - 30_000 + Number(version) * 1_000).toISOString(),
    });
    await ingest(newsroom, later('2'));
    const correction = await request(`/v1/admin/articles?section=${newsroom.section}&change=correction`, {
      method: 'PUT',
      token: newsroom.admin,
      json: later('3'),
    });
    expect(correction.status).toBe(201);
    await patchArticle(newsroom, id, { pubStatus: 'withheld' });
    await patchArticle(newsroom, id, { pubStatus: 'usable' });
    await kill(id);
    const types = ['article.corrected', 'article.held', 'article.released', 'article.killed'];
    expect((await events(site)).items.map(({ type }) => type)).toEqual(types);
    const followed: Event[] = [];
    let after = '';
    for (let pages = 0; pages < 3; pages++) {
      const page = await events(site, { after, limit: '2' });
      followed.push(...page.items);
      after = page.next;
    }
    expect(followed.map(({ type }) => type)).toEqual(types);
    expect((await events(site, { after })).items).toEqual([]);
    expect(new Set(followed.map(({ id: event }) => event)).size).toBe(types.length);
  });

  it('tell of an article that was received in a package', async () => {
    const site = await openSite(newsroom);
    const member = await ingest(newsroom, wireItem());
    const parent = await ingest(newsroom, {
      ...wireItem(),
      associations: [{ name: 'related', uri: member.uri, type: 'text' }],
    });
    await deliver(site, parent.id);
    await kill(member.id);
    const [event] = (await events(site)).items;
    expect(event?.data).toMatchObject({ article: member.id, within: parent.id });
  });

  it('go on when the license is suspended or has ended, and say so', async () => {
    const site = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem());
    await deliver(site, id);
    await license(site, { status: 'suspended' });
    await kill(id);
    expect(inShort(await events(site))).toEqual([
      ['license.suspended', null],
      ['article.killed', id],
    ]);
    await license(site, { status: 'terminated' });
    expect(inShort(await events(site)).at(-1)).toEqual(['license.ended', null]);
  });

  it('are the same when the shard is told of a change again', async () => {
    const site = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem());
    await deliver(site, id);
    await kill(id);
    const before = await events(site);
    const row = await env.DB.prepare('SELECT seq, version, at FROM changes WHERE item = ? ORDER BY seq DESC')
      .bind(id)
      .first<{ seq: number; version: string; at: string }>();
    const { seq = 0, version = '', at = '' } = row ?? {};
    const shard = env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
    await shard.apply([
      {
        kind: 'fence',
        fence: { item: id, seq, killed: true },
        change: { seq, item: id, version, changeType: 'kill', at },
      },
    ]);
    expect((await events(site)).items).toEqual(before.items);
  });

  it('are there when the deliveries have left the memory of the shard', async () => {
    const site = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem());
    await deliver(site, id);
    const shard = env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
    await runInDurableObject(shard, (object: LedgerShard) => {
      object.entries.checkpoint(Date.now());
      object.entries.reload();
    });
    await kill(id);
    expect(inShort(await events(site))).toEqual([['article.killed', id]]);
  });
});

describe('a request for events', () => {
  it('waits for the next one, if it prefers to', async () => {
    const site = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem());
    await deliver(site, id);
    const waiting = request('/v1/events', { token: site.token, headers: { Prefer: 'wait=30' } });
    await kill(id);
    const response = await waiting;
    expect(response.headers.get('Preference-Applied')).toBe('wait=30');
    expect(inShort((await response.json()) as Page)).toEqual([['article.killed', id]]);
    const empty = await request('/v1/events?after=', { token: site.token, headers: { Prefer: 'wait=0' } });
    expect(((await empty.json()) as Page).items).toHaveLength(1);
  });

  it('is refused with more types than there are, or another one, and told which there are', async () => {
    const site = await openSite(newsroom);
    const listed = (types: string[]) => request(`/v1/events?types=${types.join()}`, { token: site.token });
    const [all, tooMany, unknown] = await Promise.all([
      listed([...EVENT_TYPES]),
      listed([...EVENT_TYPES, 'article.killed']),
      listed(['article.deleted']),
    ]);
    expect(all.status).toBe(200);
    for (const refused of [tooMany, unknown]) {
      expect(refused.status).toBe(400);
      expect(JSON.stringify(await refused.json())).toContain(EVENT_TYPES.join(', '));
    }
  });

  it('is refused with a revoked key, a cursor of another license, or what it does not know', async () => {
    const [site, other] = [await openSite(newsroom), await openSite(newsroom)];
    const { next } = await events(site);
    const foreign = await request(`/v1/events?after=${next}`, { token: other.token });
    expect([foreign.status, await foreign.json()]).toMatchObject([400, { code: 'invalid_cursor' }]);
    const unknown = await request('/v1/events?since=1', { token: site.token });
    expect(unknown.status).toBe(400);
    const revoked = await request(`/v1/admin/keys/${site.key.id}`, {
      method: 'DELETE',
      token: newsroom.admin,
    });
    expect(revoked.ok).toBe(true);
    const refused = await request('/v1/events', { token: site.token });
    expect([refused.status, await refused.json()]).toMatchObject([401, { code: 'invalid_token' }]);
  });
});
