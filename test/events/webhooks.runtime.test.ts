/** What an endpoint's object does as time goes by: when it tries again, waits, gives up. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GIVE_UP_MS, PUSHES_OF_RUN_MAX, QUEUE_MAX, RETRY_MS } from '../../src/events/webhooks/limits.ts';
import type { NumberedEvent } from '../../src/ledger/events/types.ts';
import { eventually } from '../support/eventually.ts';
import { operatorToken, partnerToken, request } from '../support/gateway.ts';
import { ask } from '../support/log-lines.ts';
import { type Newsroom, openNewsroom, openSite, type PartnerSite } from '../support/newsroom.ts';

const HOUR_MS = 3_600_000;
const URL = 'https://hooks.example/imprimatur';

interface Sent {
  id: string;
  article?: string;
}

let newsroom: Newsroom;
let site: PartnerSite;
let endpoint: string;
let sent: Sent[];
let answer: (message: Sent) => Response;
let aheadMs = 0;
let startedMs = 0;
const now = vi.fn(() => startedMs + aheadMs);

beforeEach(async () => {
  newsroom = await openNewsroom();
  site = await openSite(newsroom);
  aheadMs = 0;
  sent = [];
  answer = () => new Response(null, { status: 204 });
  vi.stubGlobal('fetch', async (url: string, init: { body: string; headers: Record<string, string> }) => {
    expect(url).toBe(URL);
    const { data } = JSON.parse(init.body) as { data: { article?: string; challenge?: string } };
    if (data.challenge) return Response.json({ challenge: data.challenge });
    const message = { id: init.headers['webhook-id'] ?? '', ...(data.article && { article: data.article }) };
    sent.push(message);
    return answer(message);
  });
  const created = await api('POST', '', { url: URL });
  ({ id: endpoint } = (await created.json()) as { id: string });
  expect((await api('POST', `/${endpoint}/verify`)).status).toBe(200);
  startedMs = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(now);
  // No jitter.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** With a token of its time: days go by. */
const api = async (method: string, path: string, json?: unknown) =>
  request(`/v1/webhooks${path}`, {
    method,
    token: await partnerToken(site.key),
    ...(json !== undefined && { json }),
  });

const object = () => env.WEBHOOKS.get(env.WEBHOOKS.idFromName(endpoint));

const killed = (
  n: number,
  article = `itm_${n}`,
  type: NumberedEvent['event']['type'] = 'article.killed',
): NumberedEvent => ({
  n,
  event: {
    id: `evt_${n}`,
    type,
    at: '2026-03-01T12:00:00.000Z',
    license: site.license,
    article,
    version: '1',
  },
});

/** Takes events, and ends when they have been sent: a run begins after the one before has ended. */
async function take(...events: NumberedEvent[]): Promise<number> {
  const settings = { url: URL, types: null, isActive: true, version: 0 };
  const taken = await object().take(settings, events);
  await runDurableObjectAlarm(object());
  return taken;
}

async function later(ms: number): Promise<void> {
  aheadMs += ms;
  await runDurableObjectAlarm(object());
}

const read = async () =>
  (await (await api('GET', `/${endpoint}`)).json()) as {
    status: string;
    reason: string | null;
    delivery: { waiting: number; failingSince: string | null; nextAt: string | null };
  };

describe('an endpoint that fails', () => {
  it('gets the event again, later and later, and is disabled after three days', {
    tags: 'slow',
  }, async () => {
    answer = () => new Response(null, { status: 500 });
    await take(killed(1));
    const times: number[] = [];
    for (let hours = 0; (await read()).status === 'active' && hours < 100; hours++) {
      const before = sent.length;
      await later(HOUR_MS);
      if (sent.length > before) times.push(hours);
    }
    expect(sent.length).toBeGreaterThan(8);
    expect(new Set(sent.map(({ id }) => id))).toEqual(new Set(['evt_1']));
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(await read()).toMatchObject({ status: 'disabled', reason: 'failing' });
    const events = await (await request('/v1/events', { token: await partnerToken(site.key) })).json();
    expect(events).toMatchObject({
      items: [{ type: 'endpoint.disabled', data: { endpoint, reason: 'failing' } }],
    });
    sent = [];
    answer = () => new Response(null, { status: 500 });
    expect((await api('PATCH', `/${endpoint}`, { status: 'active' })).status).toBe(200);
    await eventually(() => expect(sent.map(({ id }) => id)).toContain('evt_1'));
    answer = () => new Response(null, { status: 200 });
    await later(RETRY_MS[0]);
    expect(await read()).toMatchObject({ status: 'active', reason: null, delivery: { waiting: 0 } });
  });

  it('gives up one event after three days, and goes on with others', async () => {
    answer = ({ id }) => new Response(null, { status: id === 'evt_1' ? 500 : 200 });
    await take(killed(1));
    for (let day = 0; day < 4; day++) {
      await later(24 * HOUR_MS);
      await take(killed(2 + day));
    }
    expect(await read()).toMatchObject({ status: 'active', delivery: { waiting: 0 } });
    expect(sent.at(-1)?.id).toBe('evt_5');
  });

  it('gets no later event about an article before the earlier one', async () => {
    let fails = true;
    answer = ({ id }) => new Response(null, { status: id === 'evt_1' && fails ? 500 : 200 });
    const corrected = (n: number) => killed(n, 'itm_a', 'article.corrected');
    await take(corrected(1), corrected(2), killed(3, 'itm_b'));
    expect(sent.map(({ id }) => id).sort()).toEqual(['evt_1', 'evt_3']);
    fails = false;
    await later(RETRY_MS[0]);
    expect(sent.map(({ id }) => id).slice(2)).toEqual(['evt_1', 'evt_2']);
  });

  it('gets the kill of an article at once, and nothing earlier about it after', async () => {
    answer = ({ id }) => new Response(null, { status: id === 'evt_1' ? 500 : 200 });
    await take(killed(1, 'itm_a', 'article.corrected'));
    await take(killed(2, 'itm_a'));
    expect(sent.map(({ id }) => id)).toEqual(['evt_1', 'evt_2']);
    await later(HOUR_MS);
    expect(sent).toHaveLength(2);
    expect((await read()).delivery.waiting).toBe(0);
  });

  it('is not called by another address once that is not its own any more', async () => {
    answer = () => new Response(null, { status: 500 });
    await take(killed(1));
    const changed = await api('PATCH', `/${endpoint}`, { url: 'https://other.example/' });
    expect(await changed.json()).toMatchObject({ status: 'unverified' });
    await later(HOUR_MS);
    expect(sent).toHaveLength(1);
  });

  it('is not called again before it asks to be, but for new events', async () => {
    answer = () => new Response(null, { status: 503, headers: { 'Retry-After': '1800' } });
    await take(killed(1));
    const { items } = (await (await api('GET', `/${endpoint}/attempts`)).json()) as {
      items: { nextAt: string }[];
    };
    expect(Date.parse(items[0]?.nextAt ?? '')).toBe(Date.now() + 1_800_000);
    await later(20 * 60_000);
    expect(sent).toHaveLength(1);
    await take(killed(2));
    expect(sent.map(({ id }) => id)).toEqual(['evt_1', 'evt_2']);
    answer = () => new Response(null, { status: 200 });
    await take(killed(3));
    await later(RETRY_MS[0]);
    // It works again: nothing waits any longer.
    expect(sent.slice(2).map(({ id }) => id)).toEqual(['evt_3', 'evt_1', 'evt_2']);
  });

  it('keeps its back-off when new events fail too', async () => {
    answer = () => new Response(null, { status: 503 });
    await take(killed(1));
    for (let n = 2; n < 9; n++) {
      aheadMs += RETRY_MS[0] ?? 0;
      await take(killed(n));
    }
    const { nextAt } = (await read()).delivery;
    // Forty seconds have passed: the third time is two minutes after the second.
    expect(Date.parse(nextAt ?? '') - now()).toBeLessThan(RETRY_MS[2] ?? 0);
  });

  it('has what waits sent once a test of it is delivered', async () => {
    answer = () => {
      throw new TypeError('unreachable');
    };
    await take(killed(1));
    await later(RETRY_MS[0]);
    expect(sent).toHaveLength(2);
    answer = () => new Response(null, { status: 200 });
    expect((await api('POST', `/${endpoint}/test`)).status).toBe(200);
    await runDurableObjectAlarm(object());
    expect(sent.at(-1)?.id).toBe('evt_1');
    expect((await read()).delivery).toMatchObject({ waiting: 0, failingSince: null });
  });

  it('takes no more than may wait, and the rest when there is room', async () => {
    answer = () => {
      throw new TypeError('unreachable');
    };
    const events = Array.from({ length: QUEUE_MAX + 5 }, (_, n) => killed(n + 1));
    expect(await take(...events)).toBe(QUEUE_MAX);
    expect(sent.length).toBeLessThanOrEqual(4);
    sent = [];
    answer = () => new Response(null, { status: 200 });
    await later(RETRY_MS[0]);
    expect(sent).toHaveLength(PUSHES_OF_RUN_MAX);
    await later(0);
    expect(await take(...events)).toBe(QUEUE_MAX + 5);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(QUEUE_MAX + 5);
    expect((await read()).delivery).toMatchObject({ waiting: 0, failingSince: null });
    expect(GIVE_UP_MS).toBe(72 * HOUR_MS);
  });
});

describe('an object', () => {
  it('takes an event once that is handed over twice', async () => {
    await take(killed(1), killed(2));
    await take(killed(1), killed(2));
    expect(sent.map(({ id }) => id).sort()).toEqual(['evt_1', 'evt_2']);
  });

  it('deletes its secrets with its endpoint', async () => {
    expect((await api('DELETE', `/${endpoint}`)).status).toBe(204);
    await eventually(async () => {
      const secrets = await runInDurableObject(object(), (_, { storage }) =>
        storage.sql.exec('SELECT 1 FROM secrets').toArray(),
      );
      expect(secrets).toEqual([]);
    });
    expect((await api('PATCH', `/${endpoint}`, { status: 'active' })).status).toBe(404);
  });

  it('signs with each secret of two rotations that follow each other', async () => {
    const keys = [`"first-rotation-of-${endpoint}"`, `"second-rotation-of-${endpoint}"`];
    for (const key of keys) {
      const rotate = () =>
        partnerToken(site.key).then((token) =>
          request(`/v1/webhooks/${endpoint}/rotate`, {
            method: 'POST',
            token,
            json: {},
            headers: { 'Idempotency-Key': key },
          }),
        );
      expect((await rotate()).status).toBe(201);
      expect((await rotate()).status).toBe(409);
    }
    const secrets = await runInDurableObject(object(), (_, { storage }) =>
      storage.sql.exec('SELECT 1 FROM secrets').toArray(),
    );
    expect(secrets).toHaveLength(3);
  });
});

describe('an endpoint without a secret', () => {
  it('is sent nothing, since nothing could be signed', async () => {
    await runInDurableObject(object(), (_, { storage }) => storage.sql.exec('DELETE FROM secrets'));
    await take(killed(1));
    expect(sent).toEqual([]);
    expect((await read()).delivery.waiting).toBe(1);
  });
});

describe('the endpoints of a license', () => {
  it.each(['operators', 'agency', 'lic_1', ''])(
    'cannot be those of %j, which is no license',
    async (license) => {
      const admin = await operatorToken('admin');
      const call = { method: 'POST', token: admin, json: { url: URL, license } };
      expect((await request('/v1/webhooks', call)).status).toBe(400);
    },
  );

  it('are listed in pages', async () => {
    await api('POST', '', { url: URL });
    await api('POST', '', { url: URL });
    const ids: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await (await api('GET', `?limit=2${cursor}`)).json<{
        items: { id: string }[];
        next: string | null;
      }>();
      ids.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(ids).toHaveLength(3);
    expect(ids[0]).toBe(endpoint);
  });

  it.each([
    ['partner', 'is disabled', 'PATCH', { status: 'disabled' }],
    ['partner', 'gets another address', 'PATCH', { url: 'https://hooks.example/other' }],
    ['agency', 'is deleted', 'DELETE', undefined],
  ] as const)('cause an event with the reason %s when one %s', async (side, _, method, json) => {
    const token = side === 'agency' ? await operatorToken('admin') : await partnerToken(site.key);
    const answer = await request(`/v1/webhooks/${endpoint}`, { method, token, ...(json && { json }) });
    expect(answer.ok).toBe(true);
    const events = await (await request('/v1/events', { token: await partnerToken(site.key) })).json();
    expect(events).toMatchObject({
      items: [{ type: 'endpoint.disabled', data: { endpoint, reason: side } }],
    });
  });

  it('can be enabled by the agency alone once it has disabled them', async () => {
    const byAgency = async (status: string) => {
      const call = { method: 'PATCH', token: await operatorToken('admin'), json: { status } };
      return (await request(`/v1/webhooks/${endpoint}`, call)).status;
    };
    await api('PATCH', `/${endpoint}`, { status: 'disabled' });
    expect(await byAgency('disabled')).toBe(200);
    const events = await request('/v1/events', { token: await partnerToken(site.key) });
    expect(await events.json()).toMatchObject({
      items: ['partner', 'agency'].map((reason) => ({ type: 'endpoint.disabled', data: { reason } })),
    });
    const attempts = [
      await api('PATCH', `/${endpoint}`, { status: 'active' }),
      await api('PATCH', `/${endpoint}`, { status: 'disabled' }),
      await api('PATCH', `/${endpoint}`, { url: 'https://hooks.example/other' }),
      await api('POST', `/${endpoint}/verify`),
      await api('POST', `/${endpoint}/test`),
    ];
    expect(attempts.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409]);
    const same = { url: URL, description: 'Night desk' };
    expect((await api('PATCH', `/${endpoint}`, same)).status).toBe(200);
    expect(await read()).toMatchObject({ status: 'disabled', reason: 'agency' });
    expect(await byAgency('active')).toBe(200);
    expect((await api('PATCH', `/${endpoint}`, { status: 'disabled' })).status).toBe(200);
    expect((await api('PATCH', `/${endpoint}`, { status: 'active' })).status).toBe(200);
  });

  it('are an alert while the gateway has disabled them, and none once the agency has', async () => {
    const token = await operatorToken('admin');
    const alerting = async () => {
      const health = await request('/v1/admin/health', { token });
      return (await health.json<{ disabledWebhooks: number }>()).disabledWebhooks;
    };
    answer = () => new Response(null, { status: 410 });
    await take(killed(1));
    await expect.poll(async () => (await read()).reason).toBe('gone');
    expect(await alerting()).toBe(1);
    const attempts = await (await api('GET', `/${endpoint}/attempts`)).json();
    expect(attempts).toMatchObject({ items: [{ status: 410, nextAt: null }, {}] });
    const call = { method: 'PATCH', token, json: { status: 'disabled' } };
    expect((await request(`/v1/webhooks/${endpoint}`, call)).status).toBe(200);
    expect(await alerting()).toBe(0);
  });

  it.each([
    'https://10.0.0.1/hook',
    'https://169.254.169.254/latest',
    'https://[::ffff:169.254.169.254]/latest',
    'https://localhost/hook',
    'http://localhost:8080/hook',
  ])('are not created or moved at %s, unless the gateway is one for trials', async (url) => {
    for (const answer of [await api('POST', '', { url }), await api('PATCH', `/${endpoint}`, { url })]) {
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        errors: [{ path: '/url', message: expect.stringContaining('Expected a public address') }],
      });
    }
    const call = { method: 'POST', token: site.token, json: { url } };
    expect((await ask('/v1/webhooks', call, { WEBHOOK_NETWORK: 'local' })).status).toBe(201);
  });

  it('are not created by http, and only a gateway for trials mentions its own machine', async () => {
    const call = { method: 'POST', token: site.token, json: { url: 'http://hooks.example/' } };
    const refusals = [{}, { WEBHOOK_NETWORK: 'local' }].map(async (bindings) => {
      const answer = await (await ask('/v1/webhooks', call, bindings)).json<{
        errors: { message: string }[];
      }>();
      return answer.errors.map(({ message }) => message);
    });
    expect(await Promise.all(refusals)).toEqual([
      ['Expected an https address without user or fragment'],
      ['Expected an https address, or http://localhost, without user or fragment'],
    ]);
  });

  it('are ten at most, and nobody else’s', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 12 }, () => api('POST', '', { url: URL }).then(({ status }) => status)),
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(9);
    expect(statuses.filter((status) => status === 409)).toHaveLength(3);
    const other = await openSite(newsroom);
    const calls: [string, string, object?][] = [
      ['GET', ''],
      ['PATCH', '', { status: 'disabled' }],
      ['DELETE', ''],
      ['POST', '/verify', {}],
      ['POST', '/test', {}],
      ['POST', '/rotate', {}],
      ['POST', '/redeliver', { events: ['evt_1'] }],
      ['GET', '/attempts'],
    ];
    for (const [method, path, json] of calls) {
      const call = { method, token: other.token, ...(json && { json }) };
      expect([path, (await request(`/v1/webhooks/${endpoint}${path}`, call)).status]).toEqual([path, 404]);
    }
    const listed = await request('/v1/webhooks', { token: other.token });
    expect(await listed.json()).toEqual({ items: [], next: null });
  });
});
