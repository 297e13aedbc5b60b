/** `/console/decisions`: why something was refused, or would be; of an entry of the log, or from scratch. */
import { type Context, Hono } from 'hono';
import { entityControlsIn, resolving } from '../entities/address.tsx';
import { licenseFrom } from '../entities/resolve.ts';
import { knownEntry } from '../entry/known.ts';
import { namedOptions } from '../forms/fields.ts';
import { readForm } from '../forms/read.ts';
import { typed } from '../forms/state.ts';
import { ApiError, type Schema, tried, unwrap } from '../frame/api.ts';
import { toInstant } from '../frame/instant.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { needing } from '../parts/missing.tsx';
import { furtherFields, questionFields } from './fields.ts';
import { DecisionsPage, type Shown } from './page.tsx';
import { formOf, queryOfEntry, questionOf, unknownIn } from './question.ts';

export const decisionPages = new Hono<ConsoleEnv>();

type Answer = Schema<'WhatIfAnswer'>;

const controlsIn = ({ var: { view } }: Context<ConsoleEnv>) =>
  entityControlsIn(questionFields(view.t, [], view.url.searchParams));

decisionPages.get('/decisions', needing('decisions.title', 'license'), resolving(controlsIn), async (c) => {
  const { view } = c.var;
  const query = new URLSearchParams(view.url.search);
  // As a form sends it, a time is of the sender's zone: the address is to mean the same to everyone.
  const at = toInstant(query.get('at') ?? '', view.zone);
  if (at) {
    query.set('at', at);
    return c.redirect(`/console/decisions?${query}`, 303);
  }
  const entry = query.get('entry')?.trim();
  const found = entry ? await knownEntry(view, entry).catch(noSuchEntry) : null;
  const use =
    found && (found.entry.kind === 'delivery' || found.entry.kind === 'refusal') ? found.entry : null;
  const without = !entry || use ? null : found ? 'decisions.not_a_decision' : 'decisions.no_entry';
  const asked = use ? queryOfEntry(use) : query;
  const shown = await shownFor(view, asked);
  const { problem, faults } = shown.state;
  const wrong = entry && !found ? 404 : faults.length > 0 && !use ? 400 : 200;
  const status = (problem?.status ?? wrong) as 200 | 400 | 404;
  return consolePage(
    c,
    { title: view.t('decisions.title'), status },
    <DecisionsPage
      shown={shown}
      past={use && found ? { entry: use, trace: found.trace } : null}
      without={without}
    />,
  );
});

function noSuchEntry(error: unknown): null {
  if (error instanceof ApiError && error.problem.status === 404) return null;
  throw error;
}

/** The form as the query fills it, and the answer once it names a license. */
async function shownFor(view: ConsoleView, query: URLSearchParams): Promise<Shown> {
  const [license, partner] = [query.get('license'), query.get('partner')];
  if (license) await view.names.load(view.api, [license]);
  const titles = view.names.get(license ?? '')?.titles ?? [];
  const [fields, further] = [questionFields(view.t, namedOptions(titles), query), furtherFields(view.t)];
  const all = [...fields, ...further];
  const form = formOf(all, query, view.zone);
  if (!license && partner) form.set('/license', await licenseFrom(view, partner));
  const rest = { query, fields, further };
  const read = readForm(all, form, { zone: view.zone, emptied: 'absent' });
  if (!license) return { ...rest, state: typed(form, { faults: read.ok ? [] : read.faults }), answer: null };
  // Titles that the license does not name are refused with good reason, if they are the partner's.
  const id = query.get('title') && view.names.get(license)?.partner?.id;
  const owner = id
    ? await unwrap(view.api.GET('/v1/admin/partners/{id}', { params: { path: { id } } }))
    : null;
  const faults = [...(read.ok ? [] : read.faults), ...unknownIn(read.body, owner?.titles ?? [])];
  if (faults.length > 0) return { ...rest, state: typed(form, { faults }), answer: null };
  const body = questionOf(read.body);
  const answer = await tried(view.api.POST('/v1/admin/decisions', { body }));
  return answer.ok
    ? { ...rest, state: typed(form), answer: answer.value as Answer }
    : { ...rest, state: typed(form, { problem: answer.problem }), answer: null };
}
