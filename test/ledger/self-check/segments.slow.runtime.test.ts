/** Whoever changes what D1 finds entries by, or the sums of them, is found out by a recount. */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plansOf, scansOf } from '../../support/plans.ts';
import { sealLog } from '../../support/seal.ts';
import { emptyLog, TABLES } from '../segments/log.ts';
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
    await sealLog();
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

describe('the self-check of the log’s index', () => {
  it('finds nothing in what nobody has touched', async () => {
    expect(await checkAll()).toEqual([]);
  });

  it('finds nothing in a column that a later release has added, while this one still serves', async () => {
    await env.DB.prepare('ALTER TABLE log_pages ADD COLUMN of_a_later_release INTEGER DEFAULT 3').run();
    expect(await checkAll()).toEqual([]);
    await env.DB.prepare('ALTER TABLE log_pages DROP COLUMN of_a_later_release').run();
  });

  it.each([
    [
      'places',
      `UPDATE log_pages SET body = json_set(body, '$.p[0]', 'AA') WHERE kind = 'license' AND segment = 4`,
      ['places_changed', 4],
    ],
    [
      'a count',
      `UPDATE log_pages SET body = json_set(body, '$.n[0]', 9) WHERE kind = 'article' AND segment = 4`,
      ['places_changed', 4],
    ],
    [
      'the bounds of a page',
      `UPDATE log_pages SET high = 'itm_2' WHERE kind = 'article' AND segment = 4`,
      ['places_changed', 4],
    ],
    [
      'times',
      `UPDATE log_pages SET body = '[1,2,3]' WHERE kind = 'times' AND segment = 1`,
      ['places_changed', 1],
    ],
    [
      'places that are gone',
      `DELETE FROM log_pages WHERE kind = 'env' AND segment = 1`,
      ['places_changed', 1],
    ],
    [
      'the time of a segment',
      `UPDATE log_segments SET last_at = '2020' WHERE first = 4`,
      ['places_changed', 4],
    ],
    [
      'a sum',
      `UPDATE log_pages SET body = (SELECT body FROM log_pages WHERE kind = 'cells' AND segment = 4)
       WHERE kind = 'cells' AND segment = 8`,
      ['sums_changed', null],
    ],
    [
      'a part of a sum',
      `UPDATE log_pages SET body = (SELECT body FROM log_pages WHERE kind = 'hours' AND segment = 4)
       WHERE kind = 'parts' AND segment = 4`,
      ['sums_changed', null],
    ],
    [
      'a sum that is gone',
      `DELETE FROM log_pages WHERE kind = 'cells' AND segment = 4`,
      ['sums_changed', null],
    ],
    [
      'an hour',
      `UPDATE log_pages SET body = '[]' WHERE kind = 'hours' AND segment = 4`,
      ['sums_changed', null],
    ],
    ['a segment that is gone', 'DELETE FROM log_segments WHERE first = 4', ['places_changed', 4]],
  ])('finds %s, and goes on finding it until it is right again', async (_, sql, expected) => {
    const saved = await Promise.all(
      ['log_segments', 'log_pages'].map(async (table) => ({
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

  it('leaves segments that the shard has not written to the check of blocks', async () => {
    const later = `INSERT INTO log_segments SELECT shard, 1000, 1003, first_at, last_at, entries
      FROM log_segments WHERE shard = ? AND first = 1`;
    await env.DB.prepare(later).bind(open.name).run();
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await checkAll()).toEqual([]);
    expect(await checkAll()).toEqual([]);
    expect(logged.mock.calls.filter(([line]) => String(line).includes('self_check_failed'))).toEqual([]);
  });

  it('goes through no table for it', async () => {
    const plans = await plansOf((db) => checked(open, { ...env, DB: db }));
    const segmentPlans = plans.filter(({ sql }) => /log_segments|log_pages/.test(sql));
    expect(segmentPlans.length).toBeGreaterThan(3);
    expect(scansOf(segmentPlans, TABLES)).toEqual([]);
  });
});
