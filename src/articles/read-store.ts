/** SQL of catalogue reads. */
import type { Selection } from '../licensing/covers.ts';
import { restrictionsOfContainedStatement, restrictionsOfItemStatement } from '../restrictions/store.ts';
import { STATE_CHANGES_MAX } from './limits.ts';
import type { ItemType, PubStatus } from './model.ts';

export type { Selection } from '../licensing/covers.ts';

export interface ItemColumns {
  id: string;
  uri: string;
  version: string;
  seq: number;
  version_created_ms: number;
  type: ItemType;
  pub_status: PubStatus;
  embargoed_until_ms: number | null;
  language: string | null;
  headline: string | null;
  /** JSON. */
  sections: string;
  subjects: string;
}

export type CurrentColumns = Omit<ItemColumns, 'id' | 'uri' | 'version_created_ms' | 'headline'>;

export interface VersionColumns {
  version: string;
  document: string | null;
  document_key: string | null;
}

/** An item that another one contains or names, in its current state. */
export type ContainedColumns = Omit<ItemColumns, 'version' | 'seq' | 'headline'>;

/** Selects current state, documents, restrictions, contained items, and their restrictions. */
export function snapshotStatements(db: D1Database, id: string, version?: string): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `SELECT version, seq, pub_status, embargoed_until_ms, type, sections, subjects, language
         FROM items WHERE id = ?`,
      )
      .bind(id),
    db
      .prepare(
        `SELECT version, document, document_key FROM item_versions
         WHERE item = ?1 AND version IN (?2, (SELECT version FROM items WHERE id = ?1))`,
      )
      .bind(id, version ?? ''),
    restrictionsOfItemStatement(db, id),
    db
      .prepare(
        `SELECT items.id, items.uri, pub_status, type, sections, subjects, language, version_created_ms, embargoed_until_ms
         FROM item_links INDEXED BY item_links_by_item JOIN items ON items.uri = item_links.uri
         WHERE item_links.item = ?1 AND items.id <> ?1`,
      )
      .bind(id),
    restrictionsOfContainedStatement(db, id),
  ];
}

export type StateColumns = Pick<CurrentColumns, 'version' | 'pub_status' | 'embargoed_until_ms'>;

/** Selects the item's current state, and its newest changes up to a limit, newest first. */
export function stateStatements(db: D1Database, id: string): D1PreparedStatement[] {
  return [
    db.prepare('SELECT version, pub_status, embargoed_until_ms FROM items WHERE id = ?').bind(id),
    db
      .prepare('SELECT version, change_type, at FROM changes WHERE item = ? ORDER BY seq DESC LIMIT ?')
      .bind(id, STATE_CHANGES_MAX),
  ];
}

export type CarriedColumns = ContainedColumns & { carrier: string };

/** Selects the items that these contain, each with its container. */
export function containedOfStatement(db: D1Database, carriers: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      `SELECT item_links.item AS carrier, items.id, items.uri, pub_status, items.type, sections, subjects, language,
         version_created_ms, embargoed_until_ms
       FROM json_each(?) AS one CROSS JOIN item_links INDEXED BY item_links_by_item ON item_links.item = one.value
       JOIN items ON items.uri = item_links.uri WHERE items.id <> item_links.item`,
    )
    .bind(JSON.stringify(carriers));
}

/** Selects items by uri, for a container that is not stored yet. */
export function containedByUriStatement(db: D1Database, uris: string[]): D1PreparedStatement {
  return db
    .prepare(
      `SELECT id, uri, pub_status, type, sections, subjects, language, version_created_ms, embargoed_until_ms
       FROM items WHERE uri IN (SELECT value FROM json_each(?))`,
    )
    .bind(JSON.stringify(uris));
}

/** Last position on a page of the catalogue: newest first, then by id. */
export interface ListPosition {
  versionCreated: number;
  id: string;
}

export interface ListQuery {
  /** Union of listed selections. Empty: nothing is listed. */
  selections: Selection[];
  section?: string;
  type?: string;
  language?: string;
  /** Milliseconds, UTC; `since` inclusive, `until` exclusive. */
  since?: number;
  until?: number;
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

/** Lists usable items. Killed and held ones are omitted; the caller judges embargo and policies. */
export function listStatement(db: D1Database, query: ListQuery): D1PreparedStatement {
  const values: unknown[] = [];
  const bind = (value: unknown) => `?${values.push(value)}`;
  const selections = bind(
    JSON.stringify(query.selections.map((selection) => selectionJson(selection, query.now))),
  );
  const where = [`pub_status = 'usable'`, `EXISTS (SELECT 1 FROM selections WHERE ${SELECTED})`];
  if (query.section !== undefined)
    where.push(`EXISTS (SELECT 1 FROM json_each(sections) WHERE value = ${bind(query.section)})`);
  if (query.type !== undefined) where.push(`type = ${bind(query.type)}`);
  if (query.language !== undefined) where.push(`language = ${bind(query.language)}`);
  if (query.since !== undefined) where.push(`version_created_ms >= ${bind(query.since)}`);
  if (query.until !== undefined) where.push(`version_created_ms < ${bind(query.until)}`);
  if (query.after)
    where.push(
      `(version_created_ms < ${bind(query.after.versionCreated)} OR (version_created_ms = ${bind(query.after.versionCreated)} AND id > ${bind(query.after.id)}))`,
    );
  return db
    .prepare(
      `WITH selections AS MATERIALIZED (${SELECTIONS.replace('?', selections)})
       SELECT id, seq, version_created_ms FROM items WHERE ${where.join(' AND ')} ORDER BY version_created_ms DESC, id LIMIT ${bind(query.limit)}`,
    )
    .bind(...values);
}

/** All selections are one parameter: a license may name more lists than a statement has parameters (100). */
export function selectionJson(
  { sections, types, subjects, languages, backfileDays }: Selection,
  now: number,
) {
  return {
    sections,
    types,
    subjects,
    languages: languages?.map((range) => `${range.toLowerCase()}-`),
    sinceMs: backfileDays === undefined ? undefined : now - backfileDays * DAY_MS,
  };
}

/** One row per selection; null selects everything. */
export const SELECTIONS = `SELECT value -> 'sections' AS in_sections, value -> 'types' AS in_types, value -> 'subjects' AS in_subjects,
  value -> 'languages' AS in_languages, value ->> 'sinceMs' AS since_ms FROM json_each(?)`;

/** Same meaning as licensing/covers.ts, which decides. */
export const SELECTED = [
  `(in_sections IS NULL OR EXISTS (SELECT 1 FROM json_each(sections) AS own JOIN json_each(in_sections) AS one ON one.value = own.value))`,
  `(in_types IS NULL OR type IN (SELECT value FROM json_each(in_types)))`,
  `(in_subjects IS NULL OR EXISTS (SELECT 1 FROM json_each(subjects) AS own JOIN json_each(in_subjects) AS one ON one.value = own.value))`,
  `(in_languages IS NULL OR EXISTS (SELECT 1 FROM json_each(in_languages) AS range
     WHERE substr(lower(language) || '-', 1, length(range.value)) = range.value))`,
  `(since_ms IS NULL OR version_created_ms >= since_ms)`,
].join(' AND ');
