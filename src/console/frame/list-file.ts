/** All rows of a list of the API as a file: what has been filtered, and not only the page that is seen. */
import { csvLine } from '../../audit/csv.ts';
import { ENTITY_KINDS } from '../../audit/entities/kinds.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { Refusal } from '../../platform/problem.ts';
import { slugOf } from '../forms/normalize.ts';
import { type Answer, type Page, unwrap } from './api.ts';
import { attachment } from './download.ts';
import { isNamedId } from './entity-names.ts';
import type { ConsoleView } from './view.ts';

/** Rows of a page: no list has fewer at most. */
const PAGE_ROWS = 100;
/** A hundred pages: each takes some statements of D1, which allows a request 1,000. */
const ROWS_MAX = 100 * PAGE_ROWS;

/** Of a row, or below a member of it. `@scope` has ids of things, as members called after a kind of things have. */
export type ListColumn<Row> = `${'' | '@'}${keyof Row & string}` | `${keyof Row & string}.${string}`;
const hasNames = (column: string) => column.startsWith('@') || ENTITY_KINDS.some((kind) => kind === column);

interface ListFile<Row> {
  /** Without its suffix. */
  name: string;
  format: 'csv' | 'ndjson';
  columns: ListColumn<Row>[];
}

/** `ask` is given the query of a page. Throws for more rows than a file has: never a part of them. */
export async function listFile<Row extends object>(
  { names, api }: ConsoleView,
  ask: (query: { cursor?: string; limit: number }) => Promise<Answer<Page<Row>>>,
  { name, format, columns: declared }: ListFile<Row>,
): Promise<Response> {
  const columns = declared.map((column) => column.replace('@', ''));
  const named = columns.filter((_, place) => hasNames(declared[place] ?? ''));
  const lines = format === 'csv' ? [csvLine([...columns, ...named.map((column) => `${column}Name`)])] : [];
  const idIn = (row: Row, column: string) => String(valueIn(row, column) ?? '');
  const lineOf = (row: Row) =>
    csvLine([
      ...columns.map((column) => cellOf(valueIn(row, column))),
      ...named.map((column) => names.get(idIn(row, column))?.name ?? null),
    ]);
  let count = 0;
  let cursor: string | null = null;
  do {
    const { items, next }: Page<Row> = await unwrap(
      ask({ limit: PAGE_ROWS, ...(cursor !== null && { cursor }) }),
    );
    count += items.length;
    if (count > ROWS_MAX || (count === ROWS_MAX && next !== null))
      throw new Refusal({
        code: 'malformed',
        detail: `There are more than ${ROWS_MAX} rows: narrow the list.`,
      });
    if (format === 'csv')
      await names.load(
        api,
        items.flatMap((row) => named.map((column) => idIn(row, column))).filter(isNamedId),
      );
    for (const row of items) lines.push(format === 'csv' ? lineOf(row) : `${JSON.stringify(row)}\n`);
    cursor = next;
  } while (cursor !== null);
  return new Response(lines.join(''), {
    headers: {
      ...NO_STORE,
      'Content-Type':
        format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/x-ndjson; charset=utf-8',
      ...attachment(`${name}.${format}`),
    },
  });
}

const valueIn = (row: object, column: string): unknown =>
  column.split('.').reduce<unknown>((value, member) => (value as Record<string, unknown>)?.[member], row);

const cellOf = (value: unknown) =>
  value === undefined || value === null ? null : typeof value === 'number' ? value : textOf(value);

/** Several in one cell, things by their names. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  if (typeof value !== 'object' || value === null) return String(value);
  return 'name' in value ? String(value.name) : JSON.stringify(value);
}

/** Of the query of `/file`. */
export const formatIn = (as: string | undefined) => (as === 'csv' ? 'csv' : 'ndjson');

const NAME_CHARS_MAX = 40;

/**
 * What a file is of, by its filters: `refusals-kansai-group-2026-10-01_2026-10-31`. Things by their names, times by their days in the
 * viewer's zone, both included. `to`: exclusive.
 */
export async function nameOfFile(
  { names, api, zone }: ConsoleView,
  list: string,
  values: (string | undefined)[],
  { from, to }: { from?: string; to?: string },
): Promise<string> {
  const filters = values.filter((value) => value !== undefined && value !== '') as string[];
  await names.load(api, filters.filter(isNamedId));
  // A name without a Latin letter leaves nothing.
  const words = filters.map((value) => slugOf(names.get(value)?.name ?? '', NAME_CHARS_MAX) || value);
  const day = (at: string | undefined, earlierMs = 0) => (at ? dateIn(zone, Date.parse(at) - earlierMs) : '');
  return [list, ...words, ...(from || to ? [`${day(from)}_${day(to, 1)}`] : [])].join('-').slice(0, 150);
}
