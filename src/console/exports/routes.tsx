/** `/console/exports`: the log as files, and evidence for third parties. */
import { type Context, Hono } from 'hono';
import { entityControls } from '../deliveries/filters.ts';
import { resolveIds } from '../entities/address.tsx';
import { ApiError, faultOf } from '../frame/api.ts';
import { asStream, download, downloadLog } from '../frame/download.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { missingNotice, requireAny } from '../parts/missing.tsx';
import { instantsOf, periodQuery, periodSlug, toPeriod } from '../parts/period-choices.ts';
import { ExportsPage, type ExportsProps, LOG_FILTERS } from './pages.tsx';

export const exportPages = new Hono<ConsoleEnv>();

for (const path of ['/exports', '/exports/log', '/exports/evidence'])
  exportPages.use(path, resolveIds(entityControls));

exportPages.get('/exports', requireAny('exports.title', 'license'), (c) => exportsPage(c, {}));

async function exportsPage(c: Context<ConsoleEnv>, faults: ExportsProps['faults']) {
  const { view } = c.var;
  const noArticle = await missingNotice(view, 'article');
  return consolePage(
    c,
    { title: view.t('exports.title'), status: Object.keys(faults).length > 0 ? 400 : 200 },
    <ExportsPage query={c.req.query()} faults={faults} noArticle={noArticle} />,
  );
}

/** Sends the file, or shows the form again with its faults. `send` gets the instants of the period. */
async function exported(
  c: Context<ConsoleEnv>,
  form: keyof ExportsProps['faults'],
  send: (time: { from?: string; to?: string }) => Promise<Response>,
) {
  const selection = periodQuery(c.req.query(), '');
  const period = toPeriod(selection);
  const isReversed = (selection.from ?? '') > (selection.to ?? '~');
  if (!period && selection.period !== '')
    return exportsPage(c, { [form]: [faultOf('/to', isReversed ? 'period_order' : 'period_range')] });
  try {
    return await send(period ? instantsOf(period) : {});
  } catch (error) {
    if (!(error instanceof ApiError) || !error.problem.errors) throw error;
    return exportsPage(c, { [form]: error.problem.errors });
  }
}

exportPages.get('/exports/log', (c) => {
  const params = c.req.query();
  const filters = LOG_FILTERS.flatMap((name) => (params[name] ? [[name, params[name]]] : []));
  const nameParts = ['deliveries', periodSlug(periodQuery(params, '')), params.license];
  const name = nameParts.filter(Boolean).join('-');
  return exported(c, 'log', (time) =>
    downloadLog(c.var.view.api, params.as, { ...Object.fromEntries(filters), ...time }, name),
  );
});

exportPages.get('/exports/evidence', (c) => {
  const { license, article } = c.req.query();
  const { api } = c.var.view;
  const kind = article || license === undefined ? 'article' : 'license';
  const id = article || license || '';
  if (id === '') return exportsPage(c, { [kind]: [faultOf(`/${kind}`, 'missing')] });
  const period = periodSlug(periodQuery(c.req.query(), ''));
  const name = `${['evidence', id, period].filter(Boolean).join('-')}.zip`;
  return exported(c, kind, (query) => {
    const init = { params: { path: { id }, query }, ...asStream('application/zip') };
    return download(
      kind === 'article'
        ? api.GET('/v1/audit/evidence/articles/{id}', init)
        : api.GET('/v1/audit/evidence/licenses/{id}', init),
      name,
    );
  });
});
