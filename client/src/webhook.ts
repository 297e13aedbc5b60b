/** Receiving events: signatures by Standard Webhooks (`v1`, HMAC-SHA-256), with Web Crypto alone. */
import type { components } from './api.ts';

/** An event, or a message about the endpoint itself: a challenge or a test. */
export type WebhookMessage = components['schemas']['Event'] | EndpointMessage;

export interface EndpointMessage {
  id: string;
  type: 'endpoint.challenge' | 'endpoint.test';
  timestamp: string;
  data: { endpoint: string; challenge?: string };
}

/** Why a message is not to be trusted. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}

/** Seconds that the time of a message may be away from the receiver's. */
const TOLERANCE_S = 300;

export interface WebhookOptions {
  /** The receiver's time, milliseconds. Absent: now. */
  nowMs?: number;
}

/**
 * Verifies a message and returns it. `secret`: `whsec_…`, or several during a rotation. Throws
 * `WebhookRefused` if no signature is of one of these secrets, or the message is older than five minutes.
 */
export async function verifyWebhook(
  { headers, body }: { headers: Headers; body: string },
  secret: string | readonly string[],
  { nowMs = Date.now() }: WebhookOptions = {},
): Promise<WebhookMessage> {
  const id = headers.get('webhook-id');
  const timestamp = headers.get('webhook-timestamp');
  const signatures = (headers.get('webhook-signature') ?? '').split(' ');
  if (!id || !timestamp || !/^\d+$/.test(timestamp))
    throw new WebhookRefused('signature headers are missing');
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > TOLERANCE_S)
    throw new WebhookRefused('timestamp is outside the tolerance');
  const content = Uint8Array.from(new TextEncoder().encode(`${id}.${timestamp}.${body}`));
  // Of a rotation, one of the secrets may not be set.
  for (const candidate of [secret].flat().filter(Boolean))
    for (const signature of signatures)
      if (await isSigned(content, signature, candidate)) return JSON.parse(body);
  throw new WebhookRefused('no signature matches');
}

async function isSigned(
  content: Uint8Array<ArrayBuffer>,
  signature: string,
  secret: string,
): Promise<boolean> {
  const [version, value = ''] = signature.split(',');
  const [bytes, signed] = [bytesOf(secret.replace(/^whsec_/, '')), bytesOf(value)];
  if (version !== 'v1' || !bytes?.length || !signed) return false;
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ]);
  return crypto.subtle.verify('HMAC', key, signed, content);
}

/** Null: it is not base64. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/**
 * Answers a request of the gateway: verifies it, answers a challenge, and has `onEvent` take an event. 204
 * when it has been taken; 401 if it is not of the gateway. What `onEvent` throws is thrown: the gateway sends
 * the event again.
 */
export async function handleWebhook(
  request: Request,
  secret: string | readonly string[],
  onEvent: (event: components['schemas']['Event']) => void | Promise<void>,
): Promise<Response> {
  const body = await request.text();
  let message: WebhookMessage;
  try {
    message = await verifyWebhook({ headers: request.headers, body }, secret);
  } catch (error) {
    if (error instanceof WebhookRefused) return new Response(error.message, { status: 401 });
    throw error;
  }
  if (!isAboutEndpoint(message)) await onEvent(message);
  else if (message.type === 'endpoint.challenge') return Response.json({ challenge: message.data.challenge });
  return new Response(null, { status: 204 });
}

const isAboutEndpoint = (message: WebhookMessage): message is EndpointMessage =>
  message.type === 'endpoint.challenge' || message.type === 'endpoint.test';
