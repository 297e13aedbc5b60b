import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion } from '../../../src/ledger/merkle/verify.ts';
import { checkpointKey } from '../../../src/ledger/transparency/checkpoint-key.ts';
import { licenseOrigin } from '../../../src/ledger/transparency/origins.ts';
import { tamper } from '../../support/entry-log.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { type OpenObject, openObject } from '../support.ts';
import {
  age,
  ask,
  deliver,
  exec,
  findingsOf,
  leavesOf,
  opened,
  rewind,
  withoutStoredCheckpoints,
} from './support.ts';

let open: OpenObject;
let object: OpenObject['object'];
let license: string;
const newest = () => ask(object, { kind: 'checkpoint', tree: license });
const bytes = (hashes: string[]) => hashes.map((hash) => Buffer.from(hash, 'base64'));

beforeEach(async () => {
  open = await openObject();
  object = open.object;
  license = open.license.id;
  // The first round is spent: nothing is signed in these tests that they have not asked for.
  await runDurableObjectAlarm(object);
});

const storedInD1 = async () => {
  const { results } = await env.DB.prepare(
    'SELECT size, note FROM checkpoints WHERE origin = ? ORDER BY size',
  )
    .bind(licenseOrigin(env.LOG_ORIGIN, license))
    .all<{ size: number; note: string }>();
  return results;
};
const storedInR2 = async (size: number) =>
  (await env.BUCKET.get(checkpointKey(licenseOrigin(env.LOG_ORIGIN, license), size)))?.text();

describe('a checkpoint', () => {
  it('is the signed root of the whole log, kept in D1 and R2 as it is given out', async () => {
    await deliver(open, 3);
    const { size, note } = await newest();
    expect(size).toBe(3);
    expect(Buffer.from(opened(license, note).root)).toEqual(naiveRoot(await leavesOf(object, license)));
    expect(await storedInD1()).toEqual([{ size: 3, note }]);
    expect(await storedInR2(3)).toBe(note);
  });

  it('of a log without entries is that of the empty tree, and every log continues it', async () => {
    const { size, note } = await newest();
    expect([size, Buffer.from(opened(license, note).root)]).toEqual([0, naiveRoot([])]);
    await deliver(open, 2);
    await age(object);
    expect((await newest()).size).toBe(2);
    expect((await ask(object, { kind: 'consistency', tree: license, from: 0, to: 2 })).hashes).toEqual([]);
    expect((await storedInD1()).map(({ size }) => size)).toEqual([0, 2]);
  });

  it('stays the same for a minute, and for as long as nothing is logged', async () => {
    await deliver(open, 2);
    const first = await newest();
    await age(object);
    expect(await newest()).toMatchObject({ note: first.note });
    await age(object);
    await deliver(open, 1, 'more');
    expect((await newest()).size).toBe(3);
    await deliver(open, 2, 'still');
    expect((await newest()).size).toBe(3);
    await age(object);
    expect((await newest()).size).toBe(5);
    expect((await storedInD1()).map(({ size }) => size)).toEqual([2, 3, 5]);
  });

  it('is signed once when many ask at the same time', async () => {
    await deliver(open, 4);
    const notes = await Promise.all(Array.from({ length: 12 }, newest));
    expect(new Set(notes.map(({ note }) => note)).size).toBe(1);
    expect(await storedInD1()).toHaveLength(1);
  });

  it('covers each license by itself', async () => {
    await deliver(open, 2);
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
    const note = (await ask(object, { kind: 'checkpoint', tree: other.id })).note;
    expect(opened(other.id, note)).toMatchObject({ size: 1 });
    expect(opened(license, (await newest()).note)).toMatchObject({ size: 2 });
  });

  it('is not given out before it is kept, and then it is the one that was signed', async () => {
    await deliver(open, 2);
    await withoutStoredCheckpoints(async () => {
      await expect(newest()).rejects.toThrow();
    });
    const [signed] = await exec(object, 'SELECT note, is_stored FROM checkpoints');
    // D1 was asked before anything was signed.
    expect(signed).toBeUndefined();

    // Dies between signing and keeping.
    await newest();
    await deliver(open, 1, 'more');
    await age(object);
    await exec(object, 'UPDATE checkpoints SET is_stored = 0');
    await env.DB.prepare('DELETE FROM checkpoints').run();
    await evictDurableObject(object);
    await withoutStoredCheckpoints(async () => {
      await expect(newest()).rejects.toThrow();
    });
    expect((await newest()).size).toBe(3);
    expect((await storedInD1()).map(({ size }) => size)).toEqual([2, 3]);
  });
});

describe('a log that was tampered with', () => {
  it('set back below what was signed is not signed again', async () => {
    await deliver(open, 5);
    const signed = await newest();
    await rewind(object, license, 3);
    await age(object);
    expect((await newest()).note).toBe(signed.note);
    expect(await findingsOf(object)).toEqual(['log_rewound']);
    expect(await storedInD1()).toHaveLength(1);
  });

  it('grown again over what was signed is found to be another one', async () => {
    await deliver(open, 5);
    const signed = await newest();
    await rewind(object, license, 3);
    await deliver(open, 4, 'other');
    await age(object);
    expect((await newest()).note).toBe(signed.note);
    expect(await findingsOf(object)).toEqual(['log_rewritten']);
  });

  it('is noticed although the object forgot what it had signed: D1 knows', async () => {
    await deliver(open, 5);
    const signed = await newest();
    await exec(object, 'DELETE FROM checkpoints');
    await rewind(object, license, 3);
    expect((await newest()).note).toBe(signed.note);
    await deliver(open, 4, 'other');
    expect((await newest()).note).toBe(signed.note);
    expect(await findingsOf(object)).toEqual(['log_rewound', 'log_rewritten']);
  });

  it('in a single stored hash is noticed at the next question, and mended it is signed again', async () => {
    await deliver(open, 4);
    const signed = await newest();
    let good = new ArrayBuffer(0);
    const store = (leaves: ArrayBuffer) =>
      tamper(object, (sql) => sql.exec('UPDATE trees SET leaves = ? WHERE tree = ?', leaves, license));
    await tamper(object, (sql) => {
      good = sql
        .exec<{ leaves: ArrayBuffer }>('SELECT leaves FROM trees WHERE tree = ?', license)
        .one().leaves;
    });
    const bad = Uint8Array.from(new Uint8Array(good), (byte, at) => (at === 100 ? byte ^ 1 : byte));
    await store(bad.buffer);
    expect((await newest()).note).toBe(signed.note);
    expect(await findingsOf(object)).toEqual(['log_rewritten']);
    await store(good);
    await deliver(open, 1, 'more');
    await age(object);
    expect((await newest()).size).toBe(5);
    expect(await findingsOf(object)).toEqual([]);
  });

  it('of which leaves are missing is not signed', async () => {
    await deliver(open, 4);
    const signed = await newest();
    await tamper(object, (sql) => sql.exec(`UPDATE trees SET leaves = CAST(substr(leaves, 1, 96) AS BLOB)`));
    expect((await newest()).note).toBe(signed.note);
    expect(await findingsOf(object)).toEqual(['log_rewritten']);
  });
});

describe('proofs from the stored nodes', () => {
  it('verify for every entry of every size, and between every two sizes', async () => {
    const size = 13;
    await deliver(open, size);
    await evictDurableObject(object);
    const leaves = await leavesOf(object, license);
    const roots = Array.from({ length: size + 1 }, (_, of) => naiveRoot(leaves.slice(0, of)));
    const root = (of: number) => roots[of] ?? Buffer.alloc(0);
    for (let to = 1; to <= size; to++) {
      for (let index = 0; index < to; index++) {
        const { hashes } = await ask(object, { kind: 'inclusion', tree: license, index, size: to });
        const claim = { index, size: to, leaf: leaves[index] ?? Buffer.alloc(0), root: root(to) };
        expect(verifyInclusion({ ...claim, hashes: bytes(hashes) })).toBe(true);
        const { hashes: consistencyHashes } = await ask(object, {
          kind: 'consistency',
          tree: license,
          from: index + 1,
          to,
        });
        const older = { from: index + 1, to, fromRoot: root(index + 1), toRoot: root(to) };
        expect(verifyConsistency({ ...older, hashes: bytes(consistencyHashes) })).toBe(true);
      }
    }
  });

  it('without a size lead to the newest checkpoint; an entry after it has to wait for the next', async () => {
    await deliver(open, 2);
    const { size, checkpoint } = await ask(object, { kind: 'inclusion', tree: license, index: 1 });
    expect([size, checkpoint && opened(license, checkpoint.note).size]).toEqual([2, 2]);
    await deliver(open, 1, 'more');
    expect(await object.log({ kind: 'inclusion', tree: license, index: 2 })).toMatchObject({
      kind: 'uncovered',
    });
    await age(object);
    expect(await ask(object, { kind: 'inclusion', tree: license, index: 2 })).toMatchObject({ size: 3 });
  });

  it('of what is not there say how much there is', async () => {
    await deliver(open, 2);
    for (const question of [
      { kind: 'inclusion', tree: license, index: 2 },
      { kind: 'inclusion', tree: license, index: 0, size: 3 },
      { kind: 'consistency', tree: license, from: 1, to: 3 },
    ] as const)
      expect(await object.log(question)).toEqual({ kind: 'beyond', size: 2 });
  });
});
