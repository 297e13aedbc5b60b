/** `/v1/audit/statements`: closed periods and their corrections. */
import { requireOperator } from '../../access/guard.ts';
import { requireSlot } from '../../audit/large-answer.ts';
import { adjustStatement } from '../../audit/statements/adjust.ts';
import {
  headOf,
  monthsPage,
  statementAnswer,
  statementPage,
  tableAnswer,
} from '../../audit/statements/answer.ts';
import { closeStatement } from '../../audit/statements/close.ts';
import { lastFinishedMonth } from '../../audit/statements/month-state.ts';
import {
  entered,
  listQuery,
  monthsQuery,
  statement,
  statementHead,
  statementMonths,
  tableQuery,
  toAdjust,
  toClose,
} from '../../audit/statements/schemas.ts';
import { findStatement } from '../../audit/statements/store.ts';
import { jsonOrCsv } from '../../audit/table-answer.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter, malformed } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { actorOf, body, idParam, json, problems, route } from '../../platform/openapi.ts';
import { OPERATORS, pageOfSchema } from '../../platform/paging.ts';

export const statementRoutes = createRouter();

const STATEMENTS_PATH = '/v1/audit/statements';
const auditor = { middleware: requireOperator('auditor') };
/** The desk bills from closed statements. */
const reader = { middleware: requireOperator('auditor', 'desk') };

statementRoutes.openapi(
  route.post(STATEMENTS_PATH, {
    ...auditor,
    summary: 'Close a period of a license with an immutable statement',
    request: { body: body(toClose) },
    responses: {
      201: json(statementHead, 'The statement'),
      200: json(statementHead, 'The period was already closed; its statement'),
      ...problems(404, 409),
    },
  }),
  async (c) => {
    const { row, repeated } = unwrap(await closeStatement(c.env, c.req.valid('json'), actorOf(c)));
    return c.json(headOf(row, STATEMENTS_PATH), repeated ? 200 : 201, NO_STORE);
  },
);

statementRoutes.openapi(
  route.get(STATEMENTS_PATH, {
    ...reader,
    summary: 'List the statements, most recently closed first',
    request: { query: listQuery },
    responses: { 200: json(pageOfSchema(statementHead), 'A page of results') },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const request = { reader: OPERATORS, filter, cursor, limit };
    return c.json(await statementPage(c.env, STATEMENTS_PATH, request), 200, NO_STORE);
  },
);

statementRoutes.openapi(
  route.get('/v1/audit/statements/months', {
    ...reader,
    summary: 'List twelve months per license: which are closed and which can be closed',
    request: { query: monthsQuery },
    responses: { 200: json(statementMonths, 'A page, sorted by name') },
  }),
  async (c) => {
    const { to: newest, ...query } = c.req.valid('query');
    const last = lastFinishedMonth(c.get('now'));
    const to = newest ?? last;
    if (!/^[12]\d{3}-(0[1-9]|1[0-2])$/.test(to) || to > last)
      throw malformed('query', [
        { path: '/to', message: 'Expected a month that is over, such as 2026-10', key: 'month_over' },
      ]);
    return c.json(await monthsPage(c.env, { ...query, to, nowMs: c.get('now') }), 200, NO_STORE);
  },
);

statementRoutes.openapi(
  route.get('/v1/audit/statements.csv', {
    middleware: [requireOperator('auditor', 'desk'), requireSlot()],
    summary: 'Export the statements as CSV: a row per statement of a period, a license or a partner',
    request: { query: tableQuery },
    responses: {
      200: {
        description: 'The report as CSV',
        content: { 'text/csv': { schema: { type: 'string' as const } } },
      },
    },
  }),
  async (c) => {
    const query = c.req.valid('query');
    if (Object.values(query).every((value) => value === undefined))
      throw malformed('query', [{ path: '/period', message: 'Name a period, a license or a partner' }]);
    return tableAnswer(c, query);
  },
);

statementRoutes.openapi(
  route.get('/v1/audit/statements/{id}', {
    ...reader,
    summary: 'Read a statement as closed, with later adjustments',
    request: { params: idParam },
    responses: {
      200: jsonOrCsv(statement, 'The statement, as JSON or, by `Accept`, as CSV'),
      ...problems(404),
    },
  }),
  async (c) => {
    const row = await findStatement(c.env.DB, c.req.valid('param').id);
    return statementAnswer(c, row ?? unwrap<never>(missing('statement')));
  },
);

statementRoutes.openapi(
  route.post('/v1/audit/statements/{id}/adjustments', {
    ...auditor,
    summary: 'Adjust a statement: adds an entry to the license’s log, billed in the current period',
    request: { params: idParam, body: body(toAdjust) },
    responses: {
      201: json(entered, 'The reports are in the log'),
      200: json(entered, 'The adjustment was already in the log'),
      ...problems(404, 409),
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const adjusted = unwrap(await adjustStatement(c.env, id, c.req.valid('json'), actorOf(c)));
    const { statement, title, units, reason } = adjusted.note;
    const answer = {
      ...{ entry: adjusted.id, at: new Date(adjusted.atMs).toISOString(), statement, title, units, reason },
      ...{ index: adjusted.index, leaf: adjusted.leaf },
    };
    return c.json(answer, adjusted.repeated ? 200 : 201, NO_STORE);
  },
);
