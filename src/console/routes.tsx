/** Public pages, targets of stamps and refusals, and assets of all pages. */
import type { Child } from 'hono/jsx';
import type { Env } from '../platform/env.ts';
import { createRouter } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import type { MessageKey } from './frame/message-keys.ts';
import { publicPage } from './frame/page.tsx';
import { createView } from './frame/view-of.ts';
import { LicensingPage, ProblemsPage } from './public/licensing.tsx';
import { StartPage } from './public/start.tsx';
import { VerifyPage } from './public/verify.tsx';
import { servedAsset } from './reference/served.ts';

export const publicPages = createRouter();

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

publicPages.get('/assets/console/:file', (c) => {
  const { file } = c.req.param();
  const type = TYPES[/^[a-z-]+\.([a-z]+)$/.exec(file)?.[1] ?? ''];
  if (!type) throw new Refusal({ code: 'not_found', detail: 'There is no such file here.' });
  return servedAsset(c, `console/${file}`, { type });
});

const styles = ['public.css'];

/** Ignores the session, because shared caches store the page. */
function addPage(path: string, title: MessageKey, content: (env: Env) => Child, files = {}): void {
  publicPages.get(path, async (c) => {
    const view = await createView(c, null);
    return publicPage(c, view, { title: view.t(title), ...files }, content(c.env));
  });
}

addPage('/', 'start.title', () => <StartPage />, { scripts: ['start.js'], styles });
addPage('/verify', 'verify.title', () => <VerifyPage />, { scripts: ['verify.js'], styles });
addPage('/licensing', 'licensing.title', ({ AGENCY_CONTACT }) => (
  <LicensingPage contact={AGENCY_CONTACT?.trim() || undefined} />
));
addPage('/docs/problems', 'problems.title', () => <ProblemsPage />);
