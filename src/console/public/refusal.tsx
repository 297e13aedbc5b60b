/** Renders a refusal as a page for browsers. Programs get problem+json. */
import type { Context } from 'hono';
import { type AppEnv, requestId } from '../../platform/http.ts';
import type { ApiProblem } from '../frame/api.ts';
import { signInPage } from '../frame/page.tsx';
import { Problem } from '../frame/problem.tsx';
import { createView } from '../frame/view-of.ts';

/** Replaces `problem`, keeping its status and headers (`WWW-Authenticate`, `Allow`, `Retry-After`…). */
export async function refusalPage(c: Context<AppEnv>, problem: Response): Promise<Response> {
  const body = (await problem.json()) as ApiProblem;
  const view = await createView(c, null);
  const page = signInPage(
    c,
    view,
    { title: view.t.word('code', body.code), status: body.status as 404 },
    <Problem problem={body} request={requestId()} />,
  );
  for (const [name, value] of problem.headers)
    if (!/^content-/i.test(name) && !page.headers.has(name)) page.headers.set(name, value);
  return page;
}
