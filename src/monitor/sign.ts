/**
 * Signatures of Standard Webhooks, `v1`: HMAC-SHA-256 over id, time and body, with a secret that only this receiver has. Not `v1a`
 * (Ed25519): every library verifies `v1`, and a receiver that is broken into gives away itself alone.
 */
import { SECRET_BYTES_MAX, SECRET_BYTES_MIN, SECRETS_OF_HOOK_MAX } from './limits.ts';

const PREFIX = 'whsec_';

/**
 * Keys of a secret `whsec_<base64>`; of two, with a space between, while one replaces the other. Null: it is none.
 */
export function secretsOf(text: string | undefined): Uint8Array<ArrayBuffer>[] | null {
  const parts = text?.trim().split(/\s+/) ?? [];
  const keys = parts.map((part) => (part.startsWith(PREFIX) ? part.slice(PREFIX.length) : ''));
  const bytes = keys.map((key) =>
    /^[A-Za-z0-9+/]+={0,2}$/.test(key) ? new Uint8Array(Buffer.from(key, 'base64')) : null,
  );
  const isGood = (key: Uint8Array | null) =>
    key !== null && key.length >= SECRET_BYTES_MIN && key.length <= SECRET_BYTES_MAX;
  if (bytes.length === 0 || bytes.length > SECRETS_OF_HOOK_MAX || !bytes.every(isGood)) return null;
  return bytes as Uint8Array<ArrayBuffer>[];
}

export interface Signed {
  /** The same for each try of a message: whoever has it already may drop it. */
  id: string;
  /** Seconds, UTC. */
  timestamp: number;
  body: string;
}

/** The headers that a message goes out with. */
export async function signatureHeaders(
  keys: Uint8Array<ArrayBuffer>[],
  { id, timestamp, body }: Signed,
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
