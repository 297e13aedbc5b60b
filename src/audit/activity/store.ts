/** Activity of licenses: sums by day and reason, and the last request. */
import type { Cell } from '../../ledger/segments/cells.ts';
import { cellsOf } from '../../ledger/segments/sums.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';

export interface DaySums {
  day: string;
  deliveries: number;
  refusals: number;
  units: number;
}

export interface ActivitySums {
  days: Map<string, DaySums>;
  /** Refusals by code, since `reasonsFrom`. */
  codes: Map<string, number>;
  /** Time of the last request in these days, ISO 8601 UTC. */
  lastAt: string | null;
}

/** Days are in the time zone of each license. */
export async function activitySums(
  db: D1Database,
  licenses: string[],
  { from, reasonsFrom, to }: { from: string; reasonsFrom: string; to: string },
): Promise<ActivitySums> {
  const sums: ActivitySums = { days: new Map(), codes: new Map(), lastAt: null };
  for await (const cells of cellsOf(db, { licenses, from, to, parts: true })) add(sums, cells, reasonsFrom);
  return sums;
}

function add(sums: ActivitySums, cells: Cell[], reasonsFrom: string): void {
  for (const { day, deliveries, refusals, units, lastAt, parts } of cells) {
    const sum = getOrInsert(sums.days, day, () => ({ day, deliveries: 0, refusals: 0, units: 0 }));
    sum.deliveries += deliveries;
    sum.refusals += refusals;
    sum.units += units;
    if (sums.lastAt === null || lastAt > sums.lastAt) sums.lastAt = lastAt;
    if (day < reasonsFrom) continue;
    for (const [code, entries] of Object.entries(parts.code))
      sums.codes.set(code, (sums.codes.get(code) ?? 0) + entries);
  }
}
