/** Notes in the ledger: each entered once, in the same tree and by the same drain as all else. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { AMENDMENTS_MAX } from '../../../src/ledger/limits.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import type { KeyedNote, Note, NoteAnswer, NoteRequest } from '../../../src/ledger/notes/types.ts';
import { SEED } from '../../support/runs.ts';
import { type OpenObject, ok, openObject } from '../support.ts';

let open: OpenObject;
beforeEach(async () => {
  open = await openObject();
});

const caller = (change = {}) => ({
  partner: 'par_1',
  license: open.license.id,
  key: 'key_1',
  env: 'live' as const,
  ...change,
});
const operator = { kind: 'operator', operator: 'opr_1' } as const;
const publication = (title: string): Note => ({
  kind: 'publication',
  title,
  article: 'itm_1',
  version: null,
  delivery: null,
  url: null,
  use: null,
  channel: 'web',
  territory: null,
  components: [],
  publishedAt: '2026-11-24T06:00:00.000Z',
  withdrawnAt: null,
  clientRef: null,
});
const adjustment = (units: number): Note => ({
  kind: 'adjustment',
  title: null,
  article: null,
  statement: 'stm_1',
  units,
  reason: 'Delivered twice by mistake',
});

const send = (notes: KeyedNote[], by: NoteRequest['by'] = operator) =>
  open.object.note({ license: open.license.id, by, notes }) as Promise<NoteAnswer>;

async function entered(answer: Promise<NoteAnswer>) {
  const given = await answer;
  if (given.kind !== 'ok') throw new Error(JSON.stringify(given));
  return given.entered;
}

async function inD1() {
  const { results } = await env.DB.prepare(
    `SELECT idx, id, kind, outcome, code, article, billable, body,
       (SELECT leaf FROM notes WHERE notes.license = entries.license AND notes.idx = entries.idx) AS leaf
     FROM entries WHERE license = ? ORDER BY idx`,
  )
    .bind(open.license.id)
    .all<{
      idx: number;
      id: string;
      kind: string;
      body: string;
      leaf: string | null;
      article: string | null;
    }>();
  return results;
}

describe('a note', () => {
  it('is an entry like any other: a leaf of the tree, drained with columns of its own', async () => {
    await ok(open.object.record(open.request()));
    const [first, second] = await entered(
      send([
        { key: 'a', note: adjustment(-3) },
        { key: 'b', note: publication('morgen') },
      ]),
    );
    expect([first?.index, second?.index]).toEqual([1, 2]);
    const log = await open.wholeLog();
    expect(log.map(({ kind, billable, outcome, code }) => [kind, billable, outcome, code])).toEqual([
      ['delivery', 1, 'permit', null],
      ['adjustment', 0, 'permit', null],
      ['publication', 0, 'permit', null],
    ]);
    expect(log[1]).toMatchObject({
      id: first?.id,
      units: -3,
      operator: 'opr_1',
      key: null,
      licenseVersion: 1,
    });
    expect(String(log[1]?.id)).toMatch(/^adj_/);
    await runDurableObjectAlarm(open.object);
    const rows = await inD1();
    expect(rows.map(({ kind, article }) => [kind, article])).toEqual([
      ['delivery', 'itm_1'],
      ['adjustment', null],
      ['publication', 'itm_1'],
    ]);
    for (const { body, leaf } of rows.slice(1))
      expect(leaf).toBe(Buffer.from(leafHash(body)).toString('base64'));
    const { results: findings } = await env.DB.prepare('SELECT kind FROM findings WHERE license = ?')
      .bind(open.license.id)
      .all();
    expect(findings).toEqual([]);
  });

  it('is entered once, however often it is sent, alone or among others', async () => {
    const [first] = await entered(send([{ key: 'a', note: adjustment(1) }]));
    const again = await entered(
      send([
        { key: 'b', note: adjustment(1) },
        { key: 'a', note: adjustment(1) },
        { key: 'b', note: adjustment(1) },
      ]),
    );
    expect(again.map(({ index, repeated }) => [index, repeated])).toEqual([
      [1, false],
      [0, true],
      [1, true],
    ]);
    expect(again[1]).toEqual({ ...first, repeated: true });
    expect(await open.wholeLog()).toHaveLength(2);
  });

  it('under a key that something else has is a conflict, and then nothing of the call is entered', async () => {
    await entered(send([{ key: 'a', note: adjustment(1) }]));
    const answer = await send([
      { key: 'new', note: adjustment(1) },
      { key: 'a', note: adjustment(2) },
      { key: 'new', note: adjustment(3) },
    ]);
    expect(answer).toEqual({ kind: 'conflict', positions: [1, 2] });
    expect(await open.wholeLog()).toHaveLength(1);
  });

  it('may be amended, where it says so: each amendment is an entry, and what was said before may be said again', async () => {
    const say = (title: string) => send([{ key: 'ref', amendable: true, note: publication(title) }]);
    const indexes: (number | undefined)[] = [];
    for (const title of ['one', 'one', 'two', 'two', 'one'])
      indexes.push((await entered(say(title)))[0]?.index);
    expect(indexes).toEqual([0, 0, 1, 1, 2]);
    const log = await open.wholeLog();
    expect(log.map(({ title, revision }) => [title, revision])).toEqual([
      ['one', undefined],
      ['two', 1],
      ['one', 2],
    ]);
  });

  it('may be amended as often by the partner as by the desk, whoever comes first', {
    tags: 'slow',
  }, async () => {
    const say = (title: string, by: NoteRequest['by']) =>
      send([{ key: 'ref', amendable: true, note: publication(title) }], by);
    for (const by of [operator, { kind: 'partner', caller: caller() } as const]) {
      for (let number = 0; number < AMENDMENTS_MAX; number++) await entered(say(`${by.kind} ${number}`, by));
      const last = `${by.kind} ${AMENDMENTS_MAX - 1}`;
      expect(await entered(say(last, by))).toMatchObject([{ repeated: true }]);
      expect(await say('one more', by)).toEqual({ kind: 'conflict', positions: [0] });
    }
    expect(await open.wholeLog()).toHaveLength(2 * AMENDMENTS_MAX);
  });

  it('of a license that is somewhere else is not entered here', async () => {
    const answer = await open.object.note({ license: 'lic_elsewhere', by: operator, notes: [] });
    expect(answer).toEqual({ kind: 'elsewhere' });
  });
});

describe('a partner’s note', () => {
  const report = (change = {}) =>
    send([{ key: 'a', note: publication('morgen') }], { kind: 'partner', caller: caller(change) });

  it.each(['suspended', 'terminated'] as const)('is taken under a license that is %s', async (status) => {
    await open.tell({ kind: 'license', license: { ...open.license, version: 2, status } });
    expect((await entered(report()))[0]).toMatchObject({ index: 1, repeated: false });
    // The first entry is the notice of the license's new status.
    expect((await open.wholeLog())[1]).toMatchObject({ key: 'key_1', licenseVersion: 2, env: 'live' });
  });

  it('is taken after the term, and of a partner that is suspended', async () => {
    await open.tell(
      { kind: 'license', license: { ...open.license, version: 2, endsMs: Date.now() - 1_000 } },
      { kind: 'partner', partner: { id: 'par_1', status: 'suspended', version: 2 } },
    );
    expect((await entered(report()))[0]?.repeated).toBe(false);
  });

  it('by a key that is not good any more is refused, and counted', async () => {
    await open.tell({
      kind: 'key',
      key: { id: 'key_1', license: open.license.id, status: 'revoked', secrets: [], version: 2 },
    });
    expect(await report()).toEqual({ kind: 'refused', code: 'invalid_token' });
    expect(await open.wholeLog()).toEqual([]);
    const counts = await runInDurableObject(open.object, (_: LedgerShard, { storage }) =>
      storage.sql.exec('SELECT code, count FROM counts').toArray(),
    );
    expect(counts).toEqual([{ code: 'invalid_token', count: 1 }]);
  });

  it('by a key of another license, or with a proof that was shown, is refused', async () => {
    expect(await report({ license: 'lic_other' })).toEqual({ kind: 'refused', code: 'invalid_token' });
    const proof = { id: 'proof', untilMs: Date.now() + 60_000 };
    expect((await report({ proof })).kind).toBe('ok');
    expect(await report({ proof })).toEqual({ kind: 'refused', code: 'proof_replayed' });
  });
});

describe('notes and deliveries in any order', () => {
  const step = fc.oneof(
    fc.record({ act: fc.constant('deliver' as const), article: fc.integer({ min: 1, max: 3 }) }),
    fc.record({
      act: fc.constant('note' as const),
      keys: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ act: fc.constant('drain' as const) }),
    fc.record({ act: fc.constant('drain again' as const) }),
  );

  it('keep the tree, and come to D1 once each, however the drain is cut off', { tags: 'slow' }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        open = await openObject();
        const keys = new Set<number>();
        let deliveries = 0;
        for (const step of steps) {
          if (step.act === 'deliver') {
            await ok(open.object.record(open.request({ article: `itm_${step.article}` })));
            deliveries++;
          } else if (step.act === 'note') {
            await entered(send(step.keys.map((key) => ({ key: `k${key}`, note: adjustment(key) }))));
            for (const key of step.keys) keys.add(key);
          } else {
            if (step.act === 'drain again')
              await runInDurableObject(
                open.object,
                (_: LedgerShard, { storage }) =>
                  void storage.sql.exec(`UPDATE meta SET value = 0 WHERE name = 'drained'`),
              );
            await runDurableObjectAlarm(open.object);
          }
        }
        const log = await open.wholeLog();
        expect(log).toHaveLength(deliveries + keys.size);
        await runDurableObjectAlarm(open.object);
        const rows = await inD1();
        expect(rows.map(({ body }) => JSON.parse(body))).toEqual(log);
      }),
      { numRuns: 15, seed: SEED },
    );
  });
});
