/** With which providers somebody can sign in on our pages. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Env } from '../../../platform/env.ts';
import type { AppEnv } from '../../../platform/http.ts';
import { type CodeFlow, type IdentityProvider, readProviders } from '../providers.ts';

export type FlowProvider = IdentityProvider & { codeFlow: CodeFlow };

export interface SignInOption {
  kind: 'oidc' | 'cloudflare-access';
  /** Where the link leads or, of Access, where the form is sent. */
  href: string;
  /** What people call it. */
  label: string;
}

export const SIGN_IN = '/console/sign-in';
export const CALLBACK = `${SIGN_IN}/callback`;
export const ACCESS = `${SIGN_IN}/access`;

/** Of a configuration with a fault in it, none; the log says so where somebody tries. */
export function flowProviders(env: Env): FlowProvider[] {
  const providers = readProviders(env.IDENTITY_PROVIDERS);
  return providers.ok ? providers.value.filter((one): one is FlowProvider => one.codeFlow !== undefined) : [];
}

/** In a path. An issuer is a URL. */
export const keyOf = ({ issuer }: IdentityProvider) =>
  createHash('sha256').update(issuer).digest('base64url').slice(0, 11);

/** Those of this request: Access only when it came through it. */
export function signInOptions(c: Context<AppEnv>): SignInOption[] {
  const flows = flowProviders(c.env).map((one) => ({
    kind: 'oidc' as const,
    href: `${SIGN_IN}/${keyOf(one)}`,
    label: labelOf(one),
  }));
  const access = accessProvider(c);
  return access ? [{ kind: 'cloudflare-access', href: ACCESS, label: labelOf(access) }, ...flows] : flows;
}

/** Of the JWT itself nothing is looked at before somebody asks to go on with it. */
function accessProvider(c: Context<AppEnv>): IdentityProvider | undefined {
  const providers = readProviders(c.env.IDENTITY_PROVIDERS);
  if (!providers.ok || !c.req.header('Cf-Access-Jwt-Assertion')) return undefined;
  return providers.value.find(({ kind }) => kind === 'cloudflare-access');
}

const labelOf = ({ label, issuer }: IdentityProvider) => label ?? new URL(issuer).host;
