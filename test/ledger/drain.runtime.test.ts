import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { DRAIN_RETRY_MS } from '../../src/ledger/limits.ts';
import { addCount } from '../../src/ledger/object-store/counts.ts';
import { shardDrain } from '../../src/ledger/shard-drain.ts';
import { linesOf } from '../support/entry-log.ts';
import { type OpenObject, ok, openObject } from './support.ts';

let name: OpenObject['name'];
let object: OpenObject['object'];
let license: OpenObject['license'];
let request: OpenObject['request'];

beforeEach(async () => {
  ({ name, object, license, request } = await openObject());
});

/** D1 refuses every entry while `body` runs. */
async function whileD1Refuses(body: () => Promise<void>): Promise<void> {
  await env.DB.prepare('ALTER TABLE blocks RENAME TO blocks_away').run();
  try {
    await body();
  } finally {
    await env.DB.prepare('ALTER TABLE blocks_away RENAME TO blocks').run();
  }
}

describe('the drain', () => {
  const inD1 = async () => {
    const { results } = await env.DB.prepare('SELECT idx, body FROM entries WHERE license = ? ORDER BY idx')
      .bind(license.id)
      .all<{ idx: number; body: string }>();
    return results;
  };

  it('writes every entry to D1 as it is, in order', async () => {
    await Promise.all([0, 1, 2].map((n) => object.record(request({ article: `itm_${n}` }))));
    expect(await runDurableObjectAlarm(object)).toBe(true);
    const expected = (await linesOf(object, license.id)).map(({ index, line }) => ({
      idx: index,
      body: line,
    }));
    expect(expected).toHaveLength(3);
    expect(await inD1()).toEqual(expected);
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

  it('writes one row each time, whatever has come', async () => {
    for (const n of [1, 5, 30]) {
      for (let more = 0; more < n; more++) await ok(object.record(request({ article: `itm_${n}_${more}` })));
      await runDurableObjectAlarm(object);
      expect(
        (await env.DB.prepare('SELECT first FROM blocks WHERE shard = ?').bind(name).all()).results,
      ).toEqual([{ first: 1 }]);
    }
    expect(await inD1()).toHaveLength(36);
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
    const expected = await linesOf(object, license.id);
    expect(rows.map(({ body }) => body)).toEqual(expected.map(({ line }) => line));
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
  const storedRows = () =>
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
    expect(await storedRows()).toEqual([]);
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
    expect(await storedRows()).toEqual([]);
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
