/** Waits for a condition, longer than `vi.waitFor` does: a busy machine is slow. */
import { vi } from 'vitest';

/** Shorter than the limit of a test (vitest.config.ts), so that a failure names the condition. */
const WAIT_MS = 240_000;

/** Returns the result of `check` as soon as it does not throw; throws its last error after `WAIT_MS`. */
export const eventually = <Result>(
  check: () => Result | Promise<Result>,
  { interval = 50 }: { interval?: number } = {},
): Promise<Result> => vi.waitFor(check, { timeout: WAIT_MS, interval });
