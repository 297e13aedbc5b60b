/**
 * The cookies of the console. `__Host-`: a browser takes one only from this very host, over a connection that nobody listens to, for
 * every path, so that neither a neighbor's page nor a network can plant it (RFC 6265bis §4.1.3.2).
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { isKeyedTag, keyedTag } from '../../platform/cursor.ts';
import type { Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { strictBase64url } from '../../platform/strict-json.ts';

export const SESSION_COOKIE = '__Host-imprimatur';

/** 256 bits: nobody guesses one, and its SHA-256 needs no salt. */
const SECRET_BYTES = 32;

export const newSecret = () => randomBytes(SECRET_BYTES).toString('base64url');
export const idOfSecret = (secret: string) => createHash('sha256').update(secret).digest('base64url');

const boundTo = (secret: string) => `console session\n${secret}`;

/** Of a session: its secret, and a tag that says that we made it. */
export const sessionCookieOf = ({ SIGNING_KEYS }: Env, secret: string) =>
  `${secret}.${keyedTag(SIGNING_KEYS, boundTo(secret))}`;

/**
 * Of the session that the request's cookie says. Null: there is no cookie, or it is none of ours: whatever strangers make up is known
 * by its tag, and the operators' object, which all operators wait for, is not asked about it.
 */
export function sessionIdOf(c: Context<AppEnv>): string | null {
  const [secret, tag, ...others] = readCookie(c, SESSION_COOKIE)?.split('.') ?? [];
  if (secret === undefined || tag === undefined || others.length > 0) return null;
  if (strictBase64url(secret)?.length !== SECRET_BYTES) return null;
  return isKeyedTag(c.env.SIGNING_KEYS, boundTo(secret), tag) ? idOfSecret(secret) : null;
}

/** A host has one cookie of a `__Host-` name: of two, neither is believed. */
export function readCookie(c: Context<AppEnv>, name: string): string | null {
  const [value, ...others] = (c.req.header('Cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return value === undefined || others.length > 0 ? null : value;
}

/**
 * No script reads it. `Lax`: it comes along when a link elsewhere leads here, and with nothing else that another site makes the
 * browser send.
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
