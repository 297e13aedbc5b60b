/** SQL of the pages of the log: a row for each tree, and holdings. */
import { firstRow } from '../object-store/row.ts';
import { HOLDINGS_ROW_CHARS, PAGE_CHARS_MAX } from './limits.ts';
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
  records: Uint8Array;
}

export function readPartialTile(sql: SqlStorage, tree: string): PartialTile {
  const row = firstRow(
    sql.exec<{ leaves: ArrayBuffer; records: ArrayBuffer }>(
      'SELECT leaves, records FROM trees WHERE tree = ?',
      tree,
    ),
  );
  return {
    leaves: new Uint8Array(row?.leaves ?? []),
    records: new Uint8Array(row?.records ?? []),
  };
}

export interface TreeRow extends PartialTile {
  tree: string;
  asOf: number;
  size: number;
  state: string;
}

export function writeTree(sql: SqlStorage, { tree, asOf, size, state, leaves, records }: TreeRow): void {
  sql.exec(
    'INSERT OR REPLACE INTO trees (tree, as_of, size, state, leaves, records) VALUES (?, ?, ?, ?, ?, ?)',
    tree,
    asOf,
    size,
    state,
    leaves,
    records,
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

/** The lines of a page, as `HoldingsPage` reads them. */
export function readHoldings(sql: SqlStorage, tree: string, part: number): string {
  return sql
    .exec<{ text: string }>(
      'SELECT text FROM holdings WHERE tree = ? AND part = ? ORDER BY chunk',
      tree,
      part,
    )
    .toArray()
    .map(({ text }) => text)
    .join('\n');
}

/**
 * Appends lines to a page: to its last row while that is short, so that a page has few rows; else in new
 * rows.
 */
export function appendHoldings(
  sql: SqlStorage,
  { tree, part, asOf, text }: { tree: string; part: number; asOf: number; text: string },
): void {
  const last = lastRow(sql, tree, part);
  if (last && last.chars + text.length < HOLDINGS_ROW_CHARS) {
    sql.exec(
      `UPDATE holdings SET as_of = ?, text = text || char(10) || ? WHERE tree = ? AND part = ? AND chunk = ?`,
      asOf,
      text,
      tree,
      part,
      last.chunk,
    );
    return;
  }
  let chunk = last?.chunk ?? -1;
  for (const piece of chunksOf(text))
    sql.exec(
      'INSERT INTO holdings (tree, part, chunk, as_of, text) VALUES (?, ?, ?, ?, ?)',
      tree,
      part,
      ++chunk,
      asOf,
      piece,
    );
}

function lastRow(sql: SqlStorage, tree: string, part: number): { chunk: number; chars: number } | null {
  return firstRow(
    sql.exec<{ chunk: number; chars: number }>(
      `SELECT chunk, length(text) AS chars FROM holdings WHERE tree = ? AND part = ? ORDER BY chunk DESC LIMIT 1`,
      tree,
      part,
    ),
  );
}

/** Cuts between lines; a longer line is a chunk of its own. */
function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  for (const line of text.split('\n')) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + line.length < PAGE_CHARS_MAX)
      chunks[chunks.length - 1] = `${last}\n${line}`;
    else chunks.push(line);
  }
  return chunks;
}

export function deleteHoldings(sql: SqlStorage, tree: string, part: number): void {
  sql.exec('DELETE FROM holdings WHERE tree = ? AND part = ?', tree, part);
}

/**
 * Numbers of the pages of a tree after the given one, in order: those with entries after the sequence `asOf`.
 */
export function partsAfter(
  sql: SqlStorage,
  tree: string,
  { part, asOf = -1, limit = Number.MAX_SAFE_INTEGER }: { part: number; asOf?: number; limit?: number },
): number[] {
  return sql
    .exec<{ part: number }>(
      'SELECT DISTINCT part FROM holdings WHERE tree = ? AND part > ? AND as_of > ? ORDER BY part LIMIT ?',
      tree,
      part,
      asOf,
      limit,
    )
    .toArray()
    .map((row) => row.part);
}

/** Trees whose page has an item: each line begins with the JSON of the item's id and a tab. */
export function treesWith(sql: SqlStorage, part: number, item: string): string[] {
  return sql
    .exec<{ tree: string }>(
      'SELECT DISTINCT tree FROM holdings WHERE part = ? AND instr(text, ?) > 0',
      part,
      `${JSON.stringify(item)}\t`,
    )
    .toArray()
    .map(({ tree }) => tree);
}

export function numberOfItem(sql: SqlStorage, item: string): number | null {
  return firstRow(sql.exec<{ n: number }>('SELECT n FROM items WHERE id = ?', item))?.n ?? null;
}

export function writeItem(sql: SqlStorage, item: string, n: number): void {
  sql.exec('INSERT INTO items (id, n) VALUES (?, ?)', item, n);
}
