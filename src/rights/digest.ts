import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785 has no form for a lone surrogate: it becomes U+FFFD, as it does wherever text leaves the gateway. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]),
  );
}

/** SHA-256 over the RFC 8785 form, hex: the name under which a decision says which policy it was made on. For policies that passed the parser, which bounds their depth. */
export function policyDigest(policy: unknown): string {
  return createHash('sha256')
    .update(canonicalize(wellFormed(policy)) ?? 'null')
    .digest('hex');
}
