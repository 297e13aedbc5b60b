/** Where a request comes from. */
import type { Context } from 'hono';
import type { AppEnv } from './http.ts';

/**
 * The client's address as Cloudflare states it; undefined when nobody does. Behind another proxy it must overwrite the header,
 * or the client can write there what it likes.
 */
export function clientAddress(c: Context<AppEnv>): string | undefined {
  return c.req.header('CF-Connecting-IP');
}
