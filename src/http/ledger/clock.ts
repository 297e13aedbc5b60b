/** `POST /v1/admin/clock`: recovers from a log that is ahead of a corrected clock. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { callObject } from '../../ledger/call.ts';
import { CLOCK_TOLERANCE_MS } from '../../ledger/limits.ts';
import { commitChange, entryKeeperStub, everyEntryKeeper } from '../../ledger/outbox.ts';
import { databaseTime } from '../../ledger/store.ts';
import type { Env } from '../../platform/env.ts';
import { createRouter, malformed } from '../../platform/http.ts';
import { actorOf, body, instant, json, route } from '../../platform/openapi.ts';

export const clockRoutes = createRouter();

const accepted = z
  .object({
    now: z.string(),
    objects: z
      .array(z.object({ object: z.string(), lastEntry: z.string() }))
      .openapi({ description: 'Shards whose last entry was dated later than now, with the difference' }),
  })
  .openapi('AcceptedClock');

clockRoutes.openapi(
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
