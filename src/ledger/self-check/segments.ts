/**
 * What D1 finds entries by and the sums that it keeps of them, against the entries: one segment a walk, by each object. What is found wrong is
 * looked at again with each walk until it is right.
 */
import { canonical } from '../../platform/canonical.ts';
import { readMeta, setMeta } from '../object-store/meta.ts';
import { readPlace } from '../object-store/places.ts';
import type { Cell } from '../segments/cells.ts';
import { readSegment } from '../segments/seal.ts';
import type { Segment } from '../segments/segment.ts';
import { message } from '../templates.ts';
import { type StoredSegment, storedSegment, wholeSegmentAfter } from './segment-store.ts';
import type { Fault, Slice } from './types.ts';

/** Null: this walk has done its segment, or there is none. */
export async function segmentSlice(sql: SqlStorage, db: D1Database): Promise<Slice | null> {
  if (readPlace(sql, 'segments')) return null;
  const after = readMeta(sql, 'segment_checked');
  const segment = (await wholeSegmentAfter(db, after)) ?? (await wholeSegmentAfter(db, 0));
  if (!segment) return null;
  const { first, last } = segment;
  const recounted = await readSegment(db, first, last);
  const stored = await storedSegment(db, recounted);
  // It may have gone to the archive meanwhile, or D1 to an earlier point.
  const faults = stored.isWhole ? [...placesFault(recounted, stored), ...sumsFaults(recounted, stored)] : [];
  if (faults.length === 0) setMeta(sql, 'segment_checked', first);
  return { faults, place: { name: '', rest: first } };
}

function placesFault({ first, places }: Segment, stored: StoredSegment): Fault[] {
  const found = new Map(stored.places.map((row) => [`${row.facet} ${row.value}`, row]));
  const wrong = places.find(({ facet, value, count, places: text }) => {
    const row = found.get(`${facet} ${value}`);
    return row?.count !== count || row.places !== text;
  });
  if (!wrong) return [];
  const { facet, value } = wrong;
  const detail = message('self_check.places', { facet, value, first });
  return [{ kind: 'places_changed', license: '', index: first, detail }];
}

function sumsFaults({ first, cells, hours }: Segment, stored: StoredSegment): Fault[] {
  const key = ({ license, day, title, env }: Cell) => [license, day, title, env].join('\n');
  const [made, kept] = [cells, stored.cells].map((all) => new Map(all.map((cell) => [key(cell), cell])));
  const licenses = new Set<string>();
  for (const cell of [...cells, ...stored.cells])
    if (canonical(made?.get(key(cell)) ?? null) !== canonical(kept?.get(key(cell)) ?? null))
      licenses.add(cell.license);
  // By the hour there are sums of all licenses together.
  if (canonical(hours) !== canonical(stored.hours)) licenses.add('');
  return [...licenses].map((license) => ({
    kind: 'sums_changed',
    license,
    index: null,
    detail: message('self_check.sums', { first }),
  }));
}
