/** What is sealed is found and counted as a recount would, by whoever comes first, and only once. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SEAL_RETRY_MS, SEAL_SEGMENTS_MAX } from '../../../src/ledger/limits.ts';
import { SEGMENT_NUMBERS_MAX } from '../../../src/ledger/segments/places.ts';
import { sealLog, sealNext } from '../../../src/ledger/segments/seal.ts';
import { Sealer } from '../../../src/ledger/segments/sealer.ts';
import { numbersWith, sealedTo } from '../../../src/ledger/segments/store.ts';
import type { Entry } from '../../../src/ledger/types.ts';
import { plansOf, scansOf } from '../../support/plans.ts';
import { entryOf } from './entries.ts';
import { Reach } from './interrupted.ts';
import { append, emptyLog, expectPlacesToBeRight, recounted, reported, TABLES, tailOf } from './log.ts';

beforeEach(emptyLog);
afterEach(() => {
  vi.restoreAllMocks();
});

/** A log like that of some hundred licenses: each asks for what is new, in its own titles. */
function logOf(count: number, licenses = 200): Entry[] {
  return Array.from({ length: count }, (_, n) => {
    const license = `lic_${(n * 7) % licenses}`;
    const refused = n % 9 === 0;
    const delivered = [
      { component: `cmp_${n % 900}`, digest: 'd', type: 'dispatch' },
      { component: `cmp_p${n % 900}`, digest: 'd', type: 'photograph', supplier: `sup_${n % 12}` },
    ];
    return entryOf({
      license,
      index: Math.floor(n / licenses),
      id: `dlv_${n}`,
      at: new Date(Date.UTC(2026, 2, 1) + n * 10_000).toISOString(),
      partner: `par_${(n * 7) % licenses}`,
      title: n % 3 === 0 ? 'abend' : 'morgen',
      key: `key_${license}`,
      article: `itm_${n % 900}`,
      sections: [`section-${n % 8}`],
      territory: n % 2 === 0 ? 'DE' : null,
      decidedBy: `${license}#1`,
      ...(refused && { kind: 'refusal', outcome: 'deny', code: 'territory_refused', delivered: [] }),
      ...(!refused && { delivered, billable: 2, billed: delivered.map(({ component }) => component) }),
    });
  });
}

const failing = (member: 'batch', before?: () => Promise<unknown>): D1Database =>
  new Proxy(env.DB, {
    get(of, name) {
      const value = Reflect.get(of, name);
      if (name !== member) return value.bind(of);
      return async (...args: unknown[]) => {
        if (!before) throw new Error('Network connection lost.');
        await before();
        return value.apply(of, args);
      };
    },
  });

const countIn = async (table: string) =>
  env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>('n');

describe('a seal', () => {
  it('waits for a whole segment, and leaves what comes after it as it is', async () => {
    const entries = logOf(SEGMENT_NUMBERS_MAX + 30);
    await append(entries.slice(0, SEGMENT_NUMBERS_MAX - 1));
    expect(await sealLog(env.DB)).toBe(false);
    expect(await countIn('log_segments')).toBe(0);
    await append(entries.slice(SEGMENT_NUMBERS_MAX - 1));
    expect(await sealLog(env.DB)).toBe(false);
    expect(await sealedTo(env.DB)).toBe(SEGMENT_NUMBERS_MAX);
    expect((await tailOf(env.DB, SEGMENT_NUMBERS_MAX)).map(({ n }) => n)).toEqual(
      Array.from({ length: 30 }, (_, at) => SEGMENT_NUMBERS_MAX + 1 + at),
    );
    await expectPlacesToBeRight();
    expect(await reported()).toEqual(await recounted(entries));
  });

  it('writes, with the entries that it is of, no more than four rows an entry', async () => {
    const drained = await append(logOf(SEGMENT_NUMBERS_MAX));
    let sealed = 0;
    const counting = new Proxy(env.DB, {
      get: (of, name) =>
        name === 'batch'
          ? async (statements: D1PreparedStatement[]) => {
              const results = await of.batch(statements);
              for (const { meta } of results) sealed += meta.rows_written;
              return results;
            }
          : Reflect.get(of, name).bind(of),
    });
    await sealLog(counting);
    const written = drained.reduce((sum, { meta }) => sum + meta.rows_written, sealed);
    expect(sealed).toBeGreaterThan(0);
    expect(written / SEGMENT_NUMBERS_MAX).toBeLessThanOrEqual(4);
  });

  it('takes what there is when it is forced, and the next one begins where it ended', async () => {
    const entries = logOf(60);
    for (const [from, to] of [
      [0, 10],
      [10, 11],
      [11, 60],
    ] as const) {
      await append(entries.slice(from, to));
      expect(await sealLog(env.DB, { force: true })).toBe(false);
      expect(await sealedTo(env.DB)).toBe(to);
    }
    expect(await sealLog(env.DB, { force: true })).toBe(false);
    expect(await countIn('log_segments')).toBe(3);
    await expectPlacesToBeRight();
    expect(await reported()).toEqual(await recounted(entries));
  });

  it('of several objects at once is one', async () => {
    const entries = logOf(700);
    await append(entries);
    const all = await Promise.all([1, 2, 3].map(() => sealNext(env.DB, { force: true })));
    expect(all.filter(({ lost }) => !lost)).toHaveLength(1);
    expect(all.map(({ sealed }) => sealed)).toEqual([700, 700, 700]);
    await expectPlacesToBeRight();
    expect(await reported()).toEqual(await recounted(entries));
  });

  it('that is cut off has written nothing, and is made again', async () => {
    const entries = logOf(50);
    await append(entries);
    await expect(sealLog(failing('batch'), { force: true })).rejects.toThrow('connection lost');
    for (const table of TABLES.slice(1)) expect(await countIn(table)).toBe(0);
    await sealLog(env.DB, { force: true });
    expect(await reported()).toEqual(await recounted(entries));
  });

  it.each([
    ['a row went away', 'DELETE FROM entries WHERE n = 7'],
    ['a row became another', `UPDATE entries SET id = 'dlv_other' WHERE n = 7`],
  ])('does not count what was read when %s meanwhile', async (_, sql) => {
    await append(logOf(50));
    const racing = failing('batch', () => env.DB.prepare(sql).run());
    await expect(sealLog(racing, { force: true })).rejects.toThrow('NOT NULL constraint failed');
    expect(await countIn('usage_cells')).toBe(0);
    await sealLog(env.DB, { force: true });
    await expectPlacesToBeRight();
  });

  it('does not count twice what another sealed in other stretches meanwhile', async () => {
    const entries = logOf(50);
    await append(entries.slice(0, 20));
    const racing = failing('batch', async () => {
      await sealLog(env.DB, { force: true });
      await append(entries.slice(20));
    });
    expect(await sealNext(racing, { force: true })).toMatchObject({ sealed: 20, lost: true });
    await sealLog(env.DB, { force: true });
    await expectPlacesToBeRight();
    expect(await reported()).toEqual(await recounted(entries));
  });

  it('leaves no stretch out that a D1 of before has not sealed', async () => {
    const entries = logOf(50);
    await append(entries.slice(0, 20));
    await sealLog(env.DB, { force: true });
    await append(entries.slice(20));
    const racing = failing('batch', () =>
      env.DB.batch(TABLES.slice(1).map((table) => env.DB.prepare(`DELETE FROM ${table}`))),
    );
    expect(await sealNext(racing, { force: true })).toEqual({ more: true, sealed: 0, lost: true });
    await sealLog(env.DB, { force: true });
    await expectPlacesToBeRight();
    expect(await reported()).toEqual(await recounted(entries));
  });

  it('does not reach beyond the end of a D1 that went back before it was read: what comes there is counted', async () => {
    const entries = logOf(30);
    await append(entries);
    const goesBack = new Reach({ at: 1, event: 'restore D1' }, async () => {
      await env.DB.batch([
        env.DB.prepare('DELETE FROM entries WHERE n > 20'),
        env.DB.prepare(`UPDATE sqlite_sequence SET seq = 20 WHERE name = 'entries'`),
      ]);
    });
    await expect(sealLog(goesBack.db(env.DB), { force: true })).rejects.toThrow('NOT NULL constraint failed');
    await append(entries.slice(20));
    await sealLog(env.DB, { force: true });
    await expectPlacesToBeRight();
    expect(await reported()).toEqual(await recounted(entries));
  });

  it('goes over numbers that no entry has', async () => {
    const entries = logOf(30);
    await append(entries.slice(0, 10));
    await env.DB.prepare(`UPDATE sqlite_sequence SET seq = 100000 WHERE name = 'entries'`).run();
    await append(entries.slice(10, 20));
    await env.DB.prepare(`UPDATE sqlite_sequence SET seq = 100020 WHERE name = 'entries'`).run();
    await append(entries.slice(20));
    while (await sealLog(env.DB, { force: true }));
    expect(await sealedTo(env.DB)).toBe(100_030);
    await expectPlacesToBeRight();
    expect(await reported()).toEqual(await recounted(entries));
  });

  it('does not count again what is drained again: rows that were lost and come back, of whatever neighbors', async () => {
    const entries = logOf(60, 3);
    await append(entries.slice(0, 50));
    await sealLog(env.DB, { force: true });
    await append(entries.slice(50, 55));
    await env.DB.prepare(
      'UPDATE log_segments SET gone = (SELECT count(*) FROM entries WHERE idx IN (2, 3) AND license <> ?)',
    )
      .bind('lic_1')
      .run();
    await env.DB.prepare(`DELETE FROM entries WHERE idx IN (2, 3) AND license <> 'lic_1'`).run();
    await append(entries);
    const { results } = await env.DB.prepare(
      'SELECT n, idx, again FROM entries WHERE n > 55 ORDER BY n',
    ).all();
    // No number is used up by a row that is there already.
    expect(results).toEqual(
      [2, 2, 3, 3, 18, 18, 19, 19, 19].map((idx, at) => ({ n: 56 + at, idx, again: Number(idx < 4) })),
    );
    expect(await reported()).toEqual(await recounted(entries));
    await sealLog(env.DB, { force: true });
    await expectPlacesToBeRight();
    expect(await reported()).toEqual(await recounted(entries));
  });

  it('passes over what operators do, and over what is no entry', async () => {
    await append([entryOf({ id: 'a' }), entryOf({ license: 'operators', id: 'b' })]);
    for (const [idx, body] of ['{}', 'no JSON', '{"kind":"delivery","license":"lic_1","at":"x"}'].entries())
      await env.DB.prepare(
        `INSERT INTO entries (license, idx, id, at, kind, outcome, env, partner, billable, leaf, body)
         VALUES ('lic_9', ?, 'c', '', '', '', '', '', 0, '', ?)`,
      )
        .bind(idx, body)
        .run();
    await sealLog(env.DB, { force: true });
    expect(await sealedTo(env.DB)).toBe(5);
    expect(await env.DB.prepare('SELECT entries, first_at FROM log_segments').first()).toEqual({
      entries: 1,
      first_at: '2026-03-01T10:00:00.000Z',
    });
    expect(await reported()).toEqual(await recounted([entryOf()]));
  });

  it('counts days in the zone of the version that was judged on, or the nearest before it', async () => {
    const version = (license: string, of: number, terms: unknown) =>
      env.DB.prepare(
        `INSERT INTO license_versions (license, version, status, terms, at, operator) VALUES (?, ?, 'active', ?, '', '')`,
      )
        .bind(license, of, JSON.stringify(terms))
        .run();
    await version('lic_zone', 1, { timeZone: 'Asia/Tokyo' });
    await version('lic_zone', 3, { timeZone: 'America/Lima' });
    await version('lic_zone', 4, { timeZone: 'Mars/Olympus' });
    const at = '2026-03-01T22:30:00.000Z';
    const judged = [1, 2, 3, 4].map((licenseVersion, index) =>
      entryOf({ license: 'lic_zone', licenseVersion, index, at, title: `v${licenseVersion}` }),
    );
    await append(judged);
    await sealLog(env.DB, { force: true });
    const { results } = await env.DB.prepare('SELECT title, day FROM usage_cells ORDER BY title').all();
    expect(results).toEqual([
      { title: 'v1', day: '2026-03-02' },
      { title: 'v2', day: '2026-03-02' },
      { title: 'v3', day: '2026-03-01' },
      { title: 'v4', day: '2026-03-01' },
    ]);
    await env.DB.prepare(`DELETE FROM license_versions WHERE license = 'lic_zone'`).run();
  });
});

describe('the numbers of entries with a value', () => {
  it('are those of all segments, by an index', async () => {
    await append(logOf(40, 4));
    await sealLog(env.DB, { force: true });
    await append(logOf(80, 4).slice(40));
    await sealLog(env.DB, { force: true });
    const expected = (licenses: string[]) =>
      logOf(80, 4).flatMap(({ license }, at) => (licenses.includes(license) ? [at + 1] : []));
    for (const licenses of [['lic_1'], ['lic_1', 'lic_3', 'lic_none']])
      expect(await numbersWith(env.DB, 'license', licenses)).toEqual({
        numbers: expected(licenses),
        sealed: 80,
      });
    const plans = await plansOf((db) => numbersWith(db, 'license', ['lic_1']));
    expect(scansOf(plans, TABLES)).toEqual([]);
  });

  it('and all that a seal asks of D1 are found without going through a table', async () => {
    await append(logOf(300, 4));
    const plans = await plansOf(async (db) => {
      await sealLog(db, { force: true });
      await tailOf(db, 0);
    });
    expect(plans.length).toBeGreaterThan(5);
    expect(scansOf(plans, [...TABLES, 'license_versions'])).toEqual([]);
  });
});

describe('an object that seals', () => {
  let asked: number;
  let clockMs: number;
  beforeEach(() => {
    asked = 0;
    clockMs = Date.now();
  });
  const counting = new Proxy(env.DB, {
    get(of, name) {
      if (name === 'prepare') asked++;
      return Reflect.get(of, name).bind(of);
    },
  });
  const sealerOf = (db: D1Database) => new Sealer({ db, object: 'ledger-0', now: () => clockMs });

  it('asks D1 once, and again only when by what it has written a segment is full', async () => {
    await append(logOf(10));
    const sealer = sealerOf(counting);
    expect(await sealer.run(0)).toBe(false);
    expect(asked).toBe(1);
    await sealer.run(10);
    await sealer.run(SEGMENT_NUMBERS_MAX - 1);
    expect(asked).toBe(1);
    await append(logOf(SEGMENT_NUMBERS_MAX).slice(10));
    await sealer.run(SEGMENT_NUMBERS_MAX);
    expect(await sealedTo(env.DB)).toBe(SEGMENT_NUMBERS_MAX);
    const after = asked;
    await sealer.run(SEGMENT_NUMBERS_MAX + 10);
    expect(asked).toBe(after);
    // A D1 of before goes on counting from a lower number.
    await sealer.run(10);
    expect(asked).toBe(after + 1);
  });

  it('makes a few segments at once of a log that was there before, and goes on with the next alarm', async () => {
    // Numbers of before by the thousand: each stretch between is one to make.
    for (let at = 0; at < SEAL_SEGMENTS_MAX + 2; at++) {
      await env.DB.prepare(
        `INSERT INTO entries (n, license, idx, id, at, kind, outcome, env, partner, billable, leaf, body)
         VALUES (?1, 'lic_1', ?1, 'dlv_' || ?1, '', '', '', '', '', 0, '', '{}')`,
      )
        .bind((at + 1) * SEGMENT_NUMBERS_MAX)
        .run();
    }
    const sealer = sealerOf(env.DB);
    expect(await sealer.run(0)).toBe(true);
    expect(await sealedTo(env.DB)).toBe(SEAL_SEGMENTS_MAX * SEGMENT_NUMBERS_MAX);
    expect(await sealer.run(0)).toBe(false);
    expect(await sealedTo(env.DB)).toBe((SEAL_SEGMENTS_MAX + 2) * SEGMENT_NUMBERS_MAX);
  });

  it('never throws, tells what failed, and tries again after a while', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await append(logOf(SEGMENT_NUMBERS_MAX));
    let down = true;
    const flaky = new Proxy(env.DB, {
      get(of, name) {
        if (name === 'batch' && down) return () => Promise.reject(new Error('Network connection lost.'));
        return Reflect.get(of, name).bind(of);
      },
    });
    const sealer = sealerOf(flaky);
    expect(await sealer.run(SEGMENT_NUMBERS_MAX)).toBe(false);
    expect(told.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([
      { event: 'seal_failed', object: 'ledger-0' },
    ]);
    down = false;
    await sealer.run(SEGMENT_NUMBERS_MAX);
    expect(await sealedTo(env.DB)).toBe(0);
    clockMs += SEAL_RETRY_MS;
    await sealer.run(SEGMENT_NUMBERS_MAX);
    expect(await sealedTo(env.DB)).toBe(SEGMENT_NUMBERS_MAX);
  });
});
