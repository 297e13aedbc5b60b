import { describe, expect, it } from 'vitest';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { compareRows } from '../../../src/ledger/self-check/compare.ts';
import { faultOfTile, faultsAbove } from '../../../src/ledger/self-check/tree.ts';
import { rangesOf, take } from '../../../src/ledger/self-check/walk.ts';
import type { TreeStore } from '../../../src/ledger/transparency/trees.ts';
import { tiledTrees } from '../../support/tiled-tree.ts';

const row = (seq: number, line = 'x') => ({ seq, line });

describe('a slice', () => {
  it('ends at a number of entries or of bytes, and has at least one', () => {
    const rows = [row(1), row(2), row(3)];
    expect(take(rows, { count: 2, bytes: 100 })).toEqual(rows.slice(0, 2));
    expect(take(rows, { count: 9, bytes: 100 })).toEqual(rows);
    const large = [row(1, 'x'.repeat(500)), row(2)];
    expect(take(large, { count: 9, bytes: 100 })).toEqual(large.slice(0, 1));
  });

  it('names its places in as few ranges as they make, in whatever order they were written', () => {
    const places = [
      ['b', 4],
      ['a', 7],
      ['b', 5],
      ['a', 9],
      ['b', 6],
    ] as const;
    expect(rangesOf(places.map(([license, index]) => ({ license, index })))).toEqual([
      { license: 'a', first: 7, last: 7 },
      { license: 'a', first: 9, last: 9 },
      { license: 'b', first: 4, last: 6 },
    ]);
  });
});

describe('a tile', () => {
  const size = 600;
  const made = tiledTrees(Array.from({ length: size }, (_, n) => leafHash(`entry ${n}`)))(size);
  const treesWith = (tile: TreeStore['tile']): TreeStore => ({ size: () => size, tile });
  const whole = treesWith((_, level, n) => made.tile(level, n));
  const all = [
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 0],
  ] as const;

  it('has no fault in a tree as it was appended to', () => {
    for (const [level, n] of all) expect(faultOfTile(whole, 'a', level, n)).toBeNull();
    expect([...faultsAbove(whole, 'a')]).toEqual([]);
  });

  it('has one with any bit of a full one changed, or without a leaf', () => {
    for (const [level, n] of all.slice(0, 2))
      for (let at = 0; at < 511 * 32; at += 1_001) {
        const turned = treesWith((_, l, m) => {
          const tile = Uint8Array.from(made.tile(l, m) ?? []);
          if (l === level && m === n) tile[at] = (tile[at] ?? 0) ^ 1;
          return tile;
        });
        expect(faultOfTile(turned, 'a', level, n)?.kind).toBe('hashes_changed');
      }
    for (const [level, n] of all) {
      const short = treesWith((_, l, m) => made.tile(l, m)?.slice(0, -32) ?? null);
      expect(faultOfTile(short, 'a', level, n)?.kind).toBe('hashes_changed');
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
