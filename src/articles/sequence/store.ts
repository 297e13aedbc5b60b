/** SQL of the change sequence: what partners follow, in the order in which it was written. */
import type { Selection } from '../../licensing/covers.ts';
import type { ChangeType, ItemType, PubStatus } from '../model.ts';
import { SELECTED, SELECTIONS, selectionJson } from '../read-store.ts';

/** What the item was like with a change. */
const stateOf = (change: string) =>
  `${change}.item_type AS type, ${change}.item_language AS language, ${change}.item_sections AS sections,
    ${change}.item_subjects AS subjects, ${change}.item_created_ms AS version_created_ms, ${change}.item_status AS pub_status,
    ${change}.item_embargoed AS embargoed`;

export interface StateColumns {
  at: string;
  type: ItemType;
  language: string | null;
  /** JSON. */
  sections: string;
  subjects: string;
  version_created_ms: number;
}

export interface ChangeColumns extends StateColumns {
  seq: number;
  /** An item's id; the license's own in a `resync`. */
  item: string;
  version: string;
  change_type: ChangeType | 'resync';
  pub_status: PubStatus;
  /** Of the item as it is now. */
  uri: string;
  current_version: string;
  current_seq: number;
  /** 1: an advisory of a version that the reader has been told of after the advisory was written, and so as it is now. */
  again: number;
}

export interface ChangeRangeQuery {
  license: string;
  /** The union of these is followed; none follows nothing. */
  selections: Selection[];
  /** Milliseconds, UTC: how far back products reach is counted from here. */
  startsMs: number;
  /** Whether the license has what is under an embargo. */
  advance: boolean;
  /** Sequence of the last change that was followed. */
  after: number;
  /** What comes after `since` is read by somebody who began when the sequence ended at `head`; 0: who begins now. */
  since: number;
  head: number;
  limit: number;
  /** Rows looked at, whether they concern the license or not. */
  scan: number;
}

/**
 * The changes of one stretch that may concern the license: what its products select and is open to it, and of what was stopped all
 * that they have ever selected. What is said of each is the caller's to judge.
 */
export function changeRangeStatement(db: D1Database, query: ChangeRangeQuery): D1PreparedStatement {
  return concerningStatement(db, query, { beyond: 'seq > ?2', order: 'seq' }, query.after);
}

export interface NewestQuery extends Omit<ChangeRangeQuery, 'after'> {
  /** Sequence of the oldest change that was looked at. */
  before: number;
}

/** The same, from the end of the sequence backwards. */
export function newestStatement(db: D1Database, query: NewestQuery): D1PreparedStatement {
  return concerningStatement(db, query, { beyond: 'seq < ?2', order: 'seq DESC' }, query.before);
}

function concerningStatement(
  db: D1Database,
  query: Omit<ChangeRangeQuery, 'after'>,
  { beyond, order }: { beyond: 'seq > ?2' | 'seq < ?2'; order: 'seq' | 'seq DESC' },
  from: number,
): D1PreparedStatement {
  const { license, selections, startsMs, advance, since, head, limit, scan } = query;
  return db
    .prepare(
      `WITH selections AS MATERIALIZED (${SELECTIONS.replace('?', '?1')}),
         stretch AS MATERIALIZED (SELECT * FROM changes WHERE ${beyond} ORDER BY ${order} LIMIT ?3),
         states AS (SELECT stretch.seq, stretch.item, stretch.version, stretch.change_type, stretch.at, items.uri,
           items.version AS current_version, items.seq AS current_seq, ${stateOf('stretch')}
           FROM stretch LEFT JOIN items ON items.id = stretch.item)
       SELECT *, change_type = 'advisory' AND seq <= coalesce(nullif(?8, 0), (SELECT max(seq) FROM changes))
         AND EXISTS (SELECT 1 FROM (SELECT ${stateOf('earlier')} FROM changes AS earlier
           WHERE earlier.item = states.item AND earlier.version = states.version AND earlier.seq > ?7
             AND earlier.seq < states.seq) JOIN selections
           WHERE pub_status = 'usable' AND (NOT embargoed OR ?5) AND ${SELECTED}) AS again
       FROM states WHERE CASE
         WHEN change_type = 'resync' THEN item = ?4
         WHEN current_version IS NULL THEN 0
         WHEN pub_status = 'usable' THEN (NOT embargoed OR ?5) AND EXISTS (SELECT 1 FROM selections WHERE ${SELECTED})
         ELSE EXISTS (SELECT 1 FROM (SELECT ${stateOf('earlier')} FROM changes AS earlier
           WHERE earlier.item = states.item AND earlier.seq < states.seq) JOIN selections WHERE ${SELECTED})
         END ORDER BY ${order} LIMIT ?6`,
    )
    .bind(
      JSON.stringify(selections.map((selection) => selectionJson(selection, startsMs))),
      from,
      scan,
      license,
      advance ? 1 : 0,
      limit,
      since,
      head,
    );
}

/** Where the stretch ends, and whether all of it was there to be looked at. */
export function changeRangeEndStatement(
  db: D1Database,
  { after, scan }: ChangeRangeQuery,
): D1PreparedStatement {
  return db
    .prepare(
      `SELECT seq, item, version, at, (SELECT count(*) FROM (SELECT 1 FROM changes WHERE seq > ?1 LIMIT ?2)) AS rows FROM changes
       WHERE seq = (SELECT max(seq) FROM (SELECT seq FROM changes WHERE seq > ?1 ORDER BY seq LIMIT ?2))`,
    )
    .bind(after, scan);
}

/** Where a stretch that was read backwards ends, and how many rows it has. */
export function newestEndStatement(db: D1Database, { before, scan }: NewestQuery): D1PreparedStatement {
  return db
    .prepare(
      `SELECT min(seq) AS seq, count(*) AS rows FROM
         (SELECT seq FROM changes WHERE seq < ? ORDER BY seq DESC LIMIT ?)`,
    )
    .bind(before, scan);
}

export interface ItemChangeColumns
  extends Pick<ChangeColumns, 'seq' | 'version' | 'change_type' | 'at' | 'pub_status'> {
  /** 1: under an embargo that had not lifted. */
  embargoed: number;
  /** Of the item as it is now. */
  embargoed_until_ms: number | null;
}

/** All that has happened to an item, ascending: what each change was, and what the item was like with it. */
export function changesOfItemStatement(db: D1Database, item: string, limit: number): D1PreparedStatement {
  return db
    .prepare(
      `SELECT changes.seq, changes.version, changes.change_type, changes.at, items.embargoed_until_ms, ${stateOf('changes')}
       FROM changes JOIN items ON items.id = changes.item WHERE changes.item = ? ORDER BY changes.seq LIMIT ?`,
    )
    .bind(item, limit);
}

/** Null: there is no such change. It tells whether a sequence is still the one that a cursor was given for. */
export function changeStatement(db: D1Database, seq: number): D1PreparedStatement {
  return db.prepare('SELECT seq, item, version, at FROM changes WHERE seq = ?').bind(seq);
}

/** The end of all. */
export function lastChangeStatement(db: D1Database): D1PreparedStatement {
  return db.prepare('SELECT seq, item, version, at FROM changes ORDER BY seq DESC LIMIT 1');
}

/** What a license is judged by, as the same read finds it. */
export function standingStatement(db: D1Database, license: string): D1PreparedStatement {
  return db
    .prepare(
      `SELECT version, (SELECT value FROM gateway_state WHERE name = 'epoch') AS epoch FROM licenses WHERE id = ?`,
    )
    .bind(license);
}

/** The states in which an item was open to a license, latest first: up to and with a change of it. */
export function openStatesStatement(
  db: D1Database,
  { item, seq, advance, limit }: { item: string; seq: number; advance: boolean; limit: number },
): D1PreparedStatement {
  return db
    .prepare(
      `SELECT at, type, language, sections, subjects, version_created_ms FROM (
         SELECT earlier.seq, earlier.at, ${stateOf('earlier')} FROM changes AS earlier
         WHERE earlier.item = ?1 AND earlier.seq <= ?2)
       WHERE pub_status = 'usable' AND (NOT embargoed OR ?3) ORDER BY seq DESC LIMIT ?4`,
    )
    .bind(item, seq, advance ? 1 : 0, limit);
}

/** For those who wait: the end of the sequence, whether an embargo is over, and how much the ledger objects were ever told. */
export function lookStatement(db: D1Database, now: number): D1PreparedStatement {
  return db
    .prepare(
      `SELECT coalesce((SELECT max(seq) FROM changes), 0) AS head,
         coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0) AS told,
         EXISTS (SELECT 1 FROM items WHERE embargoed_until_ms <= ?1
           AND embargoed_until_ms > (SELECT value FROM gateway_state WHERE name = 'lifted')) AS due`,
    )
    .bind(now);
}

/** The versions of some items that were corrections, latest first. */
export function correctionsStatement(
  db: D1Database,
  items: readonly string[],
  limit: number,
): D1PreparedStatement {
  return db
    .prepare(
      `SELECT item, version FROM changes WHERE item IN (SELECT value FROM json_each(?1)) AND change_type = 'correction'
       GROUP BY item, version ORDER BY max(seq) DESC LIMIT ?2`,
    )
    .bind(JSON.stringify(items), limit);
}

export interface LastOfKindColumns {
  item: string;
  change_type: ChangeType;
  at: string;
}

/** When each kind of change last happened to some items. */
export function lastOfKindsStatement(db: D1Database, items: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      // Beside a lone max(), SQLite takes the other columns from the row that has it.
      `SELECT item, change_type, at, max(seq) FROM changes WHERE item IN (SELECT value FROM json_each(?1))
       GROUP BY item, change_type`,
    )
    .bind(JSON.stringify(items));
}
