/** Whoever changes a row of D1, or of the ledger itself, is found out. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatewayHealth } from '../../../src/ledger/health.ts';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import {
  CHECK_EVERY_MS,
  CHECK_EXTRA_MAX,
  CHECK_REST_MS,
  FINDINGS_OPEN_MAX,
} from '../../../src/ledger/limits.ts';
import { readMeta, setMeta } from '../../../src/ledger/object-store/meta.ts';
import { beginMove } from '../../../src/ledger/object-store/moving.ts';
import { readWalkPosition, writeWalkPosition } from '../../../src/ledger/object-store/walk-positions.ts';
import { entrySelfCheck } from '../../../src/ledger/self-check/entry-check.ts';
import { raiseFaults } from '../../../src/ledger/self-check/raise.ts';
import type { Fault } from '../../../src/ledger/self-check/types.ts';
import { message } from '../../../src/ledger/templates.ts';
import { changeHoldings, changeLine, changeUsage, hideLine, tamper } from '../../support/entry-log.ts';
import { alterEntries } from '../../support/stored-log.ts';
import { type OpenObject, ok, openObject } from '../support.ts';
import { checked, checkerOf, faultsOf } from './support.ts';

const ENTRIES = 20;
/** More than one walk over so few entries takes. */
const WALK_RUNS = 12;

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

/** As somebody does who can write the object's own store. */
const own = (change: (sql: SqlStorage) => void) => tamper(open.object, change);

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
    await runInDurableObject(open.object, async ({ entries }: LedgerShard, { storage }) => {
      const check = entrySelfCheck({
        sql: storage.sql,
        entries,
        env,
        object: open.name,
        linesOf: async () => [],
        isInTransit: () => false,
        transaction: (body) => storage.transactionSync(body),
        now: () => ms,
      });
      // The alarm may have been through already.
      setMeta(storage.sql, 'walk_ended_ms', 0);
      let waited = 0;
      for (let wait: number | null = 0; wait !== null; wait = await check.run()) {
        ms += wait;
        waited += wait;
      }
      // 20 entries and what else there is take fewer slices than two runs have; 10,000 entries take five runs
      // more.
      expect(waited).toBeLessThanOrEqual(2 * CHECK_EVERY_MS);
      expect(readMeta(storage.sql, 'walk_ended_ms')).toBe(ms);
      // The next walk has time.
      ms += CHECK_EVERY_MS;
      expect(await check.run()).toBeNull();
      ms += CHECK_REST_MS;
      expect(await check.run(1)).toBe(CHECK_EVERY_MS);
      // A clock that was a year ahead, and is right again, is one walk's worth of work, not a year's.
      ms -= 365 * 86_400_000;
      for (let runs = 0; runs < 3 && (await check.run()) !== null; runs++) ms += CHECK_EVERY_MS;
      expect(readMeta(storage.sql, 'walk_ended_ms')).toBe(ms);
      ms += CHECK_EVERY_MS;
      expect(await check.run()).toBeNull();
    });
  });

  it('says nothing of what it read while a partner was on the way, also when it has arrived since', async () => {
    await own((sql) => sql.exec('DELETE FROM tiles; UPDATE trees SET leaves = zeroblob(length(leaves))'));
    await runInDurableObject(open.object, async (object: LedgerShard, { storage }) => {
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
        // What has come lately; a walk would look again when it has arrived.
        setMeta(storage.sql, 'checked', 0);
        await checkerOf(open.name, object, storage, { ...env, DB: db }).run(0);
      }
    });
    expect(await openFaults()).toEqual([]);
  });

  describe('of a license that arrives while the walk is in it', () => {
    const openFindings = async () => {
      const every = 'SELECT kind, detail FROM findings WHERE license = ?';
      return (await env.DB.prepare(every).bind(open.license.id).all()).results;
    };
    it('holds nothing against it that was so when it was here before', async () => {
      await runInDurableObject(open.object, async (object: LedgerShard, { storage: { sql } }) => {
        const walk = { size: 20, used: {}, tile: 1, billed: 3, part: -1, counted: { 'month:2026-11': 5 } };
        writeWalkPosition(sql, 'trees', { name: open.license.id, rest: walk });
        sql.exec(`INSERT INTO in_transit (license, partner) VALUES (?, 'par_1')`, open.license.id);
        const move = { partner: 'par_1', target: open.name, epoch: 2 };
        beginMove(sql, { ...move, state: 'arriving', beganSeq: 0 });
        await object.arrived(move);
        expect(readWalkPosition(sql, 'trees')?.rest).toBeNull();
      });
      await checkAll();
      expect(await openFindings()).toEqual([]);
    });
  });

  it('says nothing of the units of a license that has left while the walk was in it', async () => {
    await runInDurableObject(open.object, ({ entries }: LedgerShard, { storage: { sql } }) => {
      const walk = { size: 21, used: {}, tile: 1, billed: 3, part: -1, counted: { 'month:2026-11': 5 } };
      writeWalkPosition(sql, 'trees', { name: open.license.id, rest: walk });
      expect(entries.head(open.license.id).size).toBeLessThan(walk.size);
    });
    await checkAll();
    // The next walk would settle it: it must not have been told at all.
    const detailQuery = `SELECT detail FROM findings WHERE license = ? AND kind = 'usage_changed'`;
    expect((await env.DB.prepare(detailQuery).bind(open.license.id).all()).results).toEqual([]);
  });

  const index = (index: number) => ({ license: open.license.id, index: index });
  const block = (sql: string) => () => env.DB.prepare(`${sql} WHERE shard = ?`).bind(open.name).run();
  it.each<[string, () => Promise<unknown>, [string, number | null][]]>([
    [
      'a changed entry',
      () => alterEntries(env.DB, index(7), (line) => line.replace('ninjs', 'nitf')),
      [['row_changed', 7]],
    ],
    [
      'an entry that is no JSON any more',
      () => alterEntries(env.DB, index(7), () => '{'),
      [['row_changed', 7]],
    ],
    [
      'an entry that was made to fit by itself',
      () =>
        alterEntries(env.DB, index(2), (line) => line.replace('"billable":1', '"billable":0')).then(
          block(`UPDATE blocks SET sha256 = '0'`),
        ),
      [['row_changed', 2]],
    ],
    [
      'entries that were taken out',
      () => alterEntries(env.DB, { license: open.license.id, index: (at) => at > 3 && at < 6 }, () => ''),
      [
        ['row_missing', 4],
        ['row_missing', 5],
      ],
    ],
    [
      'two entries that were swapped',
      () =>
        alterEntries(env.DB, { license: open.license.id, index: (at) => at === 2 || at === 3 }, (line) =>
          line.includes('"index":2')
            ? line.replace('"index":2', '"index":3')
            : line.replace('"index":3', '"index":2'),
        ),
      [
        ['row_changed', 2],
        ['row_changed', 3],
      ],
    ],
    [
      'a changed time of a block',
      block(`UPDATE blocks SET first_at = '2020-01-01T00:00:00.000Z'`),
      [['row_changed', 0]],
    ],
    ['a changed hash of a block', block(`UPDATE blocks SET sha256 = ''`), [['row_changed', 0]]],
    ['changed offsets of a block', block(`UPDATE blocks SET offsets = '[2, 9]'`), [['row_changed', 0]]],
    ['a body that was taken out of a block', block('UPDATE blocks SET body = NULL'), [['row_changed', 0]]],
  ])('finds %s in D1', async (_, change, expected) => {
    await change();
    await checkAll();
    expect(await openFaults()).toEqual(expected);
  });

  it('finds blocks that the shard has not written', async () => {
    const later = `INSERT INTO blocks SELECT shard, 1000, 1000 + last - first, first_at, last_at, sha256, offsets, body
      FROM blocks WHERE shard = ?`;
    await env.DB.prepare(later).bind(open.name).run();
    await checkAll();
    const { results } = await env.DB.prepare(
      'SELECT kind, idx FROM findings WHERE object = ? AND settled IS NULL',
    )
      .bind(open.name)
      .all();
    expect(results).toEqual([{ kind: 'row_extra', idx: 1000 }]);
  });

  it('reports a limited number of blocks that the shard has not written, and logs fewer', async () => {
    await env.DB.prepare(
      `WITH extra(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM extra WHERE n < ${2 * CHECK_EXTRA_MAX})
       INSERT INTO blocks SELECT shard, 1000 * n, 1000 * n, first_at, last_at, sha256, offsets, body
       FROM extra CROSS JOIN (SELECT * FROM blocks WHERE shard = ? LIMIT 1)`,
    )
      .bind(open.name)
      .run();
    await checkAll();
    const count = await env.DB.prepare('SELECT count(*) AS count FROM findings WHERE object = ?')
      .bind(open.name)
      .first<number>('count');
    expect(count).toBe(CHECK_EXTRA_MAX);
    const logged = errors.mock.calls.filter(([line]) => String(line).includes('ledger_finding'));
    expect(logged.length).toBeLessThan(CHECK_EXTRA_MAX / 5);
    await env.DB.prepare('DELETE FROM blocks WHERE shard = ? AND first >= 1000').bind(open.name).run();
  });

  it('logs five findings of an object in ten seconds, and then how many have no line', async () => {
    const faults = Array.from({ length: 8 }, (_, index): Fault => {
      const detail = message('self_check.row_changed', { parts: { list: ['body'], joint: 'comma' } });
      return { kind: 'row_changed', license: open.license.id, index, detail };
    });
    const nowMs = Date.now();
    const raise = (ms: number) => raiseFaults(env.DB, { faults, object: open.name, nowMs: ms });
    const logged = () =>
      errors.mock.calls
        .map(([line]) => JSON.parse(String(line)) as { event: string; omitted?: number })
        .filter(({ event }) => event === 'ledger_finding')
        .map(({ omitted }) => omitted);
    await raise(nowMs);
    await raise(nowMs + 9_999);
    expect(logged()).toEqual(Array(5).fill(undefined));
    await raise(nowMs + 10_000);
    expect(logged().slice(5)).toEqual([11, ...Array(4).fill(undefined)]);
  });

  const leavesWith = (change: string) => (sql: SqlStorage) =>
    void sql.exec(`UPDATE trees SET leaves = CAST(${change} AS BLOB)`);
  const usage =
    (change: Parameters<typeof changeUsage>[2]) =>
    (sql: SqlStorage): void =>
      changeUsage(sql, open.license.id, change);
  const holdings =
    (change: (text: string) => string) =>
    (sql: SqlStorage): void =>
      changeHoldings(sql, open.license.id, change);
  /** Of the page as it is stored: a line an item. */
  const without = (item: string) => (text: string) =>
    text
      .split('\n')
      .filter((line) => !line.startsWith(`"${item}"`))
      .join('\n');
  const grantOf = (item: string, change: (grant: unknown[]) => void) => (text: string) =>
    text
      .split('\n')
      .map((line) => {
        const [name = '', held = '[]'] = line.split('\t');
        if (name !== `"${item}"`) return line;
        const [units, grants] = JSON.parse(held) as [unknown[], unknown[][]];
        for (const grant of grants) change(grant);
        return `${name}\t${JSON.stringify([units, grants])}`;
      })
      .join('\n');

  it.each<[string, (sql: SqlStorage) => void, [string, number | null][]]>([
    [
      'a changed entry',
      (sql) => changeLine(sql, 8, (line) => line.replaceAll('ninjs', 'nitf')),
      [
        ['entry_changed', 7],
        ['row_changed', 7],
      ],
    ],
    ['a deleted entry', (sql) => changeLine(sql, 11, () => ''), [['entry_missing', 10]]],
    [
      'an entry that was deleted as if its time were over',
      (sql) => hideLine(sql, 11),
      [
        ['entry_missing', 0],
        ['row_extra', 10],
      ],
    ],
    [
      'a changed leaf',
      leavesWith('substr(leaves, 1, 6 * 32) || zeroblob(32) || substr(leaves, 7 * 32 + 1)'),
      [
        ['checkpoint_differs', 20],
        ['entry_changed', 6],
        ['grant_changed', 6],
        ['root_differs', 20],
        ['tree_changed', null],
      ],
    ],
    [
      'leaves that were cut off',
      leavesWith('substr(leaves, 1, 19 * 32)'),
      [
        ['checkpoint_differs', 20],
        ['entry_changed', 19],
        ['hashes_changed', 0],
        ['root_differs', 20],
        ['tree_changed', null],
      ],
    ],
    [
      'usage that was turned down',
      usage((used) =>
        Object.fromEntries(
          Object.keys(used).map((at) => [at, at.startsWith('month:') ? 1 : (used[at] ?? 0)]),
        ),
      ),
      [['usage_changed', null]],
    ],
    [
      'usage that was deleted',
      usage((used) => Object.fromEntries(Object.entries(used).filter(([at]) => !at.startsWith('term:')))),
      [['usage_changed', null]],
    ],
    [
      'a unit and a grant that were taken off the bill',
      holdings(without('itm_3')),
      [
        ['grant_changed', 3],
        ['unit_missing', 3],
        ['usage_changed', null],
      ],
    ],
    [
      'a unit without an entry',
      holdings((text) => `${text}\n${(text.split('\n')[3] ?? '').replace('"itm_3"', '"itm_never"')}`),
      [['usage_changed', null]],
    ],
    [
      'a bill that was emptied',
      holdings(() => ''),
      [
        ...Array.from({ length: 15 }, (_, n): [string, number] => ['grant_changed', n]),
        ...Array.from({ length: 15 }, (_, n): [string, number] => ['unit_missing', n]),
        ['usage_changed', null],
      ],
    ],
    [
      'a grant that names another entry',
      holdings(grantOf('itm_3', (grant) => grant.splice(3, 1, 4))),
      [['grant_changed', 4]],
    ],
    [
      'a grant with another leaf',
      holdings(grantOf('itm_3', (grant) => grant.splice(4, 1, 'AAAA'))),
      [['grant_changed', 3]],
    ],
    [
      'a grant with another id',
      holdings(grantOf('itm_3', (grant) => grant.splice(1, 1, 'dlv_forged'))),
      [['grant_changed', 3]],
    ],
    [
      'a grant with another time',
      holdings(grantOf('itm_3', (grant) => grant.splice(2, 1, 1))),
      [['grant_changed', 3]],
    ],
    [
      'another newest root than the agency log has',
      (sql) => sql.exec('UPDATE published SET size = 19'),
      [['root_differs', 19]],
    ],
    [
      'another place of it',
      (sql) => sql.exec('UPDATE published SET idx = idx + 100'),
      [['root_differs', 20]],
    ],
  ])('finds %s in the ledger itself', async (_, change, expected) => {
    await own(change);
    await checkAll();
    expect(await openFaults()).toEqual(expected);
  });

  it('tells each finding in the log, and settles it when it is in order again', async () => {
    const undo = await alterEntries(env.DB, index(3), (line) => line.replace('ninjs', 'nitf'));
    await checkAll();
    const logged = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(logged).toContainEqual(
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
      detail: 'In D1 these are not the entry’s: body.',
      message: {
        key: 'self_check.row_changed',
        parameters: { parts: { list: ['body'], joint: 'comma' } },
      },
    });

    await checkAll();
    const repeated = (await gatewayHealth(env, Date.now())).findings.find(
      ({ license }) => license === open.license.id,
    );
    expect(repeated?.since).toBe(shown?.since);

    await undo();
    await checkAll();
    await checkAll();
    expect(await openFaults()).toEqual([]);
    const row = await env.DB.prepare('SELECT settled FROM findings WHERE license = ?')
      .bind(open.license.id)
      .first();
    expect(row?.settled).not.toBeNull();
  });

  it('settles nothing that it finds again when so many are open that no more are taken', async () => {
    await alterEntries(env.DB, index(3), (line) => line.replace('ninjs', 'nitf'));
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
    await alterEntries(env.DB, index(5), () => '{}');
    // More seldom than a slice reads, or none would end.
    let prepared = 0;
    const flaky = new Proxy(env.DB, {
      get(target, member) {
        if (member === 'prepare' && prepared++ % 11 === 0) throw new Error('Network connection lost.');
        return Reflect.get(target, member).bind(target);
      },
    });
    await checkAll(flaky);
    await checkAll();
    expect(await openFaults()).toEqual([['row_changed', 5]]);
  });
});
