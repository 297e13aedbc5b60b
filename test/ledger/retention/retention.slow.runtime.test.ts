/**
 * Texts whose time is over are deleted everywhere; the tree still proves, sums stay, and what is held stays.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linesOfLicense } from '../../../src/ledger/blocks/read.ts';
import { gatewayHealth } from '../../../src/ledger/health.ts';
import { type LedgerShard, LedgerShard as Reborn } from '../../../src/ledger/ledger-shard.ts';
import { LogLines } from '../../../src/ledger/log/lines.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { markRewritten } from '../../../src/ledger/object-store/filed.ts';
import { raiseHold } from '../../../src/ledger/object-store/holds.ts';
import type { Hold } from '../../../src/ledger/types.ts';
import { changeLine, tamper } from '../../support/entry-log.ts';
import { operatorToken, request } from '../../support/gateway.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { entryIn, failing, type Months, monthOf, NOW, openMonths } from '../months.ts';
import { ok } from '../support.ts';

let months: Months;
let lines: string[];
let billed: number;
let errors: { mock: { calls: unknown[][] } };

beforeEach(async () => {
  errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  months = await openMonths();
  ({ lines } = months);
  billed = await months.units();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const hold = (kind: Hold['kind'], target: string, name = 'first'): Hold => ({
  ...{ id: `hld_${months.open.name}_${name}`, version: 1, kind, target },
  ...{ reason: 'A file number', operator: 'opr_1', since: '2026-04-01T00:00:00.000Z' },
});
const released = (hold: Hold): Hold => ({
  ...hold,
  version: 2,
  released: { at: '2026-04-02T00:00:00.000Z', operator: 'opr_1', reason: 'Settled' },
});
const tell = (change: Hold) => months.open.tell({ kind: 'hold', hold: change });

const isOver = (line: string) => monthOf(line) < '2026-02';
const isOf = (article: string) => (line: string) => entryIn(line).article === article;

/** Expects these lines to be left everywhere. The others are deleted, counted, and still proved. */
async function expectLeft(left: string[]): Promise<void> {
  expect(await months.logged()).toEqual(left);
  expect(await months.units()).toBe(billed);
  const { results } = await env.DB.prepare('SELECT month, entries FROM deleted_entries WHERE license = ?')
    .bind(months.open.license.id)
    .all<{ month: string; entries: number }>();
  const deleted = lines.length - left.length;
  expect(results).toEqual(deleted === 0 ? [] : [{ month: '2026-01', entries: deleted }]);
  for (const manifest of await months.manifests())
    for (const line of await months.filed(manifest)) expect([...left, '']).toContain(line);
  const found = await linesOfLicense(env, months.open.license.id, { from: 8, limit: 3 });
  expect(found.map(({ line }) => line)).toEqual(left.filter((line) => entryIn(line).index >= 8).slice(0, 3));
  expect(await months.open.object.tree(months.open.license.id)).toEqual({
    size: lines.length,
    root: naiveRoot(lines.map((line) => leafHash(line))).toString('hex'),
  });
  expect(await months.faults()).toEqual([]);
}

describe.each(['in the database', 'in R2', 'in R2, and put back'])(
  'texts whose time is over, %s,',
  (where) => {
    beforeEach(async () => {
      if (where !== 'in the database') await months.archive();
      if (where.endsWith('back')) await months.with({}, ({ archiver }) => archiver.restore(1));
    });

    it('are in no store any more; their leaves and sums are', async () => {
      const [before] = await months.keys();
      await months.retain();
      const left = lines.filter((line) => !isOver(line));
      await expectLeft(left);
      if (before) expect(await months.keys()).not.toContain(before);
      await months.retain();
      await months.archive();
      await expectLeft(left);
      const { results } = await env.DB.prepare(
        `SELECT entry FROM deleted_holders WHERE license = ? AND article = 'itm_0_1'`,
      )
        .bind(months.open.license.id)
        .all();
      expect(results).toEqual([{ entry: entryIn(lines[9] ?? '').id }]);
    });

    it.each<Hold['kind']>(['license', 'partner', 'article'])(
      'stay while their %s is held, and go when it is not any more',
      async (kind) => {
        const target = { license: months.open.license.id, partner: 'par_1', article: 'itm_0_1' }[kind];
        const isHeld = kind === 'article' ? isOf('itm_0_1') : () => true;
        await tell(hold(kind, target));
        await months.retain();
        await expectLeft(lines.filter((line) => !isOver(line) || isHeld(line)));
        await tell(released(hold(kind, target)));
        // What comes late opens nothing.
        await tell(hold(kind, target));
        await months.retain();
        await expectLeft(lines.filter((line) => !isOver(line)));
      },
    );
  },
);

/** Records an article in May 2026 and, so that it is not the newest, two later ones; all are drained. */
async function recordInMay(first: string): Promise<void> {
  for (const [month, article] of [
    [4, first],
    [5, 'itm_later'],
    [7, 'itm_newest'],
  ] as const) {
    months.now = Date.UTC(2026, month, 10);
    await ok(months.open.object.record(months.open.request({ article })));
  }
  await runDurableObjectAlarm(months.open.object);
}

describe('texts whose time is over', () => {
  it('are told of by the list of the log where it ends, and by exports', async () => {
    await months.retain();
    const auditor = await operatorToken('auditor');
    const list = async (query: string) => {
      const path = `/v1/audit/deliveries?license=${months.open.license.id}${query}`;
      return (await (await request(path, { token: auditor })).json()) as Record<string, unknown>;
    };
    const deleted = [{ month: '2026-01', entries: 10, at: new Date(NOW).toISOString() }];
    expect(await list('')).toMatchObject({ next: null, deleted });
    expect(await list('&to=2026-02-01T00:00:00Z')).toMatchObject({ items: [], deleted });
    for (const query of ['&limit=2', '&from=2026-02-01T00:00:00Z', '&to=2026-01-01T00:00:00Z'])
      expect(await list(query)).not.toHaveProperty('deleted');
    const path = `/v1/audit/exports/deliveries.ndjson?license=${months.open.license.id}`;
    const exported = await request(path, { token: auditor });
    expect(exported.headers.get('Export-Deleted')).toBe('2026-01=10');
    expect((await exported.text()).trimEnd().split('\n')).toHaveLength(17);
  });

  it('leave a log that goes on: an article of then is no new unit', async () => {
    await months.archive();
    await months.retain();
    await evictDurableObject(months.open.object);
    const repeated = await ok(months.open.object.record(months.open.request({ article: 'itm_0_1' })));
    expect(repeated.recorded).toMatchObject({ index: 27, billable: 0 });
    await runDurableObjectAlarm(months.open.object);
    lines.push((await months.logged()).at(-1) ?? '');
    await expectLeft(lines.filter((line) => !isOver(line)));
  });

  it('stay until they are summed up in the database', async () => {
    await env.DB.prepare('DELETE FROM log_segments WHERE shard = ?').bind(months.open.name).run();
    await months.retain();
    expect(await months.logged()).toEqual(lines);
  });

  it('stay in a file that the database was not told of', async () => {
    await months.archive({ db: failing(env.DB, 'batch', 0) });
    await months.with({ texts: 2 }, ({ retention }) => retention.run());
    expect(await months.logged()).toEqual(lines);
    await months.retain();
    await months.retain();
    await expectLeft(lines.filter((line) => !isOver(line)));
  });

  it('stay in a file that is damaged, and are told', async () => {
    await months.archive();
    const [part] = await months.manifests();
    await env.BUCKET.put(part?.file ?? '', 'x');
    await months.retain();
    expect(await months.manifests()).toEqual([part]);
    expect(await months.faults()).toEqual([['archive_damaged', 0]]);
  });

  it('go from a file that has two months, one month after the other', async () => {
    await months.archive();
    await months.retain();
    await expectLeft(lines.filter((line) => !isOver(line)));
    months.now = Date.UTC(2026, 4, 10);
    await months.retain();
    expect(await months.logged()).toEqual(lines.filter((line) => monthOf(line) > '2026-02'));
  });

  it('go from a pack that has held ones of an earlier month', async () => {
    await recordInMay('itm_held');
    await tell(hold('article', 'itm_held'));
    await months.with({ texts: 2 }, async ({ retention }) => {
      while (await retention.run());
      months.now = Date.UTC(2026, 8, 10);
      while (await retention.run());
    });
    const left = (await months.logged()).map((line) => entryIn(line).article);
    expect(left).toEqual(['itm_held', 'itm_newest']);
  });

  it('stay in a pack of which the shard has lost a text, since the database has it', async () => {
    await recordInMay('itm_lost');
    await tamper(months.open.object, (sql) => changeLine(sql, 28, () => ''));
    await months.with({ texts: 2 }, async ({ retention }) => {
      months.now = Date.UTC(2026, 8, 10);
      while (await retention.run());
    });
    const { results } = await env.DB.prepare(
      'SELECT article FROM entries WHERE license = ? AND at > ? ORDER BY idx',
    )
      .bind(months.open.license.id, '2026-05')
      .all();
    expect(results.map(({ article }) => article)).toEqual(['itm_lost', 'itm_later', 'itm_newest']);
  });

  it('go from files after any number of damaged ones', async () => {
    await months.index({ segmentBlocks: 1 });
    while (await months.archive());
    const files = await months.manifests();
    for (const { file } of files.slice(0, 6)) await env.BUCKET.put(file, 'x');
    await months.with({ texts: 2 }, async ({ retention }) => {
      let runs = 1;
      while (runs < 9 && (await retention.run())) runs++;
      expect(runs).toBeLessThan(9);
    });
    const january = (await months.manifests()).filter(({ month }) => month === '2026-01');
    expect(january.map(({ entries }) => entries)).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
  });

  it('go from the other files when a lost block cannot be written, and a hold is acknowledged', async () => {
    await months.index({ segmentBlocks: 2 });
    while (await months.archive());
    const [{ file } = { file: '' }] = await months.manifests();
    const stored = await (await env.BUCKET.get(file))?.arrayBuffer();
    await env.BUCKET.put(file, 'x');
    await env.DB.prepare('DELETE FROM blocks WHERE shard = ? AND first = 1').bind(months.open.name).run();
    await months.with({}, async ({ sql }) => markRewritten(sql, 1, false));
    await months.retain();
    const january = async () => (await months.manifests()).slice(0, 5).map(({ entries }) => entries);
    expect(await january()).toEqual([2, 0, 0, 0, 0]);
    await tell(hold('article', 'itm_none'));
    await env.BUCKET.put(file, stored ?? '');
    await months.retain();
    await expectLeft(lines.filter((line) => !isOver(line)));
  });

  it('can be held when the file of a block with deleted ones is damaged, which is a finding', async () => {
    // In one file: ten entries of January, six of February. A held one of January stays.
    await tell(hold('article', 'itm_0_1'));
    await months.retain();
    await months.archive();
    const [{ file } = { file: '' }] = await months.manifests();
    await env.BUCKET.put(file, 'x');
    await env.DB.prepare('DELETE FROM blocks WHERE shard = ? AND first <= 10').bind(months.open.name).run();
    expect(await months.faults()).toContainEqual(['archive_damaged', 1]);
    await tell(hold('license', months.open.license.id, 'second'));
    const { findings } = await gatewayHealth(env, NOW);
    expect(findings.filter(({ license }) => license === months.open.license.id)).toContainEqual(
      expect.objectContaining({
        kind: 'archive_damaged',
        detail: `${file} is not the file that was stored. Its 9 entries cannot be read, so no legal hold covers their texts.`,
      }),
    );
  });

  it('go elsewhere when a pack is lost whose deletion the database does not know, and can be held', async () => {
    await tamper(months.open.object, (sql) => {
      markRewritten(sql, 3, true);
      sql.exec('DELETE FROM packs WHERE first = 3');
    });
    await tell(hold('article', 'itm_none'));
    await months.retain();
    expect(await months.logged()).toEqual(lines.filter((line) => !isOver(line)));
    expect(await months.faults()).toEqual([['entry_missing', 2]]);
    // The database has the only copy of what may be no deleted text.
    const { results } = await env.DB.prepare('SELECT body FROM entries WHERE license = ? AND seq < 10')
      .bind(months.open.license.id)
      .all();
    expect(results).toEqual([{ body: lines[2] }]);
  });

  it('are held without reading what the database has lost otherwise', async () => {
    await env.DB.prepare('DELETE FROM blocks WHERE shard = ?').bind(months.open.name).run();
    await months.with({}, async ({ sql }) => {
      for (let first = 1; first <= 20; first++) markRewritten(sql, first, false);
    });
    const packs = vi.spyOn(LogLines.prototype, 'runOf');
    await tell(hold('license', months.open.license.id));
    expect(packs).not.toHaveBeenCalled();
  });

  it('do not wait long for a run, which writes only some of the blocks that the database has lost', async () => {
    await months.index({ segmentBlocks: 1 });
    await env.DB.prepare('DELETE FROM blocks WHERE shard = ?').bind(months.open.name).run();
    const left = await months.with({}, async ({ sql, retention }) => {
      for (let first = 1; first <= 27; first++) markRewritten(sql, first, false);
      const waiting = () => sql.exec('SELECT first FROM rewritten').toArray().length;
      const more = await retention.run();
      const some = waiting();
      while (await retention.run());
      return [more, some > 0 && some < 27, waiting()];
    });
    expect(left).toEqual([true, true, 0]);
    await expectLeft(lines);
  });

  it('stay in the file of before when a hold comes while it is being written again', async () => {
    await months.archive();
    const late = hold('license', months.open.license.id, 'late');
    let sql: SqlStorage | undefined;
    const bucket = new Proxy(env.BUCKET, {
      get: (of, name) => {
        if (name === 'put' && sql) raiseHold(sql, late);
        const value = Reflect.get(of, name);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
    await months.with({ texts: 2, bucket }, async (parts) => {
      ({ sql } = parts);
      while (await parts.retention.run());
    });
    await expectLeft(lines);
    expect(errors.mock.calls).toEqual([]);
    await tell(released(late));
    await months.retain();
    await expectLeft(lines.filter((line) => !isOver(line)));
  });
});

describe('a deletion that is cut off', () => {
  it.each([
    ['before the new file is stored', () => ({ bucket: failing(env.BUCKET, 'put', 0) })],
    ['before its manifest is', () => ({ bucket: failing(env.BUCKET, 'put', 1) })],
    ['before the file of before is deleted', () => ({ bucket: failing(env.BUCKET, 'delete', 0) })],
    ['before holders are noted', () => ({ db: failing(env.DB, 'batch', 0) })],
    ['before the database is told', () => ({ db: failing(env.DB, 'batch', 1) })],
  ])('%s goes on from there, and is no fault meanwhile', async (_, stores) => {
    await months.archive();
    await tell(hold('article', 'itm_0_1'));
    await months.retain(stores());
    expect(await months.faults()).toEqual([]);
    await evictDurableObject(months.open.object);
    await months.retain();
    await expectLeft(lines.filter((line) => !isOver(line) || isOf('itm_0_1')(line)));
    expect(await months.keys()).toHaveLength(2);
  });

  it.each([
    ['before the database is told', false, () => ({ db: failing(env.DB, 'batch', 1) })],
    ['before the file of before is deleted', true, () => ({ bucket: failing(env.BUCKET, 'delete', 0) })],
  ])('%s ends before a hold is acknowledged, and not after it', async (_, isArchived, stores) => {
    if (isArchived) await months.archive();
    await months.retain(stores());
    await tell(hold('license', months.open.license.id));
    const stored = async () => [await months.logged(), await months.keys()];
    const before = await stored();
    await months.retain();
    expect(await stored()).toEqual(before);
  });

  it('keeps the file of before during a hold on its texts when the new one is damaged, and goes on after it', async () => {
    await months.archive();
    await months.retain({ bucket: failing(env.BUCKET, 'delete', 0) });
    const [{ file } = { file: '' }] = await months.manifests();
    const stored = await (await env.BUCKET.get(file))?.arrayBuffer();
    const files = async () => (await months.keys()).filter((key) => key.endsWith('.blocks'));
    expect(await files()).toHaveLength(2);
    await months.with({}, async ({ sql }) => markRewritten(sql, 1, true));
    await env.BUCKET.put(file, 'x');
    await tell(hold('article', 'itm_0_1'));
    await env.BUCKET.put(file, stored ?? '');
    await months.retain();
    expect(await files()).toHaveLength(2);
    const put = vi.spyOn(env.BUCKET, 'put');
    const writes = await months.with({ texts: 2 }, async ({ retention }) => {
      await retention.run();
      put.mockClear();
      await retention.run();
      return put.mock.calls.length;
    });
    expect(writes).toBe(0);
    await tell(released(hold('article', 'itm_0_1')));
    await months.retain();
    expect(await files()).toHaveLength(1);
    await expectLeft(lines.filter((line) => !isOver(line)));
  });
});

describe('the previous file of texts that were deleted', () => {
  const files = async () => (await months.keys()).filter((key) => key.endsWith('.blocks'));

  beforeEach(async () => {
    await months.archive();
    await months.retain({ bucket: failing(env.BUCKET, 'delete', 0) });
    expect(await files()).toHaveLength(2);
  });

  it('stays while the new one is damaged', async () => {
    const [{ file } = { file: '' }] = await months.manifests();
    const stored = await (await env.BUCKET.get(file))?.arrayBuffer();
    await env.BUCKET.put(file, 'x');
    await months.retain();
    expect(await files()).toHaveLength(2);
    expect(await months.faults()).toEqual([['archive_damaged', 0]]);
    await env.BUCKET.put(file, stored ?? '');
    await months.retain();
    expect(await files()).toEqual([file]);
    await expectLeft(lines.filter((line) => !isOver(line)));
  });

  it('stays when it is damaged, is a finding as long, and may have texts that are held since', async () => {
    const [{ file } = { file: '' }] = await months.manifests();
    const previous = (await files()).find((key) => key !== file) ?? '';
    await env.BUCKET.put(previous, 'x');
    await tell(hold('article', 'itm_0_1'));
    await months.retain();
    expect(await files()).toHaveLength(2);
    for (let walks = 0; walks < 2; walks++) expect(await months.faults()).toEqual([['archive_damaged', 0]]);
    await tell(released(hold('article', 'itm_0_1')));
    await months.retain();
    expect(await files()).toEqual([file]);
    await expectLeft(lines.filter((line) => !isOver(line)));
  });
});

describe('the alarm of a shard', () => {
  it('goes by RETENTION, also when the database is to have the whole log; by a faulty one nothing goes', async () => {
    const alarms = async (RETENTION: string) => {
      await runInDurableObject(months.open.object, async (_: LedgerShard, state) => {
        const ledger = new Reborn(state, { ...env, RETENTION });
        for (let alarms = 0; alarms < 3; alarms++) await ledger.alarm();
      });
      // The one before knows nothing of what was done behind its back.
      await evictDurableObject(months.open.object);
    };
    await alarms('{"entries": 1}');
    expect(await months.logged()).toEqual(lines);
    const logged = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'retention_malformed', object: months.open.name }),
    );
    await alarms('{"entries": 2}');
    await expectLeft(lines.filter((line) => !isOver(line)));
  });

  it('deletes nothing any more when a hold is acknowledged that came while it deleted a file', async () => {
    await months.archive();
    const events: string[] = [];
    await runInDurableObject(months.open.object, async (_: LedgerShard, state) => {
      let placed: Promise<unknown> | undefined;
      const bucket = new Proxy(env.BUCKET, {
        get: (of, name) => {
          const value = Reflect.get(of, name);
          if (name !== 'delete') return typeof value === 'function' ? value.bind(of) : value;
          return async (keys: string[]) => {
            const change = hold('license', months.open.license.id);
            placed ??= ledger.apply([{ kind: 'hold', hold: change }]).then(() => events.push('acknowledged'));
            await of.delete(keys);
            events.push('deleted');
          };
        },
      });
      const ledger = new Reborn(state, { ...env, BUCKET: bucket, RETENTION: '{"entries": 2}' });
      while (!placed) await ledger.alarm();
      await placed;
    });
    expect(events).toEqual(['deleted', 'acknowledged']);
  });
});

describe('counts and findings', () => {
  const keepRows = () => months.retain({ rules: { counts: 2, findings: 2 } });

  it('go when their time is over, but for those of what is held, and those that are open', async () => {
    const otherLicense = `${months.open.license.id}_held`;
    await env.DB.batch([
      ...['2026-01-31T23:59', '2026-02-01T00:00'].flatMap((minute) =>
        [months.open.license.id, otherLicense].map((license) =>
          env.DB.prepare(
            'INSERT INTO refusal_counts (minute, object, license, code, count) VALUES (?, ?, ?, ?, 1)',
          ).bind(minute, months.open.name, license, 'not_found'),
        ),
      ),
      ...[null, '2026-01-31T00:00:00.000Z', '2026-02-01T00:00:00.000Z'].map((settled, idx) =>
        env.DB.prepare(
          `INSERT INTO findings (license, idx, kind, object, detail, since, seen, settled)
           VALUES (?, ?, 'row_missing', ?, '', '2025', '2025', ?)`,
        ).bind(otherLicense.replace('_held', '_found'), idx, months.open.name, settled),
      ),
      env.DB.prepare(
        `INSERT INTO legal_holds (id, version, kind, target, reason, operator, since)
         VALUES (?1, 1, 'license', ?1, 'r', 'opr_1', '2026')`,
      ).bind(otherLicense),
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
    await keepRows();
    expect(await days()).toEqual([{ day: '2026-01-31' }, { day: '2026-02-01' }]);
    await env.DB.prepare('UPDATE legal_holds SET released_at = ? WHERE released_at IS NULL AND id <> ?')
      .bind('2026', otherLicense)
      .run();
    const counts = await env.DB.prepare(
      'SELECT minute, license FROM refusal_counts WHERE object = ? ORDER BY 1, 2',
    )
      .bind(months.open.name)
      .all();
    expect(counts.results).toEqual([
      { minute: '2026-01-31T23:59', license: otherLicense },
      { minute: '2026-02-01T00:00', license: months.open.license.id },
      { minute: '2026-02-01T00:00', license: otherLicense },
    ]);
    await env.DB.prepare('DELETE FROM legal_holds WHERE id = ?').bind(otherLicense).run();
    await keepRows();
    expect(await days()).toEqual([{ day: '2026-02-01' }]);
    const found = await env.DB.prepare('SELECT idx FROM findings WHERE license LIKE ? ORDER BY idx')
      .bind(`${months.open.license.id}_found`)
      .all();
    expect(found.results).toEqual([{ idx: 0 }, { idx: 2 }]);
  });
});
