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
import { CREATE_PRODUCT, renewalFields, type Step as StepName, stepFields, termsFields } from './fields.ts';
import { productCreated } from './new-product.ts';
import { nextTerm } from './next-term.ts';
import { patchOf, readTerms, termsFilled } from './read-terms.ts';
import { Renewal } from './renewal.tsx';
import { AT, type Steps, stepIn, stepNext, stepOfFaults, TO } from './steps.ts';
import { type Draft, MEMBERS } from './terms.ts';

export const editPages = new Hono<ConsoleEnv>();

/** One way to edit a license. */
interface Step {
  name: 'change' | 'renew';
  title: MessageKey;
  submit: MessageKey;
  done: string;
  fields(view: ConsoleView, of: LicenseContext): Field[];
  /** The same in steps; absent: they are few. */
  steps?(view: ConsoleView, of: LicenseContext): Steps;
  /** What the form begins with. */
  start(view: ConsoleView, of: LicenseContext): Draft;
  beside(of: LicenseContext, terms: Terms): Child;
}

const CHANGE: Step = {
  name: 'change',
  title: 'form.edit_name',
  submit: 'form.save',
  done: 'license_changed',
  fields: (view, of) => termsFields(choicesOf(view, of, of.terms)),
  steps: (view, of) => stepFields(choicesOf(view, of, of.terms)),
  start: (_, { terms }) => terms,
  beside: () => null,
};

/** While the term runs, a later end is what does not interrupt it; `?as=new` begins another term. */
const RENEW: Step = {
  name: 'renew',
  title: 'licenses.renew_name',
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
  at?: StepName;
  terms: Terms;
  state: FormState;
  problem?: ApiProblem;
}

function editPage(c: Context<ConsoleEnv>, step: Step, of: LicenseContext, shown: Shown): Promise<Response> {
  const { view } = c.var;
  const { terms, state, problem, at = 'what' } = shown;
  const steps = step.steps?.(view, of);
  const title = view.t(step.title, { name: nameOf(of) });
  const content = (
    <Editor
      title={title}
      lead={view.t(`licenses.${step.name}_lead`)}
      fields={steps ? { steps, at } : step.fields(view, of)}
      anytime
      hidden={seenOf(state, of.license.version)}
      state={state}
      submit={step.submit}
      cancel={`/console/licenses/${of.license.id}`}
      beside={step.beside(of, terms)}
      {...readingOf(view, of, terms)}
    />
  );
  const status = (problem?.status ?? 200) as 200;
  const sheet = { title, isForm: true, status, scripts: ['digest.js'] };
  return consolePage(c, sheet, content);
}

/** The terms as the form leaves them: what it does not ask for stays. */
function wholeTerms({ terms }: LicenseContext, fields: Field[], body: Terms): Terms {
  const edited = new Set(flat(fields).map(({ path }) => path.split('/')[1]));
  const others = MEMBERS.filter((member) => !edited.has(member) && terms[member] !== undefined);
  return { ...Object.fromEntries(others.map((member) => [member, terms[member]])), ...body };
}

for (const step of [CHANGE, RENEW]) {
  editPages.get(`/licenses/:id/${step.name}`, async (c) => {
    const { view } = c.var;
    const of = await licenseOf(c);
    const [fields, start] = [step.fields(view, of), step.start(view, of)];
    const state = termsFilled(fields, start);
    const reading = { partner: of.partner.id, current: start };
    const { body } = readTerms(fields, formOf(state), reading);
    return editPage(c, step, of, { terms: wholeTerms(of, fields, body), state });
  });

  editPages.post(`/licenses/:id/${step.name}`, async (c) => {
    const { view } = c.var;
    const form = await sentForm(c);
    const created = form.has(CREATE_PRODUCT) ? await productCreated(view, form) : undefined;
    const of = await licenseOf(c);
    const fields = step.fields(view, of);
    const reading = { partner: of.partner.id, current: of.terms };
    const { body, faults, inForm } = readTerms(fields, form, reading);
    const terms = wholeTerms(of, fields, body);
    const steps = step.steps?.(view, of);
    const at = stepIn(form, AT) ?? 'what';
    if (form.has(PREVIEW)) return editPage(c, step, of, { terms, state: typed(form), at });
    if (created) return editPage(c, step, of, { terms, state: typed(form, created), at });
    if (steps && form.has(TO)) {
      const { draft } = readingOf(view, of, terms);
      const next = stepNext(steps, form, { ...draft, faults: [...faults, ...inForm(draft.faults)] });
      return editPage(c, step, of, { terms, state: typed(form, { faults: next.faults }), at: next.step });
    }
    const patch = patchOf(of.terms, terms);
    const page = `/console/licenses/${of.license.id}`;
    if (Object.keys(patch).length === 0) return c.redirect(`${page}?done=license_unchanged`, 303);
    if (isStale(form, of.license.version)) {
      const problem = stale(view.t, 'licenses.changed_meanwhile');
      return editPage(c, step, of, { terms, state: typed(form, { problem }), problem, at });
    }
    const problem = await changed(view, of.license.id, patch);
    if (!problem) return c.redirect(`${page}?done=${step.done}`, 303);
    const state = typed(form, { problem: { ...problem, errors: inForm(problem.errors ?? []) }, faults });
    const faulty = steps ? stepOfFaults(steps, form, state.faults) : at;
    return editPage(c, step, of, { terms, state, problem, at: faulty });
  });
}
