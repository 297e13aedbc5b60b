/**
 * SQL of embargoes that end. Each end is a change of its own, written once by the first reader or writer
 * after it.
 */
import { CHANGE_STATE } from '../../restrictions/store.ts';

/** Items whose embargo has ended since the last update of the sequence; ?1 is now. */
const LIFTED = `FROM items WHERE embargoed_until_ms <= ?1
  AND embargoed_until_ms > (SELECT value FROM gateway_state WHERE name = 'lifted')`;
const UNDER_EMBARGO = `pub_status = 'usable' AND EXISTS (SELECT 1 FROM changes WHERE changes.item = items.id
  AND changes.version = items.version AND changes.item_embargoed)`;
const AT = `strftime('%Y-%m-%dT%H:%M:%fZ', lifted.embargoed_until_ms / 1000.0, 'unixepoch')`;

/** Selects whether an embargo has ended. */
export function liftDueStatement(db: D1Database, now: number): D1PreparedStatement {
  return db.prepare(`SELECT EXISTS (SELECT 1 ${LIFTED}) AS due`).bind(now);
}

/**
 * Adds `release` for each item whose embargo has ended by `now`, in the order of their ends, and `advisory`
 * for articles that contain one, and has shards notify the holders of both. The instant of the last update
 * moves in the same batch, so nothing lifts twice. Items keep their sequence: cached states judge embargoes
 * by the clock. `evenIfNone`: for an embargo that has ended before it was first stored, which never lifts in
 * the sequence.
 */
export function liftStatements(
  db: D1Database,
  now: number,
  { evenIfNone }: { evenIfNone: boolean },
): D1PreparedStatement[] {
  const lifted = `(SELECT * ${LIFTED} AND ${UNDER_EMBARGO}) AS lifted`;
  return [
    db
      .prepare(
        `INSERT INTO changes (item, version, change_type, at, ${CHANGE_STATE})
         SELECT id, version, 'release', ${AT}, type, language, sections, subjects, version_created_ms, pub_status, 0
         FROM ${lifted} ORDER BY embargoed_until_ms, id`,
      )
      .bind(now),
    db
      .prepare(
        `INSERT INTO changes (item, version, change_type, at, ${CHANGE_STATE})
         SELECT holder.id, holder.version, 'advisory', max(${AT}), holder.type, holder.language, holder.sections, holder.subjects,
           holder.version_created_ms, holder.pub_status, coalesce(holder.embargoed_until_ms > ?1, 0)
         FROM ${lifted} JOIN item_links ON item_links.uri = lifted.uri JOIN items AS holder ON holder.id = item_links.item
         WHERE holder.id <> lifted.id GROUP BY holder.id ORDER BY holder.id`,
      )
      .bind(now),
    db
      .prepare(
        `INSERT INTO outbox (object, change, created)
         SELECT shard.ledger, json_object('kind', 'fence',
           'fence', json_object('item', holder.id, 'seq', holder.seq, 'killed', json('false')),
           'change', json_object('seq', changes.seq, 'item', changes.item, 'version', changes.version, 'changeType', 'lift',
             'at', changes.at)), ?2
         FROM ${lifted} CROSS JOIN changes ON changes.seq = (SELECT max(seq) FROM changes WHERE item = lifted.id)
         CROSS JOIN items AS holder ON holder.id IN (SELECT lifted.id UNION SELECT item FROM item_links WHERE uri = lifted.uri)
         CROSS JOIN (SELECT ledger FROM partners UNION SELECT target FROM partner_moves WHERE ended IS NULL) AS shard
         ORDER BY changes.seq`,
      )
      .bind(now, new Date(now).toISOString()),
    db
      .prepare(
        `UPDATE gateway_state SET value = ?1
         WHERE name = 'lifted' AND value < ?1 AND (?2 OR EXISTS (SELECT 1 ${LIFTED}))`,
      )
      .bind(now, evenIfNone ? 1 : 0),
  ];
}
