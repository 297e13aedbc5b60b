/**
 * What this isolate counts. To count is to add to a number that is at hand; the numbers are written down after answers (write.ts), and
 * an isolate that is lost takes its last seconds with it.
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

/** A request is judged on all that the others hold. */
const NOT_JUDGED_ON: readonly Cache[] = ['tokens', 'first_deliveries'];

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
  if (!scope || NOT_JUDGED_ON.includes(cache)) return;
  if (cache === 'answers') scope.isKept = isHit;
  else if (isHit) scope.hits++;
  else scope.misses++;
}

/** What was kept has turned out to be old: the request goes on as any other. */
export function noteNotKept(): void {
  const scope = requestScope();
  if (scope) scope.isKept = false;
}

export type LedgerAnswered = 'ok' | 'refused' | 'stale' | 'timed_out' | 'failed';

export function noteLedgerCall(answer: LedgerAnswered): void {
  registry.count(DEFINITIONS.ledgerCalls, answer).add();
}

export function noteExhausted(): void {
  registry.count(DEFINITIONS.exhausted).add();
}

export type Decided = Exclude<Outcome, 'ok' | 'failed'>;

export function noteDecision(outcome: Decided, code = ''): void {
  registry.count(DEFINITIONS.decisions, outcome, code).add();
}

export interface Ended {
  method: string;
  /** Pattern of the path. */
  route: string;
  kind: string;
  status: number;
  ms: number;
}

const durations = new Map<string, Distribution>();
const steps = new Map<Step, Distribution>();

/** At the end of a request. */
export function noteRequest({ method, route, kind, status, ms }: Ended): void {
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
    const spentMs = scope.spent(step);
    if (spentMs !== undefined) stepOf(step).add(Math.round(spentMs * US_PER_MS));
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
