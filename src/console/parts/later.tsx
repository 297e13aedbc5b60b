/** Placeholder for content that takes longer than its page: a script loads it. Without scripts, a link. */
import type { FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';

/** `id`: of the content on the page at `href`. */
export const Later: FC<{ id: string; href: string; label: MessageKey }> = ({ id, href, label }) => (
  <div id={id} class="later" hx-get={href} hx-trigger="load" hx-select={`#${id}`} hx-swap="outerHTML">
    <a href={href}>{useView().t(label)}</a>
  </div>
);
