/** SQL of published checkpoints in D1. */
import { OPERATORS_LOG, OPERATORS_OBJECT } from '../names.ts';

export interface StoredCheckpoint {
  size: number;
  /** ISO 8601 UTC. */
  at: string;
  note: string;
  /** Signature lines of witnesses. */
  cosignatures: string;
}

/** Never overwrites. True: the checkpoint was new. */
export async function insertCheckpoint(
  db: D1Database,
  origin: string,
  { size, at, note }: Pick<StoredCheckpoint, 'size' | 'at' | 'note'>,
): Promise<boolean> {
  const { meta } = await db
    .prepare('INSERT INTO checkpoints (origin, size, at, note) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
    .bind(origin, size, at, note)
    .run();
  return meta.changes > 0;
}

const COLUMNS = 'size, at, note, cosignatures';

export async function newestStored(db: D1Database, origin: string): Promise<StoredCheckpoint | null> {
  return db
    .prepare(`SELECT ${COLUMNS} FROM checkpoints WHERE origin = ? ORDER BY size DESC LIMIT 1`)
    .bind(origin)
    .first<StoredCheckpoint>();
}

/** Those of these checkpoints that are stored, each with its origin. */
export async function storedAmong(
  db: D1Database,
  checkpoints: readonly { origin: string; size: number }[],
): Promise<(StoredCheckpoint & { origin: string })[]> {
  const { results } = await db
    .prepare(
      `SELECT origin, ${COLUMNS} FROM json_each(?) AS one
       CROSS JOIN checkpoints ON origin = one.value ->> 'origin' AND size = one.value ->> 'size'`,
    )
    .bind(JSON.stringify(checkpoints))
    .all<StoredCheckpoint & { origin: string }>();
  return results;
}

/** The smallest checkpoint that covers a leaf. */
export async function firstCovering(
  db: D1Database,
  origin: string,
  index: number,
): Promise<StoredCheckpoint | null> {
  return db
    .prepare(`SELECT ${COLUMNS} FROM checkpoints WHERE origin = ? AND size > ? ORDER BY size LIMIT 1`)
    .bind(origin, index)
    .first<StoredCheckpoint>();
}

/** Largest first, smaller than `below`. */
export async function listCheckpoints(
  db: D1Database,
  origin: string,
  below: number,
  limit: number,
): Promise<StoredCheckpoint[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM checkpoints WHERE origin = ? AND size < ? ORDER BY size DESC LIMIT ?`)
    .bind(origin, below, limit)
    .all<StoredCheckpoint>();
  return results;
}

export async function setCosignatures(
  db: D1Database,
  origin: string,
  size: number,
  lines: string,
): Promise<void> {
  await db
    .prepare('UPDATE checkpoints SET cosignatures = ? WHERE origin = ? AND size = ?')
    .bind(lines, origin, size)
    .run();
}

/** `response`: base64. */
export async function setTimestamp(
  db: D1Database,
  origin: string,
  size: number,
  response: string,
): Promise<void> {
  await db
    .prepare('UPDATE checkpoints SET timestamp = ? WHERE origin = ? AND size = ?')
    .bind(response, origin, size)
    .run();
}

/** Time stamp of the checkpoint of this size; without a size, of the newest that has one. */
export async function timestampAt(
  db: D1Database,
  origin: string,
  size: number | null,
): Promise<{ size: number; timestamp: string } | null> {
  return db
    .prepare(
      `SELECT size, timestamp FROM checkpoints WHERE origin = ?1 AND timestamp IS NOT NULL AND (?2 IS NULL OR size = ?2)
       ORDER BY size DESC LIMIT 1`,
    )
    .bind(origin, size)
    .first<{ size: number; timestamp: string }>();
}

/** Shard of a license's log. Null: no such license. */
export async function objectOfLicense(db: D1Database, license: string): Promise<string | null> {
  if (license === OPERATORS_LOG) return OPERATORS_OBJECT;
  const row = await db
    .prepare(
      'SELECT partners.ledger FROM licenses JOIN partners ON partners.id = licenses.partner WHERE licenses.id = ?',
    )
    .bind(license)
    .first<{ ledger: string }>();
  return row?.ledger ?? null;
}

export interface LicenseShard {
  partner: string;
  /** Shard of the license's log. */
  object: string;
}

/** Partners and shards, by license. A license that does not exist has none. */
export async function shardsOfLicenses(
  db: D1Database,
  licenses: readonly string[],
): Promise<Map<string, LicenseShard>> {
  const { results } = await db
    .prepare(
      `SELECT licenses.id AS license, partner, ledger AS object FROM json_each(?) AS one
       CROSS JOIN licenses ON licenses.id = one.value CROSS JOIN partners ON partners.id = partner`,
    )
    .bind(JSON.stringify(licenses))
    .all<LicenseShard & { license: string }>();
  return new Map(results.map(({ license, ...shard }) => [license, shard]));
}
