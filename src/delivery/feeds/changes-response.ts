/**
 * `GET /v1/changes` as Atom, RSS or JSON Feed: the same changes, in the same order, from the same place; or
 * the last of them.
 */
import type { Context } from 'hono';
import {
  correctionsStatement,
  type LastOfKindColumns,
  lastOfKindsStatement,
} from '../../articles/sequence/store.ts';
import { FEEDS, type Feed, type FeedEntry, type FeedName } from '../../formats/feeds/index.ts';
import { agencyOf } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import type { ChangeView } from '../changes/change-view.ts';
import { CORRECTIONS_MAX } from '../changes/limits.ts';
import { type ChangesQuery, changesPageWith } from '../changes/page.ts';
import { listResponse } from '../list-response.ts';
import { signingContext } from '../signing-context.ts';
import { answered, type FeedContent } from './answer.ts';
import { changeEntriesOf, oncePerStop, type StoppedItem, stopOf } from './change-entry.ts';
import { contentTypeOf, type FeedFilter, feedUrl, linksOf, updatedOf } from './feed-format.ts';
import { type Row, rowOf, rowsShown } from './row.ts';

const PATH = '/v1/changes';

export interface ChangesRequest {
  name: FeedName;
  query: ChangesQuery;
  /** As it was asked for, page and all. */
  params: FeedFilter & { content?: FeedContent | undefined };
  /** It was asked for at a secret address: headlines and summaries, and links that need nothing else. */
  address?: string;
}

export async function changesFeedResponse(c: Context<AppEnv>, request: ChangesRequest): Promise<Response> {
  const { name, query, params, address } = request;
  const { seal } = await signingContext(c.env);
  const contentType = contentTypeOf(name);
  const summaryOnly = address !== undefined;
  const { newest = false } = query;
  const content = summaryOnly ? 'summary' : params.content;
  const page = await changesPageWith(c.env, c.var.partner, query, async (state, { items, next, more }) => {
    const stopped = await stoppedItems(c.env.DB, items);
    const view = oncePerStop(items);
    const changes = view.flatMap((one) => changeRows(c, one, stopped.get(one.shown.id), { newest }));
    const rows = rowsShown(changes, { summaryOnly });
    const { limit } = params;
    // As of the list: where the reader stands is no part of what is said, but on an empty page that is not the last.
    const besides = [limit, content, more, items.length === 0 && more && next, seal, address ?? null];
    const answer = await answered(c, state, { name, contentType, content, rows, says: besides });
    if (answer.kind === 'stale') return answer;
    const { startsMs: sinceMs } = state.license.bundle;
    return { kind: 'done', value: { ...answer.value, next, more, sinceMs } };
  });
  const feed = feedOf(c, request, page);
  const body = page.bare ? null : FEEDS[name].render(feed);
  return listResponse(c, { contentType, body, says: page.says, link: linksOf(feed) });
}

/** In the order of the page: the notice of a stop is what comes last of it. */
function changeRows(
  c: Context<AppEnv>,
  view: ChangeView,
  stopped: StoppedItem | undefined,
  { newest }: { newest: boolean },
): Row[] {
  const row = view.had && rowOf(c.env, view.had);
  const entries = changeEntriesOf(agencyOf(c.env), view, { entry: row?.entry, stopped });
  return (newest ? entries.toReversed() : entries).map((entry) => ({ ...row, entry }));
}

/** By item, what must not be shown any more. */
async function stoppedItems(db: D1Database, items: readonly ChangeView[]): Promise<Map<string, StoppedItem>> {
  const stopped = items.filter((view) => stopOf(view) !== undefined).map(({ shown }) => shown.id);
  const found = new Map(
    stopped.map((id): [string, StoppedItem] => [id, { corrections: [], lastOf: new Map() }]),
  );
  if (found.size === 0) return found;
  const ids = [...found.keys()];
  const [corrections, last] = await db.batch([
    correctionsStatement(db, ids, CORRECTIONS_MAX),
    lastOfKindsStatement(db, ids),
  ]);
  for (const { item, version } of (corrections?.results ?? []) as { item: string; version: string }[])
    found.get(item)?.corrections.push(version);
  for (const { item, change_type, at } of (last?.results ?? []) as LastOfKindColumns[])
    found.get(item)?.lastOf.set(change_type, Date.parse(at));
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
  { name, query, params, address }: ChangesRequest,
  { entries, next, more, sinceMs }: Page,
): Feed {
  const agency = agencyOf(c.env);
  const { after: _after, ...first } = params;
  const path = address === undefined ? PATH : `/v1/feeds/${address}/changes`;
  const at = (query: FeedFilter) => feedUrl(agency.publicUrl, name, path, query);
  const resume = at({ ...first, after: next });
  const { newest } = query;
  const order = newest ? 'newest first' : 'in order';
  // At an address, a page without `after` is not the first of those that are followed.
  const begin = address === undefined || newest ? first : { ...first, after: '' };
  return {
    id: `${feedUrl(agency.publicUrl, name, PATH, {})}#${c.var.partner.license}`,
    title: `${agency.name} · changes`,
    description: `Everything that happened, as far as it concerns the license, ${order}. ${agency.notice}`,
    agency,
    updated: updatedOf(entries, sinceMs),
    self: at(params),
    first: at(begin),
    ...(more && { next: resume }),
    resume,
    entries,
  };
}
