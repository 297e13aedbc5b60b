/** The token endpoint (RFC 6749), its metadata (RFC 8414) and the public keys (RFC 7517). */
import type { Context } from 'hono';
import { loadLicenseBundle } from '../licensing/bundle.ts';
import { addressAllowed } from '../licensing/cidr.ts';
import { type FoundSecret, findSecret } from '../licensing/keys/secrets.ts';
import { agencyOf } from '../platform/env.ts';
import { type AppEnv, createRouter } from '../platform/http.ts';
import { checkEntitlement, compileLicense, licensedActions, widestEntitlement } from '../rights/index.ts';
import { readApiKey } from './api-key.ts';
import { keyRing } from './keyring.ts';
import { TOKEN_REQUEST_BYTES_MAX } from './limits.ts';
import { issueToken, type LicenseDetail, type TokenGrant } from './token.ts';
import { type OAuthFault, printable, readTokenRequest, type TokenRequest } from './token-request.ts';

export const accessRoutes = createRouter();

type Granted = { ok: true; value: TokenGrant } | { ok: false; reason: OAuthFault };
const fault = (error: OAuthFault['error'], description: string): { ok: false; reason: OAuthFault } => ({
  ok: false,
  reason: { error, description },
});

/** One sentence for every way a client can be wrong: it does not say whether the client exists. */
const UNKNOWN_CLIENT = fault(
  'invalid_client',
  'The client is unknown, its key is wrong, revoked or expired, or it may not call from this address.',
);

accessRoutes.post('/oauth/token', async (c) => {
  const authorization = c.req.header('Authorization');
  const form = await readForm(c);
  if (!form)
    return oauthError(
      c,
      {
        error: 'invalid_request',
        description: 'Send a form: Content-Type application/x-www-form-urlencoded, at most 16 KB.',
      },
      false,
    );
  const request = readTokenRequest(authorization, form);
  if (!request.ok) return oauthError(c, request.reason, authorization !== undefined);
  const granted = await grantFor(c, request.value);
  if (!granted.ok) return oauthError(c, granted.reason, request.value.client.basic);

  const ring = await keyRing(c.env.SIGNING_KEYS);
  const { token, expiresInS } = await issueToken(granted.value, {
    issuer: agencyOf(c.env).publicUrl,
    ring,
    now: c.var.now,
  });
  return c.json(
    {
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresInS,
      scope: granted.value.scope,
      ...(granted.value.scope === 'articles' && { authorization_details: [granted.value.detail] }),
    },
    200,
    { 'Cache-Control': 'no-store', Pragma: 'no-cache' },
  );
});

async function readForm(c: Context<AppEnv>): Promise<URLSearchParams | null> {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return null;
  const text = new TextDecoder().decode(await c.req.arrayBuffer());
  return text.length > TOKEN_REQUEST_BYTES_MAX ? null : new URLSearchParams(text);
}

async function grantFor(c: Context<AppEnv>, request: TokenRequest): Promise<Granted> {
  const key = readApiKey(request.client.secret);
  if (!key || key.id !== request.client.id) return UNKNOWN_CLIENT;
  const found = await findSecret(c.env.DB, key.hash);
  const over = found?.expiresMs !== undefined && found.expiresMs <= c.var.now;
  if (found?.status !== 'active' || over) return UNKNOWN_CLIENT;
  return found.kind === 'operator' ? operatorGrant(found, request) : partnerGrant(c, found, request);
}

function operatorGrant(
  found: Extract<FoundSecret, { kind: 'operator' }>,
  { scope, details }: TokenRequest,
): Granted {
  const own = found.role === 'admin' ? 'admin' : 'audit';
  if (scope !== undefined && scope !== own)
    return fault('invalid_scope', `This client may ask for the scope ${own}.`);
  if (details) return fault('invalid_authorization_details', 'authorization_details are for partners.');
  return { ok: true, value: { scope: own, operator: found.id } };
}

async function partnerGrant(
  c: Context<AppEnv>,
  found: Extract<FoundSecret, { kind: 'key' }>,
  { scope, details }: TokenRequest,
): Promise<Granted> {
  if (found.addresses.length > 0 && !addressAllowed(found.addresses, c.req.header('CF-Connecting-IP') ?? ''))
    return UNKNOWN_CLIENT;
  if (scope !== undefined && scope !== 'articles')
    return fault('invalid_scope', 'This client may ask for the scope articles.');
  const bundle = await loadLicenseBundle(c.env.DB, found.license);
  const license = bundle && compileLicense(bundle.license);
  if (!bundle || !license?.ok) return UNKNOWN_CLIENT;

  const { license: named, ...asked } = details ?? {};
  if (named !== undefined && named !== found.license)
    return fault('invalid_authorization_details', 'This client holds another license.');
  const [wider] = checkEntitlement(license.value, asked);
  if (wider)
    return fault(
      'invalid_authorization_details',
      `A token can only narrow the license: ${wider.path}: ${wider.message}`,
    );
  const widest = widestEntitlement(license.value);
  const detail: LicenseDetail = {
    type: 'news_license',
    license: found.license,
    actions: asked.actions ?? licensedActions(license.value),
    datatypes: asked.datatypes ?? widest.datatypes,
    locations: asked.locations ?? bundle.license.terms.territories ?? widest.locations,
    channels: asked.channels ?? widest.channels,
  };
  return {
    ok: true,
    value: { scope: 'articles', partner: bundle.partner.id, key: found.key, env: found.env, detail },
  };
}

function oauthError(c: Context<AppEnv>, { error, description }: OAuthFault, basic: boolean): Response {
  const status = error === 'invalid_client' ? 401 : 400;
  return c.json({ error, error_description: printable(description) }, status, {
    'Cache-Control': 'no-store',
    Pragma: 'no-cache',
    // RFC 6749 §5.2: a client that tried the Authorization header is told the scheme.
    ...(status === 401 && basic && { 'WWW-Authenticate': 'Basic realm="imprimatur"' }),
  });
}

accessRoutes.get('/.well-known/oauth-authorization-server', (c) => {
  const issuer = agencyOf(c.env).publicUrl;
  return c.json(
    {
      issuer,
      token_endpoint: `${issuer}/oauth/token`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      scopes_supported: ['articles', 'admin', 'audit'],
      authorization_details_types_supported: ['news_license'],
    },
    200,
    { 'Cache-Control': 'public, max-age=3600' },
  );
});

accessRoutes.get('/.well-known/jwks.json', async (c) => {
  const ring = await keyRing(c.env.SIGNING_KEYS);
  return c.body(JSON.stringify(ring.jwks), 200, {
    'Content-Type': 'application/jwk-set+json',
    'Cache-Control': 'public, max-age=300',
  });
});
