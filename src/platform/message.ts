/** Sentences on the wire: their English text, and what a page of another language makes its own of. */
import { z } from '@hono/zod-openapi';
import type { Message } from '../rights/types.ts';

export const messageSchema = z
  .object({ key: z.string(), parameters: z.record(z.string(), z.unknown()) })
  .openapi('Message', {
    description:
      'The sentence beside it (`sentence`, `reason` or `detail`), for a page in another language: the key of its template and what fills it. A parameter is text, a number, a word of a vocabulary (`{of, value}`), an instant (`{instant}`, with `term: {edge, zone}` where a term begins or ends), a `{list}`, or another message.',
  });

/** The members of an answer that say it. What somebody wrote in their own words has no message. */
export function sentenceMembers(said: Message | string): { sentence: string; message?: Message } {
  return typeof said === 'string' ? { sentence: said } : { sentence: said.sentence, message: said };
}
