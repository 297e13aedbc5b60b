/** Localizable sentences of responses: their English text, and the message that a page can translate. */
import { z } from '@hono/zod-openapi';
import type { Message } from '../rights/types.ts';

export const messageSchema = z
  .object({ key: z.string(), parameters: z.record(z.string(), z.unknown()) })
  .openapi('Message', {
    description:
      'The sentence beside it, for translation: the key of a template, and its parameters, each a text, number, word (`{of, value}`), instant (`{instant, term}`), `{list}` or message',
  });

/** Members of a response with a sentence. Texts that a person wrote have no message. */
export function sentenceMembers(text: Message | string): { sentence: string; message?: Message } {
  return typeof text === 'string' ? { sentence: text } : { sentence: text.sentence, message: text };
}
