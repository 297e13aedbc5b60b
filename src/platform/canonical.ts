/**
 * Canonical JSON (RFC 8785), also from members that are canonical already, because canonicalization sorts
 * members by name and encodes each one independently. Pure.
 */
import canonicalize from 'canonicalize';

/** Throws for values without a canonical form: undefined, lone surrogates, NaN and infinities. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a value without a canonical form');
  return text;
}

/** Placeholder of a value in a template. Canonical text never contains it: it escapes control characters. */
export const PLACEHOLDER = '\0';

export function canonicalObject(members: Record<string, string>): string {
  const parts = Object.keys(members)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${members[name]}`);
  return `{${parts.join(',')}}`;
}
