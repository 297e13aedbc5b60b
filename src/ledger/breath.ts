import { DRAIN_BREATH_MS } from './limits.ts';

/**
 * Lets those in who wait for a commit. On one machine D1 runs on the object's own thread, which looks at the network only when it has
 * nothing else to do: without a pause, nobody is served until all is drained.
 */
export const breath = () => new Promise<void>((resolve) => setTimeout(resolve, DRAIN_BREATH_MS));
