/**
 * Texts whose time is over are nowhere any more; the tree goes on proving, and what is held stays.
 * @module-tag alone
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Archiver } from '../../../src/ledger/archive/archiver.ts';
import type { Manifest } from '../../../src/ledger/archive/part.ts';
import { type LedgerShard, LedgerShard as Reborn } from '../../../src/ledger/ledger-shard.ts';
import { verifyConsistency, verifyInclusion } from '../../../src/ledger/merkle/verify.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { raiseHold } from '../../../src/ledger/object-store/holds.ts';
import { Retention } from '../../../src/ledger/retention/retention.ts';
import type { Hold } from '../../../src/ledger/types.ts';
import { operatorToken, request } from '../../support/gateway.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { expectPlacesToBeRight } from '../segments/log.ts';
import { checked, faultsOf } from '../self-check/support.ts';
import { type OpenObject, ok, openObject } from '../support.ts';

/** Of two months before, January is not. */
const NOW = Date.UTC(2026, 3, 10);

interface Row {
  idx: number;
  body: string;
}

let open: OpenObject;
let before: Row[];
let errors: { mock: { calls: unknown[][] } };
let clock: { mockReturnValue(ms: number): unknown };

beforeEach(async () => {
  open = await openObject();
  clock = vi.spyOn(Date, 'now');
  errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await open.tell({
    kind: 'license',
    license: { ...open.license, version: 2, startsMs: Date.UTC(2025, 0, 1), endsMs: Date.UTC(2027, 0, 1) },
  });
  open.license.version = 2;
  // January 7, February 5, March 6, April 3; of January, itm_0_1 is entries 1 and 5.
  for (const [month, count] of [7, 5, 6, 3].entries())
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
  const { results } = await env.DB.prepare('SELECT idx, body FROM entries WHERE license = ? ORDER BY idx')
    .bind(open.license.id)
    .all<Row>();
  return results;
}

const indexes = async () => (await rows()).map(({ idx }) => idx);

interface Having {
  db?: D1Database;
  bucket?: R2Bucket;
  /** Done before the first file is written. */
  meanwhile?: (sql: SqlStorage) => void;
}

/** Both as some alarms run them: what is archived is deleted by the next one, and D1 told by the one after. */
const keep = (having: Having = {}) =>
  acting(having, async (archiver, retention) => {
    for (let alarms = 0; alarms < 3; alarms++) {
      await retention.run();
      await archiver.run();
    }
  });

function acting<T>(
  { db = env.DB, bucket = env.BUCKET, meanwhile }: Having,
  act: (archiver: Archiver, retention: Retention) => Promise<T>,
): Promise<T> {
  return runInDurableObject(open.object, ({ entries }: LedgerShard, { storage }) => {
    const between = {
      sql: storage.sql,
      entries,
      db,
      bucket: meanwhile ? intercepted(bucket, 'put', () => meanwhile(storage.sql)) : bucket,
      object: open.name,
      transaction: (body: () => void) => storage.transactionSync(body),
      sync: () => storage.sync(),
      now: () => Date.now(),
    };
    const archiver = new Archiver({ ...between, months: 1 });
    const rules = { counts: 2, findings: 2 };
    return act(archiver, new Retention({ ...between, texts: 2, rules, archiver }));
  });
}

/** Only what the archive does, without any end of keeping. */
const archive = () => acting({}, (archiver) => archiver.run());
const restoreAll = () =>
  acting({}, async (archiver) => {
    for (const { part } of await manifests())
      expect(await archiver.restore(part)).toMatchObject({ ok: true });
  });

async function manifests(): Promise<Manifest[]> {
  const { results } = await env.DB.prepare(
    'SELECT manifest FROM archive_parts WHERE object = ? ORDER BY part',
  )
    .bind(open.name)
    .all<{ manifest: string }>();
  return results.map(({ manifest }) => JSON.parse(manifest));
}

/** Everything that R2 has of this object's log, as one text. */
async function inBucket(): Promise<{ keys: string[]; text: string }> {
  const { objects } = await env.BUCKET.list({ prefix: `archive/${open.name}/` });
  const texts = await Promise.all(
    objects.map(async ({ key }) => {
      const bytes = new Uint8Array((await (await env.BUCKET.get(key))?.arrayBuffer()) ?? new ArrayBuffer(0));
      return key.endsWith('.json') ? '' : gunzipSync(bytes).toString();
    }),
  );
  return { keys: objects.map(({ key }) => key), text: texts.join('') };
}

const idOf = (index: number) => (JSON.parse(before[index]?.body ?? '{}') as { id: string }).id;
const textsInBucket = async () => {
  const { text } = await inBucket();
  return before.flatMap(({ idx }) => (text.includes(idOf(idx)) ? [idx] : []));
};

const hold = (kind: Hold['kind'], target: string): Hold => ({
  id: `hld_${open.name}`,
  kind,
  target,
  reason: 'Proceedings',
  operator: 'opr_1',
  since: new Date(NOW).toISOString(),
  version: 1,
});
const released = (one: Hold): Hold => ({
  ...one,
  version: 2,
  released: { at: new Date(NOW).toISOString(), operator: 'opr_1', reason: 'Settled' },
});

/** Nothing is wrong by the self-check's own account, and the tree proves every entry that there ever was. */
async function expectSound(): Promise<void> {
  await checked(open);
  expect(await faultsOf(open.license.id)).toEqual([]);
  await expectPlacesToBeRight();
  const leaves = before.map(({ body }) => leafHash(body));
  const { size, root } = await open.object.tree(open.license.id);
  expect(root).toBe(naiveRoot(leaves).toString('hex'));
  const tree = open.license.id;
  const bytes = (hashes: string[]) => hashes.map((hash) => Buffer.from(hash, 'base64'));
  for (const [index, leaf] of leaves.entries()) {
    const answer = await open.object.log({ kind: 'inclusion', tree, index, size });
    if (answer.kind !== 'inclusion') throw new Error(answer.kind);
    const claim = { index, size, leaf, root: Buffer.from(root, 'hex'), hashes: bytes(answer.hashes) };
    expect(verifyInclusion(claim)).toBe(true);
  }
  for (const from of [1, 5, 7, 8, 20]) {
    const answer = await open.object.log({ kind: 'consistency', tree, from, to: size });
    if (answer.kind !== 'consistency') throw new Error(answer.kind);
    const fromRoot = naiveRoot(leaves.slice(0, from));
    const claim = {
      from,
      to: size,
      fromRoot,
      toRoot: Buffer.from(root, 'hex'),
      hashes: bytes(answer.hashes),
    };
    expect(verifyConsistency(claim)).toBe(true);
  }
}

async function deletions(): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    'SELECT month, entries, at FROM deleted_entries WHERE license = ? ORDER BY month',
  )
    .bind(open.license.id)
    .all();
  return results;
}

describe('texts whose time is over', () => {
  it('are in no store any more; their leaves are, and D1 says how many there were', async () => {
    await keep();
    expect(await indexes()).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(await textsInBucket()).toEqual([7, 8, 9, 10, 11]);
    const [january, february] = await manifests();
    expect(january).toMatchObject({ entries: 0, bytes: 0, licenses: [{ first: 0, last: 6, deleted: 7 }] });
    expect(february).toMatchObject({ entries: 5 });
    expect((await inBucket()).keys).toEqual([
      `${january?.file}.json`,
      february?.file,
      `${february?.file}.json`,
    ]);
    expect(await deletions()).toEqual([{ month: '2026-01', entries: 7, at: new Date(NOW).toISOString() }]);
    await expectSound();
  });

  it('are told of by the list of the log where it ends: how many there were, and of which months', async () => {
    await keep();
    const auditor = await operatorToken('auditor');
    const list = async (query: string) => {
      const path = `/v1/audit/deliveries?license=${open.license.id}${query}`;
      return (await (await request(path, { token: auditor })).json()) as Record<string, unknown>;
    };
    const january = { month: '2026-01', entries: 7, at: new Date(NOW).toISOString() };
    expect(await list('')).toMatchObject({ next: null, archived: ['2026-02'], deleted: [january] });
    expect(await list('&limit=2')).not.toHaveProperty('deleted');
    const path = `/v1/audit/exports/deliveries.ndjson?license=${open.license.id}`;
    const exported = await request(path, { token: auditor });
    expect(exported.headers.get('Export-Deleted')).toBe('2026-01=7');
    expect((await exported.text()).trimEnd().split('\n')).toHaveLength(9);
    expect(await list('&to=2026-02-01T00:00:00Z')).toMatchObject({ items: [], deleted: [january] });
    expect(await list('&from=2026-02-01T00:00:00Z')).not.toHaveProperty('deleted');
    expect(await list('&to=2026-01-01T00:00:00Z')).not.toHaveProperty('deleted');
  });

  it('stay counted in the sums of use', async () => {
    await archive();
    const sums = () =>
      env.DB.prepare('SELECT * FROM usage_cells WHERE license = ? ORDER BY day').bind(open.license.id).all();
    const { results } = await sums();
    expect(results.filter(({ day }) => String(day).startsWith('2026-01'))).toHaveLength(7);
    await keep();
    expect((await sums()).results).toEqual(results);
  });

  it('leave a log that goes on: an article of then is no new unit, and nothing is read twice', async () => {
    await keep();
    await evictDurableObject(open.object);
    const again = await ok(open.object.record(open.request({ article: 'itm_0_1' })));
    expect(again.recorded).toMatchObject({ index: 21, billable: 0 });
    expect(await acting({}, (archiver) => archiver.read(1))).toEqual({ ok: true, lines: [] });
    await runDurableObjectAlarm(open.object);
    before = [...before, ...(await rows()).filter(({ idx }) => idx === 21)];
    await expectSound();
  });

  it('also go where they had been put back, and who holds what by them is known still', async () => {
    await archive();
    await env.DB.prepare('DELETE FROM archived_holders WHERE license = ?').bind(open.license.id).run();
    await restoreAll();
    await keep();
    expect(await indexes()).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    const { results } = await env.DB.prepare(
      `SELECT article, entry FROM archived_holders WHERE license = ? AND article = 'itm_0_1'`,
    )
      .bind(open.license.id)
      .all();
    expect(results).toEqual([{ article: 'itm_0_1', entry: idOf(5) }]);
    await expectSound();
  });

  it.each([
    ['before', 3],
    ['before, since when nothing was drained', 21],
  ])('do not come back with a D1 of %s', async (_, drained) => {
    await archive();
    const past = await env.DB.batch([
      env.DB.prepare('SELECT * FROM entries WHERE license = ?').bind(open.license.id),
      env.DB.prepare('SELECT * FROM archive_parts WHERE object = ?').bind(open.name),
    ]);
    await keep();
    const [, parts] = past.map(({ results }) => results as Record<string, unknown>[]);
    const january = before.slice(0, 7);
    await env.DB.batch([
      ...january.map(({ idx, body }) =>
        env.DB.prepare(
          `INSERT INTO entries (license, idx, id, at, kind, outcome, code, env, partner, article, billable, leaf, body)
           SELECT ?1 ->> 'license', ?2, ?1 ->> 'id', ?1 ->> 'at', 'delivery', 'permit', NULL, 'live', ?1 ->> 'partner', ?1 ->> 'article',
             ?1 ->> 'billable', '', ?1`,
        ).bind(body, idx),
      ),
      env.DB.prepare('UPDATE archive_parts SET manifest = ?, entries = 7 WHERE object = ? AND part = 1').bind(
        parts?.[0]?.manifest,
        open.name,
      ),
      env.DB.prepare('DELETE FROM deleted_entries WHERE license = ?').bind(open.license.id),
      env.DB.prepare('UPDATE drains SET drained = ?, parts = 2 WHERE object = ?').bind(drained, open.name),
    ]);
    await runDurableObjectAlarm(open.object);
    await keep();
    expect(await indexes()).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect((await manifests())[0]).toMatchObject({ entries: 0 });
    expect(await deletions()).toMatchObject([{ month: '2026-01', entries: 7 }]);
    await expectSound();
  });

  it('stay until D1 has been told of the part, which counts them', async () => {
    const isAway = intercepted(env.DB, 'batch', () => {
      throw new Error('Network connection lost.');
    });
    await acting({ db: isAway }, (archiver) => archiver.run());
    await acting({}, (_, retention) => retention.run());
    expect(await textsInBucket()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    await keep();
    expect(await textsInBucket()).toEqual([7, 8, 9, 10, 11]);
    await expectSound();
  });

  it('of a file that is damaged stay, and are told', async () => {
    await archive();
    const [january] = await manifests();
    await env.BUCKET.put(january?.file ?? '', 'x');
    await keep();
    expect((await manifests())[0]).toEqual(january);
    await checked(open);
    expect(await faultsOf(open.license.id)).toEqual([['archive_damaged', 0]]);
  });
});

describe('what is held', () => {
  it.each([
    ['a license', () => hold('license', open.license.id)],
    ['a partner', () => hold('partner', 'par_1')],
  ])('because of %s stays as it is until it is released, and then goes', async (_, of) => {
    await open.tell({ kind: 'hold', hold: of() });
    await archive();
    const parts = await manifests();
    await keep();
    expect(await manifests()).toEqual(parts);
    expect(await deletions()).toEqual([]);
    await open.tell({ kind: 'hold', hold: released(of()) });
    // What comes late opens nothing.
    await open.tell({ kind: 'hold', hold: of() });
    await keep();
    expect(await textsInBucket()).toEqual([7, 8, 9, 10, 11]);
    await expectSound();
  });

  it('because of an article stays, in a file of its own; the others of its part go', async () => {
    await open.tell({ kind: 'hold', hold: hold('article', 'itm_0_1') });
    await keep();
    expect(await textsInBucket()).toEqual([1, 5, 7, 8, 9, 10, 11]);
    expect((await manifests())[0]).toMatchObject({
      entries: 2,
      licenses: [{ deleted: 5 }],
      shortened: { times: 1 },
    });
    expect(await deletions()).toMatchObject([{ month: '2026-01', entries: 5 }]);
    await expectSound();

    await restoreAll();
    expect(await indexes()).toEqual([1, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    await expectSound();

    await open.tell({ kind: 'hold', hold: released(hold('article', 'itm_0_1')) });
    await keep();
    expect(await indexes()).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(await textsInBucket()).toEqual([7, 8, 9, 10, 11]);
    expect(await deletions()).toMatchObject([{ month: '2026-01', entries: 7 }]);
    await expectSound();
  });

  it('while its file is being written again is not in the file of before alone: that stays', async () => {
    await open.tell({ kind: 'hold', hold: hold('article', 'itm_0_1') });
    await archive();
    const late: Hold = { ...hold('license', open.license.id), id: `hld_${open.name}_late` };
    await keep({ meanwhile: (sql) => raiseHold(sql, late) });
    expect(errors.mock.calls).toEqual([]);
    expect(await textsInBucket()).toEqual([...Array(12).keys()]);
    expect((await manifests())[0]).toMatchObject({ entries: 7 });
    await expectSound();
    await open.tell({ kind: 'hold', hold: released(late) });
    await keep();
    expect(await textsInBucket()).toEqual([1, 5, 7, 8, 9, 10, 11]);
    await expectSound();
  });
});

/** Does something before the first call of a member. */
function intercepted<T extends object>(target: T, member: string, before: () => void): T {
  let done = false;
  return new Proxy(target, {
    get(of, name) {
      const value = Reflect.get(of, name);
      if (typeof value !== 'function') return value;
      if (name !== member) return value.bind(of);
      return (...args: unknown[]) => {
        if (!done) before();
        done = true;
        return value.apply(of, args);
      };
    },
  });
}

describe('a deletion that is cut off', () => {
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
    ['before the new file is stored', () => ({ bucket: failing(env.BUCKET, 'put', 0) })],
    ['before its manifest is', () => ({ bucket: failing(env.BUCKET, 'put', 1) })],
    ['before the file of before is deleted', () => ({ bucket: failing(env.BUCKET, 'delete', 0) })],
    ['before D1 is told', () => ({ db: failing(env.DB, 'batch', 0) })],
  ])('%s goes on from there, and is no fault meanwhile', async (_, having) => {
    await archive();
    await restoreAll();
    await open.tell({ kind: 'hold', hold: hold('article', 'itm_0_1') });
    await keep(having());
    await checked(open);
    expect(await faultsOf(open.license.id)).toEqual([]);
    await evictDurableObject(open.object);
    await keep();
    expect(await indexes()).toEqual([1, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(await textsInBucket()).toEqual([1, 5, 7, 8, 9, 10, 11]);
    expect((await inBucket()).keys).toHaveLength(4);
    await expectSound();
  });
});

describe('the alarm of an object', () => {
  it('goes by RETENTION, also when D1 is to have the whole log; by a faulty one nothing goes, and that is said', async () => {
    const alarms = async (RETENTION: string) => {
      await runInDurableObject(open.object, async (_: LedgerShard, state) => {
        const ledger = new Reborn(state, { ...env, RETENTION });
        for (let alarms = 0; alarms < 3; alarms++) await ledger.alarm();
      });
      // The one before knows nothing of what was done behind its back.
      await evictDurableObject(open.object);
    };
    await alarms('{"entries": 1}');
    expect(await indexes()).toHaveLength(21);
    const told = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(told).toContainEqual(expect.objectContaining({ event: 'retention_malformed', object: open.name }));
    await alarms('{"entries": 2}');
    expect(await indexes()).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(await textsInBucket()).toEqual([]);
    await expectSound();
  });
});

describe('counts and findings', () => {
  it('go when their time is over, but for those of what is held, and those that are open', async () => {
    const other = `${open.license.id}_held`;
    await env.DB.batch([
      ...['2026-01-31T23:59', '2026-02-01T00:00'].flatMap((minute) =>
        [open.license.id, other].map((license) =>
          env.DB.prepare(
            'INSERT INTO refusal_counts (minute, object, license, code, count) VALUES (?, ?, ?, ?, 1)',
          ).bind(minute, open.name, license, 'not_found'),
        ),
      ),
      ...[null, '2026-01-31T00:00:00.000Z', '2026-02-01T00:00:00.000Z'].map((settled, idx) =>
        env.DB.prepare(
          `INSERT INTO findings (license, idx, kind, object, detail, since, seen, settled)
           VALUES (?, ?, 'row_missing', ?, '', '2025', '2025', ?)`,
        ).bind(other.replace('_held', '_found'), idx, open.name, settled),
      ),
      env.DB.prepare(
        `INSERT INTO legal_holds (id, version, kind, target, reason, operator, since)
         VALUES (?1, 1, 'license', ?1, 'r', 'opr_1', '2026')`,
      ).bind(other),
    ]);
    const edge = (day: string) =>
      env.DB.prepare(
        `INSERT INTO edge_counts (day, isolate, seen, entered, counted, unauthenticated, malformed, limited, unavailable, unlogged, other)
         VALUES (?, 'iso_1', 1, 1, 0, 0, 0, 0, 0, 0, 0)`,
      ).bind(day);
    await env.DB.batch(['2026-01-31', '2026-02-01'].map(edge));
    const days = async () =>
      (await env.DB.prepare(`SELECT day FROM edge_counts WHERE isolate = 'iso_1' ORDER BY day`).all())
        .results;
    await keep();
    expect(await days()).toEqual([{ day: '2026-01-31' }, { day: '2026-02-01' }]);
    await env.DB.prepare('UPDATE legal_holds SET released_at = ? WHERE released_at IS NULL AND id <> ?')
      .bind('2026', other)
      .run();
    const counts = await env.DB.prepare(
      'SELECT minute, license FROM refusal_counts WHERE object = ? ORDER BY 1, 2',
    )
      .bind(open.name)
      .all();
    expect(counts.results).toEqual([
      { minute: '2026-01-31T23:59', license: other },
      { minute: '2026-02-01T00:00', license: open.license.id },
      { minute: '2026-02-01T00:00', license: other },
    ]);
    await env.DB.prepare('DELETE FROM legal_holds WHERE id = ?').bind(other).run();
    await keep();
    expect(await days()).toEqual([{ day: '2026-02-01' }]);
    const found = await env.DB.prepare('SELECT idx FROM findings WHERE license LIKE ? ORDER BY idx')
      .bind(`${open.license.id}_found`)
      .all();
    expect(found.results).toEqual([{ idx: 0 }, { idx: 2 }]);
  });
});
