/** Entries whose positions and sizes are known, read a page at a time. */

import type { LogStore } from '../ledger/blocks/files.ts';
import { yieldToEventLoop } from '../platform/event-loop.ts';
import { ENTRIES_AT_ONCE, PAGE_BYTES_MAX, PAGE_BYTES_MIN, PAGES_OF_A_SIZE, PAUSE_MS } from './limits.ts';
import { type Addressed, entriesAt, type StoredBody } from './store.ts';

/** `bytes`: UTF-8 bytes of the entry's text. */
export type SizedAddress = Addressed & { bytes: number };

type SizedAddresses = AsyncIterable<SizedAddress> | Iterable<SizedAddress>;

/** In the order of `addresses`. */
export async function* readPages(store: LogStore, addresses: SizedAddresses): AsyncGenerator<StoredBody[]> {
  for await (const page of pagesBySize(addresses)) {
    await yieldToEventLoop(PAUSE_MS);
    yield await entriesAt(store, page);
  }
}

/**
 * A page has at most `bytesMax` bytes, unless one entry is larger. Page size doubles every PAGES_OF_A_SIZE
 * pages: short answers read in small steps, long ones in few statements. Pure.
 */
export async function* pagesBySize(addresses: SizedAddresses): AsyncGenerator<SizedAddress[]> {
  let page: SizedAddress[] = [];
  let bytes = 0;
  let bytesMax = PAGE_BYTES_MIN;
  let pages = 0;
  for await (const address of addresses) {
    const isFull = page.length === ENTRIES_AT_ONCE || bytes + address.bytes > bytesMax;
    if (isFull && page.length > 0) {
      yield page;
      [page, bytes] = [[], 0];
      if (++pages % PAGES_OF_A_SIZE === 0) bytesMax = Math.min(2 * bytesMax, PAGE_BYTES_MAX);
    }
    page.push(address);
    bytes += address.bytes;
  }
  if (page.length > 0) yield page;
}

/** Formats an entry like the list of deliveries; the body is RFC 8785 text. Pure. */
export const entryLine = ({ body, leaf }: Pick<StoredBody, 'body' | 'leaf'>): string[] => [
  body.slice(0, -1),
  `,"leaf":"${leaf}"}\n`,
];

export function* chunksOf<T>(values: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const value of values) {
    chunk.push(value);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
