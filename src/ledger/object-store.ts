/**
 * SQL of a ledger object's own SQLite. Every function is synchronous and runs inside the caller's transaction.
 * Times are milliseconds, UTC.
 */
import type { KeyState } from './judge.ts';
import { frontierPlaces, HASH_BYTES, type Hash, type Head } from './merkle.ts';
import type { Unit } from './meter.ts';
import type { Fence, GrantRecord, LicenseState } from './types.ts';

/** Schema steps, applied in order once each. The version is a table: objects have no `PRAGMA user_version`. */
const STEPS = [
  `CREATE TABLE licenses (id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE trees (license TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE keys (id TEXT PRIMARY KEY, license TEXT NOT NULL, status TEXT NOT NULL, expires_ms INTEGER, version INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE partners (id TEXT PRIMARY KEY, status TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE operators (id TEXT PRIMARY KEY, role TEXT NOT NULL, status TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE fences (item TEXT PRIMARY KEY, seq INTEGER NOT NULL, killed INTEGER NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
   -- hashes: the leaf, then every perfect subtree that ends with it, 32 bytes each
   CREATE TABLE entries (seq INTEGER PRIMARY KEY, license TEXT NOT NULL, idx INTEGER NOT NULL, body TEXT NOT NULL, hashes BLOB NOT NULL);
   CREATE UNIQUE INDEX entries_by_license ON entries (license, idx);
   CREATE TABLE grants (key TEXT PRIMARY KEY, id TEXT NOT NULL, at_ms INTEGER NOT NULL, idx INTEGER NOT NULL, leaf TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE units (license TEXT, term_ms INTEGER, item TEXT, component TEXT, title TEXT, PRIMARY KEY (license, term_ms, item, component, title)) WITHOUT ROWID;
   CREATE TABLE usage (license TEXT, period TEXT, used INTEGER NOT NULL, PRIMARY KEY (license, period)) WITHOUT ROWID;
   CREATE TABLE counts (minute TEXT, license TEXT, code TEXT, count INTEGER NOT NULL, PRIMARY KEY (minute, license, code)) WITHOUT ROWID;`,
];

export function migrate(sql: SqlStorage): void {
  sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
  const version = Number(sql.exec('SELECT max(version) AS version FROM schema_version').one().version ?? 0);
  STEPS.slice(version).forEach((step, index) => {
    sql.exec(step);
    sql.exec('INSERT INTO schema_version (version) VALUES (?)', version + index + 1);
  });
}

function first<T extends Record<string, SqlStorageValue>>(cursor: SqlStorageCursor<T>): T | null {
  const row = cursor.next();
  return row.done ? null : row.value;
}

export type MetaName = 'epoch' | 'drained' | 'last_at_ms';

export function readMeta(sql: SqlStorage, name: MetaName): number {
  return first(sql.exec<{ value: number }>('SELECT value FROM meta WHERE name = ?', name))?.value ?? 0;
}

/** Meta values only ever grow. */
export function raiseMeta(sql: SqlStorage, name: MetaName, value: number): void {
  sql.exec(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)',
    name,
    value,
  );
}

export function readLicense(sql: SqlStorage, id: string): LicenseState | null {
  const row = first(sql.exec<{ state: string }>('SELECT state FROM licenses WHERE id = ?', id));
  return row ? (JSON.parse(row.state) as LicenseState) : null;
}

export function writeLicense(sql: SqlStorage, license: LicenseState): void {
  sql.exec('INSERT OR REPLACE INTO licenses (id, state) VALUES (?, ?)', license.id, JSON.stringify(license));
}

export function readKey(sql: SqlStorage, id: string): KeyState | null {
  const row = first(
    sql.exec<{ license: string; status: KeyState['status']; expires_ms: number | null; version: number }>(
      'SELECT license, status, expires_ms, version FROM keys WHERE id = ?',
      id,
    ),
  );
  if (!row) return null;
  const { license, status, version } = row;
  return { id, license, status, version, ...(row.expires_ms !== null && { expiresMs: row.expires_ms }) };
}

export function writeKey(sql: SqlStorage, key: KeyState): void {
  sql.exec(
    'INSERT OR REPLACE INTO keys (id, license, status, expires_ms, version) VALUES (?, ?, ?, ?, ?)',
    key.id,
    key.license,
    key.status,
    key.expiresMs ?? null,
    key.version,
  );
}

export interface Standing {
  status: string;
  version: number;
}

export function readPartner(sql: SqlStorage, id: string): Standing | null {
  return first(
    sql.exec<{ status: string; version: number }>('SELECT status, version FROM partners WHERE id = ?', id),
  );
}

export function writePartner(sql: SqlStorage, id: string, standing: Standing): void {
  sql.exec(
    'INSERT OR REPLACE INTO partners (id, status, version) VALUES (?, ?, ?)',
    id,
    standing.status,
    standing.version,
  );
}

export function readOperator(sql: SqlStorage, id: string): (Standing & { role: string }) | null {
  return first(
    sql.exec<{ role: string; status: string; version: number }>(
      'SELECT role, status, version FROM operators WHERE id = ?',
      id,
    ),
  );
}

export function writeOperator(sql: SqlStorage, id: string, operator: Standing & { role: string }): void {
  sql.exec(
    'INSERT OR REPLACE INTO operators (id, role, status, version) VALUES (?, ?, ?, ?)',
    id,
    operator.role,
    operator.status,
    operator.version,
  );
}

export function readFence(sql: SqlStorage, item: string): Fence | null {
  const row = first(
    sql.exec<{ seq: number; killed: number }>('SELECT seq, killed FROM fences WHERE item = ?', item),
  );
  return row ? { item, seq: row.seq, killed: row.killed === 1 } : null;
}

export function raiseFence(sql: SqlStorage, fence: Fence, untilMs: number): void {
  sql.exec(
    `INSERT INTO fences (item, seq, killed, until_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (item) DO UPDATE SET seq = max(seq, excluded.seq), killed = max(killed, excluded.killed), until_ms = max(until_ms, excluded.until_ms)`,
    fence.item,
    fence.seq,
    fence.killed ? 1 : 0,
    untilMs,
  );
}

export function dropFences(sql: SqlStorage, beforeMs: number): void {
  sql.exec('DELETE FROM fences WHERE until_ms < ?', beforeMs);
}

export function readHead(sql: SqlStorage, license: string): Head {
  const size =
    first(sql.exec<{ size: number }>('SELECT size FROM trees WHERE license = ?', license))?.size ?? 0;
  return {
    size,
    frontier: frontierPlaces(size).map(({ lastLeaf, level }) => readNode(sql, license, lastLeaf, level)),
  };
}

function readNode(sql: SqlStorage, license: string, lastLeaf: number, level: number): Hash {
  const { hash } = sql
    .exec<{ hash: ArrayBuffer }>(
      'SELECT substr(hashes, ?, ?) AS hash FROM entries WHERE license = ? AND idx = ?',
      level * HASH_BYTES + 1,
      HASH_BYTES,
      license,
      lastLeaf,
    )
    .one();
  return new Uint8Array(hash);
}

export function writeEntry(
  sql: SqlStorage,
  entry: { license: string; index: number; body: string; completed: Hash[] },
): void {
  const hashes = new Uint8Array(entry.completed.length * HASH_BYTES);
  entry.completed.forEach((hash, level) => {
    hashes.set(hash, level * HASH_BYTES);
  });
  sql.exec(
    'INSERT INTO entries (license, idx, body, hashes) VALUES (?, ?, ?, ?)',
    entry.license,
    entry.index,
    entry.body,
    hashes,
  );
  sql.exec('INSERT OR REPLACE INTO trees (license, size) VALUES (?, ?)', entry.license, entry.index + 1);
}

export function readGrant(sql: SqlStorage, key: string): GrantRecord | null {
  const row = first(
    sql.exec<{ id: string; at_ms: number; idx: number; leaf: string }>(
      'SELECT id, at_ms, idx, leaf FROM grants WHERE key = ?',
      key,
    ),
  );
  return row && { id: row.id, atMs: row.at_ms, index: row.idx, leaf: row.leaf };
}

export function writeGrant(sql: SqlStorage, key: string, grant: GrantRecord): void {
  sql.exec(
    'INSERT INTO grants (key, id, at_ms, idx, leaf) VALUES (?, ?, ?, ?, ?)',
    key,
    grant.id,
    grant.atMs,
    grant.index,
    grant.leaf,
  );
}

/** True when the unit is already on the bill: for this title, or by a delivery that served every title. */
export function hasUnit(sql: SqlStorage, license: string, unit: Unit): boolean {
  const row = first(
    sql.exec(
      `SELECT 1 FROM units WHERE license = ? AND term_ms = ? AND item = ? AND component = ? AND title IN (?, '') LIMIT 1`,
      license,
      unit.termMs,
      unit.item,
      unit.component,
      unit.title,
    ),
  );
  return row !== null;
}

export function writeUnit(sql: SqlStorage, license: string, unit: Unit): void {
  sql.exec(
    'INSERT INTO units (license, term_ms, item, component, title) VALUES (?, ?, ?, ?, ?)',
    license,
    unit.termMs,
    unit.item,
    unit.component,
    unit.title,
  );
}

export function readUsage(sql: SqlStorage, license: string, period: string): number {
  return (
    first(
      sql.exec<{ used: number }>('SELECT used FROM usage WHERE license = ? AND period = ?', license, period),
    )?.used ?? 0
  );
}

export function addUsage(sql: SqlStorage, license: string, period: string, units: number): void {
  sql.exec(
    'INSERT INTO usage (license, period, used) VALUES (?, ?, ?) ON CONFLICT (license, period) DO UPDATE SET used = used + excluded.used',
    license,
    period,
    units,
  );
}

export function addCount(sql: SqlStorage, minute: string, license: string, code: string): void {
  sql.exec(
    'INSERT INTO counts (minute, license, code, count) VALUES (?, ?, ?, 1) ON CONFLICT (minute, license, code) DO UPDATE SET count = count + 1',
    minute,
    license,
    code,
  );
}

export interface CountRow {
  minute: string;
  license: string;
  code: string;
  count: number;
  [key: string]: SqlStorageValue;
}

/** Counts are absolute per minute, so writing them to D1 twice is harmless. */
export function readCounts(sql: SqlStorage, limit: number): CountRow[] {
  return sql
    .exec<CountRow>('SELECT minute, license, code, count FROM counts ORDER BY minute LIMIT ?', limit)
    .toArray();
}

/** Minutes that are over and written to D1 need not be kept. */
export function dropCounts(sql: SqlStorage, beforeMinute: string): void {
  sql.exec('DELETE FROM counts WHERE minute < ?', beforeMinute);
}

export interface EntryRow {
  seq: number;
  idx: number;
  body: string;
  leaf: ArrayBuffer;
  [key: string]: SqlStorageValue;
}

export function entriesAfter(sql: SqlStorage, seq: number, limit: number): EntryRow[] {
  return sql
    .exec<EntryRow>(
      'SELECT seq, idx, body, substr(hashes, 1, 32) AS leaf FROM entries WHERE seq > ? ORDER BY seq LIMIT ?',
      seq,
      limit,
    )
    .toArray();
}

export function backlog(sql: SqlStorage, drained: number): number {
  return sql.exec<{ count: number }>('SELECT count(*) AS count FROM entries WHERE seq > ?', drained).one()
    .count;
}
