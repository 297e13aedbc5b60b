/** SQL of the desk's reads: lists of items, holders, versions. */
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
  embargoed_until_ms: number | null;
}

/**
 * `stopped`: held and killed items; `embargoed`: items under an embargo. Each has its own index, because they
 * are few.
 */
export interface DeskFilter {
  of: 'all' | 'stopped' | 'embargoed';
  pubStatus?: string | undefined;
  section?: string | undefined;
  type?: string | undefined;
  uri?: string | undefined;
  /** Substrings of the headline; all are required. */
  words: string[];
}

const COLUMNS =
  'id, uri, version, seq, type, pub_status, headline, sections, version_created_ms, embargoed_until_ms';

const PARTS: Record<DeskFilter['of'], [table: string, where: string]> = {
  all: ['items', 'seq < ?2'],
  stopped: ['items INDEXED BY items_stopped', `pub_status <> 'usable' AND seq < ?2`],
  embargoed: ['items INDEXED BY items_by_embargo', 'embargoed_until_ms > ?1 AND seq < ?2'],
};

/** Lists items, latest change first. `now`: milliseconds, UTC. */
export async function listForDesk(
  db: D1Database,
  { of, pubStatus, section, type, uri, words }: DeskFilter,
  { below, limit, now }: { below: number; limit: number; now: number },
): Promise<AdminRow[]> {
  const values: (string | number)[] = [now, below];
  const bind = (value: string) => `?${values.push(value)}`;
  const [table, part] = PARTS[of];
  const where = [part];
  if (pubStatus !== undefined) where.push(`pub_status = ${bind(pubStatus)}`);
  if (section !== undefined)
    where.push(`EXISTS (SELECT 1 FROM json_each(sections) WHERE value = ${bind(section)})`);
  if (type !== undefined) where.push(`type = ${bind(type)}`);
  if (uri !== undefined) where.push(`uri = ${bind(uri)}`);
  for (const word of words) where.push(`instr(lower(headline), lower(${bind(word)})) > 0`);
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM ${table} WHERE ${where.join(' AND ')} ORDER BY seq DESC LIMIT ?${values.push(limit)}`,
    )
    .bind(...values)
    .all<AdminRow>();
  return results;
}

/** Returns rows in any order. */
export async function rowsForDesk(db: D1Database, ids: readonly string[]): Promise<AdminRow[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM items WHERE id IN (SELECT value FROM json_each(?))`)
    .bind(JSON.stringify(ids))
    .all<AdminRow>();
  return results;
}

export interface HolderRow {
  license: string;
  partner: string;
  name: string | null;
  /** The partner's contact for the desk. */
  contact: string | null;
  title: string | null;
  /** The item itself, or the article with which it was delivered. */
  article: string;
  /**
   * Version of that article. Null: it was delivered outside of the gateway, and the version was not reported.
   */
  version: string | null;
  at: string;
  entry: string;
}

/**
 * Lists the holders of the item, itself or inside another one, latest first: one row per license, title and
 * article, with the last delivered version; includes months whose entries are archived. Null: the item does
 * not exist.
 */
export async function listHolders(
  db: D1Database,
  item: string,
  offset: number,
  limit: number,
): Promise<HolderRow[] | null> {
  const [itemRow, carriers] = await db.batch([
    db.prepare('SELECT uri FROM items WHERE id = ?').bind(item),
    db
      .prepare(
        `SELECT item FROM item_links WHERE uri = (SELECT uri FROM items WHERE id = ?1) AND item <> ?1 LIMIT ${CARRIERS_MAX}`,
      )
      .bind(item),
  ]);
  const uri = (itemRow?.results[0] as { uri: string } | undefined)?.uri;
  if (uri === undefined) return null;
  const searches: HolderSearch[] = [
    { article: item, component: null },
    ...((carriers?.results ?? []) as { item: string }[]).map((carrier) => ({
      article: carrier.item,
      component: associatedComponent(carrier.item, uri),
    })),
  ];
  return holdersOf(db, searches, offset, limit);
}

/** An article, and the component to search for. Null: any. */
interface HolderSearch {
  article: string;
  component: string | null;
}

/** Combines the index of sealed entries, the entries after it, and the archive's notes. */
async function holdersOf(
  db: D1Database,
  searches: HolderSearch[],
  offset: number,
  limit: number,
): Promise<HolderRow[]> {
  const articles = searches.map(({ article }) => article);
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
       SELECT let_out.license, let_out.partner, partners.name, partners.contact, title, article, let_out.version, max(at) AS at, entry
       FROM let_out LEFT JOIN partners ON partners.id = let_out.partner
       GROUP BY let_out.license, title, article
       ORDER BY max(at) DESC, let_out.license, title, article LIMIT ?3 OFFSET ?4`,
    )
    .bind(JSON.stringify(searches), sealed, limit, offset, ...pages)
    .all<HolderRow>();
  return results;
}

export interface VersionLine {
  version: string;
  version_created_ms: number;
  change_type: string | null;
}

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
