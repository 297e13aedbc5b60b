/** How long is waited for stores, with unit and reason. All are of one call; one that is given up may still be done. */

/** Milliseconds. */
export interface Patience {
  /** One statement, or one batch. */
  d1Ms: number;
  /** Until an object of R2 begins to come, or is written. */
  r2Ms: number;
  /** Until the next piece of an object that has begun to come; also for whole ones that are read at once, for all of it. */
  r2BodyMs: number;
  /** A file that is deployed beside the worker. */
  assetMs: number;
}

/** A site waits with a reader before it: D1 answers in milliseconds, or its queue is longer than anybody waits. */
export const REQUEST: Patience = { d1Ms: 5_000, r2Ms: 5_000, r2BodyMs: 10_000, assetMs: 5_000 };

/** The desk, auditors and reports: statements over months of the log take seconds; D1 itself ends one at 30 s. */
export const OPERATOR: Patience = { d1Ms: 25_000, r2Ms: 15_000, r2BodyMs: 25_000, assetMs: 5_000 };

/** The objects' alarms and the cron: nobody waits, but what hangs must not keep the next from its turn. */
export const BACKGROUND: Patience = { d1Ms: 30_000, r2Ms: 30_000, r2BodyMs: 60_000, assetMs: 5_000 };

/** Answers of operators, and of whoever reports or reads usage: all of these ask the log. */
const OPERATOR_PATHS = /^\/(v1\/(admin|audit|usage|publications|declarations)|console)(\/|\.|$)/;

export function patienceFor(path: string): Patience {
  return OPERATOR_PATHS.test(path) ? OPERATOR : REQUEST;
}
