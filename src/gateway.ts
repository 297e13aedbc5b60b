/** Middleware and error handling shared by all gateways. Every failure becomes problem+json here. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { familyOf, preflightHeaders, setBrowserHeaders } from './platform/browser.ts';
import { agencyOf } from './platform/env.ts';
import { type AppEnv, createRouter, requestId } from './platform/http.ts';
import { errorFields, log } from './platform/log.ts';
import { PROBLEM_TYPE, type Problem, problemResponse, Refusal, toProblem } from './platform/problem.ts';
import { requestLimits } from './platform/request-limits.ts';
import { observeRequests } from './platform/request-logging.ts';
import { type Failure, noteCode, noteFailed } from './platform/request-scope.ts';
import { isSchemaBehind } from './platform/schema.ts';
import { problemMessage } from './platform/templates.ts';
import { boundedEnv } from './platform/timeouts/env.ts';
import { timeoutsFor } from './platform/timeouts/limits.ts';
import { logOutage, outageProblem, RETRY_AFTER_S } from './platform/timeouts/problem.ts';
import { Unavailable } from './platform/timeouts/unavailable.ts';

export type Gateway = ReturnType<typeof createRouter>;

export interface Hooks {
  /** Runs before anything else of a request. `now` is in milliseconds, UTC. */
  arrived(c: Context<AppEnv>, now: number): void;
  /** Runs when the response is complete, except for the headers that browsers need. */
  answered(c: Context<AppEnv>, now: number): void;
  /** Classifies a response of 500 or more. Null means that it does not count as a failure. */
  failureOf(c: Context<AppEnv>): Failure | null;
  /** Runs once for each failed request, after its response. */
  failed(c: Context<AppEnv>, failure: Failure): void;
  /** Renders the current refusal as a page. */
  pageOf(c: Context<AppEnv>): Promise<Response>;
}

export function createGateway(routers: Gateway[], hooks: Hooks): Gateway {
  const app = createRouter();
  app.use(observeRequests({ failed: hooks.failed }));
  app.use(async (c, next) => {
    const now = Date.now();
    c.set('now', now);
    c.env = boundedEnv(c.env, timeoutsFor(c.req.path));
    hooks.arrived(c, now);
    await next();
    const page = isRefusedVisit(c) ? await hooks.pageOf(c) : null;
    if (page) c.res = page;
    hooks.answered(c, now);
    const failure = c.res.status >= 500 ? hooks.failureOf(c) : null;
    if (failure) noteFailed(failure);
    // `c.header` would wrap an existing response in a new one.
    setBrowserHeaders(c.res.headers, page ? '/console' : c.req.path, c.env.PUBLIC_URL);
    if (c.res.status === 503 && !c.res.headers.has('Retry-After'))
      c.res.headers.set('Retry-After', RETRY_AFTER_S);
  });
  app.use(requestLimits());

  for (const router of routers) app.route('/', router);

  app.notFound((c) => {
    const offered = methodsAt(app, c.req.path);
    if (c.req.method !== 'OPTIONS' || offered.length === 0)
      return problemResponse(unmatched(offered), agencyOf(c.env).publicUrl);
    // RFC 9110 §9.3.7. Only open paths send CORS headers, so other sites' pages get no access to the rest.
    const headers =
      familyOf(c.req.path) === 'open' ? preflightHeaders(offered) : { Allow: offered.join(', ') };
    return new Response(null, { status: 204, headers });
  });

  app.onError((error, c) => {
    const problem = problemOf(error, { isRead: READS.has(c.req.method) });
    noteCode(problem.code);
    return problemResponse(problem, agencyOf(c.env).publicUrl);
  });
  return app;
}

/**
 * Tells whether a browser's navigation was refused. Programs that fetch articles as `text/html` send no
 * `Sec-Fetch-Mode`.
 */
function isRefusedVisit({ req, res }: Context<AppEnv>): boolean {
  if (res.status < 400 || res.headers.get('Content-Type') !== PROBLEM_TYPE) return false;
  return req.header('Sec-Fetch-Mode') === 'navigate' && req.header('Accept')?.includes('text/html') === true;
}

/** Answers every request with the error. It replaces routes that failed to load. */
export function failingGateway(error: Error, hooks: Hooks): Gateway {
  const app = createRouter();
  app.all('*', () => {
    throw error;
  });
  return createGateway([app], hooks);
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Methods that the path supports; empty when there is no such path. */
function methodsAt(app: Gateway, path: string): string[] {
  const handlers = (method: string, of: string) => app.router.match(method, of)[0].length;
  const offered = METHODS.filter((method) => handlers(method, path) > handlers(method, '/no/such/route'));
  if (offered.length === 0) return [];
  return [...offered, ...(offered.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** RFC 9110 §15.5.6: a 405 lists the methods that the path supports. */
function unmatched(allowed: string[]): Problem {
  if (allowed.length === 0) return toProblem('not_found', problemMessage('missing.route'));
  return {
    code: 'method_not_allowed',
    detail: `Supported here: ${allowed.join(', ')}.`,
    headers: { Allow: allowed.join(', ') },
  };
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Expected failures carry their own problem. Anything else is a bug: it is logged with the request id, and
 * its details are not disclosed.
 */
function problemOf(error: Error, { isRead }: { isRead: boolean }): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof HTTPException && error.status < 500) return fromHono(error);
  if (error instanceof Unavailable) {
    logOutage(error);
    return outageProblem(error, isRead);
  }
  if (isSchemaBehind(error)) {
    log('error', 'schema_behind', { error: error.message });
    return {
      code: 'storage_unavailable',
      detail: 'The database has not been migrated to this release yet. Try again.',
      headers: { 'Retry-After': '60' },
    };
  }
  const request = requestId();
  log('error', 'bug', errorFields(error));
  return {
    code: 'internal',
    detail: `An error occurred in the gateway. Quote ${request} when you report it.`,
    members: { request },
  };
}

function fromHono(error: HTTPException): Problem {
  if (error.status === 413)
    return { code: 'too_large', detail: 'The body is larger than this route accepts.' };
  return {
    code: 'malformed',
    detail: `The body cannot be read: ${error.message || 'it is not well-formed'}.`,
    members: { errors: [{ path: '/', message: error.message }] },
  };
}
