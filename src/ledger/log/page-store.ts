/** SQL of the pages of the log: a row for each tree, and holdings. */
import { firstRow } from '../object-store/row.ts';
import { HoldingsPage } from './holdings-page.ts';
import { PAGE_CHARS_MAX } from './limits.ts';
import { decodeState, emptyTree, type TreeState } from './tree-state.ts';

export function readTree(sql: SqlStorage, tree: string): TreeState {
  const row = firstRow(
    sql.exec<{ as_of: number; size: number; state: string }>(
      'SELECT as_of, size, state FROM trees WHERE tree = ?',
      tree,
    ),
  );
  return row ? decodeState(row.as_of, row.size, row.state) : emptyTree();
}

/** The partial tile of a tree. */
export interface PartialTile {
  leaves: Uint8Array;
  /** The records of the leaves (see `LeafRecord`). */
  places: Uint8Array;
}

export function readPartialTile(sql: SqlStorage, tree: string): PartialTile {
  const row = firstRow(
    sql.exec<{ leaves: ArrayBuffer; places: ArrayBuffer }>(
      'SELECT leaves, places FROM trees WHERE tree = ?',
      tree,
    ),
  );
  return {
    leaves: new Uint8Array(row?.leaves ?? []),
    places: new Uint8Array(row?.places ?? []),
  };
}

export interface TreeRow extends PartialTile {
  tree: string;
  asOf: number;
  size: number;
  state: string;
}

export function writeTree(sql: SqlStorage, { tree, asOf, size, state, leaves, places }: TreeRow): void {
  sql.exec(
    'INSERT OR REPLACE INTO trees (tree, as_of, size, state, leaves, places) VALUES (?, ?, ?, ?, ?, ?)',
    tree,
    asOf,
    size,
    state,
    leaves,
    places,
  );
}

export function deleteTree(sql: SqlStorage, tree: string): void {
  sql.exec('DELETE FROM trees WHERE tree = ?', tree);
}

/** Trees that have a row, and their sizes in it. */
export function storedSizes(sql: SqlStorage): [tree: string, size: number][] {
  return sql
    .exec<{ tree: string; size: number }>('SELECT tree, size FROM trees')
    .toArray()
    .map(({ tree, size }) => [tree, size]);
}

export function readHoldings(sql: SqlStorage, tree: string, part: number): HoldingsPage {
  const rows = sql
    .exec<{ as_of: number; text: string }>(
      'SELECT as_of, text FROM holdings WHERE tree = ? AND part = ? ORDER BY chunk',
      tree,
      part,
    )
    .toArray();
  return new HoldingsPage(rows[0]?.as_of, rows.map(({ text }) => text).join('\n'));
}

/** Writes a page: one row, or several, cut between items. */
export function writeHoldings(
  sql: SqlStorage,
  { tree, part, asOf, text }: { tree: string; part: number; asOf: number; text: string },
): void {
  for (const [chunk, piece] of chunksOf(text).entries())
    sql.exec(
      'INSERT OR REPLACE INTO holdings (tree, part, chunk, as_of, text) VALUES (?, ?, ?, ?, ?)',
      tree,
      part,
      chunk,
      asOf,
      piece,
    );
}

/** A page only grows, so it never has fewer chunks than before, and every old row is overwritten. */
function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  let from = 0;
  while (text.length - from > PAGE_CHARS_MAX) {
    let end = text.lastIndexOf('\n', from + PAGE_CHARS_MAX);
    // One item is too large for a row of this size.
    if (end <= from) end = text.indexOf('\n', from);
    if (end < 0) break;
    chunks.push(text.slice(from, end));
    from = end + 1;
  }
  chunks.push(text.slice(from));
  return chunks;
}

export function deleteHoldings(sql: SqlStorage, tree: string, part: number): void {
  sql.exec('DELETE FROM holdings WHERE tree = ? AND part = ?', tree, part);
}

/** Numbers of the pages of a tree after the given one, in order: those with entries after the sequence `asOf`. */
export function partsAfter(
  sql: SqlStorage,
  tree: string,
  { part, asOf = -1, limit = Number.MAX_SAFE_INTEGER }: { part: number; asOf?: number; limit?: number },
): number[] {
  return sql
    .exec<{ part: number }>(
      'SELECT part FROM holdings WHERE tree = ? AND part > ? AND chunk = 0 AND as_of > ? ORDER BY part LIMIT ?',
      tree,
      part,
      asOf,
      limit,
    )
    .toArray()
    .map((row) => row.part);
}

export function numberOfItem(sql: SqlStorage, item: string): number | null {
  return firstRow(sql.exec<{ n: number }>('SELECT n FROM items WHERE id = ?', item))?.n ?? null;
}

export function writeItem(sql: SqlStorage, item: string, n: number): void {
  sql.exec('INSERT INTO items (id, n) VALUES (?, ?)', item, n);
}
