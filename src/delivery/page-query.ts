import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addPending } from '../articles/search/pending.ts';
import type { AppEnv } from '../platform/http.ts';
import { cursorsOf } from '../platform/paging.ts';
import { SEARCH_PENDING_MS } from './limits.ts';
import { isSearch, listPosition, type listQuery, toFeedFilter } from './list-query.ts';

/** Parses the list parameters of a request, and creates the cursors of its pages. Throws `invalid_cursor`. */
export function pageQuery(
  c: Context<AppEnv>,
  { cursor, limit, content: _content, ...filter }: z.output<typeof listQuery>,
) {
  const cursors = cursorsOf(c.env, { list: 'feed', reader: c.get('partner').license, filter }, listPosition);
  const after = cursors.after(cursor);
  if (isSearch(filter)) c.executionCtx.waitUntil(addPending(c.env, c.get('now') + SEARCH_PENDING_MS));
  const query = { ...toFeedFilter(filter), limit, ...(after && { after }), now: c.get('now') };
  return { query, cursorTo: cursors.to };
}
