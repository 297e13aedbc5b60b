/** `Content-Digest` (RFC 9530): over the content as it is sent, codings included. */
import { createHash } from 'node:crypto';

export function contentDigest(content: Uint8Array | string): string {
  return `sha-256=:${createHash('sha256').update(content).digest('base64')}:`;
}
