/** The entries of a page, vouched for or written down by the one call to the ledger. */
import type { Context } from 'hono';
import type { FeedEntry, FeedName } from '../../formats/feeds/index.ts';
import type { AppEnv } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { type Attempt, type Attempted, confirm } from '../fresh-state.ts';
import { FEED_TEXT_CHARS_MAX } from '../limits.ts';
import { isListWanted } from '../list-response.ts';
import { charsOf, deliverAll, type Release, releaseOf } from './full-text.ts';
import { asGoingOut } from './going-out.ts';
import type { Row } from './row.ts';

export type FeedContent = 'summary' | 'full';

export interface Answered {
  entries: FeedEntry[];
  /** All that the page says, but for what is the same for the same grant. */
  says: unknown;
  /** The caller has the texts already, or wants none of them. */
  bare: boolean;
}

export interface Question {
  name: FeedName;
  contentType: string;
  /** What was asked for; absent: as the license has it. */
  content?: FeedContent | undefined;
  rows: Row[];
  /** What the page says besides its entries. */
  says: unknown;
}

export async function answered(
  c: Context<AppEnv>,
  state: Attempt,
  { name, contentType, content, rows, says: besides }: Question,
): Promise<Attempted<Answered>> {
  const { fullTextFeed } = state.license.bundle.license.terms;
  if (content === 'full' && fullTextFeed !== true)
    return confirm(c.env, c.var.partner, { ...state, value: refuseFullText });
  const isFull = fullTextFeed === true && content !== 'summary';
  const { entries, releases } = isFull ? await released(c, state, { name, rows }) : summaries(rows);
  const leaving = releases.filter((release) => release !== null);
  const says = [besides, entries, leaving.map(({ grant }) => grant)];
  const isNothing = leaving.length === 0;
  const bare = !isNothing && (c.req.method === 'HEAD' || !isListWanted(c, { contentType, says }));
  // Nothing of a text leaves: the page is vouched for like any list.
  if (bare || isNothing)
    return confirm(c.env, c.var.partner, { ...state, value: () => ({ entries, says, bare }) });
  const delivered = await deliverAll(c.env, c.var.partner, state, leaving);
  if (delivered.kind === 'stale') return delivered;
  const outcomes = releases.map((release) => (release ? delivered.value.shift() : undefined));
  const whole = entries.map((entry, place) => ({ ...entry, ...outcomes[place] }));
  const refused = outcomes.map((outcome) => outcome?.notice ?? null);
  const isWhole = refused.every((notice) => notice === null);
  return { kind: 'done', value: { entries: whole, says: isWhole ? says : [...says, refused], bare } };
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

interface Ready {
  entries: FeedEntry[];
  /** One for each entry; null: its text does not leave. */
  releases: (Release | null)[];
}

const summaries = (rows: Row[]): Ready => ({ entries: rows.map(({ entry }) => entry), releases: [] });

const TOO_LARGE =
  'The text is not part of this page, which would be too large: fetch it by its link, or ask for fewer items with limit.';

async function released(
  c: Context<AppEnv>,
  state: Attempt,
  { name, rows }: Pick<Question, 'name' | 'rows'>,
): Promise<Ready> {
  let chars = 0;
  const ready: Ready = { entries: [], releases: [] };
  const going = await asGoingOut(c, state, rows);
  for (const { entry, had } of going) {
    const release = had ? releaseOf(c.var.partner, state, had, name) : null;
    const charsMore = release ? charsOf(release) : 0;
    // The first is let out whatever its size: it could not be had by asking for fewer.
    const fits = !release || chars === 0 || chars + charsMore <= FEED_TEXT_CHARS_MAX;
    if (fits) chars += charsMore;
    ready.entries.push(fits ? entry : { ...entry, notice: TOO_LARGE });
    ready.releases.push(fits ? release : null);
  }
  return ready;
}
