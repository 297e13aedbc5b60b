/** Links that are there for those who may go where they lead; everybody else reads the same words. */
import type { Child, FC } from 'hono/jsx';
import { rolesAt } from '../frame/nav.ts';
import { useView, type View } from '../frame/view.ts';
import { Id } from './small.tsx';

export function mayGo({ session }: View, href: string): boolean {
  return session !== null && (rolesAt(href.split(/[?#]/)[0] ?? '')?.includes(session.role) ?? false);
}

export const To: FC<{ href: string; children?: Child }> = ({ href, children }) =>
  mayGo(useView(), href) ? <a href={href}>{children}</a> : <span>{children}</span>;

/** By what an id begins with, the list that its page is under. */
const LISTS: Record<string, string> = {
  par: 'partners',
  prd: 'products',
  lic: 'licenses',
  key: 'keys',
  opr: 'operators',
  itm: 'articles',
  rst: 'restrictions',
  stm: 'statements',
};

/** An id that leads to what it names. */
export const Named: FC<{ id: string }> = ({ id }) => {
  const list = LISTS[id.slice(0, 3)];
  const href = list && id[3] === '_' ? `/console/${list}/${encodeURIComponent(id)}` : undefined;
  return href && mayGo(useView(), href) ? <Id of={id} href={href} /> : <Id of={id} />;
};
