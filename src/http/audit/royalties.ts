/** `/v1/audit/reports/royalties`: usage of third-party content, which the agency owes royalties for. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { csvLine } from '../../audit/csv.ts';
import { namesById } from '../../audit/entities/names-store.ts';
import type { Entity } from '../../audit/entities/schemas.ts';
import { requireSlot, sendJson } from '../../audit/large-answer.ts';
import { parsePeriod, periodQuery, period as periodSchema } from '../../audit/reports/schemas.ts';
import { readItems, readSuppliers } from '../../audit/royalties/read.ts';
import type { SupplierFlow } from '../../audit/royalties/report.ts';
import type { ItemFlow } from '../../audit/royalties/store.ts';
import { csvAnswer, jsonOrCsv, NO_STORE, wantsCsv } from '../../audit/table-answer.ts';
import type { Env } from '../../platform/env.ts';
import { createRouter, malformed } from '../../platform/http.ts';
import { route } from '../../platform/openapi.ts';
import { cursorsOf, OPERATORS, pageOf, pageQuery } from '../../platform/paging.ts';

export const royaltyRoutes = createRouter();

const flow = {
  components: z.int().openapi({ description: 'Number of components delivered' }),
  deliveries: z.int().openapi({ description: 'Number of deliveries with any of them' }),
  units: z.int().openapi({ description: 'Units billed for them' }),
};

const report = z
  .object({
    period: periodSchema,
    at: z.string(),
    suppliers: z.array(
      z.object({
        supplier: z.string(),
        ...flow,
        licenses: z.array(z.object({ license: z.string(), ...flow, href: z.string() })),
      }),
    ),
    items: z
      .array(z.object({ license: z.string(), article: z.string(), ...flow, href: z.string() }))
      .optional()
      .openapi({ description: 'A page of the articles of the requested supplier' }),
    next: z.string().nullable().optional(),
  })
  .openapi('RoyaltyReport');

const cursorPosition = z.object({ article: z.string(), license: z.string() });

royaltyRoutes.openapi(
  route.get('/v1/audit/reports/royalties', {
    middleware: [requireOperator('auditor'), requireSlot(wantsCsv)],
    summary:
      'Report deliveries of each supplier’s content in a period by license, or by item for one supplier',
    request: {
      query: z.strictObject({
        ...periodQuery,
        supplier: z.string().min(1).max(500).optional(),
        env: z.enum(['live', 'test']).default('live'),
        ...pageQuery.shape,
      }),
    },
    responses: { 200: jsonOrCsv(report, 'The report, as JSON or, by `Accept`, as CSV') },
  }),
  async (c) => {
    const { supplier, env, cursor, limit, ...days } = c.req.valid('query');
    const period = parsePeriod(days);
    const filter = { period, env, supplier };
    const cursors = cursorsOf(c.env, { list: 'royalties', reader: OPERATORS, filter }, cursorPosition);
    const page = { after: cursors.after(cursor), limit: limit + 1 };
    const [suppliers, rows] = await Promise.all([
      readSuppliers(c.env.DB, filter),
      supplier === undefined ? [] : readItems(c.env, filter, wantsCsv(c) ? { limit: ROWS_MAX + 1 } : page),
    ]);
    if (wantsCsv(c) && rows.length > ROWS_MAX)
      throw malformed('query', [
        { path: '/period', message: `A table has at most ${ROWS_MAX} items: ask for less time` },
      ]);
    if (wantsCsv(c))
      return csvAnswer(
        c,
        'royalties',
        royaltyCsv(period.name, suppliers, rows, await namesIn(c.env, suppliers, rows)),
      );
    const at = new Date(c.get('now')).toISOString();
    const items = supplier === undefined ? {} : pageOf(rows, limit, cursors.to);
    return sendJson(c, { period, at, suppliers, ...items }, NO_STORE);
  },
);

/** Rows of a table: a spreadsheet's limit, and well within memory. */
const ROWS_MAX = 100_000;

interface Names {
  licenses: Map<string, Entity>;
  articles: Map<string, Entity>;
}

async function namesIn(env: Env, suppliers: SupplierFlow[], items: ItemFlow[]): Promise<Names> {
  const licenses = [...suppliers.flatMap((supplier) => supplier.licenses), ...items].map(
    ({ license }) => license,
  );
  const articles = items.map(({ article }) => article);
  return {
    licenses: await namesById(env, 'license', licenses),
    articles: await namesById(env, 'article', articles),
  };
}

/** A row per supplier and license; for a single supplier, per item. */
function* royaltyCsv(
  period: string,
  suppliers: SupplierFlow[],
  items: (ItemFlow & { href: string })[],
  { licenses: parties, articles }: Names,
): Generator<string> {
  const partyCells = (license: string, article?: string) => {
    const party = parties.get(license);
    return [
      party?.partner?.name ?? null,
      party?.reference ?? null,
      articles.get(article ?? '')?.name ?? null,
    ];
  };
  yield csvLine([
    ...['period', 'supplier', 'license', 'item', 'components', 'deliveries', 'units', 'listed_at'],
    ...['partnerName', 'licenseReference', 'headline'],
  ]);
  for (const { supplier, licenses } of suppliers) {
    for (const { license, components, deliveries, units, href } of licenses)
      yield csvLine([
        period,
        supplier,
        license,
        null,
        components,
        deliveries,
        units,
        href,
        ...partyCells(license),
      ]);
    for (const { license, article, components, deliveries, units, href } of items)
      yield csvLine([
        ...[period, supplier, license, article, components, deliveries, units, href],
        ...partyCells(license, article),
      ]);
  }
}
