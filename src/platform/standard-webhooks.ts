/**
 * Signatures of Standard Webhooks, version `v1`: HMAC-SHA-256 over id, time and body, with a secret of this
 * receiver alone. Not `v1a` (Ed25519): every library verifies `v1`, and a compromised receiver exposes only
 * its own secret.
 */
/** Bytes of a signing secret (Standard Webhooks: 24 to 64). */
const SECRET_BYTES_MIN = 24;
const SECRET_BYTES_MAX = 64;
/** Secrets that sign a message: the new one and, during a rotation, the old one. */
const SECRETS_MAX = 2;

const PREFIX = 'whsec_';

/**
 * Keys of a secret `whsec_<base64>`, or of two that are separated by a space during a rotation. Null if the
 * text is malformed.
 */
export function secretsOf(text: string | undefined): Uint8Array<ArrayBuffer>[] | null {
  const parts = text?.trim().split(/\s+/) ?? [];
  const keys = parts.map((part) => (part.startsWith(PREFIX) ? part.slice(PREFIX.length) : ''));
  const bytes = keys.map((key) =>
    /^[A-Za-z0-9+/]+={0,2}$/.test(key) ? new Uint8Array(Buffer.from(key, 'base64')) : null,
  );
  const isValid = (key: Uint8Array | null) =>
    key !== null && key.length >= SECRET_BYTES_MIN && key.length <= SECRET_BYTES_MAX;
  if (bytes.length === 0 || bytes.length > SECRETS_MAX || !bytes.every(isValid)) return null;
  return bytes as Uint8Array<ArrayBuffer>[];
}

/** Returns a new secret, in the form that receivers are given. */
export function newWebhookSecret(): string {
  return PREFIX + Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
}

export interface SignedContent {
  /** The same on every retry of a message, so receivers can drop duplicates. */
  id: string;
  /** Seconds, UTC. */
  timestamp: number;
  body: string;
}

export async function signatureHeaders(
  keys: Uint8Array<ArrayBuffer>[],
  { id, timestamp, body }: SignedContent,
): Promise<Record<string, string>> {
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signatures = await Promise.all(
    keys.map(async (bytes) => {
      const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
        'sign',
      ]);
      return `v1,${Buffer.from(await crypto.subtle.sign('HMAC', key, content)).toString('base64')}`;
    }),
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
