/** Lists: `{items, next}`, a page at a time, with a cursor that is opaque to the caller and good for this list alone. */
import { z } from '@hono/zod-openapi';
import { type Condition, whereOf } from './conditions.ts';
import { type Asked, type ListName, openCursor, sealCursor } from './cursor.ts';
import type { Env } from './env.ts';
import { Refusal } from './problem.ts';

export const PAGE_DEFAULT = 50;
/** Rows of one page: what a console shows, and well within what one D1 answer carries. */
export const PAGE_MAX = 200;
/** Characters of a search: a name, a reference or an id. */
export const SEARCH_CHARS_MAX = 100;

/** The reader of lists that every operator who may ask for them sees alike. */
export const OPERATORS = 'operators';
/** The reader of public lists. */
export const ANYONE = 'anyone';

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** The cursors of one list, for one reader and filter. */
export interface Cursors<P> {
  /** Where the page begins: after this place. Undefined: at the beginning. Throws `invalid_cursor`. */
  after(cursor: string | undefined): P | undefined;
  /** The cursor of the page that begins after this place. */
  to(row: P): string;
}

export function cursorsOf<P>(
  { SIGNING_KEYS }: Pick<Env, 'SIGNING_KEYS'>,
  asked: Asked,
  place: z.ZodType<P>,
): Cursors<P> {
  return {
    after: (cursor) => {
      if (cursor === undefined) return undefined;
      // Of an earlier release it may be ours and say what is no place any more.
      const opened = place.safeParse(openCursor(SIGNING_KEYS, asked, cursor));
      if (opened.success) return opened.data;
      // Whatever is wrong with it: one answer, to the byte.
      throw new Refusal({
        code: 'invalid_cursor',
        detail:
          'Use the `next` of a page as it is, with the query and the license that it was given for, or leave the cursor out.',
      });
    },
    // Of a row, its place and nothing else.
    to: (row) => sealCursor(SIGNING_KEYS, asked, place.parse(row)),
  };
}

/** Makes a page of up to `limit` rows from a read that asked for one more. */
export function pageOf<T>(rows: T[], limit: number, cursorAfter: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorAfter(last) : null };
}

const id = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);

/** A list of the desk, ascending by id (ids are UUIDv7, so by creation). */
export function deskList(env: Env, list: ListName, filter: object = {}) {
  const cursors = cursorsOf(env, { list, reader: OPERATORS, filter }, id);
  return {
    /** '' for the first page. Throws `invalid_cursor`. */
    after: (cursor: string | undefined) => cursors.after(cursor) ?? '',
    page: <T extends { id: string }>(rows: T[], limit: number) =>
      pageOf(rows, limit, (last) => cursors.to(last.id)),
  };
}

/** What stores take for a page of a list with `listQuery`. */
export interface PageRequest {
  /** Id of the last row of the page before; '' for the first page. */
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

/** The number of rows that meet the conditions. `from`: tables, as SQL. */
export async function countRows(db: D1Database, from: string, conditions: Condition[]): Promise<number> {
  const { where, values } = whereOf(conditions);
  const statement = db.prepare(`SELECT count(*) AS count FROM ${from} ${where}`).bind(...values);
  return (await statement.first<number>('count')) ?? 0;
}

/** A page of a list with `listQuery`, and the number of all rows where the query asks for it. */
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

/** Names a page of things at once, where others mention their ids. */
export const idList = z
  .string()
  .transform((list) => list.split(','))
  .pipe(z.array(z.string().min(1).max(64)).max(PAGE_MAX))
  .openapi({ type: 'string', description: `Only these: up to ${PAGE_MAX} ids, separated by commas` });

/** Query of a list. */
export const pageQuery = z.strictObject({
  cursor: z.string().optional().openapi({ description: 'The `next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
});

/** Query of a list that can be searched and sorted: by when its rows were created, or by one of `columns`. */
export function listQuery<Column extends string>(...columns: Column[]) {
  const sorts = (['created', ...columns] as const).flatMap((column) => [column, `-${column}`] as const);
  return pageQuery.extend({
    q: z.string().trim().min(1).max(SEARCH_CHARS_MAX).optional().openapi({
      description: 'Only rows whose names or ids contain each of these words, in upper or lower case',
    }),
    sort: z.enum(sorts).optional().openapi({
      description: 'Ascending, or with `-` descending; without it, in the order of creation',
    }),
    count: z.stringbool().optional().openapi({ description: 'How many rows all pages have together' }),
  });
}

export function pageOfSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** A page of a list with `listQuery`. */
export function countedPageOf<T extends z.ZodType>(item: T) {
  const count = z.int().optional().openapi({ description: 'With `count=true`: of all pages together' });
  return pageOfSchema(item).extend({ count });
}
