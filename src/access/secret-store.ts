/** SQL of credentials: hashes of secrets and of feed addresses, and public keys. */
import { FEED_HASH_PREFIX } from './feed-address.ts';

export interface NewSecret {
  hash: string;
  owner: string;
  created: string;
  generation: number;
  /** ISO 8601. Absent if the secret does not expire. */
  expires?: string | null;
  /** A public key as JSON, instead of a secret. */
  jwk: string | null;
}

export function insertSecret(
  db: D1Database,
  { hash, owner, created, generation, expires = null, jwk }: NewSecret,
): D1PreparedStatement {
  return db
    .prepare(
      'INSERT INTO key_secrets (hash, owner, expires, created, generation, jwk) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .bind(hash, owner, expires, created, generation, jwk);
}

/** Unexpired secrets of a key. `clients` excludes feed addresses, for which no token is issued. */
export async function secretsOf(
  db: D1Database,
  owner: string,
  now: string,
  scope: 'all' | 'clients' = 'all',
): Promise<{ generation: number; expires: string | null }[]> {
  const { results } = await db
    .prepare(
      `SELECT generation, expires FROM key_secrets WHERE owner = ?1 AND (expires IS NULL OR expires > ?2)
         AND (?3 = 'all' OR hash NOT LIKE '${FEED_HASH_PREFIX}%') ORDER BY generation`,
    )
    .bind(owner, now, scope)
    .all<{ generation: number; expires: string | null }>();
  return results;
}

/** Limits the lifetime of a key's secrets to `until`, and deletes those that have expired by `now`. */
export function retireSecrets(
  db: D1Database,
  owner: string,
  until: string,
  now: string,
): D1PreparedStatement[] {
  return [
    db
      .prepare('UPDATE key_secrets SET expires = ?1 WHERE owner = ?2 AND (expires IS NULL OR expires > ?1)')
      .bind(until, owner),
    db.prepare('DELETE FROM key_secrets WHERE owner = ? AND expires <= ?').bind(owner, now),
  ];
}

export function deleteFeedAddress(db: D1Database, owner: string): D1PreparedStatement {
  return db
    .prepare(`DELETE FROM key_secrets WHERE owner = ? AND hash LIKE '${FEED_HASH_PREFIX}%'`)
    .bind(owner);
}

export function deleteSecrets(db: D1Database, owner: string): D1PreparedStatement {
  return db.prepare('DELETE FROM key_secrets WHERE owner = ?').bind(owner);
}
