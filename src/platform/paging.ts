/** Paged lists: `{items, next}` with an opaque cursor that is valid for this list only. */
import { z } from '@hono/zod-openapi';
import { type Condition, whereOf } from './conditions.ts';
import { type CursorScope, type ListName, openCursor, sealCursor } from './cursor.ts';
import type { Env } from './env.ts';
import { Refusal, toProblem } from './problem.ts';
import { problemMessage } from './templates.ts';

export const PAGE_DEFAULT = 50;
/** Most rows of a page: what a console shows, and well within one D1 response. */
export const PAGE_MAX = 200;
/** Characters of a search: a name, a reference or an id. */
export const SEARCH_CHARS_MAX = 100;

/** Reader of lists that all their operators see alike. */
export const OPERATORS = 'operators';
export const ANYONE = 'anyone';

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Cursors<P> {
  /** Position after which the page begins. Undefined for the first page. Throws `invalid_cursor`. */
  after(cursor: string | undefined): P | undefined;
  to(row: P): string;
}

/** Creates the cursors. `position` is the schema of a position in the list. */
export function cursorsOf<P>(
  { SIGNING_KEYS }: Pick<Env, 'SIGNING_KEYS'>,
  scope: CursorScope,
  position: z.ZodType<P>,
): Cursors<P> {
  return {
    after: (cursor) => {
      if (cursor === undefined) return undefined;
      // A cursor of an earlier release may contain an outdated position.
      const parsed = position.safeParse(openCursor(SIGNING_KEYS, scope, cursor));
      if (parsed.success) return parsed.data;
      // The response is the same for every fault.
      throw new Refusal(toProblem('invalid_cursor', problemMessage('list.cursor')));
    },
    // The cursor contains only the row's position.
    to: (row) => sealCursor(SIGNING_KEYS, scope, position.parse(row)),
  };
}

/** Returns a page of up to `limit` rows. `rows` contains one more if there is a next page. */
export function pageOf<T>(rows: T[], limit: number, cursorAfter: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorAfter(last) : null };
}

const id = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);

/** A list of the desk in ascending order of ids, which is the order of creation (UUIDv7). */
export function deskList(env: Env, list: ListName, filter: object = {}) {
  const cursors = cursorsOf(env, { list, reader: OPERATORS, filter }, id);
  return {
    /** Id after which the page begins; '' for the first page. Throws `invalid_cursor`. */
    after: (cursor: string | undefined) => cursors.after(cursor) ?? '',
    page: <T extends { id: string }>(rows: T[], limit: number) =>
      pageOf(rows, limit, (last) => cursors.to(last.id)),
  };
}

/** Arguments of stores for a page of a list with `listQuery`. */
export interface PageRequest {
  /** Id of the previous page's last row; '' for the first page. */
  after: string;
  /** Rows to read: one more than the page has. */
  limit: number;
  q?: string | undefined;
  sort?: string | undefined;
}

interface ListStore<Row, Filter> {
  list(db: D1Database, request: PageRequest & Filter): Promise<Row[]>;
  count(db: D1Database, filter: Filter & Pick<PageRequest, 'q'>): Promise<number>;
}

/** Counts the rows that meet the conditions. `from` names the tables, as SQL. */
export async function countRows(db: D1Database, from: string, conditions: Condition[]): Promise<number> {
  const { where, values } = whereOf(conditions);
  const statement = db.prepare(`SELECT count(*) AS count FROM ${from} ${where}`).bind(...values);
  return (await statement.first<number>('count')) ?? 0;
}

/** Loads a page of a list with `listQuery` and, if requested, the number of all rows. */
export async function searchedPage<Row extends { id: string }, Filter extends object>(
  env: Env,
  name: ListName,
  query: { cursor?: string | undefined; limit: number; count?: boolean | undefined } & Filter,
  { list, count }: ListStore<Row, Filter>,
): Promise<Page<Row> & { count?: number }> {
  const { cursor, limit, count: isCounted = false, ...rest } = query;
  const filter = rest as unknown as Filter;
  const cursors = deskList(env, name, filter);
  const [rows, total] = await Promise.all([
    list(env.DB, { ...filter, after: cursors.after(cursor), limit: limit + 1 }),
    isCounted ? count(env.DB, filter) : undefined,
  ]);
  return { ...cursors.page(rows, limit), ...(total !== undefined && { count: total }) };
}

/** A page of resources by id, for lists that refer to them. */
export const idList = z
  .string()
  .transform((list) => list.split(','))
  .pipe(z.array(z.string().min(1).max(64)).max(PAGE_MAX))
  .openapi({
    type: 'string',
    description: `Only items with these ids: up to ${PAGE_MAX}, separated by commas`,
  });

export const pageQuery = z.strictObject({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
});

/** Query of a list with search and sorting, by creation or by one of `columns`. */
export function listQuery<Column extends string>(...columns: Column[]) {
  const sorts = (['created', ...columns] as const).flatMap((column) => [column, `-${column}`] as const);
  return pageQuery.extend({
    q: z.string().trim().min(1).max(SEARCH_CHARS_MAX).optional().openapi({
      description: 'Only rows whose name or id contains each of these words; case is ignored',
    }),
    sort: z.enum(sorts).optional().openapi({
      description: 'Sort key, ascending, or descending with a leading `-`. Default: by creation',
    }),
    count: z
      .stringbool()
      .optional()
      .openapi({ description: 'Whether the response has `count`, the number of rows on all pages' }),
  });
}

export function pageOfSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export function countedPageOf<T extends z.ZodType>(item: T) {
  const count = z
    .int()
    .optional()
    .openapi({ description: 'Number of rows on all pages; only with `count=true`' });
  return pageOfSchema(item).extend({ count });
}
