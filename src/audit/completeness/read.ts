/** Loads the facts for a completeness report. */

import { firstRetainedMonth } from '../../ledger/archive/part.ts';
import type { LogStore } from '../../ledger/blocks/files.ts';
import { NOTE_KINDS } from '../../ledger/notes/types.ts';
import { readRetention } from '../../ledger/retention/rules.ts';
import { entriesFound } from '../../ledger/segments/entries.ts';
import type { Env } from '../../platform/env.ts';
import { deletedEntries } from '../retention/store.ts';
import type { CompletenessFacts, LedgerDay } from './report.ts';
import { bounds, type Days, edgeDays, loggedDays, watchedSince } from './store.ts';

/** `nowMs`: milliseconds, UTC. */
export async function readCompleteness(env: Env, days: Days, nowMs: number): Promise<CompletenessFacts> {
  const { DB: db } = env;
  const [from, to] = bounds(days);
  // Read at nearly the same time. Requests in between belong to the current day, which is not compared.
  const [edge, logged, notes, deleted, since] = await Promise.all([
    edgeDays(db, days),
    loggedDays(db, days),
    notesByDay(env, { from, to }),
    deletedEntries(db, { from, to }),
    watchedSince(db),
  ]);
  const ledger = logged.map(
    (day): LedgerDay => ({ ...day, entries: day.entries - (notes.get(day.day) ?? 0) }),
  );
  const uncounted = monthsUncounted(env, edge, nowMs);
  const incompleteMonths = [...deleted.map(({ month }) => month), ...uncounted];
  return { edge, ledger, incompleteMonths, since };
}

/** Months whose counts are no longer retained. */
function monthsUncounted({ RETENTION }: Env, edge: CompletenessFacts['edge'], nowMs: number): string[] {
  const rules = readRetention(RETENTION);
  const months = rules.ok ? rules.value.counts : undefined;
  if (months === undefined) return [];
  const first = firstRetainedMonth(nowMs, months);
  return edge.map(({ day }) => day.slice(0, 7)).filter((month) => month < first);
}

async function notesByDay(store: LogStore, span: { from: string; to: string }): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const entries of entriesFound(store, { ...span, facets: [['kind', NOTE_KINDS]] }))
    for (const { at } of entries) {
      const day = at.slice(0, 10);
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
  return counts;
}
