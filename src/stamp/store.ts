/** Entries by their id, as the stamp room reads them. */
import type { LogStore } from '../ledger/blocks/files.ts';
import { linesOfId } from '../ledger/blocks/read.ts';
import { isUse } from '../ledger/entry.ts';
import { leafText } from '../ledger/merkle.ts';
import type { Entry, UseEntry } from '../ledger/types.ts';

export interface StoredEntry<E extends Entry = Entry> {
  entry: E;
  /** base64 SHA-256, computed from the stored text. */
  leaf: string;
}

export interface EntryPosition {
  license: string;
  index: number;
}

/**
 * The entry as drained to D1; undefined: it is not there (yet). The ledger guarantees unique ids, D1 does not: a second
 * entry may have been inserted. The position from a receipt identifies the right one; without it, neither is returned.
 */
export async function entryById(
  store: LogStore,
  id: string,
  position?: EntryPosition,
): Promise<StoredEntry | undefined> {
  const stored = (await linesOfId(store, id)).map(
    ({ line }): StoredEntry => ({ entry: JSON.parse(line) as Entry, leaf: leafText(line) }),
  );
  const atPosition = stored.find(
    ({ entry }) => position && entry.license === position.license && entry.index === position.index,
  );
  return atPosition ?? (stored.length === 1 ? stored[0] : undefined);
}

export async function useById(
  store: LogStore,
  id: string,
  position?: EntryPosition,
): Promise<StoredEntry<UseEntry> | undefined> {
  const stored = await entryById(store, id, position);
  return stored && isUse(stored.entry) ? { ...stored, entry: stored.entry } : undefined;
}
