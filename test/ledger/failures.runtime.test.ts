/**
 * What can break between a caller, the object, its alarm and D1, and that nothing is lost or counted twice by
 * it.
 */

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatewayHealth } from '../../src/ledger/health.ts';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { DRAIN_BEHIND_MS, IDLE_ALARM_MS } from '../../src/ledger/limits.ts';
import { shardDrain } from '../../src/ledger/shard-drain.ts';
import type { Change, RecordRequest } from '../../src/ledger/types.ts';
import { eventually } from '../support/eventually.ts';
import { HOUR, type OpenObject, ok, openObject, wholeLog } from './support.ts';

const MINUTE = 60_000;

let open: OpenObject;
beforeEach(async () => {
  open = await openObject();
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function rowsInD1() {
  const { results } = await env.DB.prepare(
    'SELECT idx, id, billable FROM entries WHERE license = ? ORDER BY idx',
  )
    .bind(open.license.id)
    .all<{ idx: number; id: string; billable: number }>();
  return results;
}

/** D1 refuses every entry while `body` runs. */
async function whileD1Refuses(body: () => Promise<void>): Promise<void> {
  await env.DB.prepare('ALTER TABLE blocks RENAME TO blocks_away').run();
  try {
    await body();
  } finally {
    await env.DB.prepare('ALTER TABLE blocks_away RENAME TO blocks').run();
  }
}

const logged = (spy: { mock: { calls: unknown[][] } }) =>
  spy.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);

describe('D1 that refuses writes for minutes', () => {
  it('stops no delivery, is alerted on and told in health, and gets everything in order afterwards', async () => {
    const { object, name, request } = open;
    const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const began = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(began);
    const served: string[] = [];
    await whileD1Refuses(async () => {
      for (let minute = 0; minute < 5; minute++) {
        clock.mockReturnValue(began + minute * MINUTE);
        for (let n = 0; n < 60; n++) {
          const { recorded } = await ok(object.record(request({ article: `itm_${minute}_${n % 30}` })));
          served.push(recorded.id);
        }
        await runDurableObjectAlarm(object);
      }
      const health = await gatewayHealth(env, Date.now());
      expect(health.status).toBe('degraded');
      expect(health.findings).toMatchObject([
        { kind: 'drain_behind', object: name, since: new Date(began).toISOString() },
      ]);
      expect(health.objects.find((one) => one.object === name)).toMatchObject({
        backlog: served.length,
        drainFailures: 5,
      });
    });
    const events = logged(errors).filter(({ object }) => object === name);
    // Not before it has lasted, and then on every run.
    expect(events.filter(({ event }) => event === 'drain_behind')).toMatchObject([
      { backlog: 180, since: new Date(began).toISOString() },
      { backlog: 240 },
      { backlog: 300 },
    ]);
    expect(DRAIN_BEHIND_MS).toBe(MINUTE);

    await runDurableObjectAlarm(object);
    const rows = await rowsInD1();
    expect(rows.map(({ id }) => id)).toEqual(served);
    expect(rows.map(({ idx }) => idx)).toEqual(served.map((_, index) => index));
    expect(rows.reduce((sum, { billable }) => sum + billable, 0)).toBe(150);
    const { findings } = await gatewayHealth(env, Date.now());
    expect(findings).toEqual([]);
  });

  it('that cannot even be read leaves health an answer', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await env.DB.prepare('ALTER TABLE outbox RENAME TO outbox_away').run();
    try {
      expect(await gatewayHealth(env, Date.now())).toMatchObject({
        status: 'degraded',
        outbox: null,
        objects: [
          { object: 'ledger-0', reachable: true },
          { object: 'operators', reachable: true },
          { object: 'agency', reachable: true },
        ],
        findings: [{ kind: 'd1_unreachable' }],
      });
    } finally {
      await env.DB.prepare('ALTER TABLE outbox_away RENAME TO outbox').run();
    }
  });
});

describe('a drain that is cut off in the middle', () => {
  /** D1 that writes blocks and never answers. */
  function cutOff(): D1Database {
    return new Proxy(env.DB, {
      get(target, member) {
        if (member !== 'batch') return Reflect.get(target, member).bind(target);
        return async (batch: D1PreparedStatement[]) => {
          await target.batch(batch);
          throw new Error('Network connection lost.');
        };
      },
    });
  }

  it('after its statement was written goes on, with every entry once and in order', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { object, name, request } = open;
    const count = 450;
    await Promise.all(
      Array.from({ length: count }, (_, n) => ok(object.record(request({ article: `itm_${n}` })))),
    );
    await runInDurableObject(object, async ({ entries }: LedgerShard, { storage: { sql } }) => {
      const drain = shardDrain({
        sql,
        entries,
        db: cutOff(),
        object: name,
        drained: () => undefined,
        now: () => Date.now(),
      });
      await drain.run();
      expect(drain.failures).toBe(1);
    });
    expect(await rowsInD1()).toHaveLength(count);
    // The object is gone too: what it knew in memory of the drain is lost.
    await evictDurableObject(object);
    await object.poke();
    await runDurableObjectAlarm(object);
    const rows = await rowsInD1();
    expect(rows.map(({ idx }) => idx)).toEqual(Array.from({ length: count }, (_, index) => index));
    expect(await object.health()).toMatchObject({ backlog: 0 });
  });
});

describe('an object that is killed between the append and the answer', () => {
  it('has written each entry whole or not at all; whoever asks again is billed once', async () => {
    const { object, license, request } = open;
    const stopped = await runInDurableObject(object, async (instance: LedgerShard, state) => {
      await instance.alarm();
      // The transaction has returned; the disk has not confirmed it, and never will to this instance.
      vi.spyOn(state.storage, 'sync').mockImplementation(() => new Promise(() => undefined));
      const pending = ['itm_a', 'itm_b'].map((article) => instance.record(request({ article })));
      await eventually(() => expect(instance.entries.lastSeq).toBe(2));
      return Promise.race([
        Promise.all(pending).then(() => 'answered'),
        new Promise((resolve) => setTimeout(() => resolve('not answered'), 50)),
      ]);
    });
    expect(stopped).toBe('not answered');
    await runInDurableObject(object, (_: LedgerShard, state) => state.abort('killed')).catch(() => undefined);

    // A stub to what was killed is of no use any more.
    const revived = env.LEDGER.get(env.LEDGER.idFromName(open.name));
    for (const article of ['itm_a', 'itm_b', 'itm_c']) await ok(revived.record(request({ article })));
    const entries = await wholeLog(revived, license.id);
    const billed = entries.filter(({ billable }) => billable === 1).map(({ article }) => article);
    expect([...billed].sort()).toEqual(['itm_a', 'itm_b', 'itm_c']);
    await runDurableObjectAlarm(revived);
    expect((await rowsInD1()).map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
  });
});

describe('an outbox that is cut off between D1 and the objects', () => {
  const revoked = (): Change => ({
    kind: 'key',
    key: { id: 'key_1', license: open.license.id, status: 'revoked', secrets: [], version: 2 },
  });
  const waiting = async () =>
    (await env.DB.prepare('SELECT seq FROM outbox WHERE object = ?').bind(open.name).all()).results.length;
  const enqueue = (created = new Date().toISOString()) =>
    env.DB.prepare('INSERT INTO outbox (object, change, created) VALUES (?, ?, ?)')
      .bind(open.name, JSON.stringify(revoked()), created)
      .run();

  it('after the batch, before the object was told: its next alarm tells it', async () => {
    await enqueue();
    await open.object.poke();
    await runDurableObjectAlarm(open.object);
    expect([await waiting(), (await open.object.record(open.request())).kind]).toEqual([0, 'refused']);
  });

  it('after the object was told, before the row was deleted: it is told again, to no effect', async () => {
    await enqueue();
    await open.tell(revoked());
    await runDurableObjectAlarm(open.object);
    expect([await waiting(), (await open.object.record(open.request())).kind]).toEqual([0, 'refused']);
  });

  it('for minutes is told in health, with the object that does not acknowledge', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const since = new Date(Date.now() - 5 * MINUTE).toISOString();
    await enqueue(since);
    const { status, findings, outboxSince } = await gatewayHealth(env, Date.now());
    expect([status, outboxSince]).toEqual(['degraded', since]);
    expect(findings).toMatchObject([{ kind: 'outbox_behind', object: open.name, since }]);
    await runDurableObjectAlarm(open.object);
    expect(await waiting()).toBe(0);
  });
});

describe('an alarm that got lost', () => {
  it('is set again by the next delivery, however the object came by its memory of it', async () => {
    const { object, request } = open;
    await ok(object.record(request()));
    await runInDurableObject(object, (_: LedgerShard, { storage }) => storage.deleteAlarm());
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + IDLE_ALARM_MS);
    await ok(object.record(request()));
    expect((await object.health()).alarmAtMs).not.toBeNull();
  });
});

describe('two releases at once', () => {
  it('agree on what an isolate of the first release says', async () => {
    const { object, license, request } = open;
    const { soleTitle: _, grant: __, ...now } = request();
    // As it went over the wire when the ledger was first released: nothing of it may ever become required.
    const first: RecordRequest = {
      caller: { partner: 'par_1', license: license.id, key: 'key_1', env: 'live' },
      judged: { licenseVersion: license.version, epoch: now.judged.epoch, items: { itm_1: 1 } },
      draft: now.draft,
      carriesContent: true,
    };
    expect(first).toEqual(now);
    expect(await ok(object.record(first))).toMatchObject({ first: null, recorded: { billable: 1 } });
    expect(await object.check({ caller: first.caller, judged: first.judged })).toEqual({ kind: 'ok' });
    expect(await open.wholeLog()).toHaveLength(1);
  });

  it('agree on a request with members that the object does not know yet', async () => {
    const { object, request } = open;
    const newer = { ...request(), later: true, draft: request().draft } as RecordRequest;
    await ok(object.record(newer));
  });

  it('keep a change of a kind that the object does not know in the outbox, until it does', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { object, name } = open;
    await env.DB.prepare('INSERT INTO outbox (object, change, created) VALUES (?, ?, ?)')
      .bind(name, JSON.stringify({ kind: 'of a later release' }), new Date().toISOString())
      .run();
    await object.poke();
    await runDurableObjectAlarm(object);
    const row = await env.DB.prepare('SELECT change FROM outbox WHERE object = ?').bind(name).first();
    expect(row).not.toBeNull();
    await env.DB.prepare('DELETE FROM outbox WHERE object = ?').bind(name).run();
  });

  it('judge by a license as the first release told it', async () => {
    const { object, license, tell } = open;
    const { id, partner } = license;
    await tell({
      kind: 'license',
      license: {
        id,
        partner,
        version: 2,
        status: 'active',
        startsMs: Date.now() - HOUR,
        endsMs: Date.now() + 1_000 * HOUR,
        quota: { limit: 1, per: 'day', onExceed: 'refuse' },
      },
    });
    license.version = 2;
    await ok(object.record(open.request()));
    expect((await object.record(open.request({ article: 'itm_2' }))).kind).toBe('refused');
  });
});
