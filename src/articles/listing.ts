/** Catalogue lists for partners: newest first, restricted to what their products select. */
import { type ListedRow, type ListPosition, type ListQuery, listStatement } from './read-store.ts';

export type { Selection } from '../licensing/covers.ts';
export type { ListPosition, ListQuery } from './read-store.ts';

export interface ListedItem extends ListPosition {
  /** Catalogue sequence of the listed state. */
  seq: number;
}

/** A page of the catalogue. */
export interface Listing {
  items: ListedItem[];
  next: ListPosition | null;
}

export async function listItems(db: D1Database, query: ListQuery): Promise<Listing> {
  const { results } = await listStatement(db, { ...query, limit: query.limit + 1 }).all<ListedRow>();
  const items = results
    .slice(0, query.limit)
    .map((row) => ({ id: row.id, seq: row.seq, versionCreated: row.version_created_ms }));
  const last = items.at(-1);
  return {
    items,
    next: results.length > query.limit && last ? { versionCreated: last.versionCreated, id: last.id } : null,
  };
}
