/**
 * Timeouts of stores, with unit and reason. Each applies to one call, which may still take effect after it.
 */

/** All members are in milliseconds. */
export interface Timeouts {
  /** One statement, or one batch. */
  d1Ms: number;
  /** Until R2 begins to return an object, or has written one. */
  r2Ms: number;
  /** Until the next piece of an object's body, or until all of a body that is read at once. */
  r2BodyMs: number;
  assetMs: number;
}

/**
 * A partner's site waits with a reader. D1 answers in milliseconds, unless its queue is longer than anybody
 * waits.
 */
const REQUEST: Timeouts = { d1Ms: 5_000, r2Ms: 5_000, r2BodyMs: 10_000, assetMs: 5_000 };

/**
 * Desk, auditors and reports: statements over months of the log take seconds. D1 itself ends a statement at
 * 30 s.
 */
const OPERATOR: Timeouts = { d1Ms: 25_000, r2Ms: 15_000, r2BodyMs: 25_000, assetMs: 5_000 };

/** Alarms and cron: nobody waits, but a hanging call must not block the next run. */
export const BACKGROUND: Timeouts = { d1Ms: 30_000, r2Ms: 30_000, r2BodyMs: 60_000, assetMs: 5_000 };

/** Routes of operators, and reports and usage of partners: all of them query the log. */
const OPERATOR_PATHS = /^\/(v1\/(admin|audit|usage|publications|declarations)|console)(\/|\.|$)/;

/** Timeouts of a request by its path. */
export function timeoutsFor(path: string): Timeouts {
  return OPERATOR_PATHS.test(path) ? OPERATOR : REQUEST;
}
