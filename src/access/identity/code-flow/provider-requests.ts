/**
 * Requests to a provider: the browser's authentication request (OIDC Core §3.1.2.1) and the gateway's token
 * request (§3.1.3.1).
 */
import { fetchBounded } from '../../../platform/bounded-fetch.ts';
import type { Env } from '../../../platform/env.ts';
import { parseObject } from '../../../platform/strict-json.ts';
import { PROVIDER_BYTES_MAX, PROVIDER_TIMEOUT_MS } from '../limits.ts';
import type { CodeFlow } from '../providers.ts';
import { challengeOf, type Transaction } from './transaction.ts';

/** URL of the provider's authorization endpoint, to which the browser is redirected. */
export function authorizationUrl(
  { authorizationEndpoint, clientId, scope }: CodeFlow,
  { state, nonce, verifier }: Transaction,
  redirectUri: string,
): string {
  const url = new URL(authorizationEndpoint);
  const params = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * Exchanges the code for an ID token. Throws when the provider does not answer, rejects the code or returns
 * no ID token.
 */
export async function redeemCode(
  env: Env,
  flow: CodeFlow,
  { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
): Promise<string> {
  const { tokenEndpoint, clientId, clientSecret: secretName } = flow;
  const secret = secretName === undefined ? undefined : env[secretName as `IDENTITY_SECRET_${string}`];
  if (secretName !== undefined && !secret) throw new Error(`there is no secret ${secretName}`);
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    // RFC 6749 §4.1.3: a public client sends its id.
    ...(secret === undefined && { client_id: clientId }),
  });
  const init: RequestInit = {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(secret !== undefined && { Authorization: basic(clientId, secret) }),
    },
    body: form.toString(),
  };
  const bounds = { timeoutMs: PROVIDER_TIMEOUT_MS, bytesMax: PROVIDER_BYTES_MAX };
  const { status, bytes } = await fetchBounded(tokenEndpoint, init, bounds);
  const response = parseObject(bytes);
  if (status !== 200 || typeof response?.id_token !== 'string')
    throw new Error(`${tokenEndpoint} answers ${status} ${errorOf(response)}`);
  return response.id_token;
}

/** RFC 6749 §2.3.1: id and secret are form-encoded before they are joined. */
function basic(id: string, secret: string): string {
  const encoded = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encoded(id)}:${encoded(secret)}`).toString('base64')}`;
}

/** RFC 6749 §5.2. Only well-formed error codes are logged, not free text of the provider. */
function errorOf(response: Record<string, unknown> | undefined): string {
  const error = response?.error;
  return typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : 'without an ID token';
}
