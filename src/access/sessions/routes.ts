/** Exchanges a token for a console session. The pages around it belong to the console. */
import type { Context } from 'hono';
import type { AppEnv } from '../../platform/http.ts';
import { createRouter } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { insufficientScope, invalidToken } from '../challenge.ts';
import { checkOperator, tokenOf } from '../guard.ts';
import { REVOCATION_EXTRA_MS } from '../limits.ts';
import { ROLES } from '../roles.ts';
import type { TokenOperator } from '../token.ts';
import { openSession } from './open.ts';
import { requireSameSite } from './same-site.ts';

export const sessionRoutes = createRouter();

/** A token opens one session, and is used up by it. */
sessionRoutes.post('/console/session', requireSameSite(), async (c) => {
  const { principal, expiresMs } = await tokenForSession(c);
  const { id: operator } = await checkOperator(c, principal, [...ROLES]);
  const { id, generation } = principal.token;
  const token = { id, untilMs: expiresMs + REVOCATION_EXTRA_MS };
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
