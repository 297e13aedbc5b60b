/** Counts activities as COUNTER requires: double-clicks once, unique items once for each session. Pure. */
import { getOrInsert } from '../../rights/get-or-insert.ts';
import type { Activity, ActivityItem } from './activity.ts';
import { DOUBLE_CLICK_MS } from './limits.ts';
import type { AccessMethod, Metric } from './words.ts';

/** Counts of one item and access method, by metric and month (YYYY-MM, UTC). */
export interface ItemCounts {
  item: ActivityItem;
  accessMethod: AccessMethod;
  counts: Counts;
}

export type Counts = Partial<Record<Metric, Record<string, number>>>;

/** `activities` in any order. Months, YYYY-MM, both inclusive. */
export function countActivities(
  activities: Activity[],
  { begin, end }: { begin: string; end: string },
): ItemCounts[] {
  const tally = new Tally();
  for (const activity of [...activities].sort((a, b) => a.atMs - b.atMs)) tally.add(activity);
  return tally.counts((month) => month >= begin && month <= end);
}

class Tally {
  readonly #rows = new Map<string, ItemCounts>();
  /** Last click by link, user and metric, and where it was counted. */
  readonly #clicks = new Map<string, { atMs: number; months: Record<string, number>; month: string }>();
  readonly #sessions = new Set<string>();

  add(activity: Activity): void {
    const { counts } = this.#rowOf(activity);
    for (const metric of activity.metrics) {
      counts[metric] ??= {};
      if (metric.startsWith('Unique_')) this.#addUnique(activity, metric, counts[metric]);
      else this.#addClick(activity, metric, counts[metric]);
    }
  }

  counts(isInPeriod: (month: string) => boolean): ItemCounts[] {
    return [...this.#rows.values()].flatMap((row) => {
      const counts = Object.fromEntries(
        Object.entries(row.counts).flatMap(([metric, months]) => {
          const counted = Object.entries(months).filter(([month, count]) => count > 0 && isInPeriod(month));
          return counted.length > 0 ? [[metric, Object.fromEntries(counted)]] : [];
        }),
      ) as Counts;
      return Object.keys(counts).length > 0 ? [{ ...row, counts }] : [];
    });
  }

  #rowOf({ item, accessMethod }: Activity): ItemCounts {
    const key = `${item.id} ${accessMethod}`;
    return getOrInsert(this.#rows, key, () => ({ item, accessMethod, counts: {} }));
  }

  /** Of two clicks within the window, only the second counts (Code of Practice 5.1, 7.2). */
  #addClick({ user, link, atMs }: Activity, metric: Metric, months: Record<string, number>): void {
    const key = `${metric} ${user} ${link}`;
    const last = this.#clicks.get(key);
    if (last && atMs - last.atMs <= DOUBLE_CLICK_MS)
      last.months[last.month] = (last.months[last.month] ?? 0) - 1;
    const month = monthOf(atMs);
    months[month] = (months[month] ?? 0) + 1;
    this.#clicks.set(key, { atMs, months, month });
  }

  /** A session is a user, a date and an hour (7.3). */
  #addUnique(
    { user, item, accessMethod, atMs }: Activity,
    metric: Metric,
    months: Record<string, number>,
  ): void {
    const hour = new Date(atMs).toISOString().slice(0, 13);
    const session = `${metric} ${accessMethod} ${item.id} ${user} ${hour}`;
    if (this.#sessions.has(session)) return;
    this.#sessions.add(session);
    const month = monthOf(atMs);
    months[month] = (months[month] ?? 0) + 1;
  }
}

const monthOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 7);
