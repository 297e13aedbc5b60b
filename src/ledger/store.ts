/** SQL of the ledger room on the D1 side: the outbox and the drained log. */
import type { Change } from './types.ts';

/**
 * What to tell the objects. License, key, partner and operator changes name their object; fences and the epoch go
 * to everyone, and their numbers are read inside the batch, after the statements that moved them.
 */
export type Told =
  | { object: string; change: Extract<Change, { kind: 'license' | 'key' | 'partner' | 'operator' }> }
  | { fence: { item: string; killed: boolean } }
  /** Fences every item that contains the one with this uri: a kill reaches packages. */
  | { fenceContaining: { uri: string } }
  /** Moves the epoch on and tells everyone. */
  | { epoch: 'next' };

const ROWS_MAX = 500;

/**
 * Everyone who is told what concerns all: the configured pool and every object that a partner lives in. While the pool's
 * size is being changed these differ, and isolates of the old and of the new configuration run side by side.
 */
const everyone = (pool: '?1' | '?2' | '?3'): string =>
  `SELECT value AS object FROM json_each(${pool}) UNION SELECT ledger FROM partners`;

/** Names of the objects that are told what concerns all: read in the batch that tells them. */
export function everyoneStatement(db: D1Database, pool: string[]): D1PreparedStatement {
  return db.prepare(everyone('?1')).bind(JSON.stringify(pool));
}

/** `everyone`, and whoever still has outbox rows. */
export async function objectsInUse(db: D1Database, pool: string[]): Promise<string[]> {
  const { results } = await db
    .prepare(`${everyone('?1')} UNION SELECT object FROM outbox ORDER BY 1`)
    .bind(JSON.stringify(pool))
    .all<{ object: string }>();
  return results.map(({ object }) => object);
}

export function outboxStatements(
  db: D1Database,
  told: Told[],
  pool: string[],
  now: string,
): D1PreparedStatement[] {
  return told.flatMap((one) => {
    if ('change' in one)
      return [
        db
          .prepare('INSERT INTO outbox (object, change, created) VALUES (?, ?, ?)')
          .bind(one.object, JSON.stringify(one.change), now),
      ];
    if ('fence' in one)
      return [
        fenceStatement(
          db,
          { where: 'items.id = ?4', value: one.fence.item, killed: one.fence.killed },
          pool,
          now,
        ),
      ];
    if ('fenceContaining' in one) {
      const where = 'items.id IN (SELECT item FROM item_links WHERE uri = ?4)';
      return [fenceStatement(db, { where, value: one.fenceContaining.uri, killed: false }, pool, now)];
    }
    return [
      db.prepare(`UPDATE gateway_state SET value = value + 1 WHERE name = 'epoch'`),
      db
        .prepare(
          `INSERT INTO outbox (object, change, created)
           SELECT everyone.object, json_object('kind', 'epoch', 'epoch', state.value), ?1
           FROM gateway_state AS state, (${everyone('?2')}) AS everyone WHERE state.name = 'epoch'`,
        )
        .bind(now, JSON.stringify(pool)),
    ];
  });
}

/** One row an item and object, with the sequence that the item has by now. */
function fenceStatement(
  db: D1Database,
  { where, value, killed }: { where: string; value: string; killed: boolean },
  pool: string[],
  now: string,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO outbox (object, change, created)
       SELECT everyone.object, json_object('kind', 'fence', 'fence',
         json_object('item', items.id, 'seq', items.seq, 'killed', json(?1))), ?2
       FROM items, (${everyone('?3')}) AS everyone WHERE ${where}`,
    )
    .bind(String(killed), now, JSON.stringify(pool), value);
}

/** The oldest rows that an object has not acknowledged. */
export async function pendingRows(
  db: D1Database,
  object: string,
): Promise<{ seq: number; change: Change }[]> {
  const { results } = await db
    .prepare('SELECT seq, change FROM outbox WHERE object = ? ORDER BY seq LIMIT ?')
    .bind(object, ROWS_MAX)
    .all<{ seq: number; change: string }>();
  return results.map(({ seq, change }) => ({ seq, change: JSON.parse(change) as Change }));
}

/** Acknowledged rows are deleted: the catalogue's own versions tables keep the history. */
export function ackStatement(db: D1Database, seqs: number[]): D1PreparedStatement {
  return db
    .prepare('DELETE FROM outbox WHERE seq IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(seqs));
}

/**
 * Drained entries, as one statement; `json` is an array of `{leaf, body}`. A row that is already there stays as it is: draining again, after a crash
 * or a restore, changes nothing. Every column is read out of the entry itself.
 */
export function insertEntries(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO entries (license, idx, id, at, kind, outcome, code, env, partner, article, billable, leaf, body)
       SELECT body ->> 'license', body ->> 'index', body ->> 'id', body ->> 'at', body ->> 'kind', body ->> 'outcome',
         body ->> 'code', body ->> 'env', body ->> 'partner', body ->> 'article', body ->> 'billable', leaf, body
       FROM (SELECT value ->> 'leaf' AS leaf, value ->> 'body' AS body FROM json_each(?))
       WHERE true ON CONFLICT DO NOTHING`,
    )
    .bind(json);
}

/** Counts are absolute per minute and only grow. */
export function insertCounts(
  db: D1Database,
  object: string,
  rows: { minute: string; license: string; code: string; count: number }[],
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO refusal_counts (minute, object, license, code, count)
       SELECT value ->> 'minute', ?1, value ->> 'license', value ->> 'code', value ->> 'count' FROM json_each(?2)
       WHERE true ON CONFLICT (minute, object, license, code) DO UPDATE SET count = max(count, excluded.count)`,
    )
    .bind(object, JSON.stringify(rows));
}

/** An operator as the catalogue has it: how the operators' object learns of one that was made by a command. */
export async function findOperator(
  db: D1Database,
  id: string,
): Promise<{ role: 'admin' | 'auditor'; status: 'active' | 'revoked' } | null> {
  return db.prepare('SELECT role, status FROM operators WHERE id = ?').bind(id).first();
}

/** Outbox rows that no object has acknowledged yet. */
export async function pendingCount(db: D1Database): Promise<number> {
  const row = await db.prepare('SELECT count(*) AS count FROM outbox').first<{ count: number }>();
  return row?.count ?? 0;
}
