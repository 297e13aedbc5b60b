/** A segment of one shard's log, with its index and sums. Pure. */
import { dateOfLine } from '../log/entries.ts';
import { OPERATORS_LOG } from '../names.ts';
import type { Entry } from '../types.ts';
import { Calendar, type ZoneOf } from './calendar.ts';
import { type Cell, CellCount } from './cells.ts';
import { type Facet, facetsOf } from './facets.ts';
import { HourCount, type HourSum } from './hours.ts';
import { Postings } from './postings.ts';
import { type Stop, StopCount } from './stops.ts';

export interface PostingsRow {
  facet: Facet;
  value: string;
  count: number;
  /** See `packPostings`. */
  postings: string;
}

/** Entries of one license in a segment: index of the first, and their number. */
export interface LogRun {
  license: string;
  firstIdx: number;
  count: number;
}

export interface Segment {
  /** Sequences of its first and last entry. */
  first: number;
  last: number;
  /** Bounds of indexed entries, ISO 8601 UTC; '' if there are none. */
  firstAt: string;
  lastAt: string;
  /** Number of indexed entries. */
  entries: number;
  /** Whether every entry has its text. */
  hasAllTexts: boolean;
  postings: PostingsRow[];
  cells: Cell[];
  stops: Stop[];
  hours: HourSum[];
  runs: LogRun[];
  /**
   * When each entry was written, milliseconds UTC. An entry without text has the time of the one before it.
   */
  times: number[];
}

export class SegmentDraft {
  readonly #first: number;
  readonly #postings = new Map<string, { facet: Facet; value: string; postings: Postings }>();
  readonly #cells: CellCount;
  readonly #stops: StopCount;
  readonly #hours = new HourCount();
  readonly #runs = new Map<string, LogRun>();
  readonly #times: number[] = [];
  #entries = 0;
  #hasAllTexts = true;
  #firstAt = '';
  #lastAt = '';

  constructor(first: number, zoneOf: ZoneOf) {
    this.#first = first;
    const calendar = new Calendar(zoneOf);
    this.#cells = new CellCount(calendar);
    this.#stops = new StopCount(calendar);
  }

  /** `entry`: the parsed line; null: not indexed. */
  add(line: string, entry: Entry | null): void {
    const offset = this.#times.length;
    this.#times.push(line === '' ? (this.#times.at(-1) ?? 0) : Date.parse(dateOfLine(line)) || 0);
    if (line === '') this.#hasAllTexts = false;
    if (!entry) return;
    const { at, license, index } = entry;
    this.#entries++;
    if (this.#firstAt === '' || at < this.#firstAt) this.#firstAt = at;
    if (at > this.#lastAt) this.#lastAt = at;
    const run = this.#runs.get(license);
    if (run) run.count = index - run.firstIdx + 1;
    else this.#runs.set(license, { license, firstIdx: index, count: 1 });
    for (const [facet, value] of facetsOf(entry)) {
      const key = `${facet} ${value}`;
      let row = this.#postings.get(key);
      if (!row) {
        row = { facet, value, postings: new Postings() };
        this.#postings.set(key, row);
      }
      row.postings.add(offset);
    }
    this.#cells.add(entry);
    this.#stops.add(entry);
    this.#hours.add(entry);
  }

  end(): Segment {
    const postings = [...this.#postings.values()].map(({ facet, value, postings }) => ({
      facet,
      value,
      count: postings.count(),
      postings: postings.pack(),
    }));
    return {
      first: this.#first,
      last: this.#first + this.#times.length - 1,
      firstAt: this.#firstAt,
      lastAt: this.#lastAt,
      entries: this.#entries,
      hasAllTexts: this.#hasAllTexts,
      postings,
      cells: this.#cells.cells(),
      stops: this.#stops.stops(),
      hours: this.#hours.sums(),
      runs: [...this.#runs.values()],
      times: this.#times,
    };
  }
}

/**
 * Parses a line. Null: a deleted text, an entry of the operators' log, which has other members, or a text
 * that is no entry, which the self-check reports. None of them may keep other entries from being found.
 */
export function entryOf(line: string): Entry | null {
  if (line === '') return null;
  try {
    const entry = JSON.parse(line) as Entry;
    return isReadable(entry) ? entry : null;
  } catch {
    return null;
  }
}

function isReadable(entry: Entry): boolean {
  const { kind, license, at } = entry;
  if (typeof kind !== 'string' || typeof license !== 'string' || Number.isNaN(Date.parse(at))) return false;
  if (license === OPERATORS_LOG) return false;
  if (kind !== 'delivery' && kind !== 'refusal') return true;
  const { delivered, withheld, sections, billable, billed } = entry;
  return [delivered, withheld, sections, billed ?? []].every(Array.isArray) && Number.isInteger(billable);
}
