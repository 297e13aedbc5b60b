/** The page of the list that a request asks for. */
import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addPending } from '../articles/search/pending.ts';
import type { AppEnv } from '../platform/http.ts';
import { cursorsOf } from '../platform/paging.ts';
import { SEARCH_PENDING_MS } from './limits.ts';
import { isSearch, listPlace, type listQuery, readBy } from './list-query.ts';

/** The page of the list that is asked for, and how the next one is. Throws `invalid_cursor`. */
export function pageQuery(
  c: Context<AppEnv>,
  { cursor, limit, content: _content, ...filter }: z.output<typeof listQuery>,
) {
  const cursors = cursorsOf(c.env, { list: 'feed', reader: c.var.partner.license, filter }, listPlace);
  const after = cursors.after(cursor);
  if (isSearch(filter)) c.executionCtx.waitUntil(addPending(c.env, c.var.now + SEARCH_PENDING_MS));
  const query = { ...readBy(filter), limit, ...(after && { after }), now: c.var.now };
  return { query, cursorTo: cursors.to };
}
