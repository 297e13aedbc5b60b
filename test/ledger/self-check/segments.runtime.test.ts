/** Whoever changes what D1 finds entries by, or the sums of them, is found out by a recount. */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sealLog } from '../../../src/ledger/segments/seal.ts';
import { plansOf, scansOf } from '../../support/plans.ts';
import { emptyLog, reported, TABLES } from '../segments/log.ts';
import { type OpenObject, ok, openObject } from '../support.ts';
import { checked, faultsOf } from './support.ts';

let open: OpenObject;
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await emptyLog();
  open = await openObject();
  for (const articles of [[0, 1, 2], [1, 2, 3, 4], [5]]) {
    for (const n of articles) await ok(open.object.record(open.request({ article: `itm_${n}` })));
    await runDurableObjectAlarm(open.object);
    await sealLog(env.DB, { force: true });
  }
});
afterEach(async () => {
  await env.DB.prepare('DELETE FROM findings').run();
  vi.restoreAllMocks();
});

/** As many walks as there are segments, and one that goes on from there. */
async function checkAll(): Promise<unknown[]> {
  await checked(open);
  await checked(open);
  return [...(await faultsOf('')), ...(await faultsOf(open.license.id)), ...(await faultsOf('lic_other'))];
}

const day = new Date().toISOString().slice(0, 10);

describe('the self-check of the log’s index', () => {
  it('finds nothing in what nobody has touched', async () => {
    expect(await checkAll()).toEqual([]);
  });

  it('finds nothing in a column that a later release has added, while this one still serves', async () => {
    await env.DB.prepare('ALTER TABLE usage_cells ADD COLUMN of_a_later_release INTEGER DEFAULT 3').run();
    expect(await checkAll()).toEqual([]);
    await env.DB.prepare('ALTER TABLE usage_cells DROP COLUMN of_a_later_release').run();
  });

  it.each([
    [
      'places',
      `UPDATE log_places SET places = 'AA' WHERE facet = 'license' AND segment = 4`,
      ['places_changed', 4],
    ],
    ['a count', `UPDATE log_places SET count = 9 WHERE value = 'itm_3'`, ['places_changed', 4]],
    [
      'places that are gone',
      `DELETE FROM log_places WHERE facet = 'env' AND segment = 1`,
      ['places_changed', 1],
    ],
    ['a sum', 'UPDATE usage_cells SET units = 7 WHERE segment = 8', ['sums_changed', null]],
    [
      'a part of a sum',
      `UPDATE usage_cells SET parts = replace(parts, '"s"', '"t"') WHERE segment = 4`,
      ['sums_changed', null],
    ],
    ['a sum that is gone', 'DELETE FROM usage_cells WHERE segment = 4', ['sums_changed', null]],
    ['an hour', 'UPDATE log_hours SET deliveries = 7 WHERE segment = 4', ['sums_changed', null]],
    ['an hour that is gone', 'DELETE FROM log_hours WHERE segment = 8', ['sums_changed', null]],
    [
      'the sum of a license that has not asked',
      `INSERT INTO usage_cells SELECT 'lic_other', '${day}', segment, title, env, entries, deliveries, refusals, empty, repeats, units,
         first_at, last_at, parts FROM usage_cells WHERE segment = 4`,
      ['sums_changed', null],
    ],
  ])('finds %s, and goes on finding it until it is right again', async (_, sql, expected) => {
    const saved = await Promise.all(
      ['log_places', 'usage_cells', 'log_hours'].map(async (table) => ({
        table,
        rows: (await env.DB.prepare(`SELECT * FROM ${table}`).all()).results,
      })),
    );
    await env.DB.prepare(sql).run();
    expect(await checkAll()).toEqual([expected]);
    expect(await checkAll()).toEqual([expected]);
    for (const { table, rows } of saved)
      await env.DB.batch([
        env.DB.prepare(`DELETE FROM ${table}`),
        ...rows.map((row) =>
          env.DB.prepare(`INSERT INTO ${table} VALUES (${Object.keys(row).map(() => '?')})`).bind(
            ...Object.values(row),
          ),
        ),
      ]);
    expect(await checkAll()).toEqual([]);
  });

  it('finds nothing any more when they were made again from there on', async () => {
    const before = await reported();
    await env.DB.prepare('UPDATE usage_cells SET units = 7 WHERE segment = 4').run();
    expect(await reported()).not.toEqual(before);
    for (const sql of [
      'DELETE FROM log_places WHERE segment >= 4',
      'DELETE FROM usage_cells WHERE segment >= 4',
      'DELETE FROM log_hours WHERE segment >= 4',
      'DELETE FROM log_segments WHERE first >= 4',
    ])
      await env.DB.prepare(sql).run();
    expect(await reported()).toEqual(before);
    await sealLog(env.DB, { force: true });
    expect(await reported()).toEqual(before);
    expect(await checkAll()).toEqual([]);
  });

  it('goes through no table for it', async () => {
    const plans = await plansOf((db) => checked(open, { ...env, DB: db }));
    const own = plans.filter(({ sql }) => /log_segments|log_places|usage_cells/.test(sql));
    expect(own.length).toBeGreaterThan(3);
    expect(scansOf(own, TABLES)).toEqual([]);
  });
});
