/** An object's trees as proofs read them: logs of licenses, and the agency log. */
import type { StoredTree } from '../merkle/nodes.ts';
import { rootAt } from '../merkle/proof.ts';
import type { Hash, Head } from '../merkle.ts';
import { readRows, readSize } from '../object-store/log.ts';
import { readRootRows, rootCount } from '../object-store/roots.ts';
import { AGENCY_LOG } from './origins.ts';

/** As the tables have it, and nothing else: what is signed is compared with this. */
export function storedTree(sql: SqlStorage, tree: string): StoredTree {
  return { size: tree === AGENCY_LOG ? rootCount(sql) : readSize(sql, tree), rows: rowsOf(sql, tree) };
}

/** The root that a tree had at this size; null: it never had it, or hashes of it are not there. */
export function storedRoot(sql: SqlStorage, tree: string, size: number): Hash | null {
  try {
    return rootAt({ size, rows: rowsOf(sql, tree) }, size);
  } catch {
    return null;
  }
}

/** With size and right edge from memory, which appending needs them in anyway: what proofs are made from. */
export function heldTree(sql: SqlStorage, tree: string, head: Head): StoredTree {
  return { ...head, rows: rowsOf(sql, tree) };
}

const rowsOf =
  (sql: SqlStorage, tree: string): StoredTree['rows'] =>
  (leaves) =>
    tree === AGENCY_LOG ? readRootRows(sql, leaves) : readRows(sql, tree, leaves);
