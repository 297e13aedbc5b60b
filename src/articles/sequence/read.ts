/** Reading a stretch of the change sequence, at one instant of the catalogue. */
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

/** What names a change for good. */
export interface ChangeMark {
  seq: number;
  item: string;
  version: string;
  at: string;
}

export interface ChangeRange {
  /** What the license is judged by, in the same instant. Null: there is no such license. */
  standing: { version: number; epoch: number } | null;
  /** The change that the stretch begins after; null: there is none. */
  begin: ChangeMark | null;
  rows: ChangeColumns[];
  /** The last change that was looked at; null: nothing comes after the beginning. */
  end: ChangeMark | null;
  /** More may come after `end`. */
  more: boolean;
  /** The end of the whole sequence; null: it is empty. */
  last: ChangeMark | null;
}

/** Embargoes that are over by `now` lift first. */
export function readChangeRange(db: D1Database, query: ChangeRangeQuery, now: number): Promise<ChangeRange> {
  return afterLifts(db, now, () => readOnce(db, query, now));
}

/** What was read in one D1 batch, and whether embargoes were due to lift by then. */
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

/** A change that is not in the batch has been written after all that are, and stands after them. */
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
  // A full answer says nothing of what comes after its last row.
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
  /** Sequence of the oldest change that was looked at; null: there is none before `before`. */
  oldest: number | null;
  /** More may come before `oldest`. */
  more: boolean;
}

/** A stretch from the end backwards, newest first. Embargoes that are over by `now` lift first. */
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
