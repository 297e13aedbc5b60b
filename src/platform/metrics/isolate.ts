/**
 * Metrics of this isolate. Counting only adds to a number in memory. write.ts stores the numbers after
 * responses; an isolate that is evicted loses its last seconds.
 */
import type { Outcome } from '../outcome.ts';
import { type Cache, requestScope, STEPS, type Step } from '../request-scope.ts';
import { DEFINITIONS } from './definitions.ts';
import { type Count, type Distribution, Registry } from './registry.ts';

export const registry = new Registry();

const US_PER_MS = 1_000;

export function noteLogged(level: string, event: string): void {
  registry.count(DEFINITIONS.logged, level, event).add();
}

/** Caches that do not affect the request's cache state: decisions depend on all others. */
const NOT_DECISION_INPUTS: readonly Cache[] = ['tokens', 'first_deliveries'];

const lookups = new Map<Cache, { hit: Count; miss: Count }>();

export function noteLookup(cache: Cache, isHit: boolean): void {
  let counts = lookups.get(cache);
  if (!counts) {
    counts = {
      hit: registry.count(DEFINITIONS.lookups, cache, 'hit'),
      miss: registry.count(DEFINITIONS.lookups, cache, 'miss'),
    };
    lookups.set(cache, counts);
  }
  if (isHit) counts.hit.add();
  else counts.miss.add();
  const scope = requestScope();
  if (!scope || NOT_DECISION_INPUTS.includes(cache)) return;
  if (cache === 'answers') scope.isCached = isHit;
  else if (isHit) scope.hits++;
  else scope.misses++;
}

/** Notes that a cached answer was outdated, so the request continues without it. */
export function noteStaleAnswer(): void {
  const scope = requestScope();
  if (scope) scope.isCached = false;
}

export type LedgerCallResult = 'ok' | 'refused' | 'stale' | 'timed_out' | 'failed';

export function noteLedgerCall(answer: LedgerCallResult): void {
  registry.count(DEFINITIONS.ledgerCalls, answer).add();
}

export function noteExhausted(): void {
  registry.count(DEFINITIONS.exhausted).add();
}

export type DecisionOutcome = Exclude<Outcome, 'ok' | 'failed'>;

export function noteDecision(outcome: DecisionOutcome, code = ''): void {
  registry.count(DEFINITIONS.decisions, outcome, code).add();
}

export interface CompletedRequest {
  method: string;
  route: string;
  kind: string;
  status: number;
  ms: number;
}

const durations = new Map<string, Distribution>();
const steps = new Map<Step, Distribution>();

export function noteRequest({ method, route, kind, status, ms }: CompletedRequest): void {
  registry.count(DEFINITIONS.requests, method, route, String(status)).add();
  let duration = durations.get(kind);
  if (!duration) {
    duration = registry.distribution(DEFINITIONS.duration, kind);
    durations.set(kind, duration);
  }
  duration.add(Math.round(ms * US_PER_MS));
  const scope = requestScope();
  if (!scope) return;
  for (const step of STEPS) {
    const elapsedMs = scope.elapsedMs(step);
    if (elapsedMs !== undefined) stepOf(step).add(Math.round(elapsedMs * US_PER_MS));
  }
}

function stepOf(step: Step): Distribution {
  let distribution = steps.get(step);
  if (!distribution) {
    distribution = registry.distribution(DEFINITIONS.step, step);
    steps.set(step, distribution);
  }
  return distribution;
}
