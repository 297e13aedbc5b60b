/**
 * A secret is shown once, so a request that makes one must not be done twice because an answer was lost or a page loaded anew: of two
 * with the same `Idempotency-Key` the second makes nothing. It is not answered as the first one was, for the secret is kept nowhere.
 */
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { confirmStored } from '../ledger/outbox.ts';
import type { By } from '../platform/desk.ts';
import type { Env } from '../platform/env.ts';
import { type Attempt, clashing, failed } from '../platform/failure.ts';
import { problemMessage } from '../platform/templates.ts';
import { ONCE_FOR_MS } from './limits.ts';
import { useOnceStatements } from './store.ts';

const NAME = 'Idempotency-Key';

/** As the IETF draft of the header has it, a string in quotes; without them it is taken, too. */
export const onceHeaders = z.object({
  [NAME]: z
    .string()
    .regex(/^"?[\w-]{16,100}"?$/, 'Expected 16 to 100 letters, digits, "-" and "_"')
    .optional()
    .openapi({
      description:
        'Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force',
      example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
    }),
});

/** What the header says, for the services. */
export const onceOf = (headers: z.infer<typeof onceHeaders>) => headers[NAME]?.replaceAll('"', '');

/** For the batch of the request: it fails when the operator has used the key before. */
export function onceStatements(db: D1Database, once: string | undefined, by: By): D1PreparedStatement[] {
  if (once === undefined) return [];
  const id = createHash('sha256').update(`${by.operator} ${once}`).digest('hex');
  return useOnceStatements(db, id, by.now + ONCE_FOR_MS, by.now);
}

const TWICE = failed(
  clashing(problemMessage('conflict.done_before'), [{ path: NAME, message: 'Used before' }]),
);

/**
 * Around the commit of such a batch. The request before may have been answered 503, or not at all: that it is done is said when every
 * object knows of it. Until then this one is answered 503 `change_pending`, too.
 */
export async function unlessDone<T>(env: Env, commit: Promise<Attempt<T>>): Promise<Attempt<T>> {
  try {
    return await commit;
  } catch (error) {
    if (!(error instanceof Error && /constraint failed: used_once\./.test(error.message))) throw error;
  }
  await confirmStored(env);
  return TWICE;
}
