/** Responses with statements. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { NoteEntryOf } from '../../ledger/notes/types.ts';
import { canonical, canonicalObject } from '../../platform/canonical.ts';
import type { Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { cursorsOf, OPERATORS, pageOf } from '../../platform/paging.ts';
import { csvLine } from '../csv.ts';
import { namesById } from '../entities/names-store.ts';
import { sendText } from '../large-answer.ts';
import { usageCsv } from '../reports/csv.ts';
import { periodOf } from '../reports/period.ts';
import { adjusted, usageOfAll } from '../reports/read.ts';
import { csvAnswer, NO_STORE, wantsCsv } from '../table-answer.ts';
import { CSV_ROWS_AT_ONCE } from './limits.ts';
import type { MonthState } from './month-state.ts';
import { monthGrid } from './months.ts';
import type { Statement, StatementMonths } from './schemas.ts';
import {
  adjustmentsOf,
  listStatements,
  type NamedStatement,
  namedStatements,
  type StatementFilter,
  type StatementRow,
  type StatementsQuery,
  textOf,
} from './store.ts';

/** Route of statements for each audience. */
export type StatementsAt = '/v1/audit/statements' | '/v1/usage/statements';

/** The operators' log names the operator who closed it. */
export function headOf({ operator: _operator, ...row }: StatementRow, at: StatementsAt) {
  return { ...row, href: `${at}/${row.id}` };
}

/** `reader`: as in cursors. */
export async function statementPage(
  env: Env,
  at: StatementsAt,
  {
    reader,
    filter,
    cursor,
    limit,
  }: {
    reader: string;
    filter: Pick<StatementFilter, 'period' | 'license' | 'partner'>;
    cursor?: string;
    limit: number;
  },
) {
  const cursors = cursorsOf(env, { list: 'statements', reader, filter }, cursorId);
  const before = cursors.after(cursor)?.id;
  const rows = await listStatements(env.DB, { ...filter, before, limit: limit + 1 });
  const { items, next } = pageOf(rows, limit, cursors.to);
  return { items: items.map((row) => headOf(row, at)), next };
}

const cursorId = z.object({ id: z.string() });

/** `to`, `q` and `state`: as in `monthGrid`. */
export async function monthsPage(
  env: Env,
  { cursor, limit, billing, nowMs, ...filter }: MonthsRequest,
): Promise<StatementMonths> {
  const cursors = cursorsOf(env, { list: 'statement-months', reader: OPERATORS, filter }, ofLicense);
  const after = cursors.after(cursor)?.license;
  const { months, rows } = await monthGrid(env.DB, { ...filter, after, limit: limit + 1, nowMs });
  const page = pageOf(rows, limit, cursors.to);
  if (!billing) return { months, ...page };
  const bills = await billsOf(env, page.items, filter.to, nowMs);
  const items = page.items.map((row) => ({ ...row, billing: bills.get(row.license) }));
  return { months, ...page, items };
}

interface MonthsRequest {
  to: string;
  q?: string;
  state?: MonthState;
  cursor?: string;
  limit: number;
  /** Whether rows have the bill of the month `to`. */
  billing?: boolean;
  nowMs: number;
}

async function billsOf(env: Env, rows: { license: string }[], month: string, nowMs: number) {
  const period = periodOf(month);
  if (!period) return new Map();
  const licenses = rows.map(({ license }) => license);
  const lines = await usageOfAll(env, { licenses }, { period, env: 'live', granularity: 'month', nowMs });
  return new Map(lines.map(({ subject, billing }) => [subject.license, billing]));
}

const ofLicense = z.object({ license: z.string() });

export async function tableAnswer(
  c: Context<AppEnv>,
  query: Pick<StatementsQuery, 'license' | 'partner' | 'period'>,
): Promise<Response> {
  const lines = [STATEMENTS_HEADER];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows = await namedStatements(c.env.DB, { ...query, after, limit: CSV_ROWS_AT_ONCE });
    lines.push(...rows.map(statementRecord));
    after = rows.length < CSV_ROWS_AT_ONCE ? undefined : rows.at(-1)?.id;
  }
  const scope = query.period ?? query.license ?? query.partner ?? '';
  return csvAnswer(c, `statements-${scope.replaceAll(/[^\w.-]+/g, '_')}`, lines);
}

/** The statement, byte for byte as closed, and later corrections. */
export async function statementAnswer(c: Context<AppEnv>, row: StatementRow) {
  const [text, bodies] = await Promise.all([textOf(c.env.BUCKET, row), adjustmentsOf(c.env.DB, row)]);
  const adjustments = bodies.map((body) => adjusted(JSON.parse(body) as NoteEntryOf<'adjustment'>));
  if (wantsCsv(c)) {
    const { usage, period } = JSON.parse(text) as Statement;
    return csvAnswer(
      c,
      `statement-${row.license}-${row.period}`,
      usageCsv(period.name, [usage], await namesById(c.env, 'license', [row.license]), adjustments),
    );
  }
  const members = {
    statement: text,
    sha256: JSON.stringify(row.sha256),
    adjustments: canonical(adjustments),
  };
  return sendText(c, canonicalObject(members), { ...NO_STORE, 'Content-Type': 'application/json' });
}

const COLUMNS = [
  ...([
    'id',
    'period',
    'partnerName',
    'reference',
    'units',
    'overage',
    'shortfall',
    'adjusted',
    'billed',
  ] as const),
  ...(['since', 'closed', 'license', 'partner', 'sha256'] as const),
] satisfies (keyof NamedStatement)[];

/** Column names as in other tables. */
const HEADS: Partial<Record<keyof NamedStatement, string>> = {
  id: 'statement',
  reference: 'licenseReference',
  since: 'adjustedSince',
};

const STATEMENTS_HEADER = csvLine(COLUMNS.map((column) => HEADS[column] ?? column));

const statementRecord = (row: NamedStatement): string => csvLine(COLUMNS.map((column) => row[column]));
