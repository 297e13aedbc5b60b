/** What a rehearsal tells: what it did, what it saw, and what was not as it should be. */

export interface Rehearsed {
  /** A line each. */
  figures: string[];
  /** A sentence each; none: all went well. */
  faults: string[];
}

/** Told while it happens. */
export type Say = (line: string) => void;

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** Until `read` gives something, or the patience is at its end: null. */
export async function soon<T>(read: () => Promise<T | null>, patienceMs: number): Promise<T | null> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await read();
    if (found !== null || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
