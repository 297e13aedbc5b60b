/** `/v1/admin/partners/{id}/move`: migrates a partner with its log to another ledger shard. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { movable, movePartner } from '../../ledger/move/service.ts';
import { lastMove } from '../../ledger/move/store.ts';
import { commitChange } from '../../ledger/outbox.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { actorOf, body, idField, idParam, json, problems, route } from '../../platform/openapi.ts';

export const moveRoutes = createRouter();

const move = z
  .object({
    partner: z.string(),
    source: z.string(),
    target: z.string(),
    began: z.string(),
    ended: z.string().nullable().openapi({ description: 'When it ended; null: it is still in progress' }),
  })
  .openapi('PartnerMove');

moveRoutes.openapi(
  route.post('/v1/admin/partners/{id}/move', {
    middleware: [requireOperator('owner')] as const,
    summary: 'Start the migration of a partner to another ledger shard',
    request: { params: idParam, body: body(z.strictObject({ object: idField })) },
    responses: { 202: json(move, 'The migration has started'), ...problems(404, 409) },
  }),
  async (c) => {
    const { object } = c.req.valid('json');
    const partner = c.req.valid('param').id;
    // A refused move leaves no entry; the entry of any other is written before the move begins.
    unwrap(await movable(c.env, partner, object));
    await commitChange(
      c.env,
      [],
      [actionMessage(actorOf(c), 'partner.move', partner, { after: { object } })],
    );
    return c.json(unwrap(await movePartner(c.env, partner, object, c.get('now'))), 202);
  },
);

moveRoutes.openapi(
  route.get('/v1/admin/partners/{id}/move', {
    middleware: [requireOperator('owner')] as const,
    summary: 'Read the progress of the last migration of a partner',
    request: { params: idParam },
    responses: { 200: json(move, 'The migration'), ...problems(404) },
  }),
  async (c) => {
    const record = await lastMove(c.env.DB, c.req.valid('param').id);
    return c.json(record ?? unwrap<never>(missing('move of a partner')), 200);
  },
);
