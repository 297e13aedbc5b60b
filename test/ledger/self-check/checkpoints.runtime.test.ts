/**
 * Whoever deletes or changes a kept checkpoint, or the agency log, is found out; a D1 that was restored is
 * only filled again.
 */
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHECK_CHECKPOINTS_MAX } from '../../../src/ledger/limits.ts';
import { checkpointKey } from '../../../src/ledger/transparency/checkpoint-key.ts';
import { AGENCY_LOG, originOf } from '../../../src/ledger/transparency/origins.ts';
import { signAs } from '../../../src/ledger/transparency/signer.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { type OpenObject, openObject } from '../support.ts';
import { age, agencyObject, ask, deliver, exec, leavesOf, roundDue } from '../transparency/support.ts';
import { checked, faultsOf } from './support.ts';

const SIZES = [3, 5, 8];

let open: OpenObject;
let origin: string;
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  open = await openObject();
  origin = originOf(env.LOG_ORIGIN, open.license.id);
  for (const [at, size] of SIZES.entries()) {
    await deliver(open, size - (SIZES[at - 1] ?? 0), `itm_${size}`);
    await age(open.object);
    await ask(open.object, { kind: 'checkpoint', tree: open.license.id });
  }
  await roundDue(open.object);
  await runDurableObjectAlarm(open.object);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const agency = () => ({ name: AGENCY_LOG, object: agencyObject() });
const found = async () => {
  await checked(open);
  return faultsOf(open.license.id);
};
const foundInAgencyLog = async () => {
  await checked(agency());
  return faultsOf(AGENCY_LOG);
};

async function storedRows(of = origin) {
  const { results } = await env.DB.prepare(
    'SELECT size, note, cosignatures FROM checkpoints WHERE origin = ? ORDER BY size',
  )
    .bind(of)
    .all<{ size: number; note: string; cosignatures: string }>();
  return results;
}

const deleteRows = (where: string, of = origin) =>
  env.DB.prepare(`DELETE FROM checkpoints WHERE origin = ? AND ${where}`).bind(of).run();

/** A checkpoint of any text or root, where it would be kept. */
const putCopy = (size: number, text: string) => env.BUCKET.put(checkpointKey(origin, size), text);
const putRow = (size: number, note: string) =>
  env.DB.prepare('INSERT INTO checkpoints (origin, size, at, note) VALUES (?, ?, ?, ?)')
    .bind(origin, size, '', note)
    .run();

async function noteOf(size: number, signer = env.SIGNING_KEYS): Promise<string> {
  const root = naiveRoot((await leavesOf(open.object, open.license.id)).slice(0, size));
  return signAs(signer, origin, `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`);
}

describe('the self-check of kept checkpoints', () => {
  it('finds nothing in what nobody has touched', async () => {
    expect((await storedRows()).map(({ size }) => size)).toEqual(SIZES);
    expect([await found(), await foundInAgencyLog()]).toEqual([[], []]);
  });

  it.each(SIZES)('tells of a row of %i entries that D1 lacks, and puts it back as it was', async (size) => {
    const before = await storedRows();
    await deleteRows(`size = ${size}`);
    await checked(open);
    expect(await storedRows()).toEqual(before);
    const restored = await env.DB.prepare(
      `SELECT count(*) AS n FROM findings WHERE license = ? AND kind = 'checkpoint_restored' AND idx = ?`,
    )
      .bind(open.license.id, size)
      .first<number>('n');
    expect(restored).toBe(1);
    expect(await found()).toEqual([]);
  });

  it('fills a D1 that was restored to before there were any, with what witnesses have signed', async () => {
    const [row] = await storedRows();
    const line = `— witness.example ${Buffer.alloc(76, 1).toString('base64')}\n`;
    await putCopy(3, `${row?.note}${line}`);
    await deleteRows('true');
    await checked(open);
    expect((await storedRows()).map(({ size, cosignatures }) => [size, cosignatures])).toEqual([
      [3, line],
      [5, ''],
      [8, ''],
    ]);
    expect(await found()).toEqual([]);
  });

  it.each(SIZES)('finds that R2 lacks its copy of the one of %i entries', async (size) => {
    await env.BUCKET.delete(checkpointKey(origin, size));
    expect(await found()).toEqual([['checkpoint_missing', size]]);
  });

  it('finds that both lack the newest, which the object remembers', async () => {
    await env.BUCKET.delete(checkpointKey(origin, 8));
    await deleteRows('size = 8');
    expect(await found()).toEqual([['checkpoint_missing', 8]]);
  });

  it('misses no checkpoint under the new name of a log, which is signed under it when next asked for', async () => {
    // As if the log had had another name, under which D1 and R2 have its checkpoints.
    await exec(open.object, 'UPDATE checkpoints SET note = replace(note, ?, ?)', origin, `earlier.${origin}`);
    await evictDurableObject(open.object);
    await deleteRows('true');
    for (const size of SIZES) await env.BUCKET.delete(checkpointKey(origin, size));
    expect(await found()).toEqual([]);
    await ask(open.object, { kind: 'checkpoint', tree: open.license.id });
    expect((await storedRows()).map(({ size, note }) => [size, note.split('\n')[0]])).toEqual([[8, origin]]);
    expect(await found()).toEqual([]);
  });

  it('finds a row of another tree, and one of entries that are not here', async () => {
    const [, five] = await storedRows();
    await env.DB.prepare('UPDATE checkpoints SET note = ? WHERE origin = ? AND size = 3')
      .bind(five?.note ?? '', origin)
      .run();
    await putRow(9, five?.note ?? '');
    expect(await found()).toEqual([
      ['checkpoint_differs', 3],
      ['checkpoint_differs', 9],
    ]);
  });

  it('finds another text of the newest, in D1 as in R2', async () => {
    const note = await noteOf(8);
    await env.DB.prepare('UPDATE checkpoints SET note = ? WHERE origin = ? AND size = 8')
      .bind(`${note} `, origin)
      .run();
    expect(await found()).toEqual([['checkpoint_differs', 8]]);
    await env.DB.prepare('UPDATE checkpoints SET note = ? WHERE origin = ? AND size = 8')
      .bind(note, origin)
      .run();
    expect(await found()).toEqual([]);
    await putCopy(8, note.replace('8', '7'));
    expect(await found()).toEqual([['checkpoint_differs', 8]]);
  });

  it('takes nothing from R2 that was not signed for this tree', async () => {
    await putCopy(
      4,
      (await noteOf(4)).replace(/\n— .*\n$/, `\n— ${origin} ${Buffer.alloc(68, 1).toString('base64')}\n`),
    );
    await putCopy(6, await noteOf(7));
    expect(await found()).toEqual([
      ['checkpoint_differs', 4],
      ['checkpoint_differs', 6],
    ]);
    expect((await storedRows()).map(({ size }) => size)).toEqual(SIZES);
    await putCopy(4, await noteOf(4));
    await env.BUCKET.delete(checkpointKey(origin, 6));
    await checked(open);
    expect((await storedRows()).map(({ size }) => size)).toEqual([3, 4, 5, 8]);
  });

  it('compares more of one log than it takes at once', { tags: 'slow' }, async () => {
    const many = CHECK_CHECKPOINTS_MAX + 20;
    await deliver(open, many, 'itm_many');
    for (let size = 9; size <= many; size++) {
      const note = await noteOf(size);
      await putCopy(size, note);
      await putRow(size, note);
    }
    expect(await found()).toEqual([]);
    await deleteRows(`size IN (10, ${many})`);
    await env.DB.prepare(
      `UPDATE checkpoints SET note = replace(note, char(10), ' ') WHERE origin = ? AND size = 99`,
    )
      .bind(origin)
      .run();
    expect(await found()).toEqual([['checkpoint_differs', 99]]);
    expect((await storedRows()).length).toBe(SIZES.length + many - 8);
  });
});

describe('the self-check of the agency log', () => {
  it.each([
    [
      'a changed entry',
      `UPDATE roots SET body = replace(body, '"v":1', '"v":2') WHERE idx = 1`,
      ['entry_changed', 1],
    ],
    ['a changed root beside it', 'UPDATE roots SET root = zeroblob(32) WHERE idx = 1', ['entry_changed', 1]],
    ['a changed size beside it', 'UPDATE roots SET size = size + 1000 WHERE idx = 1', ['entry_changed', 1]],
    ['a changed leaf', 'UPDATE roots SET leaf = zeroblob(32) WHERE idx = 1', ['entry_changed', 1]],
    ['a root that was taken out', 'DELETE FROM roots WHERE idx = 1', ['entry_missing', 1]],
  ] as const)('finds %s', async (_, sql, fault) => {
    const before = await exec(agencyObject(), 'SELECT * FROM roots WHERE idx = 1');
    expect(before).toHaveLength(1);
    await exec(agencyObject(), sql);
    expect(await foundInAgencyLog()).toContainEqual(fault);
    const [row] = before;
    const columns = Object.keys(row ?? {});
    await exec(
      agencyObject(),
      `INSERT OR REPLACE INTO roots (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...(Object.values(row ?? {}) as SqlStorageValue[]),
    );
    expect(await foundInAgencyLog()).toEqual([]);
  });

  it('finds a license whose newest root it does not have any more, and its own checkpoint of another tree', async () => {
    await age(agencyObject());
    await ask(agencyObject(), { kind: 'checkpoint', tree: AGENCY_LOG });
    const [last] = await exec(agencyObject(), 'SELECT * FROM roots ORDER BY idx DESC LIMIT 1');
    await exec(agencyObject(), 'DELETE FROM roots WHERE idx = ?', last?.idx ?? 0);
    await evictDurableObject(agencyObject());
    expect(await found()).toEqual([['root_differs', 8]]);
    expect((await foundInAgencyLog()).map(([kind]) => kind)).toContain('checkpoint_differs');
    await exec(
      agencyObject(),
      'INSERT INTO roots (idx, license, size, root, at_ms, body, leaf) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...(['idx', 'license', 'size', 'root', 'at_ms', 'body', 'leaf'].map(
        (column) => last?.[column] ?? null,
      ) as SqlStorageValue[]),
    );
    await evictDurableObject(agencyObject());
    expect([await found(), await foundInAgencyLog()]).toEqual([[], []]);
  });
});
