/**
 * OAuth endpoints: issues tokens (RFC 6749), also for those of an identity provider (RFC 8693), revokes them
 * (RFC 7009), and serves metadata (RFC 8414) and public keys (RFC 7517).
 */
import type { Context } from 'hono';
import { authenticateClient } from '../access/client-auth.ts';
import { verifyProof } from '../access/dpop.ts';
import { operatorGrant, partnerGrant } from '../access/grant.ts';
import { subjectGrant, subjectOf } from '../access/identity/exchange.ts';
import { keyRing } from '../access/keyring.ts';
import { LAST_USED_INTERVAL_MS, REVOCATION_EXTRA_MS, TOKEN_REQUEST_BYTES_MAX } from '../access/limits.ts';
import { metadataOf } from '../access/metadata.ts';
import { useOnce } from '../access/store.ts';
import { issueToken, type TokenGrant, verifyToken } from '../access/token.ts';
import {
  ACCESS_TOKEN_TYPE,
  type ExchangeRequest,
  parseExchange,
  TOKEN_EXCHANGE,
} from '../access/token-exchange.ts';
import {
  type ClientClaim,
  fault,
  type OAuthFault,
  type OAuthResult,
  parseRevocation,
  parseTokenRequest,
  printable,
  type TokenRequest,
} from '../access/token-request.ts';
import { OPERATORS_OBJECT } from '../ledger/names.ts';
import { commitChange } from '../ledger/outbox.ts';
import { loadLicenseBundle } from '../licensing/bundle.ts';
import { type FoundSecret, findPublicKeys, findSecret } from '../licensing/keys/secrets.ts';
import { markRefused, markUsed } from '../licensing/keys/store.ts';
import { clientAddress } from '../platform/client-address.ts';
import { agencyOf } from '../platform/env.ts';
import { type AppEnv, createRouter } from '../platform/http.ts';
import { PROBLEMS, Refusal } from '../platform/problem.ts';
import { RATE_PERIOD_S, withinAddressRate, withinRate } from '../platform/rate-limit.ts';
import { noteClient, noteCode } from '../platform/request-scope.ts';
import { logOutage } from '../platform/timeouts/problem.ts';
import { Unavailable } from '../platform/timeouts/unavailable.ts';

export const accessRoutes = createRouter();

const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };
const TOKEN_PATH = '/oauth/token';
const TOO_MANY = fault('slow_down', 'Too many requests in a minute. Wait, and send fewer.');

accessRoutes.post(TOKEN_PATH, async (c) => {
  const request = await readForm(c, (authorization, form) => readTokenOrExchange(c, authorization, form));
  if (!request.ok) return oauthError(c, request.reason);
  const tokenRequest = request.value;
  const isExchange = 'subjectToken' in tokenRequest;
  const granted = await (isExchange ? exchangeFor(c, tokenRequest) : grantFor(c, tokenRequest));
  if (!granted.ok) return oauthError(c, granted.reason);
  const grant = granted.value;
  const ring = await keyRing(c.env.SIGNING_KEYS);
  const issuer = agencyOf(c.env).publicUrl;
  const { token, expiresInS } = await issueToken(grant, { issuer, ring, now: c.get('now') });
  return c.json(
    {
      access_token: token,
      ...(isExchange && { issued_token_type: ACCESS_TOKEN_TYPE }),
      token_type: grant.boundTo === undefined ? 'Bearer' : 'DPoP',
      expires_in: expiresInS,
      scope: grant.scope,
      ...(grant.scope === 'articles' && { authorization_details: [grant.detail] }),
    },
    200,
    NO_STORE,
  );
});

accessRoutes.post('/oauth/revoke', async (c) => {
  const request = await readForm(c, parseRevocation);
  if (!request.ok) return oauthError(c, request.reason);
  const client = await clientOf(c, request.value.client);
  if (!client.ok) return oauthError(c, client.reason);
  const issuer = agencyOf(c.env).publicUrl;
  const ring = await keyRing(c.env.SIGNING_KEYS);
  const verified = await verifyToken(request.value.token, { issuer, ring, now: c.get('now') });
  // RFC 7009 §2.2: revoking an invalid token succeeds.
  if (!verified.ok) return c.body(null, 200, NO_STORE);
  const { principal, expiresMs } = verified.value;
  const owner = principal.kind === 'partner' ? principal.key : principal.operator;
  if (owner !== idOf(client.value))
    return oauthError(c, fault('unauthorized_client', 'This token was issued to another client.').reason);
  const { object, license } =
    client.value.kind === 'key'
      ? { object: client.value.ledger, license: client.value.license }
      : { object: OPERATORS_OBJECT, license: '' };
  const token = { id: principal.token.id, license, untilMs: expiresMs + REVOCATION_EXTRA_MS };
  await commitChange(c.env, [], [{ object, change: { kind: 'token', token } }]);
  return c.body(null, 200, NO_STORE);
});

/**
 * Maps outages to OAuth errors. RFC 7009 §2.2.1: after a 503 the client must assume that the token is still
 * valid.
 */
accessRoutes.onError((error, c) => {
  if (!c.req.path.startsWith('/oauth/')) throw error;
  if (error instanceof Unavailable) logOutage(error);
  else if (!(error instanceof Refusal) || PROBLEMS[error.problem.code][0] !== 503) throw error;
  return oauthError(c, UNAVAILABLE.reason);
});

const UNAVAILABLE = fault('temporarily_unavailable', 'A part of the gateway is unavailable. Try again.');

const idOf = (client: FoundSecret) => (client.kind === 'key' ? client.key : client.id);

function readTokenOrExchange(
  c: Context<AppEnv>,
  authorization: string | undefined,
  form: URLSearchParams,
): OAuthResult<TokenRequest | ExchangeRequest> {
  if (form.get('grant_type') !== TOKEN_EXCHANGE) return parseTokenRequest(authorization, form);
  const accessJwt = c.req.header('Cf-Access-Jwt-Assertion');
  const site = c.req.header('Sec-Fetch-Site');
  return parseExchange({ authorization, accessJwt, site }, form, agencyOf(c.env).publicUrl);
}

/** Reads the form and passes it on. The address's rate limit is checked first. */
async function readForm<T>(
  c: Context<AppEnv>,
  parse: (authorization: string | undefined, form: URLSearchParams) => OAuthResult<T>,
): Promise<OAuthResult<T>> {
  if (!(await withinAddressRate(c.env.TOKEN_ADDRESS_LIMIT, clientAddress(c)))) return TOO_MANY;
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  const text =
    type === 'application/x-www-form-urlencoded' ? new TextDecoder().decode(await c.req.arrayBuffer()) : null;
  if (text === null || text.length > TOKEN_REQUEST_BYTES_MAX)
    return fault(
      'invalid_request',
      'Send a form: Content-Type application/x-www-form-urlencoded, at most 16 KB.',
    );
  return parse(c.req.header('Authorization'), new URLSearchParams(text));
}

/**
 * Authenticates the client before counting against its limit, so that nobody can lock out another client by
 * its id.
 */
async function clientOf(c: Context<AppEnv>, claim: ClientClaim): Promise<OAuthResult<FoundSecret>> {
  const { DB } = c.env;
  const { now } = c.var;
  const client = await authenticateClient(
    claim,
    {
      secret: (hash) => findSecret(DB, hash),
      publicKeys: (id) => findPublicKeys(DB, id),
      useOnce: (id, untilMs) => useOnce(DB, id, untilMs, now),
      noteRefusal: (found, reason) => {
        if (found.kind !== 'key') return;
        const refusal = { at: new Date(now).toISOString(), reason };
        c.executionCtx.waitUntil(markRefused(DB, found.key, refusal, LAST_USED_INTERVAL_MS));
      },
    },
    { issuer: agencyOf(c.env).publicUrl, address: clientAddress(c), now },
  );
  if (!client.ok) return client;
  noteClient(idOf(client.value));
  return (await withinRate(c.env.TOKEN_CLIENT_LIMIT, idOf(client.value))) ? client : TOO_MANY;
}

async function grantFor(c: Context<AppEnv>, request: TokenRequest): Promise<OAuthResult<TokenGrant>> {
  const client = await clientOf(c, request.client);
  if (!client.ok) return client;
  const bound = await boundKey(c);
  if (!bound.ok) return bound;
  const tokenRequest = { ...request, ...(bound.value !== null && { boundTo: bound.value }) };
  const authenticated = client.value;
  if (authenticated.kind === 'operator') return operatorGrant(authenticated, tokenRequest);
  const grant = partnerGrant(
    authenticated,
    await loadLicenseBundle(c.env.DB, authenticated.license),
    tokenRequest,
  );
  if (grant.ok) await markUsed(c.env.DB, authenticated.key, c.get('now'), LAST_USED_INTERVAL_MS);
  return grant;
}

/** Authenticates the subject before counting against its limit. */
async function exchangeFor(c: Context<AppEnv>, request: ExchangeRequest): Promise<OAuthResult<TokenGrant>> {
  const { now } = c.var;
  const subject = await subjectOf(c.env, request, now);
  if (!subject.ok) return subject;
  noteClient(subject.value.operator);
  if (!(await withinRate(c.env.TOKEN_CLIENT_LIMIT, subject.value.operator))) return TOO_MANY;
  const bound = await boundKey(c);
  if (!bound.ok) return bound;
  return subjectGrant(c.env, subject.value, { request, boundTo: bound.value, now });
}

/**
 * RFC 9449 §5: a token request with a proof gets a token bound to the proof's key. Null without a proof.
 */
async function boundKey(c: Context<AppEnv>): Promise<OAuthResult<string | null>> {
  const proof = c.req.header('DPoP');
  if (proof === undefined) return { ok: true, value: null };
  const url = agencyOf(c.env).publicUrl + TOKEN_PATH;
  const verified = await verifyProof(proof, { method: 'POST', url, now: c.get('now') });
  const { now } = c.var;
  if (verified && (await useOnce(c.env.DB, verified.oneTimeId.id, verified.oneTimeId.untilMs, now)))
    return { ok: true, value: verified.thumbprint };
  return fault(
    'invalid_dpop_proof',
    'The DPoP proof is not valid for this request, or it has been used before.',
  );
}

const STATUSES: { [error in OAuthFault['error']]?: 401 | 429 | 503 } = {
  invalid_client: 401,
  slow_down: 429,
  temporarily_unavailable: 503,
};

function oauthError(c: Context<AppEnv>, { error, description }: OAuthFault): Response {
  const status = STATUSES[error] ?? 400;
  noteCode(error);
  return c.json({ error, error_description: printable(description) }, status, {
    ...NO_STORE,
    // RFC 6749 §5.2: a client that used the Authorization header gets the scheme.
    ...(status === 401 &&
      c.req.header('Authorization') !== undefined && { 'WWW-Authenticate': 'Basic realm="imprimatur"' }),
    ...(status === 429 && { 'Retry-After': String(RATE_PERIOD_S) }),
    ...(status === 503 && { 'Retry-After': '5' }),
  });
}

accessRoutes.get('/.well-known/oauth-authorization-server', (c) =>
  c.json(metadataOf(agencyOf(c.env).publicUrl), 200, { 'Cache-Control': 'public, max-age=3600' }),
);

accessRoutes.get('/.well-known/jwks.json', async (c) => {
  const ring = await keyRing(c.env.SIGNING_KEYS);
  return c.body(JSON.stringify(ring.jwks), 200, {
    'Content-Type': 'application/jwk-set+json',
    'Cache-Control': 'public, max-age=300',
  });
});
