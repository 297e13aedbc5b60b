/** SQL of packs: consecutive entries that are deflated together. */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { firstRow } from '../object-store/row.ts';
import { dateOfLine, type LogLine, type Side } from './entries.ts';

export interface Pack {
  /** Sequences of its first and last entry. */
  first: number;
  last: number;
  /** One for each sequence; empty if the text is elsewhere. */
  lines: string[];
  sides: (Side | null)[];
  /** Whether its lines are those that were written. */
  readonly isSound: boolean;
}

interface PackRow {
  first: number;
  last: number;
  lines: ArrayBuffer;
  side: string;
  sha256: string;
  [column: string]: SqlStorageValue;
}

/** Fast rather than small, since commits wait for it. */
const DEFLATE = { level: 1 };

const COLUMNS = 'first, last, lines, side, sha256';

/** The pack that has this sequence, or the next one after it; null: there is none. */
export function packFrom(sql: SqlStorage, seq: number): Pack | null {
  const row = firstRow(
    sql.exec<PackRow>(`SELECT ${COLUMNS} FROM packs WHERE first <= ? ORDER BY first DESC LIMIT 1`, seq),
  );
  if (row && row.last >= seq) return packOf(row);
  const next = firstRow(
    sql.exec<PackRow>(`SELECT ${COLUMNS} FROM packs WHERE first > ? ORDER BY first LIMIT 1`, seq),
  );
  return next && packOf(next);
}

function packOf({ first, last, lines: deflated, side, sha256 }: PackRow): Pack {
  const text = inflateRawSync(new Uint8Array(deflated)).toString();
  return {
    first,
    last,
    lines: text.split('\n'),
    sides: JSON.parse(side) as (Side | null)[],
    get isSound() {
      return sha256 === sha256Of(text);
    },
  };
}

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');

/** `entries`: with consecutive sequences. */
export function writePack(sql: SqlStorage, entries: LogLine[]): void {
  const [first, last] = [entries[0], entries.at(-1)];
  if (!first || !last) throw new Error('a pack has no entries');
  const lines = entries.map(({ line }) => line);
  if (last.seq - first.seq + 1 !== lines.length)
    throw new Error('the entries of a pack do not follow each other');
  const text = lines.join('\n');
  const dates = lines.filter((line) => line !== '').map((line) => dateOfLine(line));
  sql.exec(
    `INSERT OR REPLACE INTO packs (first, last, lines, side, texts, first_at, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    first.seq,
    last.seq,
    deflateRawSync(text, DEFLATE),
    JSON.stringify(entries.map(({ side }) => side)),
    dates.length,
    dates.toSorted()[0] ?? '',
    sha256Of(text),
  );
}

/** Sequence of the last entry of the pack that has this sequence; null: none has it. */
export function endOfPack(sql: SqlStorage, seq: number): number | null {
  const row = firstRow(
    sql.exec<{ last: number }>('SELECT last FROM packs WHERE first <= ? ORDER BY first DESC LIMIT 1', seq),
  );
  return row && row.last >= seq ? row.last : null;
}

/** Sequence of the last entry that is in a pack; 0: there is none. */
export function lastPacked(sql: SqlStorage): number {
  const row = firstRow(sql.exec<{ last: number }>('SELECT last FROM packs ORDER BY first DESC LIMIT 1'));
  return row?.last ?? 0;
}

/**
 * First sequence of the next pack that begins after a sequence and has a text dated before `month` (YYYY-MM);
 * null: there is none.
 */
export function packBefore(sql: SqlStorage, month: string, after: number): number | null {
  const row = firstRow(
    sql.exec<{ first: number }>(
      'SELECT first FROM packs WHERE texts > 0 AND first_at < ? AND first > ? ORDER BY first LIMIT 1',
      month,
      after,
    ),
  );
  return row?.first ?? null;
}
