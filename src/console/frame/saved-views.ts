/** Views of lists that an operator keeps by name: addresses in a cookie of the browser. They hold no secret, and need no script. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ConsoleEnv } from './view.ts';

export interface SavedView {
  name: string;
  /** Path and query. */
  href: string;
}

const AGE_S = 400 * 24 * 3600;
const NAME_CHARS_MAX = 60;
/** Browsers keep cookies of 4,096 bytes, the name among them. */
const COOKIE_CHARS_MAX = 3_800;

/** Several operators may use one browser. */
const cookieOf = (operator: string) => `imprimatur-views-${operator.slice(-12)}`;

/** An address of the console, and of no other site, as `//host` is. */
const isOurs = (href: string) => /^\/console\/[\w/-]+(\?[^\s\\]*)?$/.test(href);

export function savedViews(c: Context, operator: string): SavedView[] {
  try {
    const stored = JSON.parse(getCookie(c, cookieOf(operator)) ?? '[]') as [unknown, unknown][];
    return stored
      .map(([name, href]) => ({ name: String(name), href: String(href) }))
      .filter(({ href }) => isOurs(href));
  } catch {
    return [];
  }
}

/** Saves the view that a form names, in place of one of the same name, or forgets one. Answers where to go on. */
export function changeViews(c: Context<ConsoleEnv>, form: FormData): string {
  const text = (field: string) => String(form.get(field) ?? '');
  const { operator } = c.var.view.session;
  const [href, forget] = [text('href'), text('forget')];
  const name = text('name').replaceAll(/\s+/g, ' ').trim().slice(0, NAME_CHARS_MAX);
  if (!isOurs(href)) return '/console';
  const others = savedViews(c, operator).filter((one) => one.name !== (forget || name));
  const views = forget ? others : [...others, { name, href }];
  const stored = JSON.stringify(views.map((view) => [view.name, view.href]));
  const isStored = (forget || name) !== '' && encodeURIComponent(stored).length <= COOKIE_CHARS_MAX;
  if (isStored)
    setCookie(c, cookieOf(operator), stored, {
      ...{ path: '/console', sameSite: 'Lax', maxAge: AGE_S, secure: true, httpOnly: true },
    });
  const done = forget ? 'view_forgotten' : isStored ? 'view_saved' : 'not_view_saved';
  return `${href}${href.includes('?') ? '&' : '?'}done=${done}`;
}
