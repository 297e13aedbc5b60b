/** Lists: a table whose rows take two lines on a phone, a page at a time, by the URL. */
import type { Child, FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Section } from './small.tsx';

export interface Column<Row> {
  label: MessageKey;
  /** In place of the label, where it is not from a message file: a month, a name. */
  head?: string;
  /** Numbers stand under each other. */
  numeric?: boolean;
  cell: (row: Row) => Child;
  /** The API sorts by it: as it names the order that a first click asks for, `name` or `-updated`. */
  sort?: string;
  /** On a phone, the first column and what is `aside` share the first line; the others follow with their labels, or `bare`. */
  narrow?: 'aside' | 'bare' | 'none';
  /** Of all rows, in the foot of the table. */
  total?: Child;
}

interface TableProps<Row> {
  /** What the table is of; read out, not seen. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  /** What stands in its place when there are no rows. */
  empty: Child;
  /** The order that the rows are in. */
  sort?: string | undefined;
}

export function Table<Row>({ caption, columns, rows, empty, sort }: TableProps<Row>) {
  const { t } = useView();
  if (rows.length === 0) return <>{empty}</>;
  const heads = columns.map(({ label, head }) => head ?? t(label));
  return (
    <table class="list">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ numeric, sort: by }, place) => (
            <th scope="col" {...(numeric && { class: 'number' })} {...sorted(by, sort)}>
              {by === undefined ? heads[place] : <SortLink by={by} sort={sort} label={heads[place] ?? ''} />}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {columns.map(({ numeric, narrow, cell }, place) => (
              <td data-label={heads[place]} {...classOf(numeric && 'number', narrow)}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {columns.some(({ total }) => total !== undefined) && (
        <tfoot>
          <tr>
            <th scope="row">{t('table.total')}</th>
            {columns.slice(1).map(({ numeric, total }, place) => (
              <td data-label={heads[place + 1]} {...(numeric && { class: 'number' })}>
                {total}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

interface TableSectionProps<Row> extends Pick<TableProps<Row>, 'columns' | 'rows'> {
  /** Of the section, and of the table in it. */
  title: MessageKey;
  id?: string;
  actions?: Child;
  /** Absent: without rows there is no section. */
  empty?: Child;
}

export function TableSection<Row>({ title, id, actions, empty, ...table }: TableSectionProps<Row>) {
  const { t } = useView();
  if (table.rows.length === 0 && empty === undefined) return null;
  return (
    <Section title={t(title)} {...(id !== undefined && { id })} actions={actions}>
      <Table caption={t(title)} empty={empty} {...table} />
    </Section>
  );
}

function classOf(...names: (string | false | undefined)[]): { class?: string } {
  const text = names.filter(Boolean).join(' ');
  return text === '' ? {} : { class: text };
}

const columnOf = (order: string | undefined) => order?.replace(/^-/, '');

function sorted(
  by: string | undefined,
  sort: string | undefined,
): { 'aria-sort'?: 'ascending' | 'descending' } {
  if (by === undefined || columnOf(by) !== columnOf(sort)) return {};
  return { 'aria-sort': sort?.startsWith('-') ? 'descending' : 'ascending' };
}

/** A second click turns the order around. */
const SortLink: FC<{ by: string; sort: string | undefined; label: string }> = ({ by, sort, label }) => {
  const { t, url } = useView();
  const isOpposite = sort === by;
  const next = isOpposite ? (by.startsWith('-') ? by.slice(1) : `-${by}`) : by;
  // By its id it keeps the focus when the list is replaced.
  return (
    <a
      id={`sort-${columnOf(by)}`}
      href={withQuery(url, { sort: next, cursor: null })}
      title={t('list.sort', { column: label })}
    >
      {label}
    </a>
  );
};

/** On to the next page; back is the browser's own button, or the first page at once. */
export const Pager: FC<{ next: string | null }> = ({ next }) => {
  const { t, url } = useView();
  const isFirst = !url.searchParams.has('cursor');
  if (next === null && isFirst) return null;
  return (
    <nav class="pager" aria-label={t('pager.label')}>
      {!isFirst && <a href={withQuery(url, { cursor: null })}>{t('pager.first')}</a>}
      {next !== null && (
        <a href={withQuery(url, { cursor: next })} rel="next">
          {t('pager.next')}
        </a>
      )}
    </nav>
  );
};

/** The page's own address with some of its query changed; null takes a parameter out. `done` is of the last request only. */
export function withQuery(url: URL, changes: Record<string, string | null>): string {
  const query = new URLSearchParams(url.search);
  for (const [name, value] of Object.entries({ done: null, ...changes })) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? url.pathname : `${url.pathname}?${text}`;
}
