/** Bounds of an export: the instant until which the log is complete, and the last entry. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import { drainedState } from '../../ledger/drained-state.ts';
import { everyEntryKeeper } from '../../ledger/outbox.ts';
import { logUnavailable } from '../../ledger/transparency/ask.ts';
import type { Env } from '../../platform/env.ts';
import type { LogFilter } from '../search/filter.ts';
import { searchLog } from '../search/search.ts';
import { CLOCKS_APART_MS } from './limits.ts';

/**
 * The instant (ISO 8601 UTC) before which the log is complete: an export up to it is the same whenever it is
 * made. Throws when a shard does not answer what it still has to drain, or when the database was restored and
 * does not have everything yet.
 */
export async function settledBefore(env: Env, nowMs: number): Promise<string> {
  const objects = await everyEntryKeeper(env);
  const every = await Promise.all(objects.map((object) => drainedState(env, object)));
  const waiting = every.flatMap(({ lackingSince }) => lackingSince ?? []);
  if (waiting.includes('')) throw logUnavailable();
  return [new Date(nowMs - CLOCKS_APART_MS).toISOString(), ...waiting].reduce(earlier);
}

export const earlier = (a: string, b: string): string => (a < b ? a : b);

/** Undefined: no entry matches. */
export async function lastOf(store: LogStore, filter: LogFilter): Promise<string | undefined> {
  const [last] = await searchLog(store, { filter, order: 'desc', limit: 1 });
  return last && (JSON.parse(last.body) as { id: string }).id;
}
