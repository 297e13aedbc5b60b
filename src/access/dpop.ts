/**
 * Verifies DPoP proofs (RFC 9449 §4.3), which show that the sender of a request holds the private key that
 * its token is bound to. This module does not check that a proof is used once: the ledger shard does, in the
 * call that each request makes anyway.
 */
import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import type { OneTimeId } from '../ledger/types.ts';
import { parseObject } from '../platform/strict-json.ts';
import { openJws } from './jose/open.ts';
import { importPublicKey } from './jose/public-key.ts';
import { CLOCK_LEEWAY_S, JTI_CHARS_MAX, PROOF_CHARS_MAX, PROOF_LIFE_S } from './limits.ts';

export interface VerifiedProof {
  /** RFC 7638 thumbprint of the key: `cnf.jkt`. */
  thumbprint: string;
  /** Identifies the proof until it is too old to be accepted again. */
  oneTimeId: OneTimeId;
}

export interface ProofContext {
  method: string;
  /** Configured URL of the route, without query. */
  url: string;
  now: number;
  /** The token that the proof accompanies. Absent at the token endpoint. */
  token?: string;
}

/**
 * Verifies a proof. Null if it is invalid, without the reason, so that nobody can probe its parts one by one.
 */
export async function verifyProof(proof: string, context: ProofContext): Promise<VerifiedProof | null> {
  let jwk: JWK | undefined;
  const opened = await openJws(proof, {
    charsMax: PROOF_CHARS_MAX,
    types: ['dpop+jwt'],
    allowed: ['jwk'],
    keyFor: async (header) => {
      const key = await importPublicKey(header.jwk);
      if (!key.ok) return null;
      jwk = header.jwk as JWK;
      return key.value;
    },
  });
  const claims = opened.ok ? parseObject(opened.payload) : undefined;
  if (!claims || !jwk || !matchesRequest(claims, context)) return null;
  const thumbprint = await calculateJwkThumbprint(jwk);
  const id = createHash('sha256')
    .update(`${thumbprint}\n${String(claims.jti)}`)
    .digest('base64url');
  return { thumbprint, oneTimeId: { id: `dpop_${id}`, untilMs: context.now + 2 * PROOF_LIFE_S * 1000 } };
}

function matchesRequest(claims: Record<string, unknown>, { method, url, now, token }: ProofContext): boolean {
  const { jti, htm, htu, iat, exp, nbf, ath } = claims;
  const nowS = now / 1000;
  if (typeof jti !== 'string' || jti.length < 1 || jti.length > JTI_CHARS_MAX) return false;
  if (typeof iat !== 'number' || iat > nowS + CLOCK_LEEWAY_S || iat < nowS - PROOF_LIFE_S) return false;
  if (exp !== undefined && !(typeof exp === 'number' && exp > nowS - CLOCK_LEEWAY_S)) return false;
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= nowS + CLOCK_LEEWAY_S)) return false;
  const expectedHash = token && createHash('sha256').update(token).digest('base64url');
  return htm === method && typeof htu === 'string' && sameTarget(htu, url) && ath === expectedHash;
}

/** RFC 9449 §4.3 step 9: query and fragment are ignored. The rest is compared as normalized URLs. */
function sameTarget(stated: string, url: string): boolean {
  const target = (text: string) => {
    const { origin, pathname } = new URL(text);
    return origin + pathname;
  };
  return URL.canParse(stated) && target(stated) === target(url);
}
