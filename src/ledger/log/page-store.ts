/** SQL of the pages of the log: a row a tree, and holdings. */
import { firstRow } from '../object-store/row.ts';
import { HoldingsPage } from './holdings.ts';
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

/** The leaves of the open tile of a tree as its row has them, and what stands beside them. */
export interface OpenTile {
  leaves: Uint8Array;
  places: ArrayBuffer;
}

export function readOpenTile(sql: SqlStorage, tree: string): OpenTile {
  const row = firstRow(
    sql.exec<{ leaves: ArrayBuffer; places: ArrayBuffer }>(
      'SELECT leaves, places FROM trees WHERE tree = ?',
      tree,
    ),
  );
  return {
    leaves: Buffer.from(row?.leaves ?? new ArrayBuffer(0)),
    places: row?.places ?? new ArrayBuffer(0),
  };
}

export interface TreeRow {
  tree: string;
  asOf: number;
  size: number;
  state: string;
  leaves: Uint8Array;
  places: Uint8Array;
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

export function deleteHoldings(sql: SqlStorage, tree: string, part: number): void {
  sql.exec('DELETE FROM holdings WHERE tree = ? AND part = ?', tree, part);
}

/** Trees that have a row, and their size as of it. */
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

/** As many rows as it takes, cut between items. */
export function writeHoldings(
  sql: SqlStorage,
  { tree, part, asOf, text }: { tree: string; part: number; asOf: number; text: string },
): void {
  const chunks = chunksOf(text);
  for (const [chunk, piece] of chunks.entries())
    sql.exec(
      'INSERT OR REPLACE INTO holdings (tree, part, chunk, as_of, text) VALUES (?, ?, ?, ?, ?)',
      tree,
      part,
      chunk,
      asOf,
      piece,
    );
}

/** What is added never makes a page shorter, so that no row of before is left over. */
function chunksOf(text: string): string[] {
  if (text.length <= PAGE_CHARS_MAX) return [text];
  const chunks: string[] = [];
  for (let from = 0; from < text.length; ) {
    const fits =
      from + PAGE_CHARS_MAX >= text.length ? text.length : text.lastIndexOf('\n', from + PAGE_CHARS_MAX);
    const end = fits > from ? fits : (text.indexOf('\n', from) + 1 || text.length + 1) - 1;
    chunks.push(text.slice(from, end));
    from = end + 1;
  }
  return chunks;
}

/** Numbers of the pages of holdings of a tree after the given one. */
export function partsAfter(sql: SqlStorage, tree: string, part: number, limit: number): number[] {
  return sql
    .exec<{ part: number }>(
      'SELECT DISTINCT part FROM holdings WHERE tree = ? AND part > ? ORDER BY part LIMIT ?',
      tree,
      part,
      limit,
    )
    .toArray()
    .map((row) => row.part);
}

/** The entry that a page is of at least; -1: it is not stored. */
export function storedAsOf(sql: SqlStorage, tree: string, part: number): number {
  const row = firstRow(
    sql.exec<{ as_of: number }>(
      'SELECT as_of FROM holdings WHERE tree = ? AND part = ? AND chunk = 0',
      tree,
      part,
    ),
  );
  return row?.as_of ?? -1;
}

export function numberOfItem(sql: SqlStorage, item: string): number | null {
  return firstRow(sql.exec<{ n: number }>('SELECT n FROM items WHERE id = ?', item))?.n ?? null;
}

export function writeItem(sql: SqlStorage, item: string, n: number): void {
  sql.exec('INSERT INTO items (id, n) VALUES (?, ?)', item, n);
}
