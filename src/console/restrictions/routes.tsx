/** `/console/restrictions`: restrictions of agency, sections, articles and components. */
import { type Context, Hono } from 'hono';
import { SEARCH_CHARS_MAX } from '../../platform/paging.ts';
import { answerForm } from '../forms/answer.ts';
import { wordOptions } from '../forms/fields.ts';
import { askingQuery } from '../forms/form.tsx';
import { sentForm } from '../forms/sent.ts';
import { type FormState, filled, submitted } from '../forms/state.ts';
import { type ApiFailure, byId, faultOf, malformed, movedFaults, toResult, unwrap } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { acceptRepeat, DUPLICATE, onceHeader } from '../parts/idempotency.ts';
import { actionPages } from '../resources/action-pages.tsx';
import { listPages } from '../resources/list-pages.tsx';
import {
  afterDecision,
  decide,
  decisionPages,
  LIST,
  refsIn,
  restrictionOf,
  withDecision,
} from './decision-routes.tsx';
import { nameOf, textOf } from './decisions.tsx';
import { restrictionColumns, Tabs, WaitingPage } from './lists.tsx';
import { phrasePages } from './phrase-routes.tsx';
import { GENERAL_SCOPE, type Restriction, scopeIn, stateIn } from './restriction.tsx';
import { fieldsOf, READING_BUTTON, RestrictionPage, type Wording, WordingPage } from './restriction-page.tsx';

export const restrictionPages = new Hono<ConsoleEnv>();
restrictionPages.route('/', phrasePages);
restrictionPages.route('/', decisionPages);

restrictionPages.get('/restrictions', async (c) => {
  const { view } = c.var;
  const { cursor } = c.req.query();
  const query = { unreviewed: 'true', affects: 'true', limit: 20, ...(cursor && { cursor }) } as const;
  const [list, { items: decided }] = await Promise.all([
    unwrap(view.api.GET('/v1/admin/restrictions', { params: { query } })),
    cursor
      ? { items: [] }
      : unwrap(view.api.GET('/v1/admin/restrictions/decisions', { params: { query: { limit: 10 } } })),
  ]);
  const page = await withDecision(view, <WaitingPage list={list} decided={decided} />);
  return consolePage(c, { title: view.t('restrictions.title') }, page);
});

listPages({
  pages: restrictionPages,
  path: '/restrictions/all',
  title: 'restrictions.title',
  lead: 'restrictions.lead',
  searchChars: SEARCH_CHARS_MAX,
  controls: ({ t }) => [
    {
      ...{ name: 'state', label: 'restrictions.state' },
      choices: wordOptions(t, 'restriction_state', ['unreviewed', 'reviewed', 'withheld', 'withdrawn']),
    },
    { name: 'scope', label: 'restrictions.scope', kinds: ['article', 'component'], literal: GENERAL_SCOPE },
  ],
  load: ({ api }, { scope, ...query }) => {
    const filter = { ...query, ...(scope && { scope: scopeIn(scope) }), affects: 'true' as const };
    return api.GET('/v1/admin/restrictions', { params: { query: filter } });
  },
  describe: () => ({
    empty: 'restrictions.none',
    add: { href: `${LIST}/new`, label: 'restrictions.new' },
    top: <Tabs current="all" />,
  }),
  columns: restrictionColumns,
  file: {
    name: 'restrictions',
    columns: ['updated', '@scope', 'text', 'prose', 'status', 'reviewed', 'source', 'id'],
    stateIn,
  },
});

const byPolicy = (c: Context<ConsoleEnv>) => c.req.query('by') === 'policy';

restrictionPages.get('/restrictions/new', (c) => {
  const { view } = c.var;
  const state = filled(fieldsOf(false, true), c.req.query(), view.zone);
  return wordingPage(c, { title: view.t('restrictions.new'), state, back: LIST });
});

restrictionPages.post('/restrictions/new', async (c) => {
  const { view } = c.var;
  const wording = { title: view.t('restrictions.new'), back: LIST };
  return sentWording(c, wording, async (sent: { scope?: string }, form) => {
    const params = { header: onceHeader(form), query: askingQuery(form) };
    const body = { ...sent, scope: scopeIn(sent.scope ?? '') };
    return acceptRepeat(await toResult(view.api.POST('/v1/admin/restrictions', { params, body })));
  });
});

restrictionPages.get('/restrictions/:id', async (c) => {
  const { view } = c.var;
  const restriction = await restrictionOf(view, c.req.param('id'));
  const page = await withDecision(view, <RestrictionPage restriction={restriction} />, restriction);
  return consolePage(c, { title: nameOf(view, restriction) }, page);
});

/** A correction keeps the text, unless it is the desk's own, which is edited itself. */
function correctionOf(c: Context<ConsoleEnv>, restriction: Restriction): Wording {
  const count = refsIn(c.req.queries('of') ?? []).length;
  const isOwn = restriction.source === 'desk' && count < 2;
  const title = c.var.view.t('form.edit_name', { name: nameOf(c.var.view, restriction) });
  const wire = isOwn ? undefined : restriction.text;
  return { title, back: `${LIST}/${restriction.id}`, wire, corrected: restriction, count };
}

restrictionPages.get('/restrictions/:id/correct', async (c) => {
  const { view } = c.var;
  const restriction = await restrictionOf(view, c.req.param('id'));
  const { policy, text, prose, source } = restriction;
  const meaning = source === 'desk' ? text : (prose ?? text);
  const resource = byPolicy(c) ? { policy } : { text: meaning };
  const state = filled(fieldsOf(byPolicy(c), false), resource, view.zone);
  return wordingPage(c, { ...correctionOf(c, restriction), state });
});

restrictionPages.post('/restrictions/:id/correct', async (c) => {
  const { view } = c.var;
  const { api } = view;
  const restriction = await restrictionOf(view, c.req.param('id'));
  const { id, version, text } = restriction;
  const wording = correctionOf(c, restriction);
  const refs = refsIn(c.req.queries('of') ?? []);
  const change = async (body: object) => {
    const outcome = await decide(view, refs.length > 0 ? refs : [{ id, version }], body);
    if (outcome.problem && refs.length < 2) return { ok: false as const, problem: outcome.problem };
    const from = view.url.searchParams.get('from');
    return { ok: true as const, value: { id, ...(from && { next: afterDecision(from, outcome) }) } };
  };
  return sentWording(c, wording, async (body: { text?: string; policy?: object }) => {
    if (body.text === undefined || text !== wording.wire) return change(body);
    // Keeps the text of the wire and stores its meaning as a policy.
    const answer = await toResult(api.POST('/v1/admin/restrictions/readings', { body: { text: body.text } }));
    if (!answer.ok) return answer;
    const { unaccounted, confirmed, policy } = answer.value;
    // The same words were released before, and no rule of these is in force.
    if (confirmed && !policy && !restriction.policy) return change({ reviewed: true });
    if (!policy || (unaccounted.length > 0 && !confirmed))
      return malformed([faultOf('/text', 'words_not_understood')]);
    // Saving the reading answers the phrase's questions.
    const changed = await change({ policy });
    return changed.ok ? changed : { ok: false, problem: movedFaults(changed.problem, '/policy', '/text') };
  });
});

actionPages<Restriction>({
  pages: restrictionPages,
  path: '/restrictions',
  find: (c) => restrictionOf(c.var.view, c.req.param('id')),
  nameOf: (restriction, view) => textOf(view, restriction),
  actions: {
    withdraw: {
      label: 'restrictions.withdraw',
      weight: 'final',
      effect: ({ source }, { t }) => (
        <>
          <p>{t('restrictions.withdraw_what')}</p>
          {source === 'wire' && <p>{t('restrictions.withdraw_wire')}</p>}
        </>
      ),
      send: (api, id) =>
        api.PATCH('/v1/admin/restrictions/{id}', { ...byId(id), body: { status: 'withdrawn' } }),
      done: 'restriction_withdrawn',
    },
  },
});

async function wordingPage(c: Context<ConsoleEnv>, { state, ...wording }: Wording & { state: FormState }) {
  const reading = await readingIn(c.var.view, state.values.get('/text')?.[0]);
  const fields = fieldsOf(byPolicy(c), wording.back === LIST);
  const page = <WordingPage {...wording} fields={fields} state={state} reading={reading} />;
  return consolePage(c, { title: wording.title }, page);
}

async function sentWording(
  c: Context<ConsoleEnv>,
  wording: Wording,
  send: (
    body: never,
    form: FormData,
  ) => Promise<{ ok: true; value: { id: string; next?: string } | 'before' } | ApiFailure>,
): Promise<Response> {
  const { view } = c.var;
  const form = await sentForm(c);
  if (form.has(READING_BUTTON)) return wordingPage(c, { ...wording, state: submitted(form) });
  const isNew = wording.back === LIST;
  const fields = fieldsOf(byPolicy(c), isNew);
  const reading = await readingIn(view, form.get('/text'));
  return answerForm(c, {
    ...{ title: wording.title, fields, emptied: 'null' },
    send,
    next: (stored) =>
      stored === 'before'
        ? `${LIST}${DUPLICATE}`
        : (stored.next ??
          `${LIST}/${stored.id}?done=${isNew ? 'restriction_made' : 'restriction_corrected'}`),
    page: (state) => <WordingPage {...wording} fields={fields} state={state} reading={reading} />,
  });
}

/** Null if the text is empty or too long. */
async function readingIn({ api }: ConsoleView, text: unknown) {
  if (typeof text !== 'string' || text.trim() === '') return null;
  const answer = await toResult(api.POST('/v1/admin/restrictions/readings', { body: { text } }));
  return answer.ok ? answer.value : null;
}
