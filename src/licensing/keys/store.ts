import type { RefusalReason } from '../../access/client-auth.ts';
import { FEED_HASH_PREFIX } from '../../access/feed-address.ts';
import type { LicenseStatus, Role } from '../../ledger/types.ts';
import { type Condition, searchConditions, sortedBy, whereOf } from '../../platform/conditions.ts';
import { countRows, type PageRequest } from '../../platform/paging.ts';

/** A request for a token with the right secret that was not admitted. `at` is exact to the minute. */
export interface KeyRefusal {
  at: string;
  reason: RefusalReason;
}

export interface KeyRow {
  id: string;
  license: string;
  name: string;
  env: 'live' | 'test';
  status: 'active' | 'revoked';
  hint: string;
  expires: string | null;
  addresses: string[] | null;
  auth_method: 'client_secret' | 'private_key_jwt';
  dpop: boolean;
  /** Time of the last issued token, to the minute. Written by `markUsed` only. */
  last_used: string | null;
  /** Written by `markRefused` only. */
  last_refused: KeyRefusal | null;
  /** Times of the secret feed address, if there is one. Read only. */
  feed_created: string | null;
  feed_expires: string | null;
  /** Latest end of an older secret or public key; it may have passed. Read only. */
  older_expires: string | null;
  version: number;
  created: string;
  updated: string;
  ledger: string;
}

const COLUMNS =
  'id, license, name, env, status, hint, expires, addresses, auth_method, dpop, version, created, updated';
const FEED = `FROM key_secrets WHERE owner = api_keys.id AND hash LIKE '${FEED_HASH_PREFIX}%'`;
const OLDER = `FROM key_secrets WHERE owner = api_keys.id AND hash NOT LIKE '${FEED_HASH_PREFIX}%'`;
const FROM = `api_keys
  JOIN licenses ON licenses.id = api_keys.license JOIN partners ON partners.id = licenses.partner`;
const SELECT = `SELECT ${`${COLUMNS}, last_used, last_refused`
  .split(', ')
  .map((column) => `api_keys.${column}`)
  .join(
    ', ',
  )}, partners.ledger, (SELECT created ${FEED}) AS feed_created, (SELECT expires ${FEED}) AS feed_expires,
  (SELECT max(expires) ${OLDER}) AS older_expires
  FROM ${FROM}`;

type Columns = Omit<KeyRow, 'addresses' | 'dpop' | 'last_refused'> & {
  addresses: string | null;
  dpop: number;
  last_refused: string | null;
};
const rowOf = (columns: Columns): KeyRow => ({
  ...columns,
  addresses: columns.addresses === null ? null : (JSON.parse(columns.addresses) as string[]),
  last_refused: columns.last_refused === null ? null : (JSON.parse(columns.last_refused) as KeyRefusal),
  dpop: columns.dpop === 1,
});

export async function findKey(db: D1Database, id: string): Promise<KeyRow | null> {
  const columns = await db.prepare(`${SELECT} WHERE api_keys.id = ?`).bind(id).first<Columns>();
  return columns && rowOf(columns);
}

export interface KeyFilter {
  license?: string | undefined;
  partner?: string | undefined;
}

const SORTED = {
  name: 'api_keys.name COLLATE NOCASE',
  // Unused keys come first.
  lastUsed: `coalesce(api_keys.last_used, '')`,
};
const SEARCHED = `api_keys.name || ' ' || partners.name || ' ' ||
  (licenses.terms ->> '$.consent.reference')`;

type Filter = KeyFilter & Pick<PageRequest, 'q'>;

const conditionsOf = ({ q, license, partner }: Filter): Condition[] => [
  { sql: 'api_keys.license = ?', values: [license] },
  { sql: 'api_keys.license IN (SELECT id FROM licenses WHERE partner = ?)', values: [partner] },
  ...searchConditions('api_keys', SEARCHED, q),
];

export async function listKeys(
  db: D1Database,
  { sort, after, limit, ...filter }: PageRequest & KeyFilter,
): Promise<KeyRow[]> {
  const { conditions, order } = sortedBy({ table: 'api_keys', columns: SORTED, sort, after });
  const { where, values } = whereOf([...conditions, ...conditionsOf(filter)]);
  const { results } = await db
    .prepare(`${SELECT} ${where} ${order} LIMIT ?`)
    .bind(...values, limit)
    .all<Columns>();
  return results.map(rowOf);
}

export const countKeys = (db: D1Database, filter: Filter): Promise<number> =>
  countRows(db, FROM, conditionsOf(filter));

export interface LicenseForKey {
  status: LicenseStatus;
  ends: string;
  ledger: string;
}

export async function licenseForKey(db: D1Database, id: string): Promise<LicenseForKey | null> {
  return db
    .prepare(
      `SELECT licenses.status, licenses.terms ->> '$.ends' AS ends, partners.ledger
       FROM licenses JOIN partners ON partners.id = licenses.partner WHERE licenses.id = ?`,
    )
    .bind(id)
    .first();
}

export function insertKey(db: D1Database, row: KeyRow): D1PreparedStatement {
  const { id, license, name, env, status, hint, expires, auth_method, dpop, version, created, updated } = row;
  return db
    .prepare(`INSERT INTO api_keys (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .bind(
      id,
      license,
      name,
      env,
      status,
      hint,
      expires,
      addressesOf(row),
      auth_method,
      Number(dpop),
      version,
      created,
      updated,
    );
}

/** Writes `row` over its previous version, or fails the batch (see platform/failure.ts `unlessChanged`). */
export function updateKey(db: D1Database, row: KeyRow): D1PreparedStatement {
  const { id, name, status, hint, expires, auth_method, dpop, version, updated } = row;
  return db
    .prepare(
      `UPDATE api_keys SET version = CASE WHEN version = ? THEN ? END, name = ?, status = ?, hint = ?, expires = ?,
         addresses = ?, auth_method = ?, dpop = ?, updated = ? WHERE id = ?`,
    )
    .bind(
      version - 1,
      version,
      name,
      status,
      hint,
      expires,
      addressesOf(row),
      auth_method,
      Number(dpop),
      updated,
      id,
    );
}

const addressesOf = (row: KeyRow) => row.addresses && JSON.stringify(row.addresses);

/** Stores the time of use, unless one was stored within `everyMs`. */
export async function markUsed(db: D1Database, id: string, nowMs: number, everyMs: number): Promise<void> {
  const at = new Date(nowMs).toISOString();
  const before = new Date(nowMs - everyMs).toISOString();
  await db
    .prepare(`UPDATE api_keys SET last_used = ? WHERE id = ? AND coalesce(last_used, '') < ?`)
    .bind(at, id, before)
    .run();
}

/** Stores a refusal, unless one was stored within `everyMs`. */
export async function markRefused(
  db: D1Database,
  id: string,
  refusal: KeyRefusal,
  everyMs: number,
): Promise<void> {
  const before = new Date(Date.parse(refusal.at) - everyMs).toISOString();
  await db
    .prepare(`UPDATE api_keys SET last_refused = ? WHERE id = ? AND coalesce(last_refused ->> 'at', '') < ?`)
    .bind(JSON.stringify(refusal), id, before)
    .run();
}

export interface SecretColumns {
  owner: string;
  secret_expires: string | null;
  license: string | null;
  env: 'live' | 'test';
  key_status: 'active' | 'revoked';
  key_expires: string | null;
  addresses: string | null;
  dpop: number | null;
  generation: number;
  jwk: string | null;
  license_version: number;
  license_status: LicenseStatus;
  partner: string;
  partner_status: 'active' | 'suspended';
  ledger: string;
  role: Role | null;
  operator_status: 'active' | 'suspended' | 'revoked';
}

/**
 * Finds a secret with its owner and everything that the token endpoint checks. Columns of the other kind of
 * owner are null.
 */
export async function secretByHash(db: D1Database, hash: string): Promise<SecretColumns | null> {
  return db
    .prepare(`${OWNERS} WHERE key_secrets.hash = ? AND key_secrets.jwk IS NULL`)
    .bind(hash)
    .first<SecretColumns>();
}

/** All public keys of an owner, newest first. */
export async function publicKeysOf(db: D1Database, owner: string): Promise<SecretColumns[]> {
  const { results } = await db
    .prepare(
      `${OWNERS} WHERE key_secrets.owner = ? AND key_secrets.jwk IS NOT NULL ORDER BY key_secrets.generation DESC`,
    )
    .bind(owner)
    .all<SecretColumns>();
  return results;
}

const OWNERS = `SELECT key_secrets.owner, key_secrets.generation, key_secrets.jwk,
         key_secrets.expires AS secret_expires,
         api_keys.license, api_keys.env, api_keys.status AS key_status, api_keys.expires AS key_expires, api_keys.addresses, api_keys.dpop,
         licenses.version AS license_version, licenses.status AS license_status,
         partners.id AS partner, partners.status AS partner_status, partners.ledger,
         operators.role, operators.status AS operator_status
       FROM key_secrets
       LEFT JOIN api_keys ON api_keys.id = key_secrets.owner
       LEFT JOIN licenses ON licenses.id = api_keys.license
       LEFT JOIN partners ON partners.id = licenses.partner
       LEFT JOIN operators ON operators.id = key_secrets.owner`;
