/** `GET /v1/admin/health`: state of every ledger shard, and problems of the ledger. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../access/guard.ts';
import { gatewayHealth } from '../ledger/health.ts';
import { GROUP_BOUNDS } from '../ledger/work.ts';
import { createRouter } from '../platform/http.ts';
import { messageSchema } from '../platform/message.ts';
import { json, route } from '../platform/openapi.ts';

export const ledgerRoutes = createRouter();

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
