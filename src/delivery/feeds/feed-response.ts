/** `GET /v1/articles` as Atom, RSS or JSON Feed: the same list, judged the same way. */
import type { Context } from 'hono';
import { FEEDS, type Feed, type FeedEntry, type FeedName } from '../../formats/feeds/index.ts';
import { agencyOf } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { type FeedPosition, type FeedQuery, listedPage } from '../list.ts';
import { listResponse } from '../list-response.ts';
import { signingContext } from '../signing-context.ts';
import { contentTypeOf, type FeedFilter, feedTitle, feedUrl, linksOf, updatedOf } from './feed-format.ts';
import { type FeedContent, pageContent } from './page-content.ts';
import { rowOf, rowsShown } from './row.ts';

const PATH = '/v1/articles';

export interface FeedRequest {
  name: FeedName;
  query: FeedQuery;
  params: FeedFilter & { content?: FeedContent | undefined };
  /**
   * Secret address of the request. Such a feed has only headlines and summaries, and links that need no
   * token.
   */
  address?: string;
  cursorTo(position: FeedPosition): string;
}

export async function feedResponse(c: Context<AppEnv>, request: FeedRequest): Promise<Response> {
  const { name, query, params, address } = request;
  const { seal } = await signingContext(c.env);
  const contentType = contentTypeOf(name);
  const summaryOnly = address !== undefined;
  const content = summaryOnly ? 'summary' : params.content;
  const { entries, tagText, isBodiless, next, sinceMs } = await listedPage(
    c.env,
    c.get('partner'),
    query,
    async (state, page) => {
      const { next } = page;
      const { startsMs: sinceMs } = state.license.bundle;
      const listedRows = page.items.map((item) => rowOf(c.env, item));
      const rows = rowsShown(listedRows, { summaryOnly });
      const pageFields = [params, next, sinceMs, seal, address ?? null];
      const answer = await pageContent(c, state, { name, contentType, content, rows, pageFields });
      return answer.kind === 'stale' ? answer : { kind: 'done', value: { ...answer.value, next, sinceMs } };
    },
  );
  const feed = feedOf(c, request, { entries, next, sinceMs });
  // No `Last-Modified`: an item that leaves the list makes it no younger, and must not lead to a 304.
  return listResponse(c, {
    contentType,
    body: isBodiless ? null : FEEDS[name].render(feed),
    tagText,
    link: linksOf(feed),
  });
}

interface Page {
  entries: FeedEntry[];
  next: FeedPosition | null;
  /** Update time of a page without entries. Milliseconds, UTC. */
  sinceMs: number;
}

function feedOf(c: Context<AppEnv>, { name, params, address, cursorTo }: FeedRequest, page: Page): Feed {
  const agency = agencyOf(c.env);
  const { cursor: _cursor, ...first } = params;
  const { limit: _limit, ...filter } = first;
  const path = address === undefined ? PATH : `/v1/feeds/${address}/articles`;
  const at = (query: FeedFilter) => feedUrl(agency.publicUrl, name, path, query);
  const { language } = filter;
  return {
    // Two licenses see different lists.
    id: `${feedUrl(agency.publicUrl, name, PATH, filter)}#${c.get('partner').license}`,
    title: feedTitle(agency.name, filter),
    description: `What the license may use, newest first. ${agency.notice}`,
    agency,
    updated: updatedOf(page.entries, page.sinceMs),
    self: at(params),
    first: at(first),
    ...(page.next && { next: at({ ...first, cursor: cursorTo(page.next) }) }),
    ...(typeof language === 'string' && { language }),
    entries: page.entries,
  };
}
