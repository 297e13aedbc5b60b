/** What partners have done about kills and corrections stands in their log. */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { create, partnerToken, request } from '../support/gateway.ts';
import {
  type Client,
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
  timestamp: string;
  data: { article: string; version: string };
}

let newsroom: Newsroom;
let site: PartnerSite;

beforeEach(async () => {
  newsroom = await openNewsroom();
  site = await openSite(newsroom);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const acknowledge = (json: object, { token } = site) =>
  request('/v1/acknowledgements', { method: 'POST', token, json });

/** The event of the kill of an article that the site has received. */
async function killedEvent(): Promise<Event> {
  const { id } = await ingest(newsroom, wireItem());
  const delivered = await request(`/v1/articles/${id}`, { token: site.token });
  await delivered.body?.cancel();
  const call = { method: 'PATCH', token: newsroom.admin, json: { pubStatus: 'canceled' } };
  expect((await request(`/v1/admin/articles/${id}`, call)).status).toBe(200);
  const listed = await request('/v1/events', { token: site.token });
  const { items } = (await listed.json()) as { items: Event[] };
  const event = items.find(({ data }) => data.article === id);
  if (!event) throw new Error('the kill is no event');
  return event;
}

async function acknowledgements(): Promise<Record<string, unknown>[]> {
  const rows = (await logOf(site.license)).filter(({ kind }) => kind === 'acknowledgement');
  return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

describe('an acknowledgement', () => {
  it('is an entry of the log, once however often it is sent, and amended by another state', async () => {
    const event = await killedEvent();
    const received = { event: event.id, state: 'received' };
    const first = await acknowledge(received);
    expect(first.status).toBe(201);
    const entered = (await first.json()) as { id: string; repeated: boolean };
    expect(entered).toMatchObject({ id: expect.stringMatching(/^ack_/), repeated: false });
    expect(await (await acknowledge(received)).json()).toEqual({ ...entered, repeated: true });
    const removed = await acknowledge({
      event: event.id,
      state: 'removed',
      urls: ['https://morgen.example/b', 'https://morgen.example/a', 'https://morgen.example/a'],
      at: `${new Date(Date.parse(event.timestamp) + 3_600_000).toISOString().slice(0, -1)}+01:00`,
      note: 'Taken down by the night desk',
    });
    expect(removed.status).toBe(201);
    const { data } = event;
    const [before, after] = await acknowledgements();
    expect(before).toMatchObject({
      ...received,
      article: data.article,
      version: data.version,
      endpoint: null,
    });
    expect(after).toMatchObject({
      event: event.id,
      state: 'removed',
      urls: ['https://morgen.example/a', 'https://morgen.example/b'],
      doneAt: new Date(event.timestamp).toISOString(),
      revision: 1,
    });
    expect(await acknowledgements()).toHaveLength(2);
  });

  it('of a test key does not replace the same of a live key', async () => {
    const event = await killedEvent();
    const removed = { event: event.id, state: 'removed' };
    const json = { license: site.license, env: 'test', name: 'trial' };
    const key = await create<Client>('/v1/admin/keys', newsroom.admin, json);
    const token = await partnerToken(key);
    for (const by of [{ ...site, token }, site])
      expect(await (await acknowledge(removed, by)).json()).toMatchObject({ repeated: false });
    expect((await acknowledgements()).map(({ env }) => env)).toEqual(['test', 'live']);
  });

  it('is refused for an event of another license, or of none, and with what it does not know', async () => {
    const event = await killedEvent();
    const other = await openSite(newsroom);
    const states = await Promise.all([
      acknowledge({ event: event.id, state: 'removed' }, other),
      acknowledge({ event: 'evt_0', state: 'removed' }),
      acknowledge({ event: event.id, state: 'done' }),
      acknowledge({ event: event.id, state: 'removed', urls: ['ftp://morgen.example/'] }),
      acknowledge({ event: event.id, state: 'removed', at: '2999-01-01T00:00:00Z' }),
    ]);
    expect(states.map(({ status }) => status)).toEqual([404, 404, 400, 400, 400]);
    expect(await acknowledgements()).toEqual([]);
  });

  it('is of the time after its event, as far as clocks agree, and not in the future', async () => {
    const event = await killedEvent();
    const eventMs = Date.parse(event.timestamp);
    const at = (ms: number, token = site) =>
      acknowledge({ event: event.id, state: 'removed', at: new Date(ms).toISOString() }, token);
    const early = await at(eventMs - 6 * 60_000);
    const future = await at(Date.now() + 6 * 60_000);
    for (const [response, message] of [
      [early, event.timestamp],
      [future, 'in the future'],
    ] as const) {
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        errors: [{ path: '/at', message: expect.stringContaining(message) }],
      });
    }
    const call = { method: 'DELETE', token: newsroom.admin };
    expect((await at(eventMs - 4 * 60_000)).status).toBe(201);
    expect(await acknowledgements()).toHaveLength(1);
    // Without a valid key, nobody learns of an event.
    await request(`/v1/admin/keys/${site.key.id}`, call);
    expect((await at(eventMs - 6 * 60_000)).status).toBe(401);
  });

  it('is taken when the license is suspended, and not with a revoked key', async () => {
    const event = await killedEvent();
    const desk = (path: string, method: string, json?: object) =>
      request(`/v1/admin${path}`, { method, token: newsroom.admin, ...(json && { json }) });
    await desk(`/licenses/${site.license}`, 'PATCH', { status: 'suspended' });
    expect((await acknowledge({ event: event.id, state: 'removed' })).status).toBe(201);
    await desk(`/keys/${site.key.id}`, 'DELETE');
    expect((await acknowledge({ event: event.id, state: 'removed' })).status).toBe(401);
    expect((await acknowledge({ event: 'evt_0', state: 'removed' })).status).toBe(401);
  });

  it('is entered by itself when an endpoint takes the event', async () => {
    vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
      const { challenge } = (JSON.parse(body) as { data: { challenge?: string } }).data;
      return Response.json({ challenge });
    });
    const call = { method: 'POST', token: site.token };
    const created = await request('/v1/webhooks', { ...call, json: { url: 'https://hooks.example/' } });
    const { id: endpoint } = (await created.json()) as { id: string };
    expect((await request(`/v1/webhooks/${endpoint}/verify`, call)).status).toBe(200);
    const event = await killedEvent();
    await eventually(
      async () => {
        await runDurableObjectAlarm(env.WEBHOOKS.get(env.WEBHOOKS.idFromName(endpoint)));
        expect(await acknowledgements()).toMatchObject([
          { event: event.id, state: 'received', endpoint, key: null },
        ]);
      },
      { interval: 500 },
    );
  });
});
