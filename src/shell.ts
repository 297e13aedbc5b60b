/** What holds for every request, whichever routes there are; one place turns a failure into problem+json. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { familyOf, preflightHeaders, setBrowserHeaders } from './platform/browser.ts';
import { agencyOf } from './platform/env.ts';
import { type AppEnv, createRouter, requestId } from './platform/http.ts';
import { log, toldOf } from './platform/log.ts';
import { observed } from './platform/observed.ts';
import { PROBLEM_TYPE, type Problem, problemResponse, problemSaying, Refusal } from './platform/problem.ts';
import { boundedEnv } from './platform/reach/env.ts';
import { patienceFor } from './platform/reach/limits.ts';
import { OutOfReach } from './platform/reach/out-of-reach.ts';
import { logOutage, outageProblem, RETRY_AFTER_S } from './platform/reach/problem.ts';
import { requestLimits } from './platform/request-limits.ts';
import { type Failure, noteCode, noteFailed } from './platform/request-scope.ts';
import { isSchemaBehind } from './platform/schema.ts';
import { problemMessage } from './platform/templates.ts';

export type Gateway = ReturnType<typeof createRouter>;

export interface Hooks {
  /** As soon as a request is there. `now`: milliseconds, UTC. */
  arrived(c: Context<AppEnv>, now: number): void;
  /** When its answer is complete, but for headers that browsers need. */
  answered(c: Context<AppEnv>, now: number): void;
  /** How an answer of 500 or more counts; null: not as a failure. */
  failureOf(c: Context<AppEnv>): Failure | null;
  /** Once for each request that failed, when it has been answered. */
  failed(c: Context<AppEnv>, failure: Failure): void;
  /** The refusal that is the answer, as a page. */
  pageOf(c: Context<AppEnv>): Promise<Response>;
}

/** Mounts the routers. */
export function gatewayOf(routers: Gateway[], hooks: Hooks): Gateway {
  const app = createRouter();
  app.use(observed({ failed: hooks.failed }));
  app.use(async (c, next) => {
    const now = Date.now();
    c.set('now', now);
    c.env = boundedEnv(c.env, patienceFor(c.req.path));
    hooks.arrived(c, now);
    await next();
    const page = isRefusedVisit(c) ? await hooks.pageOf(c) : null;
    if (page) c.res = page;
    hooks.answered(c, now);
    const failure = c.res.status >= 500 ? hooks.failureOf(c) : null;
    if (failure) noteFailed(failure);
    // Not by `c.header`, which wraps a response that is there already in another one.
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
    // RFC 9110 §9.3.7, for whom it may be. A page of another site is told nothing that would let it in, but at an open path.
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

/** A browser that visits an address is refused it. Programs that fetch articles as `text/html` send no `Sec-Fetch-Mode`. */
function isRefusedVisit({ req, res }: Context<AppEnv>): boolean {
  if (res.status < 400 || res.headers.get('Content-Type') !== PROBLEM_TYPE) return false;
  return req.header('Sec-Fetch-Mode') === 'navigate' && req.header('Accept')?.includes('text/html') === true;
}

/** Answers everything as a bug is answered: in place of routes that cannot be made. */
export function failingGateway(error: Error, hooks: Hooks): Gateway {
  const app = createRouter();
  app.all('*', () => {
    throw error;
  });
  return gatewayOf([app], hooks);
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Empty: there is no such path. */
function methodsAt(app: Gateway, path: string): string[] {
  const handlers = (method: string, of: string) => app.router.match(method, of)[0].length;
  const offered = METHODS.filter((method) => handlers(method, path) > handlers(method, '/no/such/route'));
  if (offered.length === 0) return [];
  return [...offered, ...(offered.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** RFC 9110 §15.5.6: a path that is there for other methods says for which. */
function unmatched(allowed: string[]): Problem {
  if (allowed.length === 0) return problemSaying('not_found', problemMessage('missing.route'));
  return {
    code: 'method_not_allowed',
    detail: `Offered here: ${allowed.join(', ')}.`,
    headers: { Allow: allowed.join(', ') },
  };
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Expected failures carry their own problem. Anything else is a bug: logged with its request id, told to nobody. */
function problemOf(error: Error, { isRead }: { isRead: boolean }): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof HTTPException && error.status < 500) return fromHono(error);
  if (error instanceof OutOfReach) {
    logOutage(error);
    return outageProblem(error, isRead);
  }
  if (isSchemaBehind(error)) {
    log('error', 'schema_behind', { error: error.message });
    return {
      code: 'storage_unavailable',
      detail: 'The database has not been brought to this release yet. Try again.',
      headers: { 'Retry-After': '60' },
    };
  }
  const request = requestId();
  log('error', 'bug', toldOf(error));
  return {
    code: 'internal',
    detail: `Something went wrong here. Quote ${request} when you report it.`,
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
