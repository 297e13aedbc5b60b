/** List page: search box, filters, count, sortable table and pagination. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { SEARCH_CHARS_MAX } from '../../platform/paging.ts';
import { type Fault, faultOf, type Page } from '../frame/api.ts';
import { toInstant } from '../frame/instant.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { type ConsoleEnv, useView } from '../frame/view.ts';
import { type FilterProps, Filters } from './filter.tsx';
import { ButtonLink } from './link.tsx';
import { ListTools } from './list-tools.tsx';
import { Empty, Heading, Note } from './small.tsx';
import { type Column, Pager, Table, withQuery } from './table.tsx';

export interface ListState {
  /** Search text; undefined if the list has no search. */
  q: string | undefined;
  searchChars: number;
  sort: string | undefined;
  controls: FilterProps[];
  isNarrowed: boolean;
  /** Controls whose value is not among their choices, or no day. */
  faults: Fault[];
}

export interface ListShape {
  /** Sort orders of the API, the default first; without them, the list is neither sorted nor counted. */
  sorts?: string[];
  /** Maximum length of the search text; by default, only sortable lists have a search. */
  searchChars?: number;
  controls: FilterProps[];
}

/** Parses the URL into list state and API query. An unknown sort order falls back to the default. */
export function readList({ req }: Context<ConsoleEnv>, { sorts = [], searchChars, controls }: ListShape) {
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
    faults: controls.flatMap(({ name, value, type, choices = [{ value, label: '' }] }) => {
      const isValid =
        type === 'date' ? toInstant(value, 'UTC') : choices.some((choice) => choice.value === value);
      return value === '' || isValid ? [] : [faultOf(`/${name}`, type === 'date' ? 'day' : 'one_of')];
    }),
  };
  return { query, state };
}

export interface ListPageProps<Row> {
  title: MessageKey;
  lead?: MessageKey;
  empty: MessageKey;
  noMatch?: MessageKey;
  /** Replaces the empty list if something else must be created first. */
  missing?: Child;
  add?: { href: string; label: MessageKey } | null;
  actions?: Child;
  top?: Child;
  page: Page<Row> & { count?: number };
  state: ListState;
  faults?: Fault[] | undefined;
  columns: Column<Row>[];
  /** `/file` below the page exports all rows. */
  exports?: boolean;
  /** Offers relative ranges for its controls `from` and `to`. */
  ranges?: boolean;
  below?: Child;
}

export function ListPage<Row>(props: ListPageProps<Row>) {
  const { title, lead, empty, missing, add, page, state, faults = [], columns, exports = false } = props;
  const { t, url, mayGo } = useView();
  const { noMatch = 'list.none_match' } = props;
  const { q, searchChars, sort, controls, isNarrowed } = state;
  // With a default filter, other rows may exist.
  const isEmpty =
    page.items.length === 0 && !isNarrowed && controls.every(({ usual }) => usual === undefined);
  const button = add && mayGo(add.href) && <ButtonLink href={add.href} label={add.label} variant="primary" />;
  // Roles that cannot create rows see no instructions for it.
  const nothing = <Empty text={add && !button ? 'list.nothing' : empty}>{button}</Empty>;
  const search = q && <a href={`/console/search?q=${encodeURIComponent(q)}`}>{t('list.search_all')}</a>;
  const none = <Empty text={noMatch}>{search}</Empty>;
  const narrowing = [...controls.map(({ name }) => name), 'q', 'cursor', 'range'];
  const cleared = withQuery(url, Object.fromEntries(narrowing.map((name) => [name, null])));
  return (
    <>
      <Heading title={t(title)} lead={lead && t(lead)}>
        {props.actions}
        {button}
      </Heading>
      {props.top}
      {!isEmpty && (q !== undefined || controls.length > 0) && (
        <Filters q={q} chars={searchChars} sort={sort} controls={controls} faults={faults} />
      )}
      <div id="list">
        {faults.length > 0 && <Note tone="bad">{faults.map(t.fault).join('. ')}</Note>}
        {!isEmpty && <ListTools ranges={props.ranges ?? false} exports={exports} />}
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
          empty={faults.length > 0 ? null : isNarrowed ? none : (missing ?? nothing)}
        />
        <Pager next={page.next} />
        {props.below}
      </div>
    </>
  );
}
