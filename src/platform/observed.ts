/**
 * Around every request: what is to be known of it when it has been answered. Its line in the log, if it is to be written; its numbers; a
 * data point, where a dataset is bound; for operators, where the time went. Nothing of it is on the way of an answer.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { dataPointOf } from './data-point.ts';
import type { AppEnv } from './http.ts';
import { log, toldOf } from './log.ts';
import { isLogged, setLogging } from './log-settings.ts';
import { noteDecision, noteRequest } from './metrics/isolate.ts';
import { type Kind, levelOf, type Outcome, outcomeOf, routeOf } from './outcome.ts';
import { Refusal } from './problem.ts';
import { type Failure, inScope, RequestScope, requestScope } from './request-scope.ts';
import { serverTiming } from './server-timing.ts';

/** What there is to say of a request that has been answered. */
export interface Observed {
  method: string;
  route: string;
  kind: Kind;
  status: number;
  code: string | null;
  outcome: Outcome;
  ms: number;
}

type OnFailure = (c: Context<AppEnv>, failure: Failure) => void;

/** `failed` is called of a request that failed, when it has been answered. */
export function observed({ failed }: { failed: OnFailure }): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    // What the console asks of the gateway belongs to its page.
    if (requestScope()) return next();
    const fault = setLogging(c.env);
    if (fault !== null) log('error', 'logging_malformed', { detail: fault });
    const scope = new RequestScope();
    await inScope(scope, async () => {
      const begunMs = performance.now();
      await next();
      try {
        if (scope.failure) failed(c, scope.failure);
        ended(c, scope, performance.now() - begunMs);
      } catch (error) {
        // What is told of an answer does not keep it from leaving.
        log('error', 'observation_failed', toldOf(error as Error));
      }
    });
  });
}

/** Any method that a client makes up is one. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function ended(c: Context<AppEnv>, scope: RequestScope, ms: number): void {
  const { status, headers } = c.res;
  const { route, kind } = routeOf(patternOf(c));
  const method = METHODS.has(c.req.method) ? c.req.method : 'other';
  const code = codeOf(c, scope);
  const entry = headers.get('Rights-Entry');
  const outcome = outcomeOf(
    { method, status },
    { hasEntry: entry !== null, isPartial: headers.has('Rights-Withheld') },
  );
  const seen = { method, route, kind, status, code, outcome, ms };
  if (status >= 400) headers.set('Request-Id', scope.id);
  if (scope.operator) headers.set('Server-Timing', serverTiming(scope, ms));
  noteRequest(seen);
  if (kind === 'article' || kind === 'component') decided(seen);
  const level = levelOf(seen);
  if (isLogged(level)) log(level, 'request', lineOf(scope, { ...seen, entry }));
  c.env.METRICS?.writeDataPoint(dataPointOf(seen, { scope, headers, caller: callerOf(scope) }));
}

/** Of the handler that was reached last; a middleware of a whole area is none. */
function patternOf(c: Context<AppEnv>): string {
  const routes = matchedRoutes(c);
  const path = routes[c.req.routeIndex]?.path ?? '';
  return path.endsWith('*') ? (routes.findLast((one) => !one.path.endsWith('*'))?.path ?? path) : path;
}

function codeOf({ error, res }: Context<AppEnv>, { code }: RequestScope): string | null {
  if (code !== undefined) return code;
  if (error instanceof Refusal) return error.problem.code;
  return res.status === 404 ? 'not_found' : null;
}

/** Outages decide nothing. */
function decided({ outcome, code }: Observed): void {
  if (outcome !== 'failed' && outcome !== 'ok') noteDecision(outcome, code ?? '');
}

export type CallerKind = 'partner' | 'operator' | 'session' | 'client' | 'anonymous';

function callerOf({ caller, operator, isSession, client }: RequestScope): CallerKind {
  if (operator && isSession) return 'session';
  if (operator || caller) return caller?.kind ?? 'operator';
  return client === undefined ? 'anonymous' : 'client';
}

/** Ids of who asked and of what was entered; of what was asked only the pattern. */
function lineOf(
  scope: RequestScope,
  { method, route, status, code, ms, entry }: Observed & { entry: string | null },
): Record<string, unknown> {
  const { caller, operator, client, cache } = scope;
  return {
    method,
    route,
    status,
    ...(code !== null && { code }),
    ...(entry !== null && { entry }),
    caller: callerOf(scope),
    ...(caller?.kind === 'partner' && { partner: caller.partner, license: caller.license, key: caller.key }),
    ...(operator
      ? { operator: operator.id, role: operator.role }
      : caller?.kind === 'operator' && { operator: caller.operator }),
    ...(client !== undefined && { client }),
    ms: Math.round(ms * 10) / 10,
    ...(cache !== null && { cache }),
  };
}
