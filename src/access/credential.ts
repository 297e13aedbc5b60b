/** Credential of a client: a secret of this gateway, or the client's own public key (RFC 7523 §2.2). */
import { calculateJwkThumbprint, type JWK } from 'jose';
import { type Attempt, done, faulty } from '../platform/failure.ts';
import type { FaultKey } from '../platform/fault-keys.ts';
import { mintApiKey } from './api-key.ts';
import { importPublicKey, type KeyFault } from './jose/public-key.ts';

export interface Credential {
  /** Primary key of the row. A secret is looked up by it. */
  hash: string;
  hint: string;
  authMethod: 'client_secret' | 'private_key_jwt';
  /** The secret, to be shown once. Absent for a public key. */
  secret?: string;
  /** The public key as JSON. Null for a secret. */
  jwk: string | null;
}

const KEYS: Record<KeyFault, FaultKey> = {
  malformed: 'jwk',
  private: 'jwk_private',
  wrong_use: 'jwk_use',
  unsupported: 'jwk_kind',
};
const FAULTS: Record<KeyFault, string> = {
  malformed: 'Expected a public JWK (RFC 7517)',
  private: 'This holds a private or symmetric key. Do not use it any more, and send only public halves',
  wrong_use: '`use` and `key_ops` must allow to verify signatures',
  unsupported: 'Expected Ed25519, P-256 (ES256), or RSA of 2048 to 4096 bits (RS256, PS256)',
};

export async function newCredential(
  env: 'live' | 'test',
  owner: string,
  jwk: { kty: string } | undefined,
): Promise<Attempt<Credential>> {
  if (jwk === undefined) {
    const { secret, hash, hint } = mintApiKey(env, owner);
    return done({ hash, hint, secret, jwk: null, authMethod: 'client_secret' });
  }
  const imported = await importPublicKey(jwk);
  if (!imported.ok) return faulty('/jwk', FAULTS[imported.reason], KEYS[imported.reason]);
  const thumbprint = await calculateJwkThumbprint(jwk as JWK);
  return done({
    hash: `jwk:${owner}:${thumbprint}`,
    hint: `…${thumbprint.slice(-4)}`,
    jwk: JSON.stringify(jwk),
    authMethod: 'private_key_jwt',
  });
}
