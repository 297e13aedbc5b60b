/** In place of a form that could not be filled in: what has to be there first, and the way to make it. */
import { createMiddleware } from 'hono/factory';
import type { Child } from 'hono/jsx';
import { tried } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { Empty, Heading } from './small.tsx';
import { ButtonLink } from './to.tsx';

const THINGS = {
  partner: { list: '/v1/admin/partners', href: '/console/partners/new', label: 'partners.new' },
  license: { list: '/v1/admin/licenses', href: '/console/licenses/new', label: 'licenses.new' },
  article: { list: '/v1/admin/articles', href: '/console/articles', label: 'articles.title' },
} as const;

export type Needed = keyof typeof THINGS;

/** Null: there is one, or nobody can tell now. */
export async function missing(view: ConsoleView, thing: Needed): Promise<Child | null> {
  const { list, href, label } = THINGS[thing];
  const query = { params: { query: { limit: 1 } } };
  const found = await tried<{ items: object[] }>(view.api.GET(list, query));
  if (!found.ok || found.value.items.length > 0) return null;
  return (
    <Empty text={`missing.${thing}`}>
      <ButtonLink href={href} label={label} />
    </Empty>
  );
}

/** For a page that needs one of these: without any, it is a sentence about the last. */
export const needing = (title: MessageKey, ...things: Needed[]) =>
  createMiddleware<ConsoleEnv>(async (c, next) => {
    const { view } = c.var;
    const lacks = await Promise.all(things.map((thing) => missing(view, thing)));
    if (lacks.includes(null)) return next();
    const page = (
      <>
        <Heading title={view.t(title)} />
        {lacks.at(-1)}
      </>
    );
    return consolePage(c, { title: view.t(title) }, page);
  });
