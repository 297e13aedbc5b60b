/** A segment while it is read: what is in it, where, and how it counts. Pure. */
import { OPERATORS_LOG } from '../names.ts';
import type { Entry } from '../types.ts';
import { type Cell, CellCount, type ZoneOf } from './cells.ts';
import { type Facet, facetsOf } from './facets.ts';
import { HourCount, type HourSum } from './hours.ts';
import { Places } from './places.ts';

/** A row of the log as it is read to be sealed. */
export interface LogLine {
  n: number;
  id: string;
  license: string;
  /** Put back from the archive: found again, not counted again. */
  again: boolean;
  body: string;
}

export interface PlacesRow {
  facet: Facet;
  value: string;
  count: number;
  places: string;
}

/** Both ends included. */
export interface Segment {
  first: number;
  last: number;
  firstAt: string | null;
  lastAt: string | null;
  /** That can be found. */
  entries: number;
  places: PlacesRow[];
  cells: Cell[];
  hours: HourSum[];
  /** Every row that was there, also those that nobody finds: by these the segment is known to be what was read. */
  seen: [n: number, id: string][];
}

export class SegmentDraft {
  readonly #first: number;
  readonly #places = new Map<string, { facet: Facet; value: string; places: Places }>();
  readonly #cells: CellCount;
  readonly #hours = new HourCount();
  readonly #seen: Segment['seen'] = [];
  #entries = 0;
  #firstAt: string | null = null;
  #lastAt: string | null = null;

  constructor(first: number, zoneOf: ZoneOf) {
    this.#first = first;
    this.#cells = new CellCount(zoneOf);
  }

  /** `entry`: what the line says; null: nothing that can be found. */
  add({ n, id, again }: LogLine, entry: Entry | null): void {
    this.#seen.push([n, id]);
    if (!entry) return;
    this.#entries++;
    if (this.#firstAt === null || entry.at < this.#firstAt) this.#firstAt = entry.at;
    if (this.#lastAt === null || entry.at > this.#lastAt) this.#lastAt = entry.at;
    for (const [facet, value] of facetsOf(entry)) {
      const key = `${facet} ${value}`;
      let row = this.#places.get(key);
      if (!row) {
        row = { facet, value, places: new Places() };
        this.#places.set(key, row);
      }
      row.places.add(n - this.#first);
    }
    if (again) return;
    this.#cells.add(entry);
    this.#hours.add(entry);
  }

  end(last: number): Segment {
    const places = [...this.#places.entries()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { facet, value, places }]) => ({
        facet,
        value,
        count: places.count(),
        places: places.pack(),
      }));
    return {
      first: this.#first,
      last,
      firstAt: this.#firstAt,
      lastAt: this.#lastAt,
      entries: this.#entries,
      places,
      cells: this.#cells.cells(),
      hours: this.#hours.sums(),
      seen: this.#seen,
    };
  }
}

/**
 * The entry of a row. Null: one of the operators' log, which says other things, or a text that is no entry, which the self-check
 * tells: neither may keep the others from being found.
 */
export function entryOf({ license, body }: Pick<LogLine, 'license' | 'body'>): Entry | null {
  if (license === OPERATORS_LOG) return null;
  try {
    const entry = JSON.parse(body) as Entry;
    return isReadable(entry) ? entry : null;
  } catch {
    return null;
  }
}

function isReadable(entry: Entry): boolean {
  const { kind, license, at } = entry;
  if (typeof kind !== 'string' || typeof license !== 'string' || Number.isNaN(Date.parse(at))) return false;
  if (kind !== 'delivery' && kind !== 'refusal') return true;
  const { delivered, withheld, sections, billable, billed } = entry;
  return [delivered, withheld, sections, billed ?? []].every(Array.isArray) && Number.isInteger(billable);
}
