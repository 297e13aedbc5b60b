/** Digests of submitted documents and bytes. Pure. */
import { createHash } from 'node:crypto';

/**
 * Hex SHA-256 of a document, independent of the order of its fields: distinguishes a repeated version from a
 * changed one.
 */
export function sourceDigest(document: unknown): string {
  return createHash('sha256').update(stableJson(document)).digest('hex');
}

/** JSON with sorted keys. ninjs/bounds.ts bounds the depth of the input. */
function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${stableJson(child)}`).join(',')}}`;
}

/** Digest of bytes: hex for the bucket's key, base64url for entries and receipts. */
export function bytesDigest(bytes: Uint8Array): { hex: string; base64url: string } {
  const digest = createHash('sha256').update(bytes).digest();
  return { hex: digest.toString('hex'), base64url: digest.toString('base64url') };
}
