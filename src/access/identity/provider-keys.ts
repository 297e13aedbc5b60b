/**
 * Loads the keys of a provider: the key set that the configuration names, or that of the discovery document.
 */
import { type BoundedAnswer, fetchBounded } from '../../platform/bounded-fetch.ts';
import { log } from '../../platform/log.ts';
import { parseObject } from '../../platform/strict-json.ts';
import { isLoopback, isTrustworthy } from '../../platform/web-address.ts';
import type { VerificationKey } from '../jose/algorithms.ts';
import { importKeySet } from '../jose/public-key.ts';
import { type FoundKey, KeyCache } from './key-cache.ts';
import { PROVIDER_BYTES_MAX, PROVIDER_TIMEOUT_MS } from './limits.ts';
import type { IdentityProvider } from './providers.ts';

const cache = new KeyCache();

export function providerKey(provider: IdentityProvider, kid: string): Promise<FoundKey> {
  const source = `${provider.issuer}\n${provider.jwksUri ?? ''}`;
  return cache.find(source, kid, { load: () => loadKeys(provider), now: () => Date.now() });
}

async function loadKeys(provider: IdentityProvider): Promise<VerificationKey[] | null> {
  try {
    const set = await fetchJson(provider.jwksUri ?? (await discover(provider)));
    const keys = await importKeySet(set);
    if (!keys.ok) throw new Error(`the key set is refused: ${keys.reason}`);
    return keys.value;
  } catch (error) {
    const { issuer } = provider;
    log('error', 'identity_provider_failed', { issuer, error: String(error) });
    return null;
  }
}

/** OIDC Discovery §4.3: the document must name the issuer that it was requested for. */
async function discover({ issuer }: IdentityProvider): Promise<string> {
  const document = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (document.issuer !== issuer) throw new Error('the discovery document is of another issuer');
  const { jwks_uri: uri } = document;
  // A remote provider must not make the gateway request loopback addresses.
  if (typeof uri !== 'string' || !isTrustworthy(uri) || (isLoopback(uri) && !isLoopback(issuer)))
    throw new Error('the discovery document names no key set that may be asked for');
  return uri;
}

async function fetchJson(url: string): Promise<Record<string, unknown>> {
  const init: RequestInit = { headers: { Accept: 'application/json' }, cache: 'no-store' };
  const bounds = { timeoutMs: PROVIDER_TIMEOUT_MS, bytesMax: PROVIDER_BYTES_MAX };
  const { status, bytes }: BoundedAnswer = await fetchBounded(url, init, bounds);
  if (status !== 200) throw new Error(`${url} answers ${status}`);
  const json = parseObject(bytes);
  if (!json) throw new Error(`${url} is no JSON object`);
  return json;
}
