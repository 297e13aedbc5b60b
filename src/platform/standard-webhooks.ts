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

export interface SignedMessage {
  keys: Uint8Array<ArrayBuffer>[];
  /** The same on every retry of a message, so receivers can drop duplicates. */
  id: string;
  body: string;
  /** Time of this try, milliseconds, UTC: receivers reject old ones. */
  nowMs: number;
}

interface PostOptions {
  userAgent: string;
  timeoutMs: number;
  /** Sends the request. Absent: the runtime's own `fetch`. */
  fetcher?: Pick<Fetcher, 'fetch'> | undefined;
}

/**
 * Sends a signed message. Does not follow redirects. Rejects if there is no response in time: see
 * `failureOf`.
 */
export async function postSigned(
  url: string,
  message: SignedMessage,
  { userAgent, timeoutMs, fetcher }: PostOptions,
): Promise<Response> {
  const { keys, id, body, nowMs } = message;
  const signature = await signatureHeaders(keys, { id, timestamp: Math.floor(nowMs / 1_000), body });
  return (fetcher ?? globalThis).fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'User-Agent': userAgent, ...signature },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
}

/** What has gone wrong when `postSigned`, or reading its response, rejects. */
export function failureOf(error: unknown): 'timed_out' | 'unreachable' {
  const isLate = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
  return isLate ? 'timed_out' : 'unreachable';
}

interface SignedContent {
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
