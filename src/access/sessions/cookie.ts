/**
 * Cookies of the console. Browsers accept a `__Host-` cookie only from this very host, over a secure
 * connection and for every path, so neither a neighboring host nor a network can plant it (RFC 6265bis
 * §4.1.3.2).
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { isKeyedTag, keyedTag } from '../../platform/cursor.ts';
import type { Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { strictBase64url } from '../../platform/strict-json.ts';

export const SESSION_COOKIE = '__Host-imprimatur';

/** 256 bits cannot be guessed, so the SHA-256 needs no salt. */
const SECRET_BYTES = 32;

export const newSecret = () => randomBytes(SECRET_BYTES).toString('base64url');
export const idOfSecret = (secret: string) => createHash('sha256').update(secret).digest('base64url');

const boundTo = (secret: string) => `console session\n${secret}`;

/** Value of a session cookie: its secret and a keyed tag, which proves that the gateway issued it. */
export const sessionCookieOf = ({ SIGNING_KEYS }: Env, secret: string) =>
  `${secret}.${keyedTag(SIGNING_KEYS, boundTo(secret))}`;

/**
 * Session id of the request's cookie. Null if there is no valid cookie. The tag exposes forged cookies
 * without a call to the operators' object, on which all operators depend.
 */
export function sessionIdOf(c: Context<AppEnv>): string | null {
  const [secret, tag, ...others] = readCookie(c, SESSION_COOKIE)?.split('.') ?? [];
  if (secret === undefined || tag === undefined || others.length > 0) return null;
  if (strictBase64url(secret)?.length !== SECRET_BYTES) return null;
  return isKeyedTag(c.env.SIGNING_KEYS, boundTo(secret), tag) ? idOfSecret(secret) : null;
}

/** A host has one cookie of a `__Host-` name. If there are two, neither is trusted. */
export function readCookie(c: Context<AppEnv>, name: string): string | null {
  const [value, ...others] = (c.req.header('Cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return value === undefined || others.length > 0 ? null : value;
}

/**
 * Sets a cookie that scripts cannot read. With `Lax` it accompanies links from other sites, and no other
 * request that they make the browser send.
 */
export function setCookie(
  c: Context<AppEnv>,
  name: string,
  { value, ageS }: { value: string; ageS: number },
): void {
  const line = `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${ageS}`;
  c.header('Set-Cookie', line, { append: true });
}

export function clearCookie(c: Context<AppEnv>, name: string): void {
  setCookie(c, name, { value: '', ageS: 0 });
}
