/**
 * The desk's list of items. Words, sections and types of usable items use the search index; held, killed and
 * embargoed items are few, and are scanned.
 */
import { z } from '@hono/zod-openapi';
import type { Page } from '../platform/paging.ts';
import {
  DESK_WORDS_MAX,
  NAME_CHARS_MAX,
  PAGE_DEFAULT,
  PAGE_MAX,
  SEARCH_CHARS_MAX,
  SECTION_CHARS_MAX,
  URI_CHARS_MAX,
} from './limits.ts';
import type { articleLine } from './responses.ts';
import { findRows } from './search/find.ts';
import { parseQuery } from './search/query.ts';
import { searchedWords } from './search/query-schema.ts';
import { type AdminRow, listForDesk, rowsForDesk } from './store.ts';

const DESK_STATES = ['usable', 'embargoed', 'withheld', 'canceled'] as const;

export const deskQuery = z.strictObject({
  q: searchedWords(SEARCH_CHARS_MAX).optional().openapi({
    description: 'Search query for usable articles; when `state` selects others, words of the headline',
  }),
  section: z.string().min(1).max(SECTION_CHARS_MAX).optional(),
  type: z.string().min(1).max(NAME_CHARS_MAX).optional(),
  state: z.enum(DESK_STATES).optional().openapi({
    description:
      'State of the articles; `usable` includes embargoed ones. Default: any state, or `usable` when `q`, `section` or `type` is given',
  }),
  uri: z.string().min(1).max(URI_CHARS_MAX).optional().openapi({ description: 'Only this article' }),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
});

type Filter = Omit<z.output<typeof deskQuery>, 'cursor' | 'limit'>;

/** Last position of a page: a change sequence, or a row of the search. */
export const deskPosition = z.union([z.int(), z.string().regex(/^\d{1,19}$/)]);
type DeskPosition = z.output<typeof deskPosition>;

interface PageRequest {
  after: DeskPosition | undefined;
  limit: number;
  /** Milliseconds, UTC. */
  now: number;
}

type Line = z.output<typeof articleLine>;

export async function deskPage(
  db: D1Database,
  filter: Filter,
  page: PageRequest,
  cursorTo: (position: DeskPosition) => string,
): Promise<Page<Line>> {
  const { rows, next } = isSearch(filter)
    ? await listFromSearch(db, filter, page)
    : await listFromTable(db, filter, page);
  return { items: rows.map(lineOf), next: next === null ? null : cursorTo(next) };
}

const isSearch = ({ q, section, type, state, uri }: Filter) =>
  uri === undefined &&
  (state ?? 'usable') === 'usable' &&
  [q, section, type].some((value) => value !== undefined);

interface RowPage {
  rows: AdminRow[];
  next: DeskPosition | null;
}

async function listFromTable(
  db: D1Database,
  { q, section, type, state, uri }: Filter,
  { after, limit, now }: PageRequest,
): Promise<RowPage> {
  const stopped = state === 'withheld' || state === 'canceled';
  const words = (q ?? '').split(/[\s"*]+/).filter((word) => word !== '');
  const rows = await listForDesk(
    db,
    {
      of: stopped ? 'stopped' : state === 'embargoed' ? state : 'all',
      pubStatus: state === 'embargoed' ? undefined : state,
      section,
      type,
      uri,
      words: words.slice(0, DESK_WORDS_MAX),
    },
    { below: typeof after === 'number' ? after : Number.MAX_SAFE_INTEGER, limit: limit + 1, now },
  );
  const pageRows = rows.slice(0, limit);
  return { rows: pageRows, next: rows.length > limit ? (pageRows.at(-1)?.seq ?? null) : null };
}

/** The desk may see everything. An item is listed once, however many of its components match. */
async function listFromSearch(
  db: D1Database,
  { q, section, type }: Filter,
  { after, limit, now }: PageRequest,
): Promise<RowPage> {
  const words = q === undefined ? undefined : parseQuery(q);
  const search = {
    ...(words?.ok && { words: words.value }),
    ...(section !== undefined && { section }),
    ...(type !== undefined && { type }),
  };
  const firstRowById = new Map<string, string>();
  let below = typeof after === 'string' ? after : undefined;
  for (;;) {
    const scope = { selections: [{}], advance: true, now };
    const { rows, more } = await findRows(db, search, scope, { below, limit: ROWS_READ });
    for (const { id, first } of rows) if (!firstRowById.has(id)) firstRowById.set(id, first);
    below = rows.at(-1)?.row;
    if (firstRowById.size > limit || !more || below === undefined) break;
  }
  const pageEntries = [...firstRowById].slice(0, limit);
  const byId = new Map(
    (
      await rowsForDesk(
        db,
        pageEntries.map(([id]) => id),
      )
    ).map((row) => [row.id, row]),
  );
  return {
    rows: pageEntries.flatMap(([id]) => byId.get(id) ?? []),
    next: firstRowById.size > limit ? (pageEntries.at(-1)?.[1] ?? null) : null,
  };
}

/** Search rows read at a time: a page of articles with some pictures each. */
const ROWS_READ = 300;

function lineOf(row: AdminRow): Line {
  const { id, uri, version, type, pub_status, headline, sections, version_created_ms, embargoed_until_ms } =
    row;
  return {
    id,
    uri,
    version,
    type,
    pubStatus: pub_status as Line['pubStatus'],
    headline,
    sections: JSON.parse(sections) as string[],
    versionCreated: new Date(version_created_ms).toISOString(),
    updated: row.updated,
    ...(embargoed_until_ms !== null && { embargoedUntil: new Date(embargoed_until_ms).toISOString() }),
  };
}
