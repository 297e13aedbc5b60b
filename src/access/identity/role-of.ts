/** Which role a token's claims give. Pure. Nothing is guessed: a value is compared as a whole and to the letter. */
import type { Role } from '../../ledger/types.ts';
import type { IdentityProvider } from './providers.ts';

/** Null: none. */
export function roleOf(claims: Record<string, unknown>, { kind, rules }: IdentityProvider): Role | null {
  const met = rules.find(({ claim, value }) => {
    if (claim === 'email' && kind === 'oidc' && claims.email_verified !== true) return false;
    return valuesAt(claims, claim).includes(value);
  });
  return met?.role ?? null;
}

/**
 * A claim of exactly this name or, if there is none, what the dotted path leads to: names of claims may have dots in them
 * themselves. What is neither a string nor a list has no values.
 */
function valuesAt(claims: Record<string, unknown>, claim: string): unknown[] {
  const found = memberOf(claims, claim) ?? claim.split('.').reduce(memberOf, claims as unknown);
  return Array.isArray(found) ? found : typeof found === 'string' ? [found] : [];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
