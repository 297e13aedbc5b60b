/** Reads a range of the change sequence, at one instant of the catalogue. */
import { liftDueStatement, liftStatements } from './lift-store.ts';
import {
  type ChangeColumns,
  type ChangeRangeQuery,
  changeRangeEndStatement,
  changeRangeStatement,
  changeStatement,
  lastChangeStatement,
  type NewestQuery,
  newestEndStatement,
  newestStatement,
  standingStatement,
} from './store.ts';

/** Identifies a change permanently. */
export interface ChangeMark {
  seq: number;
  item: string;
  version: string;
  at: string;
}

export interface ChangeRange {
  /** Versions that the license is judged by, at the same instant. Null: the license does not exist. */
  standing: { version: number; epoch: number } | null;
  /** The change before the range. Null: there is none. */
  begin: ChangeMark | null;
  rows: ChangeColumns[];
  /** The last scanned change. Null: the range is empty. */
  end: ChangeMark | null;
  /** There may be changes after `end`. */
  more: boolean;
  /** The last change of the sequence. Null: the sequence is empty. */
  last: ChangeMark | null;
}

/** Reads a range. Embargoes that have ended by `now` lift first. */
export function readChangeRange(db: D1Database, query: ChangeRangeQuery, now: number): Promise<ChangeRange> {
  return afterLifts(db, now, () => readOnce(db, query, now));
}

/** Result of one D1 batch, and whether an embargo had ended by then. */
interface DatedRead<T> {
  isDue: boolean;
  value: T;
}

async function afterLifts<T>(db: D1Database, now: number, read: () => Promise<DatedRead<T>>): Promise<T> {
  const first = await read();
  if (!first.isDue) return first.value;
  await db.batch(liftStatements(db, now, { evenIfNone: false }));
  return (await read()).value;
}

/**
 * Adds the ends of embargoes to the sequence, so that holders are notified also while nobody reads it.
 * Returns whether there were any.
 */
export async function liftEmbargoes(db: D1Database, now: number): Promise<boolean> {
  const isDue = (await liftDueStatement(db, now).first<number>('due')) === 1;
  if (isDue) await db.batch(liftStatements(db, now, { evenIfNone: false }));
  return isDue;
}

/** Changes that are missing from the batch were written later, and come after it. */
async function readOnce(
  db: D1Database,
  query: ChangeRangeQuery,
  now: number,
): Promise<DatedRead<ChangeRange>> {
  const [due, standing, begin, changeRows, end, last] = await db.batch([
    liftDueStatement(db, now),
    standingStatement(db, query.license),
    changeStatement(db, query.after),
    changeRangeStatement(db, query),
    changeRangeEndStatement(db, query),
    lastChangeStatement(db),
  ]);
  const rows = (changeRows?.results ?? []) as ChangeColumns[];
  const scanEnd = firstOf<ChangeMark & { rows: number }>(end);
  // A full page does not show the changes after its last row.
  const isFull = rows.length === query.limit;
  return {
    isDue: isDue(due),
    value: {
      standing: firstOf(standing),
      begin: firstOf(begin),
      rows,
      end: (isFull && rows.at(-1)) || scanEnd,
      more: isFull || scanEnd?.rows === query.scan,
      last: firstOf(last),
    },
  };
}

export interface NewestChanges extends Pick<ChangeRange, 'standing' | 'rows' | 'last'> {
  /** Sequence of the oldest scanned change. Null: there is none before `before`. */
  oldest: number | null;
  /** There may be changes before `oldest`. */
  more: boolean;
}

/** Reads a range backwards, newest first. Embargoes that have ended by `now` lift first. */
export function readNewest(db: D1Database, query: NewestQuery, now: number): Promise<NewestChanges> {
  return afterLifts(db, now, () => readNewestOnce(db, query, now));
}

async function readNewestOnce(
  db: D1Database,
  query: NewestQuery,
  now: number,
): Promise<DatedRead<NewestChanges>> {
  const [due, standing, changeRows, end, last] = await db.batch([
    liftDueStatement(db, now),
    standingStatement(db, query.license),
    newestStatement(db, query),
    newestEndStatement(db, query),
    lastChangeStatement(db),
  ]);
  const rows = (changeRows?.results ?? []) as ChangeColumns[];
  const scanEnd = firstOf<{ seq: number | null; rows: number }>(end);
  const isFull = rows.length === query.limit;
  return {
    isDue: isDue(due),
    value: {
      standing: firstOf(standing),
      rows,
      oldest: (isFull && rows.at(-1)?.seq) || (scanEnd?.seq ?? null),
      more: isFull || scanEnd?.rows === query.scan,
      last: firstOf(last),
    },
  };
}

const isDue = (result: D1Result | undefined) => firstOf<{ due: number }>(result)?.due === 1;

function firstOf<T>(result: D1Result | undefined): T | null {
  return (result?.results[0] as T | undefined) ?? null;
}
