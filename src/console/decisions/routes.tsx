/** `/console/decisions`: explains the decision of a log entry, or of a hypothetical request. */
import { type Context, Hono } from 'hono';
import { entityControlsIn, resolveIds } from '../entities/address.tsx';
import { licenseFrom } from '../entities/resolve.ts';
import { knownEntry } from '../entry/known.ts';
import { entityOptions } from '../forms/fields.ts';
import { readForm } from '../forms/read.ts';
import { submitted } from '../forms/state.ts';
import { ApiError, faultOf, type Schema, toResult } from '../frame/api.ts';
import { toInstant } from '../frame/instant.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { partnerOf } from '../licenses/catalogue.ts';
import { requireAny } from '../parts/missing.tsx';
import { furtherFields, OTHER_PURPOSE, questionFields } from './fields.ts';
import { DecisionsPage, type QueryState, titleKey } from './page.tsx';
import { formOf, purposeIn, queryOfEntry, questionOf, unknownIn, unknownPurpose } from './question.ts';

export const decisionPages = new Hono<ConsoleEnv>();

type Answer = Schema<'WhatIfAnswer'>;

const controlsIn = ({ var: { view } }: Context<ConsoleEnv>) =>
  entityControlsIn(questionFields(view.t, [], view.url.searchParams));

decisionPages.get(
  '/decisions',
  requireAny('decisions.title', 'license'),
  resolveIds(controlsIn),
  async (c) => {
    const { view } = c.var;
    const query = new URLSearchParams(view.url.search);
    // Forms send local time and names; the address has UTC and codes, so that it means the same to everyone.
    const [at, purpose] = [toInstant(query.get('at') ?? '', view.zone), purposeIn(query, view.t)];
    if (at || purpose) {
      if (at) query.set('at', at);
      if (purpose) query.set('purpose', purpose);
      query.delete(OTHER_PURPOSE);
      return c.redirect(`/console/decisions?${query}`, 303);
    }
    const entry = query.get('entry')?.trim();
    const details = entry ? await knownEntry(view, entry).catch(noSuchEntry) : null;
    const use =
      details && (details.entry.kind === 'delivery' || details.entry.kind === 'refusal')
        ? details.entry
        : null;
    const missing = !entry || use ? null : details ? 'decisions.not_a_decision' : 'decisions.no_entry';
    const effectiveQuery = use ? queryOfEntry(use) : query;
    const queryState = await loadQueryState(view, effectiveQuery);
    const { problem, faults } = queryState.state;
    const wrong = entry && !details ? 404 : faults.length > 0 && !use ? 400 : 200;
    const status = (problem?.status ?? wrong) as 200 | 400 | 404;
    const past = use && details ? { entry: use, trace: details.trace } : null;
    return consolePage(
      c,
      { title: view.t(titleKey(past)), styles: ['decision.css'], status },
      <DecisionsPage state={queryState} past={past} missing={missing} />,
    );
  },
);

function noSuchEntry(error: unknown): null {
  if (error instanceof ApiError && error.problem.status === 404) return null;
  throw error;
}

/** Fills the form from the query. Asks the API once the query has a license. */
export async function loadQueryState(view: ConsoleView, query: URLSearchParams): Promise<QueryState> {
  const license = query.get('license');
  // A form that was sent without a license stays without one.
  const preselected = license ?? (await licenseFrom(view, query.get('partner') ?? undefined));
  await view.names.load(view.api, [preselected]);
  const titles = view.names.get(preselected)?.titles ?? [];
  const [fields, further] = [questionFields(view.t, entityOptions(titles), query), furtherFields(view.t)];
  const allFields = [...fields, ...further];
  const form = formOf(allFields, query, view.zone);
  form.set('/license', preselected);
  const common = { query, fields, further };
  const parsed = readForm(allFields, form, { zone: view.zone, emptied: 'absent' });
  if (!license) {
    const missing = license === '' ? [faultOf('/license', 'missing')] : [];
    const faults = [...missing, ...(parsed.ok ? [] : parsed.faults)];
    return { ...common, state: submitted(form, { faults }), answer: null };
  }
  // Other titles of the partner are valid values that the decision refuses.
  const id = query.get('title') && view.names.get(license)?.partner?.id;
  const owner = id ? await partnerOf(view.api, id) : null;
  const faults = [...(parsed.ok ? [] : parsed.faults), ...unknownIn(parsed.body, owner?.titles ?? [])];
  if (faults.length > 0) return { ...common, state: submitted(form, { faults }), answer: null };
  const body = questionOf(parsed.body);
  const answer = await toResult(view.api.POST('/v1/admin/decisions', { body }));
  if (!answer.ok) return { ...common, state: submitted(form, { problem: answer.problem }), answer: null };
  const unknown = unknownPurpose(body, answer.value as Answer, view.t);
  if (unknown.length > 0) return { ...common, state: submitted(form, { faults: unknown }), answer: null };
  return { ...common, state: submitted(form), answer: answer.value as Answer };
}
