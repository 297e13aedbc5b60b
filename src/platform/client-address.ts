import type { Context } from 'hono';
import type { AppEnv } from './http.ts';

/**
 * The client's address according to Cloudflare; undefined if the header is absent. Another proxy in front
 * must overwrite the header, because clients can set it.
 */
export function clientAddress(c: Context<AppEnv>): string | undefined {
  return c.req.header('CF-Connecting-IP');
}
