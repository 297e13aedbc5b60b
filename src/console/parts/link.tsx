/** Links for viewers who may open the target; others see plain text. */
import type { Child, FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { rolesAt } from '../frame/nav.ts';
import { useView, type View } from '../frame/view.ts';

export function mayGo({ session }: View, href: string): boolean {
  return session !== null && (rolesAt(href.split(/[?#]/)[0] ?? '')?.includes(session.role) ?? false);
}

export const AuthorizedLink: FC<{ href: string; children?: Child }> = ({ href, children }) =>
  mayGo(useView(), href) ? <a href={href}>{children}</a> : <span>{children}</span>;

interface ButtonProps {
  href: string;
  label: MessageKey;
  variant?: 'primary' | 'danger';
}

/** Link to a form; hidden from viewers who may not open it. */
export const ButtonLink: FC<ButtonProps> = ({ href, label, variant }) => {
  const view = useView();
  if (!mayGo(view, href)) return null;
  return (
    <a class={variant ? `button ${variant}` : 'button'} href={href}>
      {view.t(label)}
    </a>
  );
};

interface LinksProps {
  to: [label: MessageKey, href: string | false | null | undefined][];
  children?: Child;
}

/** Links in a row, without those that the viewer may not open. */
export const Links: FC<LinksProps> = ({ to, children }) => {
  const view = useView();
  const open = to.filter(([, href]) => href && mayGo(view, href));
  if (open.length === 0 && !children) return null;
  return (
    <ul class="links">
      {children}
      {open.map(([label, href]) => (
        <li>
          <a href={href || ''}>{view.t(label)}</a>
        </li>
      ))}
    </ul>
  );
};
