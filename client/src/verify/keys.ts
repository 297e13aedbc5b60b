/** Trusted public keys: of receipts by id, of logs by name. */
import {
  COSIGNATURE,
  LOG_SIGNATURE,
  parseVerifierKey,
  verifierKey,
} from '../../../src/ledger/transparency/note.ts';
import type { VerifierKey } from './types.ts';

export interface Jwk {
  kty?: string;
  crv?: string;
  x?: string;
  kid?: string;
  purpose?: string;
}

/** A Web Crypto key. Node's declarations have no global name for its type. */
export type PublicKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

export interface TrustedKeys {
  /** By `kid`. */
  receipt: ReadonlyMap<string, PublicKey>;
  /** Raw Ed25519 keys that sign logs, by name of the log. */
  log: Uint8Array[];
  /** Verifier keys (C2SP signed-note) of witnesses. */
  witnesses: VerifierKey[];
}

/**
 * `jwks`: the key set that the gateway serves at /.well-known/jwks.json. Store it: reading it for every check
 * means trusting the gateway. `witnesses`: verifier keys of witnesses, whose cosignatures must be valid if
 * present.
 */
export async function trustKeys(jwks: { keys: Jwk[] }, witnesses: string[] = []): Promise<TrustedKeys> {
  const receipt = new Map<string, PublicKey>();
  const log: Uint8Array[] = [];
  for (const { kty, crv, x, kid, purpose } of jwks.keys) {
    if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined) continue;
    if (purpose === 'receipt' && kid !== undefined)
      receipt.set(
        kid,
        await crypto.subtle.importKey('jwk', { kty, crv, x }, { name: 'Ed25519' }, false, ['verify']),
      );
    if (purpose === 'checkpoint') log.push(Buffer.from(x, 'base64url'));
  }
  const named = witnesses.map((text) => {
    const key = parseVerifierKey(text);
    if (key?.type !== COSIGNATURE) throw new TypeError(`Not the verifier key of a witness: ${text}`);
    return key;
  });
  return { receipt, log, witnesses: named };
}

export function logKeysOf({ log }: TrustedKeys, origin: string): VerifierKey[] {
  return log.map((key) => verifierKey(origin, LOG_SIGNATURE, key));
}
