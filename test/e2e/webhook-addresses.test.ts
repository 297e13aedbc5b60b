/**
 * Addresses that a partner must not have the gateway call: this machine, its network, the metadata of a
 * cloud. A trap listens there; nothing may arrive, however the address is written.
 */
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { PRIVATE_HOSTS } from '../support/private-addresses.ts';
import { openSmallSite } from '../support/small-site.ts';

const state = temporaryState();
let gateway: Embedded;
let token: string;
let trap: Server;
let port: number;
let arrived = 0;

beforeAll(async () => {
  trap = createServer((socket) => {
    arrived++;
    socket.destroy();
  });
  await new Promise<void>((done) => trap.listen(0, '::', done));
  port = (trap.address() as { port: number }).port;
  gateway = await startEmbedded(state.dir);
  const desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
  token = (await openSmallSite(desk)).token;
});
afterAll(async () => {
  trap?.close();
  await gateway?.stop();
  state.remove();
});

describe('an address that is not public', () => {
  it('is called by a trap itself, so that the trap works', async () => {
    await fetch(`http://127.0.0.1:${port}`).catch(() => undefined);
    expect(arrived).toBe(1);
    arrived = 0;
  });

  it.each(PRIVATE_HOSTS)('is not reached as https://%s', async (host) => {
    const created = await fetch(`${gateway.url}/v1/webhooks`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ url: `https://${host}:${port}/hook` }),
    });
    if (created.status === 400) return;
    const { id } = (await created.json()) as { id: string };
    const tested = await call<{ result: string; status: number | null }>(
      `${gateway.url}/v1/webhooks/${id}/test`,
      token,
      'POST',
    );
    // Names are not resolved at all where there is no network.
    expect(['unreachable', 'timed_out']).toContain(tested.result);
    expect(tested.status).toBeNull();
    expect(arrived).toBe(0);
    const deleted = await fetch(`${gateway.url}/v1/webhooks/${id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(deleted.status).toBe(204);
  });

  it.each([
    'http://127.0.0.1:8080/',
    'http://localhost/',
    'http://hooks.example/',
    'https://hooks.example@127.0.0.1/',
    'https://user:secret@hooks.example/',
    'https://hooks.example/#127.0.0.1',
    'file:///etc/passwd',
    'ftp://hooks.example/',
    'hooks.example',
    '//hooks.example/',
  ])('is refused as %s', async (url) => {
    const response = await fetch(`${gateway.url}/v1/webhooks`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ url }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path: '/url' }] });
  });
});
