/** One entry against its own leaf, and its hashes against those before it in the tree. Pure. */
import { bundlesFit } from '../merkle/rows.ts';
import { HASH_BYTES, type Hash, leafHash, nodeHash } from '../merkle.ts';
import { message } from '../templates.ts';
import type { Fault } from './types.ts';

export interface StoredEntry {
  license: string;
  index: number;
  body: string;
  /** The leaf, then every perfect subtree that ends with it. */
  hashes: Uint8Array;
}

/** `nodeAt` reads the root of the perfect subtree of 2^level leaves that ends with `lastLeaf`; null: it is not there. */
export function faultOfEntry(
  { license, index, body, hashes }: StoredEntry,
  nodeAt: (lastLeaf: number, level: number) => Hash | null,
): Fault | null {
  const stored = (level: number) => hashes.subarray(level * HASH_BYTES, (level + 1) * HASH_BYTES);
  if (!equal(leafHash(body), stored(0)))
    return {
      kind: 'entry_changed',
      license,
      index,
      detail: message('self_check.entry_changed'),
    };
  let levels = 1;
  for (let width = 1; (index + 1) % (width * 2) === 0; width *= 2, levels++) {
    const left = nodeAt(index - width, levels - 1);
    if (!left || !equal(nodeHash(left, stored(levels - 1)), stored(levels)))
      return {
        kind: 'hashes_changed',
        license,
        index,
        detail: message('self_check.subtree', { leaves: width * 2 }),
      };
  }
  return bundlesFit(hashes, index)
    ? null
    : {
        kind: 'hashes_changed',
        license,
        index,
        detail: message('self_check.subtrees'),
      };
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
