/** Reads a published page, within its title's domains. */
import { createHash } from 'node:crypto';
import type { Env } from '../../platform/env.ts';
import { failureOf } from '../../platform/standard-webhooks.ts';
import { isOwnMachine, isTrustworthy } from '../../platform/web-address.ts';
import { PAGE_BYTES_MAX, READ_TIMEOUT_MS } from './limits.ts';
import type { PageRequest, ReadPage } from './types.ts';

/** Never throws. */
export async function readPage(env: Env, { url, domains }: PageRequest): Promise<ReadPage> {
  const page = {
    url,
    finalUrl: url,
    readAt: new Date().toISOString(),
    status: null,
    reason: null,
    sha256: null,
    content: null,
  };
  if (!isRegistered(env, url, domains)) return { ...page, reason: 'not_registered' };
  try {
    const response = await (env.OUTSIDE ?? globalThis).fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(READ_TIMEOUT_MS),
    });
    const { status } = response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > PAGE_BYTES_MAX) return { ...page, status, reason: 'too_large' };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (!response.ok) return { ...page, status, reason: 'status', sha256 };
    return { ...page, status, sha256, content: { kind: 'html', text: new TextDecoder().decode(bytes) } };
  } catch (error) {
    return { ...page, reason: failureOf(error) };
  }
}

/** Whether an address is on a registered domain, or below it. On the embedded runtime also on this machine, if it may be. */
export function isRegistered(
  { WEBHOOK_NETWORK }: Pick<Env, 'WEBHOOK_NETWORK'>,
  url: string,
  domains: readonly string[],
): boolean {
  if (!isTrustworthy(url)) return false;
  if (isOwnMachine(url)) return WEBHOOK_NETWORK === 'local';
  const { hostname } = new URL(url);
  return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}
