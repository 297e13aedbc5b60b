/** SQL of the ledger room on the D1 side: the outbox and the drained log. */
import { inParameters } from '../platform/d1.ts';
import { openHolds } from './retention/holds-store.ts';
import { SEALED_TO } from './segments/sealed-to.ts';
import type { Change } from './types.ts';

/**
 * What to tell the objects. License, key, partner and operator changes name their object; fences and the epoch go
 * to everyone, and their numbers are read inside the batch, after the statements that moved them.
 */
export type Told =
  | {
      object: string;
      change: Extract<
        Change,
        { kind: 'license' | 'key' | 'token' | 'partner' | 'operator' | 'action' | 'hold' }
      >;
    }
  | { fence: { item: string; killed: boolean } }
  /** Fences every item that contains the one with this uri: a kill reaches packages. */
  | { fenceContaining: { uri: string } }
  /** Moves the epoch on and tells everyone. */
  | { epoch: 'next' };

const ROWS_MAX = 500;

/**
 * Everyone who is told what concerns all: the configured pool and every object that a partner lives in or is on its way to. While the pool's
 * size is being changed these differ, and isolates of the old and of the new configuration run side by side.
 */
const everyone = (pool: '?1' | '?2'): string =>
  `SELECT value AS object FROM json_each(${pool}) UNION SELECT ledger FROM partners
   UNION SELECT target FROM partner_moves WHERE ended IS NULL`;

/** Names of the objects that are told what concerns all: read in the batch that tells them. */
export function everyoneStatement(db: D1Database, pool: string[]): D1PreparedStatement {
  return db.prepare(everyone('?1')).bind(JSON.stringify(pool));
}

/** `everyone`, whoever still has outbox rows, and whoever has files in the archive. */
export async function objectsInUse(db: D1Database, pool: string[]): Promise<string[]> {
  const { results } = await db
    .prepare(
      `${everyone('?1')} UNION SELECT object FROM outbox UNION SELECT object FROM archive_parts ORDER BY 1`,
    )
    .bind(JSON.stringify(pool))
    .all<{ object: string }>();
  return results.map(({ object }) => object);
}

/**
 * As many statements for a package of a hundred items as for one: what the objects are told in one batch is told by kind. The order
 * between kinds is no matter: changes are of one resource each, and a fence or an epoch says what it says at the end of the batch.
 */
export function outboxStatements(
  db: D1Database,
  told: Told[],
  pool: string[],
  now: string,
): D1PreparedStatement[] {
  const changes = told.filter((one) => 'change' in one);
  const fences = told.flatMap((one) => ('fence' in one ? [one.fence] : []));
  const uris = told.flatMap((one) => ('fenceContaining' in one ? [one.fenceContaining.uri] : []));
  const all = { pool, now };
  return [
    ...inParameters(changes.map(({ object, change }) => ({ object, change: JSON.stringify(change) }))).map(
      (rows) => changesStatement(db, rows, now),
    ),
    ...(fences.length > 0 ? [fencesStatement(db, fences, all)] : []),
    ...(uris.length > 0 ? [containingFencesStatement(db, uris, all)] : []),
    ...told.flatMap((one) => ('epoch' in one ? epochStatements(db, all) : [])),
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

interface Everyone {
  pool: string[];
  now: string;
}

function epochStatements(db: D1Database, { pool, now }: Everyone): D1PreparedStatement[] {
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
}

/** One row an item and object, with the sequence that the item has by now. */
function fencesStatement(
  db: D1Database,
  fences: { item: string; killed: boolean }[],
  { pool, now }: Everyone,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO outbox (object, change, created)
       SELECT everyone.object, json_object('kind', 'fence', 'fence', json_object('item', items.id, 'seq', items.seq,
         'killed', json(CASE one.value ->> 'killed' WHEN 1 THEN 'true' ELSE 'false' END))), ?1
       FROM json_each(?3) AS one JOIN items ON items.id = one.value ->> 'item', (${everyone('?2')}) AS everyone`,
    )
    .bind(now, JSON.stringify(pool), JSON.stringify(fences));
}

function containingFencesStatement(
  db: D1Database,
  uris: string[],
  { pool, now }: Everyone,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO outbox (object, change, created)
       SELECT everyone.object, json_object('kind', 'fence', 'fence',
         json_object('item', items.id, 'seq', items.seq, 'killed', json('false'))), ?1
       FROM items, (${everyone('?2')}) AS everyone
       WHERE items.id IN (SELECT item FROM item_links WHERE uri IN (SELECT value FROM json_each(?3)))`,
    )
    .bind(now, JSON.stringify(pool), JSON.stringify(uris));
}

const STANDING_PAGE = 1_000;

/** What concerns all, as D1 has it: the epoch, what is held, and a fence for each item that was changed since (ISO 8601 UTC). */
export async function standingChanges(db: D1Database, since: string): Promise<Change[]> {
  const epoch = await db
    .prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`)
    .first<number>('value');
  const held = (await openHolds(db)).map((hold): Change => ({ kind: 'hold', hold }));
  const changes: Change[] = [...(epoch === null ? [] : [{ kind: 'epoch' as const, epoch }]), ...held];
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

export interface DrainedBatch {
  object: string;
  /** JSON array of `{leaf, body}`. */
  json: string;
  rows: number;
  /** Sequences, in the object, of the last entry before the batch and of its last one. */
  from: number;
  to: number;
  /** Number of the last telling of a part of the archive that D1 has heard. */
  parts: number;
}

export interface Drained {
  /** Rows that were there already, or could not be written because their id was. 0 when nothing was to be written. */
  kept: number;
  /** False: D1's own mark stands before `from` or `parts`, so that it is not the D1 that was drained to. Nothing was written. */
  inStep: boolean;
  /** Number of the last row that was written; 0: none was. */
  newest: number;
}

/**
 * Drained entries, in one transaction with the mark of how far the object is; none when D1's own mark stands before `from` or `parts`: they come in
 * order, or a later one that is sealed would make those before it look counted. A row that is already there stays as it is: draining
 * again, after a crash or a restore, changes nothing. Every column is read out of the entry itself.
 */
export async function insertEntries(db: D1Database, batch: DrainedBatch): Promise<Drained> {
  const [mark, entries] = await db.batch([
    db
      .prepare(
        `INSERT INTO drains (object, drained) SELECT ?1, ?2
         WHERE ?3 OR EXISTS (SELECT 1 FROM drains WHERE object = ?1)
         ON CONFLICT (object) DO UPDATE SET drained = max(drained, excluded.drained) WHERE drained >= ?4 AND parts >= ?5`,
      )
      .bind(batch.object, batch.to, batch.parts > 0 || batch.from > 0 ? 0 : 1, batch.from, batch.parts),
    entriesStatement(db, batch.json, { again: null, marked: batch }),
  ]);
  const written = entries?.meta.changes ?? 0;
  const inStep = (mark?.meta.changes ?? 0) > 0;
  return {
    kept: inStep ? batch.rows - written : 0,
    inStep,
    newest: written > 0 ? (entries?.meta.last_row_id ?? 0) : 0,
  };
}

interface Inserted {
  again: boolean | null;
  marked?: { object: string; to: number; parts: number };
  part?: { object: string; part: number };
}

/**
 * `json` is an array of `{leaf, body}`. `again`: whether they were in the log before, and have been counted; null: a row was if a later one
 * of its license is sealed, for they come in order. `marked`: only if D1 says that the object has drained as far as that; `part`: only if it knows of that part of the archive. What is there
 * already is looked for before it is inserted, since a row that is refused uses up a number. Each entry is parsed once for all its columns: the limit,
 * which is none, keeps SQLite from putting the parsing in the place of each use.
 */
export function entriesStatement(
  db: D1Database,
  json: string,
  { again, marked, part }: Inserted = { again: null },
): D1PreparedStatement {
  const there = (where: string) =>
    `EXISTS (SELECT 1 FROM entries AS there WHERE there.license = entry ->> 'license' AND ${where})`;
  return db
    .prepare(
      `INSERT INTO entries (again, license, idx, id, at, kind, outcome, code, env, partner, article, billable, leaf, body)
       SELECT coalesce(?2, ${there(`there.idx > entry ->> 'index' AND there.n <= ${SEALED_TO}`)}),
         entry ->> 'license', entry ->> 'index', entry ->> 'id', entry ->> 'at', entry ->> 'kind', entry ->> 'outcome',
         entry ->> 'code', entry ->> 'env', entry ->> 'partner', entry ->> 'article', entry ->> 'billable', leaf, body
       FROM (SELECT leaf, body, jsonb(body) AS entry
         FROM (SELECT value ->> 'leaf' AS leaf, value ->> 'body' AS body FROM json_each(?1)) LIMIT -1 OFFSET 0)
       WHERE NOT ${there(`there.idx = entry ->> 'index'`)}
         ${marked ? 'AND EXISTS (SELECT 1 FROM drains WHERE object = ?3 AND drained >= ?4 AND parts >= ?5)' : ''}
         ${part ? 'AND EXISTS (SELECT 1 FROM archive_parts WHERE object = ?3 AND part = ?4)' : ''}
       ON CONFLICT DO NOTHING`,
    )
    .bind(
      ...[json, again === null ? null : Number(again)],
      ...(marked ? [marked.object, marked.to, marked.parts] : []),
      ...(part ? [part.object, part.part] : []),
    );
}

export interface DrainMark {
  /** Sequence, in the object, of the last entry that was drained. */
  drained: number;
  /** Changes of the catalogue that the object had been told. */
  told: number;
  /** Number of the last time that the object told D1 of a part of its archive. */
  parts: number;
}

/** What D1 says of an object; zeros when it knows nothing of it. */
export async function drainMark(db: D1Database, object: string): Promise<DrainMark> {
  const row = await db
    .prepare('SELECT drained, told, parts FROM drains WHERE object = ?')
    .bind(object)
    .first<DrainMark>();
  return row ?? { drained: 0, told: 0, parts: 0 };
}

/** Marks how much an object has been told. False: the mark stands before `from`, so that it is not the D1 that was marked. */
export async function markTold(
  db: D1Database,
  { object, told, from }: { object: string; told: number; from: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO drains (object, drained, told) SELECT ?1, 0, ?2
       WHERE ?3 = 0 OR EXISTS (SELECT 1 FROM drains WHERE object = ?1)
       ON CONFLICT (object) DO UPDATE SET told = max(told, excluded.told) WHERE told >= ?3`,
    )
    .bind(object, told, from)
    .run();
  return meta.changes > 0;
}

/** The entries of a drained batch that D1 has otherwise. */
export async function differingEntries(
  db: D1Database,
  json: string,
): Promise<{ license: string; idx: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT drained.license, drained.idx
       FROM (SELECT value ->> 'leaf' AS leaf, value ->> 'body' AS body, value ->> 'body' ->> 'license' AS license,
           value ->> 'body' ->> 'index' AS idx FROM json_each(?)) AS drained
       CROSS JOIN entries ON entries.license = drained.license AND entries.idx = drained.idx
       WHERE entries.leaf IS NOT drained.leaf OR entries.body IS NOT drained.body`,
    )
    .bind(json)
    .all<{ license: string; idx: number }>();
  return results;
}

/**
 * A D1 that was restored has an older epoch than the objects know, and everything judged on it would be stale for ever.
 * With the objects' own number its restored catalogue is the current one.
 */
export async function raiseEpoch(db: D1Database, epoch: number): Promise<void> {
  await db
    .prepare(`UPDATE gateway_state SET value = ?1 WHERE name = 'epoch' AND value < ?1`)
    .bind(epoch)
    .run();
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

/** Outbox rows that an object has not acknowledged yet, and when the oldest of them was written. */
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

/** The newest migration that D1 has had, as whoever applies them notes it. */
export async function newestMigration(db: D1Database): Promise<string | null> {
  return db.prepare('SELECT max(name) AS name FROM d1_migrations').first<string>('name');
}

/** The rows of these partners as they now stand, for whoever asks later what was decided by them; one that is kept stays as it is. */
export function keepPartnerVersions(db: D1Database, ids: readonly string[]): D1PreparedStatement {
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
