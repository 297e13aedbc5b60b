/** Public pages, targets of stamps and refusals, and assets of all pages. */
import type { Context } from 'hono';
import { type AppEnv, createRouter } from '../platform/http.ts';
import { pageAssets } from './frame/assets.ts';
import { publicPage } from './frame/page.tsx';
import { createView } from './frame/view-of.ts';
import { LicensingPage, ProblemsPage } from './public/licensing.tsx';
import { textsFor } from './public/script-texts.tsx';
import { START_TEXTS, StartPage } from './public/start.tsx';
import { VERIFY_TEXTS, VerifyPage } from './public/verify.tsx';

export const publicPages = createRouter();

publicPages.route('/', pageAssets);

const STYLES = ['public.css'];

/** Ignores the session, because shared caches store the page. */
const viewOfAnyone = (c: Context<AppEnv>) => createView(c, null);

publicPages.get('/', async (c) => {
  const view = await viewOfAnyone(c);
  const texts = await textsFor(c.env, view.language, START_TEXTS);
  const sheet = { title: view.t('start.title'), scripts: ['start.js'], styles: STYLES };
  return publicPage(c, view, sheet, <StartPage texts={texts} />);
});

publicPages.get('/verify', async (c) => {
  const view = await viewOfAnyone(c);
  const texts = await textsFor(c.env, view.language, VERIFY_TEXTS);
  const sheet = { title: view.t('verify.title'), scripts: ['verify.js'], styles: STYLES };
  return publicPage(c, view, sheet, <VerifyPage texts={texts} />);
});

publicPages.get('/licensing', async (c) => {
  const view = await viewOfAnyone(c);
  return publicPage(
    c,
    view,
    { title: view.t('licensing.title') },
    <LicensingPage contact={c.env.AGENCY_CONTACT?.trim() || undefined} />,
  );
});

publicPages.get('/docs/problems', async (c) => {
  const view = await viewOfAnyone(c);
  return publicPage(c, view, { title: view.t('problems.title') }, <ProblemsPage />);
});
