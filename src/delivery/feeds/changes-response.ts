/** `GET /v1/changes` as Atom, RSS or JSON Feed: the same changes in the same order, or only the latest. */
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
import { changeEntriesOf, oncePerStop, type StoppedItem, stopOf } from './change-entry.ts';
import { contentTypeOf, type FeedFilter, feedUrl, linksOf, updatedOf } from './feed-format.ts';
import { type FeedContent, pageContent } from './page-content.ts';
import { type FeedRow, rowOf, rowsShown } from './row.ts';

const PATH = '/v1/changes';

export interface ChangesRequest {
  name: FeedName;
  query: ChangesQuery;
  params: FeedFilter & { content?: FeedContent | undefined };
  /**
   * Secret address of the request. Such a feed has only headlines and summaries, and links that need no
   * token.
   */
  address?: string;
}

export async function changesFeedResponse(c: Context<AppEnv>, request: ChangesRequest): Promise<Response> {
  const { name, query, params, address } = request;
  const { seal } = await signingContext(c.env);
  const contentType = contentTypeOf(name);
  const summaryOnly = address !== undefined;
  const { newest = false } = query;
  const content = summaryOnly ? 'summary' : params.content;
  const page = await changesPageWith(c.env, c.get('partner'), query, async (state, { items, next, more }) => {
    const stopped = await stoppedItems(c.env.DB, items);
    const view = oncePerStop(items);
    const changes = view.flatMap((listed) =>
      changeRows(c, listed, stopped.get(listed.change.id), { newest }),
    );
    const rows = rowsShown(changes, { summaryOnly });
    const { limit } = params;
    // As in the list, the cursor is left out, except on an empty page that is not the last.
    const pageFields = [limit, content, more, items.length === 0 && more && next, seal, address ?? null];
    const answer = await pageContent(c, state, { name, contentType, content, rows, pageFields });
    if (answer.kind === 'stale') return answer;
    const { startsMs: sinceMs } = state.license.bundle;
    return { kind: 'done', value: { ...answer.value, next, more, sinceMs } };
  });
  const feed = feedOf(c, request, page);
  const body = page.isBodiless ? null : FEEDS[name].render(feed);
  return listResponse(c, { contentType, body, tagText: page.tagText, link: linksOf(feed) });
}

/** Entries in page order: the notice of a stop comes last. */
function changeRows(
  c: Context<AppEnv>,
  view: ChangeView,
  stopped: StoppedItem | undefined,
  { newest }: { newest: boolean },
): FeedRow[] {
  const row = view.permitted && rowOf(c.env, view.permitted);
  const entries = changeEntriesOf(agencyOf(c.env), view, { entry: row?.entry, stopped });
  return (newest ? entries.toReversed() : entries).map((entry) => ({ ...row, entry }));
}

async function stoppedItems(db: D1Database, items: readonly ChangeView[]): Promise<Map<string, StoppedItem>> {
  const stopped = items.filter((view) => stopOf(view) !== undefined).map(({ change }) => change.id);
  const stoppedById = new Map(
    stopped.map((id): [string, StoppedItem] => [id, { corrections: [], lastOf: new Map() }]),
  );
  if (stoppedById.size === 0) return stoppedById;
  const ids = [...stoppedById.keys()];
  const [corrections, last] = await db.batch([
    correctionsStatement(db, ids, CORRECTIONS_MAX),
    lastOfKindsStatement(db, ids),
  ]);
  for (const { item, version } of (corrections?.results ?? []) as { item: string; version: string }[])
    stoppedById.get(item)?.corrections.push(version);
  for (const { item, change_type, at } of (last?.results ?? []) as LastOfKindColumns[])
    stoppedById.get(item)?.lastOf.set(change_type, Date.parse(at));
  return stoppedById;
}

interface Page {
  entries: FeedEntry[];
  next: string;
  more: boolean;
  /** Update time of a page without entries. Milliseconds, UTC. */
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
  // At an address, a page without `after` is the newest one, and not the first to follow.
  const begin = address === undefined || newest ? first : { ...first, after: '' };
  return {
    id: `${feedUrl(agency.publicUrl, name, PATH, {})}#${c.get('partner').license}`,
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
