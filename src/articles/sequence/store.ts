/** SQL of the change sequence, which partners follow in the order in which it was written. */
import type { Selection } from '../../licensing/covers.ts';
import type { ChangeType, ItemType, PubStatus } from '../model.ts';
import { SELECTED, SELECTIONS, selectionJson } from '../read-store.ts';

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
  /** Id of the item; in a `resync`, of the license. */
  item: string;
  version: string;
  change_type: ChangeType | 'resync';
  pub_status: PubStatus;
  /** Current values of the item. */
  uri: string;
  current_version: string;
  current_seq: number;
  /**
   * 1: an advisory of a version that the reader was notified of after the advisory was written, and so in its
   * current state.
   */
  is_already_reported: number;
}

export interface ChangeRangeQuery {
  license: string;
  /** Union of followed selections. Empty: nothing is followed. */
  selections: Selection[];
  /** Milliseconds, UTC: start of the backfile window of products. */
  startsMs: number;
  /** True if the license receives embargoed items. */
  advance: boolean;
  /** Sequence of the last followed change. */
  after: number;
  /**
   * Changes after `since` are read by a follower that began when the sequence ended at `head`; 0: it begins
   * now.
   */
  since: number;
  head: number;
  limit: number;
  /** Rows scanned, whether they concern the license or not. */
  scan: number;
}

/**
 * Selects the changes of one range that may concern the license: those of items that its products select and
 * that it may have, and for stopped items all that they ever selected. The caller judges each.
 */
export function changeRangeStatement(db: D1Database, query: ChangeRangeQuery): D1PreparedStatement {
  return concerningStatement(db, query, { condition: 'seq > ?2', order: 'seq' }, query.after);
}

export interface NewestQuery extends Omit<ChangeRangeQuery, 'after'> {
  /** Sequence of the oldest scanned change. */
  before: number;
}

/** Selects changes from the end of the sequence backwards. */
export function newestStatement(db: D1Database, query: NewestQuery): D1PreparedStatement {
  return concerningStatement(db, query, { condition: 'seq < ?2', order: 'seq DESC' }, query.before);
}

function concerningStatement(
  db: D1Database,
  query: Omit<ChangeRangeQuery, 'after'>,
  { condition, order }: { condition: 'seq > ?2' | 'seq < ?2'; order: 'seq' | 'seq DESC' },
  from: number,
): D1PreparedStatement {
  const { license, selections, startsMs, advance, since, head, limit, scan } = query;
  return db
    .prepare(
      `WITH selections AS MATERIALIZED (${SELECTIONS.replace('?', '?1')}),
         stretch AS MATERIALIZED (SELECT * FROM changes WHERE ${condition} ORDER BY ${order} LIMIT ?3),
         states AS (SELECT stretch.seq, stretch.item, stretch.version, stretch.change_type, stretch.at, items.uri,
           items.version AS current_version, items.seq AS current_seq, ${stateOf('stretch')}
           FROM stretch LEFT JOIN items ON items.id = stretch.item)
       SELECT *, change_type = 'advisory' AND seq <= coalesce(nullif(?8, 0), (SELECT max(seq) FROM changes))
         AND EXISTS (SELECT 1 FROM (SELECT ${stateOf('earlier')} FROM changes AS earlier
           WHERE earlier.item = states.item AND earlier.version = states.version AND earlier.seq > ?7
             AND earlier.seq < states.seq) JOIN selections
           WHERE pub_status = 'usable' AND (NOT embargoed OR ?5) AND ${SELECTED}) AS is_already_reported
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

/** Selects the end of the range, and whether all of it was scanned. */
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

/** Selects the end of a backward range, and its number of rows. */
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
  /** Current value of the item. */
  embargoed_until_ms: number | null;
}

/** Selects all changes of an item, ascending, with its state at each. */
export function changesOfItemStatement(db: D1Database, item: string, limit: number): D1PreparedStatement {
  return db
    .prepare(
      `SELECT changes.seq, changes.version, changes.change_type, changes.at, items.embargoed_until_ms, ${stateOf('changes')}
       FROM changes JOIN items ON items.id = changes.item WHERE changes.item = ? ORDER BY changes.seq LIMIT ?`,
    )
    .bind(item, limit);
}

/** Selects a change. No row: it does not exist. Shows whether a cursor still belongs to this sequence. */
export function changeStatement(db: D1Database, seq: number): D1PreparedStatement {
  return db.prepare('SELECT seq, item, version, at FROM changes WHERE seq = ?').bind(seq);
}

export function lastChangeStatement(db: D1Database): D1PreparedStatement {
  return db.prepare('SELECT seq, item, version, at FROM changes ORDER BY seq DESC LIMIT 1');
}

/** Selects the versions that a license is judged by, for the same batch. */
export function standingStatement(db: D1Database, license: string): D1PreparedStatement {
  return db
    .prepare(
      `SELECT version, (SELECT value FROM gateway_state WHERE name = 'epoch') AS epoch FROM licenses WHERE id = ?`,
    )
    .bind(license);
}

/**
 * Selects the states in which an item was available to a license, latest first, up to and including a change.
 */
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

/**
 * For waiting requests: the end of the sequence, whether an embargo has ended, and the number of messages
 * ever sent to ledger shards.
 */
export function pollStatement(db: D1Database, now: number): D1PreparedStatement {
  return db
    .prepare(
      `SELECT coalesce((SELECT max(seq) FROM changes), 0) AS head,
         coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0) AS message_count,
         EXISTS (SELECT 1 FROM items WHERE embargoed_until_ms <= ?1
           AND embargoed_until_ms > (SELECT value FROM gateway_state WHERE name = 'lifted')) AS due`,
    )
    .bind(now);
}

/** Selects the versions of some items that were corrections, latest first. */
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

/** Selects the last change of each kind of some items. */
export function lastOfKindsStatement(db: D1Database, items: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      // With a single max(), SQLite takes the other columns from the row with the maximum.
      `SELECT item, change_type, at, max(seq) FROM changes WHERE item IN (SELECT value FROM json_each(?1))
       GROUP BY item, change_type`,
    )
    .bind(JSON.stringify(items));
}
