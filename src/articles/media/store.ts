/**
 * Stores bytes in the bucket under their digest: equal bytes are stored once, and the bytes of a name never
 * change.
 */
import { bytesDigest } from '../ingest/digest.ts';
import type { Component } from '../model.ts';
import type { Sniffed } from './sniff.ts';

export type StoredMedia = Required<Pick<Component, 'digest' | 'content'>>;

export async function storeMedia(
  bucket: R2Bucket,
  bytes: Uint8Array,
  sniffed: Sniffed,
): Promise<StoredMedia> {
  const { contentType, width, height } = sniffed;
  const { hex, base64url } = bytesDigest(bytes);
  const key = `media/${hex}`;
  if (!(await bucket.head(key))) await bucket.put(key, bytes, { httpMetadata: { contentType } });
  const size = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) };
  return { digest: base64url, content: { key, contentType, bytes: bytes.length, ...size } };
}
