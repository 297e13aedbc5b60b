import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { commitChange, deliverAll, everyLogKeeper } from '../../src/ledger/outbox.ts';
import { Refusal } from '../../src/platform/problem.ts';
import worker from '../../src/worker.ts';

const stub = (name: string) => env.LEDGER.get(env.LEDGER.idFromName(name));
const outbox = async () =>
  (await env.DB.prepare('SELECT object FROM outbox').all<{ object: string }>()).results.map(
    ({ object }) => object,
  );

let key: string;
let count = 0;
beforeEach(() => {
  key = `key_${++count}`;
});

const change = () => ({
  kind: 'key' as const,
  key: { id: key, license: 'lic_1', status: 'revoked' as const, secrets: [], version: 2 },
});

/** The object refuses every change while `body` runs. */
async function whileDeaf(name: string, body: () => Promise<void>): Promise<void> {
  const rename = (from: string, to: string) =>
    runInDurableObject(
      stub(name),
      (_: LedgerShard, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
    );
  await rename('keys', 'keys_away');
  try {
    await body();
  } finally {
    await rename('keys_away', 'keys');
  }
}

const knows = (name: string) =>
  runInDurableObject(
    stub(name),
    (_: LedgerShard, { storage }) =>
      storage.sql.exec('SELECT 1 FROM keys WHERE id = ?', key).toArray().length === 1,
  );

describe('an admin change', () => {
  it('is acknowledged by the object before it returns, and leaves no outbox row', async () => {
    await commitChange(env, [], [{ object: 'ledger-0', change: change() }]);
    expect(await knows('ledger-0')).toBe(true);
    expect(await outbox()).toEqual([]);
  });

  it('is stored and answered 503 while the object is out of reach, and delivered by its next alarm', async () => {
    await whileDeaf('ledger-0', async () => {
      const refused = await commitChange(env, [], [{ object: 'ledger-0', change: change() }]).catch(
        (error: unknown) => error,
      );
      expect(refused).toBeInstanceOf(Refusal);
      expect((refused as Refusal).problem.code).toBe('change_pending');
      expect(await outbox()).toEqual(['ledger-0']);
    });
    await runDurableObjectAlarm(stub('ledger-0'));
    expect([await knows('ledger-0'), await outbox()]).toEqual([true, []]);
  });

  it('is delivered by the schedule too', async () => {
    await whileDeaf('ledger-0', async () => {
      await commitChange(env, [], [{ object: 'ledger-0', change: change() }]).catch(() => undefined);
    });
    await worker.scheduled({} as ScheduledController, env);
    expect([await knows('ledger-0'), await outbox()]).toEqual([true, []]);
  });

  it('does not wait for an object that it does not concern', async () => {
    await whileDeaf('ledger-9', async () => {
      await commitChange(env, [], [{ object: 'ledger-9', change: change() }]).catch(() => undefined);
      await commitChange(env, [], [{ object: 'ledger-0', change: change() }]);
      expect(await outbox()).toEqual(['ledger-9']);
    });
    await commitChange(env, [], [{ object: 'ledger-9', change: change() }]);
    expect(await outbox()).toEqual([]);
  });

  it('is not made at all when its own statement fails, and tells nobody', async () => {
    const broken = env.DB.prepare('INSERT INTO partners (id) VALUES (?)').bind('par_broken');
    await expect(commitChange(env, [broken], [{ object: 'ledger-0', change: change() }])).rejects.toThrow();
    expect([await knows('ledger-0'), await outbox()]).toEqual([false, []]);
  });
});

describe('a change that concerns all, while the size of the pool is being changed', () => {
  /** The configuration of the test has one object, `ledger-0`; this partner lives in one beyond it. */
  const settle = (ledger: string) =>
    env.DB.prepare(
      `INSERT OR IGNORE INTO partners (id, name, status, ledger, titles, version, created, updated)
       VALUES (?1, ?1, 'active', ?2, '[]', 1, '', '')`,
    )
      .bind(`par_${ledger}`, ledger)
      .run();
  const forget = () => env.DB.prepare(`DELETE FROM partners WHERE id LIKE 'par_ledger%'`).run();
  const publish = () =>
    env.DB.prepare(
      `INSERT OR IGNORE INTO items (id, uri, version, version_created_ms, seq, type, pub_status, sections, subjects)
       VALUES ('itm_1', 'urn:1', '1', 0, 7, 'text', 'usable', '[]', '[]')`,
    ).run();
  const epochOf = (name: string) =>
    runInDurableObject(
      stub(name),
      (_: LedgerShard, { storage }) =>
        storage.sql.exec(`SELECT value FROM meta WHERE name = 'epoch'`).toArray()[0]?.value,
    );
  const fenceOf = (name: string) =>
    runInDurableObject(
      stub(name),
      (_: LedgerShard, { storage }) =>
        storage.sql.exec(`SELECT seq FROM fences WHERE item = 'itm_1'`).toArray()[0]?.seq,
    );

  it('reaches an object that is out of the pool but has partners, and one that is new and has none', async () => {
    await publish();
    await settle('ledger-7');
    await commitChange(
      { ...env, LEDGER_POOL_SIZE: '2' },
      [],
      [{ fence: { item: 'itm_1', killed: true } }, { epoch: 'next' }],
    );
    const epoch = await env.DB.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`).first('value');
    for (const name of ['ledger-0', 'ledger-1', 'ledger-7'])
      expect([name, await fenceOf(name), await epochOf(name)]).toEqual([name, 7, epoch]);
    expect(await outbox()).toEqual([]);
    await forget();
  });

  it('is told to an object whose first partner is made by the same batch', async () => {
    const before = await epochOf('ledger-8');
    const partner = env.DB.prepare(
      `INSERT INTO partners (id, name, status, ledger, titles, version, created, updated)
       VALUES ('par_ledger-8', '', 'active', 'ledger-8', '[]', 1, '', '')`,
    );
    await commitChange(env, [partner], [{ epoch: 'next' }]);
    expect(before).toBeUndefined();
    expect(await epochOf('ledger-8')).toBeGreaterThan(0);
    await forget();
  });

  it('is 503 as long as an object out of the pool has not acknowledged it; the schedule delivers it', async () => {
    await publish();
    await settle('ledger-9');
    const rename = (from: string, to: string) =>
      runInDurableObject(
        stub('ledger-9'),
        (_: LedgerShard, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
      );
    await rename('fences', 'fences_away');
    const refused = await commitChange(env, [], [{ fence: { item: 'itm_1', killed: true } }]).catch(
      (error: unknown) => error,
    );
    await rename('fences_away', 'fences');
    expect(refused).toBeInstanceOf(Refusal);
    expect(await outbox()).toEqual(['ledger-9']);
    // Also after the last partner has gone from there.
    await forget();
    expect(await deliverAll(env)).toBe(true);
    expect([await fenceOf('ledger-9'), await outbox()]).toEqual([7, []]);
  });

  it('and health look at every object that may hold something', async () => {
    await settle('ledger-7');
    expect(await everyLogKeeper(env)).toEqual(['ledger-0', 'ledger-7', 'operators', 'agency']);
    await forget();
    expect(await everyLogKeeper(env)).toEqual(['ledger-0', 'operators', 'agency']);
  });
});
