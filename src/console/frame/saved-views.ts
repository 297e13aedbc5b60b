/** List addresses that an operator saves by name, in a cookie. They are not secret. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ConsoleEnv } from './view.ts';

export interface SavedView {
  name: string;
  href: string;
}

const AGE_S = 400 * 24 * 3600;
const NAME_CHARS_MAX = 60;
/** Browsers limit a cookie to 4,096 bytes including its name. */
const COOKIE_CHARS_MAX = 3_800;

/** Per operator, because several may share a browser. */
const cookieOf = (operator: string) => `imprimatur-views-${operator.slice(-12)}`;

/** Accepts only paths of the console, so `//host` is rejected. */
const isConsoleHref = (href: string) => /^\/console\/[\w/-]+(\?[^\s\\]*)?$/.test(href);

export function savedViews(c: Context, operator: string): SavedView[] {
  try {
    const stored = JSON.parse(getCookie(c, cookieOf(operator)) ?? '[]') as [unknown, unknown][];
    return stored
      .map(([name, href]) => ({ name: String(name), href: String(href) }))
      .filter(({ href }) => isConsoleHref(href));
  } catch {
    return [];
  }
}

/** Saves a view under its name, replacing an older one, or deletes one. Returns the redirect target. */
export function changeViews(c: Context<ConsoleEnv>, form: FormData): string {
  const text = (field: string) => String(form.get(field) ?? '');
  const { operator } = c.var.view.session;
  const [href, forget] = [text('href'), text('forget')];
  const name = text('name').replaceAll(/\s+/g, ' ').trim().slice(0, NAME_CHARS_MAX);
  if (!isConsoleHref(href)) return '/console';
  const otherViews = savedViews(c, operator).filter((view) => view.name !== (forget || name));
  const views = forget ? otherViews : [...otherViews, { name, href }];
  const stored = JSON.stringify(views.map((view) => [view.name, view.href]));
  const isStored = (forget || name) !== '' && encodeURIComponent(stored).length <= COOKIE_CHARS_MAX;
  if (isStored)
    setCookie(c, cookieOf(operator), stored, {
      ...{ path: '/console', sameSite: 'Lax', maxAge: AGE_S, secure: true, httpOnly: true },
    });
  const result = forget ? 'view_forgotten' : isStored ? 'view_saved' : 'not_view_saved';
  return `${href}${href.includes('?') ? '&' : '?'}done=${result}`;
}
