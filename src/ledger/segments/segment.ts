/** A segment of one shard's log, with its index and sums. Pure. */
import { inSteps } from '../../platform/event-loop.ts';
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
  /** See `Postings.pack`. */
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

/** Entries parsed or counted between two yields: about five milliseconds. */
const STEP = 512;

/** `lines`: entries in order of sequence, '' for a deleted text. `entries`: the result of `parseLines`. */
export async function segmentOf(
  first: number,
  lines: readonly string[],
  { entries, zoneOf }: { entries: readonly (Entry | null)[]; zoneOf: ZoneOf },
): Promise<Segment> {
  const calendar = new Calendar(zoneOf);
  const [cells, stops, hours] = [new CellCount(calendar), new StopCount(calendar), new HourCount()];
  const found = new Map<string, { facet: Facet; value: string; postings: Postings }>();
  const runs = new Map<string, LogRun>();
  const times: number[] = [];
  await inSteps(lines, STEP, (line, offset) => {
    times.push(line === '' ? (times.at(-1) ?? 0) : Date.parse(dateOfLine(line)) || 0);
    const entry = entries[offset];
    if (!entry) return;
    const { license, index } = entry;
    const firstIdx = runs.get(license)?.firstIdx ?? index;
    runs.set(license, { license, firstIdx, count: index - firstIdx + 1 });
    for (const [facet, value] of facetsOf(entry)) {
      const key = `${facet} ${value}`;
      const row = found.get(key) ?? { facet, value, postings: new Postings() };
      row.postings.add(offset);
      found.set(key, row);
    }
    for (const count of [cells, stops, hours]) count.add(entry);
  });
  const dates = entries.flatMap((entry) => entry?.at ?? []).sort();
  return {
    first,
    last: first + lines.length - 1,
    firstAt: dates[0] ?? '',
    lastAt: dates.at(-1) ?? '',
    entries: dates.length,
    hasAllTexts: !lines.includes(''),
    postings: [...found.values()].map(({ postings, ...row }) => ({
      ...row,
      count: postings.count(),
      postings: postings.pack(),
    })),
    cells: cells.cells(),
    stops: stops.stops(),
    hours: hours.sums(),
    runs: [...runs.values()],
    times,
  };
}

/** Parses all lines as `entryOf` does, and yields between steps. */
export async function parseLines(lines: readonly string[]): Promise<(Entry | null)[]> {
  const entries: (Entry | null)[] = [];
  await inSteps(lines, STEP, (line) => entries.push(entryOf(line)));
  return entries;
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
