/**
 * SQL of what clients and operators authenticate with: hashes of secrets and of feed addresses, and public
 * keys.
 */
import { FEED_HASH_PREFIX } from './feed-address.ts';

export interface NewSecret {
  hash: string;
  owner: string;
  created: string;
  generation: number;
  /** ISO 8601; absent: it does not end by itself. */
  expires?: string | null;
  /** A public key, as JSON, in place of a secret. */
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

/**
 * Of each secret that a key has and that is not over by `now`; `clients`: of those alone that a token is
 * issued for.
 */
export async function secretsOf(
  db: D1Database,
  owner: string,
  now: string,
  which: 'all' | 'clients' = 'all',
): Promise<{ generation: number; expires: string | null }[]> {
  const { results } = await db
    .prepare(
      `SELECT generation, expires FROM key_secrets WHERE owner = ?1 AND (expires IS NULL OR expires > ?2)
         AND (?3 = 'all' OR hash NOT LIKE '${FEED_HASH_PREFIX}%') ORDER BY generation`,
    )
    .bind(owner, now, which)
    .all<{ generation: number; expires: string | null }>();
  return results;
}

/** Ends the secrets that a key has by now: none lives past `until`, those that are over by `now` go. */
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
