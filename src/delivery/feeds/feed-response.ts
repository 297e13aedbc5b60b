/** `GET /v1/articles` as Atom, RSS or JSON Feed: the same list, judged the same way. */
import type { Context } from 'hono';
import { FEEDS, type Feed, type FeedName } from '../../formats/feeds/index.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { type Attempt, type Attempted, confirm } from '../ask.ts';
import { judgeRequest } from '../judge.ts';
import { type FeedPosition, type FeedQuery, type ListedPage, listedPage } from '../list.ts';
import { isListUnchanged, listResponse } from '../list-response.ts';
import { type MadeUnder, madeUnder } from '../made-under.ts';
import { allAsDelivered } from '../stamped.ts';
import type { ArticleWorld } from '../world.ts';
import { cutToSize, deliverAll, type Release, releaseOf } from './full-text.ts';
import { type Page, summaryPage } from './page.ts';
import { type FeedFilter, feedTitle, feedUrl } from './wanted.ts';

const PATH = '/v1/articles';

export interface FeedWanted {
  name: FeedName;
  query: FeedQuery;
  /** As it was asked for, page and all. */
  asked: FeedFilter & { content?: 'summary' | 'full' | undefined };
  /** The cursor of the page that begins after this place. */
  cursorTo(place: FeedPosition): string;
}

interface Answer {
  page: Page;
  /** All that the page says, but for what is the same for the same grant. */
  says: unknown;
  /** The caller has the texts already, or wants none of them. */
  bare: boolean;
}

export async function feedResponse(c: Context<AppEnv>, wanted: FeedWanted): Promise<Response> {
  const under = await madeUnder(c.env);
  const { mediaType, render } = FEEDS[wanted.name];
  const contentType = `${mediaType}; charset=utf-8`;
  const { page, says, bare } = await listedPage(c.env, c.var.partner, wanted.query, (state, listed) =>
    answer(c, { state, listed, wanted, under, contentType }),
  );
  const feed = feedOf(c.env, c.var.partner.license, wanted, page);
  // No Last-Modified: what leaves a list does not make it younger, and must not be answered as unchanged.
  return listResponse(c, { contentType, body: bare ? null : render(feed), says, link: linksOf(feed) });
}

interface Question {
  state: Attempt;
  listed: ListedPage;
  wanted: FeedWanted;
  under: MadeUnder;
  contentType: string;
}

async function answer(c: Context<AppEnv>, question: Question): Promise<Attempted<Answer>> {
  const { state, wanted, under, contentType } = question;
  const content = contentOf(question);
  if (content === 'not licensed')
    return confirm(c.env, c.var.partner, {
      ...state,
      value: () => {
        throw noFullText();
      },
    });
  const isFull = content === 'full';
  const listed = isFull ? await toDeliver(c, state, cutToSize(question.listed)) : question.listed;
  const page = summaryPage(c.env, state, listed);
  const releases = isFull ? releasesOf(c, question, listed) : [];
  const grants = releases.map(({ grant }) => grant);
  const says = [wanted.asked, page, under.seal, grants];
  const isNothing = releases.length === 0;
  const bare = !isNothing && (c.req.method === 'HEAD' || isListUnchanged(c, { contentType, says }));
  // Nothing of a text leaves: the page is vouched for like any list.
  if (bare || isNothing)
    return confirm(c.env, c.var.partner, { ...state, value: () => ({ page, says, bare }) });
  const delivered = await deliverAll(c.env, c.var.partner, state, releases);
  if (delivered.kind === 'stale') return delivered;
  const entries = page.entries.map((entry, place) => {
    const outcome = delivered.value.get(listed.items[place]?.shown.id ?? '');
    return outcome ? { ...entry, ...outcome } : entry;
  });
  const notices = entries.map(({ notice }) => notice ?? null);
  const isWhole = notices.every((notice) => notice === null);
  const full = { page: { ...page, entries }, says: isWhole ? says : [...says, notices], bare };
  return { kind: 'done', value: full };
}

/** With the parts as they go out; of what none can go out the feed says nothing. */
async function toDeliver(c: Context<AppEnv>, { license }: Attempt, page: ListedPage): Promise<ListedPage> {
  const { now, partner } = c.var;
  const judge = (article: ArticleWorld) =>
    judgeRequest(license, article, { entitlement: partner.entitlement, use: {}, now });
  const permits = await allAsDelivered(c.env, page.items, { now, judge });
  const items = page.items.flatMap((one, place) => {
    const permit = permits[place];
    return permit ? [{ ...one, permit }] : [];
  });
  return { ...page, items };
}

function releasesOf(c: Context<AppEnv>, { state, wanted }: Question, { items }: ListedPage): Release[] {
  return items.flatMap((one) => releaseOf(c.var.partner, state, one, wanted.name) ?? []);
}

/** What of the texts the page has: as it is licensed, unless less is asked for. */
function contentOf({ state, wanted }: Question): 'summary' | 'full' | 'not licensed' {
  const { fullTextFeed } = state.license.bundle.license.terms;
  const { content } = wanted.asked;
  if (fullTextFeed === true) return content ?? 'full';
  return content === 'full' ? 'not licensed' : 'summary';
}

function noFullText(): Refusal {
  const detail =
    'This license has no whole texts in feeds: ask for content=summary, and for each article by its link.';
  return new Refusal({
    code: 'use_not_licensed',
    detail,
    members: { decidedBy: 'license', trace: [{ decidedBy: 'license', sentence: detail }] },
  });
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
