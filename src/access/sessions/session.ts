/**
 * Console sessions. The browser holds a secret in a cookie; the operators' object holds its SHA-256 and
 * everything else. The console has no rights of its own: it calls the gateway on behalf of a session, which
 * the object validates on each call.
 */
import type { Context } from 'hono';
import type { SessionState } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { callOperators } from '../operators-object.ts';
import type { Role } from '../roles.ts';
import { sessionIdOf } from './cookie.ts';

export { requireSameSite } from './same-site.ts';

export interface Session {
  /** SHA-256 of the cookie's secret, base64url. The secret itself is not stored. */
  id: string;
  operator: string;
  name: string;
  role: Role;
  /** End of the session, regardless of use. Milliseconds, UTC. */
  expiresMs: number;
}

/**
 * Loads the session of the request. Null if there is no cookie, or if the session is unknown, expired, or of
 * an operator who was stopped or whose key or role has changed. Throws `ledger_unavailable`.
 */
export async function readSession(c: Context<AppEnv>): Promise<Session | null> {
  const id = sessionIdOf(c);
  if (id === null) return null;
  const state = await callOperators(c.env, (object) => object.session(id), { repeats: true });
  return state && sessionFrom(state);
}

export function sessionFrom({ id, operator, name, role, expiresMs }: SessionState): Session {
  return { id, operator, name, role, expiresMs };
}

/** A private symbol: no request, variable or binding can set a session. */
const SESSION = Symbol('session');

/**
 * Environment for requests that the worker makes to itself: the guard takes the session instead of an
 * Authorization header.
 */
export function withSession(env: Env, session: Session): Env {
  return { ...env, [SESSION]: session } as Env;
}

export function sessionOf(env: Env): Session | undefined {
  return (env as Env & { [SESSION]?: Session })[SESSION];
}
