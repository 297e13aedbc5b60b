/** Timeouts. The underlying call is not cancelled and may still take effect. */

export class Late extends Error {
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
    this.name = 'Late';
  }
}

/**
 * Rejects with `Late` after the timeout. Written without `Promise.race`, which creates three more promises
 * for each call.
 */
export function withTimeout<T>(call: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Late(timeoutMs)), timeoutMs);
    call.then(
      (answer) => {
        clearTimeout(timer);
        resolve(answer);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

/** Returns the call's result, or `instead` after `waitMs`. The call continues. */
export async function withFallback<T>(call: Promise<T>, waitMs: number, instead: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(instead), waitMs);
  });
  try {
    return await Promise.race([call, expired]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs `call`, and retries it once after a transient failure, both within `timeoutMs`. `isTransient`
 * recognizes transient failures.
 */
export async function withRetry<T>(
  call: () => Promise<T>,
  { timeoutMs, isTransient }: { timeoutMs: number; isTransient: (error: unknown) => boolean },
): Promise<T> {
  const untilMs = Date.now() + timeoutMs;
  try {
    return await withTimeout(call(), timeoutMs);
  } catch (error) {
    const leftMs = untilMs - Date.now() - RETRY_DELAY_MAX_MS;
    if (leftMs <= 0 || error instanceof Late || !isTransient(error)) throw error;
    // Jitter, because many requests are cut off at the same moment.
    await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MAX_MS * Math.random()));
    return withTimeout(call(), leftMs);
  }
}

/** Longest delay before the retry in milliseconds: enough for a new connection. */
const RETRY_DELAY_MAX_MS = 150;
