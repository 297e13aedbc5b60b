/** SQL of the ledger room in D1: the outbox and the drained log. */
import { inParameters } from '../platform/d1.ts';
import { openHolds } from './retention/holds-store.ts';
import type { Change } from './types.ts';

/**
 * Messages to objects. License, key, partner and operator changes, and events, name their object; fences and
 * the epoch go to all shards, and their numbers are read inside the batch, after the statements that changed
 * them.
 */
export type OutboxMessage =
  | {
      object: string;
      change: Extract<
        Change,
        {
          kind:
            | 'license'
            | 'key'
            | 'token'
            | 'partner'
            | 'operator'
            | 'action'
            | 'hold'
            | 'endpoint'
            | 'event';
        }
      >;
    }
  | { fence: { item: string; killed: boolean } }
  /** Fences all items that contain the one with this uri: a kill includes packages. */
  | { fenceContaining: { uri: string } }
  /** Raises the epoch and notifies all shards. */
  | { epoch: 'next' };

const ROWS_MAX = 500;

/**
 * Targets of broadcasts: the configured pool, and all shards with partners or arriving partners. They differ
 * while the pool size changes and isolates of both configurations run.
 */
const broadcastTargets = (pool: '?1' | '?2'): string =>
  `SELECT value AS object FROM json_each(${pool}) UNION SELECT ledger FROM partners
   UNION SELECT target FROM partner_moves WHERE ended IS NULL`;

/** Names of the broadcast targets, read in the batch that notifies them. */
export function broadcastTargetsStatement(db: D1Database, pool: string[]): D1PreparedStatement {
  return db.prepare(broadcastTargets('?1')).bind(JSON.stringify(pool));
}

/** Broadcast targets, shards with outbox rows, and shards with archived parts. */
export async function objectsInUse(db: D1Database, pool: string[]): Promise<string[]> {
  const { results } = await db
    .prepare(
      `${broadcastTargets('?1')} UNION SELECT object FROM outbox UNION SELECT shard FROM log_shards ORDER BY 1`,
    )
    .bind(JSON.stringify(pool))
    .all<{ object: string }>();
  return results.map(({ object }) => object);
}

/**
 * Groups messages by kind, so a package of a hundred items needs as many statements as one item. The order
 * between kinds does not matter: each change is about one resource, and a fence or epoch is read at the end
 * of the batch.
 */
export function outboxStatements(
  db: D1Database,
  messages: OutboxMessage[],
  pool: string[],
  now: string,
): D1PreparedStatement[] {
  const changes = messages.filter((message) => 'change' in message);
  const fences = messages.flatMap((message) => ('fence' in message ? [message.fence] : []));
  const uris = messages.flatMap((message) =>
    'fenceContaining' in message ? [message.fenceContaining.uri] : [],
  );
  const all = { pool, now };
  return [
    ...inParameters(changes.map(({ object, change }) => ({ object, change: JSON.stringify(change) }))).map(
      (rows) => changesStatement(db, rows, now),
    ),
    ...(fences.length > 0 ? [fencesStatement(db, fences, all)] : []),
    ...(uris.length > 0 ? [containingFencesStatement(db, uris, all)] : []),
    ...messages.flatMap((message) => ('epoch' in message ? epochStatements(db, all) : [])),
  ];
}

function changesStatement(db: D1Database, rows: string, now: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO outbox (object, change, created)
       SELECT value ->> 'object', value ->> 'change', ?2 FROM json_each(?1) ORDER BY key`,
    )
    .bind(rows, now);
}

interface Broadcast {
  pool: string[];
  now: string;
}

function epochStatements(db: D1Database, { pool, now }: Broadcast): D1PreparedStatement[] {
  return [
    db.prepare(`UPDATE gateway_state SET value = value + 1 WHERE name = 'epoch'`),
    db
      .prepare(
        `INSERT INTO outbox (object, change, created)
         SELECT everyone.object, json_object('kind', 'epoch', 'epoch', state.value), ?1
         FROM gateway_state AS state, (${broadcastTargets('?2')}) AS everyone WHERE state.name = 'epoch'`,
      )
      .bind(now, JSON.stringify(pool)),
  ];
}

/** Characters of a notice that go with a change. */
const NOTICE_CHARS_MAX = 500;

/**
 * The change with this sequence as an `ItemChange`. A version that is too large for a row gives no notice.
 */
const changeAt = (seq: string): string =>
  `(SELECT json_patch(
      json_object('seq', changes.seq, 'item', changes.item, 'version', changes.version, 'changeType', change_type,
        'at', changes.at),
      json_object('notice', iif(change_type IN ('kill', 'elimination', 'hold'),
        substr(document ->> '$.notice', 1, ${NOTICE_CHARS_MAX}), NULL)))
    FROM changes LEFT JOIN item_versions ON item_versions.item = changes.item
      AND item_versions.version = changes.version WHERE changes.seq = ${seq})`;

/** One row for each item and object, with the item's current sequence. */
function fencesStatement(
  db: D1Database,
  fences: { item: string; killed: boolean }[],
  { pool, now }: Broadcast,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO outbox (object, change, created)
       SELECT everyone.object, json_object('kind', 'fence', 'fence', json_object('item', items.id, 'seq', items.seq,
         'killed', json(CASE fence.value ->> 'killed' WHEN 1 THEN 'true' ELSE 'false' END)),
         'change', ${changeAt('items.seq')}), ?1
       FROM json_each(?3) AS fence JOIN items ON items.id = fence.value ->> 'item',
         (${broadcastTargets('?2')}) AS everyone`,
    )
    .bind(now, JSON.stringify(pool), JSON.stringify(fences));
}

function containingFencesStatement(
  db: D1Database,
  uris: string[],
  { pool, now }: Broadcast,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO outbox (object, change, created)
       SELECT everyone.object, json_object('kind', 'fence', 'fence',
         json_object('item', items.id, 'seq', items.seq, 'killed', json('false')),
         'change', ${changeAt('member.seq')}), ?1
       FROM json_each(?3) AS uri CROSS JOIN item_links ON item_links.uri = uri.value
       JOIN items ON items.id = item_links.item JOIN items AS member ON member.uri = uri.value,
         (${broadcastTargets('?2')}) AS everyone`,
    )
    .bind(now, JSON.stringify(pool), JSON.stringify(uris));
}

const STANDING_PAGE = 1_000;

/**
 * State for all shards: the epoch, legal holds, and a fence for each item that has changed since (ISO 8601
 * UTC).
 */
export async function catalogueChanges(db: D1Database, since: string): Promise<Change[]> {
  const epoch = await db
    .prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`)
    .first<number>('value');
  const holds = (await openHolds(db)).map((hold): Change => ({ kind: 'hold', hold }));
  const changes: Change[] = [...(epoch === null ? [] : [{ kind: 'epoch' as const, epoch }]), ...holds];
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const { results } = await db
      .prepare(
        `SELECT items.id AS item, items.seq, items.pub_status = 'canceled' AS killed, changes.at FROM items
         JOIN changes ON changes.seq = items.seq WHERE items.seq < ? ORDER BY items.seq DESC LIMIT ${STANDING_PAGE}`,
      )
      .bind(before)
      .all<{ item: string; seq: number; killed: number; at: string }>();
    for (const { item, seq, killed, at } of results)
      if (at >= since) changes.push({ kind: 'fence', fence: { item, seq, killed: killed === 1 } });
    const last = results.at(-1);
    if (!last || last.at < since || results.length < STANDING_PAGE) return changes;
    before = last.seq;
  }
}

/** Oldest unacknowledged rows of an object. */
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

/** Deletes acknowledged rows; version tables have the history. */
export function ackStatement(db: D1Database, seqs: number[]): D1PreparedStatement {
  return db
    .prepare('DELETE FROM outbox WHERE seq IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(seqs));
}

/** Raises the epoch of a restored D1 to that of the objects; otherwise all decisions on it would be stale. */
export async function raiseEpoch(db: D1Database, epoch: number): Promise<void> {
  await db
    .prepare(`UPDATE gateway_state SET value = ?1 WHERE name = 'epoch' AND value < ?1`)
    .bind(epoch)
    .run();
}

/** Counts are absolute by minute, and only grow. */
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

/** Unacknowledged rows by object, and the time of the oldest. */
export async function pendingByObject(
  db: D1Database,
): Promise<{ object: string; count: number; oldest: string }[]> {
  const { results } = await db
    .prepare(
      'SELECT object, count(*) AS count, min(created) AS oldest FROM outbox GROUP BY object ORDER BY object',
    )
    .all<{ object: string; count: number; oldest: string }>();
  return results;
}

/** Newest applied migration. */
export async function newestMigration(db: D1Database): Promise<string | null> {
  return db.prepare('SELECT max(name) AS name FROM d1_migrations').first<string>('name');
}

/** Stores the current versions of these partners for later audits; existing versions stay. */
export function storePartnerVersions(db: D1Database, ids: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT OR IGNORE INTO partner_versions (partner, version, name, status, titles, at)
       SELECT id, version, name, status, titles, updated FROM partners WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .bind(JSON.stringify(ids));
}

/** The database's clock, milliseconds, UTC. */
export async function databaseTime(db: D1Database): Promise<number> {
  const ms = await db.prepare(`SELECT round(unixepoch('subsec') * 1000) AS ms`).first<number>('ms');
  return ms ?? Number.NaN;
}
