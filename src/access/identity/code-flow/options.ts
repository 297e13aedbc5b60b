/** Providers with which operators can sign in on the console's pages. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Env } from '../../../platform/env.ts';
import type { AppEnv } from '../../../platform/http.ts';
import { type CodeFlow, type IdentityProvider, parseProviders } from '../providers.ts';

export type FlowProvider = IdentityProvider & { codeFlow: CodeFlow };

export interface SignInOption {
  kind: 'oidc' | 'cloudflare-access';
  /** Target of the link, or of the form for Access. */
  href: string;
  label: string;
}

export const SIGN_IN = '/console/sign-in';
export const CALLBACK = `${SIGN_IN}/callback`;
const ACCESS = `${SIGN_IN}/access`;

/** None if the configuration is invalid. A sign-in attempt logs the fault. */
export function flowProviders(env: Env): FlowProvider[] {
  const providers = parseProviders(env.IDENTITY_PROVIDERS);
  return providers.ok
    ? providers.value.filter((provider): provider is FlowProvider => provider.codeFlow !== undefined)
    : [];
}

/** Path segment for the provider, because its issuer is a URL. */
export const keyOf = ({ issuer }: IdentityProvider) =>
  createHash('sha256').update(issuer).digest('base64url').slice(0, 11);

/** Options for this request. Access is included only if the request came through it. */
export function signInOptions(c: Context<AppEnv>): SignInOption[] {
  const flows = flowProviders(c.env).map((flowProvider) => ({
    kind: 'oidc' as const,
    href: `${SIGN_IN}/${keyOf(flowProvider)}`,
    label: labelOf(flowProvider),
  }));
  const access = accessProvider(c);
  return access ? [{ kind: 'cloudflare-access', href: ACCESS, label: labelOf(access) }, ...flows] : flows;
}

/** The JWT is verified only when somebody chooses to sign in with it. */
function accessProvider(c: Context<AppEnv>): IdentityProvider | undefined {
  const providers = parseProviders(c.env.IDENTITY_PROVIDERS);
  if (!providers.ok || !c.req.header('Cf-Access-Jwt-Assertion')) return undefined;
  return providers.value.find(({ kind }) => kind === 'cloudflare-access');
}

const labelOf = ({ label, issuer }: IdentityProvider) => label ?? new URL(issuer).host;
