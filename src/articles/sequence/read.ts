/** Reading a stretch of the change sequence, at one instant of the catalogue. */
import { liftDueStatement, liftStatements } from './lift-store.ts';
import {
  type ChangeColumns,
  changeStatement,
  lastChangeStatement,
  type NewestQuery,
  newestEndStatement,
  newestStatement,
  type StretchQuery,
  standingStatement,
  stretchEndStatement,
  stretchStatement,
} from './store.ts';

/** What names a change for good. */
export interface Passed {
  seq: number;
  item: string;
  version: string;
  at: string;
}

export interface Stretch {
  /** What the license is judged by, in the same instant. Null: there is no such license. */
  standing: { version: number; epoch: number } | null;
  /** The change that the stretch begins after; null: there is none. */
  begin: Passed | null;
  rows: ChangeColumns[];
  /** The last change that was looked at; null: nothing comes after the beginning. */
  end: Passed | null;
  /** More may come after `end`. */
  more: boolean;
  /** The end of the whole sequence; null: it is empty. */
  last: Passed | null;
}

/** Embargoes that are over by `now` lift first. */
export function readStretch(db: D1Database, query: StretchQuery, now: number): Promise<Stretch> {
  return afterLifts(db, now, () => readOnce(db, query, now));
}

/** What was read in one D1 batch, and whether embargoes were due to lift by then. */
interface Read<T> {
  isDue: boolean;
  value: T;
}

async function afterLifts<T>(db: D1Database, now: number, read: () => Promise<Read<T>>): Promise<T> {
  const first = await read();
  if (!first.isDue) return first.value;
  await db.batch(liftStatements(db, now, { evenIfNone: false }));
  return (await read()).value;
}

/** A change that is not in the batch has been written after all that are, and stands after them. */
async function readOnce(db: D1Database, query: StretchQuery, now: number): Promise<Read<Stretch>> {
  const [due, standing, begin, found, end, last] = await db.batch([
    liftDueStatement(db, now),
    standingStatement(db, query.license),
    changeStatement(db, query.after),
    stretchStatement(db, query),
    stretchEndStatement(db, query),
    lastChangeStatement(db),
  ]);
  const rows = (found?.results ?? []) as ChangeColumns[];
  const looked = firstOf<Passed & { rows: number }>(end);
  // A full answer says nothing of what comes after its last row.
  const full = rows.length === query.limit;
  return {
    isDue: isDue(due),
    value: {
      standing: firstOf(standing),
      begin: firstOf(begin),
      rows,
      end: (full && rows.at(-1)) || looked,
      more: full || looked?.rows === query.scan,
      last: firstOf(last),
    },
  };
}

export interface Newest extends Pick<Stretch, 'standing' | 'rows' | 'last'> {
  /** Sequence of the oldest change that was looked at; null: there is none before `before`. */
  oldest: number | null;
  /** More may come before `oldest`. */
  more: boolean;
}

/** A stretch from the end backwards, newest first. Embargoes that are over by `now` lift first. */
export function readNewest(db: D1Database, query: NewestQuery, now: number): Promise<Newest> {
  return afterLifts(db, now, () => readNewestOnce(db, query, now));
}

async function readNewestOnce(db: D1Database, query: NewestQuery, now: number): Promise<Read<Newest>> {
  const [due, standing, found, end, last] = await db.batch([
    liftDueStatement(db, now),
    standingStatement(db, query.license),
    newestStatement(db, query),
    newestEndStatement(db, query),
    lastChangeStatement(db),
  ]);
  const rows = (found?.results ?? []) as ChangeColumns[];
  const looked = firstOf<{ seq: number | null; rows: number }>(end);
  const full = rows.length === query.limit;
  return {
    isDue: isDue(due),
    value: {
      standing: firstOf(standing),
      rows,
      oldest: (full && rows.at(-1)?.seq) || (looked?.seq ?? null),
      more: full || looked?.rows === query.scan,
      last: firstOf(last),
    },
  };
}

const isDue = (result: D1Result | undefined) => firstOf<{ due: number }>(result)?.due === 1;

function firstOf<T>(result: D1Result | undefined): T | null {
  return (result?.results[0] as T | undefined) ?? null;
}
