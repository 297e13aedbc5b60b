/** SQL of what the desk reads: lists of items, who holds them, their versions. */

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
