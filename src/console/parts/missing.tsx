/** In place of a form that could not be filled in: what has to be there first, and the way to make it. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { unwrap } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { Empty, Heading } from './small.tsx';
import { mayGo } from './to.tsx';

const THINGS = {
  partner: { list: '/v1/admin/partners', href: '/console/partners/new', label: 'partners.new' },
  license: { list: '/v1/admin/licenses', href: '/console/licenses/new', label: 'licenses.new' },
  article: { list: '/v1/admin/articles', href: '/console/articles', label: 'articles.title' },
} as const;

export type Needed = keyof typeof THINGS;

/** Null: there is one. */
export async function missing(view: ConsoleView, thing: Needed): Promise<Child | null> {
  const { list, href, label } = THINGS[thing];
  const query = { params: { query: { limit: 1 } } };
  const { items } = await unwrap<{ items: object[] }>(view.api.GET(list, query));
  if (items.length > 0) return null;
  return (
    <Empty text={`missing.${thing}`}>
      {mayGo(view, href) && (
        <a class="button" href={href}>
          {view.t(label)}
        </a>
      )}
    </Empty>
  );
}

export async function missingPage(
  c: Context<ConsoleEnv>,
  title: string,
  thing: Needed,
): Promise<Response | null> {
  const lacks = await missing(c.var.view, thing);
  if (!lacks) return null;
  const page = (
    <>
      <Heading title={title} />
      {lacks}
    </>
  );
  return consolePage(c, { title }, page);
}
