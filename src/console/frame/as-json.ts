/** An answer of the API for a script of a page: as it came, refusals too. */
import type { Context } from 'hono';
import { NO_STORE } from '../../platform/no-store.ts';
import { ApiError, type Tried } from './api.ts';

export async function asJson(c: Context, answering: Promise<Tried<object>>): Promise<Response> {
  const answer = await answering.catch((error: unknown): Tried<object> => {
    if (error instanceof ApiError) return { ok: false, problem: error.problem };
    throw error;
  });
  if (answer.ok) return c.json(answer.value, 200, NO_STORE);
  return c.json(answer.problem, answer.problem.status as 404, NO_STORE);
}
