/** SQL of what the desk reads: lists of items, who holds them, their versions. */
import { CARRIERS_MAX } from './limits.ts';
import { associatedComponent } from './ninjs/components.ts';

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
  /** The item itself, or an article that contains it, with which it was let out. */
  article: string;
  /** Of that article. */
  version: string;
  at: string;
  entry: string;
}

/**
 * Who was let have the item, by itself or inside another one, latest first: one row a license, title and article, with
 * the last version that it got. Null: there is no such item.
 */
export async function listHolders(
  db: D1Database,
  item: string,
  offset: number,
  limit: number,
): Promise<HolderRow[] | null> {
  const [own, carriers] = await db.batch([
    db.prepare('SELECT uri FROM items WHERE id = ?').bind(item),
    db
      .prepare(
        `SELECT item FROM item_links WHERE uri = (SELECT uri FROM items WHERE id = ?1) AND item <> ?1 LIMIT ${CARRIERS_MAX}`,
      )
      .bind(item),
  ]);
  const uri = (own?.results[0] as { uri: string } | undefined)?.uri;
  if (uri === undefined) return null;
  const parts = ((carriers?.results ?? []) as { item: string }[]).map((carrier) =>
    associatedComponent(carrier.item, uri),
  );
  const { results } = await db
    .prepare(
      `WITH let_out AS (
         SELECT * FROM entries WHERE article = ?1 AND json_array_length(body, '$.delivered') > 0
         UNION ALL
         SELECT entries.* FROM json_each(?2) AS part CROSS JOIN components ON components.id = part.value
         CROSS JOIN entries ON entries.article = components.item
         WHERE EXISTS (SELECT 1 FROM json_each(body, '$.delivered') AS one WHERE one.value ->> 'component' = part.value))
       SELECT let_out.license, let_out.partner, partners.name, body ->> 'title' AS title, article,
         body ->> 'version' AS version, max(at) AS at, let_out.id AS entry
       FROM let_out LEFT JOIN partners ON partners.id = let_out.partner WHERE outcome = 'permit'
       GROUP BY let_out.license, body ->> 'title', article
       ORDER BY max(at) DESC, let_out.license, body ->> 'title', article LIMIT ?3 OFFSET ?4`,
    )
    .bind(item, JSON.stringify(parts), limit, offset)
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
