/**
 * The doors: a route says who may come in, these say yes or refuse. Nothing here trusts a cache for whether a
 * key or an operator is still good; the object that owns them is asked on every request.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { ledgerStub, OPERATORS_OBJECT } from '../ledger/outbox.ts';
import { agencyOf } from '../platform/env.ts';
import type { AppEnv, Operator } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import { keyRing } from './keyring.ts';
import { bearerToken, type Principal, type TokenFault, verifyToken } from './token.ts';

const SENTENCES: Record<TokenFault, string> = {
  missing:
    'Send an access token of the token endpoint as "Authorization: Bearer …". API keys are only for the token endpoint.',
  malformed: 'The access token is not a well-formed JWT.',
  expired: 'The access token has expired; get a new one from the token endpoint.',
  not_yet_valid: 'The access token is not valid yet.',
  invalid: 'The access token is not one that this gateway issued, or it has been changed.',
};

/** RFC 6750 §3: without credentials no error code, with bad ones `invalid_token`. */
export function invalidToken(fault: TokenFault | 'revoked'): Refusal {
  const detail =
    fault === 'revoked' ? 'The key that this token was issued for is revoked or expired.' : SENTENCES[fault];
  const challenge =
    fault === 'missing'
      ? 'Bearer realm="imprimatur"'
      : `Bearer realm="imprimatur", error="invalid_token", error_description="${detail}"`;
  return new Refusal({ code: 'invalid_token', detail, headers: { 'WWW-Authenticate': challenge } });
}

export function insufficientScope(scope: string): Refusal {
  return new Refusal({
    code: 'insufficient_scope',
    detail: `This route needs a token with the scope "${scope}".`,
    headers: {
      'WWW-Authenticate': `Bearer realm="imprimatur", error="insufficient_scope", scope="${scope}"`,
    },
  });
}

/** Who sends this request, by the token alone. Throws `invalid_token`. */
export async function authenticate(c: Context<AppEnv>): Promise<Principal> {
  const header = c.req.header('Authorization');
  if (header === undefined) throw invalidToken('missing');
  const token = bearerToken(header);
  if (!token) throw invalidToken('malformed');
  const ring = await keyRing(c.env.SIGNING_KEYS);
  const verified = await verifyToken(token, { issuer: agencyOf(c.env).publicUrl, ring, now: c.var.now });
  if (!verified.ok) throw invalidToken(verified.reason);
  return verified.value;
}

/**
 * Lets in partners, before anything else of the request is looked at. Whether key and license are still good is asked by
 * the ledger call of the route.
 */
export function requirePartner(): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    const principal = await authenticate(c);
    if (principal.kind !== 'partner') throw insufficientScope('articles');
    c.set('partner', principal);
    await next();
  });
}

/** Lets in whoever has a token of ours; the route says what each may see. */
export function requireToken(): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    await authenticate(c);
    await next();
  });
}

const SCOPE_OF_ROLE = { admin: 'admin', auditor: 'audit' } as const;

/** Lets in operators of one of `roles`, checked against the operators' object on every request. */
export function requireOperator(...roles: Operator['role'][]): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    const principal = await authenticate(c);
    c.set('operator', await checkOperator(c, principal, roles));
    await next();
  });
}

/** The operator behind a verified token, if it has one of `roles` and is still active. */
export async function checkOperator(
  c: Context<AppEnv>,
  principal: Principal,
  roles: Operator['role'][],
): Promise<Operator> {
  const scopes = roles.map((role) => SCOPE_OF_ROLE[role]);
  if (principal.kind !== 'operator' || !scopes.includes(principal.scope))
    throw insufficientScope(scopes.join(' '));
  const operator = await ledgerStub(c.env, OPERATORS_OBJECT)
    .checkOperator(principal.operator)
    .catch(() => {
      throw new Refusal({
        code: 'ledger_unavailable',
        detail: "The operators' object is out of reach; try again.",
        headers: { 'Retry-After': '2' },
      });
    });
  if (!operator) throw invalidToken('revoked');
  if (SCOPE_OF_ROLE[operator.role] !== principal.scope) throw insufficientScope(scopes.join(' '));
  return operator;
}
