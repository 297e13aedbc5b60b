/** `/v1/audit/reports/usage`: usage per license, for auditors and the desk. */
import { requireOperator } from '../../access/guard.ts';
import { requireSlot } from '../../audit/large-answer.ts';
import { usageAnswer } from '../../audit/reports/answer.ts';
import { usageOfAll, usageOfLicense } from '../../audit/reports/read.ts';
import { parsePeriod, usageQuery, usageReport } from '../../audit/reports/schemas.ts';
import { byBill, usageLine } from '../../audit/reports/usage.ts';
import { jsonOrCsv, wantsCsv } from '../../audit/table-answer.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { problems, route } from '../../platform/openapi.ts';

export const usageRoutes = createRouter();

usageRoutes.openapi(
  route.get('/v1/audit/reports/usage', {
    middleware: [requireOperator('auditor', 'desk'), requireSlot(wantsCsv)],
    summary: 'Report usage in a period: a line per license, or one license in full',
    request: { query: usageQuery },
    responses: {
      200: jsonOrCsv(usageReport, 'The report, as JSON or, by `Accept`, as CSV'),
      ...problems(404),
    },
  }),
  async (c) => {
    const { license, partner, env, granularity, top, ...days } = c.req.valid('query');
    const period = parsePeriod(days);
    const options = { period, granularity, nowMs: c.get('now'), env };
    if (license !== undefined) {
      const usage = (await usageOfLicense(c.env, license, options)) ?? unwrap<never>(missing('license'));
      return usageAnswer(c, { period, items: [usage], env });
    }
    const all = await usageOfAll(c.env, { partner }, options);
    const shown = top === undefined ? all : all.toSorted(byBill(env)).slice(0, top);
    const items = shown.map((line) => usageLine(line, options));
    return usageAnswer(c, { period, items, env, ...(top !== undefined && { all }) });
  },
);
