/** What a suite of benchmarks is, and what comes of it. */
import type { Figure } from './interleave.ts';

export interface SuiteResult {
  figures: Figure[];
  /** Name → quotient of two medians of this run. Smaller is better. */
  ratios: Record<string, number>;
  /** Counted, not timed. */
  facts: Record<string, number>;
}

export interface Suite {
  name: string;
  run(rounds: number): SuiteResult | Promise<SuiteResult>;
  /** What the median of a figure (microseconds), a ratio or a fact should not exceed: told, and never a reason to fail, as machines differ. */
  targets: { figure: string; most: number }[];
}
