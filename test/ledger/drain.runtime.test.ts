import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { DRAIN_RETRY_MS } from '../../src/ledger/limits.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { addCount } from '../../src/ledger/object-store/counts.ts';
import { shardDrain } from '../../src/ledger/shard-drain.ts';
import { type OpenObject, ok, openObject, wholeLog } from './support.ts';

let name: OpenObject['name'];
let object: OpenObject['object'];
let license: OpenObject['license'];
let request: OpenObject['request'];

beforeEach(async () => {
  ({ name, object, license, request } = await openObject());
});

/** D1 refuses every entry while `body` runs. */
async function whileD1Refuses(body: () => Promise<void>): Promise<void> {
  await env.DB.prepare('ALTER TABLE entries RENAME TO entries_away').run();
  try {
    await body();
  } finally {
    await env.DB.prepare('ALTER TABLE entries_away RENAME TO entries').run();
  }
}

describe('the drain', () => {
  const inD1 = async () => {
    const { results } = await env.DB.prepare(
      'SELECT idx, body, leaf FROM entries WHERE license = ? ORDER BY idx',
    )
      .bind(license.id)
      .all<{ idx: number; body: string; leaf: string }>();
    return results;
  };

  it('writes every entry to D1 as it is, in order', async () => {
    await Promise.all([0, 1, 2].map((n) => object.record(request({ article: `itm_${n}` }))));
    expect(await runDurableObjectAlarm(object)).toBe(true);
    const rows = await inD1();
    expect(rows.map(({ idx }) => idx)).toEqual([0, 1, 2]);
    for (const { body, leaf } of rows) expect(leaf).toBe(Buffer.from(leafHash(body)).toString('base64'));
  });

  it('may be repeated harmlessly', async () => {
    await object.record(request());
    await runDurableObjectAlarm(object);
    await runInDurableObject(
      object,
      (_: LedgerShard, { storage }) =>
        void storage.sql.exec(`UPDATE meta SET value = 0 WHERE name = 'drained'`),
    );
    await runDurableObjectAlarm(object);
    expect(await inD1()).toHaveLength(1);
    expect(await object.health()).toMatchObject({ backlog: 0, drainFailures: 0 });
  });

  it('leaves a row that is there otherwise as it is, and tells what it found', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const n of [0, 1, 2]) await ok(object.record(request({ article: `itm_${n}` })));
    const insert = (idx: number, id: string) =>
      env.DB.prepare(
        `INSERT INTO entries (license, idx, id, at, kind, outcome, env, partner, billable, leaf, body)
         VALUES (?, ?, ?, '', 'delivery', 'permit', 'live', 'par_1', 0, 'AAAA', '{}')`,
      )
        .bind(license.id, idx, id)
        .run();
    const ids = (await wholeLog(object, license.id)).map(({ id }) => String(id));
    await insert(1, 'dlv_other');
    // Elsewhere, and with the id of the third entry.
    await insert(70, ids[2] ?? '');
    await runDurableObjectAlarm(object);
    told.mockRestore();
    expect(await inD1()).toMatchObject([
      { idx: 0 },
      { idx: 1, body: '{}' },
      { idx: 2 },
      { idx: 70, body: '{}' },
    ]);
    const { results } = await env.DB.prepare(
      `SELECT idx, kind, message ->> 'key' AS key FROM findings WHERE license = ? AND settled IS NULL ORDER BY idx`,
    )
      .bind(license.id)
      .all();
    expect(results).toEqual([
      { idx: 1, kind: 'row_changed', key: 'self_check.row_changed' },
      { idx: 70, kind: 'row_extra', key: 'self_check.row_extra' },
    ]);
    expect(await object.health()).toMatchObject({ backlog: 0, drainFailures: 0 });
  });

  it('goes on when D1 takes writes again, and deliveries go on meanwhile', async () => {
    await whileD1Refuses(async () => {
      await object.record(request());
      await runDurableObjectAlarm(object);
      await ok(object.record(request({ article: 'itm_2' })));
      expect(await object.health()).toMatchObject({ backlog: 2, drainFailures: 1 });
      expect((await object.health()).alarmAtMs).not.toBeNull();
    });
    await runDurableObjectAlarm(object);
    expect((await inD1()).map(({ idx }) => idx)).toEqual([0, 1]);
    expect(await object.health()).toMatchObject({ backlog: 0, drainFailures: 0 });
  });

  it('always has an alarm set: after an append, after a drain, after the alarm was lost', async () => {
    await object.record(request());
    expect((await object.health()).alarmAtMs).not.toBeNull();
    await runDurableObjectAlarm(object);
    expect((await object.health()).alarmAtMs).not.toBeNull();
    await runInDurableObject(object, (_: LedgerShard, { storage }) => storage.deleteAlarm());
    await object.poke();
    expect((await object.health()).alarmAtMs).not.toBeNull();
  });

  it('backs off while D1 refuses, also when deliveries go on', async () => {
    await whileD1Refuses(async () => {
      await object.record(request());
      const failedMs = Date.now();
      await runDurableObjectAlarm(object);
      await ok(object.record(request({ article: 'itm_2' })));
      const { alarmAtMs } = await object.health();
      expect(alarmAtMs).toBeGreaterThanOrEqual(failedMs + DRAIN_RETRY_MS);
    });
  });

  it('that fails keeps no change of the catalogue waiting', async () => {
    const change = {
      kind: 'key',
      key: { id: 'key_1', license: license.id, status: 'revoked', version: 2, secrets: [] },
    };
    await whileD1Refuses(async () => {
      await ok(object.record(request()));
      await env.DB.prepare('INSERT INTO outbox (object, change, created) VALUES (?, ?, ?)')
        .bind(name, JSON.stringify(change), new Date().toISOString())
        .run();
      await runDurableObjectAlarm(object);
      expect(await object.health()).toMatchObject({ drainFailures: 1 });
      expect(await object.record(request())).toMatchObject({ kind: 'refused', code: 'invalid_token' });
    });
  });

  it('takes entries with hundreds of components under several policies, in any script', async () => {
    const big = (article: string) => {
      const one = request({ article });
      one.draft.sections = ['国際'.repeat(20)];
      one.draft.policies = Array.from({ length: 8 }, (_, n) => ({
        id: `rst_${String(n).padStart(32, '0')}`,
        version: 1,
        sha256: 'f'.repeat(64),
      }));
      one.draft.delivered = Array.from({ length: 201 }, (_, n) => ({
        component: `cmp_${String(n).padStart(32, '0')}`,
        digest: 'f'.repeat(64),
        supplier: '写真通信社による提供 '.repeat(30),
      }));
      return one;
    };
    await Promise.all([0, 1, 2, 3, 4, 5].map((n) => ok(object.record(big(`itm_${n}`)))));
    await runDurableObjectAlarm(object);
    const rows = await inD1();
    expect(rows.map(({ idx }) => idx)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(Buffer.byteLength(rows[0]?.body ?? '')).toBeGreaterThan(150_000);
    for (const { body, leaf } of rows) expect(leaf).toBe(Buffer.from(leafHash(body)).toString('base64'));
  });
});

describe('the drain of counts', () => {
  const countsInD1 = async (minute: string) => {
    const { results } = await env.DB.prepare(
      'SELECT license, count FROM refusal_counts WHERE object = ? AND minute = ? ORDER BY license',
    )
      .bind(name, minute)
      .all<{ license: string; count: number }>();
    return results;
  };
  const kept = () =>
    runInDurableObject(object, (_: LedgerShard, { storage }) =>
      storage.sql.exec<{ minute: string; count: number }>('SELECT minute, count FROM counts').toArray(),
    );

  it('counts by the minute what is not entered', async () => {
    const { caller, judged } = request();
    await Promise.all(Array.from({ length: 7 }, () => object.check({ caller, judged, count: 'not_found' })));
    await runDurableObjectAlarm(object);
    await runDurableObjectAlarm(object);
    const row = await env.DB.prepare(
      'SELECT code, sum(count) AS count FROM refusal_counts WHERE license = ? GROUP BY code',
    )
      .bind(license.id)
      .first();
    expect(row).toEqual({ code: 'not_found', count: 7 });
  });

  it('brings every row of a minute to D1, however many, and the minutes after it', async () => {
    await runInDurableObject(object, (_: LedgerShard, { storage }) => {
      for (let n = 0; n < 450; n++) addCount(storage.sql, '2026-01-01T10:00', `lic_${n}`, 'not_found');
      addCount(storage.sql, '2026-01-01T10:01', 'lic_0', 'not_found');
    });
    await object.poke();
    await runDurableObjectAlarm(object);
    expect(await countsInD1('2026-01-01T10:00')).toHaveLength(450);
    expect(await countsInD1('2026-01-01T10:01')).toEqual([{ license: 'lic_0', count: 1 }]);
    expect(await kept()).toEqual([]);
  });

  it('loses nothing that is counted while D1 writes, nor when the minute ends meanwhile', async () => {
    const counted = (sql: SqlStorage) => addCount(sql, '2026-01-01T10:00', 'lic_1', 'not_found');
    await runInDurableObject(object, async ({ entries }: LedgerShard, { storage: { sql } }) => {
      counted(sql);
      let nowMs = Date.parse('2026-01-01T10:00:59.900Z');
      const whileWriting = (meanwhile: () => void) =>
        shardDrain({
          sql,
          entries,
          db: interrupted(meanwhile),
          object: name,
          drained: () => undefined,
          now: () => nowMs,
        });
      await whileWriting(() => {
        counted(sql);
        nowMs += 200;
      }).run();
      // The minute is over by now, and a late one still comes.
      await whileWriting(() => counted(sql)).run();
      await whileWriting(() => undefined).run();
    });
    expect(await countsInD1('2026-01-01T10:00')).toEqual([{ license: 'lic_1', count: 3 }]);
    expect(await kept()).toEqual([]);
  });
});

/** D1 where something else happens while a statement of counts is under way. */
function interrupted(meanwhile: () => void): D1Database {
  const db: Pick<D1Database, 'prepare'> = {
    prepare: (query) => {
      const statement = env.DB.prepare(query);
      if (!query.includes('refusal_counts')) return statement;
      const bind: D1PreparedStatement['bind'] = (...values) => {
        const bound = statement.bind(...values);
        return new Proxy(bound, {
          get: (target, member) =>
            member === 'run'
              ? async () => {
                  const result = await target.run();
                  meanwhile();
                  return result;
                }
              : Reflect.get(target, member),
        });
      };
      return new Proxy(statement, {
        get: (target, member) => (member === 'bind' ? bind : Reflect.get(target, member)),
      });
    },
  };
  return db as D1Database;
}
