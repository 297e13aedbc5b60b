import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fullTile,
  leavesOfTile,
  nodeInTile,
  rootOfTile,
  tileFits,
  tilePlaceOf,
  tileStart,
} from '../../../src/ledger/merkle/tiles.ts';
import { frontierPlaces, leafHash } from '../../../src/ledger/merkle.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';

const LEAVES = Array.from({ length: 256 }, (_, index) => leafHash(`entry ${index}`));
const FULL = fullTile(Buffer.concat(LEAVES));

const node = fc
  .record({ height: fc.integer({ min: 0, max: 8 }), share: fc.integer({ min: 0, max: 255 }) })
  .map(({ height, share }) => ({ level: 0, n: 0, height, index: share >> height }));

describe('a tile', () => {
  it('has every node of its leaves, whether it is full or open', () => {
    fc.assert(
      fc.property(node, fc.integer({ min: 0, max: 255 }), (place, count) => {
        const [first, last] = [place.index * 2 ** place.height, (place.index + 1) * 2 ** place.height];
        const wanted = naiveRoot(LEAVES.slice(first, last));
        expect(Buffer.from(nodeInTile(FULL, place) ?? [])).toEqual(wanted);
        const open = nodeInTile(Buffer.concat(LEAVES.slice(0, count)), place);
        if (last <= count) expect(Buffer.from(open ?? [])).toEqual(wanted);
        else expect(open).toBeNull();
      }),
    );
  });

  it('knows its root and its leaves', () => {
    expect(Buffer.from(rootOfTile(FULL))).toEqual(naiveRoot(LEAVES));
    expect(Buffer.from(leavesOfTile(FULL))).toEqual(Buffer.concat(LEAVES));
    expect(nodeInTile(null, { level: 0, n: 0, height: 0, index: 0 })).toBeNull();
  });

  it('does not fit with one bit turned, or with half a hash', () => {
    expect(tileFits(FULL)).toBe(true);
    for (let at = 0; at < FULL.length; at += 997) {
      const turned = Uint8Array.from(FULL);
      turned[at] = (turned[at] ?? 0) ^ 1;
      expect(tileFits(turned)).toBe(false);
    }
    expect(tileFits(FULL.subarray(0, 33))).toBe(false);
    expect(tileFits(FULL.subarray(0, 64))).toBe(true);
  });
});

describe('the place of a node', () => {
  it('is the tile that covers its leaves, at the same height', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (size) => {
        for (const { lastLeaf, level } of frontierPlaces(size)) {
          const place = tilePlaceOf({ lastLeaf, level });
          const ofTile = 256 ** place.level;
          const first = (place.n * 256 + place.index * 2 ** place.height) * ofTile;
          expect([place.level, place.height]).toEqual([Math.floor(level / 8), level % 8]);
          expect(first).toBe(lastLeaf + 1 - 2 ** level);
        }
      }),
    );
  });

  it('begins its tile at a multiple of 256', () => {
    expect([0, 255, 256, 1_000].map(tileStart)).toEqual([0, 0, 256, 768]);
  });
});
