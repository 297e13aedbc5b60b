/** Mounts the routers; one place turns a failure into problem+json. */
import { HTTPException } from 'hono/http-exception';
import { operatorRoutes } from './access/operators/routes.ts';
import { accessRoutes } from './access/routes.ts';
import { sessionRoutes } from './access/sessions/routes.ts';
import { packageRoutes } from './articles/packages/routes.ts';
import { articleAdminRoutes } from './articles/routes.ts';
import { actionRoutes } from './audit/actions/routes.ts';
import { breakdownRoutes } from './audit/breakdown/routes.ts';
import { completenessRoutes } from './audit/completeness/routes.ts';
import { counterRoutes } from './audit/counter/routes.ts';
import { entryRoutes } from './audit/entry/routes.ts';
import { evidenceRoutes } from './audit/evidence/routes.ts';
import { exportRoutes } from './audit/exports/routes.ts';
import { namedLicenseRoutes } from './audit/licenses/routes.ts';
import { overviewRoutes } from './audit/overview/routes.ts';
import { ownUsageRoutes } from './audit/own/routes.ts';
import { proofRoutes } from './audit/proofs/routes.ts';
import { reconciliationRoutes } from './audit/reconciliation/routes.ts';
import { refusalCountRoutes } from './audit/refusal-counts/routes.ts';
import { replayRoutes } from './audit/replay/routes.ts';
import { logReportRoutes } from './audit/reports/log/routes.ts';
import { usageRoutes } from './audit/reports/routes.ts';
import { retentionRoutes } from './audit/retention/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { royaltyRoutes } from './audit/royalties/routes.ts';
import { statementRoutes } from './audit/statements/routes.ts';
import { consoleRoutes } from './console/console-routes.tsx';
import { referenceRoutes } from './console/reference/routes.tsx';
import { publicPages } from './console/routes.tsx';
import { changesRoutes } from './delivery/changes/routes.ts';
import { deskViewRoutes } from './delivery/desk-view/routes.ts';
import { noteArrival, noteEnd } from './delivery/edge/edge.ts';
import { reportRoutes } from './delivery/reports/routes.ts';
import { deliveryRoutes } from './delivery/routes.ts';
import { whatIfRoutes } from './delivery/what-if/routes.ts';
import { noteFailure } from './ledger/alerts/failures.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { logRoutes } from './ledger/transparency/routes.ts';
import { licensingRoutes } from './licensing/routes.ts';
import { familyOf, preflightHeaders, setBrowserHeaders } from './platform/browser.ts';
import { agencyOf } from './platform/env.ts';
import { createRouter, requestId } from './platform/http.ts';
import { log, toldOf } from './platform/log.ts';
import { observed } from './platform/observed.ts';
import { type Problem, problemResponse, Refusal } from './platform/problem.ts';
import { boundedEnv } from './platform/reach/env.ts';
import { patienceFor } from './platform/reach/limits.ts';
import { OutOfReach } from './platform/reach/out-of-reach.ts';
import { outageProblem, RETRY_AFTER_S } from './platform/reach/problem.ts';
import { requestLimits } from './platform/request-limits.ts';
import { noteCode } from './platform/request-scope.ts';
import { isSchemaBehind } from './platform/schema.ts';
import { restrictionRoutes } from './restrictions/routes.ts';
import { receiptRoutes } from './stamp/routes.ts';

export const app = createRouter();

app.use(observed());
app.use(async (c, next) => {
  const now = Date.now();
  c.set('now', now);
  c.env = boundedEnv(c.env, patienceFor(c.req.path));
  noteArrival(c, now);
  await next();
  noteEnd(c, now);
  if (c.res.status >= 500) noteFailure(c, now);
  // Not by `c.header`, which wraps a response that is there already in another one.
  setBrowserHeaders(c.res.headers, c.req.path, c.env.PUBLIC_URL);
  if (c.res.status === 503 && !c.res.headers.has('Retry-After'))
    c.res.headers.set('Retry-After', RETRY_AFTER_S);
});
app.use(requestLimits());

app.route('/', accessRoutes);
app.route('/', sessionRoutes);
app.route('/', deliveryRoutes);
app.route('/', changesRoutes);
app.route('/', whatIfRoutes);
app.route('/', deskViewRoutes);
app.route('/', reportRoutes);
app.route('/', receiptRoutes);
app.route('/', operatorRoutes);
app.route('/', licensingRoutes);
app.route('/', restrictionRoutes);
app.route('/', articleAdminRoutes);
app.route('/', packageRoutes);
app.route('/', ledgerRoutes);
app.route('/', overviewRoutes);
app.route('/', logRoutes);
app.route('/', auditRoutes);
app.route('/', breakdownRoutes);
app.route('/', entryRoutes);
app.route('/', refusalCountRoutes);
app.route('/', proofRoutes);
app.route('/', exportRoutes);
app.route('/', evidenceRoutes);
app.route('/', actionRoutes);
app.route('/', completenessRoutes);
app.route('/', counterRoutes);
app.route('/', logReportRoutes);
app.route('/', reconciliationRoutes);
app.route('/', namedLicenseRoutes);
app.route('/', usageRoutes);
app.route('/', royaltyRoutes);
app.route('/', statementRoutes);
app.route('/', ownUsageRoutes);
app.route('/', retentionRoutes);
app.route('/', replayRoutes);
app.route('/', publicPages);
app.route('/', referenceRoutes);
app.route(
  '/',
  consoleRoutes((request, env, context) => app.fetch(request, env, context)),
);

app.notFound((c) => {
  const offered = methodsAt(c.req.path);
  if (c.req.method !== 'OPTIONS' || offered.length === 0)
    return problemResponse(unmatched(offered), agencyOf(c.env).publicUrl);
  // RFC 9110 §9.3.7, for whom it may be. A page of another site is told nothing that would let it in, but at an open path.
  const headers = familyOf(c.req.path) === 'open' ? preflightHeaders(offered) : { Allow: offered.join(', ') };
  return new Response(null, { status: 204, headers });
});

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Empty: there is no such path. */
function methodsAt(path: string): string[] {
  const handlers = (method: string, of: string) => app.router.match(method, of)[0].length;
  const offered = METHODS.filter((method) => handlers(method, path) > handlers(method, '/no/such/route'));
  if (offered.length === 0) return [];
  return [...offered, ...(offered.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** RFC 9110 §15.5.6: a path that is there for other methods says for which. */
function unmatched(allowed: string[]): Problem {
  if (allowed.length === 0) return { code: 'not_found', detail: 'There is no such route here.' };
  return {
    code: 'method_not_allowed',
    detail: `Offered here: ${allowed.join(', ')}.`,
    headers: { Allow: allowed.join(', ') },
  };
}

app.onError((error, c) => {
  const problem = problemOf(error, { isRead: READS.has(c.req.method) });
  noteCode(problem.code);
  return problemResponse(problem, agencyOf(c.env).publicUrl);
});

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Expected failures carry their own problem. Anything else is a bug: logged with its request id, told to nobody. */
function problemOf(error: Error, { isRead }: { isRead: boolean }): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof HTTPException && error.status < 500) return fromHono(error);
  if (error instanceof OutOfReach) {
    log('error', 'store_unreachable', { store: error.dependency, error: error.message });
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
