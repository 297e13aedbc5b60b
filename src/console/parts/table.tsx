/** Tables with pagination; on phones each row takes a few lines. */
import type { Child, FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { Count } from './link.tsx';
import { Badge, Section, Time } from './small.tsx';

interface ColumnBase {
  label: MessageKey;
  /** Heading if it is not a message: a month or a name. */
  head?: string;
  /** Sort order that the first click requests, as the API names it: `name` or `-updated`. */
  sort?: string;
  /** On phones, line one has the first column and `aside` ones; others follow, labeled unless `bare`. */
  narrow?: 'aside' | 'bare' | 'none';
}

interface CellColumn<Row> extends ColumnBase {
  cell: (row: Row) => Child;
  beneath?: (row: Row) => Child;
  /** Right-aligned. */
  numeric?: boolean;
  total?: Child;
}

/** Figures, right-aligned. `href`: the entries that a figure counts. `total`: a figure, or the sum. */
interface NumberColumn<Row> extends ColumnBase {
  number: (row: Row) => number | undefined;
  href?: ((row: Row) => string | undefined) | undefined;
  total?: number | 'sum';
}

export type Column<Row> = CellColumn<Row> | NumberColumn<Row>;

interface TableProps<Row> {
  caption: string;
  /** Without those that are false. */
  columns: (Column<Row> | false)[];
  rows: Row[];
  /** Instead of a table without rows; by default nothing. */
  empty?: Child;
  /** Order of the rows; without it, no column can be sorted. */
  sort?: string | undefined;
  /** Anchor of a row. */
  idOf?: (row: Row) => string;
}

export function Table<Row>({ caption, columns: declared, rows, empty, sort, idOf }: TableProps<Row>) {
  const { t } = useView();
  if (rows.length === 0) return <>{empty}</>;
  const columns = declared
    .filter((column) => column !== false)
    .map((column) => ('cell' in column ? column : toCells(column, rows, t)));
  const heads = columns.map(({ label, head }) => head ?? t(label));
  return (
    <table class="list">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ numeric, sort: order }, index) => (
            <th scope="col" class={classesOf(numeric && 'number')} aria-sort={directionOf(order, sort)}>
              {order === undefined || sort === undefined ? (
                heads[index]
              ) : (
                <SortLink order={order} sort={sort} label={heads[index] ?? ''} />
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr id={idOf?.(row)}>
            {columns.map(({ numeric, narrow, cell, beneath }, index) => (
              <td data-label={heads[index]} class={classesOf(numeric && 'number', narrow)}>
                {cell(row)}
                <Beneath>{beneath?.(row)}</Beneath>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {columns.some(({ total }) => total !== undefined) && (
        <tfoot>
          <tr>
            <th scope="row">{t('table.total')}</th>
            {columns.slice(1).map(({ numeric, total }, index) => (
              <td data-label={heads[index + 1]} class={classesOf(numeric && 'number')}>
                {total}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

export const Beneath: FC<{ children?: Child }> = ({ children }) =>
  children ? <span class="beneath">{children}</span> : null;

export const stateColumn = <Row,>(
  label: MessageKey,
  stateIn: (row: Row) => string,
  list = 'status',
): Column<Row> => ({ label, narrow: 'aside', cell: (row) => <Badge list={list} value={stateIn(row)} /> });

export const statusColumn = (label: MessageKey) =>
  stateColumn(label, ({ status }: { status: string }) => status);

export const updatedColumn = (label: MessageKey): Column<{ updated: string }> => ({
  ...{ label, sort: '-updated', narrow: 'none' },
  cell: ({ updated }) => <Time at={updated} />,
});

function toCells<Row>(
  { number, href, total, ...column }: NumberColumn<Row>,
  rows: Row[],
  t: Translate,
): CellColumn<Row> {
  const sum = total === 'sum' ? rows.reduce((sum, row) => sum + (number(row) ?? 0), 0) : total;
  return {
    ...column,
    numeric: true,
    cell: (row) => <Count value={number(row)} href={href?.(row)} />,
    ...(sum !== undefined && { total: t.number(sum) }),
  };
}

interface TableSectionProps<Row> extends Pick<TableProps<Row>, 'columns' | 'rows'> {
  title: MessageKey;
  id?: string;
  actions?: Child;
  empty?: Child;
  lead?: Child;
  children?: Child;
}

export function TableSection<Row>(props: TableSectionProps<Row>) {
  const { title, id, actions, empty, lead, children, ...table } = props;
  const { t } = useView();
  if (table.rows.length === 0 && empty === undefined) return null;
  return (
    <Section title={t(title)} {...(id !== undefined && { id })} actions={actions}>
      {lead}
      <Table caption={t(title)} empty={empty} {...table} />
      {children}
    </Section>
  );
}

const classesOf = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(' ') || undefined;

const columnOf = (order: string | undefined) => order?.replace(/^-/, '');

function directionOf(order: string | undefined, sort: string | undefined) {
  if (sort === undefined || columnOf(order) !== columnOf(sort)) return undefined;
  return sort.startsWith('-') ? 'descending' : 'ascending';
}

/** The second click reverses the order. */
const SortLink: FC<{ order: string; sort: string; label: string }> = ({ order, sort, label }) => {
  const { t, url } = useView();
  const isOpposite = sort === order;
  const clicked = isOpposite ? (order.startsWith('-') ? order.slice(1) : `-${order}`) : order;
  // The id keeps the focus when htmx replaces the list.
  return (
    <a
      id={`sort-${columnOf(order)}`}
      href={withQuery(url, { sort: clicked, cursor: null })}
      title={t('list.sort', { column: label })}
    >
      {label}
    </a>
  );
};

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

/** Changes the page's query; null removes a parameter. `done` is always dropped. */
export function withQuery(url: URL, changes: Record<string, string | null>): string {
  const query = new URLSearchParams(url.search);
  for (const [name, value] of Object.entries({ done: null, ...changes })) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? url.pathname : `${url.pathname}?${text}`;
}
