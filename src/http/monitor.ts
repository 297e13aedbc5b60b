/**
 * `/v1/admin/alerts`: firing and recent alerts, with the results of their deliveries; and a test message to
 * all hooks.
 */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../access/guard.ts';
import { actionMessage } from '../ledger/actions.ts';
import { commitChange } from '../ledger/outbox.ts';
import { loadAlerts } from '../monitor/alert-view.ts';
import { ALERT_KINDS } from '../monitor/kinds.ts';
import { testHooks } from '../monitor/test-hooks.ts';
import { createRouter } from '../platform/http.ts';
import { messageSchema } from '../platform/message.ts';
import { actorOf, json, route } from '../platform/openapi.ts';

export const alertRoutes = createRouter();

const severity = z.enum(['critical', 'warning']);
const kind = z.enum(ALERT_KINDS as [(typeof ALERT_KINDS)[number]]);

const delivery = z.object({
  hook: z.string(),
  type: z.enum(['alert.firing', 'alert.resolved']),
  /** When the message was created, and when it was last tried. */
  at: z.string(),
  triedAt: z.string().nullable(),
  state: z.enum(['waiting', 'delivered', 'failed', 'overtaken']).openapi({
    description: '`overtaken`: a newer message of the same alert replaced this one',
  }),
  tries: z.int(),
  status: z.int().nullable(),
  reason: z.string().nullable().openapi({
    description: '`not_configured`, `timed_out`, `unreachable`, `refused` or `too_many`',
  }),
});

const alert = z
  .object({
    id: z.string(),
    kind,
    severity,
    object: z.string().nullable(),
    detail: z.string(),
    message: messageSchema.optional(),
    meaning: z.string().openapi({ description: 'What it means for partners' }),
    runbook: z.string(),
    since: z.string(),
    until: z.string().nullable().openapi({ description: 'When it was resolved; null: it is firing' }),
    told: z.int().openapi({ description: 'Number of notifications sent while it was firing' }),
    deliveries: z.array(delivery),
  })
  .openapi('Alert');

const hook = z.object({
  name: z.string(),
  host: z.string(),
  severity: severity.openapi({ description: 'The hook receives only alerts of this severity' }),
  kinds: z.array(kind),
});

alertRoutes.openapi(
  route.get('/v1/admin/alerts', {
    middleware: [requireOperator('desk', 'auditor')] as const,
    summary: 'List the firing and recent alerts and their deliveries',
    responses: {
      200: json(
        z.object({
          lookedAt: z
            .string()
            .nullable()
            .openapi({ description: 'When the monitor last ran; null: never, or it does not answer' }),
          hooks: z.array(hook),
          faults: z.array(z.string()).openapi({ description: 'Faults of the setting ALERT_WEBHOOKS' }),
          heartbeat: z.boolean().openapi({ description: 'Whether HEARTBEAT_URL is set' }),
          firing: z.array(alert),
          over: z
            .array(alert)
            .openapi({ description: 'The newest 100 resolved alerts of each monitor, newest first' }),
        }),
        'The alerts',
      ),
    },
  }),
  async (c) => c.json(await loadAlerts(c.env), 200),
);

alertRoutes.openapi(
  route.post('/v1/admin/alerts/test', {
    middleware: [requireOperator('owner')] as const,
    summary: 'Send a test message to every webhook',
    responses: {
      200: json(
        z.object({
          items: z.array(
            z.object({
              hook: z.string(),
              delivered: z.boolean(),
              status: z.int().nullable(),
              reason: z.enum(['not_configured', 'timed_out', 'unreachable', 'refused']).nullable(),
              tookMs: z.int(),
            }),
          ),
          faults: z.array(z.string()),
        }),
        'The result for each webhook',
      ),
    },
  }),
  async (c) => {
    await commitChange(c.env, [], [actionMessage(actorOf(c), 'alerts.test', 'alerts', {})]);
    return c.json(await testHooks(c.env), 200);
  },
);
