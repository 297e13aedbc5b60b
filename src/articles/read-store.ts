/** SQL of reading the catalogue. */
import type { Selection } from '../licensing/covers.ts';
import { restrictionsOfItemStatement } from '../restrictions/store.ts';
import type { ItemType, PubStatus } from './model.ts';

export interface CurrentColumns {
  version: string;
  seq: number;
  pub_status: PubStatus;
  embargoed_until_ms: number | null;
}

export interface VersionColumns {
  version: string;
  document: string | null;
  document_key: string | null;
}

/** An item that another one contains and that its newsroom has killed or holds. */
export interface StoppedColumns {
  uri: string;
  pub_status: Exclude<PubStatus, 'usable'>;
}

/** An item of its own that another one contains. */
export interface MemberColumns {
  uri: string;
  type: ItemType;
  sections: string;
  subjects: string;
  language: string | null;
  version_created_ms: number;
  embargoed_until_ms: number | null;
}

/** Current state, the documents needed, restrictions, members that are usable, and what of the contained items is killed or held. */
export function snapshotStatements(db: D1Database, id: string, version?: string): D1PreparedStatement[] {
  return [
    db.prepare('SELECT version, seq, pub_status, embargoed_until_ms FROM items WHERE id = ?').bind(id),
    db
      .prepare(
        `SELECT version, document, document_key FROM item_versions
         WHERE item = ?1 AND version IN (?2, (SELECT version FROM items WHERE id = ?1))`,
      )
      .bind(id, version ?? ''),
    restrictionsOfItemStatement(db, id),
    db
      .prepare(
        `SELECT items.uri, items.pub_status FROM item_links INDEXED BY item_links_by_item JOIN items ON items.uri = item_links.uri
         WHERE item_links.item = ? AND items.pub_status <> 'usable'`,
      )
      .bind(id),
    db
      .prepare(
        `SELECT items.uri, type, sections, subjects, language, version_created_ms, embargoed_until_ms
         FROM item_links INDEXED BY item_links_by_item JOIN items ON items.uri = item_links.uri
         WHERE item_links.item = ? AND items.pub_status = 'usable'`,
      )
      .bind(id),
  ];
}

/** Where a page of the catalogue ends: newest first, then by id. */
export interface ListPosition {
  versionCreated: number;
  id: string;
}

export interface ListQuery {
  /** The union of these is listed; none lists nothing. */
  selections: Selection[];
  q?: string;
  section?: string;
  type?: string;
  language?: string;
  /** Milliseconds, UTC. */
  since?: number;
  after?: ListPosition;
  limit: number;
  now: number;
}

export interface ListedRow {
  id: string;
  seq: number;
  version_created_ms: number;
}

const DAY_MS = 86_400_000;

/** What is killed or held is left out; embargo and policies are the caller's to judge. */
export function listStatement(db: D1Database, query: ListQuery): D1PreparedStatement {
  const values: unknown[] = [];
  const bind = (value: unknown) => `?${values.push(value)}`;
  const where = [
    `pub_status = 'usable'`,
    `(${query.selections.map((selection) => selectionSql(selection, query.now, bind)).join(' OR ') || 'false'})`,
  ];
  if (query.section !== undefined)
    where.push(`EXISTS (SELECT 1 FROM json_each(sections) WHERE value = ${bind(query.section)})`);
  if (query.type !== undefined) where.push(`type = ${bind(query.type)}`);
  if (query.language !== undefined) where.push(`language = ${bind(query.language)}`);
  if (query.since !== undefined) where.push(`version_created_ms >= ${bind(query.since)}`);
  // Not LIKE: D1 refuses patterns of more than 50 bytes.
  if (query.q !== undefined) where.push(`instr(lower(headline), lower(${bind(query.q)})) > 0`);
  if (query.after)
    where.push(
      `(version_created_ms < ${bind(query.after.versionCreated)} OR (version_created_ms = ${bind(query.after.versionCreated)} AND id > ${bind(query.after.id)}))`,
    );
  return db
    .prepare(
      `SELECT id, seq, version_created_ms FROM items WHERE ${where.join(' AND ')} ORDER BY version_created_ms DESC, id LIMIT ${bind(query.limit)}`,
    )
    .bind(...values);
}

/** The same meaning as licensing/covers.ts, which has the last word. */
function selectionSql(selection: Selection, now: number, bind: (value: unknown) => string): string {
  const { sections, types, subjects, languages, backfileDays } = selection;
  const inList = (column: string, list: string[]) =>
    `${column} IN (SELECT value FROM json_each(${bind(JSON.stringify(list))}))`;
  const anyOf = (column: string, list: string[]) =>
    `EXISTS (SELECT 1 FROM json_each(${column}) AS own WHERE own.value IN (SELECT value FROM json_each(${bind(JSON.stringify(list))})))`;
  const speaks = (ranges: string[]) =>
    `EXISTS (SELECT 1 FROM json_each(${bind(JSON.stringify(ranges))}) AS range
      WHERE substr(lower(language) || '-', 1, length(range.value) + 1) = lower(range.value) || '-')`;
  const parts = [
    ...(sections ? [anyOf('sections', sections)] : []),
    ...(types ? [inList('type', types)] : []),
    ...(subjects ? [anyOf('subjects', subjects)] : []),
    ...(languages ? [speaks(languages)] : []),
    ...(backfileDays === undefined ? [] : [`version_created_ms >= ${bind(now - backfileDays * DAY_MS)}`]),
  ];
  return parts.length > 0 ? `(${parts.join(' AND ')})` : 'true';
}
