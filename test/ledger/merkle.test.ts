import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { append, EMPTY_HEAD, type Hash, leafHash, nodeHash, rootOf } from '../../src/ledger/merkle.ts';
import { naiveRoot } from '../support/naive-merkle.ts';

const leaves = (count: number): Hash[] =>
  Array.from({ length: count }, (_, index) => leafHash(`entry ${index}`));

describe('a Merkle tree (RFC 6962 §2.1)', () => {
  it('hashes nothing to SHA-256 of nothing', () => {
    expect(Buffer.from(rootOf(EMPTY_HEAD)).toString('hex')).toBe(createHash('sha256').digest('hex'));
  });

  it('separates leaves from nodes', () => {
    const [a, b] = [leafHash('a'), leafHash('b')];
    expect(nodeHash(a, b)).not.toEqual(leafHash(Buffer.concat([a, b])));
  });

  it('has the naively computed root after every append', () => {
    let head = EMPTY_HEAD;
    const all = leaves(130);
    all.forEach((leaf, index) => {
      head = append(head, leaf);
      expect(head.size).toBe(index + 1);
      expect(rootOf(head)).toEqual(naiveRoot(all.slice(0, index + 1)));
    });
  });
});
