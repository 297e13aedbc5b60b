/**
 * Context of the current request for everything that it calls: its id for the log, and the time of its steps.
 * Requests that the console makes to the gateway belong to its page.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from './ids.ts';
import { Refusal } from './problem.ts';

/** Steps of a delivery, as listed in `docs/operator.md`. */
export const STEPS = ['access', 'articles', 'rights', 'ledger', 'stamp', 'format'] as const;
export type Step = (typeof STEPS)[number];

const CACHES = [
  'tokens',
  'answers',
  'licenses',
  'exclusivities',
  'articles',
  'listings',
  'stamps',
  'renditions',
  'contents',
  'first_deliveries',
] as const;
export type Cache = (typeof CACHES)[number];

/** Sender according to the token. */
export type TokenSender =
  | { kind: 'partner'; partner: string; license: string; key: string }
  | { kind: 'operator'; operator: string };

export type Failure = 'bug' | 'unavailable';

interface StepTimer {
  ms: number;
  /** Number of concurrent runs, and since when. Parallel runs do not count a millisecond twice. */
  running: number;
  sinceMs: number;
}

/** Hex digits of the id that form a number from 0 to below 1: 32 bits. */
const SAMPLE_DIGITS = 8;

export class RequestScope {
  caller: TokenSender | undefined;
  /** Admitted operator, possibly of a browser session. */
  operator: { id: string; role: string } | undefined;
  isSession = false;
  /** Client that authenticated at the token endpoint. */
  client: string | undefined;
  code: string | undefined;
  /** Worst failure during the request, whatever its response. */
  failure: Failure | undefined;
  /** A line of the request was logged, so its last line is as well. */
  hasLines = false;
  /** A ledger shard has counted the request without writing an entry. */
  isCounted = false;
  isCached = false;
  hits = 0;
  misses = 0;
  #id: string | undefined;
  #timers: Partial<Record<Step, StepTimer>> = {};

  /** Created on first use, because few requests need it. */
  get id(): string {
    this.#id ??= newId('req');
    return this.#id;
  }

  /**
   * Number from 0 to below 1, derived from the id, so that either all lines of a request are logged or none.
   */
  get draw(): number {
    return Number.parseInt(this.id.slice(-SAMPLE_DIGITS), 16) / 16 ** SAMPLE_DIGITS;
  }

  /**
   * `kept`: the whole answer was cached; `hit`: all inputs of the decision were; null: nothing was looked up.
   */
  get cache(): 'kept' | 'hit' | 'miss' | null {
    if (this.isCached) return 'kept';
    if (this.misses > 0) return 'miss';
    return this.hits > 0 ? 'hit' : null;
  }

  begin(step: Step): void {
    this.#timers[step] ??= { ms: 0, running: 0, sinceMs: 0 };
    const timer = this.#timers[step];
    if (timer.running++ === 0) timer.sinceMs = performance.now();
  }

  end(step: Step): void {
    const timer = this.#timers[step];
    if (timer && --timer.running === 0) timer.ms += performance.now() - timer.sinceMs;
  }

  /** Milliseconds of a step. Undefined if it did not run. */
  elapsedMs(step: Step): number | undefined {
    return this.#timers[step]?.ms;
  }
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Undefined outside a request: in a ledger shard, or in `scheduled`. */
export function requestScope(): RequestScope | undefined {
  return scopes.getStore();
}

/** Notes the token's sender, before its validity is confirmed. */
export function noteCaller(caller: TokenSender): void {
  const scope = scopes.getStore();
  if (scope) scope.caller = caller;
}

export function noteClient(id: string): void {
  const scope = scopes.getStore();
  if (scope) scope.client = id;
}

export function noteOperator(operator: { id: string; role: string }, isSession: boolean): void {
  const scope = scopes.getStore();
  if (!scope) return;
  scope.operator = operator;
  scope.isSession = isSession;
}

/** Notes that a ledger shard has counted the request without writing an entry. */
export function noteCounted(): void {
  const scope = scopes.getStore();
  if (scope) scope.isCounted = true;
}

/** Notes the response's problem code where no `Refusal` carries it. */
export function noteCode(code: string): void {
  const scope = scopes.getStore();
  if (scope) scope.code = code;
}

/** Notes a failure. Each request counts as one failure, including its calls of the gateway itself. */
export function noteFailed(failure: Failure): void {
  const scope = scopes.getStore();
  if (scope && scope.failure !== 'bug') scope.failure = failure;
}

export function inScope<T>(scope: RequestScope, work: () => T): T {
  return scopes.run(scope, work);
}

/**
 * Problem code with which the request ended. Null if it did not fail. Outages and an outdated schema are only
 * known to the scope.
 */
export function codeOf(error: Error | undefined): string | null {
  if (!error) return null;
  return error instanceof Refusal ? error.problem.code : (scopes.getStore()?.code ?? null);
}

/** Adds the duration of `work` to a step. On Cloudflare the clock only advances during I/O. */
export async function during<T>(step: Step, work: () => Promise<T>): Promise<T> {
  const scope = scopes.getStore();
  if (!scope) return work();
  scope.begin(step);
  try {
    return await work();
  } finally {
    scope.end(step);
  }
}

/** Synchronous form of `during`. */
export function duringSync<T>(step: Step, work: () => T): T {
  const scope = scopes.getStore();
  if (!scope) return work();
  scope.begin(step);
  try {
    return work();
  } finally {
    scope.end(step);
  }
}
