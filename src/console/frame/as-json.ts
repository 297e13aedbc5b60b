/** Forwards an API answer, or its problem, to a script of the page. */
import type { Context } from 'hono';
import { NO_STORE } from '../../platform/no-store.ts';
import { ApiError } from './api.ts';

export async function forwardJson(c: Context, pending: Promise<object>): Promise<Response> {
  try {
    return c.json(await pending, 200, NO_STORE);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return c.json(error.problem, error.problem.status as 404, NO_STORE);
  }
}
