import { until } from '../lib/until.ts';

export interface Rehearsed {
  figures: string[];
  /** A sentence each; none: all went well. */
  faults: string[];
}

export type Say = (line: string) => void;

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** Null: the time is over. */
export function soon<T>(read: () => Promise<T | null>, withinMs: number): Promise<T | null> {
  return until(read, (found) => found !== null, { withinMs, everyMs: 250 });
}
