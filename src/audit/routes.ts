/** The log, as auditors read it; a partner may read its own entries with the same route. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { authenticate, checkOperator, requireToken } from '../access/guard.ts';
import type { Principal } from '../access/token.ts';
import { confirm, onCurrentState } from '../delivery/ask.ts';
import { json, problems } from '../platform/desk.ts';
import { type AppEnv, createRouter } from '../platform/http.ts';
import { cursorsOf, OPERATORS, PAGE_DEFAULT, PAGE_MAX, pageOf } from '../platform/paging.ts';
import { entryPlace } from './place.ts';
import { ledgerEntry } from './schemas.ts';
import { archivedMonths, type DeliveryFilter, listEntries } from './store.ts';

export const auditRoutes = createRouter();

const NO_STORE = { 'Cache-Control': 'private, no-store' };

const id = z.string().min(1).max(64).optional();
const query = z.strictObject({
  license: id,
  partner: id,
  article: id,
  outcome: z.enum(['permit', 'deny']).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
});

const entries = z.object({
  items: z.array(ledgerEntry),
  next: z.string().nullable(),
  archived: z
    .array(z.string())
    .optional()
    .openapi({
      description:
        'On the last page: months of which matching entries may lie in the archive, and are not listed until they are restored',
      example: ['2026-01'],
    }),
});

auditRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/audit/deliveries',
    middleware: [requireToken()],
    summary: 'Deliveries and refusals, newest first, each with its leaf',
    request: { query },
    responses: { 200: json(entries, 'Ledger entries'), ...problems(400, 401, 403) },
  }),
  async (c) => {
    const { cursor, limit, ...asked } = c.req.valid('query');
    const own = await readerOf(c);
    const reader = own.license ?? OPERATORS;
    const cursors = cursorsOf(c.env, { list: 'deliveries', reader, filter: asked }, entryPlace);
    const after = cursors.after(cursor);
    if (asksForOthers(asked, own)) return c.json({ items: [], next: null }, 200, NO_STORE);
    const { from, to, ...rest } = asked;
    const filter = {
      ...(rest as Partial<DeliveryFilter>),
      ...own,
      ...(from && { from: new Date(from).toISOString() }),
      ...(to && { to: new Date(to).toISOString() }),
    };
    const rows = await listEntries(c.env.DB, { ...filter, ...(after && { after }), limit: limit + 1 });
    const { items, next } = pageOf(rows, limit, cursors.to);
    const archived = next === null ? await archivedMonths(c.env.DB, filter) : [];
    return c.json(
      {
        items: items.map(({ body, leaf }) => ({ ...JSON.parse(body), leaf })),
        next,
        ...(archived.length > 0 && { archived }),
      },
      200,
      NO_STORE,
    );
  },
);

/** For a partner, the entries of others do not exist. */
function asksForOthers(
  asked: { license?: string; partner?: string },
  own: { license?: string; partner?: string },
): boolean {
  const other = (name: 'license' | 'partner') =>
    own[name] !== undefined && asked[name] !== undefined && asked[name] !== own[name];
  return other('license') || other('partner');
}

/** An auditor reads everything; a partner what was logged under its own license. */
async function readerOf(c: Context<AppEnv>): Promise<{ license?: string; partner?: string }> {
  const principal: Principal = await authenticate(c);
  if (principal.kind === 'operator') {
    await checkOperator(c, principal, ['auditor']);
    return {};
  }
  await onCurrentState(c.env, principal, ({ object, judged }) =>
    confirm(c.env, principal, { object, judged, value: () => true }),
  );
  return { license: principal.license, partner: principal.partner };
}
