/** COUNTER Release 5.1 usage reports for partners. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { requireOperator } from '../../access/guard.ts';
import { makeCounterReport } from '../../audit/counter/create-report.ts';
import type { ReportId } from '../../audit/counter/query.ts';
import { asTsv, TSV_TYPE } from '../../audit/counter/tsv.ts';
import { requireSlot, sendJson, sendText } from '../../audit/large-answer.ts';
import { bestOf, offersOf, preferenceOf } from '../../formats/accept.ts';
import { type AppEnv, createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, route } from '../../platform/openapi.ts';

export const counterRoutes = createRouter();

const text = (description: string) => z.string().optional().openapi({ description });
/** COUNTER ignores unknown parameters and notes them in the report. */
const common = z.looseObject({
  customer_id: text('Id of the partner or license'),
  begin_date: text('First month: `2026-09`, or its first day'),
  end_date: text('Last month: `2026-10`, or its last day'),
  metric_type: text('Metrics, separated by `|`; a platform report needs at least two'),
  data_type: text('Data types, separated by `|`'),
  access_method: text('`Regular`, `TDM`'),
  attributes_to_show: text('Attributes to break the report down by, separated by `|`'),
});
const byItem = common.extend({
  access_type: text('Always `Controlled`'),
  item_id: text('Only this article, by its id or URI'),
});

const exception = z
  .object({ Code: z.int(), Message: z.string(), Data: z.string().optional() })
  .openapi('CounterException');
const report = z
  .object({
    Report_Header: z.looseObject({
      Release: z.literal('5.1'),
      Report_ID: z.string(),
      Report_Name: z.string(),
      Created: z.string(),
      Created_By: z.string(),
      Institution_Name: z.string(),
      Exceptions: z.array(exception).optional(),
    }),
    Report_Items: z.array(z.looseObject({})),
  })
  .openapi('CounterReport', { description: 'Follows the schema of the COUNTER API, Release 5.1' });

const REPORTS = [
  {
    id: 'PR',
    path: '/v1/audit/reports/counter/pr',
    query: common,
    summary: 'Read the COUNTER 5.1 platform report',
  },
  {
    id: 'IR',
    path: '/v1/audit/reports/counter/ir',
    query: byItem,
    summary: 'Read the COUNTER 5.1 item report',
  },
] as const;

for (const { id, path, query, summary } of REPORTS)
  counterRoutes.openapi(
    route.get(path, {
      middleware: [requireOperator('auditor'), requireSlot(wantsTsv)],
      summary,
      request: { query },
      responses: {
        200: {
          description: 'The report, as JSON or, by `Accept`, as `text/tab-separated-values`',
          content: { 'application/json': { schema: report }, [TSV_TYPE]: { schema: z.string() } },
        },
        400: json(exception, 'A COUNTER exception for missing parameters or invalid dates'),
        403: json(exception, 'There is no such partner or license'),
      },
    }),
    (c) => answer(c, id),
  );

const OFFERED = offersOf([
  ['json', 'application/json'],
  ['tsv', TSV_TYPE],
]);

function wantsTsv(c: Context<AppEnv>): boolean {
  return bestOf(preferenceOf(c.req.header('Accept')), OFFERED) === 'tsv';
}

async function answer(c: Context<AppEnv>, id: ReportId) {
  const result = await makeCounterReport(c.env, id, c.req.query(), c.get('now'));
  if (result.kind === 'refused') return c.json(result.exception, result.status, NO_STORE);
  if (!wantsTsv(c)) return sendJson(c, result.report, NO_STORE);
  return sendText(c, asTsv(result.report), { 'Content-Type': `${TSV_TYPE}; charset=utf-8`, ...NO_STORE });
}
