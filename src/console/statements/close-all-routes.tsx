/** `/console/statements/close-all`: closes a month for many licenses, in parts that fit one request. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { parseJson, UNSENT } from '../forms/read.ts';
import { sentForm } from '../forms/sent.ts';
import { type Api, toResult, unwrap } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import { problemIn } from '../frame/sentences.ts';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { monthAt } from '../parts/period-choices.ts';
import { CloseAllPage, ClosedPage, ClosingPage, type NotClosed, PREVIEW } from './close-all.tsx';
import { licenseName } from './grid.tsx';

export const closeAllPages = new Hono<ConsoleEnv>();

/** Licenses per preview: the API's page limit. */
const LICENSES_MAX = 200;
/** Statements closed per request: each takes some twenty D1 statements, of 1,000 per request. */
const PART_SIZE = 25;
/** Concurrent ones, as they mostly wait for the ledger. */
const AT_ONCE = 5;

const readyMonths = (api: Api, period: string, billing?: 'true') =>
  api.GET('/v1/audit/statements/months', {
    params: { query: { to: period, state: 'ready', limit: LICENSES_MAX, ...(billing && { billing }) } },
  });

closeAllPages.get('/statements/close-all', (c) => {
  const period = c.req.query('period') || monthAt(c.var.now, 1);
  return c.req.query('done') === 'month_closed' ? closedPage(c, period) : previewPage(c, { period });
});

async function previewPage(c: Context<ConsoleEnv>, selection: { period: string; selected?: string[] }) {
  const { view } = c.var;
  const { period } = selection;
  const { items, months } = await unwrap(readyMonths(view.api, period, 'true'));
  const [month] = months;
  const ready = items.flatMap(({ billing, ...license }) => (billing ? [{ license, billing }] : []));
  const page = <CloseAllPage {...selection} ready={ready} count={month?.ready ?? 0} />;
  return consolePage(c, { title: view.t('statements.close_all') }, page);
}

async function closedPage(c: Context<ConsoleEnv>, period: string) {
  const { api, t } = c.var.view;
  const query = { period, limit: LICENSES_MAX };
  const [{ months }, statements] = await Promise.all([
    unwrap(readyMonths(api, period)),
    unwrap(api.GET('/v1/audit/statements', { params: { query } })),
  ]);
  const month = months[0] ?? { period, ready: 0, closed: 0, open: 0, daily: 0 };
  const page = <ClosedPage month={month} statements={statements.items} />;
  return consolePage(c, { title: t('statements.close_all') }, page);
}

/** Idempotent: a closed month returns its statement. */
closeAllPages.post('/statements/close-all', async (c) => {
  const { view } = c.var;
  const form = await sentForm(c);
  const period = String(form.get('period') ?? '');
  const licenses = [...new Set(form.getAll('license').map(String))].slice(0, LICENSES_MAX);
  if (form.has(PREVIEW) || form.has(UNSENT)) return previewPage(c, { period, selected: licenses });
  const resultPage = (result: Record<string, string>) =>
    c.redirect(`/console/statements/close-all?${new URLSearchParams({ period, ...result })}`, 303);
  if (licenses.length === 0) return resultPage({ done: 'not_month_closed' });
  const earlier = form.getAll('failed').slice(0, LICENSES_MAX).flatMap(notClosedIn);
  const outcome = await closePart(view, period, licenses.slice(0, PART_SIZE));
  const failed = [...earlier, ...outcome.failed];
  const closed = (Number.parseInt(String(form.get('closed') ?? '0'), 10) || 0) + outcome.closed;
  const remaining = licenses.slice(PART_SIZE);
  if (remaining.length + failed.length === 0)
    return resultPage({ done: 'month_closed', count: String(closed) });
  return progressPage(c, view, { period, closed, remaining, failed });
});

type Progress = { period: string; closed: number; remaining: string[]; failed: NotClosed[] };

async function progressPage(c: Context<ConsoleEnv>, view: ConsoleView, progress: Progress) {
  // Licenses that failed are mostly still ready; others are shown without name.
  const ready = progress.failed.length > 0 ? await toResult(readyMonths(view.api, progress.period)) : null;
  const names = new Map((ready?.ok ? ready.value.items : []).map((row) => [row.license, licenseName(row)]));
  const sheet = { title: view.t('statements.close_all') };
  return consolePage(c, sheet, <ClosingPage {...progress} names={names} />);
}

async function closePart(view: ConsoleView, period: string, licenses: string[]) {
  const failed: NotClosed[] = [];
  for (let start = 0; start < licenses.length; start += AT_ONCE)
    await Promise.all(
      licenses.slice(start, start + AT_ONCE).map(async (license) => {
        const answer = await toResult(view.api.POST('/v1/audit/statements', { body: { license, period } }));
        if (!answer.ok) failed.push({ license, why: problemIn(view, answer.problem) });
      }),
    );
  return { closed: licenses.length - failed.length, failed };
}

/** Failures of earlier parts, from hidden fields. */
function notClosedIn(text: string | File): NotClosed[] {
  const { license, why } = Object(parseJson(text)) as Partial<NotClosed>;
  return license ? [{ license: String(license), why: String(why) }] : [];
}
