/** Cells of entries, and postings of offsets, each from nothing but these. */
import { Calendar, type ZoneOf } from '../../../src/ledger/segments/calendar.ts';
import { type Cell, CellCount } from '../../../src/ledger/segments/cells.ts';
import { Postings } from '../../../src/ledger/segments/postings.ts';
import type { Entry } from '../../../src/ledger/types.ts';

export function cellsOf(entries: Iterable<Entry>, zoneOf: ZoneOf): Cell[] {
  const count = new CellCount(new Calendar(zoneOf));
  for (const entry of entries) count.add(entry);
  return count.cells();
}

/** In any order; duplicates are allowed. */
export function packPostings(offsets: Iterable<number>): string {
  const postings = new Postings();
  for (const offset of offsets) postings.add(offset);
  return postings.pack();
}
