/** SQL of the stamp room: it reads the drained log and writes nothing. */
import { leafHash } from '../ledger/merkle.ts';
import type { Entry } from '../ledger/types.ts';

export interface StoredEntry {
  entry: Entry;
  /** base64 SHA-256, computed from the stored text, not read from the column beside it. */
  leaf: string;
}

/** The entry as drained to D1; undefined when it is not there (yet). */
export async function entryById(db: D1Database, id: string): Promise<StoredEntry | undefined> {
  const row = await db.prepare('SELECT body FROM entries WHERE id = ?').bind(id).first<{ body: string }>();
  if (!row) return undefined;
  return { entry: JSON.parse(row.body) as Entry, leaf: Buffer.from(leafHash(row.body)).toString('base64') };
}
