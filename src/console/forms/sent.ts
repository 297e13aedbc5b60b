import type { Context } from 'hono';
import { Refusal } from '../../platform/problem.ts';

/** Throws `malformed` if the body is not a form. */
export async function sentForm({ req }: Pick<Context, 'req'>): Promise<FormData> {
  try {
    return await req.formData();
  } catch {
    throw new Refusal({ code: 'malformed', detail: 'This is not what the form of the page sends.' });
  }
}
