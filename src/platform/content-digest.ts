/**
 * `Content-Digest` (RFC 9530) covers the content as sent, codings included. `Repr-Digest` covers the whole of
 * which the content may be a part.
 */
import { createHash } from 'node:crypto';

export function contentDigest(content: Uint8Array | string): string {
  return digestField(createHash('sha256').update(content).digest());
}

export function digestField(sha256: Uint8Array): string {
  return `sha-256=:${Buffer.from(sha256).toString('base64')}:`;
}
