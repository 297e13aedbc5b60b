/** Nobody waits for ever: what takes longer than that is given up. What was asked goes on all the same, and may still be done. */

export class Late extends Error {
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
    this.name = 'Late';
  }
}

/** Rejects with `Late`. Settled by hand: it is around every call, and a race makes three promises more. */
export function inTime<T>(call: Promise<T>, timeoutMs: number): Promise<T> {
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

/** What the call gives or, when that takes longer than one will wait, `instead`. The call goes on. */
export async function atMost<T>(call: Promise<T>, waitMs: number, instead: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(instead), waitMs);
  });
  try {
    return await Promise.race([call, enough]);
  } finally {
    clearTimeout(timer);
  }
}

/** `call`, and once more when it failed in passing; both within `timeoutMs`. `passing`: such failures are over at once, as a rule. */
export async function inTimeOrAgain<T>(
  call: () => Promise<T>,
  { timeoutMs, passing }: { timeoutMs: number; passing: (error: unknown) => boolean },
): Promise<T> {
  const untilMs = Date.now() + timeoutMs;
  try {
    return await inTime(call(), timeoutMs);
  } catch (error) {
    const leftMs = untilMs - Date.now() - AGAIN_AFTER_MS;
    if (leftMs <= 0 || error instanceof Late || !passing(error)) throw error;
    // Not all at the same moment, who were cut off at the same moment.
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS * Math.random()));
    return inTime(call(), leftMs);
  }
}

/** Longest pause before the second try, milliseconds: long enough for a connection to be made anew. */
const AGAIN_AFTER_MS = 150;
