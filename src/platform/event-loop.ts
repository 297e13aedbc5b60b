/**
 * Yields to the event loop between two steps of long work. On one machine D1 shares the thread of whoever asks it,
 * which looks at the network only when it has nothing else to do: without a pause, nobody else is served.
 */
export const yieldToEventLoop = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
