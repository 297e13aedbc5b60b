/**
 * How alerts get to whoever is to be woken: signed, once, for as long as it takes and no longer, whatever a
 * receiver or a restart does.
 * @module-tag alone
 */

import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/app.ts';
import { OPERATORS_OBJECT } from '../../src/ledger/names.ts';
import { HOOK_TIMEOUT_MS, RETRY_MS, WAITING_MAX } from '../../src/monitor/limits.ts';
import type { Delivery } from '../../src/monitor/types.ts';
import { setLogging } from '../../src/platform/log-settings.ts';
import { exec } from '../ledger/transparency/support.ts';
import { BASE, operatorToken, request } from '../support/gateway.ts';
import { drain } from '../support/newsroom.ts';
import {
  CONFIGURED,
  clock,
  HEARTBEAT,
  HOOK,
  HOUR,
  look,
  MINUTE,
  monitor,
  Receiver,
  SECRET,
  setEnv,
} from './support.ts';

let receiver: Receiver;
let lines: { event: string; [field: string]: unknown }[];

const d1 = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run();

/** A cause that is seen at the next look, and ends when we say so. */
async function cut(): Promise<void> {
  const created = new Date(clock.ms - 10 * MINUTE).toISOString();
  const change = JSON.stringify({ kind: 'of a later release' });
  await d1(`INSERT INTO outbox (object, change, created) VALUES ('ledger-0', ?, ?)`, change, created);
}
const heal = () => d1('DELETE FROM outbox');
const received = () => receiver.of('outbox_behind', 'ledger-0');
const deliveries = async (): Promise<Delivery[]> =>
  (await monitor().alerts()).firing.flatMap(({ deliveries }) => deliveries as Delivery[]);

beforeEach(async () => {
  clock.hold();
  lines = [];
  for (const level of ['error', 'warn', 'info'] as const)
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(JSON.parse(String(line))));
  receiver = new Receiver();
  receiver.open();
  await setEnv(CONFIGURED);
  await look(3);
  for (const table of ['alerts', 'alert_messages', 'alert_deliveries'])
    await exec(monitor(), `DELETE FROM ${table}`);
  Object.assign(receiver, { received: [], tries: 0 });
  // Tests are quieter by default.
  setLogging({ LOG_LEVEL: 'info' });
  lines = [];
});
afterEach(async () => {
  await heal();
  await setEnv({
    ALERT_WEBHOOKS: undefined,
    ALERT_SECRET_TEST: undefined,
    HEARTBEAT_URL: undefined,
  });
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('an alert message', () => {
  it('contains only the condition, its start, its meaning and the runbook', async () => {
    await cut();
    await look(1);
    await heal();
    await look(2);
    const [fired, over] = receiver.received;
    const since = new Date(clock.ms - 2 * MINUTE).toISOString();
    const data = {
      alert: expect.stringMatching(/^alr_[0-9a-f]{32}$/),
      kind: 'outbox_behind',
      severity: 'critical',
      object: 'ledger-0',
      since,
      told: 1,
      detail: '1 changes of the catalogue are not acknowledged.',
      meaning: expect.stringContaining('a kill or a revocation may not be in force'),
      runbook: 'docs/operations.md#incident-the-outbox-is-behind',
      gateway: env.PUBLIC_URL,
    };
    expect(fired?.message).toEqual({ type: 'alert.firing', timestamp: since, data });
    const until = new Date(clock.ms).toISOString();
    expect(over?.message).toEqual({ type: 'alert.resolved', timestamp: until, data: { ...data, until } });
    expect([fired?.id, over?.id]).toEqual([
      `${fired?.message.data.alert}-firing-1`,
      `${fired?.message.data.alert}-resolved`,
    ]);
    expect(lines.filter(({ event }) => event.startsWith('alert_'))).toMatchObject([
      { level: 'error', event: 'alert_firing', kind: 'outbox_behind', object: 'ledger-0' },
      { level: 'info', event: 'alert_resolved' },
    ]);
  });

  it('is sent once, however often alarm, cron trigger and restart run the monitor', async () => {
    await cut();
    clock.ms += MINUTE;
    await Promise.all([runDurableObjectAlarm(monitor()), monitor().watch(), monitor().watch()]);
    await monitor().watch();
    await evictDurableObject(monitor());
    await setEnv(CONFIGURED);
    await look(2);
    expect(received()).toEqual([['alert.firing', 1]]);
  });

  it('is repeated after four hours, as the same alert and another message', async () => {
    await cut();
    await look(1);
    clock.ms += 4 * HOUR;
    await look(1);
    expect(received()).toEqual([
      ['alert.firing', 1],
      ['alert.firing', 2],
    ]);
    const [one, other] = receiver.received;
    expect(one?.message.data.alert).toBe(other?.message.data.alert);
    expect(one?.id).not.toBe(other?.id);
  });
});

describe('an alert receiver', () => {
  it('gets retries at growing intervals with the same id when it is down, until they are given up', async () => {
    // The others' alarms do not run meanwhile.
    await setEnv({
      ALERT_WEBHOOKS: JSON.stringify([{ url: HOOK, secret: 'ALERT_SECRET_TEST', kinds: ['outbox_behind'] }]),
    });
    receiver.answer = () => new Response('no', { status: 500 });
    await cut();
    await look(1);
    for (const [tries, wait] of RETRY_MS.entries()) {
      expect(await deliveries()).toMatchObject([{ state: 'waiting', status: 500, reason: 'refused' }]);
      clock.ms += wait - 1_000;
      await runDurableObjectAlarm(monitor());
      expect(receiver.tries).toBe(tries + 1);
      clock.ms += 1_000;
      await runDurableObjectAlarm(monitor());
      expect(receiver.tries).toBe(tries + 2);
    }
    expect(await deliveries()).toMatchObject([{ state: 'failed', tries: 1 + RETRY_MS.length }]);
    await look(3);
    expect(receiver.tries).toBe(1 + RETRY_MS.length);
    const undelivered = lines.filter(({ event }) => event === 'alert_undelivered');
    expect(undelivered.map(({ level }) => level)).toEqual([...RETRY_MS.map(() => 'warn'), 'error']);
  });

  it('gets the newest messages after an outage, and none that are outdated', async () => {
    receiver.answer = () => Response.error();
    await cut();
    await look(1);
    await heal();
    await look(2);
    receiver.answer = () => new Response(null, { status: 202 });
    await look(3);
    expect(received()).toEqual([['alert.resolved', 1]]);
  });

  it.each<[string, () => Response | Promise<Response>, object]>([
    [
      'redirects',
      () => new Response(null, { status: 307, headers: { Location: 'https://elsewhere.example' } }),
      { status: 307, reason: 'refused' },
    ],
    [
      'cannot be reached',
      () => Promise.reject(new TypeError('connection refused')),
      { status: null, reason: 'unreachable' },
    ],
    [
      'does not answer in time',
      () => Promise.reject(new DOMException('late', 'TimeoutError')),
      { status: null, reason: 'timed_out' },
    ],
  ])('has not received a message when it %s', async (_, answer, outcome) => {
    receiver.answer = answer;
    await cut();
    await look(1);
    expect(receiver.tries).toBe(1);
    expect(await deliveries()).toMatchObject([{ state: 'waiting', tries: 1, ...outcome }]);
  });

  it('has five seconds to answer, and its redirects are not followed', async () => {
    const calls: RequestInit[] = [];
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      calls.push(init);
      return new Response(null, { status: 204 });
    });
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    await cut();
    await look(1);
    expect(calls).toMatchObject([{ method: 'POST', redirect: 'manual', signal: expect.any(AbortSignal) }]);
    expect(timeout.mock.calls).toContainEqual([HOOK_TIMEOUT_MS]);
  });

  it('gets only the kinds of alerts that it has configured', async () => {
    const other = { name: 'chat', url: `${HOOK}/chat`, secret: 'ALERT_SECRET_TEST', kinds: ['bugs'] };
    const list = [...JSON.parse(CONFIGURED.ALERT_WEBHOOKS), other, { url: 'http://elsewhere.example' }];
    await setEnv({ ALERT_WEBHOOKS: JSON.stringify(list) });
    await evictDurableObject(monitor());
    await setEnv({ ...CONFIGURED, ALERT_WEBHOOKS: JSON.stringify(list) });
    await cut();
    await look(1);
    expect(receiver.received.map(({ url }) => url)).toEqual([HOOK]);
    expect(lines.filter(({ event }) => event === 'alert_webhooks_malformed')).toMatchObject([
      { detail: expect.stringContaining('ALERT_WEBHOOKS/2/url') },
    ]);
  });

  it('cannot make the queue grow without limit when it stays down', async () => {
    receiver.answer = () => new Response(null, { status: 503 });
    await cut();
    await look(1);
    const since = clock.ms;
    for (let n = 0; n < WAITING_MAX + 50; n++) {
      await exec(
        monitor(),
        'INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?, 1, 0, 1, ?, NULL, NULL)',
        `a${n}`,
        'bugs',
        `o${n}`,
        'firing',
        '',
        since,
        since,
      );
      await exec(monitor(), 'INSERT INTO alert_messages VALUES (?, ?, ?, ?)', `m${n}`, `a${n}`, since, '{}');
      await exec(
        monitor(),
        `INSERT INTO alert_deliveries (message, hook, state, tries, due_ms) VALUES (?, 'alerts.example', 'waiting', 0, ?)`,
        `m${n}`,
        since + 24 * HOUR,
      );
    }
    clock.ms += 4 * HOUR;
    await look(1);
    const [row] = await exec(
      monitor(),
      `SELECT count(*) AS waiting FROM alert_deliveries WHERE state = 'waiting'`,
    );
    expect(row?.waiting).toBeLessThanOrEqual(WAITING_MAX);
    expect((await deliveries()).filter(({ message }) => message.startsWith('alr_')).at(-1)?.state).toBe(
      'waiting',
    );
  });
});

describe('the heartbeat', () => {
  it('is sent each minute with a successful check, and not otherwise', async () => {
    await setEnv({ HEARTBEAT_URL: HEARTBEAT });
    await look(3);
    await monitor().watch();
    expect(receiver.heartbeats).toBe(3);
    await exec(monitor(), 'ALTER TABLE alerts RENAME TO alerts_away');
    try {
      await look(2);
    } finally {
      await exec(monitor(), 'ALTER TABLE alerts_away RENAME TO alerts');
    }
    expect(receiver.heartbeats).toBe(3);
    expect(lines.filter(({ event }) => event === 'watch_failed')).toHaveLength(2);
    await look(1);
    expect(receiver.heartbeats).toBe(4);
  });

  it('logs a failure without its address', async () => {
    receiver.others = () => new Response(null, { status: 404 });
    await setEnv({ HEARTBEAT_URL: 'https://heart.example/another/secret' });
    await look(1);
    const failed = lines.filter(({ event }) => event === 'heartbeat_failed');
    expect(failed).toMatchObject([{ level: 'warn', error: 'it answers 404' }]);
    receiver.others = (url) => Promise.reject(new TypeError(`cannot fetch ${url}`));
    await look(1);
    expect(lines.filter(({ event }) => event === 'heartbeat_failed').at(-1)).toMatchObject({
      error: 'TypeError',
    });
    expect(JSON.stringify(lines)).not.toContain('another/secret');
  });
});

describe('/v1/admin/alerts', () => {
  interface Listed {
    lookedAt: string;
    hooks: object[];
    firing: { kind: string; deliveries: object[] }[];
    over: { kind: string; until: string }[];
  }
  const listed = async (withEnv: object = {}) => {
    const token = await operatorToken('auditor');
    const incoming = new Request(`${BASE}/v1/admin/alerts`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const response = await app.fetch(incoming, { ...env, ...CONFIGURED, ...withEnv } as never);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('/imprimatur"');
    return JSON.parse(text) as Listed;
  };

  it('lists firing and resolved alerts with their deliveries, and no address or secret', async () => {
    await cut();
    await look(1);
    expect(await listed()).toMatchObject({
      lookedAt: new Date(clock.ms).toISOString(),
      hooks: [{ name: 'alerts.example', host: 'alerts.example', severity: 'warning' }],
      firing: [
        {
          kind: 'outbox_behind',
          until: null,
          deliveries: [
            { hook: 'alerts.example', type: 'alert.firing', state: 'delivered', status: 204, tries: 1 },
          ],
        },
      ],
    });
    await heal();
    await look(2);
    const { firing, over } = await listed();
    expect(firing).toEqual([]);
    expect(over[0]).toMatchObject({ kind: 'outbox_behind', until: new Date(clock.ms).toISOString() });
    const described = await request('/v1/admin/alerts', { token: await operatorToken('desk') });
    expect(described.status).toBe(200);
  });

  it('tests every hook for an owner, returns each result, and logs the test', async () => {
    const owner = await operatorToken('owner');
    const other = { name: 'other', url: 'https://elsewhere.example/', secret: 'ALERT_SECRET_TEST' };
    const ALERT_WEBHOOKS = JSON.stringify([...JSON.parse(CONFIGURED.ALERT_WEBHOOKS), other]);
    const response = await app.fetch(
      new Request(`${BASE}/v1/admin/alerts/test`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${owner}` },
      }),
      { ...env, ...CONFIGURED, ALERT_WEBHOOKS } as never,
    );
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        items: [
          { hook: 'alerts.example', delivered: true, status: 204, reason: null, tookMs: 0 },
          { hook: 'other', delivered: false, status: 404, reason: 'refused', tookMs: 0 },
        ],
        faults: [],
      },
    ]);
    expect(receiver.received.map(({ message }) => message.type)).toEqual(['alert.test']);
    await drain(OPERATORS_OBJECT);
    const entered = await env.DB.prepare(
      `SELECT count(*) AS n FROM entries WHERE license = 'operators' AND body ->> 'act' = 'alerts.test'`,
    ).first('n');
    expect(entered).toBe(1);
  });
});
