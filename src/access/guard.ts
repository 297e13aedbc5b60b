/**
 * The doors: a route says who may come in, these say yes or refuse. Nothing here trusts a cache for whether a
 * key or an operator is still good; the object that owns them is asked on every request.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Spent } from '../ledger/types.ts';
import { clientAddress } from '../platform/client-address.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import type { AppEnv, Operator } from '../platform/http.ts';
import { tooManyRequests, withinRate } from '../platform/rate-limit.ts';
import { during, noteCaller, noteOperator } from '../platform/request-scope.ts';
import { insufficientRole, insufficientScope, invalidToken } from './challenge.ts';
import { verifyProof } from './dpop.ts';
import { keyRing } from './keyring.ts';
import { askOperators } from './operators-object.ts';
import { admitted, type Role, scopeOf } from './roles.ts';
import { sessionOf } from './sessions/session.ts';
import { type OperatorPrincipal, type Principal, readCredentials, type VerifiedToken } from './token.ts';
import { verifyOnce } from './verified.ts';

/** Who sends this request, by the token alone, or by the session in whose name the console asks. Throws `invalid_token`. */
export async function authenticate(c: Context<AppEnv>): Promise<Principal> {
  const principal = await during('access', () => principalOf(c));
  noteCaller(principal);
  return principal;
}

async function principalOf(c: Context<AppEnv>): Promise<Principal> {
  const session = sessionOf(c.env);
  if (session) {
    const { id, operator, role } = session;
    return { kind: 'operator', operator, scope: scopeOf(role), session: id };
  }
  const shown = await tokenOf(c);
  const proof = await proofOf(c, shown);
  const { principal } = shown.verified;
  if (principal.kind === 'operator') return { ...principal, ...(proof && { proof }) };
  const address = clientAddress(c);
  return { ...principal, ...(address !== undefined && { address }), ...(proof && { proof }) };
}

interface ShownToken {
  scheme: 'bearer' | 'dpop';
  token: string;
  verified: VerifiedToken;
}

/** The token of the Authorization header; whether a proof that it needs is there is not looked at. Throws `invalid_token`. */
export async function tokenOf(c: Context<AppEnv>): Promise<ShownToken> {
  const header = c.req.header('Authorization');
  if (header === undefined) throw invalidToken('missing');
  const credentials = readCredentials(header);
  if (!credentials) throw invalidToken('malformed');
  const ring = await keyRing(c.env.SIGNING_KEYS);
  const issuer = agencyOf(c.env).publicUrl;
  const verified = await verifyOnce(credentials.token, { issuer, ring, now: c.var.now });
  if (!verified.ok) throw invalidToken(verified.reason);
  return { ...credentials, verified: verified.value };
}

/** A bound token comes with a proof of its key and under its own scheme, and no other does (RFC 9449 §7.1, §7.2). */
async function proofOf(
  c: Context<AppEnv>,
  { scheme, token, verified: { boundTo } }: ShownToken,
): Promise<Spent | null> {
  if (boundTo === undefined) {
    if (scheme === 'dpop') throw invalidToken('proof_invalid');
    return null;
  }
  const header = c.req.header('DPoP');
  if (scheme !== 'dpop' || header === undefined) throw invalidToken('proof_missing');
  const proven = await verifyProof(header, {
    method: c.req.method,
    url: agencyOf(c.env).publicUrl + new URL(c.req.url).pathname,
    now: c.var.now,
    token,
  });
  if (proven?.thumbprint !== boundTo) throw invalidToken('proof_invalid');
  return proven.spent;
}

/**
 * Lets in partners, before anything else of the request is looked at. Whether key and license are still good is asked by
 * the ledger call of the route.
 */
export function requirePartner(): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    const principal = await authenticate(c);
    if (principal.kind !== 'partner') throw insufficientScope('articles');
    await limitRate(c, principal);
    c.set('partner', principal);
    await next();
  });
}

/** Lets in whoever has a token of ours; the route says what each may see. */
export function requireToken(): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    await limitRate(c, await authenticate(c));
    await next();
  });
}

/** By whom the token names, not by address: a forged one names nobody, and to refuse it costs about what counting would. */
async function limitRate({ env }: Context<AppEnv>, principal: Principal): Promise<void> {
  if (principal.kind === 'partner') {
    if (!(await withinRate(env.LICENSE_LIMIT, principal.license))) throw tooManyRequests('This license');
  } else if (!(await withinRate(env.OPERATOR_LIMIT, principal.operator)))
    throw tooManyRequests('This operator');
}

/**
 * Counts further questions of one request as requests of their own, so that a batch is no way around the
 * limit. Throws `too_many_requests`.
 */
export async function countFurtherRequests(
  c: Context<AppEnv>,
  principal: Principal,
  questions: number,
): Promise<void> {
  const counted = Array.from({ length: questions }, () => limitRate(c, principal));
  await Promise.all(counted);
}

/** Lets in operators of one of `roles`, checked against the operators' object on every request. */
export function requireOperator(...roles: Role[]): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    const principal = await authenticate(c);
    await limitRate(c, principal);
    c.set('operator', await checkOperator(c, principal, roles));
    await next();
  });
}

/** The operator behind a verified token or a session, if it has one of `roles` and is still active. */
export async function checkOperator(
  c: Context<AppEnv>,
  principal: Principal,
  roles: Role[],
): Promise<Operator> {
  const scopes = [...new Set(roles.map(scopeOf))];
  if (principal.kind !== 'operator' || !scopes.includes(principal.scope))
    throw insufficientScope(scopes.join(' '));
  const operator = await during('access', () => standingOf(c.env, principal));
  noteOperator(operator, 'session' in principal);
  if (!admitted(roles).includes(operator.role)) throw insufficientRole(operator.role, admitted(roles));
  if (scopeOf(operator.role) !== principal.scope) throw insufficientScope(scopes.join(' '));
  return operator;
}

/** Asked of the object for each request, also for those that the console makes for one page. */
async function standingOf(env: Env, principal: OperatorPrincipal): Promise<Operator> {
  if ('session' in principal) {
    const session = await askOperators(env, (object) => object.session(principal.session), { repeats: true });
    if (session?.operator !== principal.operator) throw invalidToken('session');
    return { id: session.operator, role: session.role };
  }
  const { operator: id, token, proof } = principal;
  const operator = await askOperators(
    env,
    (object) => object.checkOperator(id, { token, ...(proof && { proof }) }),
    { repeats: proof === undefined },
  );
  if (!operator) throw invalidToken('revoked');
  return operator;
}
