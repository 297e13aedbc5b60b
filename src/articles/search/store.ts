/**
 * SQL of the search. Rows of `search_words` are numbered by the version's time, newest last, and read from
 * the end.
 */
import { createHash } from 'node:crypto';
import { newId } from '../../platform/ids.ts';
import type { ItemVersion } from '../model.ts';
import type { VersionColumns } from '../read-store.ts';
import { SELECTED, SELECTIONS, type Selection, selectionJson } from '../read-store.ts';
import { searchRowsOf } from './search-rows.ts';

/**
 * Bits of a row's number: component, item within the millisecond, millisecond. Together 63, the maximum in
 * SQLite.
 */
const PART_BITS = 8n;
const SLOT_BITS = 13n;
const MS_BITS = 42n;
const LATEST_MS = Number((1n << MS_BITS) - 1n);

/** First position of a millisecond. All times before 1970 share one, and so do those after 2109. */
function firstPositionOf(ms: number): bigint {
  return BigInt(Math.trunc(Math.min(Math.max(ms, 0), LATEST_MS))) << SLOT_BITS;
}

/** First row number of versions created at or after an instant. */
export function rowsSince(ms: number): string {
  return String(firstPositionOf(ms) << PART_BITS);
}

/** Position at which items of one millisecond begin to search for a free one. */
function slotOf(item: string): bigint {
  const first = createHash('sha256').update(item).digest().readUInt16BE();
  return BigInt(first) & ((1n << SLOT_BITS) - 1n);
}

/** Replaces the index rows of these items. For the batch that writes them. */
export function searchStatements(db: D1Database, items: readonly ItemVersion[]): D1PreparedStatement[] {
  const ids = JSON.stringify(items.map(({ id }) => id));
  return [
    db
      .prepare(
        `DELETE FROM search_words WHERE rowid IN
           (SELECT position * 256 + part.key FROM search_items, json_each(parts) AS part WHERE item IN (SELECT value FROM json_each(?)))`,
      )
      .bind(ids),
    ...['search_items', 'search_pending'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE item IN (SELECT value FROM json_each(?))`).bind(ids),
    ),
    ...items.flatMap((item) => addStatements(db, item)),
  ];
}

/** Adds rows of an item that has none. `atSeq`: only while the item is in this state. */
export function addStatements(db: D1Database, item: ItemVersion, atSeq?: number): D1PreparedStatement[] {
  const rows = searchRowsOf(item);
  if (rows.length === 0) return [];
  const from = String(firstPositionOf(item.versionCreated) + slotOf(item.id));
  const writeId = newId('act');
  return [
    db
      .prepare(
        `INSERT OR IGNORE INTO search_items (position, item, parts, write_id)
         SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM search_items WHERE position = CAST(?1 AS INTEGER)) THEN CAST(?1 AS INTEGER)
           ELSE (SELECT position + 1 FROM search_items AS taken WHERE position >= CAST(?1 AS INTEGER)
             AND NOT EXISTS (SELECT 1 FROM search_items AS next WHERE next.position = taken.position + 1) ORDER BY position LIMIT 1) END,
           id, ?3, ?4 FROM items WHERE id = ?2 AND (?5 IS NULL OR seq = ?5)`,
      )
      .bind(from, item.id, JSON.stringify(rows.map(({ component }) => component)), writeId, atSeq ?? null),
    db
      .prepare(
        `INSERT INTO search_words (rowid, words, facets)
         SELECT position * 256 + row.key, row.value ->> 'words', row.value ->> 'facets'
         FROM search_items CROSS JOIN json_each(?) AS row WHERE write_id = ? AND item = ?`,
      )
      .bind(JSON.stringify(rows.map(({ words, facets }) => ({ words, facets }))), writeId, item.id),
  ];
}

export interface FoundQuery {
  match: string;
  selections: readonly Selection[];
  /** True: includes embargoed items. */
  advance: boolean;
  /** Row numbers: `from` inclusive, `below` and `end` exclusive. */
  from?: string;
  below?: string;
  end?: string;
  limit: number;
  now: number;
}

export interface FoundRow {
  /** Numbers of the row and of its item's first row, as text: they exceed exact numbers in JavaScript. */
  row: string;
  first: string;
  id: string;
  seq: number;
  component: string;
}

/**
 * Selects matches, newest first. Items that are killed, held or embargoed for this license are omitted. The
 * caller judges policies.
 */
export function foundStatement(db: D1Database, query: FoundQuery): D1PreparedStatement {
  const selections = JSON.stringify(query.selections.map((selection) => selectionJson(selection, query.now)));
  return db
    .prepare(
      `WITH selections AS MATERIALIZED (${SELECTIONS.replace('?', '?2')})
       SELECT CAST(search_words.rowid AS TEXT) AS row, CAST(position * 256 AS TEXT) AS first, id, seq,
         parts ->> (search_words.rowid % 256) AS component
       FROM search_words CROSS JOIN search_items ON position = search_words.rowid / 256 CROSS JOIN items ON id = item
       WHERE search_words MATCH ?1 AND search_words.rowid >= CAST(?3 AS INTEGER) AND search_words.rowid < min(CAST(?4 AS INTEGER), CAST(?8 AS INTEGER))
         AND pub_status = 'usable' AND (?5 OR coalesce(embargoed_until_ms, 0) <= ?6)
         AND EXISTS (SELECT 1 FROM selections WHERE ${SELECTED})
       ORDER BY search_words.rowid DESC LIMIT ?7`,
    )
    .bind(
      query.match,
      selections,
      query.from ?? '0',
      query.below ?? LAST_ROW,
      query.advance ? 1 : 0,
      query.now,
      query.limit,
      query.end ?? LAST_ROW,
    );
}

const LAST_ROW = String((1n << 63n) - 1n);

/**
 * Takes items to be tried now. Tries are counted before the read, so one that ends the isolate counts too.
 */
export async function takePending(
  db: D1Database,
  { triesMax, limit }: { triesMax: number; limit: number },
): Promise<string[]> {
  const { results } = await db
    .prepare(
      `UPDATE search_pending SET tries = tries + 1 WHERE item IN
         (SELECT item FROM search_pending WHERE tries < ? ORDER BY tries, item LIMIT ?) RETURNING item`,
    )
    .bind(triesMax, limit)
    .all<{ item: string }>();
  return results.map(({ item }) => item);
}

/** Current version of a pending item. Null: it is not usable, or no longer. */
export async function pendingVersion(
  db: D1Database,
  id: string,
): Promise<(VersionColumns & { id: string; seq: number }) | null> {
  return db
    .prepare(
      `SELECT id, items.seq, document, document_key FROM items
       JOIN item_versions ON item_versions.item = id AND item_versions.version = items.version
       WHERE id = ? AND pub_status = 'usable'`,
    )
    .bind(id)
    .first();
}

export function noLongerPending(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare('DELETE FROM search_pending WHERE item = ?').bind(id);
}
