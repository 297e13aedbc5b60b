/** SQL of products. Every version is in product_versions. */
import { searchConditions, sortedBy, whereOf } from '../../platform/conditions.ts';
import { countRows, type PageRequest } from '../../platform/paging.ts';
import type { ProductSelection } from './schemas.ts';

export interface ProductRow {
  id: string;
  name: string;
  selection: ProductSelection;
  version: number;
  created: string;
  updated: string;
}

const COLUMNS = 'id, name, selection, version, created, updated';

type Columns = Omit<ProductRow, 'selection'> & { selection: string };
const rowOf = (columns: Columns): ProductRow => ({
  ...columns,
  selection: JSON.parse(columns.selection) as ProductSelection,
});

export async function findProduct(db: D1Database, id: string): Promise<ProductRow | null> {
  const columns = await db.prepare(`SELECT ${COLUMNS} FROM products WHERE id = ?`).bind(id).first<Columns>();
  return columns && rowOf(columns);
}

const SORTED = { name: 'name COLLATE NOCASE', updated: 'updated' };
const SEARCHED = `name || ' ' || coalesce(selection ->> 'sections', '')`;

export async function listProducts(
  db: D1Database,
  { q, sort, after, limit }: PageRequest,
): Promise<ProductRow[]> {
  const { conditions, order } = sortedBy({ table: 'products', columns: SORTED, sort, after });
  const { where, values } = whereOf([...conditions, ...searchConditions('products', SEARCHED, q)]);
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM products ${where} ${order} LIMIT ?`)
    .bind(...values, limit)
    .all<Columns>();
  return results.map(rowOf);
}

export const countProducts = (db: D1Database, { q }: Pick<PageRequest, 'q'>): Promise<number> =>
  countRows(db, 'products', searchConditions('products', SEARCHED, q));

/** All products: an agency sells some dozens. */
export async function allProducts(db: D1Database): Promise<ProductRow[]> {
  const { results } = await db.prepare(`SELECT ${COLUMNS} FROM products ORDER BY id`).all<Columns>();
  return results.map(rowOf);
}

/** Of `words`, those that an article has. Reads all articles, once. */
export async function wordsOfArticles(
  db: D1Database,
  kind: 'sections' | 'subjects',
  words: readonly string[],
): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT own.value AS word FROM items, json_each(items.${kind}) AS own
       WHERE own.value IN (SELECT value FROM json_each(?))`,
    )
    .bind(JSON.stringify(words))
    .all<{ word: string }>();
  return results.map(({ word }) => word);
}

/** Newer articles that suggestions are taken from. */
const SUGGESTING_ITEMS_MAX = 5_000;

/** Sections or subjects of all products and of newer articles. */
export async function suggestedWords(db: D1Database, kind: 'sections' | 'subjects'): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT value AS word FROM (SELECT ${kind} FROM items ORDER BY version_created_ms DESC LIMIT ?), json_each(${kind})
       UNION SELECT value FROM products, json_each(selection, '$.${kind}')`,
    )
    .bind(SUGGESTING_ITEMS_MAX)
    .all<{ word: string }>();
  return results.map(({ word }) => word);
}

export async function hasArticles(db: D1Database): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM items LIMIT 1').first()) !== null;
}

export async function findProducts(db: D1Database, ids: string[]): Promise<ProductRow[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM products WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`)
    .bind(JSON.stringify(ids))
    .all<Columns>();
  return results.map(rowOf);
}

export async function existingProducts(db: D1Database, ids: string[]): Promise<Set<string>> {
  const { results } = await db
    .prepare('SELECT id FROM products WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  return new Set(results.map((row) => row.id));
}

export function insertProduct(db: D1Database, row: ProductRow): D1PreparedStatement[] {
  const { id, name, selection, version, created, updated } = row;
  return [
    db
      .prepare(`INSERT INTO products (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`)
      .bind(id, name, JSON.stringify(selection), version, created, updated),
    insertVersion(db, id),
  ];
}

/** Writes `row` over its previous version, or fails the batch (see platform/failure.ts `unlessChanged`). */
export function updateProduct(db: D1Database, row: ProductRow): D1PreparedStatement[] {
  return [
    db
      .prepare(
        'UPDATE products SET version = CASE WHEN version = ? THEN ? END, name = ?, selection = ?, updated = ? WHERE id = ?',
      )
      .bind(row.version - 1, row.version, row.name, JSON.stringify(row.selection), row.updated, row.id),
    insertVersion(db, row.id),
  ];
}

/** Stores the current row as a version, so that past decisions can be reconstructed. */
function insertVersion(db: D1Database, id: string): D1PreparedStatement {
  return db
    .prepare(
      'INSERT INTO product_versions (product, version, name, selection, at) SELECT id, version, name, selection, updated FROM products WHERE id = ?',
    )
    .bind(id);
}
