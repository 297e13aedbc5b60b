/**
 * Bounded retries of idempotent requests, with exponential backoff; respects `Retry-After` and abort signals.
 */
import { Unreachable } from './errors.ts';

export interface RetryOptions {
  /** Attempts after the first one. */
  retries?: number;
  /** Approximate delay before the second attempt in milliseconds; doubles with each further attempt. */
  baseMs?: number;
  /** Longest delay in milliseconds. A longer `Retry-After` ends the attempts. */
  maxWaitMs?: number;
}

export const RETRY_DEFAULTS = { retries: 4, baseMs: 250, maxWaitMs: 60_000 } satisfies Required<RetryOptions>;

/** Statuses after which nothing was delivered or changed and a retry may succeed. */
const AGAIN = new Set([429, 502, 503, 504]);

export interface Attempted {
  /** Sends once. Throws if there is no response. */
  send(): Promise<Response>;
  /** Whether the request is idempotent. */
  isIdempotent: boolean;
  signal?: AbortSignal | undefined;
  options: Required<RetryOptions>;
}

export async function withRetries({ send, isIdempotent, signal, options }: Attempted): Promise<Response> {
  const { retries, baseMs, maxWaitMs } = options;
  for (let tried = 0; ; tried++) {
    signal?.throwIfAborted();
    const mayRepeat = isIdempotent && tried < retries;
    let asked: number | undefined;
    try {
      const response = await send();
      if (!AGAIN.has(response.status) || !mayRepeat) return response;
      asked = retryAfterMs(response.headers.get('Retry-After'));
      if (asked !== undefined && asked > maxWaitMs) return response;
      await response.body?.cancel();
    } catch (error) {
      signal?.throwIfAborted();
      if (!mayRepeat) throw new Unreachable('The gateway cannot be reached', { cause: error });
    }
    // Half of the delay is random, so that clients refused together do not return together.
    const backoff = Math.min(maxWaitMs, baseMs * 2 ** tried) * (0.5 + Math.random() / 2);
    await sleep(Math.max(asked ?? 0, backoff), signal);
  }
}

/** RFC 9110 §10.2.3: seconds, or a date. */
export function retryAfterMs(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
