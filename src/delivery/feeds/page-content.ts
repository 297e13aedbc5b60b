import type { Context } from 'hono';
import type { FeedEntry, FeedName } from '../../formats/feeds/index.ts';
import type { AppEnv } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { type Attempt, type Attempted, confirm } from '../fresh-state.ts';
import { FEED_TEXT_CHARS_MAX } from '../limits.ts';
import { needsBody } from '../list-response.ts';
import { charsOf, deliverAll, type Release, releaseOf } from './full-text.ts';
import { withPreparedPictures } from './page-pictures.ts';
import type { FeedRow } from './row.ts';

export type FeedContent = 'summary' | 'full';

export interface PageContent {
  entries: FeedEntry[];
  /** JSON of everything that the page says, except what the grants determine. */
  tagText: string;
  /** No body is needed: the caller has the page already, or sent a HEAD. */
  isBodiless: boolean;
}

export interface Question {
  name: FeedName;
  contentType: string;
  /** Requested content; absent: what the license has. */
  content?: FeedContent | undefined;
  rows: FeedRow[];
  /** What the page says besides its entries. */
  pageFields: unknown;
}

export async function pageContent(
  c: Context<AppEnv>,
  state: Attempt,
  { name, contentType, content, rows, pageFields }: Question,
): Promise<Attempted<PageContent>> {
  const { fullTextFeed } = state.license.bundle.license.terms;
  if (content === 'full' && fullTextFeed !== true)
    return confirm(c.env, c.get('partner'), { ...state, value: refuseFullText });
  const isFull = fullTextFeed === true && content !== 'summary';
  const { entries, releases } = isFull ? await prepareReleases(c, state, { name, rows }) : summaries(rows);
  const leaving = releases.filter((release) => release !== null);
  const tagText = JSON.stringify([pageFields, entries, leaving.map(({ grant }) => grant)]);
  const isNothing = leaving.length === 0;
  const isBodiless = !isNothing && (c.req.method === 'HEAD' || !needsBody(c, { contentType, tagText }));
  // No full text leaves, so the page is only confirmed, like any list.
  if (isBodiless || isNothing)
    return confirm(c.env, c.get('partner'), {
      ...state,
      value: () => ({ entries, tagText, isBodiless }),
    });
  const delivered = await deliverAll(c.env, c.get('partner'), state, leaving);
  if (delivered.kind === 'stale') return delivered;
  const outcomes = releases.map((release) => (release ? delivered.value.shift() : undefined));
  const deliveredEntries = entries.map((entry, index) => ({ ...entry, ...outcomes[index] }));
  const refused = outcomes.map((outcome) => outcome?.notice ?? null);
  const isWhole = refused.every((notice) => notice === null);
  return {
    kind: 'done',
    value: {
      entries: deliveredEntries,
      tagText: isWhole ? tagText : `${tagText}\n${JSON.stringify(refused)}`,
      isBodiless,
    },
  };
}

function refuseFullText(): never {
  const detail =
    'This license has no whole texts in feeds: ask for content=summary, and for each article by its link.';
  throw new Refusal({
    code: 'use_not_licensed',
    detail,
    members: { decidedBy: 'license', trace: [{ decidedBy: 'license', sentence: detail }] },
  });
}

interface PreparedEntries {
  entries: FeedEntry[];
  releases: (Release | null)[];
}

const summaries = (rows: FeedRow[]): PreparedEntries => ({
  entries: rows.map(({ entry }) => entry),
  releases: [],
});

const TOO_LARGE =
  'The text is not part of this page, which would be too large: fetch it by its link, or ask for fewer items with limit.';

async function prepareReleases(
  c: Context<AppEnv>,
  state: Attempt,
  { name, rows }: Pick<Question, 'name' | 'rows'>,
): Promise<PreparedEntries> {
  let chars = 0;
  const ready: PreparedEntries = { entries: [], releases: [] };
  const preparedRows = await withPreparedPictures(c, state, rows);
  for (const { entry, permitted } of preparedRows) {
    const release = permitted ? releaseOf(c.get('partner'), state, permitted, name) : null;
    const charsMore = release ? charsOf(release) : 0;
    // The first text is delivered whatever its size, because a smaller page could not deliver it either.
    const fits = !release || chars === 0 || chars + charsMore <= FEED_TEXT_CHARS_MAX;
    if (fits) chars += charsMore;
    ready.entries.push(fits ? entry : { ...entry, notice: TOO_LARGE });
    ready.releases.push(fits ? release : null);
  }
  return ready;
}
