/** `/console`: the pages of the licensing desk and of the audit room. Each is asked of the API in the name of who has signed in. */
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { insufficientRole } from '../access/challenge.ts';
import { safeReturnTarget } from '../access/identity/code-flow/return-target.ts';
import { readSession, requireSameSite, withSession } from '../access/sessions/session.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import { requestId } from '../platform/http.ts';
import {
  type Problem as ApiRefusal,
  PROBLEMS,
  type ProblemCode,
  Refusal,
  toProblem,
} from '../platform/problem.ts';
import { noteOperator } from '../platform/request-scope.ts';
import { problemMessage } from '../platform/templates.ts';
import { logOutage, outageProblem } from '../platform/timeouts/problem.ts';
import { Unavailable } from '../platform/timeouts/unavailable.ts';
import { actionPages } from './actions/routes.tsx';
import { articlePages } from './articles/routes.tsx';
import { decisionPages } from './decisions/routes.tsx';
import { deliveryPages } from './deliveries/routes.tsx';
import { entityPages } from './entities/routes.tsx';
import { entryPages } from './entry/routes.tsx';
import { exportPages } from './exports/routes.tsx';
import { findingPages } from './findings/routes.tsx';
import { sentForm } from './forms/sent.ts';
import { ApiError, type ApiProblem, apiOf } from './frame/api.ts';
import { rolesAt } from './frame/nav.ts';
import { consolePage, doorPage } from './frame/page.tsx';
import { rememberPreferences } from './frame/preferences.ts';
import { Problem } from './frame/problem.tsx';
import { changeViews } from './frame/saved-views.ts';
import type { ConsoleEnv, View } from './frame/view.ts';
import { plain, viewOf } from './frame/view-of.ts';
import { healthPages } from './health/routes.tsx';
import { keyPages } from './keys/routes.tsx';
import { licensePages } from './licenses/routes.tsx';
import { logPages } from './log/routes.tsx';
import { operatorPages } from './operators/routes.tsx';
import { overviewPages } from './overview/routes.tsx';
import { partnerPages } from './partners/routes.tsx';
import { productPages } from './products/routes.tsx';
import { replayPages } from './replay/routes.tsx';
import { reportPages } from './reports/routes.tsx';
import { restrictionPages } from './restrictions/routes.tsx';
import { retentionPages } from './retention/routes.tsx';
import { accountPages, doorPages } from './sign-in/routes.tsx';
import { statementPages } from './statements/routes.tsx';

/** Answers a request of the worker to itself. */
export type Dispatch = (
  request: Request,
  env: Env,
  context: ExecutionContext,
) => Promise<Response> | Response;

const AREAS = [
  overviewPages,
  entityPages,
  decisionPages,
  healthPages,
  partnerPages,
  productPages,
  licensePages,
  keyPages,
  operatorPages,
  actionPages,
  accountPages,
  deliveryPages,
  entryPages,
  logPages,
  reportPages,
  statementPages,
  exportPages,
  replayPages,
  findingPages,
  retentionPages,
  articlePages,
  restrictionPages,
];

export function consoleRoutes(dispatch: Dispatch): Hono<ConsoleEnv> {
  const pages = new Hono<ConsoleEnv>().basePath('/console');
  pages.onError(problemPage);
  pages.use(requireSameSite());
  pages.post('/preferences', async (c) => {
    const form = Object.fromEntries([...(await sentForm(c)).entries()].map(([k, v]) => [k, String(v)]));
    rememberPreferences(c, form);
    const [page] = safeReturnTarget(form.back).split('?');
    return c.redirect(`${page}?done=preferences`, 303);
  });
  pages.route('/', doorPages);
  pages.use(signedIn(dispatch));
  pages.post('/views', async (c) => c.redirect(changeViews(c, await sentForm(c)), 303));
  for (const area of AREAS) pages.route('/', area);
  pages.all('*', () => {
    throw new Refusal(toProblem('not_found', problemMessage('missing.page')));
  });
  return pages;
}

/** Lets in who has signed in, and sends all others to the door and back. */
function signedIn(dispatch: Dispatch): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const session = await readSession(plain(c));
    if (!session) return toDoor(c);
    noteOperator({ id: session.operator, role: session.role }, true);
    const env = withSession(c.env, session);
    const api = apiOf(agencyOf(c.env).publicUrl, async (request) =>
      dispatch(request, env, c.executionCtx as ExecutionContext),
    );
    c.set('view', { ...(await viewOf(plain(c), session)), session, api });
    // A form that is still empty has asked the API nothing that could be refused.
    const roles = rolesAt(c.req.path);
    if (roles && !roles.includes(session.role)) throw insufficientRole(session.role, roles);
    return next();
  };
}

/** To the door. A part of a page cannot be one: then the whole page goes there (htmx's own header). */
function toDoor(c: Context): Response {
  if (c.req.header('HX-Request') === undefined) return c.redirect(doorFor(pageOf(c)), 303);
  const page = c.req.header('HX-Current-URL') ?? '';
  return c.body(null, 204, { 'HX-Redirect': doorFor(URL.canParse(page) ? page : c.req.url) });
}

/** What was asked for by a form cannot be asked for again by a redirect: then the door leads to the overview. */
const pageOf = (c: Context) => (c.req.method === 'GET' ? c.req.url : new URL('/console', c.req.url).href);

function doorFor(page: string): string {
  const { pathname, search } = new URL(page);
  return `/console/sign-in?next=${encodeURIComponent(safeReturnTarget(pathname + search))}`;
}

/** The console's own refusals and the API's, and what is out of reach, as pages. Bugs go on to the app, which knows them. */
async function problemPage(error: Error, c: Context<ConsoleEnv>): Promise<Response> {
  const problem = problemIn(error);
  if (!problem) throw error;
  if (problem.status === 401) return toDoor(c);
  if (error instanceof Unavailable) logOutage(error);
  const view: View = c.var.view ?? (await viewOf(plain(c), null));
  const sheet = { title: view.t.word('code', problem.code), status: problem.status as 403 };
  const content = <Problem problem={problem} request={requestId()} />;
  return view.session ? consolePage(c, sheet, content) : doorPage(c, view, sheet, content);
}

function problemIn(error: Error): ApiProblem | null {
  if (error instanceof ApiError) return error.problem;
  if (error instanceof Unavailable) return asTold(outageProblem(error, true));
  return error instanceof Refusal ? asTold(error.problem) : null;
}

function asTold({ code, detail, members }: ApiRefusal): ApiProblem {
  const [status, title] = PROBLEMS[code satisfies ProblemCode];
  return { ...members, status, code, title, detail };
}
