/** `Content-Digest` and `Repr-Digest` (RFC 9530): over the content as it is sent, codings included; over the whole of which it may be a part. */
import { createHash } from 'node:crypto';

export function contentDigest(content: Uint8Array | string): string {
  return digestField(createHash('sha256').update(content).digest());
}

/** Of a SHA-256 that is known already. */
export function digestField(sha256: Uint8Array): string {
  return `sha-256=:${Buffer.from(sha256).toString('base64')}:`;
}
