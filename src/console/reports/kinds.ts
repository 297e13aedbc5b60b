/** The reports that the API makes: what each is asked by, and as which files it can be had. */
import type { EntityControl } from '../entities/address.tsx';
import { type Api, type ApiProblem, type Tried, tried } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { monthAt, type PeriodAsked, periodAsked, periodMeant } from '../parts/period-choices.ts';

export type Control =
  | 'period'
  | 'license'
  | 'partner'
  | 'env'
  | 'supplier'
  | 'article'
  | 'customer'
  | 'granularity';

/** Media types, by the ending of the file. */
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
interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

export interface Report {
  controls: Control[];
  /** Best first. */
  formats: Format[];
  /** The control without which there is nothing to ask. */
  needs?: Control;
  /** Months before the present one, of the period that is shown when none is chosen. */
  monthsBack?: number;
  /** Read as text: there is no other form of it. */
  isText?: true;
  ask(api: Api, asked: Query, init: Init): Promise<Answer>;
}

const BY_KIND = {
  usage: {
    controls: ['period', 'license', 'partner', 'env'],
    formats: ['csv', 'json'],
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
      api.GET('/v1/audit/reports/articles/{id}', { params: { path: { id: article } }, ...init }),
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
    ask: (api, asked, init) =>
      api.GET('/v1/audit/reports/completeness', { params: { query: daysOf(asked) }, ...init }),
  },
  society: {
    controls: ['period', 'license'],
    formats: ['csv'],
    isText: true,
    ask: (api, query, init) => api.GET('/v1/audit/reports/society', { params: { query }, ...init }),
  },
  platform: {
    controls: ['period', 'customer'],
    formats: ['tsv', 'json'],
    needs: 'customer',
    monthsBack: 1,
    ask: (api, asked, init) =>
      api.GET('/v1/audit/reports/counter/pr', { params: { query: monthsOf(asked) }, ...init }),
  },
  items: {
    controls: ['period', 'customer'],
    formats: ['tsv', 'json'],
    needs: 'customer',
    monthsBack: 1,
    ask: (api, asked, init) =>
      api.GET('/v1/audit/reports/counter/ir', { params: { query: monthsOf(asked) }, ...init }),
  },
} satisfies Record<string, Report>;

export type Kind = keyof typeof BY_KIND;
export const REPORTS: Record<Kind, Report> = BY_KIND;
export const KINDS = Object.keys(BY_KIND) as Kind[];

/** Controls that name a thing. */
export const THINGS: Partial<Record<Control, Kinds>> = {
  license: ['license'],
  customer: ['license', 'partner'],
  partner: ['partner'],
  article: ['article'],
};

/** The report of an article goes by the name of its control. */
export const labelOf = (control: Control): MessageKey =>
  control === 'article' ? 'deliveries.by.article' : (`reports.${control}` as MessageKey);

export const entityControls = ({ controls }: Report): EntityControl[] =>
  controls.flatMap((name) => {
    const kinds = THINGS[name];
    return kinds ? [{ name, kinds, label: labelOf(name) }] : [];
  });

/** Of the address, what the report is asked by; empty fields are not asked for. */
export function askedOf({ controls, monthsBack }: Report, query: Query, nowMs: number): Query {
  const named = controls.flatMap((name) => (query[name] ? [[name, query[name]]] : []));
  const period = controls.includes('period') ? periodAsked(query, monthAt(nowMs, monthsBack)) : {};
  const { cursor } = query;
  return {
    ...Object.fromEntries(named),
    ...period,
    ...(controls.includes('supplier') && cursor && { cursor }),
  };
}

/** What the page shows. COUNTER's own way to refuse is told like the others. */
export async function reported(report: Report, api: Api, asked: Query): Promise<Tried<unknown>> {
  const init = report.isText ? { parseAs: 'text' as never } : {};
  const answer = await tried(report.ask(api, asked, init) as Promise<Answer>);
  if (answer.ok || answer.problem.code) return answer as Tried<unknown>;
  const { status, Message, Data } = answer.problem;
  const detail = [Message, Data].filter(Boolean).join(': ');
  const problem: ApiProblem = { status, code: status === 403 ? 'not_found' : 'malformed', title: '', detail };
  return { ok: false, problem };
}

/** A month that is not over has no days after today. */
function daysOf(asked: PeriodAsked): { from?: string; to?: string } {
  const period = periodMeant(asked);
  if (!period) return { ...(asked.from && { from: asked.from }), ...(asked.to && { to: asked.to }) };
  const today = new Date().toISOString().slice(0, 10);
  return { from: period.from, to: period.to > today && period.from <= today ? today : period.to };
}

/** COUNTER counts whole months. */
function monthsOf({ customer = '', ...asked }: Query) {
  const period = periodMeant(asked);
  return {
    customer_id: customer,
    begin_date: period?.from.slice(0, 7) ?? '',
    end_date: period?.to.slice(0, 7) ?? '',
  };
}

export interface ReportData<T> {
  data: T;
  /** What it was asked by. */
  asked: Record<string, string>;
}
