/** SQL of embargoes that end: each is a change of its own, written once by whoever comes first after it, reader or writer. */
import { CHANGE_STATE } from '../../restrictions/store.ts';

/** Items whose embargo has lifted since the sequence was last brought up to date, ?1 being now: all that were followed under it. */
const LIFTED = `FROM items WHERE embargoed_until_ms <= ?1
  AND embargoed_until_ms > (SELECT value FROM gateway_state WHERE name = 'lifted')`;
const UNDER_EMBARGO = `pub_status = 'usable' AND EXISTS (SELECT 1 FROM changes WHERE changes.item = items.id
  AND changes.version = items.version AND changes.item_embargoed)`;
const AT = `strftime('%Y-%m-%dT%H:%M:%fZ', lifted.embargoed_until_ms / 1000.0, 'unixepoch')`;

/** Whether there is any, as a column. */
export function liftDueStatement(db: D1Database, now: number): D1PreparedStatement {
  return db.prepare(`SELECT EXISTS (SELECT 1 ${LIFTED}) AS due`).bind(now);
}

/**
 * `release` for each item whose embargo is over by `now`, in the order of their instants, and `advisory` for the articles that
 * contain one. The instant moves on in the same batch, so that nothing lifts twice. Items keep their place: a cached state judges
 * embargoes by the clock. `evenIfNone`: an embargo that is over when it is first heard of never lifts in the sequence.
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
        `UPDATE gateway_state SET value = ?1
         WHERE name = 'lifted' AND value < ?1 AND (?2 OR EXISTS (SELECT 1 ${LIFTED}))`,
      )
      .bind(now, evenIfNone ? 1 : 0),
  ];
}
