/** Decodes `data:` uris (RFC 2397) with the bytes of a rendition. Pure. */

/** Null: not base64, or empty. Percent-encoded media do not occur, and are not decoded. */
export function readDataUri(uri: string): { contentType: string; bytes: Uint8Array } | null {
  const comma = uri.indexOf(',');
  if (comma === -1 || comma > 200) return null;
  const [, contentType] =
    /^data:([a-z]+\/[a-z0-9.+-]+)(?:;[a-z-]+=[\w.-]+)*;base64$/iu.exec(uri.slice(0, comma)) ?? [];
  const encoded = uri.slice(comma + 1);
  if (!contentType || !/^[A-Za-z0-9+/]+={0,2}$/u.test(encoded)) return null;
  const bytes = new Uint8Array(Buffer.from(encoded, 'base64'));
  return bytes.length > 0 ? { contentType, bytes } : null;
}
