import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/ledger/object.ts';
import { commitChange } from '../../src/ledger/outbox.ts';
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
  key: { id: key, license: 'lic_1', status: 'revoked' as const, version: 2 },
});

/** The object refuses every change while `body` runs. */
async function whileDeaf(name: string, body: () => Promise<void>): Promise<void> {
  const rename = (from: string, to: string) =>
    runInDurableObject(
      stub(name),
      (_: Ledger, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
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
    (_: Ledger, { storage }) =>
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
