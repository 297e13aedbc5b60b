/** SQL of writing the catalogue. All statements of one change go into one batch, in the order given here. */
import type { ItemVersion } from './model.ts';

export interface CurrentRow {
  version: string;
  version_created_ms: number;
  seq: number;
  pub_status: ItemVersion['pubStatus'];
}

export interface VersionRow {
  version: string;
  version_created_ms: number;
  source_digest: string;
}

export interface StoredItem {
  current: CurrentRow | null;
  versions: VersionRow[];
}

const NEWEST = '(SELECT max(seq) FROM changes)';

export async function findStored(db: D1Database, id: string): Promise<StoredItem> {
  const [current, versions] = await db.batch([
    db.prepare('SELECT version, version_created_ms, seq, pub_status FROM items WHERE id = ?').bind(id),
    db
      .prepare(
        'SELECT version, version_created_ms, source_digest FROM item_versions WHERE item = ? ORDER BY seq DESC',
      )
      .bind(id),
  ]);
  return {
    current: (current?.results[0] as CurrentRow | undefined) ?? null,
    versions: (versions?.results ?? []) as VersionRow[],
  };
}

export async function findItemId(db: D1Database, id: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 AS found FROM items WHERE id = ?').bind(id).first()) !== null;
}

export interface VersionWrite {
  item: ItemVersion;
  sourceDigest: string;
  /** Inline, or the key of the document in the bucket. */
  document: { text: string } | { key: string };
  links: string[];
  /** ISO 8601 UTC. */
  at: string;
}

/** A new version as the item's current state. Fails as a whole when the version exists already. */
export function versionStatements(
  db: D1Database,
  { item, sourceDigest, document, links, at }: VersionWrite,
): D1PreparedStatement[] {
  return [
    db
      .prepare('INSERT INTO changes (item, version, change_type, at) VALUES (?, ?, ?, ?)')
      .bind(item.id, item.version, item.changeType, at),
    db
      .prepare(
        `INSERT INTO item_versions (item, version, version_created_ms, seq, source_digest, document, document_key)
         VALUES (?, ?, ?, ${NEWEST}, ?, ?, ?)`,
      )
      .bind(
        item.id,
        item.version,
        item.versionCreated,
        sourceDigest,
        'text' in document ? document.text : null,
        'key' in document ? document.key : null,
      ),
    db
      .prepare(
        `INSERT OR REPLACE INTO items (id, uri, version, version_created_ms, seq, type, pub_status, embargoed_until_ms, language, headline, sections, subjects)
         VALUES (?, ?, ?, ?, ${NEWEST}, ?, ?, ?, ?, ?, ?, ?)`,
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
      ),
    db.prepare('DELETE FROM item_links WHERE item = ?').bind(item.id),
    db
      .prepare('INSERT OR IGNORE INTO item_links (uri, item) SELECT value, ? FROM json_each(?)')
      .bind(item.id, JSON.stringify(links)),
    db.prepare('DELETE FROM components WHERE item = ?').bind(item.id),
    db
      .prepare('INSERT INTO components (id, item) SELECT value, ? FROM json_each(?)')
      .bind(item.id, JSON.stringify(item.components.map(({ id }) => id))),
  ];
}

/** Items that contain a killed one get a new sequence, so that no cached state of theirs is judged on any more. */
export function touchContainingStatements(db: D1Database, uri: string, at: string): D1PreparedStatement[] {
  const containing = 'SELECT item FROM item_links WHERE uri = ?';
  return [
    db
      .prepare(
        `INSERT INTO changes (item, version, change_type, at) SELECT id, version, 'advisory', ? FROM items WHERE id IN (${containing})`,
      )
      .bind(at, uri),
    db
      .prepare(
        `UPDATE items SET seq = (SELECT max(seq) FROM changes WHERE changes.item = items.id) WHERE id IN (${containing})`,
      )
      .bind(uri),
  ];
}

/** The item's state has changed without a new version: bytes have come. */
export function touchStatements(db: D1Database, id: string, at: string): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO changes (item, version, change_type, at) SELECT id, version, 'advisory', ? FROM items WHERE id = ?`,
      )
      .bind(at, id),
    db.prepare(`UPDATE items SET seq = ${NEWEST} WHERE id = ?`).bind(id),
  ];
}

/** Sets digest and content of one component in place, so that two deliveries of bytes at once do not undo each other. */
export function contentStatement(
  db: D1Database,
  {
    item,
    version,
    place,
    component,
    digest,
    content,
  }: { item: string; version: string; place: number; component: string; digest: string; content: unknown },
): D1PreparedStatement {
  const at = `$.components[${place}]`;
  return db
    .prepare(
      `UPDATE item_versions SET document = json_set(document, ?1, ?2, ?3, json(?4))
       WHERE item = ?5 AND version = ?6 AND document IS NOT NULL AND document ->> ?7 = ?8`,
    )
    .bind(
      `${at}.digest`,
      digest,
      `${at}.content`,
      JSON.stringify(content),
      item,
      version,
      `${at}.id`,
      component,
    );
}

export interface AdminRow {
  id: string;
  uri: string;
  version: string;
  seq: number;
  type: string;
  pub_status: string;
  headline: string | null;
  sections: string;
  version_created_ms: number;
}

/** Latest change first. */
export async function listForDesk(db: D1Database, beforeSeq: number, limit: number): Promise<AdminRow[]> {
  const { results } = await db
    .prepare(
      'SELECT id, uri, version, seq, type, pub_status, headline, sections, version_created_ms FROM items WHERE seq < ? ORDER BY seq DESC LIMIT ?',
    )
    .bind(beforeSeq, limit)
    .all<AdminRow>();
  return results;
}

export interface HolderRow {
  license: string;
  partner: string;
  name: string | null;
  title: string | null;
  version: string;
  at: string;
  entry: string;
}

/** Who was let have the item, latest first: one row a license and title, with the last version that it got. */
export async function listHolders(
  db: D1Database,
  item: string,
  offset: number,
  limit: number,
): Promise<HolderRow[]> {
  const { results } = await db
    .prepare(
      `SELECT entries.license, entries.partner, partners.name, body ->> 'title' AS title, body ->> 'version' AS version, max(at) AS at, entries.id AS entry
       FROM entries LEFT JOIN partners ON partners.id = entries.partner
       WHERE article = ? AND outcome = 'permit' AND json_array_length(body, '$.delivered') > 0
       GROUP BY entries.license, body ->> 'title' ORDER BY max(at) DESC, entries.license LIMIT ? OFFSET ?`,
    )
    .bind(item, limit, offset)
    .all<HolderRow>();
  return results;
}

export async function linksOf(db: D1Database, item: string): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT uri FROM item_links WHERE item = ?')
    .bind(item)
    .all<{ uri: string }>();
  return results.map(({ uri }) => uri);
}

export interface VersionLine {
  version: string;
  version_created_ms: number;
  change_type: string | null;
}

/** Versions of an item, latest first. */
export async function listVersions(db: D1Database, item: string): Promise<VersionLine[]> {
  const { results } = await db
    .prepare(
      `SELECT item_versions.version, version_created_ms, changes.change_type FROM item_versions
       LEFT JOIN changes ON changes.seq = item_versions.seq WHERE item_versions.item = ? ORDER BY item_versions.seq DESC`,
    )
    .bind(item)
    .all<VersionLine>();
  return results;
}
