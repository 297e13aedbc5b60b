/** All that a report of completeness is made of. */
import { entriesFound } from '../reports/log/entries.ts';
import { archivedMonths } from '../store.ts';
import type { Known, LedgerDay } from './report.ts';
import { bounds, type Days, edgeDays, loggedDays, watchedSince } from './store.ts';

/** Kinds of entries that no request at the edge leads to. */
const NOTES = ['publication', 'declaration', 'adjustment', 'external'];

export async function readCompleteness(db: D1Database, days: Days): Promise<Known> {
  const [from, to] = bounds(days);
  // Of the same moment as far as can be: what comes in meanwhile is of the running day, which is not held against anything.
  const [edge, logged, notes, archived, since] = await Promise.all([
    edgeDays(db, days),
    loggedDays(db, days),
    notesByDay(db, { from, to }),
    archivedMonths(db, { from, to }),
    watchedSince(db),
  ]);
  const ledger = logged.map(
    (one): LedgerDay => ({ ...one, entries: one.entries - (notes.get(one.day) ?? 0) }),
  );
  return { edge, ledger, archived, since };
}

async function notesByDay(db: D1Database, span: { from: string; to: string }): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const entries of entriesFound(db, { ...span, facets: [['kind', NOTES]] }))
    for (const { at } of entries) {
      const day = at.slice(0, 10);
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
  return counts;
}
