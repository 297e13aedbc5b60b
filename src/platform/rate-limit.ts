/**
 * Rate limits with the platform's binding, which counts per location and only answers yes or no. They stop
 * floods and runaway clients, and are no exact quotas.
 */
import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { addressBlock } from './cidr.ts';
import { clientAddress } from './client-address.ts';
import type { AppEnv } from './http.ts';
import { log } from './log.ts';
import { Refusal } from './problem.ts';

/** Period of the bindings in seconds (wrangler.toml). */
export const RATE_PERIOD_S = 60;

/** True if the request may continue. A missing or failing binding limits nobody. */
export async function withinRate(limit: RateLimit | undefined, key: string): Promise<boolean> {
  if (!limit) return true;
  try {
    return (await limit.limit({ key: keyOf(key) })).success;
  } catch (error) {
    log('error', 'rate_limit_failed', { error: String(error) });
    return true;
  }
}

/** Fixed length, whatever the caller sends. */
function keyOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

export function tooManyRequests(whose: string): Refusal {
  return new Refusal({
    code: 'too_many_requests',
    detail: `${whose} sends too many requests in a minute. Wait, and send fewer.`,
    headers: { 'Retry-After': String(RATE_PERIOD_S) },
  });
}

/** True if the request may continue. Requests without a known address are not counted. */
export async function withinAddressRate(
  limit: RateLimit | undefined,
  address: string | undefined,
): Promise<boolean> {
  return address === undefined || withinRate(limit, addressBlock(address));
}

/** Middleware of public routes, which runs before anything else of the request is read. */
export function limitAddress(
  limit: 'PUBLIC_ADDRESS_LIMIT' | 'VERIFY_ADDRESS_LIMIT' | 'TOKEN_ADDRESS_LIMIT',
): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (!(await withinAddressRate(c.env[limit], clientAddress(c)))) throw tooManyRequests('This address');
    await next();
  });
}
