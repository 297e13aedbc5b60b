/** Counters of one isolate: a worker and the objects that it exports share it. */
import type { Stored } from './cost.ts';

/** What a counting worker answers to `GET /counts`. */
export interface Taken {
  /** Operations since the last time. */
  counts: Record<string, number>;
  /** Bytes now. */
  stored: Stored;
}

let counts: Record<string, number> = {};

export function add(name: string, more = 1): void {
  counts[name] = (counts[name] ?? 0) + more;
}

/** What was counted, and from zero again. */
export function take(): Record<string, number> {
  const taken = counts;
  counts = {};
  return taken;
}
