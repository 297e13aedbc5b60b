/** SQL of the stamp room: it reads the drained log and writes nothing. */
import { isUse } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import type { Entry, UseEntry } from '../ledger/types.ts';
import { timeOfId } from '../platform/ids.ts';

export interface StoredEntry<E extends Entry = Entry> {
  entry: E;
  /** base64 SHA-256, computed from the stored text and not read from its column. */
  leaf: string;
}

export interface EntryPosition {
  license: string;
  index: number;
}

/**
 * The entry as drained to D1; undefined: it is not there (yet). The ledger guarantees unique ids, D1 does
 * not: a second row may have been inserted. The position from a receipt identifies the right one; without it,
 * neither is returned.
 */
export async function entryById(
  db: D1Database,
  id: string,
  position?: EntryPosition,
): Promise<StoredEntry | undefined> {
  const body = (position && (await bodyAt(db, id, position))) ?? (await onlyBody(db, id));
  if (body === null) return undefined;
  return { entry: JSON.parse(body) as Entry, leaf: Buffer.from(leafHash(body)).toString('base64') };
}

export async function useById(
  db: D1Database,
  id: string,
  position?: EntryPosition,
): Promise<StoredEntry<UseEntry> | undefined> {
  const stored = await entryById(db, id, position);
  return stored && isUse(stored.entry) ? { ...stored, entry: stored.entry } : undefined;
}

async function bodyAt(db: D1Database, id: string, { license, index }: EntryPosition): Promise<string | null> {
  return db
    .prepare('SELECT body FROM entries WHERE license = ? AND idx = ? AND id = ?')
    .bind(license, index, id)
    .first<string>('body');
}

/** The log has no index by id, but the id contains the time. Null: there is none, or more than one. */
async function onlyBody(db: D1Database, id: string): Promise<string | null> {
  const idMs = timeOfId(id);
  if (idMs === null) return null;
  // Two rows are enough to detect duplicates.
  const { results } = await db
    .prepare('SELECT body FROM entries WHERE at = ? AND id = ? LIMIT 2')
    .bind(new Date(idMs).toISOString(), id)
    .all<{ body: string }>();
  const [row, ...others] = results;
  return row !== undefined && others.length === 0 ? row.body : null;
}
