/** Reading what others encoded, in its one spelling: laxer readers let two texts mean the same token. Pure. */

/** Bytes of unpadded base64url (RFC 4648 §5) without white space or spare bits (§3.5); null when it is anything else. */
export function strictBase64url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

/** The JSON object that well-formed UTF-8 spells; undefined when it is no object. */
export function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    );
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
