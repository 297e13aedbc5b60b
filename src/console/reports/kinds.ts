/** Report types with their parameters and file formats. */
import type { EntityControl } from '../entities/address.tsx';
import { type Answer, type Api, type ApiProblem, type ApiResult, byId, toResult } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { monthAt, type PeriodQuery, periodQuery, toPeriod } from '../parts/period-choices.ts';

export type Control =
  | 'period'
  | 'license'
  | 'partner'
  | 'env'
  | 'supplier'
  | 'article'
  | 'customer'
  | 'granularity';

export const TYPES = {
  csv: 'text/csv',
  json: 'application/json',
  tsv: 'text/tab-separated-values',
} as const;
export type Format = keyof typeof TYPES;

type Kinds = EntityControl['kinds'];
type Query = Record<string, string>;
interface Init {
  headers?: { Accept: string };
  parseAs?: 'stream';
}

export interface Report {
  controls: Control[];
  formats: Format[];
  needs?: Control;
  /** Only whole months that have ended, as COUNTER requires; by default the last one. */
  finished?: true;
  isText?: true;
  /** Of the page; the file has all rows. */
  page?: Query;
  ask(api: Api, query: Query, init: Init): Promise<Answer<unknown>>;
}

const BY_KIND = {
  usage: {
    controls: ['period', 'license', 'partner', 'env'],
    formats: ['csv', 'json'],
    page: { top: '200' },
    ask: (api, query, init) =>
      api.GET('/v1/audit/reports/usage', {
        params: { query: { env: 'live', ...(query.license && { granularity: 'day' as const }), ...query } },
        ...init,
      }),
  },
  royalties: {
    controls: ['period', 'supplier', 'env'],
    formats: ['csv', 'json'],
    ask: (api, query, init) =>
      api.GET('/v1/audit/reports/royalties', { params: { query: query as object }, ...init }),
  },
  article: {
    controls: ['article'],
    formats: ['json'],
    needs: 'article',
    ask: (api, { article = '' }, init) =>
      api.GET('/v1/audit/reports/articles/{id}', { ...byId(article), ...init }),
  },
  rules: {
    controls: ['period', 'license'],
    formats: ['json'],
    ask: (api, query, init) => api.GET('/v1/audit/reports/rules', { params: { query }, ...init }),
  },
  activity: {
    controls: ['period', 'license', 'granularity'],
    formats: ['json'],
    ask: (api, query, init) =>
      api.GET('/v1/audit/reports/activity', { params: { query: query as object }, ...init }),
  },
  completeness: {
    controls: ['period'],
    formats: ['json'],
    ask: (api, query, init) =>
      api.GET('/v1/audit/reports/completeness', { params: { query: daysOf(query) }, ...init }),
  },
  society: {
    controls: ['period', 'license'],
    formats: ['csv'],
    isText: true,
    ask: (api, query, init) => api.GET('/v1/audit/reports/society', { params: { query }, ...init }),
  },
  platform: counterReport('/v1/audit/reports/counter/pr'),
  items: counterReport('/v1/audit/reports/counter/ir'),
} satisfies Record<string, Report>;

export type ReportKind = keyof typeof BY_KIND;
export const REPORTS: Record<ReportKind, Report> = BY_KIND;
export const KINDS = Object.keys(BY_KIND) as ReportKind[];

export const ENTITY_CONTROLS: Partial<Record<Control, Kinds>> = {
  license: ['license'],
  customer: ['license', 'partner'],
  partner: ['partner'],
  article: ['article'],
};

export const labelOf = (control: Control): MessageKey =>
  control === 'article' ? 'deliveries.by.article' : (`reports.${control}` as MessageKey);

export const entityControls = ({ controls }: Report): EntityControl[] =>
  controls.flatMap((name) => {
    const kinds = ENTITY_CONTROLS[name];
    return kinds ? [{ name, kinds, label: labelOf(name) }] : [];
  });

export function reportQuery({ controls, finished }: Report, query: Query, nowMs: number): Query {
  const params = controls.flatMap((name) => (name !== 'period' && query[name] ? [[name, query[name]]] : []));
  const period = controls.includes('period') ? periodQuery(query, monthAt(nowMs, finished ? 1 : 0)) : {};
  const { cursor } = query;
  return {
    ...Object.fromEntries(params),
    ...period,
    ...(controls.includes('supplier') && cursor && { cursor }),
  };
}

/** Loads the report. Converts COUNTER exceptions to problems. */
export async function loadReport(report: Report, api: Api, query: Query): Promise<ApiResult<unknown>> {
  const init = report.isText ? { parseAs: 'text' as never } : {};
  const answer = await toResult(report.ask(api, { ...query, ...report.page }, init));
  if (answer.ok || answer.problem.code) return answer as ApiResult<unknown>;
  const { status, Message, Data } = answer.problem;
  const detail = [Message, Data].filter(Boolean).join(': ');
  const problem: ApiProblem = { status, code: status === 403 ? 'not_found' : 'malformed', title: '', detail };
  return { ok: false, problem };
}

/** Ends the period today. */
function daysOf(query: PeriodQuery): { from?: string; to?: string } {
  const period = toPeriod(query);
  if (!period) return { ...(query.from && { from: query.from }), ...(query.to && { to: query.to }) };
  const today = new Date().toISOString().slice(0, 10);
  return { from: period.from, to: period.to > today && period.from <= today ? today : period.to };
}

function counterReport(path: '/v1/audit/reports/counter/pr' | '/v1/audit/reports/counter/ir'): Report {
  return {
    controls: ['period', 'customer'],
    formats: ['tsv', 'json'],
    needs: 'customer',
    finished: true,
    ask: (api, query, init) => api.GET(path, { params: { query: monthsOf(query) }, ...init }),
  };
}

/** COUNTER counts whole months. */
function monthsOf({ customer = '', ...query }: Query) {
  const period = toPeriod(query);
  return {
    customer_id: customer,
    begin_date: period?.from.slice(0, 7) ?? '',
    end_date: period?.to.slice(0, 7) ?? '',
  };
}

export interface ReportData<T> {
  data: T;
  query: Record<string, string>;
}
