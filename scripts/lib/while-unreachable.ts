/** Calls to a runtime that has just started, and that a busy machine may not let answer yet. */

import { setTimeout as sleep } from 'node:timers/promises';
import { StartFailure } from './failure.ts';

/** As long as the first request of a start may take, milliseconds. */
const WITHIN_MS = 30_000;
const PAUSE_MS = 500;

/**
 * Repeats a call that found nobody to answer, and throws what the other side itself answered. `what` is the
 * subject of the failure: `the object monitor`.
 */
export async function whileUnreachable<T>(
  what: string,
  call: () => Promise<T>,
  { withinMs = WITHIN_MS, pauseMs = PAUSE_MS }: { withinMs?: number; pauseMs?: number } = {},
): Promise<T> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      if (performance.now() + pauseMs > endMs)
        throw new StartFailure(
          `${what} has not answered for ${Math.round(withinMs / 1000)} seconds (${reasonOf(error)}). This machine may be too busy: end other programs, then run the command again. If that does not help, restore STATE_DIR from a backup`,
        );
    }
    await sleep(pauseMs);
  }
}

/** Undici throws a `TypeError` if no answer arrives, and the signal of a timeout is a `TimeoutError`. */
const isUnreachable = (error: unknown): error is Error =>
  error instanceof Error &&
  ((error instanceof TypeError && error.message === 'fetch failed') || error.name === 'TimeoutError');

const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message;
