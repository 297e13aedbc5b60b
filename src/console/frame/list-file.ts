/** Exports all matching rows of an API list as a file. */
import { csvLine } from '../../audit/csv.ts';
import { ENTITY_KINDS } from '../../audit/entities/kinds.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { Refusal, toProblem } from '../../platform/problem.ts';
import { problemMessage } from '../../platform/templates.ts';
import { slugOf } from '../forms/normalize.ts';
import { attachment } from './download.ts';
import { isNamedId } from './entity-names.ts';
import { type LoadPage, pagesOf } from './load-all.ts';
import type { ConsoleView } from './view.ts';

/** The smallest page limit of any list. */
const PAGE_ROWS = 100;
/** A page takes several D1 statements, and D1 allows 1,000 per request. */
const ROWS_MAX = 100 * PAGE_ROWS;

/** A member of the row, or one below it. `@` marks entity ids, as does the name of an entity kind. */
export type ListColumn<Row> = `${'' | '@'}${keyof Row & string}` | `${keyof Row & string}.${string}`;
const hasNames = (column: string) => column.startsWith('@') || ENTITY_KINDS.some((kind) => kind === column);

export interface ListFile<Row> {
  name: string;
  format: 'csv' | 'ndjson';
  columns: ListColumn<Row>[];
  /** The `status` of a row in CSV, if the list shows another than the API's. */
  stateIn?: (row: Row) => string;
}

/** Throws instead of truncating if there are too many rows. */
export async function listFile<Row extends object>(
  { names, api }: ConsoleView,
  load: LoadPage<Row>,
  { name, format, columns: declared, stateIn }: ListFile<Row>,
): Promise<Response> {
  const columns = declared.map((column) => column.replace('@', ''));
  const nameColumns = columns.filter((_, index) => hasNames(declared[index] ?? ''));
  const idIn = (row: Row, column: string) => String(valueIn(row, column) ?? '');
  const nameIn = (row: Row, column: string) => names.get(idIn(row, column))?.name ?? null;
  const cells = (column: string) => ({ head: column, of: (row: Row) => cellOf(valueIn(row, column)) });
  const read = (column: string) =>
    nameColumns.includes(column)
      ? { head: `${column}Name`, of: (row: Row) => nameIn(row, column) }
      : cells(column);
  // What people read comes first: names stand in the places of ids, which come last.
  const ids = columns.filter((column) => column === 'id' || nameColumns.includes(column));
  const ordered = [...columns.filter((column) => column !== 'id').map(read), ...ids.map(cells)];
  const lines = format === 'csv' ? [csvLine(ordered.map(({ head }) => head))] : [];
  const shown = (row: Row) => (stateIn ? { ...row, status: stateIn(row) } : row);
  const lineOf = (row: Row) => csvLine(ordered.map(({ of }) => of(shown(row))));
  let count = 0;
  for await (const { items, next } of pagesOf(load, PAGE_ROWS)) {
    count += items.length;
    if (count > ROWS_MAX || (count === ROWS_MAX && next !== null))
      throw new Refusal(toProblem('malformed', problemMessage('list.too_long', { rows: ROWS_MAX })));
    if (format === 'csv')
      await names.load(
        api,
        items.flatMap((row) => nameColumns.map((column) => idIn(row, column))).filter(isNamedId),
      );
    for (const row of items) lines.push(format === 'csv' ? lineOf(row) : `${JSON.stringify(row)}\n`);
  }
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

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  if (typeof value !== 'object' || value === null) return String(value);
  return 'name' in value ? String(value.name) : JSON.stringify(value);
}

const NAME_CHARS_MAX = 40;

/**
 * File name built from the filters: `refusals-kansai-group-2026-10-01_2026-10-31`. Uses entity names, and
 * days in the viewer's zone, both inclusive. `to` itself is exclusive.
 */
export async function nameOfFile(
  { names, api, zone }: ConsoleView,
  list: string,
  values: (string | undefined)[],
  { from, to }: { from?: string; to?: string },
): Promise<string> {
  const filters = values.filter((value) => value !== undefined && value !== '') as string[];
  await names.load(api, filters.filter(isNamedId));
  // The slug is empty if the name has no Latin letters.
  const slugs = filters.map((value) => slugOf(names.get(value)?.name ?? '', NAME_CHARS_MAX) || value);
  const day = (iso: string | undefined, earlierMs = 0) =>
    iso ? dateIn(zone, Date.parse(iso) - earlierMs) : '';
  return [list, ...slugs, ...(from || to ? [`${day(from)}_${day(to, 1)}`] : [])].join('-').slice(0, 150);
}
