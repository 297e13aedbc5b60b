/** An object's trees as proofs read them: logs of licenses, and the agency log. */
import type { StoredTree } from '../merkle/proof.ts';
import { readNode, readSize } from '../object-store/log.ts';
import { readRootNode, rootCount } from '../object-store/roots.ts';
import { AGENCY_LOG } from './origins.ts';

export function storedTree(sql: SqlStorage, tree: string): StoredTree {
  if (tree === AGENCY_LOG) return { size: rootCount(sql), node: (place) => readRootNode(sql, place) };
  return {
    size: readSize(sql, tree),
    node: ({ lastLeaf, level }) => readNode(sql, tree, lastLeaf, level),
  };
}
