/** Links that are there for those who may go where they lead; everybody else reads the same words. */
import type { Child, FC } from 'hono/jsx';
import { rolesAt } from '../frame/nav.ts';
import { useView, type View } from '../frame/view.ts';

export function mayGo({ session }: View, href: string): boolean {
  return session !== null && (rolesAt(href.split(/[?#]/)[0] ?? '')?.includes(session.role) ?? false);
}

export const To: FC<{ href: string; children?: Child }> = ({ href, children }) =>
  mayGo(useView(), href) ? <a href={href}>{children}</a> : <span>{children}</span>;
