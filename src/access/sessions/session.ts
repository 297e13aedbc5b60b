/**
 * Who is signed in to the console: the browser has a secret in a cookie, the operators' object its SHA-256 and all the rest. The
 * console has no rights of its own; what it asks of the gateway it asks in the name of a session, which the object is asked about again
 * for each such request.
 */
import type { Context } from 'hono';
import type { SessionState } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { askOperators } from '../operators-object.ts';
import type { Role } from '../roles.ts';
import { sessionIdOf } from './cookie.ts';

export { sameSite } from './same-site.ts';

export interface Session {
  /** SHA-256 of the cookie's secret, base64url: never the secret. */
  id: string;
  operator: string;
  name: string;
  role: Role;
  /** Its end, however much it is used. Milliseconds, UTC. */
  expiresMs: number;
}

/**
 * Null: nobody. There is no cookie, or the session is unknown, over, or of an operator who was stopped, whose key was rotated or whose
 * role is another one. Throws `ledger_unavailable`.
 */
export async function readSession(c: Context<AppEnv>): Promise<Session | null> {
  const id = sessionIdOf(c);
  if (id === null) return null;
  const state = await askOperators(c.env, (object) => object.session(id), { repeats: true });
  return state && sessionFrom(state);
}

export function sessionFrom({ id, operator, name, role, expiresMs }: SessionState): Session {
  return { id, operator, name, role, expiresMs };
}

/** Nobody outside this module can name it, so no request, variable or binding can put a session there. */
const SESSION = Symbol('session');

/** For requests that the worker makes to itself: the guard takes the session in place of an Authorization header. */
export function withSession(env: Env, session: Session): Env {
  return { ...env, [SESSION]: session } as Env;
}

export function sessionOf(env: Env): Session | undefined {
  return (env as Env & { [SESSION]?: Session })[SESSION];
}
