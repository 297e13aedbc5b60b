/**
 * A request that comes again, recognized by its text: written each time, billed once a term, and never by
 * what is not so any more.
 */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import type { RecordAnswer, RecordRequest } from '../../src/ledger/types.ts';
import { changeHoldings, tamper } from '../support/entry-log.ts';
import { type OpenObject, openObject, wholeLog } from './support.ts';

let open: OpenObject;
let request: RecordRequest;
beforeEach(async () => {
  open = await openObject();
  request = open.request({ article: 'itm_1', grant: 'grant itm_1' });
});

const repeated = (known?: string, of = request) =>
  open.object.recordRepeated(JSON.stringify(of), undefined, known) as Promise<RecordAnswer | string>;
async function firstOf(answer: Promise<RecordAnswer | string>): Promise<string> {
  const given = await answer;
  if (typeof given === 'string' || given.kind !== 'ok' || !given.first)
    throw new Error(JSON.stringify(given));
  return given.first.id;
}
const billed = async () => (await wholeLog(open.object, open.license.id)).map(({ billable }) => billable);

describe('a request that comes again', () => {
  it('is an entry each time, whose id is all that a caller learns who knows the first', async () => {
    const first = await firstOf(repeated());
    const ids = [first, await repeated(first), await repeated(first)];
    expect((await wholeLog(open.object, open.license.id)).map(({ id }) => id)).toEqual(ids);
    expect(await billed()).toEqual([request.draft.delivered.length, 0, 0]);
  });

  it('of which the caller knows another first is stale, and nothing is written', async () => {
    await repeated();
    expect(await repeated('dlv_other')).toMatchObject({ kind: 'stale' });
    // Nor when it is read from the disk.
    await evictDurableObject(open.object);
    expect(await repeated('dlv_other')).toMatchObject({ kind: 'stale' });
    expect(await billed()).toHaveLength(1);
  });

  it('whose first delivery is gone is stale for who knows it', async () => {
    const first = await firstOf(repeated());
    await tamper(open.object, (sql) => changeHoldings(sql, open.license.id, () => ''));
    expect(await repeated(first)).toMatchObject({ kind: 'stale' });
    expect(await billed()).toHaveLength(1);
  });

  it('is billed anew in a new term, once', async () => {
    await repeated();
    await repeated();
    const { license } = open;
    const begins = Date.now() - 1_000;
    // It had ended, and begins again.
    await open.tell({ kind: 'license', license: { ...license, version: 2, endsMs: begins } });
    await open.tell({ kind: 'license', license: { ...license, version: 3, startsMs: begins } });
    const judged = { ...request, judged: { ...request.judged, licenseVersion: 3 } };
    await repeated(undefined, judged);
    await repeated(undefined, judged);
    const units = request.draft.delivered.length;
    expect(await billed()).toEqual([units, 0, units, 0]);
  });

  it('is refused at once when its license, key or item is stopped, though it was good a moment ago', async () => {
    const first = await firstOf(repeated());
    expect(typeof (await repeated(first))).toBe('string');
    await open.tell({ kind: 'fence', fence: { item: 'itm_1', seq: 9_999, killed: true } });
    expect(await repeated(first)).toMatchObject({ kind: 'stale', current: { fences: [{ item: 'itm_1' }] } });
    await open.tell({
      kind: 'token',
      token: {
        id: request.caller.token?.id ?? 'tok_1',
        license: open.license.id,
        untilMs: Date.now() + 60_000,
      },
    });
    const revoked = {
      ...request,
      caller: { ...request.caller, token: request.caller.token ?? { id: 'tok_1', generation: 0 } },
    };
    expect(await repeated(undefined, revoked)).toMatchObject({ kind: 'refused', code: 'invalid_token' });
    expect(await billed()).toHaveLength(2);
  });

  it('remembers of a transaction that failed nothing', async () => {
    const object = open.object;
    const rename = (from: string, to: string) =>
      runInDurableObject(
        object,
        (_: LedgerShard, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
      );
    await rename('wal', 'wal_away');
    // Inside the object: out of it, the runtime tells of the failure once more.
    await runInDurableObject(object, (ledger: LedgerShard) =>
      expect(ledger.recordRepeated(JSON.stringify(request))).rejects.toThrow('no such table'),
    );
    await rename('wal_away', 'wal');
    await repeated();
    expect(await billed()).toEqual([request.draft.delivered.length]);
  });
});
