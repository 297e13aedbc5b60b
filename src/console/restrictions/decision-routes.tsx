/** `/console/restrictions/{id}/confirm|withhold|release|together`, and undoing such a decision. */
import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { sentForm } from '../forms/sent.ts';
import { ApiError, type ApiProblem, byId, toResult, unwrap } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { DecisionNotice, TogetherPage } from './decisions.tsx';
import { changeFromAnswers } from './questions.tsx';
import { isUnderstood, type Restriction, refOf, undoUntil } from './restriction.tsx';

export const decisionPages = new Hono<ConsoleEnv>();

export const LIST = '/console/restrictions';
/** Limit of restrictions decided together: each change must be acknowledged by all ledger shards. */
const TOGETHER_MAX = 50;

interface RestrictionRef {
  id: string;
  version: number;
}

/** Restrictions with the version that the page has shown. */
export function refsIn(texts: readonly unknown[]): RestrictionRef[] {
  const parsed = texts.flatMap((text) => {
    const [, id, version] = /^(rst_[0-9a-f]{32}):(\d{1,9})$/.exec(String(text)) ?? [];
    return id === undefined ? [] : [{ id, version: Number(version) }];
  });
  return parsed.slice(0, TOGETHER_MAX);
}

export const restrictionOf = ({ api }: ConsoleView, id?: string) =>
  unwrap(api.GET('/v1/admin/restrictions/{id}', byId(id)));

/** Changes each restriction in the shown version, so that concurrent decisions are not overwritten. */
export async function decide({ api }: ConsoleView, refs: RestrictionRef[], change: object) {
  const decided: RestrictionRef[] = [];
  const undecided: string[] = [];
  let problem: ApiProblem | undefined;
  for (const { id, version } of refs) {
    const body = { ...change, version };
    const answer = await toResult(api.PATCH('/v1/admin/restrictions/{id}', { ...byId(id), body }));
    if (answer.ok) decided.push(answer.value);
    else {
      problem = answer.problem;
      undecided.push(id);
    }
  }
  return { decided, undecided, problem };
}

type Outcome = Awaited<ReturnType<typeof decide>>;

export function afterDecision(from: unknown, { decided, undecided, problem }: Outcome): string {
  const [id, ...more] = undecided;
  if (decided.length === 0 && more.length === 0) {
    if (problem && problem.status !== 409) throw new ApiError(problem);
    return `${LIST}${id === undefined ? '' : `/${id}`}?done=not_as_it_was`;
  }
  return returnHref(from, {
    ...(decided.length > 0 && { decided: decided.map(({ id, version }) => `${id}:${version}`).join() }),
    ...(undecided.length > 0 && { undecided: undecided.join() }),
  });
}

/** Only redirects to the console's pages about restrictions; defaults to the list. */
function returnHref(from: unknown, outcome: Record<string, string> = {}): string {
  const [path = '', query = ''] = typeof from === 'string' ? from.split('?') : [];
  const isOurs = /^\/console\/(articles\/itm_[0-9a-f]{32}|restrictions(\/rst_[0-9a-f]{32})?)$/.test(path);
  const search = new URLSearchParams(isOurs ? query : '');
  for (const name of ['done', 'decided', 'undecided']) search.delete(name);
  for (const [name, value] of Object.entries(outcome)) search.set(name, value);
  return `${isOurs ? path : LIST}${search.size > 0 ? `?${search}` : ''}`;
}

/**
 * The page with the result of the decision that led to it, unless another site linked here. Otherwise with
 * the decision on the `shown` restriction, while that can be undone.
 */
export async function withDecision(view: ConsoleView, page: Child, shown?: Restriction): Promise<Child> {
  const { searchParams, pathname, search } = view.url;
  const idsIn = (name: string) => (view.isFromHere ? (searchParams.get(name) ?? '') : '').split(',');
  const undecided = idsIn('undecided').filter((id) => /^rst_\w+$/.test(id));
  let decided = refsIn(idsIn('decided'));
  if (shown && decided.length + undecided.length === 0)
    decided = undoUntil(shown.decided, view.now) === null ? [] : [shown];
  if (decided.length + undecided.length === 0) return page;
  const [first, ...failed] = await Promise.all(
    [decided[0]?.id, ...undecided.slice(0, TOGETHER_MAX)].map((id) => id && restrictionOf(view, id)),
  );
  return (
    <>
      <DecisionNotice
        decided={decided.map(refOf)}
        first={first || undefined}
        undecided={failed.filter((item) => typeof item === 'object')}
        back={returnHref(`${pathname}${search}`)}
      />
      {page}
    </>
  );
}

decisionPages.post('/restrictions/undo', async (c) => {
  const { view } = c.var;
  const form = await sentForm(c);
  const from = form.get('from');
  const refs = refsIn(form.getAll('of'));
  const stored = await Promise.all(refs.map(({ id }) => restrictionOf(view, id)));
  const shown = refs.map(refOf);
  if (stored.some((item) => shown.includes(refOf(item)) && undoUntil(item.decided, view.now) === null))
    return c.redirect(returnHref(from, { done: 'not_undone' }), 303);
  const outcome = await decide(view, refs, { reviewed: false });
  if (outcome.undecided.length > 0) return c.redirect(afterDecision(from, { ...outcome, decided: [] }), 303);
  return c.redirect(returnHref(from, { done: 'restriction_undone' }), 303);
});

decisionPages.get('/restrictions/:id/together', async (c) => {
  const { view } = c.var;
  const query = { sameAs: c.req.param('id'), affects: 'true' as const, limit: TOGETHER_MAX };
  const { items } = await unwrap(view.api.GET('/v1/admin/restrictions', { params: { query } }));
  const title = view.t('restrictions.title');
  return consolePage(c, { title }, <TogetherPage restrictions={items} back={LIST} />);
});

/** The form has a restriction, except if all boxes of those with the same text are unchecked. */
decisionPages.use('/restrictions/:id/:page{release|correct}', async (c, next) => {
  const { searchParams } = c.var.view.url;
  const isNone = c.req.method === 'GET' && searchParams.has('from') && !searchParams.has('of');
  return isNone ? backWith(c, searchParams, 'not_selected') : next();
});

decisionPages.get('/restrictions/:id/release', async (c) => {
  const { view } = c.var;
  const { searchParams: query } = view.url;
  const refs = refsIn(query.getAll('of'));
  const ids = refs.length > 0 ? refs.map(({ id }) => id) : [c.req.param('id')];
  const restrictions = await Promise.all(ids.map((id) => restrictionOf(view, id)));
  if (restrictions.some(({ reviewed }) => reviewed))
    return c.redirect(returnHref(query.get('from'), { done: 'not_as_it_was' }), 303);
  const [first] = restrictions;
  const change = first && changeFromAnswers(first, query, view);
  if (typeof change === 'string') return backWith(c, query, change);
  if (refs.length === 0) for (const restriction of restrictions) query.append('of', refOf(restriction));
  const answered = restrictions.map((restriction) => ({ ...restriction, ...change, reviewed: false }));
  const page = (
    <TogetherPage restrictions={answered} release={[...query]} back={returnHref(query.get('from'))} />
  );
  return consolePage(c, { title: view.t('restrictions.title') }, page);
});

decisionPages.post('/restrictions/:id/confirm', async (c) => {
  const form = await sentForm(c);
  const restriction = await restrictionOf(c.var.view, c.req.param('id'));
  // Texts that are not understood are released on their own page.
  if (restriction.reviewed || isUnderstood(restriction)) return decided(c, restriction, form);
  return c.redirect(`${LIST}/${restriction.id}/release?${queryOf(form)}`, 303);
});

decisionPages.post('/restrictions/:id/withhold', async (c) =>
  store(c, await sentForm(c), { withhold: true }),
);

decisionPages.post('/restrictions/:id/release', async (c) =>
  decided(c, await restrictionOf(c.var.view, c.req.param('id')), await sentForm(c)),
);

const queryOf = (form: FormData) =>
  new URLSearchParams([...form].map(([name, value]): [string, string] => [name, String(value)]));

async function decided(c: Context<ConsoleEnv>, restriction: Restriction, form: FormData): Promise<Response> {
  const change = changeFromAnswers(restriction, form, c.var.view);
  return typeof change === 'string' ? backWith(c, queryOf(form), change) : store(c, form, change);
}

/** Leads to the form as it was sent, with a message, or to the text if that is to be edited. */
function backWith(c: Context<ConsoleEnv>, query: URLSearchParams, done: string): Response {
  const form = query.getAll('of').length === 1 ? '' : '/together';
  const page = done === 'edit' ? '/correct' : form;
  return c.redirect(`${LIST}/${c.req.param('id')}${page}?${query}&done=${done}`, 303);
}

async function store(c: Context<ConsoleEnv>, form: FormData, change: object): Promise<Response> {
  const refs = refsIn(form.getAll('of'));
  if (refs.length === 0) return backWith(c, queryOf(form), 'not_selected');
  const outcome = await decide(c.var.view, refs, change);
  return c.redirect(afterDecision(form.get('from'), outcome), 303);
}
