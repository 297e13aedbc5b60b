/** Entries as the log stores them, and the effects of replaying them. Pure. */
import { type Hash, leafHash } from '../merkle.ts';
import type { Unit } from '../meter.ts';
import type { GrantRecord } from '../types.ts';
import { ROW_CHARS_MAX } from './limits.ts';

/** Data for replaying an entry beyond its text. Null for most entries. */
export interface Side {
  /** The billing day of its units (date and term), and the title that they are billed for. */
  day?: string;
  title?: string;
  /**
   * The item of its units and grants: the number in this object, and the id unless it is the entry's article.
   */
  n?: number;
  item?: string;
  /** Keys of the grants that this entry delivers first. */
  grants?: string[];
  /** The text was deleted because its retention time was over. */
  deleted?: boolean;
}

/**
 * `line`: the RFC 8785 text of an entry as it was hashed; empty if the text is in the archive or was deleted.
 */
export interface LogLine {
  seq: number;
  line: string;
  side: Side | null;
}

/** The units and grants that an entry adds to one item. */
export interface Addition {
  item: string;
  n: number;
  /** Index of the entry in its tree. */
  index: number;
  /** See `unitName`. */
  units: string[];
  /** The date that the units are billed on. */
  date: string;
  grants: [key: string, GrantRecord][];
}

/** All that an entry changes. */
export interface Effect {
  seq: number;
  tree: string;
  index: number;
  leaf: Hash;
  /** Milliseconds, UTC. */
  atMs: number;
  billable: number;
  /** See `Side`; null: the entry bills nothing. */
  day: string | null;
  added: Addition | null;
}

/**
 * Cuts entries, in order, into runs of at most `entriesMax` entries and `ROW_CHARS_MAX` characters. A longer
 * entry has a run of its own.
 */
export function cutRuns(entries: Iterable<LogLine>, entriesMax = Number.POSITIVE_INFINITY): LogLine[][] {
  const runs: LogLine[][] = [];
  let run: LogLine[] = [];
  let chars = 0;
  for (const { seq, line, side } of entries) {
    if (runs.length === 0 || run.length === entriesMax || chars + line.length > ROW_CHARS_MAX) {
      run = [];
      chars = 0;
      runs.push(run);
    }
    run.push({ seq, line, side });
    chars += line.length;
  }
  return runs;
}

/** The name of a unit among those of its license and item; see `partsOfUnit`. */
export function unitName({ termMs, title, component }: Pick<Unit, 'termMs' | 'title' | 'component'>): string {
  return `${termMs} ${component} ${title}`;
}

/** Only titles contain spaces. */
export function partsOfUnit(name: string): Pick<Unit, 'termMs' | 'title' | 'component'> {
  const [termMs = '', component = '', ...title] = name.split(' ');
  return { termMs: Number(termMs), component, title: title.join(' ') };
}

/** The members of an entry that the log reads. */
interface LineHead {
  license: string;
  index: number;
  id: string;
  /** ISO 8601 UTC. */
  at: string;
  billable: number;
  billed?: string[];
  article: string | null;
}

/**
 * The date of an entry (ISO 8601 UTC), without parsing the whole text: members are sorted by name, only
 * strings stand before `at`, and quotes within a string are escaped.
 */
export function dateOfLine(line: string): string {
  const from = line.indexOf(DATE) + DATE.length;
  return line.slice(from, line.indexOf('"', from));
}

const DATE = '"at":"';

export const headOfLine = (line: string): LineHead => JSON.parse(line) as LineHead;

/** The item number of an entry that adds nothing to an item. */
const UNKNOWN = -1;

export function effectOf({ seq, line, side }: LogLine): Effect {
  const { license: tree, index, id, at, billable, billed = [], article } = headOfLine(line);
  const leaf = leafHash(line);
  const atMs = Date.parse(at);
  const { day = null, title = '', n = UNKNOWN, item = article ?? '', grants = [] } = side ?? {};
  const effect = { seq, tree, index, leaf, atMs, billable, day };
  if (day === null && grants.length === 0) return { ...effect, added: null };
  const [date = '', term = ''] = day?.split('@') ?? [];
  const units =
    day === null ? [] : billed.map((component) => unitName({ termMs: Number(term), title, component }));
  const record: GrantRecord = { id, atMs, index, leaf: Buffer.from(leaf).toString('base64') };
  return {
    ...effect,
    added: { item, n, index, date, units, grants: grants.map((key) => [key, record]) },
  };
}
