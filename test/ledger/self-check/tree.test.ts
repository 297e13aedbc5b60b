import { describe, expect, it } from 'vitest';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { faultOfTile, faultsAbove } from '../../../src/ledger/self-check/tree.ts';
import type { TreeStore } from '../../../src/ledger/transparency/trees.ts';
import { tiledTrees } from '../../support/tiled-tree.ts';

describe('a tile', () => {
  const size = 600;
  const tree = tiledTrees(Array.from({ length: size }, (_, n) => leafHash(`entry ${n}`)))(size);
  const treesWith = (tile: TreeStore['tile']): TreeStore => ({ size: () => size, tile });
  const whole = treesWith((_, level, n) => tree.tile(level, n));
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
          const tile = Uint8Array.from(tree.tile(l, m) ?? []);
          if (l === level && m === n) tile[at] = (tile[at] ?? 0) ^ 1;
          return tile;
        });
        expect(faultOfTile(turned, 'a', level, n)?.kind).toBe('hashes_changed');
      }
    for (const [level, n] of all) {
      const short = treesWith((_, l, m) => tree.tile(l, m)?.slice(0, -32) ?? null);
      expect(faultOfTile(short, 'a', level, n)?.kind).toBe('hashes_changed');
    }
  });
});
