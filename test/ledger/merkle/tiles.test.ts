import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fullTile,
  isSoundTile,
  leavesOfTile,
  nodeInTile,
  rootOfTile,
  tilePositionOf,
  tileStart,
} from '../../../src/ledger/merkle/tiles.ts';
import { frontierPositions, leafHash } from '../../../src/ledger/merkle.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';

const LEAVES = Array.from({ length: 256 }, (_, index) => leafHash(`entry ${index}`));
const FULL = fullTile(Buffer.concat(LEAVES));

const node = fc
  .record({ height: fc.integer({ min: 0, max: 8 }), share: fc.integer({ min: 0, max: 255 }) })
  .map(({ height, share }) => ({ height, index: share >> height }));

describe('a tile', () => {
  it('has every node of its leaves, whether it is full or partial', () => {
    fc.assert(
      fc.property(node, fc.integer({ min: 0, max: 255 }), (position, count) => {
        const [first, last] = [
          position.index * 2 ** position.height,
          (position.index + 1) * 2 ** position.height,
        ];
        const expected = naiveRoot(LEAVES.slice(first, last));
        expect(Buffer.from(nodeInTile(FULL, position) ?? [])).toEqual(expected);
        const partial = nodeInTile(Buffer.concat(LEAVES.slice(0, count)), position);
        if (last <= count) expect(Buffer.from(partial ?? [])).toEqual(expected);
        else expect(partial).toBeNull();
      }),
    );
  });

  it('has its root and its leaves', () => {
    expect(Buffer.from(rootOfTile(FULL))).toEqual(naiveRoot(LEAVES));
    expect(Buffer.from(leavesOfTile(FULL))).toEqual(Buffer.concat(LEAVES));
    expect(nodeInTile(null, { height: 0, index: 0 })).toBeNull();
  });

  it('is not sound with one bit turned, or with half a hash', () => {
    expect(isSoundTile(FULL)).toBe(true);
    for (let at = 0; at < FULL.length; at += 997) {
      const turned = Uint8Array.from(FULL);
      turned[at] = (turned[at] ?? 0) ^ 1;
      expect(isSoundTile(turned)).toBe(false);
    }
    expect(isSoundTile(FULL.subarray(0, 33))).toBe(false);
    expect(isSoundTile(FULL.subarray(0, 64))).toBe(true);
  });
});

describe('the position of a node', () => {
  it('is the tile that covers its leaves, at the same height', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (size) => {
        for (const { lastLeaf, level } of frontierPositions(size)) {
          const position = tilePositionOf({ lastLeaf, level });
          const ofTile = 256 ** position.level;
          const first = (position.n * 256 + position.index * 2 ** position.height) * ofTile;
          expect([position.level, position.height]).toEqual([Math.floor(level / 8), level % 8]);
          expect(first).toBe(lastLeaf + 1 - 2 ** level);
        }
      }),
    );
  });

  it('begins its tile at a multiple of 256', () => {
    expect([0, 255, 256, 1_000].map(tileStart)).toEqual([0, 0, 256, 768]);
  });
});
