/** `/console/reports`: the reports of the log, to look at, to print, and as files. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { Refusal } from '../../platform/problem.ts';
import { resolving } from '../entities/address.tsx';
import { asFile, download } from '../frame/download.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { askedOf, entityControls, type Format, KINDS, type Kind, REPORTS, reported, TYPES } from './kinds.ts';
import { contentOf } from './pages.tsx';
import { ReportSheet, ReportsPage } from './sheet.tsx';

export const reportPages = new Hono<ConsoleEnv>();

reportPages.get('/reports', (c) => {
  const { view } = c.var;
  return consolePage(c, { title: view.t('reports.title') }, <ReportsPage />);
});

const resolved = resolving((c) => entityControls(REPORTS[kindOf(c)]));

reportPages.get('/reports/:kind', resolved, async (c) => {
  const { view } = c.var;
  const kind = kindOf(c);
  const report = REPORTS[kind];
  const asked = askedOf(report, c.req.query(), c.var.now);
  const isAsked = report.needs === undefined || asked[report.needs] !== undefined;
  const answer = isAsked ? await reported(report, view.api, asked) : undefined;
  const sheet = {
    title: view.t(`reports.${kind}`),
    ...(answer?.ok === false && { status: answer.problem.status as 400 }),
  };
  return consolePage(
    c,
    sheet,
    <ReportSheet kind={kind} asked={asked} answer={answer}>
      {answer?.ok && contentOf(kind, { data: answer.value, asked })}
    </ReportSheet>,
  );
});

reportPages.get('/reports/:kind/file', resolved, async (c) => {
  const { view } = c.var;
  const kind = kindOf(c);
  const report = REPORTS[kind];
  const [best = 'json'] = report.formats;
  const format: Format = report.formats.find((one) => one === c.req.query('as')) ?? best;
  const asked = askedOf(report, c.req.query(), c.var.now);
  const { period, from = '', to = '', license, customer, article, supplier } = asked;
  const of = [period ?? (from && `${from}_${to}`), license ?? customer ?? article ?? supplier];
  const name = [kind, ...of].filter(Boolean).join('-');
  return download(report.ask(view.api, asked, asFile(TYPES[format])), `${name}.${format}`);
});

/** Throws for what is no report. */
function kindOf(c: Context): Kind {
  const kind = KINDS.find((one) => one === c.req.param('kind'));
  if (!kind) throw new Refusal({ code: 'not_found', detail: 'There is no such report here.' });
  return kind;
}
