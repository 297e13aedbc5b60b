/** A refusal of any route as a page, for a person whose browser was led there. Programs get problem+json. */
import type { Context } from 'hono';
import { type AppEnv, requestId } from '../../platform/http.ts';
import type { ApiProblem } from '../frame/api.ts';
import { doorPage } from '../frame/page.tsx';
import { Problem } from '../frame/problem.tsx';
import { viewOf } from '../frame/view-of.ts';

/** In place of `problem`, with its status and its headers (`WWW-Authenticate`, `Allow`, `Retry-After`…). */
export async function refusalPage(c: Context<AppEnv>, problem: Response): Promise<Response> {
  const body = (await problem.json()) as ApiProblem;
  const view = await viewOf(c, null);
  const page = doorPage(
    c,
    view,
    { title: view.t.word('code', body.code), status: body.status as 404 },
    <Problem problem={body} request={requestId()} />,
  );
  for (const [name, value] of problem.headers)
    if (!/^content-/i.test(name) && !page.headers.has(name)) page.headers.set(name, value);
  return page;
}
