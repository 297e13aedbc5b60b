/** `/console/exports`: the log as files, and evidence for third parties. */
import { Hono } from 'hono';
import { Refusal } from '../../platform/problem.ts';
import { resolveIds } from '../entities/address.tsx';
import { faultOf } from '../frame/api.ts';
import { asStream, download, downloadLog } from '../frame/download.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { missingNotice, requireAny } from '../parts/missing.tsx';
import { instantsOf, periodQuery, toPeriod } from '../parts/period-choices.ts';
import { ENTITY_FILTERS, ExportsPage, LOG_FILTERS } from './pages.tsx';

export const exportPages = new Hono<ConsoleEnv>();

for (const path of ['/exports', '/exports/log', '/exports/evidence'])
  exportPages.use(path, resolveIds(ENTITY_FILTERS));

exportPages.get('/exports', requireAny('exports.title', 'license'), async (c) => {
  const { view } = c.var;
  const title = view.t('exports.title');
  const noArticle = await missingNotice(view, 'article');
  return consolePage(c, { title }, <ExportsPage query={c.req.query()} noArticle={noArticle} />);
});

/** API parameters of the period; empty for all time. Throws if the days are invalid. */
function timeIn(query: Record<string, string>): { from?: string; to?: string } {
  const selection = periodQuery(query, '');
  if (selection.period === '') return {};
  const period = toPeriod(selection);
  if (!period)
    throw new Refusal({
      code: 'malformed',
      detail: 'Choose a period, or two days, of which the first is not later than the last.',
      members: { errors: [faultOf('', 'period_range')] },
    });
  return instantsOf(period);
}

const nameOf = (...parts: (string | undefined)[]) => parts.filter(Boolean).join('-');
const spanName = ({ period, from, to }: Record<string, string>) =>
  period || (from || to ? `${from ?? ''}_${to ?? ''}` : '');

exportPages.get('/exports/log', async (c) => {
  const params = c.req.query();
  const filters = LOG_FILTERS.flatMap((name) => (params[name] ? [[name, params[name]]] : []));
  const query = { ...Object.fromEntries(filters), ...timeIn(params) };
  const name = nameOf('deliveries', spanName(params), params.license);
  return downloadLog(c.var.view.api, params.as, query, name);
});

exportPages.get('/exports/evidence', async (c) => {
  const params = c.req.query();
  const { license, article } = params;
  const query = timeIn(params);
  const { api } = c.var.view;
  const name = `${nameOf('evidence', license || article, spanName(params))}.zip`;
  const zip = asStream('application/zip');
  if (article)
    return download(
      api.GET('/v1/audit/evidence/articles/{id}', { params: { path: { id: article }, query }, ...zip }),
      name,
    );
  if (license)
    return download(
      api.GET('/v1/audit/evidence/licenses/{id}', { params: { path: { id: license }, query }, ...zip }),
      name,
    );
  throw new Refusal({ code: 'malformed', detail: 'Say of which license or article.' });
});
