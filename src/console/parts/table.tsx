/** Lists: a table that becomes cards on a phone, a page at a time, by the URL. */
import type { Child, FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';

export interface Column<Row> {
  label: MessageKey;
  /** In place of the label, where it is not from a message file: a month, a name. */
  head?: string;
  /** Numbers stand under each other. */
  numeric?: boolean;
  cell: (row: Row) => Child;
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
}

export function Table<Row>({ caption, columns, rows, empty }: TableProps<Row>) {
  const { t } = useView();
  if (rows.length === 0) return <>{empty}</>;
  const heads = columns.map(({ label, head }) => head ?? t(label));
  return (
    <table class="list">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ numeric }, place) => (
            <th scope="col" {...(numeric && { class: 'number' })}>
              {heads[place]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {columns.map(({ numeric, cell }, place) => (
              <td data-label={heads[place]} {...(numeric && { class: 'number' })}>
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
