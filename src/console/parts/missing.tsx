/** Replaces a form whose prerequisites do not exist yet, with a link that creates them. */
import { createMiddleware } from 'hono/factory';
import type { Child } from 'hono/jsx';
import { toResult } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { ButtonLink } from './link.tsx';
import { Empty, Heading } from './small.tsx';

const PREREQUISITES = {
  partner: { list: '/v1/admin/partners', href: '/console/partners/new', label: 'partners.new' },
  license: { list: '/v1/admin/licenses', href: '/console/licenses/new', label: 'licenses.new' },
  article: { list: '/v1/admin/articles', href: '/console/articles', label: 'articles.title' },
} as const;

export type Needed = keyof typeof PREREQUISITES;

/** Null if one exists or the check fails. */
export async function missingNotice(view: ConsoleView, kind: Needed): Promise<Child | null> {
  const { list, href, label } = PREREQUISITES[kind];
  const query = { params: { query: { limit: 1 } } };
  const result = await toResult<{ items: object[] }>(view.api.GET(list, query));
  if (!result.ok || result.value.items.length > 0) return null;
  return (
    <Empty text={`missing.${kind}`}>
      <ButtonLink href={href} label={label} />
    </Empty>
  );
}

/** Shows the form if one of the prerequisites exists, otherwise the notice about the last. */
export const requireAny = (title: MessageKey, ...kinds: Needed[]) =>
  createMiddleware<ConsoleEnv>(async (c, next) => {
    const { view } = c.var;
    const notices = await Promise.all(kinds.map((kind) => missingNotice(view, kind)));
    if (notices.includes(null)) return next();
    const page = (
      <>
        <Heading title={view.t(title)} />
        {notices.at(-1)}
      </>
    );
    return consolePage(c, { title: view.t(title) }, page);
  });
