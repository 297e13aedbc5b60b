/**
 * Segments that are moved to R2: no entry is lost or doubled, and none is believed that is not what was
 * logged.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Manifest } from '../../../src/ledger/archive/part.ts';
import { blockOfLines } from '../../../src/ledger/blocks/block.ts';
import { fileOfBlocks } from '../../../src/ledger/blocks/files.ts';
import { gatewayHealth } from '../../../src/ledger/health.ts';
import { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { setInTransit } from '../../../src/ledger/object-store/moving.ts';
import { changeLine, linesOf, tamper } from '../../support/entry-log.ts';
import { request as http, operatorToken } from '../../support/gateway.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { drain } from '../../support/newsroom.ts';
import { failing, type Months, NOW, openMonths } from '../months.ts';
import { checked } from '../self-check/support.ts';
import { ok } from '../support.ts';

let months: Months;
let lines: string[];
let errors: { mock: { calls: unknown[][] } };

beforeEach(async () => {
  errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  months = await openMonths();
  ({ lines } = months);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const LATER = Date.UTC(2026, 4, 10);
const inShard = async () => (await linesOf(months.open.object)).map(({ index }) => index);
const upTo = (first: number) => Array.from({ length: 27 - first }, (_, at) => at + first);

async function firstPart(): Promise<Manifest> {
  const [part] = await months.manifests();
  if (!part) throw new Error('nothing is archived');
  return part;
}

const restore = (part: number) => months.with({ months: 1 }, ({ archiver }) => archiver.restore(part));
const release = (part: number) => months.with({ months: 1 }, ({ archiver }) => archiver.release(part));

describe('the archive', () => {
  it('takes whole segments of before the months that stay, a file each, with the root of the tree then', async () => {
    await months.archive();
    expect(await inShard()).toEqual(upTo(16));
    months.now = LATER;
    await months.archive();
    expect(await inShard()).toEqual(upTo(24));
    const parts = await months.manifests();
    expect(parts.map(({ part, month, entries }) => [part, month, entries])).toEqual([
      [1, '2026-01', 16],
      [17, '2026-02', 8],
    ]);
    const leaves = lines.map((line) => leafHash(line));
    for (const part of parts) {
      const { first = 0, last = 0, root } = part.licenses[0] ?? {};
      expect(await months.filed(part)).toEqual(lines.slice(first, last + 1));
      expect(root).toBe(naiveRoot(leaves.slice(0, last + 1)).toString('base64'));
      expect(await (await env.BUCKET.get(`${part.file}.json`))?.json()).toEqual(part);
    }
    await months.archive();
    expect(await months.manifests()).toEqual(parts);
    expect(await months.logged()).toEqual(lines);
    expect(await months.faults()).toEqual([]);
  });

  it('keeps everything when no number of months is set, and never the newest entry away', async () => {
    await months.archive({ months: 0 });
    expect(await inShard()).toHaveLength(27);
    months.now = Date.UTC(2030, 0, 1);
    await runDurableObjectAlarm(months.open.object);
    await months.archive();
    expect((await inShard()).at(-1)).toBe(26);
  });

  it('leaves a tree that goes on, in a shard that was evicted', async () => {
    await months.archive();
    await evictDurableObject(months.open.object);
    await ok(months.open.object.record(months.open.request({ article: 'itm_new' })));
    const repeated = await ok(months.open.object.record(months.open.request({ article: 'itm_0_1' })));
    expect(repeated.recorded.billable).toBe(0);
    await runDurableObjectAlarm(months.open.object);
    const all = await months.logged();
    expect(all.slice(0, 27)).toEqual(lines);
    expect(await months.open.object.tree(months.open.license.id)).toEqual({
      size: 29,
      root: naiveRoot(all.map((line) => leafHash(line))).toString('hex'),
    });
  });

  it('does not wait for a partner whose move never ends because its source has lost its storage', async () => {
    const { name, object } = months.open;
    const move = { partner: 'par_lost', target: name, epoch: 1 };
    await object.takeChunk({ move, licenses: ['lic_lost'], kind: 'holdings', items: [] });
    await runInDurableObject(object, async (_: LedgerShard, state) => {
      await new LedgerShard(state, { ...env, LOG_MONTHS: '1' }).alarm();
    });
    // The first instance has not read what the second one wrote.
    await evictDurableObject(object);
    expect((await months.manifests()).map(({ part }) => part)).toEqual([1]);
    expect(await inShard()).toEqual(upTo(16));
    expect(await months.faults()).toEqual([]);
  });

  it('puts bodies back into the database, and takes them out again', async () => {
    await months.archive();
    expect(await restore(1)).toEqual({ ok: true, lines: [] });
    expect(await months.bodies()).toHaveLength(27);
    expect(await months.faults()).toEqual([]);
    await release(1);
    expect(await months.bodies()).toHaveLength(11);
    expect(await months.faults()).toEqual([]);
    expect(await restore(2)).toMatchObject({ ok: false, reason: 'part_unknown' });
  });
});

describe('an archive that is cut off', () => {
  it.each([
    ['before the file is stored', () => ({ bucket: failing(env.BUCKET, 'put', 0) })],
    ['before its manifest is', () => ({ bucket: failing(env.BUCKET, 'put', 1) })],
    ['before the database is told', () => ({ db: failing(env.DB, 'batch', 0) })],
  ])('%s goes on from there, and loses nothing', async (_, stores) => {
    expect(await months.archive(stores())).toBe(false);
    const logged = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'archive_failed', object: months.open.name }),
    );
    await evictDurableObject(months.open.object);
    expect(await months.logged()).toEqual(lines);
    await months.archive();
    expect(await months.bodies()).toHaveLength(11);
    expect(await months.logged()).toEqual(lines);
    expect(await months.faults()).toEqual([]);
  });
});

describe('texts that are in the database only', () => {
  it('stay there when the shard has lost one of them: their segment is not archived', async () => {
    await tamper(months.open.object, (sql) => changeLine(sql, 3, () => ''));
    expect(await months.archive()).toBe(false);
    expect(await months.manifests()).toEqual([]);
    expect(await months.logged()).toEqual(lines);
    expect(await months.faults()).toEqual([['entry_missing', 2]]);
  });

  it('stay there when the file that they were moved to is damaged, until it is repaired', async () => {
    await months.archive({ db: failing(env.DB, 'batch', 0) });
    const [file = ''] = await months.keys();
    const stored = await (await env.BUCKET.get(file))?.arrayBuffer();
    await env.BUCKET.put(file, 'x');
    await months.archive();
    expect((await months.manifests()).map(({ part }) => part)).toEqual([1]);
    expect(await months.logged()).toEqual(lines);
    expect(await months.faults()).toEqual([['archive_damaged', 0]]);
    await env.BUCKET.put(file, stored ?? '');
    await months.archive();
    expect(await months.bodies()).toHaveLength(11);
    expect(await months.logged()).toEqual(lines);
    expect(await months.faults()).toEqual([]);
  });

  it('stay there without the damaged file being read with each alarm', async () => {
    await months.archive({ db: failing(env.DB, 'batch', 0) });
    const [file = ''] = await months.keys();
    await env.BUCKET.put(file, 'x');
    const reads = () =>
      errors.mock.calls.filter(([line]) => String(line).includes('"event":"archive_damaged"')).length;
    await months.with({ months: 1 }, async ({ archiver }) => {
      for (let alarms = 0; alarms < 3; alarms++) await archiver.run();
      expect(reads()).toBe(1);
      months.now = NOW + 3_600_000;
      await archiver.run();
      expect(reads()).toBe(2);
    });
    expect(await months.logged()).toEqual(lines);
  });
});

describe('a file that is not what was archived', () => {
  /** Stores another file, and gives it with a manifest that says what it is. */
  async function forge(change: (lines: string[]) => string[]): Promise<Manifest> {
    const part = await firstPart();
    const texts = change(await months.filed(part));
    const forged = fileOfBlocks(
      texts.map((line, at) => ({ first: at + 1, last: at + 1, ...blockOfLines([line]) })),
    );
    await env.BUCKET.put(part.file, forged.bytes);
    const sha256 = createHash('sha256').update(forged.bytes).digest('hex');
    return { ...part, bytes: forged.bytes.length, sha256, blocks: forged.blocks };
  }

  it.each([
    ['changed', (all: string[]) => all.map((line) => line.replace('ninjs', 'nitf'))],
    ['shortened', (all: string[]) => all.slice(1)],
    ['put in another order', (all: string[]) => all.toReversed()],
  ])('because it was %s is neither restored nor shown', async (_, change) => {
    await months.archive();
    await forge(change);
    expect(await restore(1)).toMatchObject({ ok: false, reason: 'file_changed' });
    expect(await months.bodies()).toHaveLength(11);
    const logged = errors.mock.calls.map(([line]) => JSON.parse(String(line)) as object);
    expect(logged).toContainEqual(expect.objectContaining({ event: 'archive_damaged', part: 1 }));
    await expect(months.logged()).rejects.toThrow();
  });

  it('is not believed either when the manifest was forged with it: the leaves have stayed in the shard', async () => {
    await months.archive();
    const forged = await forge((all) => all.map((line) => line.replace('ninjs', 'nitf')));
    await runInDurableObject(
      months.open.object,
      (_: LedgerShard, { storage }) =>
        void storage.sql.exec('UPDATE filed SET manifest = ? WHERE first = 1', JSON.stringify(forged)),
    );
    const read = await months.with({}, ({ archiver }) => archiver.read(1));
    expect(read).toMatchObject({ ok: false, reason: 'entry_changed' });
  });

  it('because it is gone is found until it is back', async () => {
    await months.archive();
    const { file } = await firstPart();
    const bytes = await (await env.BUCKET.get(file))?.arrayBuffer();
    await env.BUCKET.delete(file);
    expect(await restore(1)).toMatchObject({ ok: false, reason: 'file_missing' });
    for (let times = 0; times < 2; times++) expect(await months.faults()).toEqual([['archive_damaged', 0]]);
    const { findings } = await gatewayHealth(env, NOW);
    expect(findings.find(({ license }) => license === months.open.license.id)).toMatchObject({
      kind: 'archive_damaged',
      detail: expect.stringContaining(`${file} is not in the bucket.`),
    });
    await env.BUCKET.put(file, bytes ?? '');
    expect(await months.faults()).toEqual([]);
  });

  it('settles nothing that was found in the index of its segment, which cannot be compared', async () => {
    await months.archive();
    const { file } = await firstPart();
    const bytes = await (await env.BUCKET.get(file))?.arrayBuffer();
    const ofIndex = async () => {
      const found = 'SELECT kind FROM findings WHERE idx = 1 AND settled IS NULL AND object = ?';
      return (await env.DB.prepare(found).bind(months.open.name).all<{ kind: string }>()).results;
    };
    const page = `kind = 'license' AND segment = 1 AND shard = '${months.open.name}'`;
    const write = (body: string) =>
      env.DB.prepare(`UPDATE log_pages SET body = ? WHERE ${page}`).bind(body).run();
    const body = await env.DB.prepare(`SELECT body FROM log_pages WHERE ${page}`).first<string>('body');
    await write('{}');
    expect(await months.faults()).toEqual([]);
    expect(await ofIndex()).toEqual([{ kind: 'places_changed' }]);
    await env.BUCKET.delete(file);
    for (let times = 0; times < 2; times++) {
      expect(await months.faults()).toEqual([['archive_damaged', 0]]);
      expect(await ofIndex()).toEqual([{ kind: 'places_changed' }]);
    }
    await env.BUCKET.put(file, bytes ?? '');
    await write(body ?? '');
    expect(await months.faults()).toEqual([]);
    expect(await ofIndex()).toEqual([]);
  });

  it('is found although its partner has left: it stays where it was made', async () => {
    await months.archive();
    await runInDurableObject(months.open.object, (_: LedgerShard, { storage: { sql } }) =>
      setInTransit(sql, [months.open.license.id], 'par_1'),
    );
    await env.BUCKET.delete((await firstPart()).file);
    expect(await months.faults()).toEqual([['archive_damaged', 0]]);
  });

  it.each([
    ['is gone', (key: string) => env.BUCKET.delete(key)],
    ['was changed', (key: string) => env.BUCKET.put(key, '{}')],
  ])('is found by its manifest in R2 that %s', async (_, change) => {
    await months.archive();
    await change(`${(await firstPart()).file}.json`);
    expect(await months.faults()).toEqual([['archive_damaged', 0]]);
  });

  it('is found by a leaf that was changed', async () => {
    await months.archive();
    await tamper(months.open.object, (sql) => {
      const leaves = 'substr(leaves, 1, 4 * 32) || zeroblob(32) || substr(leaves, 5 * 32 + 1)';
      sql.exec(`UPDATE trees SET leaves = CAST(${leaves} AS BLOB)`);
    });
    expect(await months.faults()).toContainEqual(['archive_damaged', 0]);
  });
});

it('tells the database again of a part that somebody deleted from it', async () => {
  await months.archive();
  const parts = await months.manifests();
  await env.DB.prepare('DELETE FROM archive_parts WHERE object = ?').bind(months.open.name).run();
  await checked(months.open);
  const { results } = await env.DB.prepare('SELECT kind FROM findings WHERE license = ?')
    .bind(months.open.license.id)
    .all();
  expect(results).toEqual([{ kind: 'archive_damaged' }]);
  await months.archive();
  expect(await months.manifests()).toEqual(parts);
  expect(await months.faults()).toEqual([]);
});

it('is listed, read, restored and released over HTTP by those who may', async () => {
  months.now = LATER;
  await months.archive();
  vi.restoreAllMocks();
  const { name, license } = months.open;
  const [admin, auditor] = [await operatorToken('admin'), await operatorToken('auditor')];
  const base = '/v1/admin/archive';
  const page = async (query: string) =>
    (await (await http(`${base}?object=${name}${query}`, { token: auditor })).json()) as {
      items: { month: string; part: number; entries: number; restored: string | null }[];
      next: string | null;
    };
  const first = await page('&limit=1');
  const second = await page(`&limit=1&cursor=${first.next}`);
  expect([first, second].map(({ items }) => items[0]?.part)).toEqual([1, 17]);
  expect(second.next).toBeNull();
  for (const [query, count] of [
    [`&license=${license.id}`, 2],
    ['&license=lic_none', 0],
    ['&month=2026-02', 2],
    ['&month=2026-03', 1],
  ] as const)
    expect((await page(query)).items).toHaveLength(count);

  const read = await http(`${base}/${name}/1`, { token: auditor });
  expect(read.headers.get('Content-Type')).toContain('application/x-ndjson');
  expect((await read.text()).trimEnd().split('\n')).toEqual(lines.slice(0, 16));
  for (const path of [`${name}/999`, 'no-such-object/1'])
    expect((await http(`${base}/${path}`, { token: auditor })).status).toBe(404);

  const post = (act: string, token: string, json: object) => http(`${base}/${act}`, { token, json });
  expect((await post('restore', auditor, { month: '2026-01' })).status).toBe(403);
  for (const json of [{}, { month: '2026-13' }])
    expect((await post('restore', admin, json)).status).toBe(400);
  const done = { done: [{ entries: 16 }, { entries: 8 }], more: false };
  expect(await (await post('restore', admin, { license: license.id })).json()).toMatchObject(done);
  expect(await months.bodies()).toHaveLength(27);
  expect((await page('&restored=true')).items).toHaveLength(2);
  expect(await (await post('release', admin, { object: name })).json()).toMatchObject(done);
  expect(await months.bodies()).toHaveLength(3);

  const entered = async () => {
    await drain('operators');
    const { results } = await env.DB.prepare(
      `SELECT 1 FROM notes WHERE license = 'operators' AND body ->> 'act' = 'archive.restore'
         AND body ->> 'resource' LIKE ?`,
    )
      .bind(`${name}/%`)
      .all();
    return results.length;
  };
  expect(await entered()).toBe(2);
  await env.BUCKET.delete((await firstPart()).file);
  const damaged = await post('restore', admin, { license: license.id });
  expect(await entered()).toBe(2);
  expect(damaged.status).toBe(409);
  expect(await damaged.json()).toMatchObject({ code: 'conflict', reason: 'file_missing' });
});
