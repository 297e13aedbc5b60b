/** Entries of the log, read a page at a time. */
import type { Address } from '../ledger/blocks/block.ts';
import type { LogStore } from '../ledger/blocks/files.ts';
import { OrderedReader } from '../ledger/blocks/ordered-reader.ts';
import { dateOfLine } from '../ledger/log/entries.ts';
import { leafText } from '../ledger/merkle.ts';
import { yieldToEventLoop } from '../platform/event-loop.ts';
import { type EntryPosition, type EntryText, positionIn } from './entry-position.ts';
import { ENTRIES_MAX, ENTRIES_MIN, PAGES_OF_A_SIZE, PAUSE_MS } from './limits.ts';
import { compareEntries, type LogFilter } from './search/filter.ts';
import { addressesOf } from './search/search.ts';

/** All matching entries after a position, oldest first, in the order of the list. */
export async function* entriesFrom(
  store: LogStore,
  filter: LogFilter,
  after?: EntryPosition,
): AsyncGenerator<EntryText[]> {
  const from = after && after.at > (filter.from ?? '') ? after.at : filter.from;
  const pages = readPages(store, addressesOf(store, { ...filter, ...(from && { from }) }), {
    isProof: false,
  });
  const isNext = ({ body }: EntryText) =>
    dateOfLine(body) !== after?.at || compareEntries('asc', positionIn(body), after) > 0;
  for await (const page of sortPages(pages)) yield page.filter(isNext);
}

/** Sorts the entries of one millisecond by license and index; they may be on two pages. */
async function* sortPages(pages: AsyncIterable<EntryText[]>): AsyncGenerator<EntryText[]> {
  let last: EntryText[] = [];
  for await (const page of pages) {
    const entries = [...last, ...page];
    const lastAt = dateOf(entries.at(-1));
    const end = 1 + entries.findLastIndex((entry) => dateOf(entry) !== lastAt);
    last = entries.splice(end);
    yield entries.sort(compareTexts);
  }
  yield last.sort(compareTexts);
}

const dateOf = (entry?: EntryText): string => (entry ? dateOfLine(entry.body) : '');

function compareTexts(a: EntryText, b: EntryText): number {
  const [aAt, bAt] = [dateOf(a), dateOf(b)];
  if (aAt !== bAt) return aAt < bAt ? -1 : 1;
  return compareEntries('asc', positionIn(a.body), positionIn(b.body));
}

/**
 * In the order of `addresses`. `isProof`: throws if an entry was deleted meanwhile, since a pack without it
 * would prove nothing. Pages grow: short answers are read in small steps, long ones in few statements.
 */
export async function* readPages(
  store: LogStore,
  lists: AsyncIterable<Address[]> | Iterable<Address[]>,
  { isProof }: { isProof: boolean },
): AsyncGenerator<EntryText[]> {
  const reader = new OrderedReader(store);
  let entriesMax = ENTRIES_MIN;
  let pages = 0;
  for await (const addresses of lists)
    for (let at = 0; at < addresses.length; ) {
      await yieldToEventLoop(PAUSE_MS);
      const { lines, read } = await reader.next(addresses.slice(at, at + entriesMax));
      if (isProof && lines.length !== read) throw new Error('entries were deleted while they were read');
      yield lines.map(({ line }) => ({ body: line, leaf: leafText(line) }));
      at += read;
      if (++pages % PAGES_OF_A_SIZE === 0) entriesMax = Math.min(2 * entriesMax, ENTRIES_MAX);
    }
}

/** Formats an entry like the list of deliveries. Pure. */
export const entryLine = ({ body, leaf }: EntryText): string[] => [body.slice(0, -1), `,"leaf":"${leaf}"}\n`];

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
