/** `GET /v1/changes` as Atom, RSS or JSON Feed: the same changes, in the same order, from the same place. */
import type { Context } from 'hono';
import { correctionsStatement } from '../../articles/sequence/store.ts';
import { FEEDS, type Feed, type FeedEntry, type FeedName } from '../../formats/feeds/index.ts';
import { agencyOf } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { CORRECTIONS_MAX } from '../changes/limits.ts';
import { type ChangesQuery, toldPage } from '../changes/page.ts';
import type { Told } from '../changes/told.ts';
import { listResponse } from '../list-response.ts';
import { madeUnder } from '../made-under.ts';
import { answered, type FeedContent } from './answer.ts';
import { changeEntriesOf, stopOf } from './change-entry.ts';
import { asItIs, inSummary, type Row, rowOf } from './row.ts';
import { contentTypeOf, type FeedFilter, feedUrl, linksOf, updatedOf } from './wanted.ts';

const PATH = '/v1/changes';

export interface ChangesWanted {
  name: FeedName;
  query: ChangesQuery;
  /** As it was asked for, page and all. */
  asked: FeedFilter & { content?: FeedContent | undefined };
  /** It was asked for at a secret address: headlines and summaries, and links that need nothing else. */
  address?: string;
}

export async function changesFeedResponse(c: Context<AppEnv>, wanted: ChangesWanted): Promise<Response> {
  const { name, query, asked, address } = wanted;
  const { seal } = await madeUnder(c.env);
  const contentType = contentTypeOf(name);
  const page = await toldPage(c.env, c.var.partner, query, async (state, { items, next, more }) => {
    const corrections = await correctionsOf(c.env.DB, items);
    const rows = items.flatMap((told) => changeRows(c, told, corrections)).map(address ? inSummary : asItIs);
    const { limit } = asked;
    const content = address ? 'summary' : asked.content;
    // As of the list: where the reader stands is no part of what is said, but on an empty page that is not the last.
    const besides = [limit, content, more, items.length === 0 && more && next, seal, address ?? null];
    const answer = await answered(c, state, { name, contentType, content, rows, says: besides });
    if (answer.kind === 'stale') return answer;
    const { startsMs: sinceMs } = state.license.bundle;
    return { kind: 'done', value: { ...answer.value, next, more, sinceMs } };
  });
  const feed = feedOf(c, wanted, page);
  const body = page.bare ? null : FEEDS[name].render(feed);
  return listResponse(c, { contentType, body, says: page.says, link: linksOf(feed) });
}

function changeRows(
  c: Context<AppEnv>,
  { shown, had, at }: Told,
  corrections: ReadonlyMap<string, readonly string[]>,
): Row[] {
  const row = had && rowOf(c.env, had);
  const occurrence = { entry: row?.entry, at: Date.parse(at), corrections: corrections.get(shown.id) };
  return changeEntriesOf(agencyOf(c.env), shown, occurrence).map((entry) => ({ ...row, entry }));
}

/** Item → its versions that were corrections, of what must not be shown any more. */
async function correctionsOf(db: D1Database, items: readonly Told[]): Promise<Map<string, string[]>> {
  const stopped = items.filter(({ shown, had }) => !had && stopOf(shown) !== undefined);
  const ids = [...new Set(stopped.map(({ shown }) => shown.id))];
  const found = new Map<string, string[]>();
  if (ids.length === 0) return found;
  const { results } = await correctionsStatement(db, ids, CORRECTIONS_MAX).all<{
    item: string;
    version: string;
  }>();
  for (const { item, version } of results) {
    const versions = found.get(item);
    if (versions) versions.push(version);
    else found.set(item, [version]);
  }
  return found;
}

interface Page {
  entries: FeedEntry[];
  next: string;
  more: boolean;
  /** When there is no entry to say so. Milliseconds, UTC. */
  sinceMs: number;
}

function feedOf(
  c: Context<AppEnv>,
  { name, asked, address }: ChangesWanted,
  { entries, next, more, sinceMs }: Page,
): Feed {
  const agency = agencyOf(c.env);
  const { after: _after, ...first } = asked;
  const path = address === undefined ? PATH : `/v1/feeds/${address}/changes`;
  const at = (query: FeedFilter) => feedUrl(agency.publicUrl, name, path, query);
  const resume = at({ ...first, after: next });
  return {
    id: `${feedUrl(agency.publicUrl, name, PATH, {})}#${c.var.partner.license}`,
    title: `${agency.name} · changes`,
    description: `Everything that happened, as far as it concerns the license, in order. ${agency.notice}`,
    agency,
    updated: updatedOf(entries, sinceMs),
    self: at(asked),
    first: at(first),
    ...(more && { next: resume }),
    resume,
    entries,
  };
}
