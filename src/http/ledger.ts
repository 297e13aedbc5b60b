/** `GET /v1/admin/health`: state of every ledger shard, and problems of the ledger. */
import { createRoute, z } from '@hono/zod-openapi';
import { requireOperator } from '../access/guard.ts';
import { gatewayHealth } from '../ledger/health.ts';
import { GROUP_BOUNDS } from '../ledger/work.ts';
import { createRouter } from '../platform/http.ts';
import { messageSchema } from '../platform/message.ts';
import { json, problems } from '../platform/openapi.ts';

export const ledgerRoutes = createRouter();

const promises = z
  .object({
    broken: z.int(),
    soon: z.int(),
    oldest: z.string().nullable(),
  })
  .openapi({
    description:
      'Licenses with entries that are not in the agency log after 24 hours, as their receipts promise; those of which that will soon be so; and when the oldest entry was written that is not there yet',
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
    description: 'Of `agency`: since when the agency log has roots that no kept checkpoint covers',
  }),
  wentBackAt: z.string().nullable().openapi({
    description: 'When it last found D1 to be at an earlier point than the one it had drained to',
  }),
  clockFault: z
    .object({
      kind: z.enum(['behind_log', 'apart_from_database', 'apart_from_callers']),
      aheadMs: z.int().openapi({
        description: "By how much the last entry's date, or the object's clock, is ahead; below 0: behind",
      }),
    })
    .nullable()
    .openapi({ description: 'Why the object commits nothing by the clocks, or refused somebody lately' }),
  earlierDatesAt: z.string().nullable().openapi({
    description: 'When the desk last accepted that new entries are dated earlier than the last one',
  }),
  work: z
    .object({
      commits: z.array(z.int()).openapi({
        description: `Commits by the number of callers that shared them: up to ${GROUP_BOUNDS.join(', ')}, and more`,
      }),
      callers: z.int().openapi({ description: 'Callers of all commits' }),
      drainStatements: z.int(),
      drainRows: z.int(),
    })
    .nullable()
    .openapi({ description: 'Since the object was last started' }),
  queue: z
    .object({ waiting: z.int(), bytes: z.int(), turnedAway: z.int(), gone: z.int() })
    .nullable()
    .openapi({
      description:
        'What waits for a commit; and since the object was last started, what was turned away because too much did, and what was not written because whoever asked had been told 503',
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
  createRoute({
    method: 'get',
    path: '/v1/admin/health',
    middleware: [requireOperator('desk', 'auditor')] as const,
    summary: 'State of the ledger objects and the outbox, with what is wrong',
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
          checkpoint: z
            .object({ size: z.int(), at: z.string() })
            .nullable()
            .openapi({ description: 'The newest of the agency log that is kept' }),
        }),
        'Health',
      ),
      ...problems(401, 403),
    },
  }),
  async (c) => c.json(await gatewayHealth(c.env, c.var.now), 200),
);
