/** The ledger for operators: health and metrics, a corrected clock, and the migration of partners. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../access/guard.ts';
import { actionMessage } from '../ledger/actions.ts';
import { callObject } from '../ledger/call.ts';
import { gatewayHealth } from '../ledger/health.ts';
import { CLOCK_TOLERANCE_MS } from '../ledger/limits.ts';
import { gatewayMetrics } from '../ledger/metrics/gather.ts';
import { movable, movePartner } from '../ledger/move/service.ts';
import { lastMove } from '../ledger/move/store.ts';
import { commitChange, entryKeeperStub, everyEntryKeeper } from '../ledger/outbox.ts';
import { databaseTime } from '../ledger/store.ts';
import { GROUP_BOUNDS } from '../ledger/work.ts';
import type { Env } from '../platform/env.ts';
import { missing, unwrap } from '../platform/failure.ts';
import { createRouter, malformed } from '../platform/http.ts';
import { messageSchema } from '../platform/message.ts';
import { CONTENT_TYPE } from '../platform/metrics/exposition.ts';
import { actorOf, body, idField, idParam, instant, json, problems, route } from '../platform/openapi.ts';

export const ledgerRoutes = createRouter();

const accepted = z
  .object({
    now: z.string(),
    objects: z
      .array(z.object({ object: z.string(), lastEntry: z.string() }))
      .openapi({ description: 'Shards whose last entry was dated later than now, with the difference' }),
  })
  .openapi('AcceptedClock');

ledgerRoutes.openapi(
  route.post('/v1/admin/clock', {
    middleware: [requireOperator('owner')] as const,
    summary: 'Accept the current time although the last entries have later dates',
    description:
      'Use this after a clock that ran ahead has been corrected. A ledger shard commits nothing while its last entry has a later date than now, because it cannot tell which of the two is wrong. `now` is the correct time. Entries with later dates stay in the log unchanged.',
    request: { body: body(z.strictObject({ now: instant })) },
    responses: { 200: json(accepted, 'New entries are dated by the clock again') },
  }),
  async (c) => {
    const { now } = c.req.valid('json');
    const clocks = { gateway: c.get('now'), database: await databaseTime(c.env.DB) };
    for (const [clock, ms] of Object.entries(clocks))
      if (Math.abs(Date.parse(now) - ms) > CLOCK_TOLERANCE_MS)
        throw malformed('body', [
          {
            path: '/now',
            message: `The clock of the ${clock} says ${new Date(ms).toISOString()}; correct it first`,
          },
        ]);
    const objects = await acceptedBy(c.env);
    if (objects.length > 0)
      await commitChange(
        c.env,
        [],
        [actionMessage(actorOf(c), 'clock.accept', 'ledger', { after: { objects } })],
      );
    return c.json({ now: new Date(c.get('now')).toISOString(), objects }, 200);
  },
);

async function acceptedBy(env: Env): Promise<{ object: string; lastEntry: string }[]> {
  const answers = await Promise.all(
    (await everyEntryKeeper(env)).map(async (object) => ({
      object,
      lastMs: await callObject<number | null>(object, () => entryKeeperStub(env, object).acceptClock(), {
        repeats: true,
      }),
    })),
  );
  return answers.flatMap(({ object, lastMs }) =>
    lastMs === null ? [] : [{ object, lastEntry: new Date(lastMs).toISOString() }],
  );
}

ledgerRoutes.openapi(
  route.get('/v1/admin/metrics', {
    middleware: [requireOperator('desk', 'auditor')] as const,
    summary: 'Read metrics in the Prometheus text format',
    responses: {
      200: {
        description: 'Text exposition format, version 0.0.4',
        content: { 'text/plain': { schema: z.string() } },
      },
    },
  }),
  async (c) =>
    c.body(await gatewayMetrics(c.env, c.get('now')), 200, {
      'Content-Type': CONTENT_TYPE,
      'Cache-Control': 'no-store',
    }),
);

const move = z
  .object({
    partner: z.string(),
    source: z.string(),
    target: z.string(),
    began: z.string(),
    ended: z.string().nullable().openapi({ description: 'When it ended; null: it is still in progress' }),
  })
  .openapi('PartnerMove');

ledgerRoutes.openapi(
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

ledgerRoutes.openapi(
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

const promises = z
  .object({
    broken: z.int(),
    soon: z.int(),
    oldest: z.string().nullable(),
  })
  .openapi({
    description:
      'Numbers of licenses with entries that are missing from the agency log after the 24 hours promised in receipts, and of licenses close to that; and when the oldest missing entry was written',
  });

const objectHealth = z.object({
  object: z.string(),
  reachable: z.boolean(),
  backlog: z.number().int().nullable(),
  backlogSince: z.string().nullable(),
  alarmAt: z.string().nullable(),
  alarmRanAt: z.string().nullable(),
  drainFailures: z.number().int().nullable(),
  checkedAt: z.string().nullable(),
  walkedAt: z.string().nullable(),
  /** Problems with the shard's logs, checkpoints or witnesses. */
  logFindings: z.array(
    z.object({
      kind: z.string(),
      origin: z.string(),
      detail: z.string(),
      message: messageSchema.optional(),
      since: z.string(),
    }),
  ),
  promises: promises.nullable(),
  uncoveredSince: z.string().nullable().openapi({
    description:
      'Only on `agency`: since when the agency log has had roots that no retained checkpoint covers',
  }),
  wentBackAt: z.string().nullable().openapi({
    description:
      'When the shard last detected that the database had been restored to a point before the last drained entry',
  }),
  clockFault: z
    .object({
      kind: z.enum(['behind_log', 'apart_from_database', 'apart_from_callers']),
      aheadMs: z.int().openapi({
        description:
          'Milliseconds by which the date of the last entry, or the clock of the shard, is ahead; negative: behind',
      }),
    })
    .nullable()
    .openapi({
      description: 'The clock fault for which the shard commits nothing, or recently refused a caller',
    }),
  earlierDatesAt: z.string().nullable().openapi({
    description: 'When the desk last accepted that new entries have earlier dates than the last one',
  }),
  work: z
    .object({
      commits: z.array(z.int()).openapi({
        description: `Number of commits by how many callers shared them: up to ${GROUP_BOUNDS.join(', ')}, and more`,
      }),
      callers: z.int().openapi({ description: 'Number of callers of all commits' }),
      drainStatements: z.int(),
      drainRows: z.int(),
    })
    .nullable()
    .openapi({ description: 'Since the shard was last started' }),
  queue: z
    .object({ waiting: z.int(), bytes: z.int(), turnedAway: z.int(), gone: z.int() })
    .nullable()
    .openapi({
      description:
        'Callers that wait for a commit; and, since the shard was last started, callers turned away because too many were waiting, and entries not written because their caller had already received a 503',
    }),
});

const finding = z.object({
  kind: z.string(),
  object: z.string().nullable(),
  license: z.string().nullable(),
  index: z.number().int().nullable(),
  since: z.string(),
  detail: z.string(),
  message: messageSchema.optional(),
});

ledgerRoutes.openapi(
  route.get('/v1/admin/health', {
    middleware: [requireOperator('desk', 'auditor')] as const,
    summary: 'Read the health of the ledger shards and the outbox, with findings',
    responses: {
      200: json(
        z.object({
          status: z.enum(['ok', 'degraded']),
          outbox: z.number().int().nullable(),
          outboxSince: z.string().nullable(),
          promises,
          objects: z.array(objectHealth),
          findings: z.array(finding),
          openFindings: z.number().int().nullable(),
          unconfirmedLicenses: z.number().int().nullable(),
          disabledWebhooks: z.number().int().nullable().openapi({
            description: 'Endpoints of partners that the gateway has disabled',
          }),
          overdueRecalls: z
            .array(z.object({ recall: z.string(), partner: z.string(), contact: z.string().nullable() }))
            .nullable()
            .openapi({
              description: 'Holders that are past the deadline of a recall, with their second contact',
            }),
          checkpoint: z
            .object({ size: z.int(), at: z.string() })
            .nullable()
            .openapi({ description: 'The newest retained checkpoint of the agency log' }),
        }),
        'Health',
      ),
    },
  }),
  async (c) => c.json(await gatewayHealth(c.env, c.get('now')), 200),
);
