/**
 * The life of a log in blocks: drained, indexed, restored, repaired. No entry is lost or doubled, and none is
 * believed that is not what was logged.
 */
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linesOfId, linesOfLicense } from '../../../src/ledger/blocks/read.ts';
import { markRewritten } from '../../../src/ledger/object-store/filed.ts';
import { alterEntries } from '../../support/stored-log.ts';
import { entryIn, type Months, openMonths, SEGMENTS } from '../months.ts';
import { checked } from '../self-check/support.ts';

let months: Months;
let lines: string[];

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  months = await openMonths();
  ({ lines } = months);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const ofShard = (sql: string) => env.DB.prepare(sql).bind(months.open.name);

describe('the log in blocks', () => {
  it('has every entry once, and an index of what is full or over', async () => {
    expect(lines).toHaveLength(27);
    const { results } = await ofShard('SELECT first, last, entries FROM log_segments WHERE shard = ?').all();
    expect(results).toEqual([
      { first: 1, last: 16, entries: 16 },
      { first: 17, last: 24, entries: 8 },
    ]);
    const { results: rows } = await ofShard('SELECT body FROM entries WHERE shard = ? ORDER BY seq').all();
    expect(rows.map(({ body }) => body)).toEqual(lines);
    expect(await months.faults()).toEqual([]);
  });

  it('is found, read and counted as before when its segments are in R2', async () => {
    const billed = await months.units();
    await months.archive();
    expect(await months.bodies()).toEqual(Array.from({ length: 11 }, (_, at) => at + SEGMENTS[1]));
    expect(await months.logged()).toEqual(lines);
    expect(await months.units()).toBe(billed);
    expect((await linesOfId(env, entryIn(lines[2] ?? '').id)).map(({ line }) => line)).toEqual([lines[2]]);
    const found = await linesOfLicense(env, months.open.license.id, { from: 14, limit: 4 });
    expect(found.map(({ line }) => line)).toEqual(lines.slice(14, 18));
    expect(await months.faults()).toEqual([]);
  });

  it('comes back, and is counted once, in a database that was restored to before any of it', async () => {
    const billed = await months.units();
    for (const isArchived of [false, true]) {
      if (isArchived) await months.archive();
      const tables = ['blocks', 'log_segments', 'log_pages', 'log_shards'].map((name) => [name, 'shard']);
      for (const [table, column] of [...tables, ['archive_parts', 'object']])
        await ofShard(`DELETE FROM ${table} WHERE ${column} = ?`).run();
      for (let alarms = 0; alarms < 3; alarms++) await runDurableObjectAlarm(months.open.object);
      expect(await months.logged()).toEqual(lines);
      expect(await months.units()).toBe(billed);
      expect(await months.faults()).toEqual([]);
    }
    // With the block of the notice that the license was suspended.
    expect(await months.bodies()).toHaveLength(12);
  });

  it('gets a block that somebody deleted written again, and says so', async () => {
    await ofShard('DELETE FROM blocks WHERE shard = ? AND first = 3').run();
    expect(await months.faults()).toEqual([['row_missing', 2]]);
    await months.with({}, ({ retention }) => retention.run());
    expect(await months.faults()).toEqual([]);
    expect(await months.logged()).toEqual(lines);
  });

  it('gets no block written again before it has those that come first', async () => {
    for (const table of ['blocks', 'log_segments', 'log_pages'])
      await ofShard(`DELETE FROM ${table} WHERE shard = ?`).run();
    await months.with({}, async ({ sql, archiver }) => {
      markRewritten(sql, 3, false);
      await archiver.run();
    });
    expect(await months.bodies()).toEqual([]);
    for (let alarms = 0; alarms < 3; alarms++) await runDurableObjectAlarm(months.open.object);
    expect(await months.logged()).toEqual(lines);
    expect(await months.faults()).toEqual([]);
  });

  it('gets a segment that somebody deleted indexed again, and says so', async () => {
    months.now = Date.UTC(2026, 4, 10);
    await runDurableObjectAlarm(months.open.object);
    const all = async () => (await ofShard('SELECT * FROM log_segments WHERE shard = ?').all()).results;
    const before = await all();
    expect(before).toHaveLength(3);
    await ofShard('DELETE FROM log_segments WHERE shard = ? AND first = 17').run();
    await checked(months.open);
    const { results } = await ofShard(
      'SELECT kind, idx FROM findings WHERE object = ? AND settled IS NULL',
    ).all();
    expect(results).toEqual([{ kind: 'places_changed', idx: 17 }]);
    await evictDurableObject(months.open.object);
    await months.open.object.poke();
    await runDurableObjectAlarm(months.open.object);
    await checked(months.open);
    expect(
      (await ofShard('SELECT 1 FROM findings WHERE object = ? AND settled IS NULL').all()).results,
    ).toEqual([]);
    expect(await all()).toEqual(before);
    expect(await months.logged()).toEqual(lines);
  });

  it('finds an entry that somebody changed, and does not archive it', async () => {
    await alterEntries(env.DB, { license: months.open.license.id, index: 4 }, (line) =>
      line.replace('"billable":', '"billable":1'),
    );
    await months.archive();
    expect(await months.manifests()).toEqual([]);
    expect(await months.faults()).toEqual([['row_changed', 4]]);
  });
});
