/** `/console/licenses/:id/change` and `/renew`: forms of terms that send only what they change. */
import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { type Field, flat } from '../forms/fields.ts';
import { isStale, seenOf, stale } from '../forms/seen.ts';
import { sentForm } from '../forms/sent.ts';
import { type FormState, typed } from '../forms/state.ts';
import type { ApiProblem } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { changed, type LicenseContext, licenseOf, nameOf } from './context.ts';
import { choicesOf, formOf, readingOf, type Terms } from './edited.ts';
import { Editor, PREVIEW } from './editor.tsx';
import { renewalFields, termsFields } from './fields.ts';
import { nextTerm } from './next-term.ts';
import { patchOf, readTerms, termsFilled } from './read-terms.ts';
import { Renewal } from './renewal.tsx';
import { type Draft, MEMBERS } from './terms.ts';

export const editPages = new Hono<ConsoleEnv>();

/** One way to edit a license. */
interface Step {
  name: 'change' | 'renew';
  submit: MessageKey;
  done: string;
  fields(view: ConsoleView, of: LicenseContext): Field[];
  /** What the form begins with. */
  start(view: ConsoleView, of: LicenseContext): Draft;
  beside(of: LicenseContext, terms: Terms): Child;
}

const CHANGE: Step = {
  name: 'change',
  submit: 'form.save',
  done: 'license_changed',
  fields: (view, of) => termsFields(choicesOf(view, of, of.terms)),
  start: (_, { terms }) => terms,
  beside: () => null,
};

/** While the term runs, a later end is what does not interrupt it; `?as=new` begins another term. */
const RENEW: Step = {
  name: 'renew',
  submit: 'licenses.renew',
  done: 'license_renewed',
  fields: ({ t }) => renewalFields(t),
  start: ({ url, now }, { license, terms }) => {
    const isNew = url.searchParams.get('as') === 'new' || Date.parse(license.ends) <= now;
    const next = nextTerm(license);
    return { ...terms, ...(isNew ? next : { ends: next.ends }) };
  },
  beside: ({ license }, { starts }) => <Renewal license={license} starts={String(starts ?? '')} />,
};

interface Shown {
  terms: Terms;
  state: FormState;
  problem?: ApiProblem;
}

function editPage(c: Context<ConsoleEnv>, step: Step, of: LicenseContext, shown: Shown): Response {
  const { view } = c.var;
  const { terms, state, problem } = shown;
  const content = (
    <Editor
      title={nameOf(of)}
      lead={view.t(`licenses.${step.name}_lead`)}
      fields={step.fields(view, of)}
      hidden={seenOf(state, of.license.version)}
      state={state}
      submit={step.submit}
      cancel={`/console/licenses/${of.license.id}`}
      beside={step.beside(of, terms)}
      {...readingOf(view, of, terms)}
    />
  );
  return consolePage(c, view, { title: nameOf(of), status: (problem?.status ?? 200) as 200 }, content);
}

/** The terms as the form leaves them: what it does not ask for stays. */
function wholeTerms({ terms }: LicenseContext, fields: Field[], body: Terms): Terms {
  const asked = new Set(flat(fields).map(({ path }) => path.split('/')[1]));
  const kept = MEMBERS.filter((member) => !asked.has(member) && terms[member] !== undefined);
  return { ...Object.fromEntries(kept.map((member) => [member, terms[member]])), ...body };
}

for (const step of [CHANGE, RENEW]) {
  editPages.get(`/licenses/:id/${step.name}`, async (c) => {
    const { view } = c.var;
    const of = await licenseOf(c);
    const [fields, start] = [step.fields(view, of), step.start(view, of)];
    const state = termsFilled(fields, start, view.zone);
    const reading = { zone: view.zone, partner: of.partner.id, current: start };
    const { body } = readTerms(fields, formOf(state), reading);
    return editPage(c, step, of, { terms: wholeTerms(of, fields, body), state });
  });

  editPages.post(`/licenses/:id/${step.name}`, async (c) => {
    const { view } = c.var;
    const of = await licenseOf(c);
    const fields = step.fields(view, of);
    const form = await sentForm(c);
    const reading = { zone: view.zone, partner: of.partner.id, current: of.terms };
    const { body, faults } = readTerms(fields, form, reading);
    const terms = wholeTerms(of, fields, body);
    if (form.has(PREVIEW)) return editPage(c, step, of, { terms, state: typed(form, { faults }) });
    const patch = patchOf(of.terms, terms);
    const at = `/console/licenses/${of.license.id}`;
    if (Object.keys(patch).length === 0) return c.redirect(`${at}?done=license_unchanged`, 303);
    if (isStale(form, of.license.version)) {
      const problem = stale(view.t, 'licenses.changed_meanwhile');
      return editPage(c, step, of, { terms, state: typed(form, { problem }), problem });
    }
    const problem = await changed(view, of.license.id, patch);
    if (!problem) return c.redirect(`${at}?done=${step.done}`, 303);
    return editPage(c, step, of, { terms, state: typed(form, { problem, faults }), problem });
  });
}
