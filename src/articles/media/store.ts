/** Bytes in the bucket, named by what they are: the same bytes are stored once, and a name never changes its bytes. */
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
