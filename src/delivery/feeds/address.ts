/**
 * Authenticates requests at secret feed addresses. The address stands for its key, like a token, and the
 * ledger confirms every request, so that a revocation of address, key or license takes effect at once. Every
 * fault of an address gets the same response.
 */
import type { Context } from 'hono';
import { parseFeedAddress } from '../../access/feed-address.ts';
import { LAST_USED_INTERVAL_MS } from '../../access/limits.ts';
import { findSecret } from '../../licensing/keys/secrets.ts';
import { markUsed } from '../../licensing/keys/store.ts';
import { clientAddress } from '../../platform/client-address.ts';
import type { AppEnv, PartnerPrincipal } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { tooManyRequests, withinRate } from '../../platform/rate-limit.ts';
import { during, noteCaller } from '../../platform/request-scope.ts';

/** Runs `answer` as the key's partner. Throws `not_found` for an unknown or revoked address. */
export async function atFeedAddress(
  c: Context<AppEnv>,
  address: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const principal = await during('access', () => principalOf(c, address));
  noteCaller(principal);
  if (!(await withinRate(c.env.LICENSE_LIMIT, principal.license))) throw tooManyRequests('This license');
  c.set('partner', principal);
  c.executionCtx.waitUntil(markUsed(c.env.DB, principal.key, c.get('now'), LAST_USED_INTERVAL_MS));
  try {
    return await answer();
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'invalid_token') throw addressNotFound();
    throw error;
  }
}

async function principalOf(c: Context<AppEnv>, text: string): Promise<PartnerPrincipal> {
  const hash = parseFeedAddress(text);
  const secret = hash === null ? null : await findSecret(c.env.DB, hash);
  if (secret?.kind !== 'key' || secret.status !== 'active' || (secret.expiresMs ?? Infinity) <= c.get('now'))
    throw addressNotFound();
  const { partner, license, key, env, generation } = secret;
  const from = clientAddress(c);
  return {
    kind: 'partner',
    partner,
    license,
    key,
    env,
    // There is no token. The address takes its place, and ends with its generation.
    token: { id: `feed_${key}_${generation}`, generation },
    ...(from !== undefined && { address: from }),
    entitlement: {},
  };
}

function addressNotFound(): Refusal {
  return new Refusal({
    code: 'not_found',
    detail:
      'There is no feed at this address: it was revoked, replaced, or copied in part. Ask the agency for a new one.',
  });
}
