/** How a session begins and ends. A browser gets a new secret each time: what it had before, or was given, is never taken up. */
import type { Context } from 'hono';
import type { SessionState, Spent } from '../../ledger/types.ts';
import type { AppEnv } from '../../platform/http.ts';
import { findOperatorRow } from '../operators/store.ts';
import { askOperators } from '../operators-object.ts';
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

export interface Opening {
  operator: string;
  /** Of the operator's secret, or of the sign-in elsewhere. */
  generation: number;
  /** The token that is used up by this. */
  token?: Spent;
  /** Issuer of the identity provider; absent: a key of ours. */
  via?: string;
}

/** Sets the cookie. Null: the operator is not good, or the token has opened another session. */
export async function openSession(c: Context<AppEnv>, opening: Opening): Promise<Session | null> {
  const { operator } = opening;
  const row = await findOperatorRow(c.env.DB, operator);
  const secret = newSecret();
  const instead = sessionIdOf(c);
  const request = {
    ...opening,
    id: idOfSecret(secret),
    name: row?.name ?? operator,
    ...(row?.expires && { untilMs: Date.parse(row.expires) }),
    ...(instead !== null && { instead }),
  };
  const state = await askOperators(c.env, (object) => object.openSession(request), { repeats: false });
  if (!state) return null;
  const ageS = Math.floor((state.expiresMs - state.createdMs) / 1_000);
  setCookie(c, SESSION_COOKIE, { value: sessionCookieOf(c.env, secret), ageS });
  return sessionFrom(state);
}

/** `id`: one of the same operator's; absent: all. The cookie goes with its own session. */
export async function endSessions(
  c: Context<AppEnv>,
  { id: own, operator }: Session,
  id?: string,
): Promise<void> {
  await askOperators(c.env, (object) => object.endSessions(operator, id), { repeats: true });
  if (id !== undefined && id !== own) return;
  clearCookie(c, SESSION_COOKIE);
  // Pages that the browser keeps to go back to, too.
  c.header('Clear-Site-Data', '"cache"');
}

/** The operator's, newest first. */
export async function sessionsOf(c: Context<AppEnv>, { operator }: Session): Promise<SessionState[]> {
  return askOperators(c.env, (object) => object.sessionsOf(operator), { repeats: true });
}
