/** Schema of a search in a URL. */
import { z } from '@hono/zod-openapi';
import { keyed } from '../../platform/fault-keys.ts';
import { SEARCH_TERMS_MAX } from '../limits.ts';
import { parseQuery, QUERY_FAULTS } from './query.ts';

export const searchedWords = (charsMax: number) =>
  z
    .string()
    .min(1)
    .max(charsMax)
    .superRefine((q, context) => {
      const parsed = parseQuery(q);
      if (!parsed.ok)
        context.addIssue({
          code: 'custom',
          message: QUERY_FAULTS[parsed.reason],
          ...keyed(parsed.reason === 'no_words' ? 'no_words' : 'too_many', { count: SEARCH_TERMS_MAX }),
        });
    })
    .openapi({
      description:
        'Search query: all words must occur. `"a phrase"` matches a phrase, `begin*` a prefix, `-without` excludes a word',
    });
