/**
 * Definitions of the metrics of isolates. Labels have few, fixed values, and never ids of partners, licenses
 * or articles. Times are stored as whole microseconds, so that sums over isolates do not depend on their
 * order.
 */
export interface Definition {
  /** Follows the prefix `imprimatur_`. */
  name: string;
  help: string;
  type: 'counter' | 'histogram';
  labels: readonly string[];
  /** Upper bounds of a histogram, in the unit at the end of its name. */
  bounds?: readonly number[];
  /** Stored units per unit of the metric: 1,000,000 for seconds. */
  per?: number;
}

export const PREFIX = 'imprimatur_';
const MICROSECONDS = 1_000_000;

/** Seconds: from a cached answer beside its ledger shard to a client's timeout. */
const LATENCY_BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const counter = (name: string, labels: readonly string[], help: string): Definition => ({
  name,
  help,
  type: 'counter',
  labels,
});
const latency = (name: string, labels: readonly string[], help: string): Definition => ({
  name,
  help,
  type: 'histogram',
  labels,
  bounds: LATENCY_BOUNDS,
  per: MICROSECONDS,
});

export const DEFINITIONS = {
  requests: counter('requests_total', ['method', 'route', 'status'], 'Requests by route and status.'),
  duration: latency(
    'request_duration_seconds',
    ['kind'],
    'Time from a request to its response, without the body of a stream.',
  ),
  step: latency('step_duration_seconds', ['step'], 'Duration of a step, in requests that had this step.'),
  decisions: counter(
    'decisions_total',
    ['outcome', 'code'],
    'Outcomes of requests for articles, components and texts of feeds: permit, partial, head, unchanged, refuse.',
  ),
  lookups: counter('cache_lookups_total', ['cache', 'result'], 'Lookups in the caches of isolates.'),
  ledgerCalls: counter(
    'ledger_calls_total',
    ['answer'],
    'Calls of ledger shards for partners: ok, refused, stale, timed_out, failed.',
  ),
  exhausted: counter(
    'judged_in_vain_total',
    [],
    'Requests that were judged the maximum number of times and were stale each time.',
  ),
  logged: counter(
    'log_lines_total',
    ['level', 'event'],
    'Warnings and errors, including those that sampling left out.',
  ),
} as const satisfies Record<string, Definition>;
