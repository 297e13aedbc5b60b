/** `/console/reports`: reports as pages, printable, and as files. */
import { type Context, Hono } from 'hono';
import type { Child, FC } from 'hono/jsx';
import { missing, unwrap } from '../../platform/failure.ts';
import { resolveIds } from '../entities/address.tsx';
import { faultOf, malformed } from '../frame/api.ts';
import { asStream, download } from '../frame/download.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { isFinished, periodSlug } from '../parts/period-choices.ts';
import { ActivityContent } from './activity.tsx';
import { ArticleContent } from './article.tsx';
import { CompletenessContent } from './completeness.tsx';
import { CounterContent } from './counter.tsx';
import {
  entityControls,
  type Format,
  KINDS,
  loadReport,
  REPORTS,
  type ReportData,
  type ReportKind,
  reportQuery,
  TYPES,
} from './kinds.ts';
import { RoyaltyContent } from './royalties.tsx';
import { RulesContent } from './rules.tsx';
import { ReportSheet, ReportsPage } from './sheet.tsx';
import { SocietyContent } from './society.tsx';
import { UsageContent } from './usage.tsx';

export const reportPages = new Hono<ConsoleEnv>();

reportPages.get('/reports', (c) => {
  const { view } = c.var;
  return consolePage(c, { title: view.t('reports.title') }, <ReportsPage />);
});

const CONTENTS: Record<ReportKind, (report: ReportData<never>) => ReturnType<FC>> = {
  usage: UsageContent,
  royalties: RoyaltyContent,
  article: ArticleContent,
  rules: RulesContent,
  activity: ActivityContent,
  completeness: CompletenessContent,
  society: SocietyContent,
  platform: CounterContent,
  items: CounterContent,
};

function contentOf(kind: ReportKind, report: ReportData<unknown>): Child {
  const Content = CONTENTS[kind];
  return <Content {...(report as ReportData<never>)} />;
}

const resolved = resolveIds((c) => entityControls(REPORTS[kindOf(c)]));

reportPages.get('/reports/:kind', resolved, async (c) => {
  const { view } = c.var;
  const kind = kindOf(c);
  const report = REPORTS[kind];
  const query = reportQuery(report, c.req.query(), c.var.now);
  const hasRequired = report.needs === undefined || query[report.needs] !== undefined;
  const isRefused = report.finished && !isFinished(query, c.var.now);
  const fault = faultOf(query.period === undefined ? '/to' : '/period', 'unfinished');
  const load = () => (isRefused ? malformed([fault]) : loadReport(report, view.api, query));
  const isLeftEmpty = report.needs !== undefined && c.req.query(report.needs) === '';
  const empty = isLeftEmpty ? malformed([faultOf(`/${report.needs}`, 'missing')]) : undefined;
  const answer = hasRequired ? await load() : empty;
  const sheet = {
    title: view.t(`reports.${kind}`),
    ...(answer?.ok === false && { status: answer.problem.status as 400 }),
  };
  return consolePage(
    c,
    sheet,
    <ReportSheet kind={kind} params={query} answer={answer}>
      {answer?.ok && contentOf(kind, { data: answer.value, query })}
    </ReportSheet>,
  );
});

reportPages.get('/reports/:kind/file', resolved, async (c) => {
  const { view } = c.var;
  const kind = kindOf(c);
  const report = REPORTS[kind];
  const [best = 'json'] = report.formats;
  const format: Format = report.formats.find((format) => format === c.req.query('as')) ?? best;
  const query = reportQuery(report, c.req.query(), c.var.now);
  const { license, customer, article, supplier } = query;
  const nameParts = [kind, periodSlug(query), license ?? customer ?? article ?? supplier];
  const name = nameParts.filter(Boolean).join('-');
  return download(report.ask(view.api, query, asStream(TYPES[format])), `${name}.${format}`);
});

/** Throws if the type is unknown. */
function kindOf(c: Context): ReportKind {
  const kind = KINDS.find((candidate) => candidate === c.req.param('kind'));
  return kind ?? unwrap<never>(missing('report'));
}
