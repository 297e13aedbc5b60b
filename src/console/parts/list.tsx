/** The page of a list: a search box, filters, how many there are, a table that is sorted by its heads, and its pages. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { SEARCH_CHARS_MAX } from '../../platform/paging.ts';
import type { Page } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { type ConsoleEnv, useView } from '../frame/view.ts';
import { type FilterProps, Filters } from './filter.tsx';
import { Empty, Heading } from './small.tsx';
import { type Column, Pager, Table, withQuery } from './table.tsx';
import { mayGo } from './to.tsx';

export interface ListState {
  /** Words that are looked for; undefined: the list has no search. */
  q: string | undefined;
  sort: string | undefined;
  controls: FilterProps[];
  /** Something narrows the list. */
  isNarrowed: boolean;
}

interface Shape {
  /** As the API names them, the default first. */
  sorts: string[];
  /** With their values from the URL; `''`: not set. */
  controls: FilterProps[];
}

/** What the URL asks for, and the same as the API takes it. An order that the list does not have is its default. */
export function readList({ req }: Context<ConsoleEnv>, { sorts, controls }: Shape) {
  const { cursor, q = '', sort = '' } = req.query();
  const search = sorts.length > 0 ? q.trim().slice(0, SEARCH_CHARS_MAX) : undefined;
  const order = sorts.includes(sort.replace(/^-/, '')) ? sort : sorts[0];
  const values = controls.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]);
  const query = {
    ...Object.fromEntries(values),
    ...(cursor && { cursor }),
    ...(search && { q: search }),
    ...(order && { sort: order, count: 'true' }),
  };
  const state: ListState = {
    q: search,
    sort: order,
    controls,
    isNarrowed: Boolean(search) || values.length > 0,
  };
  return { query, state };
}

interface ListPageProps<Row> {
  title: MessageKey;
  lead: MessageKey;
  /** What stands there before there is any. */
  empty: MessageKey;
  /** In its place, where something else has to be there first. */
  missing?: Child;
  /** How one more is added, for those who may. */
  add: { href: string; label: MessageKey } | null;
  top?: Child;
  page: Page<Row> & { count?: number };
  state: ListState;
  columns: Column<Row>[];
}

export function ListPage<Row>({
  title,
  lead,
  empty,
  missing,
  add,
  top,
  page,
  state,
  columns,
}: ListPageProps<Row>) {
  const view = useView();
  const { t, url } = view;
  const { q, sort, controls, isNarrowed } = state;
  const isEmpty = page.items.length === 0 && !isNarrowed;
  const button = add && mayGo(view, add.href) && (
    <a class="button primary" href={add.href}>
      {t(add.label)}
    </a>
  );
  const cleared = withQuery(url, {
    ...Object.fromEntries([...controls.map(({ name }) => name), 'q', 'cursor'].map((name) => [name, null])),
  });
  return (
    <>
      <Heading title={t(title)} lead={t(lead)}>
        {button}
      </Heading>
      {top}
      {!isEmpty && (q !== undefined || controls.length > 0) && (
        <Filters q={q} sort={sort} controls={controls} />
      )}
      <div id="list">
        {!isEmpty && page.count !== undefined && (
          <p class="count" aria-live="polite">
            {t(isNarrowed ? 'list.matches' : 'list.count', { count: page.count })}
            {isNarrowed && <a href={cleared}>{t('list.clear')}</a>}
          </p>
        )}
        <Table
          caption={t(title)}
          rows={page.items}
          columns={columns}
          sort={sort}
          empty={
            isNarrowed ? (
              <Empty text="list.none_match">
                {page.count === undefined && <a href={cleared}>{t('list.clear')}</a>}
              </Empty>
            ) : (
              (missing ?? <Empty text={empty}>{button}</Empty>)
            )
          }
        />
        <Pager next={page.next} />
      </div>
    </>
  );
}
