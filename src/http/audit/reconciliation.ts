/** `/v1/audit/reconciliation`: partner reports compared with deliveries, and a partner's own findings. */
import { z } from '@hono/zod-openapi';
import { requireOperator, requirePartner } from '../../access/guard.ts';
import { findFinding, listFindings, stateStatement } from '../../audit/reconciliation/findings-store.ts';
import { BESIDE_RUN_MS, RUN_MS, WAITING_MAX } from '../../audit/reconciliation/limits.ts';
import { reconcile, reconcileBeside } from '../../audit/reconciliation/run.ts';
import {
  findingOf,
  findingPatch,
  ownFinding,
  ownFindingOf,
  reconciliationFinding,
  runAnswer,
} from '../../audit/reconciliation/schemas.ts';
import { progress } from '../../audit/reconciliation/store.ts';
import { KINDS, STATES } from '../../audit/reconciliation/types.ts';
import { confirmKey } from '../../delivery/publication-reports/enter.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { commitChange } from '../../ledger/outbox.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { actorOf, body, idField, idParam, json, problems, route } from '../../platform/openapi.ts';
import { cursorsOf, OPERATORS, pageOf, pageOfSchema, pageQuery } from '../../platform/paging.ts';

export const reconciliationRoutes = createRouter();

const auditor = [requireOperator('auditor', 'desk')];
const state = z.enum(STATES).optional().openapi({ description: 'Only findings of this state' });
const kind = z.enum(KINDS).optional().openapi({ description: 'Only findings of this kind' });
const ofId = idField.optional();
const query = pageQuery.extend({ state, kind, license: ofId, partner: ofId, article: ofId });
const ownQuery = pageQuery.extend({ state, kind });
const findingsPage = pageOfSchema(reconciliationFinding).extend({
  reconciled: z
    .object({
      at: z
        .string()
        .nullable()
        .openapi({ description: 'When a run last ended, even if no license reports; null: never' }),
      waiting: z.int().openapi({
        description: `Number of publication reports that are not reconciled yet; at most ${WAITING_MAX}`,
      }),
    })
    .openapi({ description: 'When reconciliation last ran, and how many reports are waiting' }),
});
const position = z.object({ since: z.string(), id: z.string() });

reconciliationRoutes.openapi(
  route.post('/v1/audit/reconciliation/runs', {
    middleware: auditor,
    summary: 'Reconcile new deliveries and publication reports now',
    request: { body: { ...body(z.strictObject({ license: idField.optional() })), required: false } },
    responses: { 200: json(runAnswer, 'The progress of this run') },
  }),
  async (c) => {
    const body = c.req.valid('json') as { license?: string } | undefined;
    return c.json(await reconcile(c.env, { ...body, forMs: RUN_MS }), 200, NO_STORE);
  },
);

reconciliationRoutes.openapi(
  route.get('/v1/audit/reconciliation', {
    middleware: auditor,
    summary: 'List the findings of reconciliation, newest first, with its progress',
    request: { query },
    responses: { 200: json(findingsPage, 'A page of results') },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const cursors = cursorsOf(c.env, { list: 'reconciliation', reader: OPERATORS, filter }, position);
    const after = cursors.after(cursor);
    const [rows, reconciled] = await Promise.all([
      listFindings(c.env.DB, { ...filter, after, limit: limit + 1 }),
      progress(c.env.DB, c.get('now')),
    ]);
    const { items, next } = pageOf(rows, limit, cursors.to);
    return c.json({ items: items.map(findingOf), next, reconciled }, 200, NO_STORE);
  },
);

reconciliationRoutes.openapi(
  route.get('/v1/audit/reconciliation/{id}', {
    middleware: auditor,
    summary: 'Read a finding',
    request: { params: idParam },
    responses: { 200: json(reconciliationFinding, 'The finding'), ...problems(404) },
  }),
  async (c) => {
    const row = await findFinding(c.env.DB, c.req.valid('param').id);
    return c.json(findingOf(row ?? unwrap<never>(missing('finding'))), 200, NO_STORE);
  },
);

const FINDING_CHANGES = { open: 'reopen', explained: 'explain', settled: 'settle' } as const;

reconciliationRoutes.openapi(
  route.patch('/v1/audit/reconciliation/{id}', {
    middleware: auditor,
    summary: 'Explain, settle or reopen a finding',
    request: { params: idParam, body: body(findingPatch) },
    responses: { 200: json(reconciliationFinding, 'The finding'), ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const row = (await findFinding(c.env.DB, id)) ?? unwrap<never>(missing('finding'));
    const { earlier: _earlier, ...before } = row;
    const actor = actorOf(c);
    const { state: newState, note } = c.req.valid('json');
    const after = {
      ...before,
      state: newState,
      note: note ?? null,
      operator: actor.operator,
      changed: new Date(actor.now).toISOString(),
    };
    const entry = actionMessage(actor, 'finding.change', id, {
      change: before.state === newState ? undefined : FINDING_CHANGES[newState],
      before: findingOf(before),
      after: findingOf(after),
    });
    await commitChange(c.env, [stateStatement(c.env.DB, after)], [entry]);
    return c.json(findingOf(after), 200, NO_STORE);
  },
);

reconciliationRoutes.openapi(
  route.get('/v1/publications/findings', {
    middleware: [requirePartner()] as const,
    summary: 'List where your own reports differ from your deliveries, newest first',
    request: { query: ownQuery },
    responses: { 200: json(pageOfSchema(ownFinding), 'A page of results') },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const own = c.get('partner').license;
    const cursors = cursorsOf(c.env, { list: 'reconciliation', reader: own, filter }, position);
    const after = cursors.after(cursor);
    await confirmKey(c.env, c.get('partner'));
    c.executionCtx.waitUntil(reconcileBeside(c.env, { license: own, forMs: BESIDE_RUN_MS }));
    const page = { after, limit: limit + 1 };
    const rows = await listFindings(c.env.DB, { ...filter, isOwn: true, license: own, ...page });
    const { items, next } = pageOf(rows, limit, cursors.to);
    return c.json({ items: items.map(ownFindingOf), next }, 200, NO_STORE);
  },
);
