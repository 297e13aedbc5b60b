/** Request and response schemas of the phrase routes. */
import { z } from '@hono/zod-openapi';
import { pattern } from '../../platform/fault-keys.ts';
import { alongsideFaults, idField, line } from '../../platform/openapi.ts';
import { PHRASE_CHARS_MAX } from '../limits.ts';

const policy = z.record(z.string(), z.unknown()).openapi({
  description: 'An ODRL 2.2 policy with prohibitions or duties; a policy with permissions is refused',
});

const language = z
  .string()
  .regex(pattern(/^[a-z]{2,3}$/, 'language_code'), 'Expected a language, such as "de"')
  .openapi({ example: 'de' });

export const newPhrase = z
  .strictObject({
    phrase: line(PHRASE_CHARS_MAX).openapi({
      example: 'kein Bayern-Funk',
      description:
        'The words of the phrase, with the placeholders `{territories}`, `{period}`, `{number}` or `{size}` where its meaning needs a value',
    }),
    language,
    meaning: idField.optional().openapi({ example: 'no-radio' }),
    policy: policy.optional(),
  })
  .refine(({ meaning, policy }) => (meaning === undefined) !== (policy === undefined), {
    ...alongsideFaults('Give either a meaning or a policy', 'meaning_or_policy'),
    path: ['meaning'],
  });

export const phrase = z
  .object({
    id: z.string(),
    phrase: z.string(),
    language: z.string(),
    meaning: z.string().optional(),
    policy: policy.optional(),
    prose: z.string().openapi({ description: 'Its meaning in words' }),
    status: z.enum(['active', 'withdrawn']),
    operator: z.string().openapi({ description: 'Who added it, or withdrew it' }),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('Phrase');

export type NewPhrase = z.infer<typeof newPhrase>;
export type PhraseResource = z.infer<typeof phrase>;
