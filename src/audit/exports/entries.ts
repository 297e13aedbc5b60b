/** Which entries an export is of, and these, a page at a time, in the order of the log. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import { drainedState } from '../../ledger/drained-state.ts';
import { everyEntryKeeper } from '../../ledger/outbox.ts';
import { logUnavailable } from '../../ledger/transparency/ask.ts';
import type { Env } from '../../platform/env.ts';
import { yieldToEventLoop } from '../../platform/event-loop.ts';
import { ENTRIES_AT_ONCE, PAUSE_MS } from '../limits.ts';
import type { EntryPosition, LoggedEntry } from '../place.ts';
import type { LogFilter } from '../search/filter.ts';
import { searchLog } from '../search/search.ts';
import { CLOCKS_APART_MS } from './limits.ts';

/**
 * Up to when (ISO 8601 UTC) the log has every entry there is: an export up to then is the same whenever it is made. Throws when
 * a shard cannot be asked what it still holds back, or when the database was restored and does not have it again.
 */
export async function settledBefore(env: Env, nowMs: number): Promise<string> {
  const objects = await everyEntryKeeper(env);
  const every = await Promise.all(objects.map((object) => drainedState(env, object)));
  const waiting = every.flatMap(({ lackingSince }) => lackingSince ?? []);
  if (waiting.includes('')) throw logUnavailable();
  return [new Date(nowMs - CLOCKS_APART_MS).toISOString(), ...waiting].reduce(earlier);
}

export const earlier = (one: string, other: string): string => (one < other ? one : other);

/** Ascending, beginning after a place, a page at a time. */
export async function* entriesFrom(
  store: LogStore,
  filter: LogFilter,
  from: EntryPosition | undefined,
): AsyncGenerator<LoggedEntry[]> {
  for (let after: EntryPosition | undefined = from; ; ) {
    await yieldToEventLoop(PAUSE_MS);
    const search = { filter, order: 'asc' as const, limit: ENTRIES_AT_ONCE, mayEndEarly: true };
    const found = await searchLog(store, { ...search, ...(after && { after }) });
    if (found.length === 0) return;
    yield found;
    after = found.at(-1);
  }
}

/** Undefined: there is none. */
export async function lastOf(store: LogStore, filter: LogFilter): Promise<string | undefined> {
  const [last] = await searchLog(store, { filter, order: 'desc', limit: 1 });
  return last && (JSON.parse(last.body) as { id: string }).id;
}
