/** SQL of catalogue writes. */

import { inParameters } from '../../platform/d1.ts';
import { CHANGE_STATE } from '../../restrictions/store.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import { readDocument } from '../catalogue.ts';
import type { ArticleChange, ChangeType, ItemVersion, PubStatus } from '../model.ts';
import type { ItemColumns, VersionColumns } from '../read-store.ts';
import { liftStatements } from '../sequence/lift-store.ts';

export interface CurrentState {
  seq: number;
  item: ItemVersion;
  /**
   * True if the document is missing from the bucket: then `item` has only the fields of the catalogue's row.
   */
  incomplete: boolean;
  sourceDigest: string;
  /** All versions, with the digests of the newsroom's documents. */
  versions: Map<string, string>;
}

/** Null: the item does not exist. */
export async function readCurrent(
  env: { DB: D1Database; BUCKET: R2Bucket },
  id: string,
): Promise<CurrentState | null> {
  return (await readCurrents(env, [id])).get(id) ?? null;
}

type CurrentRow = VersionColumns & ItemColumns & { source_digest: string };

/** Returns the existing items by id. One batch, so that all parts are consistent. */
export async function readCurrents(
  env: { DB: D1Database; BUCKET: R2Bucket },
  ids: readonly string[],
): Promise<Map<string, CurrentState>> {
  const idsJson = JSON.stringify(ids);
  const [currents, versions] = await env.DB.batch([
    env.DB.prepare(
      `SELECT items.*, source_digest, document, document_key
       FROM items JOIN item_versions ON item_versions.item = items.id AND item_versions.version = items.version
       WHERE items.id IN (SELECT value FROM json_each(?))`,
    ).bind(idsJson),
    env.DB.prepare(
      'SELECT item, version, source_digest FROM item_versions WHERE item IN (SELECT value FROM json_each(?))',
    ).bind(idsJson),
  ]);
  const digestsByItem = new Map<string, Map<string, string>>();
  type Version = { item: string; version: string; source_digest: string };
  for (const { item, version, source_digest } of (versions?.results ?? []) as Version[]) {
    getOrInsert(digestsByItem, item, () => new Map()).set(version, source_digest);
  }
  const rows = (currents?.results ?? []) as unknown as CurrentRow[];
  const states = rows.map(async (row): Promise<[string, CurrentState]> => {
    const stored = await readDocument(env.BUCKET, row);
    return [
      row.id,
      {
        seq: row.seq,
        item: stored ?? itemOfRow(row),
        incomplete: stored === null,
        sourceDigest: row.source_digest,
        versions: digestsByItem.get(row.id) ?? new Map(),
      },
    ];
  });
  return new Map(await Promise.all(states));
}

function itemOfRow(row: ItemColumns): ItemVersion {
  return {
    id: row.id,
    uri: row.uri,
    version: row.version,
    seq: 0,
    changeType: 'update',
    type: row.type,
    pubStatus: row.pub_status,
    versionCreated: row.version_created_ms,
    sections: JSON.parse(row.sections) as string[],
    subjects: JSON.parse(row.subjects) as string[],
    blocks: [],
    components: [],
    ninjs: {},
    ...(row.embargoed_until_ms !== null && { embargoedUntil: row.embargoed_until_ms }),
    ...(row.language !== null && { language: row.language }),
    ...(row.headline !== null && { headline: row.headline }),
  };
}

export async function itemExists(db: D1Database, id: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 AS found FROM items WHERE id = ?').bind(id).first()) !== null;
}

/** Location of a version's document: the row, or the bucket's key. */
export interface StoredDocument {
  document: string | null;
  key: string | null;
}

export interface VersionWrite {
  item: ItemVersion;
  /** Sequence of the previous state; 0 for a new item. */
  basedOnSeq: number;
  changeType: ChangeType;
  sourceDigest: string;
  operator: string;
  /** Of status or embargo. */
  change: ArticleChange | null;
  stored: StoredDocument;
  links: string[];
  /** ISO 8601 UTC. */
  at: string;
}

/**
 * Statements for a change of each item: sequence numbers in this order, versions, and item states. Links and
 * components are never removed: kills and restrictions must reach old versions too, which can be requested.
 */
export function versionStatements(db: D1Database, writes: readonly VersionWrite[]): D1PreparedStatement[] {
  const links = writes.flatMap(({ item, links: uris }) => uris.map((uri) => ({ uri, item: item.id })));
  const components = writes.flatMap(({ item }) => item.components.map(({ id }) => ({ id, item: item.id })));
  return [
    // Embargoes that have ended lift first, so their changes come before this one.
    ...liftStatements(db, Math.max(...writes.map(({ at }) => Date.parse(at))), {
      evenIfNone: writes.some(({ item }) => item.embargoedUntil !== undefined),
    }),
    changesStatement(db, writes),
    ...inParameters(writes.map(versionRow)).map((rows) => versionsStatement(db, rows)),
    ...inParameters(writes.map(stateRow)).map((rows) => statesStatement(db, rows)),
    ...inParameters(links).map((rows) =>
      db
        .prepare(
          `INSERT OR IGNORE INTO item_links (uri, item) SELECT value ->> 'uri', value ->> 'item' FROM json_each(?)`,
        )
        .bind(rows),
    ),
    ...inParameters(components).map((rows) =>
      db
        .prepare(
          `INSERT OR IGNORE INTO components (id, item) SELECT value ->> 'id', value ->> 'item' FROM json_each(?)`,
        )
        .bind(rows),
    ),
  ];
}

/**
 * If an item has changed since it was read, the version is null: the column refuses it, and the batch fails
 * (platform/failure.ts, unlessChanged).
 */
function changesStatement(db: D1Database, writes: readonly VersionWrite[]) {
  const rows = writes.map(({ item, basedOnSeq, changeType, at }) => ({
    item: item.id,
    version: item.version,
    basedOnSeq,
    changeType,
    at,
    now: Date.parse(at),
    type: item.type,
    language: item.language,
    sections: JSON.stringify(item.sections),
    subjects: JSON.stringify(item.subjects),
    created: item.versionCreated,
    pubStatus: item.pubStatus,
    embargoedUntil: item.embargoedUntil,
  }));
  return db
    .prepare(
      `INSERT INTO changes (item, version, change_type, at, ${CHANGE_STATE})
       SELECT value ->> 'item',
         CASE WHEN coalesce((SELECT seq FROM items WHERE id = value ->> 'item'), 0) = value ->> 'basedOnSeq'
           THEN value ->> 'version' END,
         value ->> 'changeType', value ->> 'at', value ->> 'type', value ->> 'language', value ->> 'sections', value ->> 'subjects',
         value ->> 'created', value ->> 'pubStatus', coalesce(value ->> 'embargoedUntil' >
           max(value ->> 'now', (SELECT value FROM gateway_state WHERE name = 'lifted')), 0)
       FROM json_each(?) ORDER BY key`,
    )
    .bind(JSON.stringify(rows));
}

/**
 * Sequence number of a write, valid until another row is added to the table: numbers are consecutive within a
 * batch, and the last one is the last write's. `behind` counts back from it.
 */
const SEQ = `(SELECT max(seq) FROM changes) - (value ->> 'behind')`;
const offsetFromLast = (index: number, writes: readonly VersionWrite[]) => writes.length - 1 - index;

function versionRow(
  { item, sourceDigest, operator, change, stored }: VersionWrite,
  index: number,
  writes: readonly VersionWrite[],
) {
  return {
    item: item.id,
    version: item.version,
    created: item.versionCreated,
    behind: offsetFromLast(index, writes),
    sourceDigest,
    operator,
    change,
    document: stored.document,
    key: stored.key,
  };
}

/** An existing version is only completed: bytes have arrived for one of its components. */
function versionsStatement(db: D1Database, rows: string) {
  return db
    .prepare(
      `INSERT INTO item_versions (item, version, version_created_ms, seq, source_digest, operator, change, document, document_key)
       SELECT value ->> 'item', value ->> 'version', value ->> 'created', ${SEQ}, value ->> 'sourceDigest',
         value ->> 'operator', value ->> 'change', value ->> 'document', value ->> 'key' FROM json_each(?) WHERE true
       ON CONFLICT (item, version) DO UPDATE SET document = excluded.document, document_key = excluded.document_key`,
    )
    .bind(rows);
}

function stateRow({ item }: VersionWrite, index: number, writes: readonly VersionWrite[]) {
  return {
    id: item.id,
    uri: item.uri,
    version: item.version,
    created: item.versionCreated,
    behind: offsetFromLast(index, writes),
    type: item.type,
    pubStatus: item.pubStatus,
    embargoedUntil: item.embargoedUntil ?? null,
    language: item.language ?? null,
    headline: item.headline ?? null,
    sections: JSON.stringify(item.sections),
    subjects: JSON.stringify(item.subjects),
  };
}

function statesStatement(db: D1Database, rows: string) {
  return db
    .prepare(
      `INSERT OR REPLACE INTO items (id, uri, version, version_created_ms, seq, type, pub_status, embargoed_until_ms,
         language, headline, sections, subjects)
       SELECT value ->> 'id', value ->> 'uri', value ->> 'version', value ->> 'created', ${SEQ}, value ->> 'type',
         value ->> 'pubStatus', value ->> 'embargoedUntil', value ->> 'language', value ->> 'headline',
         value ->> 'sections', value ->> 'subjects'
       FROM json_each(?) ORDER BY key`,
    )
    .bind(rows);
}

/** Scopes of active wire restrictions of these items: component ids, or '' for the item itself. */
export async function wireScopes(
  db: D1Database,
  items: readonly string[],
): Promise<{ item: string; scope: string }[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT item, CASE scope_kind WHEN 'item' THEN '' ELSE scope_id END AS scope FROM restrictions
       WHERE item IN (SELECT value FROM json_each(?)) AND source = 'wire' AND status = 'active'`,
    )
    .bind(JSON.stringify(items))
    .all<{ item: string; scope: string }>();
  return results;
}

export async function statusesOf(db: D1Database, ids: readonly string[]): Promise<Map<string, PubStatus>> {
  const { results } = await db
    .prepare('SELECT id, pub_status FROM items WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(ids))
    .all<{ id: string; pub_status: PubStatus }>();
  return new Map(results.map(({ id, pub_status }) => [id, pub_status]));
}
