/** SQL of the catalogue state of a ledger shard: licenses, keys, partners, fences. */
import { FENCE_LIFE_MS, KILL_FENCE_LIFE_MS } from '../limits.ts';
import type { Fence, KeyState, LicenseState } from '../types.ts';
import { firstRow } from './row.ts';

export function readLicense(sql: SqlStorage, id: string): LicenseState | null {
  const row = firstRow(sql.exec<{ state: string }>('SELECT state FROM licenses WHERE id = ?', id));
  return row ? (JSON.parse(row.state) as LicenseState) : null;
}

export function writeLicense(sql: SqlStorage, license: LicenseState): void {
  sql.exec('INSERT OR REPLACE INTO licenses (id, state) VALUES (?, ?)', license.id, JSON.stringify(license));
}

/** Licenses in force at an instant (milliseconds, UTC). */
export function licensesWithQuota(sql: SqlStorage, atMs: number): LicenseState[] {
  return sql
    .exec<{ state: string }>(
      `SELECT state FROM licenses
       WHERE state -> '$.quota' IS NOT NULL AND state ->> '$.status' = 'active' AND state ->> '$.endsMs' > ?`,
      atMs,
    )
    .toArray()
    .map(({ state }) => JSON.parse(state) as LicenseState);
}

const KEY_COLUMNS = 'id, license, status, expires_ms, version, conditions';

interface KeyColumns {
  id: string;
  license: string;
  status: KeyState['status'];
  expires_ms: number | null;
  version: number;
  /** JSON */
  conditions: string;
  [column: string]: SqlStorageValue;
}

const keyOf = ({
  id,
  license,
  status,
  expires_ms: expiresMs,
  version,
  conditions,
}: KeyColumns): KeyState => ({
  ...(JSON.parse(conditions) as Pick<KeyState, 'addresses' | 'dpop' | 'secrets'>),
  id,
  license,
  status,
  version,
  ...(expiresMs !== null && { expiresMs }),
});

export function readKey(sql: SqlStorage, id: string): KeyState | null {
  const row = firstRow(sql.exec<KeyColumns>(`SELECT ${KEY_COLUMNS} FROM keys WHERE id = ?`, id));
  return row && keyOf(row);
}

export function writeKey(sql: SqlStorage, key: KeyState): void {
  const { id, license, status, expiresMs, version, ...conditions } = key;
  sql.exec(
    'INSERT OR REPLACE INTO keys (id, license, status, expires_ms, version, conditions) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    license,
    status,
    expiresMs ?? null,
    version,
    JSON.stringify(conditions),
  );
}

export function allLicenses(sql: SqlStorage): LicenseState[] {
  return sql
    .exec<{ state: string }>('SELECT state FROM licenses')
    .toArray()
    .map(({ state }) => JSON.parse(state) as LicenseState);
}

export const allKeys = (sql: SqlStorage): KeyState[] =>
  sql.exec<KeyColumns>(`SELECT ${KEY_COLUMNS} FROM keys`).toArray().map(keyOf);

export function allPartners(sql: SqlStorage): (PartnerState & { id: string })[] {
  return sql
    .exec<{ id: string; status: string; version: number }>('SELECT id, status, version FROM partners')
    .toArray();
}

/** Whether the shard has partners. */
export function hasPartners(sql: SqlStorage): boolean {
  return firstRow(sql.exec('SELECT 1 FROM partners LIMIT 1')) !== null;
}

export interface PartnerState {
  status: string;
  version: number;
}

export function readPartner(sql: SqlStorage, id: string): PartnerState | null {
  return firstRow(
    sql.exec<{ status: string; version: number }>('SELECT status, version FROM partners WHERE id = ?', id),
  );
}

/** Newer versions win. */
export function writePartner(sql: SqlStorage, id: string, state: PartnerState): void {
  sql.exec(
    `INSERT INTO partners (id, status, version) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, version = excluded.version
       WHERE excluded.version > version`,
    id,
    state.status,
    state.version,
  );
}

export function readFence(sql: SqlStorage, item: string): Fence | null {
  const row = firstRow(
    sql.exec<{ seq: number; killed: number }>('SELECT seq, killed FROM fences WHERE item = ?', item),
  );
  return row ? { item, seq: row.seq, killed: row.killed === 1 } : null;
}

/** Newest change of a fenced item; 0: no fences. */
export function lastFencedSeq(sql: SqlStorage): number {
  return firstRow(sql.exec<{ seq: number | null }>('SELECT max(seq) AS seq FROM fences'))?.seq ?? 0;
}

export function raiseFence(sql: SqlStorage, fence: Fence, nowMs: number): void {
  const untilMs = nowMs + (fence.killed ? KILL_FENCE_LIFE_MS : FENCE_LIFE_MS);
  sql.exec(
    `INSERT INTO fences (item, seq, killed, until_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (item) DO UPDATE SET seq = max(seq, excluded.seq), killed = max(killed, excluded.killed),
       until_ms = max(until_ms, excluded.until_ms)`,
    fence.item,
    fence.seq,
    fence.killed ? 1 : 0,
    untilMs,
  );
}

export function dropFences(sql: SqlStorage, beforeMs: number): void {
  sql.exec('DELETE FROM fences WHERE until_ms < ?', beforeMs);
}
