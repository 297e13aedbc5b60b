/**
 * Deliveries that leave together: an entry each, in order, billed as if each had come alone; and nothing of
 * what is stale.
 */
import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import type { Caller, RecordAllAnswer, RecordRequest } from '../../src/ledger/types.ts';
import { type OpenObject, ok, openObject } from './support.ts';

let open: OpenObject;
beforeEach(async () => {
  open = await openObject();
});

const requests = (...articles: string[]) => articles.map((article) => open.request({ article }));

function recordAll(
  list: RecordRequest[],
  change: { caller?: Partial<Caller>; items?: Record<string, number> } = {},
): Promise<RecordAllAnswer> {
  const [first] = list;
  if (!first) throw new Error('nothing to record');
  return open.object.recordAll({
    caller: { ...first.caller, ...change.caller },
    judged: {
      ...first.judged,
      items: Object.assign({}, ...list.map(({ judged }) => judged.items), change.items),
    },
    texts: list.map((request) => JSON.stringify(request)),
  }) as Promise<RecordAllAnswer>;
}

async function answersOf(answer: Promise<RecordAllAnswer>) {
  const given = await answer;
  if (given.kind !== 'ok') throw new Error(JSON.stringify(given));
  return given.answers;
}
const billed = async () => (await open.wholeLog()).map(({ article, billable }) => [article, billable]);
const quota = (limit: number) =>
  open.tell({
    kind: 'license',
    license: { ...open.license, version: 2, quota: { limit, per: 'term', onExceed: 'refuse' } },
  });
const onVersion2 = (list: RecordRequest[]) =>
  list.map((request) => ({ ...request, judged: { ...request.judged, licenseVersion: 2 } }));

describe('deliveries that leave together', () => {
  it('are an entry each, in their order, with the first delivery of each grant', async () => {
    const answers = await answersOf(recordAll(requests('itm_1', 'itm_2', 'itm_3')));
    const log = await open.wholeLog();
    expect(log.map(({ article }) => article)).toEqual(['itm_1', 'itm_2', 'itm_3']);
    expect(answers.map((answer) => answer.recorded?.id)).toEqual(log.map(({ id }) => id));
    expect(answers.map((answer) => answer.kind === 'ok' && answer.first?.id)).toEqual(
      log.map(({ id }) => id),
    );
  });

  it('again are entries again, answer the first deliveries and are not billed, however they came first', async () => {
    const alone = await ok(open.object.record(open.request({ article: 'itm_2' })));
    await answersOf(recordAll(requests('itm_1', 'itm_2')));
    const answers = await answersOf(recordAll(requests('itm_1', 'itm_2')));
    expect(answers.map((answer) => answer.kind === 'ok' && answer.first?.index)).toEqual([
      1,
      alone.recorded.index,
    ]);
    expect(await billed()).toEqual([
      ['itm_2', 1],
      ['itm_1', 1],
      ['itm_2', 0],
      ['itm_1', 0],
      ['itm_2', 0],
    ]);
  });

  it('of which the quota pays for some: the others are refusals of their own, and what is paid for is let through', async () => {
    await ok(open.object.record(open.request({ article: 'itm_4' })));
    await quota(3);
    const list = onVersion2(requests('itm_1', 'itm_2', 'itm_3', 'itm_4'));
    list[1] = {
      ...onVersion2([open.request({ article: 'itm_2', components: ['a', 'b', 'c'] })])[0],
    } as RecordRequest;
    const answers = await answersOf(recordAll(list));
    expect(answers.map(({ kind }) => kind)).toEqual(['ok', 'refused', 'ok', 'ok']);
    expect(answers[1]).toMatchObject({ code: 'quota_exceeded', quota: { limit: 3, used: 2 } });
    const log = (await open.wholeLog()).slice(1);
    expect(log.map(({ kind, billable }) => [kind, billable])).toEqual([
      ['delivery', 1],
      ['refusal', 0],
      ['delivery', 1],
      ['delivery', 0],
    ]);
    expect(log[1]).toMatchObject({ code: 'quota_exceeded', delivered: [] });
  });

  it('are never more than the quota, whoever comes at the same time', async () => {
    await quota(10);
    const pages = Array.from({ length: 8 }, (_, page) =>
      recordAll(onVersion2(requests(...[0, 1, 2, 3].map((n) => `itm_${page}_${n}`)))),
    );
    const answers = (await Promise.all(pages.map(answersOf))).flat();
    expect(answers.filter(({ kind }) => kind === 'ok')).toHaveLength(10);
    expect((await billed()).filter(([, billable]) => billable === 1)).toHaveLength(10);
    expect(await open.wholeLog()).toHaveLength(32);
  });

  it('are stale as a whole, with no entry, when one of the page is: also one that does not leave with it', async () => {
    await open.tell({ kind: 'fence', fence: { item: 'itm_9', seq: 5, killed: true } });
    expect(await recordAll(requests('itm_1', 'itm_2'), { items: { itm_9: 4 } })).toMatchObject({
      kind: 'stale',
      current: { fences: [{ item: 'itm_9', seq: 5 }] },
    });
    expect(await open.wholeLog()).toEqual([]);
    expect(await recordAll(requests('itm_1', 'itm_2'), { items: { itm_9: 5 } })).toMatchObject({
      kind: 'ok',
    });
  });

  it('are refused as a whole, with no entry, for a key that is revoked and a license that is suspended', async () => {
    await open.tell({ kind: 'license', license: { ...open.license, version: 2, status: 'suspended' } });
    expect(await recordAll(onVersion2(requests('itm_1', 'itm_2')))).toEqual({
      kind: 'refused',
      code: 'license_suspended',
    });
    await open.tell({
      kind: 'key',
      key: { id: 'key_1', license: open.license.id, status: 'revoked', secrets: [], version: 2 },
    });
    expect(await recordAll(requests('itm_1'))).toEqual({ kind: 'refused', code: 'invalid_token' });
    expect((await open.wholeLog()).map(({ kind }) => kind)).toEqual(['notice']);
  });

  it('take one DPoP proof, once', async () => {
    const caller = { proof: { id: 'proof_1', untilMs: Date.now() + 60_000 } };
    expect((await recordAll(requests('itm_1', 'itm_2'), { caller })).kind).toBe('ok');
    expect(await recordAll(requests('itm_1', 'itm_2'), { caller })).toEqual({
      kind: 'refused',
      code: 'proof_replayed',
    });
    expect(await open.wholeLog()).toHaveLength(2);
  });

  it('are all written or none', async () => {
    const [first, second] = requests('itm_1', 'itm_2').map((request) => JSON.stringify(request));
    const { caller, judged } = open.request();
    const stored = await runInDurableObject(open.object, async (ledger: LedgerShard, { storage }) => {
      // Of the second entry, the transaction fails.
      storage.sql.exec(`CREATE TRIGGER fails BEFORE INSERT ON wal BEGIN SELECT RAISE(ABORT, 'no'); END`);
      try {
        return await ledger.recordAll({ caller, judged, texts: [first ?? '', second ?? ''] }).catch(String);
      } finally {
        storage.sql.exec('DROP TRIGGER fails');
      }
    });
    expect(stored).toContain('no');
    expect(await open.wholeLog()).toEqual([]);
    expect((await answersOf(recordAll(requests('itm_1')))).map(({ kind }) => kind)).toEqual(['ok']);
    expect(await billed()).toEqual([['itm_1', 1]]);
  });
});
