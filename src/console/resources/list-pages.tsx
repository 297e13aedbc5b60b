/** A list of the API as a page, and all of its rows that the page's filters find as a file. */
import type { Context, Hono } from 'hono';
import type { FaultKey } from '../../platform/fault-keys.ts';
import { resolving } from '../entities/address.tsx';
import { type Answer, ApiError, foundIn, malformed, type Page as PageOf, tried } from '../frame/api.ts';
import { formatIn, type ListColumn, listFile, nameOfFile } from '../frame/list-file.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { entityControls, type FilterProps } from '../parts/filter.tsx';
import { ListPage, type ListPageProps, type ListState, readList } from '../parts/list.tsx';

type Page = Context<ConsoleEnv>;
type Rows<Row> = PageOf<Row> & { count?: number };
/** What one list has in common with no other. */
type Own<Row> = Pick<ListPageProps<Row>, 'add' | 'actions' | 'empty' | 'missing' | 'noMatch' | 'top'>;

export interface List<Row extends object, Found extends Rows<Row> = Rows<Row>>
  extends Pick<ListPageProps<Row>, 'title' | 'lead'> {
  pages: Hono<ConsoleEnv>;
  /** Below /console. */
  path: string;
  /** Columns that the API sorts by, the default first; absent: it neither sorts nor counts. */
  sorts?: string[];
  /** Characters of a search; absent: only what is sorted is searched. */
  searchChars?: number;
  controls?(c: Page): FilterProps[];
  /** Controls that take any text, each with the fault of one that nothing in the list has. */
  texts?: Record<string, FaultKey>;
  /** `query`: of the controls, search, order and page. */
  ask(view: ConsoleView, query: Record<string, string>): Promise<Answer<Found>>;
  columns(view: ConsoleView): ListPageProps<Row>['columns'];
  /** `found` is null where the query is at fault. */
  own(c: Page, found: Found | null, state: ListState): Own<Row> | Promise<Own<Row>>;
  /** Absent: there is none. */
  file?: { name: string; columns: ListColumn<Row>[] };
}

export function listPages<Row extends object, Found extends Rows<Row> = Rows<Row>>(
  list: List<Row, Found>,
): void {
  const { pages, path, title, lead, controls: controlsIn, columns, file } = list;
  const controlsOf = (c: Page) => controlsIn?.(c) ?? [];
  const resolved = resolving((c) => entityControls(controlsOf(c)));
  const answerTo = async (view: ConsoleView, query: Record<string, string>, { faults }: ListState) =>
    faults.length > 0
      ? malformed(faults)
      : foundIn((asked) => tried(list.ask(view, asked)), query, list.texts ?? {});

  pages.get(path, resolved, async (c) => {
    const { view } = c.var;
    const { query, state } = readList(c, { ...list, controls: controlsOf(c) });
    const answer = await answerTo(view, query, state);
    const faults = answer.ok ? [] : answer.problem.errors;
    if (!answer.ok && !faults) throw new ApiError(answer.problem);
    const found = answer.ok ? answer.value : null;
    const own = await list.own(c, found, state);
    const content = (
      <ListPage
        title={title}
        {...(lead && { lead })}
        {...own}
        page={found ?? { items: [], next: null }}
        state={state}
        faults={faults}
        columns={columns(view)}
        exports={file !== undefined}
      />
    );
    return consolePage(c, { title: view.t(title), status: answer.ok ? 200 : 400 }, content);
  });

  if (file)
    pages.get(`${path}/file`, resolved, async (c) => {
      const { view } = c.var;
      const { query, state } = readList(c, { ...list, controls: controlsOf(c) });
      const { cursor: _cursor, count: _count, ...rest } = query;
      const first = await answerTo(view, { ...query, limit: '1' }, state);
      if (!first.ok) throw new ApiError(first.problem);
      const values = state.controls.map(({ value }) => value);
      return listFile(view, (page) => list.ask(view, { ...rest, ...page } as Record<string, string>), {
        name: await nameOfFile(view, file.name, [...values, state.q], {}),
        format: formatIn(c.req.query('as')),
        columns: file.columns,
      });
    });
}
