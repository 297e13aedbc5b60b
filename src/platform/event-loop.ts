/**
 * Yields to the event loop between steps of long work. On one machine D1 shares the caller's thread, which
 * serves the network only when it is idle.
 */
export const yieldToEventLoop = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Visits all values, and yields to the event loop after each `size` of them. */
export async function inSteps<T>(
  values: readonly T[],
  size: number,
  visit: (value: T, index: number) => void,
): Promise<void> {
  for (const [index, value] of values.entries()) {
    if (index > 0 && index % size === 0) await yieldToEventLoop(0);
    visit(value, index);
  }
}
