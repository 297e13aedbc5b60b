/** An API list as a page, and its matching rows as a file. */
import type { Context, Hono } from 'hono';
import type { FaultKey } from '../../platform/fault-keys.ts';
import { resolveIds } from '../entities/address.tsx';
import { type Answer, ApiError, findRows, malformed, type Page as PageOf, toResult } from '../frame/api.ts';
import { formatIn } from '../frame/download.ts';
import { type ListFile, listFile, nameOfFile } from '../frame/list-file.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { entityControls, type FilterProps, type ListControl } from '../parts/filter.tsx';
import { ListPage, type ListPageProps, type ListShape, type ListState, readList } from '../parts/list.tsx';

type Page = Context<ConsoleEnv>;
type Rows<Row> = PageOf<Row> & { count?: number };
type ListSpecific<Row> = Pick<
  ListPageProps<Row>,
  'add' | 'actions' | 'below' | 'empty' | 'missing' | 'noMatch' | 'top'
>;

export interface List<Row extends object, Result extends Rows<Row> = Rows<Row>>
  extends Pick<ListPageProps<Row>, 'title' | 'lead' | 'ranges'>,
    Omit<ListShape, 'controls'> {
  pages: Hono<ConsoleEnv>;
  path: string;
  controls?(view: ConsoleView): ListControl[];
  /** Free-text controls, each with the fault for a text that matches nothing. */
  texts?: Record<string, FaultKey>;
  /** `query` has the controls, search, order and cursor. */
  load(view: ConsoleView, query: Record<string, string>): Promise<Answer<Result>>;
  columns(view: ConsoleView): ListPageProps<Row>['columns'];
  /** `result` is null if the query is at fault. */
  describe(c: Page, result: Result | null, state: ListState): ListSpecific<Row> | Promise<ListSpecific<Row>>;
  file?: Pick<ListFile<Row>, 'name' | 'columns' | 'stateIn'>;
}

export function listPages<Row extends object, Result extends Rows<Row> = Rows<Row>>(
  list: List<Row, Result>,
): void {
  const { pages, path, title, controls: controlsIn, columns, file } = list;
  const controlsOf = ({ req, var: { view } }: Page): FilterProps[] =>
    (controlsIn?.(view) ?? []).map(({ usual, ...control }) => ({
      ...{ value: req.query(control.name) || (usual ?? ''), any: usual === undefined },
      ...{ ...control, ...(usual !== undefined && { usual }) },
    }));
  const resolved = resolveIds((c) => entityControls(controlsOf(c)));
  const answerTo = async (view: ConsoleView, query: Record<string, string>, { faults }: ListState) =>
    faults.length > 0
      ? malformed(faults)
      : findRows((query) => toResult(list.load(view, query)), query, list.texts ?? {});

  pages.get(path, resolved, async (c) => {
    const { view } = c.var;
    const { query, state } = readList(c, { ...list, controls: controlsOf(c) });
    const answer = await answerTo(view, query, state);
    const faults = answer.ok ? [] : answer.problem.errors;
    if (!answer.ok && !faults) throw new ApiError(answer.problem);
    const result = answer.ok ? answer.value : null;
    const specific = await list.describe(c, result, state);
    const content = (
      <ListPage
        {...list}
        {...specific}
        page={result ?? { items: [], next: null }}
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
      const { cursor: _cursor, count: _count, ...filters } = query;
      const first = await answerTo(view, { ...query, limit: '1' }, state);
      if (!first.ok) throw new ApiError(first.problem);
      const values = state.controls.map(({ value }) => value);
      return listFile(view, (page) => list.load(view, { ...filters, ...page } as Record<string, string>), {
        ...file,
        name: await nameOfFile(view, file.name, [...values, state.q], {}),
        format: formatIn(c.req.query('as')),
      });
    });
}
