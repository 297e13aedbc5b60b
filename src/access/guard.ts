/**
 * Guards of the routes: each route names who may call it. No cache decides whether a key or an operator is
 * still valid; the object that owns them answers on every request.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { OneTimeId } from '../ledger/types.ts';
import { clientAddress } from '../platform/client-address.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import type { AppEnv, Operator } from '../platform/http.ts';
import { tooManyRequests, withinRate } from '../platform/rate-limit.ts';
import { during, noteCaller, noteOperator } from '../platform/request-scope.ts';
import { insufficientRole, insufficientScope, invalidToken } from './challenge.ts';
import { verifyProof } from './dpop.ts';
import { keyRing } from './keyring.ts';
import { callOperators } from './operators-object.ts';
import { admittedRoles, type Role, scopeOf } from './roles.ts';
import { sessionOf } from './sessions/session.ts';
import { type OperatorPrincipal, type Principal, parseCredentials, type VerifiedToken } from './token.ts';
import { verifyCached } from './token-cache.ts';

/**
 * Identifies the sender by the token, or by the session for which the console calls. Throws `invalid_token`.
 */
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
  const presented = await tokenOf(c);
  const proof = await proofOf(c, presented);
  const { principal } = presented.verified;
  if (principal.kind === 'operator') return { ...principal, ...(proof && { proof }) };
  const address = clientAddress(c);
  return { ...principal, ...(address !== undefined && { address }), ...(proof && { proof }) };
}

interface PresentedToken {
  scheme: 'bearer' | 'dpop';
  token: string;
  verified: VerifiedToken;
}

/**
 * Verifies the token of the Authorization header, but not the proof that a bound token needs. Throws
 * `invalid_token`.
 */
export async function tokenOf(c: Context<AppEnv>): Promise<PresentedToken> {
  const header = c.req.header('Authorization');
  if (header === undefined) throw invalidToken('missing');
  const credentials = parseCredentials(header);
  if (!credentials) throw invalidToken('malformed');
  const ring = await keyRing(c.env.SIGNING_KEYS);
  const issuer = agencyOf(c.env).publicUrl;
  const verified = await verifyCached(credentials.token, { issuer, ring, now: c.get('now') });
  if (!verified.ok) throw invalidToken(verified.reason);
  return { ...credentials, verified: verified.value };
}

/**
 * RFC 9449 §7.1, §7.2: a bound token needs a proof of its key and the DPoP scheme. An unbound token may not
 * use that scheme.
 */
async function proofOf(
  c: Context<AppEnv>,
  { scheme, token, verified: { boundTo } }: PresentedToken,
): Promise<OneTimeId | null> {
  if (boundTo === undefined) {
    if (scheme === 'dpop') throw invalidToken('proof_invalid');
    return null;
  }
  const header = c.req.header('DPoP');
  if (scheme !== 'dpop' || header === undefined) throw invalidToken('proof_missing');
  const proof = await verifyProof(header, {
    method: c.req.method,
    url: agencyOf(c.env).publicUrl + new URL(c.req.url).pathname,
    now: c.get('now'),
    token,
  });
  if (proof?.thumbprint !== boundTo) throw invalidToken('proof_invalid');
  return proof.oneTimeId;
}

type Scope = 'articles' | 'admin' | 'audit';

/** `scopes`: those that `admit` accepts. The description of the API reads them from the route. */
function guard(
  scopes: Scope[],
  admit: (c: Context<AppEnv>) => Promise<void>,
): MiddlewareHandler<AppEnv> & { scopes: Scope[] } {
  const middleware = createMiddleware<AppEnv>(async (c, next) => {
    await admit(c);
    await next();
  });
  return Object.assign(middleware, { scopes });
}

/**
 * Admits partners only, before anything else of the request is read. The route's ledger call checks whether
 * key and license are still valid.
 */
export function requirePartner(): MiddlewareHandler<AppEnv> {
  return guard(['articles'], async (c) => {
    const principal = await authenticate(c);
    if (principal.kind !== 'partner') throw insufficientScope('articles');
    await limitRate(c, principal);
    c.set('partner', principal);
  });
}

/** Admits every valid token. The route decides what each caller may see; `scopes` only describe it. */
export function requireToken(...scopes: Scope[]): MiddlewareHandler<AppEnv> {
  return guard(scopes, async (c) => limitRate(c, await authenticate(c)));
}

/**
 * Limits by license or operator, not by address. A forged token names nobody, and refusing it costs about as
 * much as counting it.
 */
async function limitRate({ env }: Context<AppEnv>, principal: Principal): Promise<void> {
  if (principal.kind === 'partner') {
    if (!(await withinRate(env.LICENSE_LIMIT, principal.license))) throw tooManyRequests('This license');
  } else if (!(await withinRate(env.OPERATOR_LIMIT, principal.operator)))
    throw tooManyRequests('This operator');
}

/**
 * Counts each further query of a request as one request, so that a batch does not bypass the limit. Throws
 * `too_many_requests`.
 */
export async function countBatchRequests(
  c: Context<AppEnv>,
  principal: Principal,
  questions: number,
): Promise<void> {
  const counted = Array.from({ length: questions }, () => limitRate(c, principal));
  await Promise.all(counted);
}

/** Admits operators with one of `roles`. The operators' object confirms the role on every request. */
export function requireOperator(...roles: Role[]): MiddlewareHandler<AppEnv> {
  return guard([...new Set(roles.map(scopeOf))].sort(), async (c) => {
    const principal = await authenticate(c);
    await limitRate(c, principal);
    c.set('operator', await checkOperator(c, principal, roles));
  });
}

/**
 * Returns the operator of a verified token or session, if it is active and has one of `roles`. Throws
 * `insufficient_scope` or `invalid_token`.
 */
export async function checkOperator(
  c: Context<AppEnv>,
  principal: Principal,
  roles: Role[],
): Promise<Operator> {
  const scopes = [...new Set(roles.map(scopeOf))];
  if (principal.kind !== 'operator' || !scopes.includes(principal.scope))
    throw insufficientScope(scopes.join(' '));
  const operator = await during('access', () => loadOperator(c.env, principal));
  noteOperator(operator, 'session' in principal);
  if (!admittedRoles(roles).includes(operator.role))
    throw insufficientRole(operator.role, admittedRoles(roles));
  if (scopeOf(operator.role) !== principal.scope) throw insufficientScope(scopes.join(' '));
  return operator;
}

/** Asks the operators' object on each request, including those that the console makes for one page. */
async function loadOperator(env: Env, principal: OperatorPrincipal): Promise<Operator> {
  if ('session' in principal) {
    const session = await callOperators(env, (object) => object.session(principal.session), {
      repeats: true,
    });
    if (session?.operator !== principal.operator) throw invalidToken('session');
    return { id: session.operator, role: session.role };
  }
  const { operator: id, token, proof } = principal;
  const operator = await callOperators(
    env,
    (object) => object.checkOperator(id, { token, ...(proof && { proof }) }),
    { repeats: proof === undefined },
  );
  if (!operator) throw invalidToken('revoked');
  return operator;
}
