/** Whoever changes a row of D1, or of the ledger itself, is found out. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatewayHealth } from '../../../src/ledger/health.ts';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import {
  CHECK_EVERY_MS,
  CHECK_REST_MS,
  CHECK_ROWS_MAX,
  FINDINGS_OPEN_MAX,
} from '../../../src/ledger/limits.ts';
import { readWalk, writeWalk } from '../../../src/ledger/object-store/check.ts';
import { readMeta, setMeta } from '../../../src/ledger/object-store/meta.ts';
import { writePlace } from '../../../src/ledger/object-store/places.ts';
import { shardSelfCheck } from '../../../src/ledger/self-check/shard-check.ts';
import { type OpenObject, ok, openObject } from '../support.ts';
import { checked, checkerOf, faultsOf } from './support.ts';

const ENTRIES = 20;
/** More than one walk over so few entries takes. */
const WALK_RUNS = 12;
const COLUMNS = '(license, idx, id, at, kind, outcome, code, env, partner, article, billable, leaf, body)';

let open: OpenObject;
let errors: { mock: { calls: unknown[][] } };
beforeEach(async () => {
  errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  open = await openObject();
  await open.tell({
    kind: 'license',
    license: { ...open.license, version: 2, quota: { limit: 1000, per: 'month', onExceed: 'refuse' } },
  });
  open.license.version = 2;
  for (let n = 0; n < ENTRIES; n++) await ok(open.object.record(open.request({ article: `itm_${n % 15}` })));
  await runDurableObjectAlarm(open.object);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const checkAll = (db = env.DB) => checked(open, { ...env, DB: db });
const openFaults = () => faultsOf(open.license.id);

const d1 = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(open.license.id, ...values)
    .run();
const own = (sql: string) =>
  runInDurableObject(open.object, (_: LedgerShard, { storage }) => void storage.sql.exec(sql));

describe('the self-check', () => {
  it('finds nothing in what nobody has touched, however often, and tells when it was through', async () => {
    await checkAll();
    await ok(open.object.record(open.request({ article: 'itm_late' })));
    await checkAll();
    expect(await openFaults()).toEqual([]);
    const { objects } = await gatewayHealth(env, Date.now());
    const state = objects.find(({ object }) => object === open.name);
    expect([state?.checkedAt, state?.walkedAt]).not.toContain(null);
  });

  it('goes on by itself until it is through, although nothing else happens', async () => {
    let ms = Date.now();
    await runInDurableObject(open.object, async (_: LedgerShard, { storage }) => {
      const check = shardSelfCheck({
        sql: storage.sql,
        env,
        object: open.name,
        transaction: (body) => storage.transactionSync(body),
        now: () => ms,
      });
      let waited = 0;
      for (let wait: number | null = 0; wait !== null; wait = await check.run()) {
        ms += wait;
        waited += wait;
      }
      // 20 entries and what else there is take fewer slices than two runs have; 10,000 entries take five runs more.
      expect(waited).toBeLessThanOrEqual(2 * CHECK_EVERY_MS);
      expect(readMeta(storage.sql, 'walked_ms')).toBe(ms);
      // The next walk has time.
      ms += CHECK_EVERY_MS;
      expect(await check.run()).toBeNull();
      ms += CHECK_REST_MS;
      expect(await check.run()).toBe(CHECK_EVERY_MS);
    });
  });

  it('says nothing of what it read while a partner was on the way, also when it has arrived since', async () => {
    await runInDurableObject(open.object, async (_: LedgerShard, { storage }) => {
      storage.sql.exec('DELETE FROM entries WHERE idx BETWEEN 3 AND 9');
      const prepare = (sql: string) => {
        storage.sql.exec('DELETE FROM in_transit');
        return env.DB.prepare(sql);
      };
      const db = new Proxy(env.DB, {
        get: (of, name) => (name === 'prepare' ? prepare : Reflect.get(of, name).bind(of)),
      });
      for (let run = 0; run < WALK_RUNS; run++) {
        storage.sql.exec(
          `INSERT OR IGNORE INTO in_transit (license, partner) SELECT id, state ->> 'partner' FROM licenses`,
        );
        await checkerOf(open.name, storage, { ...env, DB: db }).run();
      }
    });
    expect(await openFaults()).toEqual([]);
  });

  describe('of a license that arrives while the walk is in it', () => {
    const told = async () => {
      const every = 'SELECT kind, detail FROM findings WHERE license = ?';
      return (await env.DB.prepare(every).bind(open.license.id).all()).results;
    };
    const enter = (sql: SqlStorage) =>
      sql.exec(`INSERT OR IGNORE INTO in_transit (license, partner) VALUES (?, 'par_1')`, open.license.id);

    it.each(['between two slices', 'while D1 is asked'])(
      'holds nothing against what has arrived since, that it saw half of it: %s',
      async (when) => {
        const more = Array.from({ length: CHECK_ROWS_MAX + 10 }, (_, n) => `itm_more_${n}`);
        for (const article of more) await ok(open.object.record(open.request({ article })));
        await runDurableObjectAlarm(open.object);
        await runInDurableObject(open.object, async (object: LedgerShard, { storage }) => {
          const { sql } = storage;
          enter(sql);
          sql.exec('CREATE TABLE later AS SELECT * FROM entries WHERE idx < 15');
          sql.exec('DELETE FROM entries WHERE idx < 15');
          setMeta(sql, 'checked', readMeta(sql, 'drained'));
          writeWalk(sql, { license: '', index: -1, units: {} });
          let isHere: Promise<void> | undefined;
          const arrive = () => {
            sql.exec('INSERT INTO entries SELECT * FROM later');
            return object.arrived('par_1');
          };
          const prepare = (statement: string) => {
            if (when === 'while D1 is asked') isHere ??= arrive();
            return env.DB.prepare(statement);
          };
          const db = new Proxy(env.DB, {
            get: (of, name) => (name === 'prepare' ? prepare : Reflect.get(of, name).bind(of)),
          });
          await checkerOf(open.name, storage, { ...env, DB: db }).run(1);
          expect(readWalk(sql).license).toBe(open.license.id);
          await (isHere ?? arrive());
          sql.exec('DROP TABLE later');
        });
        await checkAll();
        expect(await told()).toEqual([]);
      },
    );

    it('holds nothing against it that was so when it was here before', async () => {
      await runInDurableObject(open.object, async (object: LedgerShard, { storage: { sql } }) => {
        const [term] = sql.exec<{ term_ms: number }>('SELECT term_ms FROM units').toArray();
        writeWalk(sql, { license: open.license.id, index: 7, units: { 'month:2026-11': 5 } });
        writePlace(sql, 'units', {
          name: open.license.id,
          rest: {
            license: open.license.id,
            termMs: term?.term_ms,
            used: 3,
            untilMs: 0,
            counted: 2,
            after: null,
          },
        });
        enter(sql);
        await object.arrived('par_1');
      });
      await checkAll();
      expect(await told()).toEqual([]);
    });
  });

  it('says nothing of the units of a license that has left while the walk was in it', async () => {
    await runInDurableObject(open.object, (_: LedgerShard, { storage: { sql } }) => {
      writeWalk(sql, { license: open.license.id, index: 7, units: { 'month:2026-11': 5 } });
      for (const table of ['entries', 'trees', 'usage', 'units', 'grants'])
        sql.exec(`DELETE FROM ${table} WHERE license = ?`, open.license.id);
    });
    await checkAll();
    // The next walk would settle it: it must not have been told at all.
    const told = `SELECT detail FROM findings WHERE license = ? AND kind = 'usage_changed'`;
    expect((await env.DB.prepare(told).bind(open.license.id).all()).results).toEqual([]);
  });

  it.each([
    [
      'a changed body',
      `UPDATE entries SET body = replace(body, 'ninjs', 'nitf') WHERE license = ? AND idx = 7`,
      [['row_changed', 7]],
    ],
    [
      'a body that is no JSON any more',
      `UPDATE entries SET body = '{' WHERE license = ? AND idx = 7`,
      [['row_changed', 7]],
    ],
    [
      'a changed billable column',
      'UPDATE entries SET billable = 0 WHERE license = ? AND idx = 3',
      [['row_changed', 3]],
    ],
    [
      'a changed time',
      `UPDATE entries SET at = '2020-01-01T00:00:00.000Z' WHERE license = ? AND idx = 3`,
      [['row_changed', 3]],
    ],
    [
      'a changed leaf',
      `UPDATE entries SET leaf = 'AAAA' WHERE license = ? AND idx = 0`,
      [['row_changed', 0]],
    ],
    ['a deleted row', 'DELETE FROM entries WHERE license = ? AND idx = 19', [['row_missing', 19]]],
    [
      'rows deleted in the middle',
      'DELETE FROM entries WHERE license = ? AND idx IN (4, 5)',
      [
        ['row_missing', 4],
        ['row_missing', 5],
      ],
    ],
    [
      'an extra row at the end',
      `INSERT INTO entries ${COLUMNS} SELECT license, 20, 'dlv_' || hex(randomblob(8)), at, kind, outcome, code, env, partner, article, billable, leaf, body FROM entries WHERE license = ? AND idx = 1`,
      [['row_extra', 20]],
    ],
    [
      'an extra row between two others',
      `INSERT INTO entries ${COLUMNS} SELECT license, 4.5, 'dlv_' || hex(randomblob(8)), at, kind, outcome, code, env, partner, article, billable, leaf, body FROM entries WHERE license = ? AND idx = 1`,
      [['row_extra', 4]],
    ],
    [
      'an extra row before the first',
      `INSERT INTO entries ${COLUMNS} SELECT license, -3, 'dlv_' || hex(randomblob(8)), at, kind, outcome, code, env, partner, article, billable, leaf, body FROM entries WHERE license = ? AND idx = 1`,
      [['row_extra', -3]],
    ],
    [
      'two rows that were swapped',
      'UPDATE entries SET idx = CASE idx WHEN 2 THEN 902 ELSE 903 END WHERE license = ? AND idx IN (2, 3)',
      [
        ['row_changed', 2],
        ['row_changed', 3],
      ],
    ],
  ] as const)('finds %s in D1', async (what, sql, expected) => {
    await d1(sql);
    if (what.startsWith('two'))
      await d1('UPDATE entries SET idx = 905 - idx WHERE license = ? AND idx IN (902, 903)');
    await checkAll();
    expect(await openFaults()).toEqual(expected);
  });

  it('finds a row whose body, leaf and columns were changed together', async () => {
    await d1(
      `UPDATE entries SET body = replace(body, '"billable":1', '"billable":0'), billable = 0, leaf = 'AAAA' WHERE license = ? AND idx = 2`,
    );
    await checkAll();
    expect(await openFaults()).toEqual([['row_changed', 2]]);
  });

  it('finds rows of a license that the catalogue does not know', async () => {
    await env.DB.prepare(
      `INSERT INTO entries ${COLUMNS} SELECT 'lic_forged' || ?2, idx, id || ?2, at, kind, outcome, code, env, partner, article, billable, leaf, body
       FROM entries WHERE license = ?1`,
    )
      .bind(open.license.id, open.name)
      .run();
    await checkAll();
    const row = await env.DB.prepare('SELECT kind FROM findings WHERE license = ?')
      .bind(`lic_forged${open.name}`)
      .first();
    expect(row).toEqual({ kind: 'log_unknown' });
    await env.DB.prepare('DELETE FROM entries WHERE license = ?').bind(`lic_forged${open.name}`).run();
  });

  it.each([
    [
      'a changed entry',
      `UPDATE entries SET body = replace(body, 'ninjs', 'nitf') WHERE idx = 7`,
      [
        ['entry_changed', 7],
        ['row_changed', 7],
      ],
    ],
    [
      'a changed leaf',
      `UPDATE entries SET hashes = zeroblob(length(hashes)) WHERE idx = 6`,
      [
        ['entry_changed', 6],
        ['grant_changed', 6],
        ['hashes_changed', 7],
        ['row_changed', 6],
      ],
    ],
    [
      'a changed subtree',
      `UPDATE entries SET hashes = CAST(substr(hashes, 1, 32) || zeroblob(length(hashes) - 32) AS BLOB) WHERE idx = 7`,
      [
        ['hashes_changed', 7],
        ['hashes_changed', 15],
      ],
    ],
    [
      'hashes that were cut off',
      `UPDATE entries SET hashes = substr(hashes, 1, 32) WHERE idx = 19`,
      [
        ['checkpoint_differs', 20],
        ['hashes_changed', 19],
        ['root_differs', 20],
      ],
    ],
    [
      'a deleted entry',
      'DELETE FROM entries WHERE idx = 10',
      [
        ['entry_missing', 10],
        ['grant_changed', 10],
        ['hashes_changed', 11],
        ['row_extra', 10],
        ['usage_changed', null],
      ],
    ],
    ['a tree that was cut short', 'UPDATE trees SET size = 12', [['tree_changed', null]]],
    [
      'the last entries deleted',
      'DELETE FROM entries WHERE idx > 17',
      [
        ['checkpoint_differs', 20],
        ['root_differs', 20],
        ['row_extra', 18],
        ['row_extra', 19],
        ['tree_changed', null],
      ],
    ],
    [
      'usage that was turned down',
      `UPDATE usage SET used = 1 WHERE period LIKE 'month:%'`,
      [['usage_changed', null]],
    ],
    ['usage that was deleted', `DELETE FROM usage WHERE period LIKE 'term:%'`, [['usage_changed', null]]],
    [
      'a unit that was taken off the bill',
      `DELETE FROM units WHERE item = 'itm_3'`,
      [
        ['unit_missing', 3],
        ['usage_changed', null],
      ],
    ],
    [
      'a unit that was put in the place of another',
      `UPDATE units SET item = 'itm_never' WHERE item = 'itm_3'`,
      [['unit_missing', 3]],
    ],
    [
      'a unit without an entry',
      `INSERT INTO units SELECT license, term_ms, 'itm_never', component, title, at_ms FROM units WHERE item = 'itm_3'`,
      [['usage_changed', null]],
    ],
    [
      'a bill that was emptied',
      'DELETE FROM units',
      [...Array.from({ length: 15 }, (_, n) => ['unit_missing', n]), ['usage_changed', null]],
    ],
    [
      'a grant that names another entry',
      `UPDATE grants SET idx = 4 WHERE key = 'grant itm_3'`,
      [['grant_changed', 4]],
    ],
    [
      'a grant with another leaf',
      `UPDATE grants SET leaf = 'AAAA' WHERE key = 'grant itm_3'`,
      [['grant_changed', 3]],
    ],
    [
      'a grant with another id',
      `UPDATE grants SET id = 'dlv_forged' WHERE key = 'grant itm_3'`,
      [['grant_changed', 3]],
    ],
    [
      'a grant with another time',
      `UPDATE grants SET at_ms = 1 WHERE key = 'grant itm_3'`,
      [['grant_changed', 3]],
    ],
    ['another newest root than the agency log has', 'UPDATE published SET size = 19', [['root_differs', 19]]],
    ['another place of it', 'UPDATE published SET idx = idx + 100', [['root_differs', 20]]],
  ] as const)('finds %s in the ledger itself', async (_, sql, expected) => {
    await own(sql);
    await checkAll();
    expect(await openFaults()).toEqual(expected);
  });

  it('finds a ledger whose entries are all gone', async () => {
    await own('DELETE FROM entries');
    await checkAll();
    expect(await openFaults()).toContainEqual(['tree_changed', null]);
  });

  it('tells each finding in the log, and settles it when it is in order again', async () => {
    await d1(`UPDATE entries SET billable = 9 WHERE license = ? AND idx = 3`);
    await checkAll();
    const told = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(told).toContainEqual(
      expect.objectContaining({
        level: 'error',
        event: 'ledger_finding',
        object: open.name,
        kind: 'row_changed',
        license: open.license.id,
        index: 3,
      }),
    );
    const { status, findings } = await gatewayHealth(env, Date.now());
    expect(status).toBe('degraded');
    const shown = findings.find(({ license }) => license === open.license.id);
    expect(shown).toMatchObject({
      kind: 'row_changed',
      index: 3,
      detail: 'In D1 these are not the entry’s: columns.',
      message: {
        key: 'self_check.row_changed',
        parameters: { parts: { list: ['columns'], joint: 'comma' } },
      },
    });

    await checkAll();
    const again = (await gatewayHealth(env, Date.now())).findings.find(
      ({ license }) => license === open.license.id,
    );
    expect(again?.since).toBe(shown?.since);

    await d1(`UPDATE entries SET billable = body ->> 'billable' WHERE license = ? AND idx = 3`);
    await checkAll();
    await checkAll();
    expect(await openFaults()).toEqual([]);
    const row = await env.DB.prepare('SELECT settled FROM findings WHERE license = ?')
      .bind(open.license.id)
      .first();
    expect(row?.settled).not.toBeNull();
  });

  it('settles nothing that it finds again when so many are open that no more are taken', async () => {
    await d1(`UPDATE entries SET billable = 9 WHERE license = ? AND idx = 3`);
    await checkAll();
    await env.DB.prepare(
      `WITH RECURSIVE n (idx) AS (SELECT 1 UNION ALL SELECT idx + 1 FROM n WHERE idx < ?)
       INSERT INTO findings (license, idx, kind, object, detail, since, seen) SELECT 'lic_many', idx, 'row_missing', 'ledger-many', '', '', '' FROM n`,
    )
      .bind(FINDINGS_OPEN_MAX)
      .run();
    await checkAll();
    expect(await openFaults()).toEqual([['row_changed', 3]]);
    await env.DB.prepare(`DELETE FROM findings WHERE license = 'lic_many'`).run();
  });

  it('does its slice again when D1 could not be read', async () => {
    await d1(`UPDATE entries SET leaf = '' WHERE license = ? AND idx = 5`);
    let failing = false;
    const flaky = new Proxy(env.DB, {
      get(target, member) {
        if (member === 'prepare') failing = !failing;
        if (member === 'prepare' && failing) throw new Error('Network connection lost.');
        return Reflect.get(target, member).bind(target);
      },
    });
    await checkAll(flaky);
    await checkAll();
    expect(await openFaults()).toEqual([['row_changed', 5]]);
  });
});
