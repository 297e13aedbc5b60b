/** Forwards an API answer, or its problem, to a script of the page. */
import type { Context } from 'hono';
import { NO_STORE } from '../../platform/no-store.ts';
import { ApiError, type ApiResult } from './api.ts';

export async function forwardJson(c: Context, pending: Promise<ApiResult<object>>): Promise<Response> {
  const answer = await pending.catch((error: unknown): ApiResult<object> => {
    if (error instanceof ApiError) return { ok: false, problem: error.problem };
    throw error;
  });
  if (answer.ok) return c.json(answer.value, 200, NO_STORE);
  return c.json(answer.problem, answer.problem.status as 404, NO_STORE);
}
