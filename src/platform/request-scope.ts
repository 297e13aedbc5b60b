/**
 * What is known of the request that is being answered, for whatever is called on its way: its id for the log, and how long its steps
 * take. Requests that the console makes to the gateway itself belong to the page that they are made for.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from './ids.ts';
import { Refusal } from './problem.ts';

/** The steps of the spine, as `docs/operator.md` lists them. */
export const STEPS = ['access', 'articles', 'rights', 'ledger', 'stamp', 'format'] as const;
export type Step = (typeof STEPS)[number];

export const CACHES = [
  'tokens',
  'answers',
  'licenses',
  'exclusivities',
  'articles',
  'stamps',
  'renditions',
  'first_deliveries',
] as const;
export type Cache = (typeof CACHES)[number];

/** What a token says of who sends it. */
export type TokenOf =
  | { kind: 'partner'; partner: string; license: string; key: string }
  | { kind: 'operator'; operator: string };

export type Failure = 'bug' | 'unavailable';

interface Spent {
  ms: number;
  /** How often it is under way right now, and since when. Of what runs side by side no millisecond is counted twice. */
  under: number;
  sinceMs: number;
}

/** 32 bits of the id as a number from 0 to below 1. */
const DRAWN_DIGITS = 8;

export class RequestScope {
  /** Whose token it came with. */
  caller: TokenOf | undefined;
  /** The operator who was let in; in a browser, by a session. */
  operator: { id: string; role: string } | undefined;
  isSession = false;
  /** Who has proved to be this client at the token endpoint. */
  client: string | undefined;
  /** Of the problem that it is answered with. */
  code: string | undefined;
  /** What has failed on its way, whatever it is answered with: of several, the worst. */
  failure: Failure | undefined;
  /** Something was written to the log of it: its last line is, too. */
  hasLines = false;
  /** A ledger object has counted it and written no entry. */
  isCounted = false;
  /** Its answer was at hand as a whole. */
  isKept = false;
  hits = 0;
  misses = 0;
  #id: string | undefined;
  #spent: Partial<Record<Step, Spent>> = {};

  /** Made when first asked for: few requests are ever named. */
  get id(): string {
    this.#id ??= newId('req');
    return this.#id;
  }

  /** From 0 to below 1, by the id: all lines of a request are kept by it, or none. */
  get draw(): number {
    return Number.parseInt(this.id.slice(-DRAWN_DIGITS), 16) / 16 ** DRAWN_DIGITS;
  }

  /** `kept`: the whole answer was at hand; `hit`: all that it was judged on was; null: nothing was looked up. */
  get cache(): 'kept' | 'hit' | 'miss' | null {
    if (this.isKept) return 'kept';
    if (this.misses > 0) return 'miss';
    return this.hits > 0 ? 'hit' : null;
  }

  begin(step: Step): void {
    this.#spent[step] ??= { ms: 0, under: 0, sinceMs: 0 };
    const spent = this.#spent[step];
    if (spent.under++ === 0) spent.sinceMs = performance.now();
  }

  end(step: Step): void {
    const spent = this.#spent[step];
    if (spent && --spent.under === 0) spent.ms += performance.now() - spent.sinceMs;
  }

  /** Milliseconds of a step; undefined: it had nothing to do. */
  spent(step: Step): number | undefined {
    return this.#spent[step]?.ms;
  }
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Undefined outside of a request: in a ledger object, in `scheduled`. */
export function requestScope(): RequestScope | undefined {
  return scopes.getStore();
}

/** Whose token a request comes with; whether it is still good is not known yet. */
export function noteCaller(caller: TokenOf): void {
  const scope = scopes.getStore();
  if (scope) scope.caller = caller;
}

/** Who a request has proved to come from, at the token endpoint. */
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

/** A ledger object has counted the request and written no entry. */
export function noteCounted(): void {
  const scope = scopes.getStore();
  if (scope) scope.isCounted = true;
}

/** With what code it is answered, where no `Refusal` says so. */
export function noteCode(code: string): void {
  const scope = scopes.getStore();
  if (scope) scope.code = code;
}

/** A request counts as one that failed once, whatever it asks of the gateway itself. */
export function noteFailed(failure: Failure): void {
  const scope = scopes.getStore();
  if (scope && scope.failure !== 'bug') scope.failure = failure;
}

export function inScope<T>(scope: RequestScope, work: () => T): T {
  return scopes.run(scope, work);
}

/** Code of the problem that a request ended with: of an outage, or a schema that is behind, only the scope knows it. Null: it did not fail. */
export function codeOf(error: Error | undefined): string | null {
  if (!error) return null;
  return error instanceof Refusal ? error.problem.code : (scopes.getStore()?.code ?? null);
}

/** Adds the time that `work` takes to a step of the request. On an account time stands still but while I/O is waited for. */
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

/** As `during`, of what waits for nothing. */
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
