/** Entries by day or hour in the zone of each license. Pure. */
import type { z } from '@hono/zod-openapi';
import type { Cell } from '../../../ledger/segments/cells.ts';
import { getOrInsert } from '../../../rights/get-or-insert.ts';
import type { activityAnswer } from './schemas.ts';

type ActivityReport = Omit<z.output<typeof activityAnswer>, 'period' | 'at'>;
type Counts = ActivityReport['totals'];

export interface HourCount {
  /** YYYY-MM-DD, and `00` to `23`. */
  day: string;
  hour: string;
  entries: number;
  refusals: number;
}

/** The timeline has the days or hours with entries, in order: `2026-10-05` or `2026-10-05T14`. */
export function activityReport(counts: HourCount[], granularity: 'hour' | 'day'): ActivityReport {
  const totals = none();
  const points = new Map<string, Counts>();
  const ofDay = new Map(HOURS.map((hour) => [hour, none()]));
  for (const hourCount of counts) {
    const at = granularity === 'day' ? hourCount.day : `${hourCount.day}T${hourCount.hour}`;
    const point = getOrInsert(points, at, none);
    for (const sum of [totals, point, ofDay.get(hourCount.hour) ?? none()]) add(sum, hourCount);
  }
  return {
    totals,
    timeline: [...points].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, sum]) => ({ at, ...sum })),
    hours: [...ofDay].map(([hour, sum]) => ({ hour, ...sum })),
  };
}

export function hoursOf(cells: readonly Cell[]): HourCount[] {
  return cells.flatMap(({ day, parts }) =>
    Object.entries(parts.hour).map(([hour, entries]) => ({
      ...{ day, hour, entries },
      refusals: parts.hourRefused[hour] ?? 0,
    })),
  );
}

function add(sum: Counts, { entries, refusals }: Pick<HourCount, 'entries' | 'refusals'>): void {
  sum.entries += entries;
  sum.refusals += refusals;
  sum.deliveries += entries - refusals;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
const none = (): Counts => ({ entries: 0, deliveries: 0, refusals: 0 });
