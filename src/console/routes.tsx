/** Public pages, targets of stamps and refusals, and assets of all pages. */
import type { Child } from 'hono/jsx';
import type { Env } from '../platform/env.ts';
import { createRouter } from '../platform/http.ts';
import { pageAssets } from './frame/assets.ts';
import type { MessageKey } from './frame/message-keys.ts';
import { publicPage } from './frame/page.tsx';
import { createView } from './frame/view-of.ts';
import { LicensingPage, ProblemsPage } from './public/licensing.tsx';
import { StartPage } from './public/start.tsx';
import { VerifyPage } from './public/verify.tsx';

export const publicPages = createRouter();

publicPages.route('/', pageAssets);

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
