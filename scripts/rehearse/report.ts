export interface Rehearsed {
  figures: string[];
  /** A sentence each; none: all went well. */
  faults: string[];
}

export type Say = (line: string) => void;

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** Null: the time is over. */
export async function soon<T>(read: () => Promise<T | null>, patienceMs: number): Promise<T | null> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await read();
    if (found !== null || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
