/**
 * Rate limits by the platform's binding, which counts per location and answers only yes or no: meant against floods and
 * runaway clients, not for exact quotas.
 */
import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { addressBlock } from './cidr.ts';
import { clientAddress } from './client-address.ts';
import type { AppEnv } from './http.ts';
import { log } from './log.ts';
import { Refusal } from './problem.ts';

/** Seconds: the bindings' period (wrangler.toml). */
export const RATE_PERIOD_S = 60;

/** True: go on. Without a binding there is no limit; one that fails limits nobody. */
export async function withinRate(limit: RateLimit | undefined, key: string): Promise<boolean> {
  if (!limit) return true;
  try {
    return (await limit.limit({ key: keyOf(key) })).success;
  } catch (error) {
    log('error', 'rate_limit_failed', { error: String(error) });
    return true;
  }
}

/** Of one length, whatever a caller sends. */
function keyOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

export function tooManyRequests(whose: string): Refusal {
  return new Refusal({
    code: 'too_many_requests',
    detail: `${whose} sends more requests than are served in a minute. Wait, and send fewer.`,
    headers: { 'Retry-After': String(RATE_PERIOD_S) },
  });
}

/** True: go on. Where nobody says what the address is, it is not counted. */
export async function withinAddressRate(
  limit: RateLimit | undefined,
  address: string | undefined,
): Promise<boolean> {
  return address === undefined || withinRate(limit, addressBlock(address));
}

/** The door of a public route: before anything else of the request is looked at. */
export function limitAddress(
  limit: 'PUBLIC_ADDRESS_LIMIT' | 'VERIFY_ADDRESS_LIMIT' | 'TOKEN_ADDRESS_LIMIT',
): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (!(await withinAddressRate(c.env[limit], clientAddress(c)))) throw tooManyRequests('This address');
    await next();
  });
}
