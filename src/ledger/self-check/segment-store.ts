/** SQL of the self-check of segments: what D1 keeps of one. */
import { inParameters } from '../../platform/d1.ts';
import type { Cell } from '../segments/cells.ts';
import type { HourSum } from '../segments/hours.ts';
import type { PlacesRow, Segment } from '../segments/segment.ts';
import { type CellRow, cellOf } from '../segments/store.ts';

export interface StoredSegment {
  /** Its entries are all in D1 still. */
  isWhole: boolean;
  /** Of the values that the segment has. */
  places: PlacesRow[];
  cells: Cell[];
  hours: HourSum[];
}

/** By name: a column that a later release adds is not among what this one sums up. */
const CELL_COLUMNS =
  'license, day, segment, title, env, entries, deliveries, refusals, empty, repeats, units, first_at, last_at, parts';

/** The next segment that has all its entries. */
export async function wholeSegmentAfter(
  db: D1Database,
  first: number,
): Promise<{ first: number; last: number } | null> {
  return db
    .prepare(
      'SELECT first, last FROM log_segments WHERE first > ? AND gone = 0 AND entries > 0 ORDER BY first LIMIT 1',
    )
    .bind(first)
    .first<{ first: number; last: number }>();
}

export async function storedSegment(db: D1Database, { first, places }: Segment): Promise<StoredSegment> {
  const [segment, cells, hours, ...found] = await db.batch([
    db.prepare('SELECT 1 FROM log_segments WHERE first = ? AND gone = 0').bind(first),
    db.prepare(`SELECT ${CELL_COLUMNS} FROM usage_cells WHERE segment = ?`).bind(first),
    db
      .prepare('SELECT hour, deliveries, refusals FROM log_hours WHERE segment = ? ORDER BY hour')
      .bind(first),
    ...inParameters(places.map(({ facet, value }) => [facet, value])).map((json) =>
      db
        .prepare(
          `SELECT log_places.facet, log_places.value, log_places.count, log_places.places FROM json_each(?1) AS one
           CROSS JOIN log_places ON log_places.facet = one.value ->> 0 AND log_places.value = one.value ->> 1
             AND log_places.segment = ?2`,
        )
        .bind(json, first),
    ),
  ]);
  return {
    isWhole: (segment?.results.length ?? 0) > 0,
    places: found.flatMap(({ results }) => results as PlacesRow[]),
    cells: ((cells?.results ?? []) as CellRow[]).map(cellOf),
    hours: (hours?.results ?? []) as unknown as HourSum[],
  };
}
