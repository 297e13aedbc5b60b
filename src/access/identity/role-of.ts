/** Determines the role that a token's claims give. Pure. Values are compared exactly. */
import type { Role } from '../../ledger/types.ts';
import type { IdentityProvider } from './providers.ts';

/** Null if no rule matches. */
export function roleOf(claims: Record<string, unknown>, { kind, rules }: IdentityProvider): Role | null {
  const match = rules.find(({ claim, value }) => {
    if (claim === 'email' && kind === 'oidc' && claims.email_verified !== true) return false;
    return valuesAt(claims, claim).includes(value);
  });
  return match?.role ?? null;
}

/**
 * Values of the claim with exactly this name or, if there is none, at the dotted path: claim names may
 * contain dots themselves. Anything but a string or a list has no values.
 */
function valuesAt(claims: Record<string, unknown>, claim: string): unknown[] {
  const found = memberOf(claims, claim) ?? claim.split('.').reduce(memberOf, claims as unknown);
  return Array.isArray(found) ? found : typeof found === 'string' ? [found] : [];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
