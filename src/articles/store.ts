/** SQL of the desk's reads: lists of items, holders, versions. */

import type { LogStore } from '../ledger/blocks/files.ts';
import { entriesFound } from '../ledger/segments/entries.ts';
import type { Entry } from '../ledger/types.ts';
import { CARRIERS_MAX } from './limits.ts';
import type { ArticleChange } from './model.ts';
import { associatedComponent, isMediaType } from './ninjs/components.ts';
import type { ItemColumns } from './read-store.ts';

/** `updated`: ISO 8601 UTC. */
export type AdminRow = Omit<ItemColumns, 'language' | 'subjects'> & { updated: string };

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

const COLUMNS = `id, uri, version, seq, type, pub_status, headline, sections, version_created_ms, embargoed_until_ms,
    (SELECT at FROM changes WHERE changes.seq = items.seq) AS updated`;

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
  /** The partner's contact for the desk, and the one for recalls. */
  contact: string | null;
  recallContact: string | null;
  /** An active endpoint of the license takes kills, so that the partner's system is notified at once. */
  pushed: boolean;
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
 * article, with the last delivered version; includes months whose entries are archived. A picture is inside
 * an article if it was delivered with it; a text has no part there, so a package that names it is enough, as
 * for the events of a recall. `before`: ISO 8601 UTC, only deliveries before it. Null: there is no such item.
 */
export async function listHolders(
  store: LogStore,
  item: string,
  offset: number,
  limit: number,
  before?: string,
): Promise<HolderRow[] | null> {
  const { DB: db } = store;
  const [itemRow, carriers] = await db.batch([
    db.prepare('SELECT uri, type FROM items WHERE id = ?').bind(item),
    db
      .prepare(
        `SELECT item FROM item_links WHERE uri = (SELECT uri FROM items WHERE id = ?1) AND item <> ?1 LIMIT ${CARRIERS_MAX}`,
      )
      .bind(item),
  ]);
  const row = itemRow?.results[0] as { uri: string; type: string } | undefined;
  if (row === undefined) return null;
  const searches: HolderSearch[] = [
    { article: item, component: null },
    ...((carriers?.results ?? []) as { item: string }[]).map((carrier) => ({
      article: carrier.item,
      component: isMediaType(row.type) ? associatedComponent(carrier.item, row.uri) : null,
    })),
  ];
  return holdersOf(store, searches, { offset, limit, before });
}

/** An article, and the component to search for. Null: any. */
interface HolderSearch {
  article: string;
  component: string | null;
}

type Reach = 'name' | 'contact' | 'recallContact' | 'pushed';
type Holding = Omit<HolderRow, Reach>;

/** Combines the entries about these articles with the notes of deleted entries. */
async function holdersOf(
  store: LogStore,
  searches: HolderSearch[],
  { offset, limit, before }: { offset: number; limit: number; before: string | undefined },
): Promise<HolderRow[]> {
  const componentOf = new Map(searches.map(({ article, component }) => [article, component]));
  const latest = new Map<string, Holding>();
  const add = (holding: Holding) => {
    const key = JSON.stringify([holding.license, holding.title, holding.article]);
    const known = latest.get(key);
    if (!known || holding.at > known.at) latest.set(key, holding);
  };
  const articles = [...componentOf.keys()];
  const kinds = ['delivery', 'external'];
  const found = entriesFound(store, {
    facets: [
      ['article', articles],
      ['kind', kinds],
    ],
    ...(before !== undefined && { to: before }),
  });
  for await (const entries of found) for (const entry of entries) addHolding(entry, componentOf, add);
  for (const holding of await deletedHoldings(store.DB, searches))
    if (before === undefined || holding.at < before) add(holding);
  const page = [...latest.values()].sort(latestFirst).slice(offset, offset + limit);
  const reach = await reachOf(store.DB, [...new Set(page.map(({ license }) => license))]);
  return page.map((holding) => ({ ...holding, ...(reach.get(holding.license) ?? UNKNOWN) }));
}

/** Adds a holding when the entry delivered the component searched for. */
function addHolding(
  entry: Entry,
  componentOf: ReadonlyMap<string, string | null>,
  add: (holding: Holding) => void,
): void {
  if (entry.kind !== 'delivery' && entry.kind !== 'external') return;
  const { license, partner, article, at, id, title = null, version = null } = entry;
  const component = article === null ? undefined : componentOf.get(article);
  if (article === null || component === undefined) return;
  const matches =
    entry.kind === 'external'
      ? component === null || entry.components.length === 0 || entry.components.includes(component)
      : entry.delivered.some((part) => component === null || part.component === component);
  if (matches) add({ license, partner, title, article, version, at, entry: id });
}

function latestFirst(one: Holding, other: Holding): number {
  const key = ({ license, title, article }: Holding) => [license, title ?? '', article].join('\n');
  return one.at === other.at ? (key(one) < key(other) ? -1 : 1) : one.at > other.at ? -1 : 1;
}

async function deletedHoldings(db: D1Database, searches: HolderSearch[]): Promise<Holding[]> {
  const { results } = await db
    .prepare(
      `SELECT license, partner, nullif(title, '') AS title, held.article, version, at, entry
       FROM json_each(?1) AS one CROSS JOIN deleted_holders AS held ON held.article = one.value ->> 'article'
       WHERE one.value ->> 'component' IS NULL OR held.component = one.value ->> 'component'`,
    )
    .bind(JSON.stringify(searches))
    .all<Holding>();
  return results;
}

const UNKNOWN: Pick<HolderRow, Reach> = { name: null, contact: null, recallContact: null, pushed: false };

/** How the partner of each license is notified of a kill. */
async function reachOf(db: D1Database, licenses: string[]): Promise<Map<string, Pick<HolderRow, Reach>>> {
  const { results } = await db
    .prepare(
      `SELECT licenses.id, name, contact, recall_contact AS recallContact, EXISTS (
         SELECT 1 FROM webhooks WHERE webhooks.license = licenses.id AND webhooks.status = 'active'
           AND (types IS NULL OR EXISTS (SELECT 1 FROM json_each(types) AS taken WHERE taken.value = 'article.killed'))) AS pushed
       FROM json_each(?) AS one CROSS JOIN licenses ON licenses.id = one.value
       CROSS JOIN partners ON partners.id = licenses.partner`,
    )
    .bind(JSON.stringify(licenses))
    .all<Omit<Pick<HolderRow, Reach>, 'pushed'> & { id: string; pushed: number }>();
  return new Map(results.map(({ id, ...reach }) => [id, { ...reach, pushed: reach.pushed === 1 }]));
}

export interface VersionLine {
  version: string;
  version_created_ms: number;
  change_type: string;
  change: ArticleChange | null;
  /** When it was stored, ISO 8601 UTC. */
  at: string;
  operator: string;
}

export async function listVersions(db: D1Database, item: string): Promise<VersionLine[]> {
  const { results } = await db
    .prepare(
      `SELECT item_versions.version, version_created_ms, changes.change_type, item_versions.change, changes.at, operator
       FROM item_versions CROSS JOIN changes ON changes.seq = item_versions.seq
       WHERE item_versions.item = ? ORDER BY item_versions.seq DESC`,
    )
    .bind(item)
    .all<VersionLine>();
  return results;
}
