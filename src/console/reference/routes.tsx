/** `/openapi.json`, and `/docs`: its rendered form and the partner guide. */
import type { Context } from 'hono';
import { agencyOf } from '../../platform/env.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { type AppEnv, createRouter } from '../../platform/http.ts';
import { publicPage } from '../frame/page.tsx';
import { createView } from '../frame/view-of.ts';
import { type Chapter, GuideChapterPage, GuidePage, type Reference, ReferencePage } from './pages.tsx';
import { servedAsset, storedText } from './served.ts';

export const referenceRoutes = createRouter();

/** Placeholder for the gateway's URL in committed texts. */
const DESCRIBED_URL = 'http://localhost:8787';

referenceRoutes.get('/openapi.json', (c) => {
  const { publicUrl } = agencyOf(c.env);
  return servedAsset(c, 'openapi.json', {
    type: 'application/json',
    transform: (text) => text.replaceAll(DESCRIBED_URL, publicUrl),
  });
});

/** Rendered at build time (scripts/reference). */
async function rendered<T>(c: Context<AppEnv>, name: string): Promise<T> {
  const text = await storedText(c.env, `docs/${name}.json`);
  return JSON.parse(text.replaceAll(DESCRIBED_URL, agencyOf(c.env).publicUrl)) as T;
}

const styles = ['docs.css'];

for (const [path, name, title, lead] of [
  ['/docs', 'partner', 'docs.title', 'docs.lead'],
  ['/docs/agency', 'agency', 'docs.agency', 'docs.agency_lead'],
] as const)
  referenceRoutes.get(path, async (c) => {
    const [view, reference] = await Promise.all([createView(c, null), rendered<Reference>(c, name)]);
    const page = <ReferencePage reference={reference} title={title} lead={lead} />;
    return publicPage(c, view, { title: view.t(title), styles }, page);
  });

referenceRoutes.get('/docs/guide', async (c) => {
  const [view, chapters] = await Promise.all([createView(c, null), rendered<Chapter[]>(c, 'guide')]);
  return publicPage(c, view, { title: view.t('guide.title'), styles }, <GuidePage chapters={chapters} />);
});

referenceRoutes.get('/docs/guide/:chapter', async (c) => {
  const [view, chapters] = await Promise.all([createView(c, null), rendered<Chapter[]>(c, 'guide')]);
  const index = chapters.findIndex(({ slug }) => slug === c.req.param('chapter'));
  const chapter = chapters[index] ?? unwrap<never>(missing('chapter'));
  const page = (
    <GuideChapterPage chapter={chapter} previous={chapters[index - 1]} next={chapters[index + 1]} />
  );
  return publicPage(c, view, { title: chapter.title, styles }, page);
});
