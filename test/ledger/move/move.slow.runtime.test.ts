/**
 * A partner that moves to another object, under load and cut off anywhere: no entry lost, none doubled,
 * nothing billed again.
 * @module-tag alone
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { TILE_WIDTH } from '../../../src/ledger/merkle/tiles.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { Mover, type Target } from '../../../src/ledger/move/mover.ts';
import { inventoryOf } from '../../../src/ledger/move/read-out.ts';
import { movePartner } from '../../../src/ledger/move/service.ts';
import { lastMove, ledgerOf } from '../../../src/ledger/move/store.ts';
import { targetAt } from '../../../src/ledger/move/target.ts';
import { MOVED_TABLES } from '../../../src/ledger/move/types.ts';
import { deliverOutbox } from '../../../src/ledger/outbox.ts';
import type { LogAnswer, LogQuestion } from '../../../src/ledger/transparency/types.ts';
import type { Entry } from '../../../src/ledger/types.ts';
import { eventually } from '../../support/eventually.ts';
import { request } from '../../support/gateway.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import {
  drain,
  type Ingested,
  ingest,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../../support/newsroom.ts';
import { sealLog } from '../../support/seal.ts';
import { recounted, reported } from '../segments/log.ts';
import { checked } from '../self-check/support.ts';
import { age, findingsOf, roundDue } from '../transparency/support.ts';

const FROM = 'ledger-0';
const TO = 'ledger-1';
/** The pool of the test has one object; the desk's has two. */
const desk = { ...env, LEDGER_POOL_SIZE: '2' };
const stub = (name: string) => env.LEDGER.get(env.LEDGER.idFromName(name));

let newsroom: Newsroom;
let site: PartnerSite;
let other: PartnerSite;
let articles: Ingested[];

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  newsroom = await openNewsroom();
  site = await openSite(newsroom, { quota: { limit: 1000, per: 'term', onExceed: 'refuse' } });
  other = await openSite(newsroom);
  articles = [];
  for (let n = 0; n < 6; n++) articles.push(await ingest(newsroom, wireItem()));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const get = (of: PartnerSite, n: number) =>
  request(`/v1/articles/${articles[n % articles.length]?.id}`, { token: of.token });

async function served(of: PartnerSite, from: number, to: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = from; n < to; n++) {
    const response = await get(of, n);
    expect(response.status).toBe(200);
    ids.push(response.headers.get('Rights-Entry') ?? '');
  }
  return ids;
}

async function movesEntered(partner: string): Promise<number> {
  await drain('operators');
  const { results } = await env.DB.prepare(
    `SELECT 1 FROM entries WHERE license = 'operators' AND body ->> 'act' = 'partner.move' AND body ->> 'resource' = ?`,
  )
    .bind(partner)
    .all();
  return results.length;
}

const begin = () => movePartner(desk, site.partner, TO, Date.now());
const hasEnded = async () => (await lastMove(env.DB, site.partner))?.ended != null;

/** Holds off alarms of the runtime, which would go on with a move meanwhile. */
const withoutAlarms = () => vi.spyOn(LedgerShard.prototype, 'alarm').mockResolvedValue();

async function untilMoved(): Promise<void> {
  for (let alarms = 0; alarms < 20 && !(await hasEnded()); alarms++) {
    // An alarm that was held off does not come again by itself.
    await stub(FROM).poke();
    await runDurableObjectAlarm(stub(FROM));
  }
  expect(await hasEnded()).toBe(true);
  for (let alarms = 0; alarms < 5; alarms++) await runDurableObjectAlarm(stub(FROM));
}

/** Lets the partner return, as the desk would. */
async function moveBack(): Promise<void> {
  await movePartner(desk, site.partner, FROM, Date.now() + 1);
  for (let alarms = 0; alarms < 20 && !(await hasEnded()); alarms++) await runDurableObjectAlarm(stub(TO));
  for (let alarms = 0; alarms < 3; alarms++) await runDurableObjectAlarm(stub(TO));
}

type Message = (object: LedgerShard) => Promise<unknown>;

/** Returns a function that lists the messages of moves since, to be sent again. */
function recorded(): () => Message[] {
  const chunks = vi.spyOn(LedgerShard.prototype, 'takeChunk');
  const snapshots = vi.spyOn(LedgerShard.prototype, 'takeSnapshot');
  const arrivals = vi.spyOn(LedgerShard.prototype, 'arrived');
  return () => {
    const messages: Message[] = [
      ...chunks.mock.calls.map(
        (args): Message =>
          (object) =>
            object.takeChunk(...args),
      ),
      ...snapshots.mock.calls.map(
        (args): Message =>
          (object) =>
            object.takeSnapshot(...args),
      ),
      ...arrivals.mock.calls.map(
        (args): Message =>
          (object) =>
            object.arrived(...args),
      ),
    ];
    expect(messages.length).toBeGreaterThan(2);
    return messages;
  };
}

/** Tables of the object to which the partner moves that differ after these messages. */
const changedBy = (messages: Message[]): Promise<string[]> =>
  runInDurableObject(stub(TO), async (object: LedgerShard, { storage: { sql } }) => {
    const tables = Object.keys(MOVED_TABLES).concat(
      ...['licenses', 'keys', 'partners', 'moves', 'in_transit', 'holdings', 'tiles', 'trees'],
    );
    const rows = () =>
      tables.map((table) => `${table} ${JSON.stringify(sql.exec(`SELECT * FROM ${table}`).toArray())}`);
    const before = rows();
    for (const message of messages) await message(object).catch(() => undefined);
    return rows().filter((row) => !before.includes(row));
  });

interface Row {
  idx: number;
  id: string;
  article: string;
  billable: number;
  body: string;
}

/** The whole log of the partner in D1, whose tree must be the one of the object `home`. */
async function log(home: string): Promise<Row[]> {
  for (const name of [FROM, TO]) {
    await stub(name).poke();
    await runDurableObjectAlarm(stub(name));
  }
  const { results } = await env.DB.prepare(
    'SELECT idx, id, article, billable, body FROM entries WHERE license = ? ORDER BY idx',
  )
    .bind(site.license)
    .all();
  const rows = results as unknown as Row[];
  expect(rows.map(({ idx }) => idx)).toEqual(rows.map((_, index) => index));
  const root = naiveRoot(rows.map(({ body }) => leafHash(body))).toString('hex');
  expect(await stub(home).tree(site.license)).toEqual({ size: rows.length, root });
  return rows;
}

async function entriesInD1(): Promise<Entry[]> {
  const { results } = await env.DB.prepare(`SELECT body FROM entries WHERE license <> 'operators'`).all<{
    body: string;
  }>();
  return results.map(({ body }) => JSON.parse(body) as Entry);
}

/** What an object has of the partner. */
const left = (name: string) =>
  runInDurableObject(stub(name), ({ entries }: LedgerShard, { storage: { sql } }) => {
    const count = (table: string) =>
      sql.exec(`SELECT count(*) AS n FROM ${table} WHERE license = ?`, site.license).one().n;
    const { units, grants, used, trees } = inventoryOf(entries, [site.license]);
    return {
      ...{ units, grants, used, size: trees[0]?.size },
      ...{ published: count('published'), keys: count('keys') },
    };
  });

/** Whatever two whole walks have told, settled since or not. */
async function findings(name: string): Promise<unknown[]> {
  await checked({ name, object: stub(name) });
  return (await env.DB.prepare('SELECT * FROM findings WHERE license = ?').bind(site.license).all()).results;
}

/** The side that is left, as the object has it, between these two others. */
function moverOf(
  { entries }: LedgerShard,
  storage: DurableObjectStorage,
  target: Target,
  db = env.DB,
  object = FROM,
): Mover {
  return new Mover({
    sql: storage.sql,
    entries,
    db,
    object,
    target: () => target,
    transaction: (body) => storage.transactionSync(body),
    sync: () => storage.sync(),
    forget: () => undefined,
    now: () => Date.now(),
  });
}

/**
 * Runs of the alarm in which the `failing`th call to the other side, or all of a name, are carried out and
 * never answered.
 */
const cutOff = (failing: number | keyof Target, d1Fails = false) =>
  runInDurableObject(stub(FROM), async (object: LedgerShard, { storage }) => {
    let calls = 0;
    const real = stub(TO);
    const target = new Proxy({} as Target, {
      get:
        (_of, member: keyof Target) =>
        async (...args: unknown[]) => {
          const answer = await (real[member] as (...all: unknown[]) => Promise<unknown>)(...args);
          if (calls++ === failing || member === failing) throw new Error('Network connection lost.');
          return answer;
        },
    });
    const db = new Proxy(env.DB, {
      get(of, member) {
        if (member !== 'batch' || !d1Fails) return Reflect.get(of, member).bind(of);
        return async (statements: D1PreparedStatement[]) => {
          await of.batch(statements);
          throw new Error('Network connection lost.');
        };
      },
    });
    const mover = moverOf(object, storage, target, db);
    for (let runs = 0; runs < 3; runs++) await mover.run();
    return calls;
  });

describe('a partner that moves', () => {
  it('that has left again does not count as arrived when word of its arrival comes late', async () => {
    const { license, partner } = site;
    const still = await runInDurableObject(stub(FROM), async (object: LedgerShard, { storage: { sql } }) => {
      sql.exec(
        `INSERT INTO moves (partner, target, epoch, state, began_seq) VALUES (?, ?, 4, 'moved', 0)`,
        partner,
        TO,
      );
      sql.exec('INSERT INTO in_transit (license, partner) VALUES (?, ?)', license, partner);
      await object.arrived({ partner, target: FROM, epoch: 2 });
      const rows = sql.exec('SELECT license FROM in_transit').toArray();
      sql.exec('DELETE FROM in_transit');
      sql.exec('DELETE FROM moves');
      return rows;
    });
    expect(still).toEqual([{ license }]);
  });

  it('takes its log, bill and receipts along; others stay', async () => {
    const before = await served(site, 0, 10);
    const publication = {
      uri: 'urn:test:moved',
      title: 'morgen',
      channel: 'web',
      publishedAt: '2026-01-01T00:00:00Z',
    };
    const report = () => request('/v1/publications', { token: site.token, json: publication });
    expect((await report()).status).toBe(201);
    const receipt = (await get(site, 0)).headers.get('Rights-Receipt');
    const others = await served(other, 0, 4);
    const stood = await log(FROM);
    await sealLog();
    expect(await begin()).toMatchObject({ ok: true, value: { source: FROM, target: TO, ended: null } });
    await untilMoved();
    const after = await served(site, 0, 8);
    const repeated = await get(site, 0);
    expect(repeated.headers.get('Rights-Receipt')).toBe(receipt);
    // What was reported there is known here.
    expect(await (await report()).json()).toMatchObject({ entered: 0, repeated: 1 });
    expect(await left(TO)).toMatchObject({ published: 1 });
    const rows = await log(TO);
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([...before, ...after]));
    expect(rows).toHaveLength(before.length + after.length + 3);
    // Texts stay where they were written, and count once.
    expect(rows.slice(0, stood.length)).toEqual(stood);
    expect(await reported()).toEqual(await recounted(await entriesInD1()));
    expect(rows.reduce((sum, { billable }) => sum + billable, 0)).toBe(articles.length);
    for (const name of [FROM, TO]) expect((await stub(name).health()).logFindings).toEqual([]);
    expect(await left(FROM)).toEqual({
      ...{ units: 0, grants: 0, used: 0, size: 0, published: 0, keys: 0 },
    });
    expect((await served(other, 0, 2)).length + others.length).toBe(6);
    expect([...(await findings(FROM)), ...(await findings(TO))]).toEqual([]);
  });

  it('is served all the while under load, but for moments in which nothing is delivered', async () => {
    let stopped = false;
    const answers: { status: number; entry: string | null }[] = [];
    const caller = async (which: number) => {
      for (let n = which; !stopped && n < 1_000; n++) {
        const response = await get(site, n);
        const text = await response.text();
        if (response.status !== 200) expect(text).not.toContain('Secret-body');
        answers.push({ status: response.status, entry: response.headers.get('Rights-Entry') });
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const callers = Array.from({ length: 8 }, (_, which) => caller(which));
    const more = async (count: number) => {
      const until = answers.length + count;
      for (let waits = 0; waits < 400 && answers.length < until; waits++)
        await new Promise((resolve) => setTimeout(resolve, 25));
    };
    try {
      await more(40);
      await begin();
      await untilMoved();
      await more(40);
    } finally {
      stopped = true;
      await Promise.all(callers);
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set(answers.some(({ status }) => status === 503) ? [200, 503] : [200]),
    );
    const rows = await log(TO);
    const entries = answers.filter(({ status }) => status === 200).map(({ entry }) => entry ?? '');
    expect(rows.map(({ id }) => id).sort()).toEqual(entries.sort());
    expect(rows.reduce((sum, { billable }) => sum + billable, 0)).toBe(articles.length);
    expect([...(await findings(FROM)), ...(await findings(TO))]).toEqual([]);
  });

  it('can be stopped at once where it lives now, and by a word that was meant for where it lived', async () => {
    await served(site, 0, 2);
    await begin();
    await untilMoved();
    await env.DB.prepare('INSERT INTO outbox (object, change, created) VALUES (?, ?, ?)')
      .bind(
        FROM,
        JSON.stringify({
          kind: 'key',
          key: { id: site.key.id, license: site.license, status: 'revoked', version: 9, secrets: [] },
        }),
        new Date().toISOString(),
      )
      .run();
    expect(await deliverOutbox(env, FROM)).toBe(true);
    expect((await get(site, 0)).status).toBe(401);
    const suspended = await request(`/v1/admin/partners/${other.partner}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'suspended' },
    });
    expect([suspended.status, (await get(other, 0)).status]).toEqual([200, 403]);
  });

  it('is vouched for by one object at a time: the one that it left says so, and finds nothing wrong', async () => {
    const question = { kind: 'checkpoint', tree: site.license } as const;
    const ask = async (name: string, logQuestion: LogQuestion = question) =>
      ((await stub(name).log(logQuestion)) as LogAnswer).kind;
    await served(site, 0, 5);
    expect(await ask(FROM)).toBe('checkpoint');
    await begin();
    await untilMoved();
    for (const logQuestion of [
      question,
      { kind: 'inclusion', tree: site.license, index: 0, size: 1 },
      { kind: 'consistency', tree: site.license, from: 1, to: 2 },
      { kind: 'published', license: site.license },
    ] as const)
      expect([logQuestion.kind, await ask(FROM, logQuestion)]).toEqual([logQuestion.kind, 'elsewhere']);
    await roundDue(stub(FROM));
    await runDurableObjectAlarm(stub(FROM));
    expect(await ask(TO)).toBe('checkpoint');
    for (const name of [FROM, TO]) expect(await findingsOf(stub(name))).toEqual([]);
  });

  it('is not vouched for by the object that it has half come to', async () => {
    await served(site, 0, 5);
    const alarm = withoutAlarms();
    await begin();
    await cutOff('inventory');
    await served(site, 0, 3);
    expect(((await stub(FROM).log({ kind: 'checkpoint', tree: site.license })) as LogAnswer).kind).toBe(
      'checkpoint',
    );
    await age(stub(FROM));
    await served(site, 0, 1);
    await stub(FROM).log({ kind: 'checkpoint', tree: site.license });
    alarm.mockRestore();
    await roundDue(stub(TO));
    await runDurableObjectAlarm(stub(TO));
    for (const name of [FROM, TO]) expect(await findingsOf(stub(name))).toEqual([]);
  });

  it('is not served by the object that it has half come to, whoever asks that one', async () => {
    await served(site, 0, 5);
    await begin();
    await cutOff('inventory');
    const { partner, license, key } = site;
    const token = { id: 'tok_1', generation: 1 };
    const caller = { partner, license, key: key.id, env: 'live' as const, token };
    const judged = { licenseVersion: 1, epoch: 1_000_000, items: {} };
    const ask = async (name: string) => (await stub(name).check({ caller, judged })).kind;
    expect([await ask(FROM), await ask(TO)]).toEqual(['ok', 'stale']);
    await untilMoved();
    expect([await ask(FROM), await ask(TO)]).toEqual(['stale', 'ok']);
  });

  it('is vouched for by the new object alone while D1 may or may not have been switched', async () => {
    const logQuestion: LogQuestion = { kind: 'checkpoint', tree: site.license };
    const ask = async (name: string) => ((await stub(name).log(logQuestion)) as LogAnswer).kind;
    await served(site, 0, 5);
    await begin();
    await env.DB.exec(
      `CREATE TRIGGER no_switch BEFORE UPDATE OF ledger ON partners BEGIN SELECT RAISE(ABORT, 'refused'); END`,
    );
    for (let alarms = 0; alarms < 3; alarms++) await runDurableObjectAlarm(stub(FROM));
    expect(await Promise.all([ask(FROM), ask(TO)])).toEqual(['elsewhere', 'checkpoint']);
    await env.DB.exec('DROP TRIGGER no_switch');
    await untilMoved();
    expect(await ask(TO)).toBe('checkpoint');
  });

  it('may come back', async () => {
    await served(site, 0, 5);
    await begin();
    await untilMoved();
    await served(site, 0, 5);
    await moveBack();
    await served(site, 0, 5);
    const rows = await log(FROM);
    expect(rows).toHaveLength(15);
    expect(rows.reduce((sum, { billable }) => sum + billable, 0)).toBe(5);
    expect([...(await findings(FROM)), ...(await findings(TO))]).toEqual([]);
  });

  it('may come back to an object in which its entries have filled a tile', async () => {
    await served(site, 0, TILE_WIDTH + 4);
    await begin();
    await untilMoved();
    await moveBack();
    expect(await log(FROM)).toHaveLength(TILE_WIDTH + 4);
    expect([...(await findings(FROM)), ...(await findings(TO))]).toEqual([]);
  });

  it('whose D1 was restored to before the move is moved again, without its log', async () => {
    await served(site, 0, 4);
    await begin();
    await untilMoved();
    await env.DB.prepare('UPDATE partners SET ledger = ? WHERE id = ?').bind(FROM, site.partner).run();
    await evictDurableObject(stub(FROM));
    const fresh = await request('/v1/articles/itm_none', { token: site.token });
    expect([404, 503]).toContain(fresh.status);
    await begin();
    await untilMoved();
    await served(site, 0, 4);
    expect(await log(TO)).toHaveLength(8);
  });

  it('whose D1 was restored to before the move while it was coming back is moved again, and keeps its log', async () => {
    const before = await served(site, 0, 4);
    await begin();
    await untilMoved();
    await movePartner(desk, site.partner, FROM, Date.now() + 1);
    await env.DB.batch([
      env.DB.prepare('UPDATE partners SET ledger = ? WHERE id = ?').bind(FROM, site.partner),
      env.DB.prepare('DELETE FROM partner_moves WHERE partner = ?').bind(site.partner),
    ]);
    await begin();
    // Both are at it, the one that it comes back from first.
    for (let alarms = 0; alarms < 12; alarms++) {
      await runDurableObjectAlarm(stub(TO));
      await runDurableObjectAlarm(stub(FROM));
    }
    const home = await env.DB.prepare('SELECT ledger FROM partners WHERE id = ?')
      .bind(site.partner)
      .first('ledger');
    const after = await served(site, 0, 2);
    expect((await log(String(home))).map(({ id }) => id)).toEqual([...before, ...after]);
  });

  it('is served on, and keeps what it was given, when D1 is put back to before it left, while it was coming back', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await served(site, 0, 4);
    await begin();
    await untilMoved();
    const alarm = withoutAlarms();
    await movePartner(desk, site.partner, FROM, Date.now() + 1);
    // Its luggage is there again; then the way back is cut off, and it goes on being copied.
    await runInDurableObject(stub(TO), async (object: LedgerShard, { storage }) => {
      const target = new Proxy(targetAt(env, FROM), {
        get: (of, name) =>
          name === 'inventory'
            ? () => Promise.reject(new Error('Network connection lost.'))
            : Reflect.get(of, name).bind(of),
      });
      await moverOf(object, storage, target, env.DB, TO).run();
    });
    await env.DB.batch([
      env.DB.prepare('UPDATE partners SET ledger = ? WHERE id = ?').bind(FROM, site.partner),
      env.DB.prepare('DELETE FROM partner_moves WHERE partner = ?').bind(site.partner),
    ]);
    const alarms = async () => {
      for (let runs = 0; runs < 12; runs++)
        for (const name of [TO, FROM]) await runDurableObjectAlarm(stub(name));
    };
    // Its log may still go on where it comes from.
    expect((await get(site, 4)).status).toBe(503);
    alarm.mockRestore();
    await stub(TO).poke();
    await alarms();
    await served(site, 4, 8);
    // As the guide says of a D1 that was put back to before a move.
    expect(await begin()).toMatchObject({ ok: true });
    await alarms();
    await served(site, 8, 9);
    await alarms();
    const homes = await Promise.all([FROM, TO].map((name) => stub(name).tree(site.license)));
    expect(homes.map(({ size }) => size).sort()).toEqual([0, 9]);
    expect(await log(homes[0]?.size === 9 ? FROM : TO)).toHaveLength(9);
  });

  it('is moved by the desk, to an object that there is, and only by it', async () => {
    const post = (id: string, object: string, token = newsroom.admin) =>
      request(`/v1/admin/partners/${id}/move`, { token, json: { object } });
    expect((await post('par_none', TO)).status).toBe(404);
    const far = await post(site.partner, 'ledger-9');
    expect([far.status, ((await far.json()) as { errors: { path: string }[] }).errors[0]?.path]).toEqual([
      400,
      '/object',
    ]);
    expect((await post(site.partner, FROM)).status).toBe(409);
    expect((await request(`/v1/admin/partners/${site.partner}/move`, { token: newsroom.admin })).status).toBe(
      404,
    );
    expect((await post(site.partner, TO, site.token)).status).toBe(403);
    const alarms = withoutAlarms();
    await begin();
    const elsewhere = await movePartner(
      { ...desk, LEDGER_POOL_SIZE: '3' },
      site.partner,
      'ledger-2',
      Date.now(),
    );
    expect(elsewhere).toMatchObject({ ok: false, reason: { reason: 'conflict' } });
    expect(await begin()).toMatchObject({ ok: true });
    // Of what was refused the operators' log says nothing.
    expect(await movesEntered(site.partner)).toBe(0);
    alarms.mockRestore();
    await untilMoved();
    expect((await post(site.partner, FROM)).status).toBe(202);
    expect(await movesEntered(site.partner)).toBe(1);
    for (let alarms = 0; alarms < 9; alarms++) await runDurableObjectAlarm(stub(TO));
    const read = await request(`/v1/admin/partners/${site.partner}/move`, { token: newsroom.admin });
    expect(await read.json()).toMatchObject({ source: TO, target: FROM, ended: expect.any(String) });
  });
});

describe('a move that is cut off', () => {
  it('changes nothing by messages that arrive when it has ended', async () => {
    await served(site, 0, 3);
    const sent = recorded();
    await begin();
    await untilMoved();
    const late = sent();
    await served(site, 3, 6);
    await request(`/v1/admin/keys/${site.key.id}`, { method: 'DELETE', token: newsroom.admin });
    await request(`/v1/admin/partners/${site.partner}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'suspended' },
    });
    await roundDue(stub(TO));
    await runDurableObjectAlarm(stub(TO));
    expect(await changedBy(late)).toEqual([]);
  });

  it('changes nothing by messages that arrive when D1 has been switched, and the old object does not know', async () => {
    const alarm = withoutAlarms();
    const tell = (name: string, version: number, isActive: boolean) =>
      stub(name).apply([
        {
          kind: 'endpoint',
          endpoint: {
            ...{ id: 'whk_late', license: site.license, url: 'https://hooks.example/', types: [] },
            ...{ isActive, isDeleted: false, version, at: new Date().toISOString() },
          },
        },
      ]);
    await tell(FROM, 1, true);
    await served(site, 0, 2);
    const sent = recorded();
    await begin();
    await cutOff(-1, true);
    expect(await ledgerOf(env.DB, site.partner)).toBe(TO);
    const late = sent();
    await tell(TO, 2, false);
    await changedBy(late);
    const versions = await runInDurableObject(stub(TO), (_: LedgerShard, { storage: { sql } }) =>
      sql.exec('SELECT version FROM endpoints WHERE license = ?', site.license).toArray(),
    );
    expect(versions).toEqual([{ version: 2 }]);
    alarm.mockRestore();
    await stub(FROM).poke();
    for (let alarms = 0; alarms < 5; alarms++) await runDurableObjectAlarm(stub(FROM));
    await served(site, 2, 3);
    expect(await log(TO)).toHaveLength(3);
  });

  it('changes nothing by its messages in an object that the partner has left again', async () => {
    await served(site, 0, 3);
    const sent = recorded();
    await begin();
    await untilMoved();
    const late = sent();
    await moveBack();
    await served(site, 3, 6);
    expect(await changedBy(late)).toEqual([]);
    // On its way there once more, it has not arrived by word of the first time.
    await movePartner(desk, site.partner, TO, Date.now() + 2);
    await cutOff('inventory');
    expect(await changedBy(late)).toEqual([]);
    await untilMoved();
    await served(site, 0, 3);
    expect(await log(TO)).toHaveLength(9);
    expect([...(await findings(FROM)), ...(await findings(TO))]).toEqual([]);
  });

  it('changes nothing by messages of an attempt after which there was another', async () => {
    const alarm = withoutAlarms();
    const checkpointed = () => stub(FROM).log({ kind: 'checkpoint', tree: site.license });
    await served(site, 0, 4);
    await checkpointed();
    const sent = recorded();
    await begin();
    await cutOff('inventory');
    const late = sent();
    await age(stub(FROM));
    await served(site, 4, 6);
    await checkpointed();
    await request(`/v1/admin/keys/${site.key.id}`, { method: 'DELETE', token: newsroom.admin });
    await cutOff('inventory');
    expect(await changedBy(late)).toEqual([]);
    alarm.mockRestore();
    await untilMoved();
    expect((await get(site, 0)).status).toBe(401);
    expect(await log(TO)).toHaveLength(6);
  });

  it('does not bring a key back that was revoked when all was there but the word of it', async () => {
    await served(site, 0, 2);
    const snapshots = vi.spyOn(LedgerShard.prototype, 'takeSnapshot');
    const lost = vi.spyOn(LedgerShard.prototype, 'arrived').mockRejectedValue(new Error('lost'));
    await begin();
    for (let alarms = 0; alarms < 20 && lost.mock.calls.length === 0; alarms++)
      await runDurableObjectAlarm(stub(FROM));
    expect(await ledgerOf(env.DB, site.partner)).toBe(FROM);
    const late = snapshots.mock.calls.at(-1);
    await request(`/v1/admin/keys/${site.key.id}`, { method: 'DELETE', token: newsroom.admin });
    await runInDurableObject(stub(TO), async (object: LedgerShard) => {
      if (late) await object.takeSnapshot(...late);
    });
    lost.mockRestore();
    await untilMoved();
    expect((await get(site, 0)).status).toBe(401);
  });

  it.each([
    ...Array.from({ length: 13 }, (_, call) => [`at call ${call} to the other object`, call, false] as const),
    ['after D1 was switched, before it said so', -1, true] as const,
  ])('%s goes on after a crash, with every entry once', async (_, failing, d1Fails) => {
    const before = await served(site, 0, 9);
    await begin();
    await cutOff(failing, d1Fails);
    await evictDurableObject(stub(FROM));
    await evictDurableObject(stub(TO));
    await stub(FROM).poke();
    await untilMoved();
    const after = await served(site, 0, 3);
    const rows = await log(TO);
    expect(rows.map(({ id }) => id)).toEqual([...before, ...after]);
    expect(rows.reduce((sum, { billable }) => sum + billable, 0)).toBe(articles.length);
    expect([...(await findings(FROM)), ...(await findings(TO))]).toEqual([]);
  });

  it.each([
    ['before it is known to have arrived', 'arrived'],
    ['before both sides were compared', 'inventory'],
  ] as const)('is copied again to an object that was restored to before the move %s', async (_, message) => {
    const before = await served(site, 0, 6);
    // Pages that are older than the move.
    await runInDurableObject(stub(FROM), ({ entries }: LedgerShard) => entries.checkpoint(Date.now()));
    await served(other, 0, 1);
    const lost = vi.spyOn(LedgerShard.prototype, message).mockRejectedValue(new Error('lost'));
    await begin();
    for (let alarms = 0; alarms < 20 && lost.mock.calls.length === 0; alarms++)
      await runDurableObjectAlarm(stub(FROM));
    await runInDurableObject(stub(TO), (_: LedgerShard, { storage: { sql } }) => {
      sql.exec('DELETE FROM moves WHERE partner = ?', site.partner);
      sql.exec('DELETE FROM partners WHERE id = ?', site.partner);
      sql.exec('DELETE FROM licenses WHERE id = ?', site.license);
      for (const table of ['in_transit', 'keys', 'published', 'events', 'quota_reached'])
        sql.exec(`DELETE FROM ${table} WHERE license = ?`, site.license);
      for (const table of ['trees', 'tiles', 'holdings'])
        sql.exec(`DELETE FROM ${table} WHERE tree = ?`, site.license);
    });
    await evictDurableObject(stub(TO));
    lost.mockRestore();
    await untilMoved();
    const after = await served(site, 0, 3);
    const rows = await log(TO);
    expect(rows.map(({ id }) => id)).toEqual([...before, ...after]);
    expect(rows.reduce((sum, { billable }) => sum + billable, 0)).toBe(articles.length);
  });

  it('does not keep keys of other partners valid while the other object is out of reach', async () => {
    await served(site, 0, 2);
    await served(other, 0, 1);
    const lost = vi.spyOn(LedgerShard.prototype, 'arrived').mockRejectedValue(new Error('lost'));
    await begin();
    for (let alarms = 0; alarms < 20 && lost.mock.calls.length === 0; alarms++)
      await runDurableObjectAlarm(stub(FROM));
    const drop = (of: PartnerSite) =>
      request(`/v1/admin/keys/${of.key.id}`, { method: 'DELETE', token: newsroom.admin });
    expect((await drop(site)).status).toBe(503);
    await drop(other);
    const { partner, license, key } = other;
    const token = { id: 'tok_1', generation: 1 };
    const caller = { partner, license, key: key.id, env: 'live' as const, token };
    const judged = { licenseVersion: 1, epoch: 1_000_000, items: {} };
    const answer = await stub(FROM).check({ caller, judged });
    lost.mockRestore();
    await untilMoved();
    expect(answer.kind).toBe('refused');
  });

  it('stores a page once, however often it is sent until it is answered', async () => {
    await served(site, 0, articles.length);
    await begin();
    await cutOff('takeChunk');
    const items = await runInDurableObject(stub(TO), (_: LedgerShard, { storage: { sql } }) =>
      sql
        .exec<{ text: string }>('SELECT text FROM holdings WHERE tree = ?', site.license)
        .toArray()
        .flatMap(({ text }) => text.split('\n')),
    );
    expect(items).toHaveLength(articles.length);
  });

  it('leaves the tile as it is that the partner left in the object to which it returns', async () => {
    await served(site, 0, 3);
    await begin();
    await untilMoved();
    await served(site, 3, 6);
    await moveBack();
    const leaves = () =>
      runInDurableObject(stub(TO), ({ entries }: LedgerShard) =>
        Array.from({ length: 6 }, (_, index) => entries.trees.leaf(site.license, index)?.join()),
      );
    const before = await leaves();
    expect(before).not.toContain(undefined);
    await movePartner(desk, site.partner, TO, Date.now() + 2);
    await cutOff('takeChunk');
    expect(await leaves()).toEqual(before);
  });

  it('and whose clock goes back meanwhile still ends, with what was billed then', async () => {
    await served(site, 0, 3);
    const ahead = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 4_000);
    await begin();
    await cutOff('inventory');
    ahead.mockRestore();
    await served(site, 3, 6);
    await untilMoved();
    const rows = await log(TO);
    expect(rows.reduce((sum, { billable }) => sum + billable, 0)).toBe(articles.length);
    expect(await left(TO)).toMatchObject({ units: articles.length });
    await served(site, 3, 6);
    expect((await log(TO)).reduce((sum, { billable }) => sum + billable, 0)).toBe(articles.length);
  });

  it('while it is frozen keeps changes of the catalogue in the outbox, and delivers nothing', async () => {
    await served(site, 0, 3);
    const alarms = withoutAlarms();
    await begin();
    await runInDurableObject(
      stub(FROM),
      (_: LedgerShard, { storage }) =>
        void storage.sql.exec(`UPDATE moves SET state = 'frozen' WHERE partner = ?`, site.partner),
    );
    await evictDurableObject(stub(FROM));
    const refused = await get(site, 0);
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '1']);
    const patched = await request(`/v1/admin/licenses/${site.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'suspended' },
    });
    expect(patched.status).toBe(503);
    alarms.mockRestore();
    await untilMoved();
    expect((await get(site, 0)).status).toBe(403);
  });
});

describe('the events of a partner that moves', () => {
  /** Articles of the notices in the log, in order. */
  const noticed = async () => {
    const entries = (await log(TO)).map(({ body }) => JSON.parse(body) as Entry);
    return entries.flatMap((entry) => (entry.kind === 'notice' ? [entry.article] : []));
  };

  it('go along, and tell once of each kill on the way', async () => {
    await served(site, 0, 4);
    const [before = '', during = '', after = ''] = articles.map(({ id }) => id);
    const kill = async (id: string) => {
      const call = { method: 'PATCH', token: newsroom.admin, json: { pubStatus: 'canceled' } };
      expect((await request(`/v1/admin/articles/${id}`, call)).status).toBe(200);
    };
    const events = async (query = '') => {
      const response = await request(`/v1/events${query}`, { token: site.token });
      expect(response.status).toBe(200);
      return (await response.json()) as { items: { data: { article: string } }[]; next: string };
    };
    await kill(before);
    const { next } = await events();
    await begin();
    await kill(during);
    await untilMoved();
    await kill(after);
    const articlesOf = ({ items }: Awaited<ReturnType<typeof events>>) =>
      items.map(({ data }) => data.article);
    expect(articlesOf(await events())).toEqual([before, during, after]);
    expect(articlesOf(await events(`?after=${next}`))).toEqual([during, after]);
    await eventually(async () => expect(await noticed()).toEqual([before, during, after]));
  });

  it('are entered by the new shard if the old one could not', async () => {
    await served(site, 0, 2);
    const enter = vi.spyOn(LedgerShard.prototype, 'note').mockRejectedValue(new Error('stopped'));
    const call = { method: 'PATCH', token: newsroom.admin, json: { pubStatus: 'canceled' } };
    const [first = '', second = ''] = articles.map(({ id }) => id);
    for (const id of [first, second])
      expect((await request(`/v1/admin/articles/${id}`, call)).status).toBe(200);
    await begin();
    await untilMoved();
    expect(await noticed()).toEqual([]);
    enter.mockRestore();
    await eventually(async () => expect(await noticed()).toEqual([first, second]));
  });

  it('are entered once if the old shard did not know any more that it had', async () => {
    await served(site, 0, 1);
    const [killed = ''] = articles.map(({ id }) => id);
    const call = { method: 'PATCH', token: newsroom.admin, json: { pubStatus: 'canceled' } };
    expect((await request(`/v1/admin/articles/${killed}`, call)).status).toBe(200);
    await runInDurableObject(
      stub(FROM),
      (_: LedgerShard, { storage }) => void storage.sql.exec('UPDATE events SET is_entered = 0'),
    );
    const enter = vi.spyOn(LedgerShard.prototype, 'note').mockRejectedValue(new Error('stopped'));
    await begin();
    await untilMoved();
    enter.mockRestore();
    for (let alarms = 0; alarms < 3; alarms++) expect(await noticed()).toEqual([killed]);
  });

  it('are not lost while the new shard does not know yet that all has arrived', async () => {
    await served(site, 0, 1);
    const lost = vi.spyOn(LedgerShard.prototype, 'arrived').mockRejectedValue(new Error('lost'));
    await begin();
    for (let alarms = 0; alarms < 20 && lost.mock.calls.length === 0; alarms++)
      await runDurableObjectAlarm(stub(FROM));
    expect(lost).toHaveBeenCalled();
    const killed = articles[0]?.id ?? '';
    const call = { method: 'PATCH', token: newsroom.admin, json: { pubStatus: 'canceled' } };
    await request(`/v1/admin/articles/${killed}`, call);
    lost.mockRestore();
    await untilMoved();
    const listed = await request('/v1/events', { token: site.token });
    expect(await listed.json()).toMatchObject({
      items: [{ type: 'article.killed', data: { article: killed } }],
    });
  });

  it('reach its endpoint from the new shard, each once', async () => {
    await served(site, 0, 4);
    const received: string[] = [];
    vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
      const { type, data } = JSON.parse(body) as {
        type: string;
        data: { article: string; challenge?: string };
      };
      if (type === 'article.killed') received.push(data.article);
      return Response.json({ challenge: data.challenge });
    });
    const hook = { token: site.token, json: { url: 'https://hooks.example/' } };
    const created = await request('/v1/webhooks', { method: 'POST', ...hook });
    const { id } = (await created.json()) as { id: string };
    const verified = await request(`/v1/webhooks/${id}/verify`, { method: 'POST', token: site.token });
    expect(verified.status).toBe(200);
    const [before = '', after = ''] = articles.map(({ id }) => id);
    const call = { method: 'PATCH', token: newsroom.admin, json: { pubStatus: 'canceled' } };
    await request(`/v1/admin/articles/${before}`, call);
    await begin();
    await untilMoved();
    await request(`/v1/admin/articles/${after}`, call);
    await eventually(() => expect(received).toEqual([before, after]));
  });

  it('tell of a kill once when partners have moved between the same shards in both directions', async () => {
    await served(site, 0, 1);
    await served(other, 0, 1);
    await begin();
    await untilMoved();
    for (const [from, to] of [
      [FROM, TO],
      [TO, FROM],
    ] as const) {
      await movePartner(desk, other.partner, to, Date.now());
      for (let alarms = 0; alarms < 20; alarms++) await runDurableObjectAlarm(stub(from));
      expect((await lastMove(env.DB, other.partner))?.ended).not.toBeNull();
    }
    const call = { method: 'PATCH', token: newsroom.admin, json: { pubStatus: 'canceled' } };
    expect((await request(`/v1/admin/articles/${articles[0]?.id}`, call)).status).toBe(200);
    for (const { token } of [site, other]) {
      const { items } = (await (await request('/v1/events', { token })).json()) as { items: unknown[] };
      expect(items).toHaveLength(1);
    }
  });
});
