/** `GET /v1/admin/health`: whether every object drains and acknowledges. */
import { createRoute, z } from '@hono/zod-openapi';
import { requireOperator } from '../access/guard.ts';
import { json, problems } from '../platform/desk.ts';
import { createRouter } from '../platform/http.ts';
import { everyObject, type ledgerStub } from './outbox.ts';
import { pendingCount } from './store.ts';

export const ledgerRoutes = createRouter();

/** A drain that is this far behind is told as a problem: a permit is to be in the log within 5 s. */
const BACKLOG_ALERT = 5_000;

const objectHealth = z.object({
  object: z.string(),
  reachable: z.boolean(),
  backlog: z.number().int().nullable(),
  alarmAt: z.string().nullable(),
  drainFailures: z.number().int().nullable(),
  /** What is wrong with this object's logs, their checkpoints, or whoever witnesses them. */
  logFindings: z.array(
    z.object({ kind: z.string(), origin: z.string(), detail: z.string(), since: z.string() }),
  ),
});

ledgerRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/admin/health',
    middleware: [requireOperator('admin', 'auditor')] as const,
    summary: 'State of the ledger objects and the outbox',
    responses: {
      200: json(
        z.object({
          status: z.enum(['ok', 'degraded']),
          outbox: z.number().int(),
          objects: z.array(objectHealth),
        }),
        'Health',
      ),
      ...problems(401, 403),
    },
  }),
  async (c) => {
    const names = await everyObject(c.env);
    const objects = await Promise.all(names.map((object) => healthOf(c.env.LEDGER, object)));
    const outbox = await pendingCount(c.env.DB);
    const well =
      outbox === 0 &&
      objects.every(
        (one) =>
          one.reachable &&
          one.drainFailures === 0 &&
          (one.backlog ?? 0) < BACKLOG_ALERT &&
          one.logFindings.length === 0,
      );
    return c.json({ status: well ? ('ok' as const) : ('degraded' as const), outbox, objects }, 200);
  },
);

async function healthOf(
  namespace: Parameters<typeof ledgerStub>[0]['LEDGER'],
  object: string,
): Promise<z.output<typeof objectHealth>> {
  try {
    const { backlog, alarmAtMs, drainFailures, logFindings } = await namespace
      .get(namespace.idFromName(object))
      .health();
    return {
      object,
      reachable: true,
      backlog,
      alarmAt: alarmAtMs === null ? null : new Date(alarmAtMs).toISOString(),
      drainFailures,
      logFindings: (logFindings ?? []).map(({ sinceMs, ...finding }) => ({
        ...finding,
        since: new Date(sinceMs).toISOString(),
      })),
    };
  } catch {
    return { object, reachable: false, backlog: null, alarmAt: null, drainFailures: null, logFindings: [] };
  }
}
