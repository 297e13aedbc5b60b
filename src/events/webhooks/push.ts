/** Sends one signed message to an endpoint, by Standard Webhooks, and reduces the response to what counts. */
import type { Env } from '../../platform/env.ts';
import { signatureHeaders } from '../../platform/standard-webhooks.ts';
import { ANSWER_BYTES_MAX, PUSH_TIMEOUT_MS, RETRY_AFTER_MAX_MS } from './limits.ts';
import type { PushResult } from './types.ts';

export interface Push {
  url: string;
  keys: Uint8Array<ArrayBuffer>[];
  /** `webhook-id`: the same on every retry. */
  id: string;
  body: string;
  nowMs: number;
  /** Whether to read the answer: else only its status counts. */
  readsAnswer?: boolean;
}

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

/** Never throws. */
export async function push(
  env: Env,
  { url, keys, id, body, nowMs, readsAnswer = false }: Push,
): Promise<PushOutcome> {
  const sentMs = Date.now();
  const outcome = (result: PushResult, status: number | null = null) => ({
    result,
    status,
    latencyMs: Date.now() - sentMs,
    retryAfterMs: 0,
    text: '',
  });
  try {
    const signature = await signatureHeaders(keys, { id, timestamp: Math.floor(nowMs / 1_000), body });
    const response = await (env.OUTSIDE ?? globalThis).fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'Imprimatur webhooks', ...signature },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PUSH_TIMEOUT_MS),
    });
    const text = readsAnswer ? await firstText(response) : '';
    if (!readsAnswer) await response.body?.cancel().catch(() => undefined);
    const { status } = response;
    if (response.ok) return { ...outcome('delivered', status), text };
    if (status >= 300 && status < 400) return outcome('redirected', status);
    return { ...outcome('refused', status), retryAfterMs: retryAfterMs(response.headers, nowMs) };
  } catch (error) {
    const isLate = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
    return outcome(isLate ? 'timed_out' : 'unreachable');
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
