/** The page of a list: a search box, filters, how many there are, a table that is sorted by its heads, and its pages. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { SEARCH_CHARS_MAX } from '../../platform/paging.ts';
import { type Fault, faultOf, type Page } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { type ConsoleEnv, useView } from '../frame/view.ts';
import { type FilterProps, Filters } from './filter.tsx';
import { ListTools } from './list-tools.tsx';
import { Empty, Heading, Note } from './small.tsx';
import { type Column, Pager, Table, withQuery } from './table.tsx';
import { ButtonLink, mayGo } from './to.tsx';

export interface ListState {
  /** Words that are looked for; undefined: the list has no search. */
  q: string | undefined;
  /** Characters of them. */
  searchChars: number;
  sort: string | undefined;
  controls: FilterProps[];
  /** Something narrows the list. */
  isNarrowed: boolean;
  /** Values of controls that are none of their choices. */
  faults: Fault[];
}

interface Shape {
  /** As the API names them, the default first. */
  sorts?: string[];
  /** Characters of a search; absent: only what is sorted is searched. */
  searchChars?: number;
  /** With their values from the URL; `''`: not set. */
  controls: FilterProps[];
}

/** What the URL asks for, and the same as the API takes it. An order that the list does not have is its default. */
export function readList({ req }: Context<ConsoleEnv>, { sorts = [], searchChars, controls }: Shape) {
  const { cursor, q = '', sort = '' } = req.query();
  const chars = searchChars ?? SEARCH_CHARS_MAX;
  const search = searchChars || sorts.length > 0 ? q.trim().slice(0, chars) : undefined;
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
    searchChars: chars,
    sort: order,
    controls,
    isNarrowed: Boolean(search) || controls.some(({ value, usual = '' }) => value !== usual),
    faults: controls
      .filter(
        ({ value, choices = [] }) =>
          choices.length > 0 && !['', ...choices.map((one) => one.value)].includes(value),
      )
      .map(({ name }) => faultOf(`/${name}`, 'one_of')),
  };
  return { query, state };
}

export interface ListPageProps<Row> {
  title: MessageKey;
  lead?: MessageKey;
  /** What stands there before there is any. */
  empty: MessageKey;
  /** And where nothing matches. */
  noMatch?: MessageKey;
  /** In its place, where something else has to be there first. */
  missing?: Child;
  /** How one more is added, for those who may. */
  add?: { href: string; label: MessageKey } | null;
  /** What else can be done with all of them. */
  actions?: Child;
  top?: Child;
  page: Page<Row> & { count?: number };
  state: ListState;
  /** Of the query. */
  faults?: Fault[] | undefined;
  columns: Column<Row>[];
  /** `/file` beneath the page answers with all rows. */
  exports?: boolean;
}

export function ListPage<Row>({
  title,
  lead,
  empty,
  noMatch = 'list.none_match',
  missing,
  add,
  actions,
  top,
  page,
  state,
  faults = [],
  columns,
  exports = false,
}: ListPageProps<Row>) {
  const view = useView();
  const { t, url } = view;
  const { q, searchChars, sort, controls, isNarrowed } = state;
  // What is usually narrowed may have other rows.
  const isEmpty =
    page.items.length === 0 && !isNarrowed && controls.every(({ usual }) => usual === undefined);
  const button = add && mayGo(view, add.href) && (
    <ButtonLink href={add.href} label={add.label} look="primary" />
  );
  // How the first one is made is no news to those who may only look.
  const nothing = <Empty text={add && !button ? 'list.nothing' : empty}>{button}</Empty>;
  const cleared = withQuery(url, {
    ...Object.fromEntries([...controls.map(({ name }) => name), 'q', 'cursor'].map((name) => [name, null])),
  });
  return (
    <>
      <Heading title={t(title)} lead={lead && t(lead)}>
        {actions}
        {button}
      </Heading>
      {top}
      {!isEmpty && (q !== undefined || controls.length > 0) && (
        <Filters q={q} chars={searchChars} sort={sort} controls={controls} faults={faults} />
      )}
      <div id="list">
        {faults.length > 0 && <Note tone="bad">{faults.map(t.fault).join('. ')}</Note>}
        {!isEmpty && <ListTools exports={exports} />}
        {!isEmpty && (page.count !== undefined || isNarrowed) && (
          <p class="count" aria-live="polite">
            {page.count !== undefined && t(isNarrowed ? 'list.matches' : 'list.count', { count: page.count })}
            {isNarrowed && <a href={cleared}>{t('list.clear')}</a>}
          </p>
        )}
        <Table
          caption={t(title)}
          rows={page.items}
          columns={columns}
          sort={sort}
          empty={faults.length > 0 ? null : isNarrowed ? <Empty text={noMatch} /> : (missing ?? nothing)}
        />
        <Pager next={page.next} />
      </div>
    </>
  );
}
