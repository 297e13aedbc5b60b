/** `GET /v1/articles` as Atom, RSS or JSON Feed: the same list, judged the same way. */
import type { Context } from 'hono';
import type { ListPosition } from '../../articles/listing.ts';
import { type EntrySource, entryOf } from '../../formats/feeds/entry.ts';
import { FEEDS, type Feed, type FeedEntry, type FeedName } from '../../formats/feeds/index.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { type Attempt, confirm } from '../ask.ts';
import { type FeedQuery, type Listed, listedPage } from '../list.ts';
import { listResponse } from '../list-response.ts';
import { madeUnder } from '../made-under.ts';
import { hrefsOf } from '../stamping.ts';
import { type FeedFilter, feedTitle, feedUrl } from './wanted.ts';

const PATH = '/v1/articles';

export interface FeedWanted {
  name: FeedName;
  query: FeedQuery;
  /** As it was asked for, page and all. */
  asked: FeedFilter;
  /** The cursor of the page that begins after this place. */
  cursorTo(place: ListPosition): string;
}

/** What a page is made of, but for its links. */
interface Page {
  entries: FeedEntry[];
  next: ListPosition | null;
  /** When there is no entry to say so. Milliseconds, UTC. */
  sinceMs: number;
}

export async function feedResponse(c: Context<AppEnv>, wanted: FeedWanted): Promise<Response> {
  const page = await listedPage(c.env, c.var.partner, wanted.query, (state, { items, next }) =>
    confirm(c.env, c.var.partner, { ...state, value: () => summaryPage(c.env, state, items, next) }),
  );
  const under = await madeUnder(c.env);
  const feed = feedOf(c.env, c.var.partner.license, wanted, page);
  const { mediaType, render } = FEEDS[wanted.name];
  // No Last-Modified: what leaves a list does not make it younger, and must not be answered as unchanged.
  return listResponse(c, {
    contentType: `${mediaType}; charset=utf-8`,
    body: render(feed),
    says: [wanted.asked, page, under.seal],
    link: linksOf(feed),
  });
}

function summaryPage(env: Env, { license }: Attempt, items: Listed[], next: ListPosition | null): Page {
  const entries = items.map((listed) => entryOf(sourceOf(env, listed)));
  return { entries, next, sinceMs: license.bundle.startsMs };
}

function sourceOf(env: Env, { article, permit }: Listed): EntrySource {
  const { item } = article.snapshot;
  const { components, rights, embargoedUntil } = permit;
  return {
    agency: agencyOf(env),
    item,
    components,
    rights,
    hrefs: hrefsOf(env, { item, components }),
    ...(embargoedUntil !== undefined && { embargoedUntil }),
  };
}

function feedOf(env: Env, license: string, { name, asked, cursorTo }: FeedWanted, page: Page): Feed {
  const agency = agencyOf(env);
  const { cursor: _cursor, ...first } = asked;
  const { limit: _limit, ...filter } = first;
  const at = (query: FeedFilter) => feedUrl(agency.publicUrl, name, PATH, query);
  const { language } = filter;
  return {
    // Two licenses see two lists.
    id: `${at(filter)}#${license}`,
    title: feedTitle(agency.name, filter),
    agency,
    updated: Math.max(page.sinceMs, ...page.entries.map(({ updated }) => updated)),
    self: at(asked),
    first: at(first),
    ...(page.next && { next: at({ ...first, cursor: cursorTo(page.next) }) }),
    ...(typeof language === 'string' && { language }),
    entries: page.entries,
  };
}

/** RFC 8288, for those who look at headers only. */
function linksOf({ agency, next }: Feed): string {
  const license = `<${agency.licenseUrl}>; rel="license"`;
  return next === undefined ? license : `${license}, <${next}>; rel="next"`;
}
