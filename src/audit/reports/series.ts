/** Usage by month, day, or hour of the day, in the license's time zone. Pure. */
import type { Cell } from '../../ledger/segments/cells.ts';
import type { UsageDetail } from './schemas.ts';

/** Of an hour of the day, only the entries are counted. */
type SeriesPoint = UsageDetail['series'][number];

export function seriesOf(cells: Cell[], by: 'month' | 'day' | 'hour'): SeriesPoint[] {
  const points = new Map<string, SeriesPoint>();
  for (const cell of cells) {
    if (by === 'hour')
      for (const [at, entries] of Object.entries(cell.parts.hour)) {
        const point = points.get(at) ?? { at, entries: 0 };
        points.set(at, { at, entries: point.entries + entries });
      }
    else {
      const at = by === 'day' ? cell.day : cell.day.slice(0, 7);
      const { entries, deliveries = 0, refusals = 0, units = 0 } = points.get(at) ?? { entries: 0 };
      points.set(at, {
        at,
        entries: entries + cell.entries,
        deliveries: deliveries + cell.deliveries,
        refusals: refusals + cell.refusals,
        units: units + cell.units,
      });
    }
  }
  return [...points.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}
