/** Waiting for what comes later, as long as a busy machine takes. */
import { vi } from 'vitest';

/** Less than a test may take: the reason is reported, not that the test was too long. */
const WAIT_MS = 240_000;

/** What `check` returns once it no longer throws. */
export const eventually = <Result>(
  check: () => Result | Promise<Result>,
  { interval = 50 }: { interval?: number } = {},
): Promise<Result> => vi.waitFor(check, { timeout: WAIT_MS, interval });
