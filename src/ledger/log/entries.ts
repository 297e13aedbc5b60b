/** Entries as the log keeps them, and what follows from them. Pure. */

import { type Hash, leafHash } from '../merkle.ts';
import type { Unit } from '../meter.ts';
import type { GrantRecord } from '../types.ts';

/** What replaying an entry needs and its text does not say. Written beside it: short, and null for most. */
export interface Side {
  /** The day (date and term) that its units are billed on, and the title that they are billed for. */
  day?: string;
  title?: string;
  /** What the units and grants are of: the item's number in this object, and its id when it is not the entry's article. */
  n?: number;
  item?: string;
  /** Keys of the grants whose first delivery it is. */
  grants?: string[];
  /** It went with its partner to another object. */
  left?: boolean;
}

/** `line`: an entry's RFC 8785 text as it was hashed; '': its text is elsewhere. */
export interface LogLine {
  seq: number;
  line: string;
  side: Side | null;
}

/** What an entry adds to what is remembered of one item. */
export interface Added {
  item: string;
  n: number;
  /** Of the entry, in its tree. */
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
  /** See `Side`; null: nothing was billed. */
  day: string | null;
  added: Added | null;
}

/** Names a unit among those of its license and item; see `partsOfUnit`. */
export function unitName({ termMs, title, component }: Pick<Unit, 'termMs' | 'title' | 'component'>): string {
  return `${termMs} ${component} ${title}`;
}

/** Only a title has spaces in it. */
export function partsOfUnit(name: string): Pick<Unit, 'termMs' | 'title' | 'component'> {
  const [termMs = '', component = '', ...title] = name.split(' ');
  return { termMs: Number(termMs), component, title: title.join(' ') };
}

/** What every entry says of itself. */
export interface LineHead {
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
 * When an entry was written (ISO 8601 UTC), without parsing all of it: its members are sorted by name, before `at` there are only
 * strings, and within a string the quotes would be escaped.
 */
export function dateOfLine(line: string): string {
  const from = line.indexOf(DATE) + DATE.length;
  return line.slice(from, line.indexOf('"', from));
}

const DATE = '"at":"';

export const headOfLine = (line: string): LineHead => JSON.parse(line) as LineHead;

/** Of an entry that has come with a partner: it is never replayed. */
const UNKNOWN = -1;

export function effectOf({ seq, line, side }: LogLine): Effect {
  const { license: tree, index, id, at, billable, billed = [], article } = headOfLine(line);
  const leaf = leafHash(line);
  const atMs = Date.parse(at);
  const { day = null, title = '', n = UNKNOWN, item = article ?? '', grants = [] } = side ?? {};
  const [date = '', term = ''] = day?.split('@') ?? [];
  const record = (): GrantRecord => ({ id, atMs, index, leaf: Buffer.from(leaf).toString('base64') });
  const added: Added | null =
    day === null && grants.length === 0
      ? null
      : {
          ...{ item, n, index, date },
          units:
            day === null
              ? []
              : billed.map((component) => unitName({ termMs: Number(term), title, component })),
          grants: grants.map((key) => [key, record()]),
        };
  return { seq, tree, index, leaf, atMs, billable, day, added };
}
