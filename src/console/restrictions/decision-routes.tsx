/** `/console/restrictions/{id}/confirm|release|together`, and what takes such a decision back. */
import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { sentForm } from '../forms/sent.ts';
import { ApiError, type ApiProblem, tried, unwrap } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { DecisionNotice, TogetherPage } from './decisions.tsx';
import { answered } from './questions.tsx';
import { isUnderstood, type Restriction, seen } from './restriction.tsx';

export const decisionPages = new Hono<ConsoleEnv>();

const LIST = '/console/restrictions';
/** Milliseconds after a decision in which the pages take it back. */
const UNDO_MS = 10 * 60_000;
/** Restrictions that are decided at once: each is a change that all ledger objects have to acknowledge. */
const TOGETHER_MAX = 50;

interface Seen {
  id: string;
  version: number;
}

/** The restrictions that a page has shown, in the version that it has shown. */
export function seenIn(texts: readonly unknown[]): Seen[] {
  const parsed = texts.flatMap((text) => {
    const [, id, version] = /^(rst_[0-9a-f]{32}):(\d{1,9})$/.exec(String(text)) ?? [];
    return id === undefined ? [] : [{ id, version: Number(version) }];
  });
  return parsed.slice(0, TOGETHER_MAX);
}

export const restrictionOf = ({ api }: ConsoleView, id: string) =>
  unwrap(api.GET('/v1/admin/restrictions/{id}', { params: { path: { id } } }));

/** One change of each, in the version that was seen: what has been decided already is not decided again. */
export async function decide({ api }: ConsoleView, all: Seen[], change: object) {
  const decided: Seen[] = [];
  const undecided: string[] = [];
  let problem: ApiProblem | undefined;
  for (const { id, version } of all) {
    const body = { ...change, version };
    const answer = await tried(api.PATCH('/v1/admin/restrictions/{id}', { params: { path: { id } }, body }));
    if (answer.ok) decided.push(answer.value);
    else {
      problem = answer.problem;
      undecided.push(id);
    }
  }
  return { decided, undecided, problem };
}

type Outcome = Awaited<ReturnType<typeof decide>>;

/** Back to the page that it was decided on, which says what came of it. */
export function afterDecision(from: unknown, { decided, undecided, problem }: Outcome): string {
  const [id, ...others] = undecided;
  if (decided.length === 0 && others.length === 0) {
    if (problem && problem.status !== 409) throw new ApiError(problem);
    return `${LIST}${id === undefined ? '' : `/${id}`}?done=not_as_it_was`;
  }
  return back(from, {
    ...(decided.length > 0 && { decided: decided.map(({ id, version }) => `${id}:${version}`).join() }),
    ...(undecided.length > 0 && { undecided: undecided.join() }),
  });
}

/** To one of our own pages about restrictions, whatever the form says; the list if it is none. */
export function back(from: unknown, outcome: Record<string, string> = {}): string {
  const [path = '', query = ''] = typeof from === 'string' ? from.split('?') : [];
  const isOurs = /^\/console\/(articles\/itm_[0-9a-f]{32}|restrictions(\/rst_[0-9a-f]{32})?)$/.test(path);
  const search = new URLSearchParams(isOurs ? query : '');
  for (const name of ['done', 'decided', 'undecided']) search.delete(name);
  for (const [name, value] of Object.entries(outcome)) search.set(name, value);
  return `${isOurs ? path : LIST}${search.size > 0 ? `?${search}` : ''}`;
}

/** The page, below what the page before has decided. A link from elsewhere says nothing so. */
export async function withDecision(view: ConsoleView, page: Child): Promise<Child> {
  const { searchParams, pathname, search } = view.url;
  const decided = seenIn((searchParams.get('decided') ?? '').split(','));
  const undecided = (searchParams.get('undecided') ?? '').split(',').filter((id) => /^rst_\w+$/.test(id));
  if (!view.isFromHere || decided.length + undecided.length === 0) return page;
  const [first, ...failed] = await Promise.all(
    [decided[0]?.id, ...undecided.slice(0, TOGETHER_MAX)].map((id) => id && restrictionOf(view, id)),
  );
  const until = first ? Date.parse(first.updated) + UNDO_MS : 0;
  const decision = {
    decided: decided.map(seen),
    ...(first && { first }),
    undoUntil: until > view.now ? until : undefined,
    undecided: failed.filter((one) => typeof one === 'object'),
  };
  return (
    <>
      <DecisionNotice of={decision} back={back(`${pathname}${search}`)} />
      {page}
    </>
  );
}

decisionPages.post('/restrictions/undo', async (c) => {
  const { view } = c.var;
  const form = await sentForm(c);
  const from = form.get('from');
  const all = seenIn(form.getAll('of'));
  const stored = await Promise.all(all.map(({ id }) => restrictionOf(view, id)));
  if (stored.some(({ updated }) => view.now - Date.parse(updated) > UNDO_MS))
    return c.redirect(back(from, { done: 'not_undone' }), 303);
  const outcome = await decide(view, all, { reviewed: false });
  const { undecided } = outcome;
  if (undecided.length > 0) return c.redirect(afterDecision(from, { ...outcome, decided: [] }), 303);
  return c.redirect(back(from, { done: 'restriction_undone' }), 303);
});

decisionPages.get('/restrictions/:id/together', async (c) => {
  const { view } = c.var;
  const query = { sameAs: c.req.param('id'), affects: 'true' as const, limit: TOGETHER_MAX };
  const { items } = await unwrap(view.api.GET('/v1/admin/restrictions', { params: { query } }));
  const title = view.t('restrictions.title');
  return consolePage(c, { title }, <TogetherPage of={items} back={LIST} />);
});

decisionPages.get('/restrictions/:id/release', async (c) => {
  const { view } = c.var;
  const { searchParams: query } = view.url;
  const all = seenIn(query.getAll('of'));
  const ids = all.length > 0 ? all.map(({ id }) => id) : [c.req.param('id')];
  const of = await Promise.all(ids.map((id) => restrictionOf(view, id)));
  if (of.some(({ reviewed }) => reviewed))
    return c.redirect(back(query.get('from'), { done: 'not_as_it_was' }), 303);
  if (all.length === 0) for (const one of of) query.append('of', seen(one));
  const page = <TogetherPage of={of} release={[...query]} back={back(query.get('from'))} />;
  return consolePage(c, { title: view.t('restrictions.title') }, page);
});

decisionPages.post('/restrictions/:id/confirm', async (c) => {
  const form = await sentForm(c);
  const restriction = await restrictionOf(c.var.view, c.req.param('id'));
  // What is not understood is released by its own page alone, which says what it releases.
  if (restriction.reviewed || isUnderstood(restriction)) return decided(c, restriction, form);
  return c.redirect(`${LIST}/${restriction.id}/release?${queryOf(form)}`, 303);
});

decisionPages.post('/restrictions/:id/release', async (c) =>
  decided(c, await restrictionOf(c.var.view, c.req.param('id')), await sentForm(c)),
);

const queryOf = (form: FormData) =>
  new URLSearchParams([...form].map(([name, value]): [string, string] => [name, String(value)]));

async function decided(c: Context<ConsoleEnv>, restriction: Restriction, form: FormData): Promise<Response> {
  const { view } = c.var;
  const from = form.get('from');
  const change = answered(restriction, form);
  if (change === 'edit') return c.redirect(`${LIST}/${restriction.id}/correct?${queryOf(form)}`, 303);
  if (change === 'missing') return c.redirect(`${LIST}/${restriction.id}?done=not_answered`, 303);
  return c.redirect(afterDecision(from, await decide(view, seenIn(form.getAll('of')), Object(change))), 303);
}
