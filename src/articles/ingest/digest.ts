/** Digests of what the newsroom sent. Pure. */
import { createHash } from 'node:crypto';

/** Hex SHA-256 of a document whatever the order of its fields: tells the same version again from a changed one. */
export function sourceDigest(document: unknown): string {
  return createHash('sha256').update(stableJson(document)).digest('hex');
}

/** JSON with sorted keys. The depth of what comes here is bounded (ninjs/bounds.ts). */
function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${stableJson(child)}`).join(',')}}`;
}

/** Of bytes: hex for the bucket's key, base64url for entries and receipts. */
export function bytesDigest(bytes: Uint8Array): { hex: string; base64url: string } {
  const digest = createHash('sha256').update(bytes).digest();
  return { hex: digest.toString('hex'), base64url: digest.toString('base64url') };
}
