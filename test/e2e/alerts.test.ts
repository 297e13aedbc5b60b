/**
 * A night with an alert: something is cut, whoever is on call hears of it, it heals, and they hear of that.
 *
 * @module-tag long
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';

interface Heard {
  type: string;
  data: { kind: string; object: string | null };
}

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const state = temporaryState();
const received: Heard[] = [];
const ids: string[] = [];
let heartbeats = 0;
let server: Server;
let gateway: Embedded;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (request.url === '/heart') heartbeats++;
    else {
      // A stranger's library: it throws when signature or time do not hold.
      const body = Buffer.concat(parts).toString();
      received.push(new Webhook(SECRET).verify(body, request.headers as Record<string, string>) as Heard);
      ids.push(String(request.headers['webhook-id']));
    }
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gateway = await startEmbedded(state.dir, {
    vars: {
      ALERT_WEBHOOKS: JSON.stringify([{ name: 'oncall', url: `${url}/hook`, secret: 'ALERT_SECRET_ONCALL' }]),
      ALERT_SECRET_ONCALL: SECRET,
      HEARTBEAT_URL: `${url}/heart`,
    },
  });
});
afterAll(async () => {
  await gateway?.stop();
  server?.close();
  state.remove();
});

it.each([
  ['[{', 'ALERT_WEBHOOKS: not JSON'],
  [
    JSON.stringify([{ url: 'https://a.example', secret: 'ALERT_SECRET_NOWHERE' }]),
    'names ALERT_SECRET_NOWHERE',
  ],
])('does not start on %s', async (ALERT_WEBHOOKS, reason) => {
  const other = temporaryState();
  const starting = startEmbedded(other.dir, { vars: { ALERT_WEBHOOKS } });
  await expect(starting).rejects.toThrow(reason);
  other.remove();
});

it('is heard, once when it begins and once when it is over, without a cron trigger', {
  timeout: 600_000,
}, async () => {
  const owner = await tokenOf(gateway.url, gateway.admin);
  const tried = await call<{ items: object[] }>(`${gateway.url}/v1/admin/alerts/test`, owner, 'POST');
  expect(tried.items).toMatchObject([{ hook: 'oncall', delivered: true, status: 204 }]);
  expect(received.splice(0)).toMatchObject([{ type: 'alert.test' }]);

  const db = await gateway.runtime.getD1Database('DB');
  await db
    .prepare(
      `INSERT INTO outbox (object, change, created) VALUES ('ledger-0', '{"kind":"of a later release"}', ?)`,
    )
    .bind(new Date(Date.now() - 600_000).toISOString())
    .run();
  const about = () => received.filter(({ data }) => data.kind === 'outbox_behind').map(({ type }) => type);
  await expect.poll(about).toHaveLength(1);
  const listed = await call<{ firing: object[] }>(`${gateway.url}/v1/admin/alerts`, owner, 'GET');
  expect(listed.firing).toMatchObject([
    { kind: 'outbox_behind', object: 'ledger-0', deliveries: [{ hook: 'oncall', state: 'delivered' }] },
  ]);

  await db.prepare('DELETE FROM outbox').run();
  await expect.poll(about).toHaveLength(2);
  expect(received).toMatchObject([
    { type: 'alert.firing', data: { kind: 'outbox_behind', object: 'ledger-0' } },
    { type: 'alert.resolved', data: { kind: 'outbox_behind', object: 'ledger-0' } },
  ]);
  expect(new Set(ids).size).toBe(3);
  expect(heartbeats).toBeGreaterThanOrEqual(3);
});
