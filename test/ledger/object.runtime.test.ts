import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import type { Change } from '../../src/ledger/types.ts';
import { type OpenObject, ok, openObject } from './support.ts';

let object: OpenObject['object'];
let license: OpenObject['license'];
let tell: OpenObject['tell'];
let request: OpenObject['request'];
let wholeLog: OpenObject['wholeLog'];

beforeEach(async () => {
  ({ object, license, tell, request, wholeLog } = await openObject());
});

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
    await tell({
      kind: 'key',
      key: { id: 'key_1', license: license.id, status: 'revoked', secrets: [], version: 2 },
    });
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
      key: { id: 'key_1', license: license.id, status: 'revoked', secrets: [], version: 2 },
    };
    const active: Change = {
      kind: 'key',
      key: { id: 'key_1', license: license.id, status: 'active', secrets: [{ generation: 0 }], version: 3 },
    };
    await tell(newer, older, newer, revoked, active);
    const state = await runInDurableObject(object, (_: LedgerShard, { storage }) => ({
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
    await tell({
      kind: 'key',
      key: { id: 'key_1', license: license.id, status: 'revoked', secrets: [], version: 2 },
    });
    await object.record(request());
    const entries = await wholeLog();
    expect(entries).toMatchObject([
      { kind: 'notice', eventType: 'license.suspended', outcome: 'permit', billable: 0 },
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
      components: Array.from({ length: 20_000 }, (_, n) => `cmp_${'x'.repeat(32)}${n}`),
    });
    // In the middle of a group: what came before it in the same transaction is undone with it, in memory too.
    const settled = await Promise.allSettled(
      [request({ article: 'itm_a' }), request({ article: 'itm_b' }), huge, request({ article: 'itm_c' })].map(
        (request) => object.record(request),
      ),
    );
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await wholeLog()).toHaveLength(3);
  });

  it.each(['sync', 'setAlarm'] as const)(
    'writes nothing twice when the transaction has returned and %s fails: every caller is rejected',
    async (half) => {
      const answers = await runInDurableObject(object, async (instance: LedgerShard, { storage }) => {
        // After an alarm that nothing requested the next one is idle, so that the group must set another.
        await instance.alarm();
        await instance.alarm();
        const failing = vi.spyOn(storage, half).mockRejectedValueOnce(new Error(`${half} fails`));
        try {
          return await Promise.allSettled(
            ['itm_a', 'itm_b', 'itm_c'].map((article) => instance.record(request({ article }))),
          );
        } finally {
          failing.mockRestore();
        }
      });
      expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      expect(await wholeLog()).toHaveLength(3);
      await ok(object.record(request({ article: 'itm_d' })));
      expect((await wholeLog()).map(({ billable }) => billable)).toEqual([1, 1, 1, 1]);
    },
  );
});
