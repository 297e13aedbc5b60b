/**
 * DPoP proofs (RFC 9449 §4.3): that whoever sends a request has the private key that a token is bound to. That a proof is
 * shown once is not checked here: the ledger object does, in the call that each request makes anyway.
 */
import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import type { Spent } from '../ledger/types.ts';
import { parseObject } from '../platform/strict-json.ts';
import { openJws } from './jose/open.ts';
import { importPublicKey } from './jose/public-key.ts';
import { CLOCK_LEEWAY_S, JTI_CHARS_MAX, PROOF_CHARS_MAX, PROOF_LIFE_S } from './limits.ts';

export interface Proven {
  /** RFC 7638 thumbprint of the key: `cnf.jkt`. */
  thumbprint: string;
  /** Names the proof for good, until it is too old to be shown again. */
  spent: Spent;
}

export interface ProofContext {
  method: string;
  /** The URL of the route as configured, without query. */
  url: string;
  /** Milliseconds, UTC. */
  now: number;
  /** The token that the proof comes with; absent at the token endpoint. */
  token?: string;
}

/** Null: no good proof. Which of its parts is wrong is told to nobody who could try them one by one. */
export async function verifyProof(proof: string, context: ProofContext): Promise<Proven | null> {
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
  if (!claims || !jwk || !isFor(claims, context)) return null;
  const thumbprint = await calculateJwkThumbprint(jwk);
  const id = createHash('sha256')
    .update(`${thumbprint}\n${String(claims.jti)}`)
    .digest('base64url');
  return { thumbprint, spent: { id: `dpop_${id}`, untilMs: context.now + 2 * PROOF_LIFE_S * 1000 } };
}

function isFor(claims: Record<string, unknown>, { method, url, now, token }: ProofContext): boolean {
  const { jti, htm, htu, iat, exp, nbf, ath } = claims;
  const nowS = now / 1000;
  if (typeof jti !== 'string' || jti.length < 1 || jti.length > JTI_CHARS_MAX) return false;
  if (typeof iat !== 'number' || iat > nowS + CLOCK_LEEWAY_S || iat < nowS - PROOF_LIFE_S) return false;
  if (exp !== undefined && !(typeof exp === 'number' && exp > nowS - CLOCK_LEEWAY_S)) return false;
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= nowS + CLOCK_LEEWAY_S)) return false;
  const expectedHash = token && createHash('sha256').update(token).digest('base64url');
  return htm === method && typeof htu === 'string' && sameTarget(htu, url) && ath === expectedHash;
}

/** Query and fragment do not count (RFC 9449 §4.3 step 9); the rest is compared as URLs are, normalized. */
function sameTarget(stated: string, url: string): boolean {
  const target = (text: string) => {
    const { origin, pathname } = new URL(text);
    return origin + pathname;
  };
  return URL.canParse(stated) && target(stated) === target(url);
}
