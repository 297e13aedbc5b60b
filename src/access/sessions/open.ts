/** Opens and ends sessions. Each sign-in gets a new secret, so a session can never be fixed in advance. */
import type { Context } from 'hono';
import type { OneTimeId, SessionState } from '../../ledger/types.ts';
import type { AppEnv } from '../../platform/http.ts';
import { findOperatorRow } from '../operators/store.ts';
import { callOperators } from '../operators-object.ts';
import {
  clearCookie,
  idOfSecret,
  newSecret,
  SESSION_COOKIE,
  sessionCookieOf,
  sessionIdOf,
  setCookie,
} from './cookie.ts';
import { type Session, sessionFrom } from './session.ts';

export interface SessionRequest {
  operator: string;
  /** Generation of the operator's secret or federated sign-in. */
  generation: number;
  token?: OneTimeId;
  /** Issuer of the identity provider. Absent for a key of this gateway. */
  via?: string;
}

/**
 * Opens a session and sets the cookie. Null if the operator is not active, or the token has opened a session
 * before.
 */
export async function openSession(
  c: Context<AppEnv>,
  sessionRequest: SessionRequest,
): Promise<Session | null> {
  const { operator } = sessionRequest;
  const row = await findOperatorRow(c.env.DB, operator);
  const secret = newSecret();
  const replaced = sessionIdOf(c);
  const request = {
    ...sessionRequest,
    id: idOfSecret(secret),
    name: row?.name ?? operator,
    ...(row?.expires && { untilMs: Date.parse(row.expires) }),
    ...(replaced !== null && { instead: replaced }),
  };
  const state = await callOperators(c.env, (object) => object.openSession(request), { repeats: false });
  if (!state) return null;
  const ageS = Math.floor((state.expiresMs - state.createdMs) / 1_000);
  setCookie(c, SESSION_COOKIE, { value: sessionCookieOf(c.env, secret), ageS });
  return sessionFrom(state);
}

/** Ends the operator's session `id`, or all if it is absent. Deletes the cookie if its own session ends. */
export async function endSessions(
  c: Context<AppEnv>,
  { id: currentId, operator }: Session,
  id?: string,
): Promise<void> {
  await callOperators(c.env, (object) => object.endSessions(operator, id), { repeats: true });
  if (id !== undefined && id !== currentId) return;
  clearCookie(c, SESSION_COOKIE);
  // Also clears pages in the browser's back/forward cache.
  c.header('Clear-Site-Data', '"cache"');
}

export async function sessionsOf(c: Context<AppEnv>, { operator }: Session): Promise<SessionState[]> {
  return callOperators(c.env, (object) => object.sessionsOf(operator), { repeats: true });
}
