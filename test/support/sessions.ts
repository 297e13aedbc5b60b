/** Signing in to the console as a browser does: with a token, for a cookie. */
import { env } from 'cloudflare:workers';
import { type Context, Hono } from 'hono';
import type { Role } from '../../src/access/roles.ts';
import { readSession, type Session } from '../../src/access/sessions/session.ts';
import type { AppEnv } from '../../src/platform/http.ts';
import { operatorToken, request } from './gateway.ts';

/** What a browser says of a request that a page of ours makes. */
export const FROM_OURS = { 'Sec-Fetch-Site': 'same-origin' };

export function openSession(token: string, headers: Record<string, string> = {}): Promise<Response> {
  return request('/console/session', { method: 'POST', token, headers: { ...FROM_OURS, ...headers } });
}

/** `name=value` of each cookie that an answer sets; those that it takes away have no value. */
export function cookiesOf(response: Response): Record<string, string> {
  return Object.fromEntries(
    response.headers.getSetCookie().map((line) => {
      const [pair = ''] = line.split(';');
      return [pair.slice(0, pair.indexOf('=')), pair];
    }),
  );
}

/** The `Cookie` header of somebody who has signed in with this token. */
export async function signedInWith(token: string): Promise<string> {
  const response = await openSession(token);
  const cookie = cookiesOf(response)['__Host-imprimatur'];
  if (response.status !== 204 || !cookie)
    throw new Error(`No session: ${response.status} ${await response.text()}`);
  return cookie;
}

/** The `Cookie` header of a fresh operator of the role. */
export async function signedInAs(role: Role): Promise<string> {
  return signedInWith(await operatorToken(role));
}

const probe = new Hono<AppEnv>().get('/', async (c) => c.json(await readSession(c as Context<AppEnv>)));

/** Whom the gateway takes the sender of this `Cookie` header for. Rejects with what it throws. */
export async function whoIs(cookie: string | undefined, withEnv: object = {}): Promise<Session | null> {
  let thrown: unknown;
  probe.onError((error, c) => {
    thrown = error;
    return c.body(null, 500);
  });
  const headers = new Headers(cookie === undefined ? {} : { Cookie: cookie });
  const response = await probe.request('/', { headers }, { ...env, ...withEnv });
  if (thrown) throw thrown;
  return (await response.json()) as Session | null;
}
