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

/** Where a receipt says that its entry stands. */
export interface EntryPlace {
  license: string;
  index: number;
}

/**
 * The entry as drained; undefined when it is not there (yet). That an id is there once is the ledger's rule, not the database's, where
 * somebody may have put another entry beside it: a receipt says by its place which is meant, and without that neither is returned.
 */
export async function entryById(
  store: LogStore,
  id: string,
  place?: EntryPlace,
): Promise<StoredEntry | undefined> {
  const stored = (await linesOfId(store, id)).map(
    ({ line }): StoredEntry => ({ entry: JSON.parse(line) as Entry, leaf: leafText(line) }),
  );
  const atPlace = stored.find(
    ({ entry }) => place && entry.license === place.license && entry.index === place.index,
  );
  return atPlace ?? (stored.length === 1 ? stored[0] : undefined);
}

/** The same, if it is a delivery or refusal. */
export async function useById(
  store: LogStore,
  id: string,
  place?: EntryPlace,
): Promise<StoredEntry<UseEntry> | undefined> {
  const stored = await entryById(store, id, place);
  return stored && isUse(stored.entry) ? { ...stored, entry: stored.entry } : undefined;
}
