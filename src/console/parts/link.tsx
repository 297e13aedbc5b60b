/** Links, shown according to the viewer's role, and what is made of them. */
import type { Child, FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Breakable, List } from './small.tsx';

interface AuthorizedProps {
  href: string | undefined;
  class?: string;
  dir?: 'auto';
  'aria-label'?: string;
  children?: Child;
}

export const AuthorizedLink: FC<AuthorizedProps> = ({ href, children, ...attributes }) =>
  href !== undefined && useView().mayGo(href) ? (
    <a href={href} {...attributes}>
      {children}
    </a>
  ) : (
    <span {...attributes}>{children}</span>
  );

interface ButtonProps {
  href: string;
  label: MessageKey;
  variant?: 'primary' | 'danger';
}

/** Link to a form; hidden from viewers who may not open it. */
export const ButtonLink: FC<ButtonProps> = ({ href, label, variant }) => {
  const { t, mayGo } = useView();
  if (!mayGo(href)) return null;
  return (
    <a class={variant ? `button ${variant}` : 'button'} href={href}>
      {t(label)}
    </a>
  );
};

interface LinksProps {
  to: [label: MessageKey, href: string | false | null | undefined][];
  /** Before the links. */
  notes?: Child[];
}

/** Links in a row, without those that the viewer may not open. */
export const Links: FC<LinksProps> = ({ to, notes = [] }) => {
  const { t, mayGo } = useView();
  const open = to.filter(([, href]) => href && mayGo(href));
  if (open.length === 0 && !notes.some(Boolean)) return null;
  return (
    <List
      class="links"
      items={[...notes, ...open.map(([label, href]) => <a href={href || ''}>{t(label)}</a>)]}
    />
  );
};

/** Placeholder for content that a script loads: that with this id on the page at `href`. */
export const Later: FC<{ id: string; href: string; label: MessageKey; delayS?: number }> = (props) => {
  const { id, href, label, delayS } = props;
  const trigger = delayS === undefined ? 'load' : `load delay:${delayS}s`;
  return (
    <div id={id} class="later" hx-get={href} hx-trigger={trigger} hx-select={`#${id}`} hx-swap="outerHTML">
      <a href={href}>{useView().t(label)}</a>
    </div>
  );
};

const ENTRIES = '/v1/audit/deliveries';

/** A figure that the API links to its entries. */
export const Count: FC<{ value: number | undefined; href?: string | undefined }> = ({ value = 0, href }) => {
  const { t, mayGo } = useView();
  const text = t.number(value);
  const isLinked = href !== undefined && value !== 0 && mayGo('/console/deliveries');
  return isLinked ? <a href={href.replace(ENTRIES, '/console/deliveries')}>{text}</a> : <>{text}</>;
};

/** Whom to call at a partner; without a contact, where to enter one. */
export const Contact: FC<{ partner: string | null; contact: string | null | undefined }> = (props) => {
  const { partner, contact } = props;
  const { t, mayGo } = useView();
  const href = `/console/partners/${partner}/change`;
  if (contact) return <Breakable text={contact} />;
  return (
    <>
      {t('partners.no_contact')} {partner && mayGo(href) && <a href={href}>{t('partners.add_contact')}</a>}
    </>
  );
};
