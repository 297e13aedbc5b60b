/**
 * Months that go to R2 and come back: no entry lost, none doubled, and none believed that is not what was logged.
 * @module-tag alone
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Archiver } from '../../../src/ledger/archive/archiver.ts';
import type { Manifest } from '../../../src/ledger/archive/part.ts';
import { gatewayHealth } from '../../../src/ledger/health.ts';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { Mover, type Target } from '../../../src/ledger/move/mover.ts';
import {
  isAnyoneMoving,
  setInTransit,
  writeMove,
  writePlace,
} from '../../../src/ledger/object-store/moving.ts';
import type { Entry } from '../../../src/ledger/types.ts';
import { linesOf, tamper } from '../../support/entry-log.ts';
import { request as http, operatorToken } from '../../support/gateway.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { drain } from '../../support/newsroom.ts';
import { Reach } from '../segments/interrupted.ts';
import { recounted, reported } from '../segments/log.ts';
import { checked } from '../self-check/support.ts';
import { type OpenObject, ok, openObject } from '../support.ts';

const NOW = Date.UTC(2026, 3, 10);

interface Row {
  idx: number;
  body: string;
  leaf: string;
}

let open: OpenObject;
let before: Row[];
let clock: { mockReturnValue(ms: number): unknown };
let errors: { mock: { calls: unknown[][] } };

beforeEach(async () => {
  open = await openObject();
  clock = vi.spyOn(Date, 'now');
  errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await open.tell({
    kind: 'license',
    license: {
      ...open.license,
      version: 2,
      startsMs: Date.UTC(2025, 0, 1),
      endsMs: Date.UTC(2027, 0, 1),
      quota: { limit: 100, per: 'term', onExceed: 'refuse' },
    },
  });
  open.license.version = 2;
  // January 7, February 5, March 6, April 3.
  const months = [7, 5, 6, 3];
  for (const [month, count] of months.entries())
    for (let n = 0; n < count; n++) {
      clock.mockReturnValue(Date.UTC(2026, month, 1 + n));
      await ok(open.object.record(open.request({ article: `itm_${month}_${n % 4}` })));
    }
  clock.mockReturnValue(NOW);
  await runDurableObjectAlarm(open.object);
  before = await rows();
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function rows(): Promise<Row[]> {
  const { results } = await env.DB.prepare('SELECT * FROM entries WHERE license = ? ORDER BY idx')
    .bind(open.license.id)
    .all();
  // What is put back is the entry, in another place of D1's log.
  return results.map(({ n: _n, again: _again, ...entry }) => entry) as unknown as Row[];
}

interface Stores {
  db?: D1Database;
  bucket?: R2Bucket;
  months?: number;
}

const inArchiver = <T>(act: (archiver: Archiver) => Promise<T>, stores: Stores = {}) =>
  runInDurableObject(open.object, ({ entries }: LedgerShard, { storage }) =>
    act(
      new Archiver({
        sql: storage.sql,
        entries,
        db: stores.db ?? env.DB,
        bucket: stores.bucket ?? env.BUCKET,
        object: open.name,
        months: stores.months ?? 1,
        transaction: (body) => storage.transactionSync(body),
        sync: () => storage.sync(),
        now: () => Date.now(),
      }),
    ),
  );
const archive = (stores?: Stores) => inArchiver((archiver) => archiver.run(), stores);

async function manifests(): Promise<Manifest[]> {
  const { results } = await env.DB.prepare(
    'SELECT manifest FROM archive_parts WHERE object = ? ORDER BY part',
  )
    .bind(open.name)
    .all<{ manifest: string }>();
  return results.map(({ manifest }) => JSON.parse(manifest));
}

const entriesInObject = async () => (await linesOf(open.object)).map(({ index }) => index);

/** What the operators' log says of this object's parts. */
async function restoresEntered(): Promise<number> {
  await drain('operators');
  const { results } = await env.DB.prepare(
    `SELECT 1 FROM entries WHERE license = 'operators' AND body ->> 'act' = 'archive.restore' AND body ->> 'resource' LIKE ?`,
  )
    .bind(`${open.name}/%`)
    .all();
  return results.length;
}

async function findings(): Promise<unknown[]> {
  await checked(open);
  const { results } = await env.DB.prepare(
    'SELECT kind, idx FROM findings WHERE license = ? AND settled IS NULL ORDER BY idx',
  )
    .bind(open.license.id)
    .all();
  return results;
}

describe('the archive', () => {
  it('takes whole months before the ones that stay, a file each, whose lines are the entries', async () => {
    expect(await archive()).toBe(false);
    expect((await rows()).map(({ idx }) => idx)).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(await entriesInObject()).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20]);
    const parts = await manifests();
    expect(parts.map(({ month, entries }) => [month, entries])).toEqual([
      ['2026-01', 7],
      ['2026-02', 5],
    ]);
    const leaves = before.map(({ body }) => leafHash(body));
    for (const part of parts) {
      const stored = await env.BUCKET.get(part.file);
      const lines = gunzipSync(new Uint8Array((await stored?.arrayBuffer()) ?? new ArrayBuffer(0)))
        .toString()
        .trimEnd()
        .split('\n');
      const [range] = part.licenses;
      const { first = 0, last = 0 } = range ?? {};
      expect(lines).toEqual(before.slice(first, last + 1).map(({ body }) => body));
      expect(range?.root).toBe(naiveRoot(leaves.slice(0, last + 1)).toString('base64'));
      const beside = await env.BUCKET.get(`${part.file}.json`);
      expect(await beside?.json()).toEqual(part);
    }
    expect(await archive()).toBe(false);
    expect(await manifests()).toEqual(parts);
  });

  it('keeps everything when no number of months is set, and never the newest entry away', async () => {
    await archive({ months: 0 });
    expect(await entriesInObject()).toHaveLength(21);
    clock.mockReturnValue(Date.UTC(2030, 0, 1));
    await archive();
    expect(await entriesInObject()).toEqual([20]);
    expect((await rows()).map(({ idx }) => idx)).toEqual([20]);
  });

  it('leaves a tree that goes on, with its quota, in an object that was evicted', async () => {
    await archive();
    await evictDurableObject(open.object);
    await ok(open.object.record(open.request({ article: 'itm_new' })));
    const again = await ok(open.object.record(open.request({ article: 'itm_0_1' })));
    expect(again.recorded.billable).toBe(0);
    await runDurableObjectAlarm(open.object);
    const later = (await rows()).slice(-2);
    expect(later.map(({ idx }) => idx)).toEqual([21, 22]);
    const leaves = [...before, ...later].map(({ body }) => leafHash(body));
    expect(await open.object.tree(open.license.id)).toEqual({
      size: 23,
      root: naiveRoot(leaves).toString('hex'),
    });
  });

  it('leaves nothing for the self-check to find, whether rows are archived, restored or released', async () => {
    expect(await findings()).toEqual([]);
    await archive();
    expect(await findings()).toEqual([]);
    const [part] = await manifests();
    await inArchiver((archiver) => archiver.restore(part?.part ?? 0));
    expect(await findings()).toEqual([]);
    await inArchiver((archiver) => archiver.release(part?.part ?? 0));
    expect(await findings()).toEqual([]);
  });

  it('archives in the middle of a walk without counting anything twice', async () => {
    await runInDurableObject(
      open.object,
      (_: LedgerShard, { storage }) =>
        void storage.sql.exec(`INSERT OR REPLACE INTO walk (part, name, rest) VALUES ('entries', '', '5')`),
    );
    await archive();
    await findings();
    // Also none that the next walk has settled.
    const ever = await env.DB.prepare('SELECT kind FROM findings WHERE license = ?')
      .bind(open.license.id)
      .all();
    expect(ever.results).toEqual([]);
  });

  it('puts back exactly the rows that were there, and takes them out again', async () => {
    await archive();
    for (const { part } of await manifests())
      expect(await inArchiver((archiver) => archiver.restore(part))).toMatchObject({ ok: true });
    expect(await rows()).toEqual(before);
    for (const { part } of await manifests()) await inArchiver((archiver) => archiver.release(part));
    expect((await rows()).map(({ idx }) => idx)).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });

  it('waits until the entries of a partner that has moved are swept away: they are the other object’s to archive', async () => {
    await runInDurableObject(open.object, async ({ entries }: LedgerShard, { storage }) => {
      const { sql } = storage;
      writeMove(sql, { partner: 'par_1', target: 'ledger-1', state: 'moved', beganSeq: entries.lastSeq });
      writePlace(sql, 'par_1', { kind: 'sweep', seq: entries.lastSeq });
      expect(isAnyoneMoving(sql)).toBe(true);
      const mover = new Mover({
        ...{ sql, entries, db: env.DB, object: open.name },
        target: () => ({ arrived: async () => undefined }) as unknown as Target,
        transaction: (body) => storage.transactionSync(body),
        sync: () => storage.sync(),
        forget: () => undefined,
        now: () => Date.now(),
      });
      while (await mover.run());
      expect(isAnyoneMoving(sql)).toBe(false);
    });
    expect(await entriesInObject()).toEqual([]);
  });

  it('does not take away what D1 has otherwise, and tells it', async () => {
    await env.DB.prepare(`UPDATE entries SET billable = 5 WHERE license = ? AND idx = 8`)
      .bind(open.license.id)
      .run();
    await archive();
    expect((await manifests()).map(({ month }) => month)).toEqual(['2026-01']);
    expect(await rows()).toHaveLength(14);
    expect(await findings()).toEqual([{ kind: 'row_changed', idx: 8 }]);
  });
});

describe('an archive that is cut off', () => {
  const failing = <T extends object>(target: T, member: string, calls: number): T => {
    let left = calls;
    return new Proxy(target, {
      get(of, name) {
        const value = Reflect.get(of, name);
        if (typeof value !== 'function') return value;
        if (name !== member) return value.bind(of);
        return (...args: unknown[]) => {
          if (left-- <= 0) return Promise.reject(new Error('Network connection lost.'));
          return value.apply(of, args);
        };
      },
    });
  };

  it.each([
    ['before the first file is stored', () => ({ bucket: failing(env.BUCKET, 'put', 0) })],
    ['before its manifest is', () => ({ bucket: failing(env.BUCKET, 'put', 1) })],
    ['before D1 has counted its rows', () => ({ db: failing(env.DB, 'batch', 0) })],
    ['before D1 lets go of its rows', () => ({ db: failing(env.DB, 'batch', 1) })],
    ['before the second file is stored', () => ({ bucket: failing(env.BUCKET, 'put', 2) })],
    ['before D1 lets go of the second month', () => ({ db: failing(env.DB, 'batch', 2) })],
  ])('%s goes on from there, and loses nothing', async (_, stores) => {
    expect(await archive(stores())).toBe(false);
    const told = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(told).toContainEqual(expect.objectContaining({ event: 'archive_failed', object: open.name }));
    await evictDurableObject(open.object);
    await archive();
    expect((await rows()).map(({ idx }) => idx)).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20]);
    for (const { part } of await manifests()) await inArchiver((archiver) => archiver.restore(part));
    expect(await rows()).toEqual(before);
    expect(await findings()).toEqual([]);
  });

  it.each([
    ['before', 3],
    ['before, since when the object has drained nothing,', 21],
  ])('by a D1 that is restored to %s it knows all parts again', async (_, drained) => {
    await archive();
    const parts = await manifests();
    await env.DB.batch([
      env.DB.prepare('DELETE FROM archive_parts WHERE object = ?').bind(open.name),
      env.DB.prepare('UPDATE drains SET drained = ?, parts = 0 WHERE object = ?').bind(drained, open.name),
    ]);
    await runDurableObjectAlarm(open.object);
    await runDurableObjectAlarm(open.object);
    await archive();
    expect(await manifests()).toEqual(parts);
    expect(await findings()).toEqual([]);
  });

  it('by a D1 that is restored to when a part had been put back leaves its rows there, until it is released', async () => {
    await archive();
    const [january] = await manifests();
    await inArchiver((archiver) => archiver.restore(january?.part ?? 0));
    await env.DB.prepare('UPDATE drains SET drained = 3 WHERE object = ?').bind(open.name).run();
    await runDurableObjectAlarm(open.object);
    await archive();
    const kept = [12, 13, 14, 15, 16, 17, 18, 19, 20];
    expect((await rows()).map(({ idx }) => idx)).toEqual([0, 1, 2, 3, 4, 5, 6, ...kept]);
    await inArchiver((archiver) => archiver.release(january?.part ?? 0));
    expect((await rows()).map(({ idx }) => idx)).toEqual(kept);
    expect(await findings()).toEqual([]);
  });

  /** D1 as it was before it knew anything of this license. */
  const goBack = async () => {
    await env.DB.batch([
      env.DB.prepare('DELETE FROM entries WHERE license = ?').bind(open.license.id),
      env.DB.prepare('DELETE FROM usage_cells WHERE license = ?').bind(open.license.id),
      env.DB.prepare('DELETE FROM archive_parts WHERE object = ?').bind(open.name),
      env.DB.prepare('UPDATE drains SET drained = 0, parts = 0 WHERE object = ?').bind(open.name),
    ]);
  };

  it('by a D1 that goes back at any call counts every entry once, and finds nothing missing', async () => {
    const wanted = await recounted(before.map(({ body }) => JSON.parse(body) as Entry));
    for (let at = 0; at < 14; at++) {
      await goBack();
      await runDurableObjectAlarm(open.object);
      await archive({ db: new Reach({ at, event: 'restore D1' }, goBack).db(env.DB) });
      for (let alarms = 0; alarms < 3; alarms++) {
        await runDurableObjectAlarm(open.object);
        await archive();
      }
      const own = [...(await reported())].filter(([key]) => key.startsWith(`${open.license.id} `));
      expect([at, new Map(own)]).toEqual([at, wanted]);
      const indexes = (await rows()).map(({ idx }) => idx);
      expect([at, indexes]).toEqual([at, [12, 13, 14, 15, 16, 17, 18, 19, 20]]);
    }
    const all = env.DB.prepare('SELECT * FROM findings WHERE license = ?').bind(open.license.id);
    expect((await all.all()).results).toEqual([]);
  });

  it('by a D1 that is restored, and then that is undone, it knows all parts again', async () => {
    await archive();
    const [later] = (await env.DB.prepare('SELECT * FROM drains WHERE object = ?').bind(open.name).all())
      .results;
    const parts = await manifests();
    const lose = (row: Record<string, unknown> | undefined, from: number) =>
      env.DB.batch([
        env.DB.prepare('DELETE FROM archive_parts WHERE object = ? AND part >= ?').bind(open.name, from),
        env.DB.prepare('UPDATE drains SET parts = ? WHERE object = ?').bind(row?.parts ?? 0, open.name),
      ]);
    await lose(undefined, parts[1]?.part ?? 0);
    await runDurableObjectAlarm(open.object);
    await archive();
    expect(await manifests()).toEqual(parts);
    // As many tellings as before, and D1 has heard of the first two only.
    await lose(later, parts[1]?.part ?? 0);
    await runDurableObjectAlarm(open.object);
    await archive();
    expect(await manifests()).toEqual(parts);
    expect(await findings()).toEqual([]);
  });

  it('by somebody who deletes what D1 knows of a part is told, and nothing is counted a second time', async () => {
    await archive();
    const counted = await reported();
    const [january] = await manifests();
    await env.DB.prepare('DELETE FROM archive_parts WHERE object = ? AND part = ?')
      .bind(open.name, january?.part ?? 0)
      .run();
    // Nor when a row of the log is mended as the guide says.
    for (const mended of [false, true]) {
      if (mended)
        await env.DB.prepare('UPDATE drains SET drained = 0 WHERE object = ?').bind(open.name).run();
      for (let alarms = 0; alarms < 3; alarms++) {
        await runDurableObjectAlarm(open.object);
        await archive();
      }
      expect(await reported()).toEqual(counted);
    }
    expect(await findings()).toEqual([{ kind: 'archive_damaged', idx: 0 }]);
  });

  it('by a D1 that has not been told of a part neither puts it back nor takes it out', async () => {
    await archive();
    const [january] = await manifests();
    const act = (what: 'restore' | 'release') => inArchiver((archiver) => archiver[what](january?.part ?? 0));
    await inArchiver((archiver) => archiver.restore(january?.part ?? 0));
    await env.DB.prepare('DELETE FROM archive_parts WHERE object = ?').bind(open.name).run();
    await act('release');
    expect(await rows()).toHaveLength(16);
    await env.DB.prepare('DELETE FROM entries WHERE license = ?').bind(open.license.id).run();
    expect(await act('restore')).toMatchObject({ ok: false, reason: 'part_unknown' });
    expect(await rows()).toEqual([]);
  });

  it('by a damaged file leaves the rows of that part in D1, and goes on with the others', async () => {
    await archive();
    const [january, february] = await manifests();
    for (const { part } of [january, february] as Manifest[])
      await inArchiver((archiver) => archiver.restore(part));
    await env.DB.prepare('DELETE FROM archive_parts WHERE object = ?').bind(open.name).run();
    await env.DB.prepare('UPDATE drains SET drained = 3, parts = 0 WHERE object = ?').bind(open.name).run();
    await env.BUCKET.delete(january?.file ?? '');
    await runDurableObjectAlarm(open.object);
    await archive();
    expect((await rows()).map(({ idx }) => idx)).toEqual([
      0,
      1,
      2,
      3,
      4,
      5,
      6,
      ...Array.from({ length: 9 }, (_, n) => n + 12),
    ]);
    expect((await manifests()).map(({ month }) => month)).toEqual(['2026-02']);
  });
});

describe('a file that is not what was archived', () => {
  const forge = async (change: (lines: string[]) => string[]) => {
    const [part] = await manifests();
    if (!part) throw new Error('nothing is archived');
    const stored = await env.BUCKET.get(part.file);
    const lines = gunzipSync(new Uint8Array((await stored?.arrayBuffer()) ?? new ArrayBuffer(0)))
      .toString()
      .trimEnd()
      .split('\n');
    await env.BUCKET.put(part.file, gzipSync(`${change(lines).join('\n')}\n`));
    return part;
  };

  it.each([
    ['changed', (lines: string[]) => lines.map((line) => line.replace('ninjs', 'nitf'))],
    ['shortened', (lines: string[]) => lines.slice(1)],
    ['put in another order', (lines: string[]) => lines.toReversed()],
  ])('because it was %s is not restored', async (_, change) => {
    await archive();
    const { part } = await forge(change);
    const answer = await inArchiver((archiver) => archiver.restore(part));
    expect(answer).toMatchObject({ ok: false, reason: 'file_changed' });
    expect(await rows()).toHaveLength(9);
    expect(JSON.parse(String(errors.mock.calls.at(-1)?.[0]))).toMatchObject({
      event: 'archive_damaged',
      part,
    });
  });

  it('is not believed either when the manifest was forged with it: the leaves have stayed in the ledger', async () => {
    await archive();
    const { part } = await forge((lines) => lines.map((line) => line.replace('ninjs', 'nitf')));
    const [manifest] = await manifests();
    const stored = await env.BUCKET.get(manifest?.file ?? '');
    const bytes = new Uint8Array((await stored?.arrayBuffer()) ?? new ArrayBuffer(0));
    const { createHash } = await import('node:crypto');
    const forged = {
      ...manifest,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    await runInDurableObject(
      open.object,
      (_: LedgerShard, { storage }) =>
        void storage.sql.exec(
          'UPDATE archive_parts SET manifest = ? WHERE part = ?',
          JSON.stringify(forged),
          part,
        ),
    );
    const answer = await inArchiver((archiver) => archiver.read(part));
    expect(answer).toMatchObject({ ok: false, reason: 'entry_changed' });
  });

  it('because it is gone is told as that', async () => {
    await archive();
    const [part] = await manifests();
    await env.BUCKET.delete(part?.file ?? '');
    expect(await inArchiver((archiver) => archiver.restore(part?.part ?? 0))).toMatchObject({
      ok: false,
      reason: 'file_missing',
    });
  });
});

describe('the archive over HTTP', () => {
  const holdersOf = async (admin: string, item: string) =>
    (
      (await (await http(`/v1/admin/articles/${item}/holders`, { token: admin })).json()) as {
        items: { license: string; at: string; entry: string; version: string; title: string | null }[];
      }
    ).items.filter(({ license }) => license === open.license.id);

  it('leaves nobody out of the list of who has an article, whether in D1’s log, in the archive or restored', async () => {
    const item = 'itm_0_1';
    await env.DB.prepare(
      `INSERT INTO items (id, uri, version, version_created_ms, seq, type, pub_status, sections, subjects)
       SELECT ?1, ?1, '1', 0, 1 + coalesce(max(seq), 0), 'text', 'canceled', '[]', '[]' FROM items WHERE true ON CONFLICT DO NOTHING`,
    )
      .bind(item)
      .run();
    const admin = await operatorToken('admin');
    const live = await holdersOf(admin, item);
    expect(live).toMatchObject([{ version: '1', title: null, at: '2026-01-06T00:00:00.000Z' }]);
    await archive();
    expect(await holdersOf(admin, item)).toEqual(live);
    for (const { part } of await manifests()) await inArchiver((archiver) => archiver.restore(part));
    expect(await holdersOf(admin, item)).toEqual(live);
    // D1 restored to before they were archived.
    await env.DB.prepare('DELETE FROM archived_holders').run();
    for (const { part } of await manifests()) await inArchiver((archiver) => archiver.release(part));
    await runInDurableObject(
      open.object,
      (_: LedgerShard, { storage }) => void storage.sql.exec('UPDATE archive_parts SET told = 0'),
    );
    await archive();
    expect(await holdersOf(admin, item)).toEqual(live);
  });

  it('is named by the audit list where it ends: the months that a reader does not see, and no others', async () => {
    const auditor = await operatorToken('auditor');
    const list = async (query: string) => {
      const path = `/v1/audit/deliveries?license=${open.license.id}${query}`;
      return (await (await http(path, { token: auditor })).json()) as {
        items: unknown[];
        next: string | null;
        archived?: string[];
      };
    };
    expect((await list('')).archived).toBeUndefined();
    await archive();
    const all = await list('');
    expect([all.items.length, all.archived]).toEqual([9, ['2026-01', '2026-02']]);
    expect((await list('&limit=3')).archived).toBeUndefined();
    expect((await list('&from=2026-01-20T00:00:00Z')).archived).toEqual(['2026-02']);
    expect((await list('&to=2026-02-01T00:00:00Z')).archived).toEqual(['2026-01']);
    expect((await list('&from=2026-03-01T00:00:00Z')).archived).toBeUndefined();
    expect((await list('&partner=par_nobody')).archived).toBeUndefined();
    const [january] = await manifests();
    await inArchiver((archiver) => archiver.restore(january?.part ?? 0));
    expect(await list('')).toMatchObject({ archived: ['2026-02'] });
  });

  it('is listed, read, restored and released by those who may', async () => {
    await archive();
    vi.restoreAllMocks();
    const [admin, auditor] = [await operatorToken('admin'), await operatorToken('auditor')];
    const base = '/v1/admin/archive';
    const page = async (query: string) =>
      (await (await http(`${base}?object=${open.name}${query}`, { token: auditor })).json()) as {
        items: { month: string; part: number; entries: number; restored: string | null }[];
        next: string | null;
      };
    const first = await page('&limit=1');
    const second = await page(`&limit=1&cursor=${first.next}`);
    expect([first, second].map(({ items }) => items[0]?.month)).toEqual(['2026-01', '2026-02']);
    expect(second.next).toBeNull();
    expect((await page(`&license=${open.license.id}`)).items).toHaveLength(2);
    expect((await page('&license=lic_none')).items).toEqual([]);

    const part = first.items[0]?.part;
    const read = await http(`${base}/${open.name}/${part}`, { token: auditor });
    expect(read.headers.get('Content-Type')).toContain('application/x-ndjson');
    expect((await read.text()).trimEnd().split('\n')).toEqual(before.slice(0, 7).map(({ body }) => body));
    expect((await http(`${base}/${open.name}/999`, { token: auditor })).status).toBe(404);
    expect((await http(`${base}/no-such-object/1`, { token: auditor })).status).toBe(404);

    expect((await http(`${base}/restore`, { token: auditor, json: { month: '2026-01' } })).status).toBe(403);
    expect((await http(`${base}/restore`, { token: admin, json: {} })).status).toBe(400);
    expect((await http(`${base}/restore`, { token: admin, json: { month: '2026-13' } })).status).toBe(400);
    const restored = await http(`${base}/restore`, { token: admin, json: { license: open.license.id } });
    expect(await restored.json()).toMatchObject({ done: [{ entries: 7 }, { entries: 5 }], more: false });
    expect(await rows()).toEqual(before);
    expect((await page('&restored=true')).items).toHaveLength(2);
    const released = await http(`${base}/release`, { token: admin, json: { object: open.name } });
    expect(await released.json()).toMatchObject({ done: [{ entries: 7 }, { entries: 5 }], more: false });
    expect(await rows()).toHaveLength(9);

    const entered = await restoresEntered();
    expect(entered).toBe(2);
    await env.BUCKET.delete((await manifests())[0]?.file ?? '');
    const damaged = await http(`${base}/restore`, { token: admin, json: { license: open.license.id } });
    expect(await restoresEntered()).toBe(entered);
    expect(damaged.status).toBe(409);
    expect(await damaged.json()).toMatchObject({ code: 'conflict', reason: 'file_missing' });
  });
});

describe('the self-check', () => {
  const d1 = (sql: string, ...values: unknown[]) =>
    env.DB.prepare(sql)
      .bind(...values)
      .run();
  const restoreFirst = async () => {
    const [part] = await manifests();
    expect(await inArchiver((archiver) => archiver.restore(part?.part ?? 0))).toMatchObject({ ok: true });
    return part;
  };

  it('finds nothing below the archive’s edge that nobody has touched, restored or not', async () => {
    await archive();
    expect(await findings()).toEqual([]);
    await restoreFirst();
    expect(await findings()).toEqual([]);
  });

  it('finds a file that is gone, and goes on finding it until it is back', async () => {
    await archive();
    const [part] = await manifests();
    const stored = await env.BUCKET.get(part?.file ?? '');
    const bytes = (await stored?.arrayBuffer()) ?? new ArrayBuffer(0);
    await env.BUCKET.delete(part?.file ?? '');
    expect(await findings()).toEqual([{ kind: 'archive_damaged', idx: 0 }]);
    expect(await findings()).toEqual([{ kind: 'archive_damaged', idx: 0 }]);
    const shown = (await gatewayHealth(env, NOW)).findings.find(({ license }) => license === open.license.id);
    expect(shown).toMatchObject({ kind: 'archive_damaged', detail: `${part?.file} is not in the bucket.` });
    await env.BUCKET.put(part?.file ?? '', bytes);
    expect(await findings()).toEqual([]);
  });

  it('finds a leaf that was changed in what stayed of the entries', async () => {
    await archive();
    await tamper(open.object, (sql) => {
      const leaves = 'substr(leaves, 1, 4 * 32) || zeroblob(32) || substr(leaves, 5 * 32 + 1)';
      sql.exec(`UPDATE trees SET leaves = CAST(${leaves} AS BLOB)`);
    });
    expect(await findings()).toContainEqual({ kind: 'archive_damaged', idx: 0 });
  });

  it('finds a row below the edge that is not its entry’s, and one of a restored part that is missing', async () => {
    await archive();
    await restoreFirst();
    await d1(
      `UPDATE entries SET body = replace(body, 'ninjs', 'nitf') WHERE license = ? AND idx = 2`,
      open.license.id,
    );
    await d1('DELETE FROM entries WHERE license = ? AND idx = 3', open.license.id);
    expect(await findings()).toEqual([
      { kind: 'row_changed', idx: 2 },
      { kind: 'row_missing', idx: 3 },
    ]);
  });

  it.each([
    ['is gone', (key: string) => env.BUCKET.delete(key)],
    ['was changed', (key: string) => env.BUCKET.put(key, '{}')],
  ])('finds a manifest in R2 that %s', async (_, change) => {
    await archive();
    const [part] = await manifests();
    await change(`${part?.file}.json`);
    expect(await findings()).toEqual([{ kind: 'archive_damaged', idx: 0 }]);
  });

  it('finds a part damaged whose partner has left: it stays where it was made', async () => {
    await archive();
    const [part] = await manifests();
    await runInDurableObject(open.object, (_: LedgerShard, { storage: { sql } }) =>
      setInTransit(sql, [open.license.id], 'par_1'),
    );
    await env.DB.prepare('UPDATE entries SET billable = 9 WHERE license = ?').bind(open.license.id).run();
    expect(await findings()).toEqual([]);
    await env.BUCKET.delete(part?.file ?? '');
    expect(await findings()).toEqual([{ kind: 'archive_damaged', idx: 0 }]);
  });

  it('finds a part that D1 has forgotten', async () => {
    await archive();
    await d1('DELETE FROM archive_parts WHERE object = ?', open.name);
    expect(await findings()).toContainEqual({ kind: 'archive_damaged', idx: 0 });
  });
});
