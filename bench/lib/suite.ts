/** What a suite of benchmarks is, and what comes of it. */
import type { Figure } from './interleave.ts';

export interface SuiteResult {
  figures: Figure[];
  /** Name → quotient of two medians of this run. */
  ratios: Record<string, number>;
  /** Counted or sized; or timed by the way, and no reason to fail. */
  facts: Record<string, number>;
}

export interface RunOptions {
  rounds: number;
  /** What suites said when they were last run, by name. */
  earlier: Record<string, SuiteResult>;
}

/**
 * What a figure, ratio or fact should not exceed, or reach: told, and never a reason to fail, as machines
 * differ.
 */
export type Target = { figure: string } & ({ most: number } | { least: number });

export interface Suite {
  name: string;
  /** What its figures are. */
  unit: string;
  roundsDefault: number;
  run(options: RunOptions): SuiteResult | Promise<SuiteResult>;
  targets: Target[];
  /** Which way is worse for a ratio that has no target. */
  worse: 'more' | 'less';
  /** Takes long: run when it is named, or everything is asked for. */
  onlyFull?: boolean;
}
