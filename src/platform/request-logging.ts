/**
 * Observes every request after its response: log line, metrics, a data point if a dataset is bound, and for
 * operators the time of each step. It does not delay the response.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { dataPointOf } from './data-point.ts';
import type { AppEnv } from './http.ts';
import { errorFields, log } from './log.ts';
import { isLogged, setLogging } from './log-settings.ts';
import { noteDecision, noteRequest } from './metrics/isolate.ts';
import { type Kind, levelOf, type Outcome, outcomeOf, routeOf } from './outcome.ts';
import { Refusal } from './problem.ts';
import { type Failure, inScope, RequestScope, requestScope } from './request-scope.ts';
import { serverTiming } from './server-timing.ts';

export interface RequestSummary {
  method: string;
  route: string;
  kind: Kind;
  status: number;
  code: string | null;
  outcome: Outcome;
  ms: number;
}

type OnFailure = (c: Context<AppEnv>, failure: Failure) => void;

/** Creates the middleware. `failed` is called for each failed request, after its response. */
export function observeRequests({ failed }: { failed: OnFailure }): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    // Requests that the console makes to the gateway count as part of its page.
    if (requestScope()) return next();
    const fault = setLogging(c.env);
    if (fault !== null) log('error', 'logging_malformed', { detail: fault });
    const scope = new RequestScope();
    await inScope(scope, async () => {
      const startMs = performance.now();
      await next();
      try {
        if (scope.failure) failed(c, scope.failure);
        recordRequest(c, scope, performance.now() - startMs);
      } catch (error) {
        // A failed observation must not prevent the response.
        log('error', 'observation_failed', errorFields(error as Error));
      }
    });
  });
}

/** All other methods count as `other`, because clients may invent them. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function recordRequest(c: Context<AppEnv>, scope: RequestScope, ms: number): void {
  const { status, headers } = c.res;
  const { route, kind } = routeOf(patternOf(c));
  const method = METHODS.has(c.req.method) ? c.req.method : 'other';
  const code = codeOf(c, scope);
  const entry = headers.get('Rights-Entry');
  const outcome = outcomeOf(
    { method, status },
    { hasEntry: entry !== null, isPartial: headers.has('Rights-Withheld') },
  );
  const summary = { method, route, kind, status, code, outcome, ms };
  if (status >= 400) headers.set('Request-Id', scope.id);
  if (scope.operator) headers.set('Server-Timing', serverTiming(scope, ms));
  noteRequest(summary);
  if (kind === 'article' || kind === 'component') countDecision(summary);
  const level = levelOf(summary);
  if (isLogged(level)) log(level, 'request', lineOf(scope, { ...summary, entry }));
  c.env.METRICS?.writeDataPoint(dataPointOf(summary, { scope, headers, caller: callerOf(scope) }));
}

/** Pattern of the last handler, not of a middleware for a whole area. */
function patternOf(c: Context<AppEnv>): string {
  const routes = matchedRoutes(c);
  const path = routes[c.req.routeIndex]?.path ?? '';
  return path.endsWith('*') ? (routes.findLast((route) => !route.path.endsWith('*'))?.path ?? path) : path;
}

function codeOf({ error, res }: Context<AppEnv>, { code }: RequestScope): string | null {
  if (code !== undefined) return code;
  if (error instanceof Refusal) return error.problem.code;
  return res.status === 404 ? 'not_found' : null;
}

/** Outages are no decisions. */
function countDecision({ outcome, code }: RequestSummary): void {
  if (outcome !== 'failed' && outcome !== 'ok') noteDecision(outcome, code ?? '');
}

export type CallerKind = 'partner' | 'operator' | 'session' | 'client' | 'anonymous';

function callerOf({ caller, operator, isSession, client }: RequestScope): CallerKind {
  if (operator && isSession) return 'session';
  if (operator || caller) return caller?.kind ?? 'operator';
  return client === undefined ? 'anonymous' : 'client';
}

/** Contains ids of the caller and of the entry, but of the request only the route pattern. */
function lineOf(
  scope: RequestScope,
  { method, route, status, code, ms, entry }: RequestSummary & { entry: string | null },
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
