/** Exchanges a token for a console session. The pages around it belong to the console. */
import type { Context } from 'hono';
import { insufficientScope, invalidToken } from '../../access/challenge.ts';
import { checkOperator, tokenOf } from '../../access/guard.ts';
import { REVOCATION_EXTRA_MS } from '../../access/limits.ts';
import { ROLES } from '../../access/roles.ts';
import { openSession } from '../../access/sessions/open.ts';
import { requireSameSite } from '../../access/sessions/same-site.ts';
import type { TokenOperator } from '../../access/token.ts';
import type { AppEnv } from '../../platform/http.ts';
import { createRouter } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';

export const sessionRoutes = createRouter();

/** A token opens one session and cannot be used again. */
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
      detail:
        'A session is a cookie and cannot be bound to a key. Sign in with a token that is not bound to one.',
    });
  return { principal, expiresMs };
}
