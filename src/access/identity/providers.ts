/**
 * Parses the variable IDENTITY_PROVIDERS: the providers whose tokens sign operators in, and the roles that
 * they give. Pure. A single fault disables all providers, because half a configuration is one that nobody
 * wrote.
 */
import { z } from 'zod';
import type { Role } from '../../ledger/types.ts';
import { isTrustworthy } from '../../platform/web-address.ts';
import { ROLES } from '../roles.ts';
import {
  ACCESS_JWT_AGE_S_MAX,
  CONFIG_CHARS_MAX,
  ID_TOKEN_AGE_S_MAX,
  PROVIDERS_MAX,
  RULES_MAX,
} from './limits.ts';

export interface RoleRule {
  claim: string;
  value: string;
  role: Role;
}

/**
 * Endpoints and client of OpenID Connect's authorization code flow, for signing in on the console's pages.
 */
export interface CodeFlow {
  authorizationEndpoint: string;
  tokenEndpoint: string;
  clientId: string;
  /** Name of the binding that holds the client's secret. Absent for a public client. */
  clientSecret?: string;
  scope: string;
}

export interface IdentityProvider {
  kind: 'oidc' | 'cloudflare-access';
  /** Compared exactly with `iss`. */
  issuer: string;
  audiences: string[];
  /** Absent if the discovery document names it. */
  jwksUri?: string;
  /** In order of precedence: the first matching rule gives the role. */
  rules: RoleRule[];
  /** Greatest age of a token in seconds since `iat`. */
  ageSMax: number;
  label?: string;
  /** Absent if the provider only serves programs that bring a token. */
  codeFlow?: CodeFlow;
}

export type Providers = { ok: true; value: IdentityProvider[] } | { ok: false; reason: string };

const text = z.string().min(1).max(CONFIG_CHARS_MAX);
const webAddress = text.refine(isTrustworthy, 'Expected an https address without user or fragment');
/** OIDC Core §2: an issuer has no query either. */
const issuerAddress = webAddress.refine((address) => !address.includes('?'), 'An issuer has no query');

/** Restricted by prefix, so that no other binding is sent to the provider by mistake. */
const secretName = z
  .string()
  .regex(/^IDENTITY_SECRET_[A-Z0-9_]{1,50}$/, 'Expected the name of a secret, IDENTITY_SECRET_…');
const scope = text.refine((scopes) => scopes.split(' ').includes('openid'), 'Expected openid among them');
const SCOPE = 'openid profile email';

const provider = z
  .strictObject({
    kind: z.enum(['oidc', 'cloudflare-access']).default('oidc'),
    issuer: issuerAddress,
    audience: z.union([text.transform((audience) => [audience]), z.array(text).min(1).max(PROVIDERS_MAX)]),
    jwks_uri: webAddress.optional(),
    claim: text.optional(),
    roles: z
      .array(z.strictObject({ claim: text.optional(), value: text, role: z.enum(ROLES) }))
      .min(1)
      .max(RULES_MAX),
    max_age: z.int().min(60).max(ACCESS_JWT_AGE_S_MAX).optional(),
    label: text.optional(),
    authorization_endpoint: webAddress.optional(),
    token_endpoint: webAddress.optional(),
    client_secret: secretName.optional(),
    scope: scope.optional(),
  })
  .check((context) => {
    const {
      kind,
      authorization_endpoint,
      token_endpoint,
      client_secret,
      scope: requestedScope,
    } = context.value;
    const wrong = (path: string, message: string) =>
      context.issues.push({ code: 'custom', message, path: [path], input: context.value });
    if (authorization_endpoint === undefined && token_endpoint === undefined) {
      const rest = { client_secret, scope: requestedScope };
      for (const [name, value] of Object.entries(rest))
        if (value !== undefined) wrong(name, 'Only with authorization_endpoint and token_endpoint');
      return;
    }
    if (kind !== 'oidc') wrong('kind', 'Only oidc has pages to sign in with');
    if (authorization_endpoint === undefined)
      wrong('authorization_endpoint', 'Missing beside token_endpoint');
    if (token_endpoint === undefined) wrong('token_endpoint', 'Missing beside authorization_endpoint');
  })
  .refine(({ claim, roles }) => claim !== undefined || roles.every((rule) => rule.claim !== undefined), {
    error: 'Missing, and not every rule names its own',
    path: ['claim'],
  })
  .transform(
    ({ kind, issuer, audience, jwks_uri, claim = '', roles, max_age, label, ...flow }): IdentityProvider => {
      const isAccess = kind === 'cloudflare-access';
      const jwksUri =
        jwks_uri ?? (isAccess ? `${issuer.replace(/\/$/, '')}/cdn-cgi/access/certs` : undefined);
      return {
        kind,
        issuer,
        audiences: audience,
        ...(jwksUri !== undefined && { jwksUri }),
        rules: roles.map((rule) => ({ ...rule, claim: rule.claim ?? claim })),
        ageSMax: max_age ?? (isAccess ? ACCESS_JWT_AGE_S_MAX : ID_TOKEN_AGE_S_MAX),
        ...(label !== undefined && { label }),
        ...codeFlowOf(audience, flow),
      };
    },
  );

function codeFlowOf(
  [clientId]: string[],
  flow: {
    authorization_endpoint?: string | undefined;
    token_endpoint?: string | undefined;
    client_secret?: string | undefined;
    scope?: string | undefined;
  },
): { codeFlow?: CodeFlow } {
  const { authorization_endpoint: authorizationEndpoint, token_endpoint: tokenEndpoint } = flow;
  if (!authorizationEndpoint || !tokenEndpoint || !clientId) return {};
  const { client_secret: clientSecret, scope: requestedScope = SCOPE } = flow;
  return {
    codeFlow: {
      authorizationEndpoint,
      tokenEndpoint,
      clientId,
      ...(clientSecret !== undefined && { clientSecret }),
      scope: requestedScope,
    },
  };
}

const list = z.array(provider).max(PROVIDERS_MAX);

/** Cache of the last parsed text. The variable changes only with a deployment. */
let cachedProviders: { text: string; parsed: Providers } | undefined;

/** Parses the variable. An absent one configures no provider; `reason` names the first fault and its path. */
export function parseProviders(variable: string | undefined): Providers {
  if (!variable?.trim()) return { ok: true, value: [] };
  if (cachedProviders?.text !== variable) cachedProviders = { text: variable, parsed: parse(variable) };
  return cachedProviders.parsed;
}

function parse(variable: string): Providers {
  let json: unknown;
  try {
    json = JSON.parse(variable);
  } catch {
    return refused('', 'not JSON');
  }
  const parsed = list.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.map((part) => `/${String(part)}`).join('');
    return refused(path ?? '', issue?.message ?? 'malformed');
  }
  const issuers = parsed.data.map(({ issuer }) => issuer);
  const twice = issuers.findIndex((issuer, index) => issuers.indexOf(issuer) !== index);
  if (twice !== -1) return refused(`/${twice}/issuer`, 'Named twice: one issuer has one list of roles');
  return { ok: true, value: parsed.data };
}

const refused = (path: string, message: string): Providers => ({
  ok: false,
  reason: `IDENTITY_PROVIDERS${path}: ${message}`,
});
