/** What a proof costs in the real store: a seek for each row that its nodes lie in, and nothing else. */
import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { verifyInclusion } from '../../../src/ledger/merkle/verify.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { linesIn } from '../../support/entry-log.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { ok, openObject } from '../support.ts';

const ENTRIES = 600;

describe('a proof', () => {
  it('reads each tile that it needs once, and nothing of the right edge', async () => {
    const open = await openObject();
    for (let n = 0; n < ENTRIES; n += 100)
      await Promise.all(
        Array.from({ length: 100 }, (_, at) =>
          ok(open.object.record(open.request({ article: `itm_${n + at}` }))),
        ),
      );
    const leaves = (await open.wholeLog()).length;
    expect(leaves).toBe(ENTRIES);
    await runInDurableObject(open.object, async (object: LedgerShard, { storage }) => {
      const hashes = linesIn(object.entries).map(({ line }) => leafHash(line));
      const cursors: { rowsRead: number }[] = [];
      const { exec } = storage.sql;
      const spy = vi.spyOn(Object.getPrototypeOf(storage.sql), 'exec').mockImplementation(function (
        this: SqlStorage,
        ...args: unknown[]
      ) {
        const cursor = exec.apply(this, args as Parameters<SqlStorage['exec']>);
        cursors.push(cursor);
        return cursor;
      });
      for (const [index, size, reads] of [
        // The tiles of the leaf and of the roots of full ones; the right edge, and the open tile, are in
        // memory.
        [0, 600, 2],
        [3, 511, 2],
        [255, 512, 2],
        [299, 447, 2],
        [599, 600, 0],
      ] as const) {
        cursors.length = 0;
        const answer = await object.log({ kind: 'inclusion', tree: open.license.id, index, size });
        if (answer.kind !== 'inclusion') throw new Error(JSON.stringify(answer));
        const proof = answer.hashes.map((hash) => Buffer.from(hash, 'base64'));
        const root = naiveRoot(hashes.slice(0, size));
        expect(
          verifyInclusion({ index, size, leaf: hashes[index] ?? Buffer.alloc(0), root, hashes: proof }),
        ).toBe(true);
        const rows = cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
        expect([rows, cursors.length]).toEqual([reads, reads]);
      }
      spy.mockRestore();
    });
  });
});
