import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Replaces lone surrogates, for which RFC 8785 has no form, by U+FFFD, as all output of the gateway does. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]),
  );
}

/**
 * SHA-256 over the RFC 8785 form, in hex. Decisions identify their policies by it. The policy must have
 * passed the parser, which bounds its depth.
 */
export function policyDigest(policy: unknown): string {
  return createHash('sha256')
    .update(canonicalize(wellFormed(policy)) ?? 'null')
    .digest('hex');
}
