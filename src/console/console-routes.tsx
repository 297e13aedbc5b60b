/** `/console`: licensing desk and audit pages. Each calls the API with the operator's session. */
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { insufficientRole } from '../access/challenge.ts';
import { SIGN_IN } from '../access/identity/code-flow/options.ts';
import { safeReturnTarget } from '../access/identity/code-flow/return-target.ts';
import { readSession, requireSameSite, type Session, withSession } from '../access/sessions/session.ts';
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
import { ApiError, type ApiProblem, createApi } from './frame/api.ts';
import { rolesAt } from './frame/nav.ts';
import { consolePage, signInPage } from './frame/page.tsx';
import { rememberPreferences } from './frame/preferences.ts';
import { Problem } from './frame/problem.tsx';
import { changeViews } from './frame/saved-views.ts';
import type { ConsoleEnv, View } from './frame/view.ts';
import { createView, toAppContext } from './frame/view-of.ts';
import { healthPages } from './health/routes.tsx';
import { keyPages } from './keys/routes.tsx';
import { licensePages } from './licenses/routes.tsx';
import { logPages } from './log/routes.tsx';
import { operatorPages } from './operators/routes.tsx';
import { overviewPages } from './overview/routes.tsx';
import { partnerPages } from './partners/routes.tsx';
import { productPages } from './products/routes.tsx';
import { recallPages } from './recalls/routes.tsx';
import { replayPages } from './replay/routes.tsx';
import { reportPages } from './reports/routes.tsx';
import { restrictionPages } from './restrictions/routes.tsx';
import { retentionPages } from './retention/routes.tsx';
import { accountPages, doorPages } from './sign-in/routes.tsx';
import { statementPages } from './statements/routes.tsx';

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
  recallPages,
  restrictionPages,
];

export function consoleRoutes(dispatch: Dispatch): Hono<ConsoleEnv> {
  const pages = new Hono<ConsoleEnv>().basePath('/console');
  pages.onError((error, c) => problemPage(error, c, pages));
  pages.use(requireSameSite());
  pages.post('/preferences', async (c) => {
    const form = Object.fromEntries([...(await sentForm(c)).entries()].map(([k, v]) => [k, String(v)]));
    const zone = rememberPreferences(c, form);
    if (zone) return c.redirect(`/console/account?${new URLSearchParams({ zone })}`, 303);
    const [page] = safeReturnTarget(form.back).split('?');
    return c.redirect(`${page}?done=preferences`, 303);
  });
  pages.route('/', doorPages);
  pages.use(requireSession(dispatch, pages));
  pages.post('/views', async (c) => c.redirect(changeViews(c, await sentForm(c)), 303));
  for (const area of AREAS) pages.route('/', area);
  pages.all('*', () => {
    throw new Refusal(toProblem('not_found', problemMessage('missing.page')));
  });
  return pages;
}

/** Requires a session; redirects to sign-in otherwise. */
function requireSession(dispatch: Dispatch, pages: Hono<ConsoleEnv>): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const session = await readSession(toAppContext(c));
    if (!session) return toSignIn(c, pages);
    if (await isOfAnother(c, session)) return toSignIn(c, pages, 'other');
    noteOperator({ id: session.operator, role: session.role }, true);
    const env = withSession(c.env, session);
    const api = createApi(agencyOf(c.env).publicUrl, async (request) =>
      dispatch(request, env, c.executionCtx as ExecutionContext),
    );
    c.set('view', { ...(await createView(toAppContext(c), session)), session, api });
    if (session.role === 'ingest' && c.req.path === '/console') return c.redirect('/console/articles', 303);
    // An empty form has not called the API, so the role is checked here.
    const roles = rolesAt(c.req.path);
    if (roles && !roles.includes(session.role)) throw insufficientRole(session.role, roles);
    return next();
  };
}

/** The script names the operator who opened a form: another one may have signed in since, in another tab. */
async function isOfAnother(c: Context, session: Session): Promise<boolean> {
  if (c.req.method !== 'POST' || c.req.path === '/console/sign-out') return false;
  return ((await sentForm(c)).get('_operator') ?? session.operator) !== session.operator;
}

/** Redirects to sign-in, and from there back to the page. For a fragment, htmx redirects the whole page. */
function toSignIn(c: Context, pages: Hono<ConsoleEnv>, ended: 'over' | 'other' = 'over'): Response {
  const isFragment = c.req.header('HX-Request') !== undefined;
  const shown = c.req.header('HX-Current-URL') ?? '';
  const { pathname, search } = new URL(isFragment && URL.canParse(shown) ? shown : c.req.url);
  const isForm = c.req.method !== 'GET';
  const isPage = (path: string) =>
    pages.router.match('GET', path)[0].some(([[, { method }]]) => method === 'GET');
  // A redirect cannot repeat a POST: the way back leads to the form's page, or to the nearest above it.
  let path = pathname;
  while (isForm && path !== '' && !isPage(path)) path = path.slice(0, path.lastIndexOf('/'));
  const query = isForm ? `${search}${search ? '&' : '?'}unsent` : search;
  const next = encodeURIComponent(safeReturnTarget(path + query));
  const href = `${SIGN_IN}?next=${next}${isForm ? `&${ended}` : ''}`;
  return isFragment ? c.body(null, 204, { 'HX-Redirect': href }) : c.redirect(href, 303);
}

/** Error page for refusals and timeouts. Other errors go to the app's handler. */
async function problemPage(error: Error, c: Context<ConsoleEnv>, pages: Hono<ConsoleEnv>) {
  const problem = problemIn(error);
  if (!problem) throw error;
  if (problem.status === 401) return toSignIn(c, pages);
  if (error instanceof Unavailable) logOutage(error);
  const view: View = c.var.view ?? (await createView(toAppContext(c), null));
  const sheet = { title: view.t.word('code', problem.code), status: problem.status as 403 };
  const content = <Problem problem={problem} request={requestId()} />;
  return view.session ? consolePage(c, sheet, content) : signInPage(c, view, sheet, content);
}

function problemIn(error: Error): ApiProblem | null {
  if (error instanceof ApiError) return error.problem;
  if (error instanceof Unavailable) return toApiProblem(outageProblem(error, true));
  return error instanceof Refusal ? toApiProblem(error.problem) : null;
}

function toApiProblem({ code, detail, members }: ApiRefusal): ApiProblem {
  const [status, title] = PROBLEMS[code satisfies ProblemCode];
  return { ...members, status, code, title, detail };
}
