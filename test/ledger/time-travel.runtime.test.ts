/** D1 that was restored to an earlier point: the ledger brings back what it lacks of the log. */
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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
    await env.DB.prepare('SELECT idx, body FROM entries WHERE license = ? ORDER BY idx')
      .bind(open.license.id)
      .all()
  ).results;
const findings = async () =>
  (await env.DB.prepare('SELECT kind FROM findings WHERE license = ?').bind(open.license.id).all()).results;

type Point = Map<string, Record<string, unknown>[]>;

/** What the database has of the shard now. */
async function pointNow(): Promise<Point> {
  const tables = ['blocks', 'log_shards'];
  const read = await env.DB.batch<Record<string, unknown>>(
    tables.map((table) => env.DB.prepare(`SELECT * FROM ${table} WHERE shard = ?`).bind(open.name)),
  );
  return new Map(tables.map((table, at) => [table, read[at]?.results ?? []]));
}

/** Restores the database to a point. */
async function restore(point: Point): Promise<void> {
  await env.DB.batch(
    [...point].flatMap(([table, rows]) => [
      env.DB.prepare(`DELETE FROM ${table} WHERE shard = ?`).bind(open.name),
      ...rows.map((row) =>
        env.DB.prepare(
          `INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).map(() => '?')})`,
        ).bind(...Object.values(row)),
      ),
    ]),
  );
}

describe('D1 at an earlier point', () => {
  it.each([
    ['an object that is idle', 0],
    ['an object that goes on delivering', 3],
  ])('gets back from %s everything it lacks, as it was', async (_, more) => {
    await deliver(0, 4);
    const point = await pointNow();
    await deliver(4, 10);
    const before = await rows();
    expect(before).toHaveLength(10);
    await restore(point);
    await evictDurableObject(open.object);
    await open.object.poke();
    await deliver(10, 10 + more);
    await deliver(0, 0);
    const after = await rows();
    expect(after.slice(0, 10)).toEqual(before);
    expect(after).toHaveLength(10 + more);
    expect(await open.object.health()).toMatchObject({ backlog: 0, drainFailures: 0 });
    expect(await findings()).toEqual([]);
    const logged = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(logged).toContainEqual({
      level: 'error',
      event: 'd1_went_back',
      object: open.name,
      mark: 4,
      drained: 10,
    });
  });

  it('from before the object had drained at all gets everything', async () => {
    const point = await pointNow();
    await deliver(0, 10);
    const before = await rows();
    await restore(point);
    await deliver(0, 0);
    await deliver(0, 0);
    expect(await rows()).toEqual(before);
  });

  it('from before a change that the shard was told is noticed although entries go on', async () => {
    await deliver(0, 2);
    await env.DB.prepare('UPDATE log_shards SET applied_changes = 0 WHERE shard = ?').bind(open.name).run();
    await deliver(2, 3);
    const logged = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(logged).toContainEqual(expect.objectContaining({ event: 'd1_went_back', object: open.name }));
  });

  it('has an older epoch than the objects, and gets theirs: nothing would be judged on it otherwise', async () => {
    await deliver(0, 1);
    const point = await pointNow();
    await deliver(1, 2);
    await open.tell({ kind: 'epoch', epoch: 77 });
    await restore(point);
    await env.DB.prepare(`UPDATE gateway_state SET value = 70 WHERE name = 'epoch'`).run();
    await deliver(0, 0);
    const epoch = await env.DB.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`).first('value');
    expect(epoch).toBe(77);
  });
});
