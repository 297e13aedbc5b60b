import { describe, expect, it } from 'vitest';
import { rowOf } from '../../../src/ledger/merkle/nodes.ts';
import { append, EMPTY_HEAD, leafHash } from '../../../src/ledger/merkle.ts';
import { compareRows } from '../../../src/ledger/self-check/compare.ts';
import { faultOfEntry } from '../../../src/ledger/self-check/tree.ts';
import { rangesOf, take } from '../../../src/ledger/self-check/walk.ts';

const row = (seq: number, license: string, idx: number, body = 'x') => ({
  seq,
  license,
  idx,
  body,
  hashes: new ArrayBuffer(32),
  billed_on: null,
});

describe('a slice', () => {
  it('ends at a number of rows or of bytes, has at least one row, and says what comes next', () => {
    const rows = [row(1, 'a', 0), row(2, 'a', 1), row(3, 'b', 0)];
    expect(take(rows, { count: 2, bytes: 100 })).toEqual({ rows: rows.slice(0, 2), next: rows[2] });
    expect(take(rows, { count: 9, bytes: 100 })).toEqual({ rows, next: null });
    const large = [row(1, 'a', 0, 'x'.repeat(500)), row(2, 'a', 1)];
    expect(take(large, { count: 9, bytes: 100 })).toEqual({ rows: large.slice(0, 1), next: large[1] });
  });

  it('names its places in as few ranges as they make, in whatever order they were written', () => {
    const rows = [row(1, 'b', 4), row(2, 'a', 7), row(3, 'b', 5), row(4, 'a', 9), row(5, 'b', 6)];
    expect(rangesOf(rows)).toEqual([
      { license: 'a', first: 7, last: 7 },
      { license: 'a', first: 9, last: 9 },
      { license: 'b', first: 4, last: 6 },
    ]);
  });
});

describe('an entry', () => {
  const bodies = Array.from({ length: 300 }, (_, n) => `entry ${n}`);
  let head = EMPTY_HEAD;
  const rows: Uint8Array[] = [];
  const tree = (leaves: number[]) => new Map(leaves.map((leaf) => [leaf, rows[leaf] ?? Buffer.alloc(0)]));
  const stored = bodies.map((body, index) => {
    const { head: next, completed } = append(head, leafHash(body));
    head = next;
    const hashes = new Uint8Array(rowOf({ size: index, rows: tree }, completed));
    rows.push(hashes);
    return { license: 'a', index, body, hashes };
  });
  const nodeAt = (lastLeaf: number, level: number) =>
    stored[lastLeaf]?.hashes.subarray(level * 32, level * 32 + 32) ?? null;

  it('has no fault in a tree as it was appended to', () => {
    for (const entry of stored) expect(faultOfEntry(entry, nodeAt)).toBeNull();
  });

  it('has one with any bit of its hashes or any letter of its text changed', () => {
    for (const entry of stored) {
      expect(faultOfEntry({ ...entry, body: `${entry.body}.` }, nodeAt)?.kind).toBe('entry_changed');
      for (let at = 0; at < entry.hashes.length; at += 11) {
        const hashes = entry.hashes.slice();
        hashes[at] = (hashes[at] ?? 0) ^ 1;
        expect(faultOfEntry({ ...entry, hashes }, nodeAt)).not.toBeNull();
      }
      const longer = new Uint8Array([...entry.hashes, ...new Uint8Array(32)]);
      expect(faultOfEntry({ ...entry, hashes: longer }, nodeAt)?.kind).toBe('hashes_changed');
    }
  });
});

describe('a row that is not expected', () => {
  const rows = [{ license: 'a', idx: 3, leaf: '', body: '', agrees: true }];

  it('is no fault when the ledger has its entry, drained or not', () => {
    expect(compareRows([], rows, (license, index) => license === 'a' && index === 3)).toEqual([]);
    expect(compareRows([], rows, () => false)).toMatchObject([{ kind: 'row_extra', index: 3 }]);
  });
});
