/**
 * Yields to the event loop between steps of long work. On one machine D1 shares the caller's thread, which
 * serves the network only when it is idle.
 */
export const yieldToEventLoop = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
