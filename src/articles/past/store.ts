/** SQL of past states of an item and of the items that it contains. */
import type { VersionColumns } from '../read-store.ts';

export interface NamedColumns {
  id: string;
  uri: string;
}

export interface ChangedColumns {
  item: string;
  seq: number;
  version: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** `document` has no members that only text readers need. */
export type StateColumns = VersionColumns & { item: string };

/** The item ?1 and the items that it contains. */
const OWN = `SELECT ?1 AS id UNION SELECT items.id FROM item_links INDEXED BY item_links_by_item
  JOIN items ON items.uri = item_links.uri WHERE item_links.item = ?1`;

/** Names, changes and states of the item and of the items that it contains, and the requested versions. */
export function historyStatements(
  db: D1Database,
  item: string,
  versions: readonly string[],
): D1PreparedStatement[] {
  return [
    db.prepare(`SELECT id, uri FROM items WHERE id IN (${OWN})`).bind(item),
    db.prepare(`SELECT item, seq, version, at FROM changes WHERE item IN (${OWN}) ORDER BY seq`).bind(item),
    db
      .prepare(
        `SELECT item, version, document_key, json_remove(document, '$.blocks', '$.components', '$.ninjs', '$.extra') AS document
         FROM item_versions WHERE item IN (${OWN})`,
      )
      .bind(item),
    db
      .prepare(
        `SELECT version, document, document_key FROM item_versions
         WHERE item = ? AND version IN (SELECT value FROM json_each(?))`,
      )
      .bind(item, JSON.stringify(versions)),
  ];
}
