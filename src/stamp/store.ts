/** SQL of the stamp room: it reads the drained log and writes nothing. */
import { leafHash } from '../ledger/merkle.ts';
import type { Entry } from '../ledger/types.ts';
import { timeOfId } from '../platform/ids.ts';

export interface StoredEntry {
  entry: Entry;
  /** base64 SHA-256, computed from the stored text, not read from the column beside it. */
  leaf: string;
}

/**
 * How far the time of an entry of an earlier release may be from that in its id, milliseconds: its clock was read twice, once for all
 * who were written together, and for each of them.
 */
const ENTERED_WITHIN_MS = 100;

/** The entry as drained to D1; undefined when it is not there (yet). The log has no index by id: the id says when to look. */
export async function entryById(db: D1Database, id: string): Promise<StoredEntry | undefined> {
  const idMs = timeOfId(id);
  if (idMs === null) return undefined;
  const row = (await entryWithin(db, id, idMs, 0)) ?? (await entryWithin(db, id, idMs, ENTERED_WITHIN_MS));
  if (!row) return undefined;
  return { entry: JSON.parse(row.body) as Entry, leaf: Buffer.from(leafHash(row.body)).toString('base64') };
}

/** Of what was entered at most `marginMs` before or after an instant. */
function entryWithin(
  db: D1Database,
  id: string,
  idMs: number,
  marginMs: number,
): Promise<{ body: string } | null> {
  const iso = (ms: number) => new Date(ms).toISOString();
  return db
    .prepare('SELECT body FROM entries WHERE at BETWEEN ? AND ? AND id = ? LIMIT 1')
    .bind(iso(idMs - marginMs), iso(idMs + marginMs), id)
    .first();
}
