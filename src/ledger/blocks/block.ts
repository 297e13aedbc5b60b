/**
 * A block of the log in the database: a run of entries of one shard, as a JSON array with one entry a line.
 * Pure.
 */
import { createHash } from 'node:crypto';
import { dateOfLine, type LogLine } from '../log/entries.ts';

/** The permanent address of an entry: its shard, and its sequence there. */
export interface Address {
  shard: string;
  seq: number;
}

export interface BlockHead {
  /** Sequences of its first and last entry. */
  first: number;
  last: number;
  /** Earliest and latest date, ISO 8601 UTC; '' when no entry has its text any more. */
  firstAt: string;
  lastAt: string;
  /**
   * Hex, of the lines joined by newlines, a deleted text being an empty line. The shard's pack has the same
   * hash.
   */
  sha256: string;
}

export interface Block extends BlockHead {
  body: string;
}

/** A block as the database has it. `body` null: it is in R2, in the file of its segment. */
export interface StoredBlock extends BlockHead {
  body: string | null;
}

/** Entries that the database parses together: a 16th of a full block. */
export const PART_ENTRIES = 16;

/** Stands for the text of an entry that was deleted. */
const DELETED = 'null';
/** RFC 8785 escapes newlines, so this text occurs only between entries. */
const SEPARATOR = ',\n';

export function blockOf(run: readonly LogLine[]): Block {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) throw new Error('a block has no entries');
  return { first: first.seq, last: last.seq, ...blockOfLines(run.map(({ line }) => line)) };
}

/** `lines`: '' for a deleted text. */
export function blockOfLines(lines: readonly string[]): Omit<Block, 'first' | 'last'> {
  const dates = lines
    .filter((line) => line !== '')
    .map(dateOfLine)
    .sort();
  return {
    firstAt: dates[0] ?? '',
    lastAt: dates.at(-1) ?? '',
    sha256: sha256OfLines(lines),
    body: `[${lines.map((line) => line || DELETED).join(SEPARATOR)}]`,
  };
}

export const sha256OfLines = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex');

/** Entries as they were hashed; '' for a deleted text. */
export function linesOfBody(body: string): string[] {
  return body
    .slice(1, -1)
    .split(SEPARATOR)
    .map((line) => (line === DELETED ? '' : line));
}

/**
 * Where each part of a body begins, as positions of SQLite's `substr` in its UTF-8 bytes, and where one more
 * would begin: two after the end of the body.
 */
export function offsetsOf(body: string): number[] {
  const lines = body.slice(1, -1).split(SEPARATOR);
  const offsets: number[] = [];
  let offset = 2;
  for (const [at, line] of lines.entries()) {
    if (at % PART_ENTRIES === 0) offsets.push(offset);
    offset += Buffer.byteLength(line) + SEPARATOR.length;
  }
  return [...offsets, offset];
}

/** Whether an entry is neither a delivery nor a refusal. A note has a row of its own, too. */
export const isNote = (line: string): boolean => line !== '' && !USES.test(line);

/** The member `kind` of a use, as RFC 8785 writes it; within a string the quotes would be escaped. */
const USES = /"kind":"(?:delivery|refusal)"/;
