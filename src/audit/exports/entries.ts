/** Which entries an export is of, and these, a page at a time, in the order of the log. */
import { inD1 } from '../../ledger/in-d1.ts';
import { everyObject } from '../../ledger/outbox.ts';
import { logUnavailable } from '../../ledger/transparency/ask.ts';
import type { Env } from '../../platform/env.ts';
import type { EntryPosition } from '../place.ts';
import type { LogFilter } from '../search/filter.ts';
import { searchLog } from '../search/search.ts';
import { CLOCKS_APART_MS, ENTRIES_AT_ONCE } from './limits.ts';

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
  const objects = await everyObject(env);
  const every = await Promise.all(objects.map((object) => inD1(env, object)));
  const waiting = every.flatMap(({ lackingSince }) => lackingSince ?? []);
  if (waiting.includes('')) throw logUnavailable();
  return {
    before: [new Date(nowMs - CLOCKS_APART_MS).toISOString(), ...waiting].reduce(earlier),
    untold: every.flatMap(({ untoldMonths }) => untoldMonths),
  };
}

export const earlier = (one: string, other: string): string => (one < other ? one : other);

/** Ascending, beginning after a place. */
export async function* entriesOf(
  db: D1Database,
  filter: LogFilter,
  from: EntryPosition | undefined,
): AsyncGenerator<{ leaf: string; body: string }[]> {
  for (let after = from; ; ) {
    const search = { filter, order: 'asc' as const, limit: ENTRIES_AT_ONCE };
    const page = await searchLog(db, { ...search, ...(after && { after }) });
    if (page.length > 0) yield page;
    after = page.at(-1);
    if (page.length < ENTRIES_AT_ONCE) return;
  }
}

/** Undefined: there is none. */
export async function lastOf(db: D1Database, filter: LogFilter): Promise<string | undefined> {
  const [last] = await searchLog(db, { filter, order: 'desc', limit: 1 });
  return last && (JSON.parse(last.body) as { id: string }).id;
}
