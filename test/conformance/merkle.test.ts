/**
 * The proof vectors of transparency-dev/merkle (Apache-2.0), read at test time from beside the repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion } from '../../src/ledger/merkle/verify.ts';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../../shared/standards/merkle');
const absent = !existsSync(ROOT);
if (absent && process.env.CI === 'true')
  throw new Error('The Merkle vectors are missing under ../shared/standards');
if (absent) console.log('skipped: ../shared/standards/merkle is not on this machine');

const vectors = <T>(file: string): [string, T][] =>
  absent ? [] : Object.entries(JSON.parse(readFileSync(`${ROOT}/${file}.json`, 'utf8')));
const hash = (text: string) => Buffer.from(text, 'base64');

interface Inclusion {
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
}

interface Consistency {
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  wantErr: boolean;
}

describe.skipIf(absent)('the public proof vectors', () => {
  const inclusions = vectors<Inclusion>('inclusion');
  const consistencies = vectors<Consistency>('consistency');

  it('are all there', () => {
    expect([inclusions.length, consistencies.length]).toEqual([98, 98]);
  });

  it.each(inclusions)('give the expected verdict for inclusion %s', (_, vector) => {
    const holds = verifyInclusion({
      index: vector.leafIdx,
      size: vector.treeSize,
      leaf: hash(vector.leafHash),
      root: hash(vector.root),
      hashes: (vector.proof ?? []).map(hash),
    });
    expect(holds).toBe(!vector.wantErr);
  });

  it.each(consistencies)('give the expected verdict for consistency %s', (_, vector) => {
    const holds = verifyConsistency({
      from: vector.size1,
      to: vector.size2,
      fromRoot: hash(vector.root1),
      toRoot: hash(vector.root2),
      hashes: (vector.proof ?? []).map(hash),
    });
    expect(holds).toBe(!vector.wantErr);
  });
});
