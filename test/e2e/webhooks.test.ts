/** Kills reach the endpoints of a partner, signed and in order. Another's library verifies the signatures. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { eventually } from '../support/eventually.ts';
import { type Desk, ingestText, openSmallSite } from '../support/small-site.ts';

interface Message {
  id: string;
  type: string;
  timestamp: string;
  data: { license?: string; article?: string; challenge?: string };
}

interface Endpoint {
  id: string;
  status: string;
  reason: string | null;
  secret: string;
}

/** An endpoint as a partner writes it, with Node alone but for the check of signatures. */
class Receiver {
  readonly messages: Message[] = [];
  readonly ids: string[] = [];
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) =>
    response.writeHead(204).end();
  secrets: string[] = [];
  #server: Server | undefined;

  async listen(): Promise<string> {
    this.#server = createServer((request, response) => void this.#take(request, response));
    await new Promise<void>((done) => this.#server?.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  get types(): string[] {
    return this.messages.map(({ type }) => type);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const headers = request.headers as Record<string, string>;
    const verified = this.secrets.map((secret) => new Webhook(secret).verify(body, headers) as Message);
    const message = verified[0] ?? (JSON.parse(body) as Message);
    this.messages.push(message);
    this.ids.push(String(headers['webhook-id']));
    const { challenge } = message.data;
    if (challenge === undefined) this.answer(request, response);
    else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ challenge }));
  }
}

const state = temporaryState();
const receivers: Receiver[] = [];
let gateway: Embedded;
let desk: Desk;
let uris = 0;

beforeAll(async () => {
  gateway = await startEmbedded(state.dir, { vars: { WEBHOOK_NETWORK: 'local' } });
  desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
});
afterAll(async () => {
  for (const receiver of receivers) receiver.close();
  await gateway?.stop();
  state.remove();
});

async function openReceiver(): Promise<{ receiver: Receiver; url: string }> {
  const receiver = new Receiver();
  receivers.push(receiver);
  return { receiver, url: await receiver.listen() };
}

const api = <T = Endpoint>(token: string, method: string, path: string, json?: unknown) =>
  call<T>(`${gateway.url}/v1/webhooks${path}`, token, method, json);

/** A license with an endpoint that is verified, and the articles that it has received. */
async function openHolder(settings: Record<string, unknown> = {}) {
  const site = await openSmallSite(desk);
  const { receiver, url } = await openReceiver();
  const endpoint = await api(site.token, 'POST', '', { url, ...settings });
  receiver.secrets = [endpoint.secret];
  const verified = await api(site.token, 'POST', `/${endpoint.id}/verify`);
  expect(verified.status).toBe('active');
  receiver.messages.splice(0);
  return { ...site, receiver, endpoint };
}

async function deliver(token: string): Promise<string> {
  const article = await ingestText(desk, `urn:webhooks:${uris++}`);
  const response = await fetch(`${gateway.url}/v1/articles/${article}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(200);
  return article;
}

const kill = (article: string) =>
  call(`${gateway.url}/v1/admin/articles/${article}`, desk.token, 'PATCH', { pubStatus: 'canceled' });

describe('an endpoint', () => {
  it('gets the kill of what its license has received, and nothing of others', async () => {
    const [holder, other] = [await openHolder(), await openHolder()];
    const article = await deliver(holder.token);
    await kill(article);
    await eventually(() => expect(holder.receiver.messages).toHaveLength(1));
    expect(holder.receiver.messages[0]).toMatchObject({
      type: 'article.killed',
      data: { license: holder.license, article },
    });
    const listed = await call<{ items: Message[] }>(`${gateway.url}/v1/events`, holder.token, 'GET');
    expect(listed.items).toEqual(holder.receiver.messages);
    expect(holder.receiver.ids.at(-1)).toBe(listed.items[0]?.id);
    expect(other.receiver.messages).toEqual([]);
  });

  it('is sent the same event again until it takes it, with the same id, and later ones meanwhile', async () => {
    const holder = await openHolder();
    const [first, second] = [await deliver(holder.token), await deliver(holder.token)];
    // The first is refused until the second has come.
    holder.receiver.answer = (_, response) => {
      const isFirst = holder.receiver.messages.at(-1)?.data.article === first;
      const isRefused = isFirst && !holder.receiver.messages.some(({ data }) => data.article === second);
      response.writeHead(isRefused ? 500 : 200).end();
    };
    await kill(first);
    await eventually(() => expect(holder.receiver.messages).not.toEqual([]));
    await kill(second);
    await eventually(() => {
      const order = holder.receiver.messages.map(({ data }) => data.article);
      expect([order[0], order.at(-1)]).toEqual([first, first]);
      expect(order).toContain(second);
    });
    const { items } = await api<{ items: { event: string; status: number }[] }>(
      holder.token,
      'GET',
      `/${holder.endpoint.id}/attempts`,
    );
    const ids = new Set(holder.receiver.ids.slice(-holder.receiver.messages.length));
    expect(ids.size).toBe(2);
    const taken = items.filter(({ event, status }) => ids.has(event) && status === 200);
    expect(taken).toHaveLength(2);
    expect(holder.receiver.ids.at(-1)).toBe(holder.receiver.ids.at(-holder.receiver.messages.length));
  });

  it('gets no events before it has answered a challenge, and all of its types after', async () => {
    const site = await openSmallSite(desk);
    const { receiver, url } = await openReceiver();
    const types = ['article.killed'];
    const endpoint = await api(site.token, 'POST', '', { url, types });
    const [before, after] = [await deliver(site.token), await deliver(site.token)];
    await kill(before);
    await api(site.token, 'POST', `/${endpoint.id}/verify`);
    await kill(after);
    await call(`${gateway.url}/v1/admin/licenses/${site.license}`, desk.token, 'PATCH', {
      status: 'suspended',
    });
    await eventually(() => expect(receiver.types).toContain('article.killed'));
    const last = await deliverTest(site.token, endpoint.id);
    expect(last.result).toBe('delivered');
    expect(receiver.messages.map(({ type, data }) => [type, data.article])).toEqual([
      ['endpoint.challenge', undefined],
      ['article.killed', after],
      ['endpoint.test', undefined],
    ]);
  });

  it('is signed with the old and the new secret after a rotation, and then with the new one', async () => {
    const { token, endpoint, receiver } = await openHolder();
    const rotated = await api(token, 'POST', `/${endpoint.id}/rotate`, {});
    expect(rotated.secret).not.toBe(endpoint.secret);
    receiver.secrets = [endpoint.secret, rotated.secret];
    expect((await deliverTest(token, endpoint.id)).result).toBe('delivered');
    const last = await api(token, 'POST', `/${endpoint.id}/rotate`, { overlapHours: 0 });
    receiver.secrets = [last.secret];
    await eventually(async () => expect((await deliverTest(token, endpoint.id)).result).toBe('delivered'));
    expect(receiver.types).toEqual(['endpoint.test', 'endpoint.test']);
  });

  it('is disabled when it answers 410, and gets what it missed when it is active again', async () => {
    const { token, endpoint, receiver } = await openHolder();
    const [first, second] = [await deliver(token), await deliver(token)];
    receiver.answer = (_, response) => response.writeHead(410).end();
    await kill(first);
    await eventually(async () =>
      expect(await api(token, 'GET', `/${endpoint.id}`)).toMatchObject({
        status: 'disabled',
        reason: 'gone',
      }),
    );
    await kill(second);
    const events = await call<{ items: Message[] }>(`${gateway.url}/v1/events`, token, 'GET');
    expect(events.items.map(({ type }) => type)).toEqual([
      'article.killed',
      'endpoint.disabled',
      'article.killed',
    ]);
    receiver.answer = (_, response) => response.writeHead(200).end();
    receiver.messages.splice(0);
    await api(token, 'PATCH', `/${endpoint.id}`, { status: 'active' });
    await eventually(() => expect(receiver.messages).toHaveLength(3));
    expect(receiver.messages.map(({ data }) => data.article ?? null).sort()).toEqual(
      [first, second, null].sort(),
    );
  });

  it('follows no redirect and reads no long answer', async () => {
    const { token, endpoint, receiver } = await openHolder();
    const { receiver: target, url } = await openReceiver();
    receiver.answer = (_, response) => response.writeHead(307, { Location: url }).end();
    expect(await deliverTest(token, endpoint.id)).toMatchObject({ result: 'redirected', status: 307 });
    expect(target.messages).toEqual([]);
    receiver.answer = (_, response) => response.writeHead(200).end(Buffer.alloc(5_000_000, 'x'));
    await eventually(async () =>
      expect(await deliverTest(token, endpoint.id)).toMatchObject({ result: 'delivered' }),
    );
  });
});

/** At most one a second: waits for its turn. */
async function deliverTest(token: string, id: string): Promise<{ result: string; status: number | null }> {
  for (;;) {
    const response = await fetch(`${gateway.url}/v1/webhooks/${id}/test`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
    });
    if (response.status !== 429) return (await response.json()) as { result: string; status: number | null };
    await new Promise((next) => setTimeout(next, 200));
  }
}
