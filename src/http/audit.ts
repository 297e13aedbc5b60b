/** The log, for auditors and the desk; partners see their own entries. */
import { z } from '@hono/zod-openapi';
import { requireToken } from '../access/guard.ts';
import { entryPosition } from '../audit/entry-position.ts';
import { ledgerEntry } from '../audit/entry-schema.ts';
import { asksForOthers, readerOf } from '../audit/reader.ts';
import { deletedSchema } from '../audit/retention/schemas.ts';
import { deletedEntries } from '../audit/retention/store.ts';
import { filterOf, filterQuery } from '../audit/search/query.ts';
import { countLog, searchLog } from '../audit/search/search.ts';
import { createRouter } from '../platform/http.ts';
import { NO_STORE } from '../platform/no-store.ts';
import { json, route } from '../platform/openapi.ts';
import { cursorsOf, OPERATORS, pageOf, pageQuery } from '../platform/paging.ts';

export const auditRoutes = createRouter();

const query = z.strictObject({
  ...filterQuery,
  order: z.enum(['asc', 'desc']).optional(),
  count: z.stringbool().optional(),
  ...pageQuery.shape,
});

const entries = z.object({
  items: z.array(ledgerEntry),
  next: z.string().nullable(),
  count: z.int().optional().openapi({ description: 'Number of rows on all pages; only with `count=true`' }),
  archived: z
    .array(z.string())
    .optional()
    .openapi({ description: 'Always absent: archived entries are listed like all others' }),
  deleted: deletedSchema.optional(),
});

auditRoutes.openapi(
  route.get('/v1/audit/deliveries', {
    middleware: [requireToken('audit', 'admin', 'articles')],
    summary: 'List the entries of the log, newest first, each with its leaf',
    request: { query },
    responses: { 200: json(entries, 'A page of log entries') },
  }),
  async (c) => {
    const { cursor, limit, count: counts = false, order = 'desc', ...params } = c.req.valid('query');
    const partner = await readerOf(c, ['auditor', 'desk']);
    const reader = partner?.license ?? OPERATORS;
    const cursors = cursorsOf(
      c.env,
      { list: 'deliveries', reader, filter: { ...params, order } },
      entryPosition,
    );
    const after = cursors.after(cursor);
    if (partner && asksForOthers(params, partner))
      return c.json({ items: [], next: null, ...(counts && { count: 0 }) }, 200, NO_STORE);
    const filter = filterOf({ ...params, ...(partner && { license: partner.license, partner: undefined }) });
    const [rows, count] = await Promise.all([
      searchLog(c.env, { filter, order, after, limit: limit + 1 }),
      counts ? countLog(c.env.DB, filter) : undefined,
    ]);
    const { items, next } = pageOf(rows, limit, cursors.to);
    const hasTotals = next === null || counts;
    const deleted = hasTotals ? await deletedEntries(c.env.DB, filter) : [];
    return c.json(
      {
        items: items.map(({ body, leaf }) => ({ ...JSON.parse(body), leaf })),
        next,
        ...(count !== undefined && { count }),
        ...(deleted.length > 0 && { deleted }),
      },
      200,
      NO_STORE,
    );
  },
);
