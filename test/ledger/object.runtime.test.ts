import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { leafHash } from '../../src/ledger/merkle.ts';
import type { Ledger } from '../../src/ledger/object.ts';
import type { Change, LicenseState, RecordAnswer, RecordRequest } from '../../src/ledger/types.ts';
import { naiveRoot } from '../support/naive-merkle.ts';

let object: DurableObjectStub<Ledger>;
let count = 0;
let license: LicenseState;

const HOUR = 3_600_000;

beforeEach(async () => {
  count++;
  object = env.LEDGER.get(env.LEDGER.idFromName(`test-object-${count}`));
  license = {
    id: `lic_${count}`,
    partner: 'par_1',
    version: 1,
    status: 'active',
    startsMs: Date.now() - HOUR,
    endsMs: Date.now() + HOUR,
  };
  await tell(
    { kind: 'partner', partner: { id: 'par_1', status: 'active', version: 1 } },
    { kind: 'license', license },
    { kind: 'key', key: { id: 'key_1', license: license.id, status: 'active', version: 1 } },
  );
});

const tell = (...changes: Change[]) => object.apply(changes);

function request(
  change: {
    article?: string;
    components?: string[];
    grant?: string;
    title?: string;
    env?: 'live' | 'test';
    seq?: number;
  } = {},
): RecordRequest {
  const article = change.article ?? 'itm_1';
  return {
    caller: { partner: 'par_1', license: license.id, key: 'key_1', env: change.env ?? 'live' },
    judged: { licenseVersion: license.version, epoch: 0, items: { [article]: change.seq ?? 1 } },
    carriesContent: true,
    grant: change.grant ?? `grant ${article}`,
    draft: {
      kind: 'delivery',
      licenseVersion: 1,
      title: change.title ?? null,
      article,
      uri: `urn:${article}`,
      version: '1',
      sections: ['s'],
      format: 'ninjs',
      use: null,
      territory: null,
      channel: null,
      outcome: 'permit',
      code: null,
      decidedBy: 'lic#1',
      policies: [],
      delivered: (change.components ?? ['cmp_1']).map((component) => ({ component, digest: 'd' })),
      withheld: [],
    },
  };
}

async function ok(answer: Promise<RecordAnswer>) {
  const given = await answer;
  if (given.kind !== 'ok') throw new Error(JSON.stringify(given));
  return given;
}

/** Re-reads the whole log of the license and rebuilds its tree naively: after every operation both must agree. */
async function wholeLog() {
  const stored = await runInDurableObject(object, (_: Ledger, state) =>
    state.storage.sql
      .exec<{ idx: number; body: string }>(
        'SELECT idx, body FROM entries WHERE license = ? ORDER BY idx',
        license.id,
      )
      .toArray(),
  );
  expect(stored.map(({ idx }) => idx)).toEqual(stored.map((_, index) => index));
  const { size, root } = await object.tree(license.id);
  expect(size).toBe(stored.length);
  expect(root).toBe(naiveRoot(stored.map(({ body }) => leafHash(body))).toString('hex'));
  return stored.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

describe('a ledger object', () => {
  it('writes an entry with its place in the tree before it answers', async () => {
    const { recorded, first } = await ok(object.record(request()));
    const [entry] = await wholeLog();
    expect(entry).toMatchObject({
      v: 1,
      id: recorded.id,
      index: 0,
      kind: 'delivery',
      billable: 1,
      license: license.id,
      partner: 'par_1',
      env: 'live',
    });
    expect(recorded.leaf).toBe(Buffer.from(leafHash(JSON.stringify(entry))).toString('base64'));
    expect(first).toEqual({ id: recorded.id, atMs: recorded.atMs, index: 0, leaf: recorded.leaf });
  });

  it('keeps the tree equal to a naive one over many appends and an eviction', async () => {
    for (let n = 0; n < 5; n++) await object.record(request({ article: `itm_${n}` }));
    await wholeLog();
    await evictDurableObject(object);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => object.record(request({ article: `itm_${n + 5}` }))),
    );
    expect(await wholeLog()).toHaveLength(25);
  });

  it('gives a refetch its own entry and the first delivery of the grant', async () => {
    const one = await ok(object.record(request()));
    const two = await ok(object.record(request()));
    expect(two.recorded.id).not.toBe(one.recorded.id);
    expect(two.first).toEqual(one.first);
    expect((await wholeLog()).map(({ billable }) => billable)).toEqual([1, 0]);
  });

  it('bills a component once for all titles, when no title was stated', async () => {
    await ok(object.record(request({ grant: 'all' })));
    await ok(object.record(request({ grant: 'a', title: 'a' })));
    expect((await wholeLog()).map(({ billable }) => billable)).toEqual([1, 0]);
  });

  it('bills each stated title by itself', async () => {
    await ok(object.record(request({ grant: 'a', title: 'a' })));
    await ok(object.record(request({ grant: 'b', title: 'b' })));
    await ok(object.record(request({ grant: 'a', title: 'a' })));
    expect((await wholeLog()).map(({ billable }) => billable)).toEqual([1, 1, 0]);
  });

  it('logs test keys and never bills them', async () => {
    await ok(object.record(request({ env: 'test', grant: 'test' })));
    await ok(object.record(request()));
    expect((await wholeLog()).map(({ env: of, billable }) => [of, billable])).toEqual([
      ['test', 0],
      ['live', 1],
    ]);
  });

  it('logs what carries no content without billing it or calling it a first delivery', async () => {
    const head = await ok(object.record({ ...request(), carriesContent: false }));
    expect(head.first).toBeNull();
    expect((await ok(object.record(request()))).recorded.billable).toBe(1);
  });

  it('uses a quota up to the last unit under 64 concurrent callers, and not one more', async () => {
    await tell({
      kind: 'license',
      license: { ...license, version: 2, quota: { limit: 100, per: 'month', onExceed: 'refuse' } },
    });
    license.version = 2;
    const callers = Array.from({ length: 64 }, (_, caller) =>
      Promise.all(
        [0, 1, 2].map((n) => object.record(request({ article: `itm_${caller}_${n}`, components: ['cmp'] }))),
      ),
    );
    const answers = (await Promise.all(callers)).flat();
    const permitted = answers.filter(({ kind }) => kind === 'ok');
    const refused = answers.filter((answer) => answer.kind === 'refused' && answer.code === 'quota_exceeded');
    expect([permitted.length, refused.length]).toEqual([100, 92]);
    const entries = await wholeLog();
    expect(entries.reduce((sum, { billable }) => sum + Number(billable), 0)).toBe(100);
    expect(entries.filter(({ code }) => code === 'quota_exceeded')).toHaveLength(92);
  });

  it('lets fetch again what was paid for when the quota is used up', async () => {
    await tell({
      kind: 'license',
      license: { ...license, version: 2, quota: { limit: 1, per: 'term', onExceed: 'refuse' } },
    });
    license.version = 2;
    await ok(object.record(request()));
    expect((await object.record(request({ article: 'itm_2' }))).kind).toBe('refused');
    await ok(object.record(request()));
  });

  it('refuses to log a decision on a fenced article, and takes one on the new state', async () => {
    await tell({ kind: 'fence', fence: { item: 'itm_1', seq: 5, killed: true } });
    expect(await object.record(request({ seq: 4 }))).toMatchObject({
      kind: 'stale',
      current: { fences: [{ item: 'itm_1', seq: 5, killed: true }] },
    });
    expect(await wholeLog()).toHaveLength(0);
    await ok(object.record(request({ seq: 5 })));
  });

  it('forgets nothing of what it was told when it is evicted', async () => {
    await tell(
      { kind: 'fence', fence: { item: 'itm_1', seq: 5, killed: true } },
      { kind: 'epoch', epoch: 9 },
    );
    await tell({ kind: 'key', key: { id: 'key_1', license: license.id, status: 'revoked', version: 2 } });
    await evictDurableObject(object);
    expect(await object.record(request())).toMatchObject({
      kind: 'refused',
      code: 'invalid_token',
      recorded: null,
    });
  });

  it('takes changes in any order and any number of times', async () => {
    const newer: Change = { kind: 'license', license: { ...license, version: 3, status: 'suspended' } };
    const older: Change = { kind: 'license', license: { ...license, version: 2 } };
    const revoked: Change = {
      kind: 'key',
      key: { id: 'key_1', license: license.id, status: 'revoked', version: 2 },
    };
    const active: Change = {
      kind: 'key',
      key: { id: 'key_1', license: license.id, status: 'active', version: 3 },
    };
    await tell(newer, older, newer, revoked, active);
    const state = await runInDurableObject(object, (_: Ledger, { storage }) => ({
      license: JSON.parse(
        String(storage.sql.exec('SELECT state FROM licenses WHERE id = ?', license.id).one().state),
      ),
      key: storage.sql.exec('SELECT status FROM keys').one().status,
    }));
    expect(state).toMatchObject({ license: { version: 3, status: 'suspended' }, key: 'revoked' });
  });

  it('enters refusals that it decides itself, and only counts those of a bad key', async () => {
    await tell({ kind: 'license', license: { ...license, version: 2, status: 'suspended' } });
    license.version = 2;
    expect(await object.record(request())).toMatchObject({ kind: 'refused', code: 'license_suspended' });
    await tell({ kind: 'key', key: { id: 'key_1', license: license.id, status: 'revoked', version: 2 } });
    await object.record(request());
    const entries = await wholeLog();
    expect(entries).toMatchObject([
      {
        kind: 'refusal',
        outcome: 'deny',
        code: 'license_suspended',
        delivered: [],
        withheld: [{ component: 'cmp_1', code: 'license_suspended' }],
        billable: 0,
      },
    ]);
  });

  it('rejects, and writes nothing, when the entry cannot be written', async () => {
    const huge = request({
      components: Array.from({ length: 2_000 }, (_, n) => `cmp_${'x'.repeat(32)}${n}`),
    });
    // In the middle of a group: what came before it in the same transaction is undone with it, in memory too.
    const settled = await Promise.allSettled(
      [request({ article: 'itm_a' }), request({ article: 'itm_b' }), huge, request({ article: 'itm_c' })].map(
        (one) => object.record(one),
      ),
    );
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await wholeLog()).toHaveLength(3);
  });
});

describe('the drain', () => {
  const inD1 = async () => {
    const { results } = await env.DB.prepare(
      'SELECT idx, body, leaf FROM entries WHERE license = ? ORDER BY idx',
    )
      .bind(license.id)
      .all<{ idx: number; body: string; leaf: string }>();
    return results;
  };

  it('writes every entry to D1 as it is, in order', async () => {
    await Promise.all([0, 1, 2].map((n) => object.record(request({ article: `itm_${n}` }))));
    expect(await runDurableObjectAlarm(object)).toBe(true);
    const rows = await inD1();
    expect(rows.map(({ idx }) => idx)).toEqual([0, 1, 2]);
    for (const { body, leaf } of rows) expect(leaf).toBe(Buffer.from(leafHash(body)).toString('base64'));
  });

  it('may be repeated harmlessly', async () => {
    await object.record(request());
    await runDurableObjectAlarm(object);
    await runInDurableObject(
      object,
      (_: Ledger, { storage }) => void storage.sql.exec(`UPDATE meta SET value = 0 WHERE name = 'drained'`),
    );
    await runDurableObjectAlarm(object);
    expect(await inD1()).toHaveLength(1);
    expect(await object.health()).toMatchObject({ backlog: 0, drainFailures: 0 });
  });

  it('goes on when D1 takes writes again, and deliveries go on meanwhile', async () => {
    await env.DB.prepare('ALTER TABLE entries RENAME TO entries_away').run();
    try {
      await object.record(request());
      await runDurableObjectAlarm(object);
      await ok(object.record(request({ article: 'itm_2' })));
      expect(await object.health()).toMatchObject({ backlog: 2, drainFailures: 1 });
      expect((await object.health()).alarmAtMs).not.toBeNull();
    } finally {
      await env.DB.prepare('ALTER TABLE entries_away RENAME TO entries').run();
    }
    await runDurableObjectAlarm(object);
    expect((await inD1()).map(({ idx }) => idx)).toEqual([0, 1]);
    expect(await object.health()).toMatchObject({ backlog: 0, drainFailures: 0 });
  });

  it('always has an alarm set: after an append, after a drain, after the alarm was lost', async () => {
    await object.record(request());
    expect((await object.health()).alarmAtMs).not.toBeNull();
    await runDurableObjectAlarm(object);
    expect((await object.health()).alarmAtMs).not.toBeNull();
    await runInDurableObject(object, (_: Ledger, { storage }) => storage.deleteAlarm());
    await object.poke();
    expect((await object.health()).alarmAtMs).not.toBeNull();
  });

  it('counts by the minute what is not entered', async () => {
    const { caller, judged } = request();
    await Promise.all(Array.from({ length: 7 }, () => object.check({ caller, judged, count: 'not_found' })));
    await runDurableObjectAlarm(object);
    await runDurableObjectAlarm(object);
    const row = await env.DB.prepare(
      'SELECT code, sum(count) AS count FROM refusal_counts WHERE license = ? GROUP BY code',
    )
      .bind(license.id)
      .first();
    expect(row).toEqual({ code: 'not_found', count: 7 });
  });
});
