/** SQL of writing the catalogue. */
import { readDocument } from '../catalogue.ts';
import type { ChangeType, ItemType, ItemVersion, PubStatus } from '../model.ts';
import type { VersionColumns } from '../read-store.ts';

/** The state of an item as a write finds it. */
export interface CurrentState {
  seq: number;
  /** The current version, as it is stored. */
  item: ItemVersion;
  /** The document is missing from the bucket: `item` has only what the catalogue's row says. */
  incomplete: boolean;
  sourceDigest: string;
  /** Every version there is, with the digest of what the newsroom sent. */
  versions: Map<string, string>;
}

/** What of an item is in its row. */
interface ItemColumns {
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

/** Null: there is no such item. One batch, so that all parts are of one moment. */
export async function readCurrent(
  env: { DB: D1Database; BUCKET: R2Bucket },
  id: string,
): Promise<CurrentState | null> {
  const [current, versions] = await env.DB.batch([
    env.DB.prepare(
      `SELECT items.*, source_digest, document, document_key
       FROM items JOIN item_versions ON item_versions.item = items.id AND item_versions.version = items.version
       WHERE items.id = ?`,
    ).bind(id),
    env.DB.prepare('SELECT version, source_digest FROM item_versions WHERE item = ?').bind(id),
  ]);
  const row = current?.results[0] as (VersionColumns & ItemColumns & { source_digest: string }) | undefined;
  if (!row) return null;
  const all = (versions?.results ?? []) as { version: string; source_digest: string }[];
  const stored = await readDocument(env.BUCKET, row);
  return {
    seq: row.seq,
    item: stored ?? itemOfRow(row),
    incomplete: stored === null,
    sourceDigest: row.source_digest,
    versions: new Map(all.map(({ version, source_digest }) => [version, source_digest])),
  };
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

/** A version's document as it is kept: in the row, or in the bucket under its key. */
export interface StoredDocument {
  document: string | null;
  key: string | null;
}

export interface VersionWrite {
  item: ItemVersion;
  /** Of the state that this was made from; 0 for a new item. */
  basedOnSeq: number;
  changeType: ChangeType;
  sourceDigest: string;
  stored: StoredDocument;
  links: string[];
  /** ISO 8601 UTC. */
  at: string;
}

/**
 * One change: its place in the one sequence, the version, and the item's state. Links and components are only ever
 * added: kills and restrictions must reach the old versions of an item too, which can still be asked for.
 */
export function versionStatements(db: D1Database, write: VersionWrite): D1PreparedStatement[] {
  const { item, links } = write;
  const components = item.components.map(({ id }) => id);
  return [
    changeStatement(db, write),
    versionStatement(db, write),
    stateStatement(db, item),
    db
      .prepare('INSERT OR IGNORE INTO item_links (uri, item) SELECT value, ? FROM json_each(?)')
      .bind(item.id, JSON.stringify(links)),
    db
      .prepare('INSERT OR IGNORE INTO components (id, item) SELECT value, ? FROM json_each(?)')
      .bind(item.id, JSON.stringify(components)),
  ];
}

/**
 * The version is null, which the column refuses and the batch with it, when the item is not in the state any more that
 * the change was made from (platform/failure.ts, unlessChanged).
 */
function changeStatement(db: D1Database, { item, basedOnSeq, changeType, at }: VersionWrite) {
  return db
    .prepare(
      `INSERT INTO changes (item, version, change_type, at)
       VALUES (?1, CASE WHEN coalesce((SELECT seq FROM items WHERE id = ?1), 0) = ?5 THEN ?2 END, ?3, ?4)`,
    )
    .bind(item.id, item.version, changeType, at, basedOnSeq);
}

/** A version that is there already is only ever completed: bytes have come for one of its components. */
function versionStatement(db: D1Database, { item, sourceDigest, stored }: VersionWrite) {
  return db
    .prepare(
      `INSERT INTO item_versions (item, version, version_created_ms, seq, source_digest, document, document_key)
       SELECT ?, ?, ?, max(seq), ?, ?, ? FROM changes WHERE true
       ON CONFLICT (item, version) DO UPDATE SET document = excluded.document, document_key = excluded.document_key`,
    )
    .bind(item.id, item.version, item.versionCreated, sourceDigest, stored.document, stored.key);
}

function stateStatement(db: D1Database, item: ItemVersion) {
  return db
    .prepare(
      `INSERT OR REPLACE INTO items (id, uri, version, version_created_ms, seq, type, pub_status, embargoed_until_ms,
         language, headline, sections, subjects)
       SELECT ?, ?, ?, ?, max(seq), ?, ?, ?, ?, ?, ?, ? FROM changes`,
    )
    .bind(
      item.id,
      item.uri,
      item.version,
      item.versionCreated,
      item.type,
      item.pubStatus,
      item.embargoedUntil ?? null,
      item.language ?? null,
      item.headline ?? null,
      JSON.stringify(item.sections),
      JSON.stringify(item.subjects),
    );
}

/** What the wire's restrictions of an item that hold now are about: component ids, '' for the item itself. */
export async function wireScopes(db: D1Database, item: string): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT CASE scope_kind WHEN 'item' THEN '' ELSE scope_id END AS scope FROM restrictions
       WHERE item = ? AND source = 'wire' AND status = 'active'`,
    )
    .bind(item)
    .all<{ scope: string }>();
  return results.map((row) => row.scope);
}
