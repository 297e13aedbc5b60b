/** Where a browser gets its session for a token, and gives it back. The pages around it are the console's. */
import type { Context } from 'hono';
import type { AppEnv } from '../../platform/http.ts';
import { createRouter } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { insufficientScope, invalidToken } from '../challenge.ts';
import { checkOperator, tokenOf } from '../guard.ts';
import { REVOKED_FOR_MS } from '../limits.ts';
import { ROLES } from '../roles.ts';
import type { TokenOperator } from '../token.ts';
import { endSessions, forgetSession, openSession } from './open.ts';
import { sameSite } from './same-site.ts';
import { readSession } from './session.ts';

export const sessionRoutes = createRouter();

const SIGN_IN = '/console/sign-in';

/** One token of the token endpoint, one session: the token is over with it. */
sessionRoutes.post('/console/session', sameSite(), async (c) => {
  const { principal, expiresMs } = await tokenForSession(c);
  const { id: operator } = await checkOperator(c, principal, [...ROLES]);
  const { id, generation } = principal.token;
  const token = { id, untilMs: expiresMs + REVOKED_FOR_MS };
  if (!(await openSession(c, { operator, generation, token }))) throw invalidToken('revoked');
  return c.body(null, 204);
});

async function tokenForSession(c: Context<AppEnv>): Promise<{ principal: TokenOperator; expiresMs: number }> {
  const {
    scheme,
    verified: { principal, expiresMs, boundTo },
  } = await tokenOf(c);
  if (principal.kind !== 'operator') throw insufficientScope('admin audit');
  if (boundTo !== undefined || scheme === 'dpop')
    throw new Refusal({
      code: 'insufficient_scope',
      detail: 'A session is a cookie, which is bound to no key: sign in with a token that is not either.',
    });
  return { principal, expiresMs };
}

/** With `everywhere`, all sessions of the operator end. Whoever is not signed in any more is told nothing else. */
sessionRoutes.post('/console/sign-out', sameSite(), async (c) => {
  const session = await readSession(c);
  const { everywhere } = await c.req.parseBody();
  if (session) await endSessions(c, session, everywhere === undefined ? session.id : undefined);
  else forgetSession(c);
  return c.redirect(`${SIGN_IN}?notice=signed_out`, 303);
});

/** One of one's own, in another browser or in this one. */
sessionRoutes.post('/console/sessions/end', sameSite(), async (c) => {
  const session = await readSession(c);
  if (!session) return c.redirect(SIGN_IN, 303);
  const { id } = await c.req.parseBody();
  if (typeof id === 'string' && id !== '') await endSessions(c, session, id);
  return c.redirect(id === session.id ? `${SIGN_IN}?notice=signed_out` : '/console/account', 303);
});
