import { z } from '@hono/zod-openapi';
import { parseQuery } from '../articles/search/query.ts';
import { searchedWords } from '../articles/search/query-schema.ts';
import { feedContent } from './feeds/feed-format.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, STATED_LENGTH_MAX } from './limits.ts';
import type { FeedQuery } from './list.ts';

const word = z.string().min(1).max(STATED_LENGTH_MAX);
const instant = z.iso.datetime({ offset: true });

export const listQuery = z.strictObject({
  q: searchedWords(STATED_LENGTH_MAX).optional(),
  section: word.optional(),
  type: word.optional(),
  language: word.optional(),
  subject: word.optional().openapi({ description: 'Only articles with this subject code' }),
  place: word
    .optional()
    .openapi({ description: 'Only articles whose text names this place as its own: its name or code' }),
  since: instant.optional(),
  until: instant.optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
  content: feedContent,
});

/** Cursor of the list: the last item read. Cursor of a search: the row that the next page is below. */
export const listPosition = z.union([
  z.object({ versionCreated: z.int(), id: z.string() }),
  z.object({ row: z.string().regex(/^\d{1,19}$/) }),
]);

type Filter = Omit<z.output<typeof listQuery>, 'cursor' | 'limit' | 'content'>;

/** Converts the query parameters to the filter of the catalogue. */
export function toFeedFilter({
  q,
  since,
  until,
  ...rest
}: Filter): Omit<FeedQuery, 'limit' | 'now' | 'after'> {
  const parsed = q === undefined ? undefined : parseQuery(q);
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(parsed?.ok && { words: parsed.value }),
    ...(since && { since: Date.parse(since) }),
    ...(until && { until: Date.parse(until) }),
  };
}

export const isSearch = ({ q, subject, place }: Filter): boolean =>
  [q, subject, place].some((filter) => filter !== undefined);
