/** Sends one signed message to an endpoint, by Standard Webhooks, and reduces the response to what counts. */
import type { Env } from '../../platform/env.ts';
import { failureOf, postSigned, type SignedMessage } from '../../platform/standard-webhooks.ts';
import { ANSWER_BYTES_MAX, PUSH_TIMEOUT_MS, RETRY_AFTER_MAX_MS } from './limits.ts';
import type { PushResult } from './types.ts';

export interface PushOutcome {
  result: PushResult;
  /** Null: there was no answer. */
  status: number | null;
  latencyMs: number;
  /** How long the endpoint asks not to be called, milliseconds. */
  retryAfterMs: number;
  /** The first bytes of the answer, if it was to be read. */
  text: string;
}

/** Sends a message. `readsAnswer`: else only the status counts. Never throws. */
export async function push(
  env: Env,
  url: string,
  message: SignedMessage,
  { readsAnswer = false }: { readsAnswer?: boolean } = {},
): Promise<PushOutcome> {
  const sentMs = Date.now();
  const outcome = (result: PushResult, status: number | null = null) => ({
    result,
    status,
    latencyMs: Date.now() - sentMs,
    retryAfterMs: 0,
    text: '',
  });
  // Nothing leaves unsigned: this endpoint needs a secret first.
  if (message.keys.length === 0) return outcome('unreachable');
  try {
    const options = { userAgent: 'Imprimatur webhooks', timeoutMs: PUSH_TIMEOUT_MS, fetcher: env.OUTSIDE };
    const response = await postSigned(url, message, options);
    const text = readsAnswer ? await firstText(response) : '';
    if (!readsAnswer) await response.body?.cancel().catch(() => undefined);
    const { status } = response;
    if (response.ok) return { ...outcome('delivered', status), text };
    if (status >= 300 && status < 400) return outcome('redirected', status);
    return { ...outcome('refused', status), retryAfterMs: retryAfterMs(response.headers, message.nowMs) };
  } catch (error) {
    return outcome(failureOf(error));
  }
}

/** Reads at most `ANSWER_BYTES_MAX`, and cancels the rest. */
async function firstText({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const parts: Uint8Array[] = [];
  for (let length = 0; reader && length < ANSWER_BYTES_MAX; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  await reader?.cancel().catch(() => undefined);
  return Buffer.concat(parts).subarray(0, ANSWER_BYTES_MAX).toString();
}

/** RFC 9110 §10.2.3: seconds or a date. */
function retryAfterMs(headers: Headers, nowMs: number): number {
  const value = headers.get('Retry-After');
  if (value === null) return 0;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - nowMs;
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), RETRY_AFTER_MAX_MS);
}
