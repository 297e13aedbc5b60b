import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LedgerShard, LedgerShard as Reborn } from '../../../src/ledger/ledger-shard.ts';
import { verifyConsistency, verifyInclusion } from '../../../src/ledger/merkle/verify.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { setMeta } from '../../../src/ledger/object-store/meta.ts';
import { ROUND_STEP_MAX } from '../../../src/ledger/transparency/limits.ts';
import { AGENCY_LOG } from '../../../src/ledger/transparency/origins.ts';
import type { RootSubmission } from '../../../src/ledger/transparency/types.ts';
import { enterLines, plainLine, rewriteLog } from '../../support/entry-log.ts';
import { naiveConsistency, naiveRoot } from '../../support/naive-merkle.ts';
import { type OpenObject, openObject } from '../support.ts';
import {
  age,
  agencyLeaves,
  agencyObject,
  ask,
  deliver,
  exec,
  findingsOf,
  leavesOf,
  opened,
  rewind,
  roundDue,
  type Stub,
  withoutStoredCheckpoints,
} from './support.ts';

let open: OpenObject;
let object: OpenObject['object'];
let license: string;
const published = () => ask(object, { kind: 'published', license });
const ours = async () => (await agencyLeaves()).filter((leaf) => leaf.license === license);

beforeEach(async () => {
  open = await openObject();
  object = open.object;
  license = open.license.id;
  // The first round is spent: nothing is signed in these tests that they have not asked for.
  await runDurableObjectAlarm(object);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Entries that are none of the gateway's do not come to D1. */
const allDrained = () =>
  runInDurableObject(object, ({ entries }: LedgerShard, { storage: { sql } }) =>
    setMeta(sql, 'drained', entries.lastSeq),
  );

/** Runs the alarm until the round is over. */
async function round(of: Stub): Promise<number> {
  await roundDue(of);
  for (let alarms = 1; ; alarms++) {
    await runDurableObjectAlarm(of);
    const [done] = await exec(of, `SELECT value FROM meta WHERE name = 'last_round_ms'`);
    if (done || alarms > 20) return alarms;
  }
}

describe('the agency log', () => {
  it('has the root of the newest checkpoint as a leaf, and proves it', async () => {
    await deliver(open, 3);
    const { index, size } = await published();
    expect(size).toBe(3);
    const proof = await ask(agencyObject(), { kind: 'inclusion', tree: AGENCY_LOG, index });
    const leaf = JSON.parse(proof.entry ?? '');
    const { root } = opened(license, (await ask(object, { kind: 'checkpoint', tree: license })).note);
    expect(leaf).toMatchObject({ v: 1, license, size: 3, root: Buffer.from(root).toString('base64') });
    const head = opened(AGENCY_LOG, proof.checkpoint?.note ?? '');
    expect(
      verifyInclusion({
        index,
        size: proof.size,
        leaf: leafHash(proof.entry ?? ''),
        root: head.root,
        hashes: proof.hashes.map((hash) => Buffer.from(hash, 'base64')),
      }),
    ).toBe(true);
  });

  it('has each root once, however often it is asked for or sent', async () => {
    await deliver(open, 2);
    const first = await published();
    expect(await published()).toEqual(first);
    await exec(object, 'DELETE FROM published');
    await evictDurableObject(object);
    expect(await published()).toEqual(first);
    expect(await ours()).toHaveLength(1);
  });

  it('catches up a sender that died before it could note what was taken in', async () => {
    await deliver(open, 2);
    await published();
    await deliver(open, 3, 'more');
    await age(object);
    await published();
    // It remembers the first only, or nothing at all: the agency log says where it stands.
    await exec(object, 'UPDATE published SET size = 2, idx = 0');
    await deliver(open, 1, 'last');
    await age(object);
    expect(await published()).toMatchObject({ size: 6 });
    await exec(object, 'DELETE FROM published');
    await deliver(open, 1, 'end');
    await age(object);
    expect(await published()).toMatchObject({ size: 7 });
    expect((await ours()).map(({ size }) => size)).toEqual([2, 5, 6, 7]);
    expect(await findingsOf(object)).toEqual([]);
  });

  it('takes an answer that gets lost as if it had come', async () => {
    await deliver(open, 2);
    const real = env.AGENCY_LOG.get.bind(env.AGENCY_LOG);
    let lost = 0;
    await runInDurableObject(object, async (instance: LedgerShard) => {
      vi.spyOn(env.AGENCY_LOG, 'get').mockImplementation((id) => {
        const stub = real(id);
        return new Proxy(stub, {
          get: (target, name) =>
            name === 'addRoots'
              ? async (roots: RootSubmission[]) => {
                  await stub.addRoots(roots);
                  lost++;
                  throw new Error('the connection was lost');
                }
              : Reflect.get(target, name),
        });
      });
      await expect(instance.log({ kind: 'published', license })).rejects.toThrow('lost');
      vi.restoreAllMocks();
      expect(lost).toBe(1);
      expect(await instance.log({ kind: 'published', license })).toMatchObject({
        kind: 'published',
        size: 2,
      });
    });
    expect(await ours()).toHaveLength(1);
  });

  it('says whether an asked size and the published one belong together', async () => {
    await deliver(open, 3);
    await published();
    await deliver(open, 4, 'more');
    const answer = await ask(object, { kind: 'published', license, size: 7 });
    expect(answer).toMatchObject({ size: 3, consistency: { from: 3, to: 7 } });
    const leaves = await leavesOf(object, license);
    expect(
      verifyConsistency({
        from: 3,
        to: 7,
        fromRoot: naiveRoot(leaves.slice(0, 3)),
        toRoot: naiveRoot(leaves),
        hashes: answer.consistency?.hashes.map((hash) => Buffer.from(hash, 'base64')) ?? [],
      }),
    ).toBe(true);
    expect(await object.log({ kind: 'published', license, size: 8 })).toEqual({ kind: 'beyond', size: 7 });
  });

  it('has nothing of a license that has logged nothing', async () => {
    expect(await object.log({ kind: 'published', license })).toEqual({ kind: 'beyond', size: 0 });
  });

  it('writes down no root that does not continue the last one, and tells of it', async () => {
    const leaves = (kind: string, count: number) =>
      Array.from({ length: count }, (_, n) => Buffer.from(leafHash(`${kind} ${n}`)));
    const submit = (of: Buffer[], from: number, hashes: Buffer[]): RootSubmission => ({
      license: 'lic_forged',
      size: of.length,
      root: naiveRoot(of).toString('base64'),
      from,
      hashes: hashes.map((hash) => hash.toString('base64')),
    });
    const add = async (root: RootSubmission) => (await agencyObject().addRoots([root]))[0];
    const honest = leaves('honest', 9);
    const forged = [...leaves('forged', 1), ...honest.slice(1)];
    expect(await add(submit(honest.slice(0, 5), 0, []))).toMatchObject({ kind: 'included' });
    const before = (await agencyLeaves()).length;
    expect(await add(submit(forged.slice(0, 5), 0, []))).toEqual({ kind: 'contradicted', size: 5 });
    expect(await add(submit(forged, 5, naiveConsistency(5, forged)))).toEqual({
      kind: 'contradicted',
      size: 5,
    });
    expect(await add(submit(honest, 5, []))).toEqual({ kind: 'contradicted', size: 5 });
    expect(await add(submit(honest.slice(0, 3), 0, []))).toEqual({ kind: 'contradicted', size: 5 });
    expect(await add(submit(honest, 0, []))).toEqual({ kind: 'behind', size: 5 });
    expect(await add({ ...submit(honest, 5, []), hashes: ['not a hash'] })).toMatchObject({
      kind: 'contradicted',
    });
    expect(await agencyLeaves()).toHaveLength(before);
    expect(await findingsOf(agencyObject())).toContain('root_contradicted');
    expect(await add(submit(honest, 5, naiveConsistency(5, honest)))).toMatchObject({ kind: 'included' });
    expect(await agencyLeaves()).toHaveLength(before + 1);
    expect(await findingsOf(agencyObject())).not.toContain('root_contradicted');
  });

  it('shows an insider who rewrites a license’s log in its object and in D1, hashes and checkpoints included', async () => {
    await deliver(open, 4);
    await published();
    await rewriteLog(object, () =>
      Array.from({ length: 6 }, (_, index) => ({ line: plainLine(license, index), side: null })),
    );
    await allDrained();
    await exec(object, 'DELETE FROM checkpoints');
    await env.DB.prepare('DELETE FROM checkpoints').run();
    await evictDurableObject(object);
    expect((await ask(object, { kind: 'checkpoint', tree: license })).size).toBe(6);
    await published();
    expect((await ours()).map(({ size }) => size)).toEqual([4]);
    expect(await findingsOf(object)).toEqual(['root_contradicted']);
  });

  it('is itself not signed when it was set back', async () => {
    await deliver(open, 1);
    await published();
    await agencyLeaves();
    const [last] = await exec(agencyObject(), 'SELECT * FROM roots ORDER BY idx DESC LIMIT 1');
    await exec(agencyObject(), 'DELETE FROM roots WHERE idx = ?', last?.idx ?? null);
    await age(agencyObject());
    const checkpoint = await ask(agencyObject(), { kind: 'checkpoint', tree: AGENCY_LOG });
    expect(checkpoint.size).toBe(Number(last?.idx) + 1);
    expect(await findingsOf(agencyObject())).toContain('log_rewound');
    await exec(
      agencyObject(),
      'INSERT INTO roots (idx, license, size, root, at_ms, body, leaf) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...['idx', 'license', 'size', 'root', 'at_ms', 'body', 'leaf'].map((name) => last?.[name] ?? null),
    );
    await deliver(open, 1, 'more');
    await age(object);
    await published();
    await agencyLeaves();
    expect(await findingsOf(agencyObject())).not.toContain('log_rewound');
  });
});

describe('the round', () => {
  it('gives every license that has grown a checkpoint and a leaf: two licenses in one object, two objects', async () => {
    const second = await openObject();
    const other = { ...open.license, id: `${license}_b` };
    await open.tell(
      { kind: 'license', license: other },
      {
        kind: 'key',
        key: { id: 'key_b', license: other.id, status: 'active', secrets: [{ generation: 0 }], version: 1 },
      },
    );
    const request = open.request({ article: 'b' });
    await object.record({ ...request, caller: { ...request.caller, license: other.id, key: 'key_b' } });
    await deliver(open, 2);
    await deliver(second, 3);
    await Promise.all([round(object), round(second.object)]);
    const leaves = await agencyLeaves();
    const sizeOf = (of: string) => leaves.filter((leaf) => leaf.license === of).map(({ size }) => size);
    expect([sizeOf(license), sizeOf(other.id), sizeOf(second.license.id)]).toEqual([[2], [1], [3]]);
  });

  it('is over quickly when nothing has grown, and comes again after half a day', async () => {
    await deliver(open, 1);
    await round(object);
    await deliver(open, 1, 'more');
    await age(object);
    await runDurableObjectAlarm(object);
    expect((await ours()).map(({ size }) => size)).toEqual([1]);
    await exec(object, `UPDATE meta SET value = value - 12 * 3600 * 1000 WHERE name = 'last_round_ms'`);
    await runDurableObjectAlarm(object);
    expect((await ours()).map(({ size }) => size)).toEqual([1, 2]);
  });

  it('does not keep a log waiting whose first uncovered entry is older than CHECKPOINT_MINUTES', async () => {
    const old = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 5 * 60_000);
    await deliver(open, 2);
    old.mockRestore();
    /** As an object of a deployment that has this setting; it has not looked for such logs yet. */
    const alarm = (change: { CHECKPOINT_MINUTES?: string }) =>
      runInDurableObject(object, (_: LedgerShard, state) => new Reborn(state, { ...env, ...change }).alarm());
    await alarm({});
    await alarm({ CHECKPOINT_MINUTES: 'soon' });
    await alarm({ CHECKPOINT_MINUTES: '10' });
    expect(await ours()).toEqual([]);
    await alarm({ CHECKPOINT_MINUTES: '4' });
    expect((await ours()).map(({ size }) => size)).toEqual([2]);
    await deliver(open, 1, 'more');
    await alarm({ CHECKPOINT_MINUTES: '4' });
    expect((await ours()).map(({ size }) => size)).toEqual([2]);
  });

  it('goes in steps', async () => {
    for (let n = 0; n < ROUND_STEP_MAX + 3; n++) {
      const tree = `${license}_${String(n).padStart(3, '0')}`;
      await enterLines(object, tree, (index) => [plainLine(tree, index)]);
    }
    await allDrained();
    expect(await round(object)).toBe(2);
    const mine = (await agencyLeaves()).filter((leaf) => leaf.license.startsWith(`${license}_`));
    expect(mine).toHaveLength(ROUND_STEP_MAX + 3);
  });

  it('that fails is a finding, keeps the alarm and the drain going, and is made up for', async () => {
    await deliver(open, 2);
    await roundDue(object);
    await withoutStoredCheckpoints(async () => {
      await runDurableObjectAlarm(object);
      expect(await findingsOf(object)).toEqual(['checkpoints_failing']);
      expect(await object.health()).toMatchObject({ backlog: 0, drainFailures: 0 });
      expect((await object.health()).alarmAtMs).not.toBeNull();
    });
    await runDurableObjectAlarm(object);
    expect(await findingsOf(object)).toEqual([]);
    expect((await ours()).map(({ size }) => size)).toEqual([2]);
  });

  it('leaves the alarm set when not even the finding can be written', async () => {
    await deliver(open, 1);
    await roundDue(object);
    await exec(object, 'ALTER TABLE log_findings RENAME TO away');
    await withoutStoredCheckpoints(async () => {
      await runDurableObjectAlarm(object);
    });
    await exec(object, 'ALTER TABLE away RENAME TO log_findings');
    expect(await object.health()).toMatchObject({ backlog: 0 });
    expect((await object.health()).alarmAtMs).not.toBeNull();
  });

  it('leaves a log alone that cannot be signed, and sees to the others', { tags: 'slow' }, async () => {
    await deliver(open, 3);
    await round(object);
    await rewind(object, license, 2);
    await deliver(open, 2, 'other');
    const other = `${license}_z`;
    await enterLines(object, other, (index) => [plainLine(other, index)]);
    await allDrained();
    await round(object);
    const leaves = await agencyLeaves();
    expect(leaves.filter((leaf) => leaf.license === other)).toHaveLength(1);
    expect(leaves.filter((leaf) => leaf.license === license).map(({ size }) => size)).toEqual([3]);
    expect(await findingsOf(object)).toContain('log_rewritten');
  });
});
