/** Which entries an export is of, and these, a page at a time, in the order of the log. */
import { inD1 } from '../../ledger/in-d1.ts';
import { everyEntryKeeper } from '../../ledger/outbox.ts';
import { logUnavailable } from '../../ledger/transparency/ask.ts';
import type { Env } from '../../platform/env.ts';
import { POSITIONS_AT_ONCE } from '../limits.ts';
import type { EntryPosition, Sized } from '../place.ts';
import type { LogFilter } from '../search/filter.ts';
import { searchLog, searchSizes } from '../search/search.ts';
import { CLOCKS_APART_MS } from './limits.ts';

export interface Settled {
  /** ISO 8601 UTC: D1 has every entry from before it, but for the archive's. */
  before: string;
  /** Months (yyyy-mm) of which the archive has entries, and D1 does not know that. */
  untold: string[];
}

/**
 * Up to when D1 has every entry there is: an export up to then is the same whenever it is made. Throws when
 * an object cannot be asked what it still holds back, or when D1 was put back and does not have it again.
 */
export async function settledBefore(env: Env, nowMs: number): Promise<Settled> {
  const objects = await everyEntryKeeper(env);
  const every = await Promise.all(objects.map((object) => inD1(env, object)));
  const waiting = every.flatMap(({ lackingSince }) => lackingSince ?? []);
  if (waiting.includes('')) throw logUnavailable();
  return {
    before: [new Date(nowMs - CLOCKS_APART_MS).toISOString(), ...waiting].reduce(earlier),
    untold: every.flatMap(({ untoldMonths }) => untoldMonths),
  };
}

export const earlier = (one: string, other: string): string => (one < other ? one : other);

/** Where they are: ascending, beginning after a place. */
export async function* positionsOf(
  db: D1Database,
  filter: LogFilter,
  from: EntryPosition | undefined,
): AsyncGenerator<Sized<EntryPosition>> {
  for (let after = from; ; ) {
    const search = { filter, order: 'asc' as const, limit: POSITIONS_AT_ONCE };
    const found = await searchSizes(db, { ...search, ...(after && { after }) });
    yield* found;
    after = found.at(-1);
    if (found.length < POSITIONS_AT_ONCE) return;
  }
}

/** Undefined: there is none. */
export async function lastOf(db: D1Database, filter: LogFilter): Promise<string | undefined> {
  const [last] = await searchLog(db, { filter, order: 'desc', limit: 1 });
  return last && (JSON.parse(last.body) as { id: string }).id;
}
