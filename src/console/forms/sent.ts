/** What a form of a page sends. */
import type { Context } from 'hono';
import { Refusal } from '../../platform/problem.ts';

/** Throws `malformed` for what is none: to somebody's program the console is no API. */
export async function sentForm({ req }: Pick<Context, 'req'>): Promise<FormData> {
  try {
    return await req.formData();
  } catch {
    throw new Refusal({ code: 'malformed', detail: 'This is not what the form of the page sends.' });
  }
}
