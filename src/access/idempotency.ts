/**
 * `Idempotency-Key` for requests that create a secret. A secret is shown once, so a request must not run
 * twice because a response was lost or a page reloaded. The second request with a key creates nothing. It
 * does not repeat the first response, because the secret is not stored.
 */
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { confirmStored } from '../ledger/outbox.ts';
import type { Env } from '../platform/env.ts';
import { type Attempt, clashing, failed } from '../platform/failure.ts';
import type { Actor } from '../platform/openapi.ts';
import { problemMessage } from '../platform/templates.ts';
import { IDEMPOTENCY_KEY_LIFE_MS } from './limits.ts';
import { isUsed, useOnceStatements } from './store.ts';

const HEADER = 'Idempotency-Key';

/** The IETF draft of the header has a quoted string. The gateway also accepts it without quotes. */
export const idempotencyHeaders = z.object({
  [HEADER]: z
    .string()
    .regex(/^"?[\w-]{16,100}"?$/, 'Expected 16 to 100 letters, digits, "-" and "_"')
    .optional()
    .openapi({
      description:
        'A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force',
      example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
    }),
});

export const idempotencyKeyOf = (headers: z.infer<typeof idempotencyHeaders>) =>
  headers[HEADER]?.replaceAll('"', '');

/** Statements for the request's batch. They make it fail when the operator has used the key before. */
export function idempotencyStatements(
  db: D1Database,
  idempotencyKey: string | undefined,
  actor: Actor,
): D1PreparedStatement[] {
  if (idempotencyKey === undefined) return [];
  const id = usedId(idempotencyKey, actor);
  return useOnceStatements(db, id, actor.now + IDEMPOTENCY_KEY_LIFE_MS, actor.now);
}

const usedId = (idempotencyKey: string, { operator }: Actor) =>
  createHash('sha256').update(`${operator} ${idempotencyKey}`).digest('hex');

/** Tells whether the operator has used the key for a request that was stored. */
export async function isRepeated(
  db: D1Database,
  idempotencyKey: string | undefined,
  actor: Actor,
): Promise<boolean> {
  return idempotencyKey !== undefined && isUsed(db, usedId(idempotencyKey, actor));
}

const DUPLICATE = failed(
  clashing(problemMessage('conflict.done_before'), [{ path: HEADER, message: 'Used before' }]),
);

/**
 * Wraps the commit of such a batch. The first request may have got a 503 or no response, so a repeated key is
 * answered 409 only when all objects have the change. Until then this throws 503 `change_pending` as well.
 */
export async function rejectDuplicate<T>(env: Env, commit: Promise<Attempt<T>>): Promise<Attempt<T>> {
  try {
    return await commit;
  } catch (error) {
    if (!(error instanceof Error && /constraint failed: used_once\./.test(error.message))) throw error;
  }
  await confirmStored(env);
  return DUPLICATE;
}
