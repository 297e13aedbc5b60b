/**
 * Authenticates OAuth clients by a secret (RFC 6749 §2.3.1) or by a JWT signed with a registered key (RFC
 * 7523). Every failure has the same answer, so that it does not disclose whether the client exists.
 */
import { createHash } from 'node:crypto';
import type { FoundSecret } from '../licensing/keys/secrets.ts';
import { addressAllowed } from '../platform/cidr.ts';
import { parseObject, strictBase64url } from '../platform/strict-json.ts';
import { parseApiKey } from './api-key.ts';
import { checkClaims } from './jose/claims.ts';
import { openJws } from './jose/open.ts';
import { importPublicKey } from './jose/public-key.ts';
import { ASSERTION_CHARS_MAX, ASSERTION_LIFE_S, CLOCK_LEEWAY_S, JTI_CHARS_MAX } from './limits.ts';
import { type ClientClaim, fault, type OAuthResult } from './token-request.ts';

const UNKNOWN_CLIENT = fault(
  'invalid_client',
  'The client is unknown, its key is wrong, revoked or expired, or it may not call from this address.',
);

export interface ClientLookup {
  secret(hash: string): Promise<FoundSecret | null>;
  /** Public keys of a client as JSON, each with its owner. */
  publicKeys(client: string): Promise<{ jwk: string; found: FoundSecret }[]>;
  /** Marks the id as used. False if it was used before. */
  useOnce(id: string, untilMs: number): Promise<boolean>;
  /** Called for a right secret or signature that is not admitted. The answer must not wait for it. */
  noteRefusal(found: FoundSecret, reason: RefusalReason): void;
}

export type RefusalReason = 'address' | 'expired' | 'revoked';

export interface ClientContext {
  issuer: string;
  address: string | undefined;
  now: number;
}

/** Verifies a client's claim. Returns its stored secret, or the fault `invalid_client`. */
export async function authenticateClient(
  claim: ClientClaim,
  lookup: ClientLookup,
  context: ClientContext,
): Promise<OAuthResult<FoundSecret>> {
  const found =
    claim.kind === 'secret' ? await bySecret(claim, lookup) : await byAssertion(claim, lookup, context);
  if (!found) return UNKNOWN_CLIENT;
  const reason = refusalOf(found, context);
  if (reason === null) return { ok: true, value: found };
  lookup.noteRefusal(found, reason);
  return UNKNOWN_CLIENT;
}

async function bySecret(
  { id, secret }: Extract<ClientClaim, { kind: 'secret' }>,
  lookup: ClientLookup,
): Promise<FoundSecret | null> {
  const key = parseApiKey(secret);
  return key?.id === id ? lookup.secret(key.hash) : null;
}

const CLIENT_ID = /^(?:key|opr)_[0-9a-f]{32}$/;
/** RFC 7523 leaves the type open. JWTs of any other type are rejected. */
const TYPES = [undefined, 'JWT', 'client-authentication+jwt'];

async function byAssertion(
  { assertion, id }: Extract<ClientClaim, { kind: 'assertion' }>,
  lookup: ClientLookup,
  { issuer, now }: ClientContext,
): Promise<FoundSecret | null> {
  const client = claimedSubject(assertion);
  if (!client || (id !== undefined && id !== client)) return null;
  for (const { jwk, found } of await lookup.publicKeys(client)) {
    const key = await importPublicKey(JSON.parse(jwk));
    if (!key.ok) continue;
    const opened = await openJws(assertion, {
      charsMax: ASSERTION_CHARS_MAX,
      types: TYPES,
      keyFor: () => key.value,
    });
    if (!opened.ok) continue;
    const leewayS = CLOCK_LEEWAY_S;
    const expected = { issuer: client, audience: issuer, now, leewayS, lifeSMax: ASSERTION_LIFE_S };
    const checked = checkClaims(opened.payload, expected);
    if (!checked.ok || checked.claims.sub !== client) return null;
    const { jti, exp } = checked.claims;
    if (typeof jti !== 'string' || jti.length < 1 || jti.length > JTI_CHARS_MAX) return null;
    const use = createHash('sha256').update(`${client}\n${jti}`).digest('base64url');
    return (await lookup.useOnce(`assertion_${use}`, (exp + leewayS) * 1000)) ? found : null;
  }
  return null;
}

/** Subject whose keys to load. It is not trusted before the signature is verified. */
function claimedSubject(assertion: string): string | null {
  if (assertion.length > ASSERTION_CHARS_MAX) return null;
  const payload = strictBase64url(assertion.split('.')[1] ?? '');
  const sub = payload && parseObject(payload)?.sub;
  return typeof sub === 'string' && CLIENT_ID.test(sub) ? sub : null;
}

function refusalOf(found: FoundSecret, { address, now }: ClientContext): RefusalReason | null {
  if (found.status !== 'active') return 'revoked';
  if ((found.expiresMs ?? Number.POSITIVE_INFINITY) <= now) return 'expired';
  return found.kind === 'operator' || addressAllowed(found.addresses, address ?? '') ? null : 'address';
}
