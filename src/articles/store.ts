/** SQL of what the desk reads: lists of items, who holds them, their versions. */
import { numbersWith } from '../ledger/segments/store.ts';
import { inParameters } from '../platform/d1.ts';
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
  /** Of that article; null: it left by another door, and nobody said which it was. */
  version: string | null;
  at: string;
  entry: string;
}

/**
 * Who was let have the item, by itself or inside another one, latest first: one row a license, title and article, with
 * the last version that it got; also of months whose entries have gone to the archive. Null: there is no such item.
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
  const wanted: Wanted[] = [
    { article: item, component: null },
    ...((carriers?.results ?? []) as { item: string }[]).map((carrier) => ({
      article: carrier.item,
      component: associatedComponent(carrier.item, uri),
    })),
  ];
  return holdersOf(db, wanted, offset, limit);
}

/** An article, and which component of it is looked for; null: any. */
interface Wanted {
  article: string;
  component: string | null;
}

/** From the index of what is sealed, from the entries after it as they are, and from what the archive has noted. */
async function holdersOf(
  db: D1Database,
  wanted: Wanted[],
  offset: number,
  limit: number,
): Promise<HolderRow[]> {
  const articles = wanted.map(({ article }) => article);
  const { numbers, sealed } = await numbersWith(db, 'article', articles);
  const pages = numbers.length > 0 ? inParameters(numbers) : ['[]'];
  const { results } = await db
    .prepare(
      `WITH wanted AS MATERIALIZED (SELECT value ->> 'article' AS article, value ->> 'component' AS component FROM json_each(?1)),
       found AS (
         SELECT license, partner, article, kind, at, id, body FROM entries
         WHERE ${pages.map((_, page) => `n IN (SELECT value FROM json_each(?${page + 5}))`).join(' OR ')}
         UNION ALL
         SELECT license, partner, article, kind, at, id, body FROM entries
         WHERE n > ?2 AND article IN (SELECT article FROM wanted)),
       let_out AS (
         SELECT license, partner, body ->> 'title' AS title, found.article, body ->> 'version' AS version, at, id AS entry
         FROM found JOIN wanted ON wanted.article = found.article
         WHERE CASE kind
           WHEN 'delivery' THEN CASE WHEN component IS NULL THEN json_array_length(body, '$.delivered') > 0
             ELSE EXISTS (SELECT 1 FROM json_each(body, '$.delivered') AS one WHERE one.value ->> 'component' = component) END
           WHEN 'external' THEN component IS NULL OR json_array_length(body, '$.components') = 0
             OR EXISTS (SELECT 1 FROM json_each(body, '$.components') AS one WHERE one.value = component) END
         UNION ALL
         SELECT license, partner, nullif(title, ''), archived_holders.article, version, at, entry
         FROM wanted CROSS JOIN archived_holders ON archived_holders.article = wanted.article
         WHERE wanted.component IS NULL OR archived_holders.component = wanted.component)
       SELECT let_out.license, let_out.partner, partners.name, title, article, let_out.version, max(at) AS at, entry
       FROM let_out LEFT JOIN partners ON partners.id = let_out.partner
       GROUP BY let_out.license, title, article
       ORDER BY max(at) DESC, let_out.license, title, article LIMIT ?3 OFFSET ?4`,
    )
    .bind(JSON.stringify(wanted), sealed, limit, offset, ...pages)
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
