/** SQL of the stamp room: it reads the drained log and writes nothing. */
import { isUse } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import type { Entry, UseEntry } from '../ledger/types.ts';
import { timeOfId } from '../platform/ids.ts';

export interface StoredEntry<E extends Entry = Entry> {
  entry: E;
  /** base64 SHA-256, computed from the stored text, not read from the column beside it. */
  leaf: string;
}

/** Where a receipt says that its entry stands. */
export interface EntryPlace {
  license: string;
  index: number;
}

/**
 * The entry as drained to D1; undefined when it is not there (yet). That it has each id once is the ledger's rule, not D1's, where
 * somebody may have put another row beside it: a receipt says by its place which is meant, and without that neither is told.
 */
export async function entryById(
  db: D1Database,
  id: string,
  place?: EntryPlace,
): Promise<StoredEntry | undefined> {
  const body = (place && (await bodyAt(db, id, place))) ?? (await onlyBody(db, id));
  if (body === null) return undefined;
  return { entry: JSON.parse(body) as Entry, leaf: Buffer.from(leafHash(body)).toString('base64') };
}

/** The same, if it is a delivery or refusal. */
export async function useById(
  db: D1Database,
  id: string,
  place?: EntryPlace,
): Promise<StoredEntry<UseEntry> | undefined> {
  const stored = await entryById(db, id, place);
  return stored && isUse(stored.entry) ? { ...stored, entry: stored.entry } : undefined;
}

async function bodyAt(db: D1Database, id: string, { license, index }: EntryPlace): Promise<string | null> {
  return db
    .prepare('SELECT body FROM entries WHERE license = ? AND idx = ? AND id = ?')
    .bind(license, index, id)
    .first<string>('body');
}

/** The log has no index by id: the id says when to look. Null: there is none, or more than one. */
async function onlyBody(db: D1Database, id: string): Promise<string | null> {
  const idMs = timeOfId(id);
  if (idMs === null) return null;
  // Two are enough to know that there is not one.
  const { results } = await db
    .prepare('SELECT body FROM entries WHERE at = ? AND id = ? LIMIT 2')
    .bind(new Date(idMs).toISOString(), id)
    .all<{ body: string }>();
  const [row, ...others] = results;
  return row !== undefined && others.length === 0 ? row.body : null;
}
