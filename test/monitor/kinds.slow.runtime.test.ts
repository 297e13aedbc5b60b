/**
 * Each kind of alert: its cause is brought about, somebody is told once, and once more when it is gone.
 * @module-tag alone
 */
import {
  createExecutionContext,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
  waitOnExecutionContext,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/app.ts';
import { Archiver } from '../../src/ledger/archive/archiver.ts';
import { Catalogue } from '../../src/ledger/catalogue.ts';
import { gatewayHealth } from '../../src/ledger/health.ts';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { ALARM_OVERDUE_MS, CHECK_EVERY_MS } from '../../src/ledger/limits.ts';
import { OPERATORS_OBJECT } from '../../src/ledger/names.ts';
import { readMeta } from '../../src/ledger/object-store/meta.ts';
import { entrySelfCheck } from '../../src/ledger/self-check/entry-check.ts';
import { printVerifierKey } from '../../src/ledger/transparency/note.ts';
import { AGENCY_LOG } from '../../src/ledger/transparency/origins.ts';
import { verifierKeysOf } from '../../src/ledger/transparency/signer.ts';
import { loadAlerts } from '../../src/monitor/alert-view.ts';
import { ensureMonitor } from '../../src/monitor/ensure-monitor.ts';
import { ALERT_KINDS, type AlertKind } from '../../src/monitor/kinds.ts';
import {
  BUGS_MIN,
  EXTERNAL_FAILURE_ALERT_MS,
  RESOLVED_RETAINED_MAX,
  UNAVAILABLE_MIN,
} from '../../src/monitor/limits.ts';
import { MONITOR, STANDBY } from '../../src/monitor/names.ts';
import { NEWEST_MIGRATION } from '../../src/platform/schema.ts';
import { type OpenObject, ok, openObject } from '../ledger/support.ts';
import { exec, roundDue } from '../ledger/transparency/support.ts';
import { BASE, operatorToken } from '../support/gateway.ts';
import { parsed, recordLines } from '../support/log-lines.ts';
import { openNewsroom, openSite } from '../support/newsroom.ts';
import { alterEntries } from '../support/stored-log.ts';
import { emptyStores } from '../support/stores.ts';
import { TestWitness } from '../support/witness.ts';
import {
  alarm,
  CONFIGURED,
  clock,
  HOUR,
  healed,
  look,
  MINUTE,
  monitor,
  Receiver,
  refuse,
  setEnv,
  without,
} from './support.ts';

let receiver: Receiver;
let open: OpenObject;
/** Kinds whose whole story was told. */
const shown = new Set<AlertKind>();

beforeEach(async () => {
  clock.hold();
  for (const level of ['error', 'info'] as const)
    vi.spyOn(console, level).mockImplementation(() => undefined);
  receiver = new Receiver();
  receiver.open();
  await setEnv(CONFIGURED);
  open = await openObject();
  await look(2);
  receiver.received = [];
});
afterEach(async () => {
  await healed();
  // `look()` visits every object, so leftovers would slow each following test.
  await emptyStores();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const d1 = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run();
const deliver = async (count: number, prefix = 'itm') => {
  for (let n = 0; n < count; n++) await ok(open.object.record(open.request({ article: `${prefix}_${n}` })));
};

/** Minutes go by until it is told, then two more; it is told once. */
async function fires(kind: AlertKind, object: string | null, { minutes = 6, asleep = [] as string[] } = {}) {
  for (let minute = 0; minute < minutes && receiver.of(kind, object).length === 0; minute++)
    await look(1, asleep);
  await look(2, asleep);
  expect(receiver.of(kind, object)).toEqual([['alert.firing', 1]]);
}

async function isOver(kind: AlertKind, object: string | null) {
  await look(3);
  expect(receiver.of(kind, object)).toEqual([
    ['alert.firing', 1],
    ['alert.resolved', 1],
  ]);
  const ids = receiver.received.filter(({ message }) => message.data.kind === kind).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  shown.add(kind);
}

async function renamed(table: string, body: () => Promise<void>): Promise<void> {
  await d1(`ALTER TABLE ${table} RENAME TO ${table}_away`);
  try {
    await body();
  } finally {
    await d1(`ALTER TABLE ${table}_away RENAME TO ${table}`);
  }
}

/** The walk under way may have begun before what the test did: one more is made, from its beginning. */
async function walked(): Promise<void> {
  await runInDurableObject(open.object, async ({ entries }: LedgerShard, { storage }) => {
    const check = entrySelfCheck({
      sql: storage.sql,
      entries,
      env,
      object: open.name,
      linesOf: async () => [],
      isInTransit: () => false,
      transaction: (body) => storage.transactionSync(body),
      now: () => clock.ms,
    });
    let walks = 0;
    for (let runs = 0; runs < 80 && walks < 2; runs++) {
      const before = readMeta(storage.sql, 'walk_ended_ms');
      clock.ms += CHECK_EVERY_MS;
      await check.run();
      if (readMeta(storage.sql, 'walk_ended_ms') !== before) walks++;
    }
  });
}

describe('the monitor’s alerts about D1', () => {
  it('fire when D1 cannot be read', async () => {
    await renamed('outbox', async () => {
      await fires('d1_unreachable', null);
      expect(receiver.kinds).toEqual(['d1_unreachable']);
    });
    await isOver('d1_unreachable', null);
  });

  it('fire when D1 lacks migrations of this release', async () => {
    await d1(
      'UPDATE d1_migrations SET name = ? WHERE name = ?',
      `0000_${NEWEST_MIGRATION}`,
      NEWEST_MIGRATION,
    );
    await fires('schema_behind', null);
    await d1(
      'UPDATE d1_migrations SET name = ? WHERE name = ?',
      NEWEST_MIGRATION,
      `0000_${NEWEST_MIGRATION}`,
    );
    await isOver('schema_behind', null);
    expect(receiver.kinds).toEqual(['schema_behind']);
  });

  it('fire when D1 refuses entries for minutes', async () => {
    await deliver(1);
    await renamed('blocks', () => fires('drain_behind', open.name));
    await isOver('drain_behind', open.name);
    expect(receiver.kinds).toEqual(['drain_behind']);
  });

  it('fire when D1 was restored to an earlier point, and while licenses are suspended since', async () => {
    await deliver(3);
    await alarm(open.name);
    await d1('DELETE FROM blocks WHERE shard = ?', open.name);
    await d1('UPDATE log_shards SET applied_changes = 0 WHERE shard = ?', open.name);
    await fires('d1_went_back', open.name);
    expect(receiver.of('licenses_held')).toEqual([['alert.firing', 1]]);
    // The desk confirms them: any change of a license is its word.
    await d1('UPDATE licenses SET version = version + 1 WHERE id = ?', open.license.id);
    await isOver('licenses_held', null);
    clock.ms += HOUR;
    await isOver('d1_went_back', open.name);
  });

  it('fire while endpoints of partners are disabled by the gateway', async () => {
    await d1(
      `INSERT INTO webhooks (id, license, url, status, reason, version, created, changed)
       VALUES ('whk_1', ?, 'https://hooks.example', 'disabled', 'gone', 1, '', '')`,
      open.license.id,
    );
    await fires('webhooks_disabled', null);
    await d1(`DELETE FROM webhooks WHERE id = 'whk_1'`);
    await isOver('webhooks_disabled', null);
  });

  it('fire while holders of a recall are past their deadline', async () => {
    await d1(
      `INSERT INTO recalls (id, type, article, version, at, state, progress)
       VALUES ('rcl_1', 'article.killed', 'itm_1', '1', '', 'overdue', json_object('late', json_array(?)))`,
      open.license.id,
    );
    await fires('recall_overdue', null);
    await d1(`UPDATE recalls SET state = 'closed' WHERE id = 'rcl_1'`);
    await isOver('recall_overdue', null);
  });

  it('fire when somebody has changed the log in D1', async () => {
    await deliver(2);
    await alarm(open.name);
    const undo = await alterEntries(env.DB, { license: open.license.id, index: 1 }, (line) =>
      line.replace('ninjs', 'nitf'),
    );
    await walked();
    await fires('ledger_changed', open.name);
    expect(receiver.received[0]?.message.data.detail).toContain(`row_changed (${open.license.id} 1)`);
    const [shown] = (await loadAlerts(env)).firing;
    expect(shown?.message).toEqual({
      key: 'alert.of_entry',
      parameters: {
        kind: { of: 'trouble', value: 'row_changed' },
        license: open.license.id,
        index: 1,
        detail: { key: 'self_check.row_changed', parameters: { parts: { list: ['body'], joint: 'comma' } } },
      },
    });
    expect(shown?.message?.text).toBe(shown?.detail);
    await undo();
    await walked();
    await isOver('ledger_changed', open.name);
  });
});

describe('the monitor’s alert about an unacknowledged change', () => {
  it('fires after minutes', async () => {
    await d1(
      'INSERT INTO outbox (object, change, created) VALUES (?, ?, ?)',
      open.name,
      JSON.stringify({ kind: 'of a later release' }),
      new Date(clock.ms).toISOString(),
    );
    await fires('outbox_behind', open.name);
    await d1('DELETE FROM outbox WHERE object = ?', open.name);
    await isOver('outbox_behind', open.name);
    expect(receiver.kinds).toEqual(['outbox_behind']);
  });
});

describe('the monitor’s alerts about an object', () => {
  it('fire when it does not answer, without resolving its other alerts', async () => {
    await deliver(1);
    await renamed('blocks', async () => {
      await fires('drain_behind', open.name);
      await setEnv(without([open.name]));
      await fires('object_unreachable', open.name);
      await look(3);
      expect(receiver.of('drain_behind', open.name)).toEqual([['alert.firing', 1]]);
    });
    await healed();
    await isOver('object_unreachable', open.name);
    await isOver('drain_behind', open.name);
  });

  it('fire when its clock disagrees with its log, and when its log has dates in the future', async () => {
    await deliver(1);
    // As if its clock had been two days ahead, and is right again.
    await exec(
      open.object,
      `INSERT OR REPLACE INTO meta (name, value) VALUES ('last_at_ms', ?)`,
      Date.now() + 48 * HOUR,
    );
    await evictDurableObject(open.object);
    await runInDurableObject(open.object, ({ clock: own }: LedgerShard) => {
      Object.assign(own, { toleranceMs: 24 * HOUR });
    });
    await fires('clock_unsure', open.name);
    await open.object.acceptClock();
    await isOver('clock_unsure', open.name);
    expect(receiver.of('clock_set_back', open.name)).toEqual([['alert.firing', 1]]);
    shown.add('clock_set_back');
    clock.ms += HOUR;
    await isOver('clock_set_back', open.name);
  });

  it('fire when its alarm got lost', async () => {
    await alarm(open.name);
    await runInDurableObject(open.object, (_: LedgerShard, { storage }) => storage.deleteAlarm());
    await look(ALARM_OVERDUE_MS / MINUTE, [open.name]);
    expect(receiver.of('alarm_overdue')).toEqual([]);
    await fires('alarm_overdue', open.name, { asleep: [open.name] });
    await isOver('alarm_overdue', open.name);
    expect(receiver.kinds).toEqual(['alarm_overdue']);
  });
});

describe('the monitor’s alerts about checkpoints', () => {
  it('fire when checkpoints cannot be stored, and then when receipts become overdue', async () => {
    await deliver(1);
    await roundDue(open.object);
    await refuse(new RegExp(`/license/${open.license.id}/`));
    await fires('checkpoints_failing', open.name);
    clock.ms += 17 * HOUR;
    await look(1);
    expect(receiver.of('promise_soon')).toEqual([]);
    clock.ms += HOUR;
    await fires('promise_soon', open.name);
    clock.ms += 6 * HOUR;
    await look(1);
    expect(receiver.of('promise_broken', open.name)).toEqual([['alert.firing', 1]]);
    const health = await gatewayHealth(env, clock.ms);
    expect(health.promises).toMatchObject({ broken: 1, soon: 0, oldest: expect.any(String) });
    expect(health.findings.map(({ kind }) => kind)).toContain('promise_broken');
    await healed();
    await look(1);
    // It is told again every four hours; here it is enough that all of it ends.
    await look(3);
    for (const kind of ['checkpoints_failing', 'promise_soon', 'promise_broken'] as const) {
      const told = receiver.of(kind, open.name).map(([type]) => type);
      expect([told[0], told.at(-1)]).toEqual(['alert.firing', 'alert.resolved']);
      expect(told.filter((type) => type === 'alert.resolved')).toHaveLength(1);
      shown.add(kind);
    }
    expect((await gatewayHealth(env, clock.ms)).promises).toEqual({ broken: 0, soon: 0, oldest: null });
  });

  it('fire when the agency log has not been signed for an hour', async () => {
    await refuse(new RegExp(`^checkpoints/${env.LOG_ORIGIN}/\\d+$`));
    await deliver(1);
    await roundDue(open.object);
    await look(1);
    clock.ms += HOUR;
    await look(1);
    expect(receiver.of('checkpoint_behind', AGENCY_LOG)).toEqual([['alert.firing', 1]]);
    await healed();
    await isOver('checkpoint_behind', AGENCY_LOG);
  });

  it('fire when a witness contradicts the log', async () => {
    await deliver(1);
    await roundDue(open.object);
    const witness = new TestWitness('witness.example/alerts');
    receiver.others = () =>
      new Response('1000000\n', { status: 409, headers: { 'Content-Type': 'text/x.tlog.size' } });
    await setEnv({
      WITNESSES: JSON.stringify([
        { name: witness.name, key: witness.verifierKey, url: 'https://witness.example' },
      ]),
    });
    await fires('log_contradicted', AGENCY_LOG);
    expect(receiver.received[0]?.message.data.detail).toContain('witness_contradicts');
    expect((await loadAlerts(env)).firing[0]?.message?.parameters).toMatchObject({
      kind: { of: 'trouble', value: 'witness_contradicts' },
      detail: { key: 'log.witness_ahead', parameters: { there: 1_000_000 } },
    });
    await setEnv({ WITNESSES: undefined });
    await isOver('log_contradicted', AGENCY_LOG);
  });
});

describe('the monitor’s alerts about external services', () => {
  const failing = async () =>
    (await gatewayHealth(env, clock.ms)).objects.find(({ object }) => object === AGENCY_LOG)?.logFindings;

  async function failsForHalfADay(kind: string, configured: Parameters<typeof setEnv>[0]) {
    await deliver(1);
    await roundDue(open.object);
    await setEnv(configured);
    await look(2);
    expect(await failing()).toMatchObject([{ kind }]);
    clock.ms += EXTERNAL_FAILURE_ALERT_MS - 10 * MINUTE;
    await look(2);
    expect(receiver.of('outside_failing')).toEqual([]);
    clock.ms += 10 * MINUTE;
    await fires('outside_failing', AGENCY_LOG);
    const [told] = receiver.received.filter(({ message }) => message.data.kind === 'outside_failing');
    expect(told?.message.data.detail).toMatch(new RegExp(`^${kind}: .+: since \\d{4}-`));
    // The address may be a secret.
    expect(told?.message.data.detail).not.toMatch(/https|secret/);
  }

  it('fire while a witness does not sign', async () => {
    const witness = new TestWitness('witness.example/away');
    const [logKey] = verifierKeysOf(env.SIGNING_KEYS, env.LOG_ORIGIN);
    witness.trust(env.LOG_ORIGIN, logKey ? printVerifierKey(logKey) : '');
    receiver.others = () => Promise.reject(new Error('https://witness.example?secret refused'));
    await failsForHalfADay('witness_failing', {
      WITNESSES: JSON.stringify([
        { name: witness.name, key: witness.verifierKey, url: 'https://witness.example' },
      ]),
    });
    receiver.others = (_, init) => {
      const body = Buffer.from(init.body as Uint8Array).toString();
      const { status, body: given } = witness.addCheckpoint(body, Math.floor(clock.ms / 1000));
      return new Response(given, { status });
    };
    await isOver('outside_failing', AGENCY_LOG);
    await setEnv({ WITNESSES: undefined });
  });

  it('fire while a time-stamping authority fails, until it is no longer configured', async () => {
    receiver.others = () => new Response('no', { status: 503 });
    await failsForHalfADay('timestamp_failing', { TIMESTAMP_URL: 'https://stamps.example/?secret' });
    await setEnv({ TIMESTAMP_URL: undefined });
    await isOver('outside_failing', AGENCY_LOG);
    expect(await failing()).toEqual([]);
  });
});

describe('the monitor’s alert about the archive', () => {
  it('fires when a file is missing', async () => {
    const now = clock.ms;
    const year = 365 * 24 * HOUR;
    const license = { ...open.license, version: 2, startsMs: now - year, endsMs: now + year };
    await open.tell({ kind: 'license', license });
    open.license.version = 2;
    clock.ms = now - 100 * 24 * HOUR;
    await deliver(3);
    await alarm(open.name);
    // What is over is a segment by now, and the newest entry is in another.
    clock.ms = now;
    await alarm(open.name);
    await deliver(1);
    await alarm(open.name);
    await runInDurableObject(open.object, ({ entries }: LedgerShard, { storage }) =>
      new Archiver({
        sql: storage.sql,
        entries,
        db: env.DB,
        bucket: env.BUCKET,
        object: open.name,
        months: 1,
        transaction: (body) => storage.transactionSync(body),
        sync: () => storage.sync(),
        now: () => clock.ms,
      }).run(),
    );
    const { manifest } = (await env.DB.prepare('SELECT manifest FROM archive_parts WHERE object = ?')
      .bind(open.name)
      .first<{ manifest: string }>()) ?? { manifest: '{}' };
    const { file } = JSON.parse(manifest) as { file: string };
    const bytes = (await (await env.BUCKET.get(file))?.arrayBuffer()) ?? new ArrayBuffer(0);
    await env.BUCKET.delete(file);
    await walked();
    await fires('archive_damaged', open.name);
    await env.BUCKET.put(file, bytes);
    await walked();
    await isOver('archive_damaged', open.name);
  });
});

describe('the monitor’s alerts about requests', () => {
  /** As an isolate serves them: what it has to say of them it says after the last. */
  async function ask(
    count: number,
    path: string,
    withEnv: object = {},
    authorization?: string,
  ): Promise<number[]> {
    const Authorization = authorization ?? `Bearer ${await operatorToken('owner')}`;
    const context = createExecutionContext();
    const statuses: number[] = [];
    for (let n = 0; n < count; n++) {
      const request = new Request(`${BASE}${path}`, { headers: { Authorization } });
      statuses.push((await app.fetch(request, { ...env, ...withEnv }, context)).status);
    }
    await waitOnExecutionContext(context);
    return [...new Set(statuses)];
  }

  it('fire when requests end with 500', async () => {
    const DB = new Proxy(env.DB, {
      get(target, member) {
        if (member !== 'prepare') return Reflect.get(target, member).bind(target);
        return (sql: string) => {
          if (/\bproducts\b/.test(sql)) throw new Error('something that nobody has thought of');
          return target.prepare(sql);
        };
      },
    });
    expect(await ask(BUGS_MIN - 1, '/v1/admin/products', { DB })).toEqual([500]);
    await look(1);
    expect(receiver.received).toEqual([]);
    expect(await ask(1, '/v1/admin/products', { DB })).toEqual([500]);
    await fires('bugs', null);
    clock.ms += 5 * MINUTE;
    await isOver('bugs', null);
    expect(receiver.kinds).toEqual(['bugs']);
  });

  it('fire for a bug of a ledger object, which is not an outage', async () => {
    const site = await openSite(await openNewsroom());
    const nothing = undefined as unknown as { of: null };
    const failing = vi.spyOn(Catalogue.prototype, 'catchUp').mockImplementation(() => nothing.of);
    const lines = recordLines();
    expect(await ask(BUGS_MIN, '/v1/articles', {}, `Bearer ${site.token}`)).toEqual([503]);
    failing.mockRestore();
    const told = parsed(lines).filter(({ event }) => event !== 'request');
    expect(told.map(({ event }) => event)).toEqual(Array.from({ length: BUGS_MIN }, () => 'bug'));
    expect(told[0]).toMatchObject({
      object: 'ledger-0',
      call: 'check',
      error: "Cannot read properties of undefined (reading 'of')",
      stack: expect.stringContaining('kinds.slow.runtime.test.ts'),
      request: expect.any(String),
    });
    await fires('bugs', null);
    clock.ms += 5 * MINUTE;
    await isOver('bugs', null);
    expect(receiver.kinds).toEqual(['bugs']);
  });

  it('fire when requests are answered 503 for more than a minute, but not during a move', async () => {
    const cut = without([OPERATORS_OBJECT]);
    expect(await ask(UNAVAILABLE_MIN, '/v1/admin/products', cut)).toEqual([503]);
    await look(2);
    expect(receiver.received).toEqual([]);
    expect(await ask(UNAVAILABLE_MIN, '/v1/admin/products', cut)).toEqual([503]);
    await fires('unavailable', null);
    clock.ms += 5 * MINUTE;
    await isOver('unavailable', null);
  });
});

describe('the monitor', () => {
  const atOnce = async () => undefined;
  const minute = async (withEnv: object = {}) => {
    clock.ms += MINUTE;
    await ensureMonitor({ ...env, ...withEnv }, atOnce);
  };

  it('is reported by its standby when it does not answer the cron trigger', async () => {
    for (let minutes = 0; minutes < 4; minutes++) await minute(without([MONITOR]));
    expect(receiver.of('watch_down')).toEqual([['alert.firing', 1]]);
    for (let minutes = 0; minutes < 3; minutes++) await minute();
    expect(receiver.of('watch_down')).toEqual([
      ['alert.firing', 1],
      ['alert.resolved', 1],
    ]);
    shown.add('watch_down');
  });

  it('is reported by its standby when its checks fail, and still sends waiting messages', async () => {
    for (let minutes = 0; minutes < 3; minutes++) await minute();
    receiver.received = [];
    await exec(
      monitor(),
      `INSERT INTO alert_messages (id, alert, at_ms, body) VALUES ('msg-waits', 'alr_before', ?, '{"data":{"kind":"bugs"}}')`,
      clock.ms,
    );
    await exec(
      monitor(),
      `INSERT INTO alert_deliveries (message, hook, state, tries, due_ms) VALUES ('msg-waits', 'alerts.example', 'waiting', 0, 0)`,
    );
    await exec(monitor(), 'ALTER TABLE alerts RENAME TO alerts_away');
    try {
      await minute();
      expect(receiver.received.map(({ id }) => id)).toEqual(['msg-waits']);
      for (let minutes = 0; minutes < 4; minutes++) await minute();
    } finally {
      await exec(monitor(), 'ALTER TABLE alerts_away RENAME TO alerts');
    }
    expect(receiver.of('watch_down')).toEqual([['alert.firing', 1]]);
    for (let minutes = 0; minutes < 3; minutes++) await minute();
    expect(receiver.of('watch_down').at(-1)).toEqual(['alert.resolved', 1]);
  });

  it('is reported by its standby when no check has ever succeeded', async () => {
    const before = (await exec(monitor(), `SELECT value FROM meta WHERE name = 'monitor_checked_ms'`))[0]
      ?.value;
    await exec(monitor(), 'ALTER TABLE alerts RENAME TO alerts_away');
    try {
      await exec(monitor(), `DELETE FROM meta WHERE name = 'monitor_checked_ms'`);
      await evictDurableObject(monitor());
      await setEnv(CONFIGURED);
      await monitor().watch();
      for (let minutes = 0; minutes < 6; minutes++) await minute();
    } finally {
      await exec(monitor(), 'ALTER TABLE alerts_away RENAME TO alerts');
    }
    expect(before).toBeGreaterThan(0);
    expect(receiver.of('watch_down')).toEqual([['alert.firing', 1]]);
    for (let minutes = 0; minutes < 3; minutes++) await minute();
  });

  it('ignores alert kinds of a later release', async () => {
    const row = (id: string, resolvedMs: string) =>
      exec(
        monitor(),
        `INSERT INTO alerts (id, kind, object, state, detail, since_ms, held, clear, notifications, notified_ms, resolved_ms)
         VALUES (?, 'of_a_later_release', '', 'firing', '', 1, 1, 0, 1, 1, ${resolvedMs})`,
        id,
      );
    await row('alr_later', 'NULL');
    await row('alr_later_over', '1');
    await look(1);
    const { checkedMs, firing, resolved } = await monitor().alerts();
    expect(checkedMs).toBe(clock.ms);
    expect([...firing, ...resolved].filter(({ id }) => id.startsWith('alr_later'))).toEqual([]);
    const asked = new Request(`${BASE}/v1/admin/alerts`, {
      headers: { Authorization: `Bearer ${await operatorToken('auditor')}` },
    });
    expect((await app.fetch(asked, env as never)).status).toBe(200);
    expect(await exec(monitor(), `SELECT id FROM alerts WHERE id = 'alr_later'`)).toHaveLength(1);
    await exec(monitor(), `DELETE FROM alerts WHERE kind = 'of_a_later_release'`);
  });

  it('retains no more at its standby than for itself', async () => {
    const standby = monitor(STANDBY);
    for (let n = 0; n < RESOLVED_RETAINED_MAX + 5; n++)
      await exec(
        standby,
        `INSERT INTO alerts (id, kind, object, state, detail, since_ms, held, clear, notifications, notified_ms, resolved_ms)
         VALUES (?, 'watch_down', '', 'resolved', '', 1, 1, 0, 1, 1, ?)`,
        `alr_old_${n}`,
        n + 1,
      );
    await standby.noteWatch('for once');
    const [row] = await exec(
      standby,
      'SELECT count(*) AS resolved FROM alerts WHERE resolved_ms IS NOT NULL',
    );
    expect(row?.resolved).toBe(RESOLVED_RETAINED_MAX);
    await standby.noteWatch(null);
  });

  it('is reported again by the next cron trigger to hooks that were not reached', async () => {
    clock.ms += HOUR;
    const withEnv = { ...without([MONITOR, STANDBY]), ...CONFIGURED };
    receiver.answer = () => new Response('no', { status: 500 });
    for (let minutes = 0; minutes < 2; minutes++) await minute(withEnv);
    expect([receiver.tries, receiver.received.length]).toEqual([2, 0]);
    receiver.answer = () => new Response(null, { status: 204 });
    for (let minutes = 0; minutes < 2; minutes++) await minute(withEnv);
    expect([receiver.tries, receiver.received.length]).toEqual([3, 1]);
    clock.ms += HOUR;
  });

  it('is reported once by the isolate when its standby fails, too', async () => {
    const withEnv = { ...without([MONITOR, STANDBY]), ...CONFIGURED };
    for (let minutes = 0; minutes < 4; minutes++) await minute(withEnv);
    expect(receiver.received.map(({ message }) => [message.type, message.data.kind])).toEqual([
      ['alert.firing', 'watch_down'],
    ]);
    expect(receiver.received[0]?.id).toMatch(/^unwatched-\d{10}$/);
    await minute();
    expect(receiver.received).toHaveLength(1);
  });

  it('checks on the cron trigger when its alarm is lost', async () => {
    await runDurableObjectAlarm(monitor());
    await exec(monitor(), 'UPDATE alerts SET notifications = notifications');
    const checkedMs = async () => (await monitor().alerts()).checkedMs;
    const before = await checkedMs();
    await minute();
    expect(await checkedMs()).toBe(before + MINUTE);
    expect(await runInDurableObject(monitor(), (_, { storage }) => storage.getAlarm())).not.toBeNull();
  });
});

it('has shown all kinds of alerts', () => {
  expect([...shown].sort()).toEqual([...ALERT_KINDS].sort());
});
