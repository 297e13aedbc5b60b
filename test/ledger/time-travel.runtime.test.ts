/** D1 that was restored to an earlier point: the ledger brings back what it lacks of the log. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { sealLog } from '../../src/ledger/segments/seal.ts';
import { shardDrain } from '../../src/ledger/shard-drain.ts';
import { insertEntries } from '../../src/ledger/store.ts';
import { type OpenObject, ok, openObject } from './support.ts';

let open: OpenObject;
let errors: { mock: { calls: unknown[][] } };
beforeEach(async () => {
  open = await openObject();
  errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function deliver(from: number, to: number): Promise<void> {
  for (let n = from; n < to; n++) await ok(open.object.record(open.request({ article: `itm_${n}` })));
  await runDurableObjectAlarm(open.object);
}

const rows = async () =>
  (
    await env.DB.prepare('SELECT idx, body, leaf FROM entries WHERE license = ? ORDER BY idx')
      .bind(open.license.id)
      .all()
  ).results;
const mark = () =>
  env.DB.prepare('SELECT drained FROM drains WHERE object = ?').bind(open.name).first('drained');
const findings = async () =>
  (await env.DB.prepare('SELECT kind FROM findings WHERE license = ?').bind(open.license.id).all()).results;

/** What D1 would be if it had been restored to the point at which `drained` was the mark. */
async function restore(drained: number | null): Promise<void> {
  await env.DB.batch([
    env.DB.prepare('DELETE FROM entries WHERE license = ? AND idx >= ?').bind(open.license.id, drained ?? 0),
    drained === null
      ? env.DB.prepare('DELETE FROM drains WHERE object = ?').bind(open.name)
      : env.DB.prepare('UPDATE drains SET drained = ? WHERE object = ?').bind(drained, open.name),
  ]);
}

describe('D1 at an earlier point', () => {
  it.each([
    ['an object that is idle', 0],
    ['an object that goes on delivering', 3],
  ])('gets back from %s everything it lacks, as it was', async (_, more) => {
    await deliver(0, 10);
    const before = await rows();
    expect([before.length, await mark()]).toEqual([10, 10]);
    await restore(4);
    await evictDurableObject(open.object);
    await open.object.poke();
    await deliver(10, 10 + more);
    await deliver(0, 0);
    const after = await rows();
    expect(after.slice(0, 10)).toEqual(before);
    expect([after.length, await mark()]).toEqual([10 + more, 10 + more]);
    expect(await open.object.health()).toMatchObject({ backlog: 0, drainFailures: 0 });
    expect(await findings()).toEqual([]);
    const told = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(told).toContainEqual({
      level: 'error',
      event: 'd1_went_back',
      object: open.name,
      mark: 4,
      drained: 10,
    });
  });

  it('gets back in order what is sealed meanwhile, so that all of it is counted', async () => {
    await deliver(0, 10);
    await restore(4);
    for (let n = 10; n < 13; n++) await ok(open.object.record(open.request({ article: `itm_${n}` })));
    // A neighbor seals after each transaction of the drain.
    const db = new Proxy(env.DB, {
      get: (of, name) =>
        name === 'batch'
          ? async (statements: D1PreparedStatement[]) => {
              const results = await of.batch(statements);
              while (await sealLog(env.DB, { force: true }));
              return results;
            }
          : Reflect.get(of, name).bind(of),
    });
    await runInDurableObject(open.object, async ({ entries }: LedgerShard, { storage: { sql } }) => {
      const drain = shardDrain({
        sql,
        entries,
        db,
        object: open.name,
        drained: () => undefined,
        now: () => Date.now(),
      });
      while (await drain.run());
    });
    const { results } = await env.DB.prepare('SELECT idx, again FROM entries WHERE license = ? ORDER BY n')
      .bind(open.license.id)
      .all();
    expect(results).toEqual(Array.from({ length: 13 }, (__, idx) => ({ idx, again: 0 })));
  });

  it('from before the object had drained at all gets everything', async () => {
    await deliver(0, 10);
    const before = await rows();
    await restore(null);
    await deliver(0, 0);
    await deliver(0, 0);
    expect([await rows(), await mark()]).toEqual([before, 10]);
  });

  it('that has no mark, and has heard of parts of the archive once, is not the one that was drained to', async () => {
    await deliver(0, 2);
    const [row] = await rows();
    await restore(null);
    const json = JSON.stringify([{ leaf: row?.leaf, body: row?.body }]);
    const batch = { object: open.name, json, rows: 1, from: 0, to: 1, parts: 2 };
    expect(await insertEntries(env.DB, batch)).toEqual({ kept: 0, inStep: false, newest: 0 });
    expect([await rows(), await mark()]).toEqual([[], null]);
  });

  it('keeps rows that it has, and those that differ are told', async () => {
    await deliver(0, 10);
    await restore(4);
    await env.DB.prepare(`UPDATE entries SET leaf = 'AAAA' WHERE license = ? AND idx = 2`)
      .bind(open.license.id)
      .run();
    await env.DB.prepare('UPDATE drains SET drained = 0 WHERE object = ?').bind(open.name).run();
    await deliver(0, 0);
    await deliver(0, 0);
    expect(await rows()).toHaveLength(10);
    expect(await findings()).toEqual([{ kind: 'row_changed' }]);
  });

  it('has an older epoch than the objects, and gets theirs: nothing would be judged on it otherwise', async () => {
    await deliver(0, 2);
    await open.tell({ kind: 'epoch', epoch: 77 });
    await restore(1);
    await env.DB.prepare(`UPDATE gateway_state SET value = 70 WHERE name = 'epoch'`).run();
    await deliver(0, 0);
    const epoch = await env.DB.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`).first('value');
    expect(epoch).toBe(77);
  });
});
