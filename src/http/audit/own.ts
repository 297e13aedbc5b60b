/** `/v1/usage`: a partner's own usage and statements, with the same numbers that auditors see. */
import type { Context } from 'hono';
import { requirePartner } from '../../access/guard.ts';
import { usageAnswer } from '../../audit/reports/answer.ts';
import { usageOfLicense } from '../../audit/reports/read.ts';
import { ownUsageQuery, parsePeriod, usageReport } from '../../audit/reports/schemas.ts';
import { statementAnswer, statementPage } from '../../audit/statements/answer.ts';
import { ownListQuery, statement, statementHead } from '../../audit/statements/schemas.ts';
import { findStatement } from '../../audit/statements/store.ts';
import { jsonOrCsv } from '../../audit/table-answer.ts';
import { confirm, withFreshState } from '../../delivery/fresh-state.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { type AppEnv, createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { idParam, json, problems, route } from '../../platform/openapi.ts';
import { pageOfSchema } from '../../platform/paging.ts';

export const ownUsageRoutes = createRouter();

const STATEMENTS_PATH = '/v1/usage/statements';
const partner = { middleware: requirePartner() };

ownUsageRoutes.openapi(
  route.get('/v1/usage', {
    ...partner,
    summary: 'Report your own usage in a period',
    request: { query: ownUsageQuery },
    responses: { 200: jsonOrCsv(usageReport, 'The report, as JSON or, by `Accept`, as CSV') },
  }),
  async (c) => {
    const { env, granularity, ...days } = c.req.valid('query');
    const period = parsePeriod(days);
    const license = await confirmedLicense(c);
    const options = { period, granularity, nowMs: c.get('now'), env };
    const usage = await usageOfLicense(c.env, license, options);
    return usageAnswer(c, { period, items: usage ? [usage] : [], env });
  },
);

ownUsageRoutes.openapi(
  route.get(STATEMENTS_PATH, {
    ...partner,
    summary: 'List your own statements, most recently closed first',
    request: { query: ownListQuery },
    responses: { 200: json(pageOfSchema(statementHead), 'A page of results') },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const license = await confirmedLicense(c);
    const request = { reader: license, filter: { license }, cursor, limit };
    return c.json(await statementPage(c.env, STATEMENTS_PATH, request), 200, NO_STORE);
  },
);

ownUsageRoutes.openapi(
  route.get('/v1/usage/statements/{id}', {
    ...partner,
    summary: 'Read a statement as closed, with later adjustments',
    request: { params: idParam },
    responses: {
      200: jsonOrCsv(statement, 'The statement, as JSON or, by `Accept`, as CSV'),
      ...problems(404),
    },
  }),
  async (c) => {
    const license = await confirmedLicense(c);
    const row = await findStatement(c.env.DB, c.req.valid('param').id);
    // Statements of other licenses do not exist for a partner.
    return statementAnswer(c, row?.license === license ? row : unwrap<never>(missing('statement')));
  },
);

/** The partner's license, after its ledger shard has confirmed key, license and partner. */
async function confirmedLicense(c: Context<AppEnv>): Promise<string> {
  const principal = c.get('partner');
  return withFreshState(c.env, principal, ({ object, judged }) =>
    confirm(c.env, principal, { object, judged, value: () => principal.license }),
  );
}
