/** `/console/licenses/:id/change` and `/renew`: forms that send only changed terms. */
import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { type Field, flat } from '../forms/fields.ts';
import { isStale, stale, versionField } from '../forms/form-version.ts';
import { sentForm } from '../forms/sent.ts';
import { type FormState, submitted } from '../forms/state.ts';
import type { ApiProblem } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { type LicenseContext, licenseOf, nameOf, patchLicense } from './context.ts';
import { choicesOf, formOf, readingOf, type Terms } from './edited.ts';
import { Editor, PREVIEW } from './editor.tsx';
import { CREATE_PRODUCT, renewalFields, type Step as StepName, stepFields, termsFields } from './fields.ts';
import { createProduct } from './new-product.ts';
import { nextTerm } from './next-term.ts';
import { patchOf, readTerms, termsFilled } from './read-terms.ts';
import { Renewal } from './renewal.tsx';
import { NEXT_STEP, STEP, type Steps, stepIn, stepNext, stepOfFaults } from './steps.ts';
import { type Draft, MEMBERS } from './terms.ts';

export const editPages = new Hono<ConsoleEnv>();

interface Step {
  name: 'change' | 'renew';
  title: MessageKey;
  submit: MessageKey;
  done: string;
  fields(view: ConsoleView, context: LicenseContext): Field[];
  /** Fields in steps; absent for short forms. */
  steps?(view: ConsoleView, context: LicenseContext): Steps;
  start(view: ConsoleView, context: LicenseContext): Draft;
  aside(context: LicenseContext, terms: Terms): Child;
}

const CHANGE: Step = {
  name: 'change',
  title: 'form.edit_name',
  submit: 'form.save',
  done: 'license_changed',
  fields: (view, context) => termsFields(choicesOf(view, context, context.terms)),
  steps: (view, context) => stepFields(choicesOf(view, context, context.terms)),
  start: (_, { terms }) => terms,
  aside: () => null,
};

/** While the term runs, a renewal moves the end; `?as=new` starts a new term instead. */
const RENEW: Step = {
  name: 'renew',
  title: 'licenses.renew_name',
  submit: 'licenses.renew',
  done: 'license_renewed',
  fields: ({ t }) => renewalFields(t),
  start: ({ url, now }, { license, terms }) => {
    const isNew = url.searchParams.get('as') === 'new' || Date.parse(license.ends) <= now;
    const following = nextTerm(license);
    return { ...terms, ...(isNew ? following : { ends: following.ends }) };
  },
  aside: ({ license }, { starts }) => <Renewal license={license} starts={String(starts ?? '')} />,
};

interface EditorState {
  current?: StepName;
  terms: Terms;
  state: FormState;
  problem?: ApiProblem;
}

function editPage(
  c: Context<ConsoleEnv>,
  step: Step,
  context: LicenseContext,
  editor: EditorState,
): Promise<Response> {
  const { view } = c.var;
  const { terms, state, problem, current = 'what' } = editor;
  const steps = step.steps?.(view, context);
  const title = view.t(step.title, { name: nameOf(context) });
  const content = (
    <Editor
      title={title}
      lead={view.t(`licenses.${step.name}_lead`)}
      fields={steps ? { steps, current } : step.fields(view, context)}
      anytime
      hidden={versionField(state, context.license.version)}
      state={state}
      submit={step.submit}
      cancel={`/console/licenses/${context.license.id}`}
      aside={step.aside(context, terms)}
      {...readingOf(view, context, terms)}
    />
  );
  const status = (problem?.status ?? 200) as 200;
  const sheet = { title, isForm: true, status, scripts: ['digest.js'] };
  return consolePage(c, sheet, content);
}

/** Terms after the edit. Terms without a field stay. */
function editedTerms({ terms }: LicenseContext, fields: Field[], body: Terms): Terms {
  const edited = new Set(flat(fields).map(({ path }) => path.split('/')[1]));
  const unedited = MEMBERS.filter((member) => !edited.has(member) && terms[member] !== undefined);
  return { ...Object.fromEntries(unedited.map((member) => [member, terms[member]])), ...body };
}

for (const step of [CHANGE, RENEW]) {
  editPages.get(`/licenses/:id/${step.name}`, async (c) => {
    const { view } = c.var;
    const context = await licenseOf(c);
    const [fields, start] = [step.fields(view, context), step.start(view, context)];
    const state = termsFilled(fields, start);
    const reading = { partner: context.partner.id, current: start };
    const { body } = readTerms(fields, formOf(state), reading);
    return editPage(c, step, context, { terms: editedTerms(context, fields, body), state });
  });

  editPages.post(`/licenses/:id/${step.name}`, async (c) => {
    const { view } = c.var;
    const form = await sentForm(c);
    const created = form.has(CREATE_PRODUCT) ? await createProduct(view, form) : undefined;
    const context = await licenseOf(c);
    const fields = step.fields(view, context);
    const reading = { partner: context.partner.id, current: context.terms };
    const { body, faults, inForm } = readTerms(fields, form, reading);
    const terms = editedTerms(context, fields, body);
    const steps = step.steps?.(view, context);
    const current = stepIn(form, STEP) ?? 'what';
    if (form.has(PREVIEW)) return editPage(c, step, context, { terms, state: submitted(form), current });
    if (created) return editPage(c, step, context, { terms, state: submitted(form, created), current });
    if (steps && form.has(NEXT_STEP)) {
      const { draft } = readingOf(view, context, terms);
      const following = stepNext(steps, form, { ...draft, faults: [...faults, ...inForm(draft.faults)] });
      return editPage(c, step, context, {
        terms,
        state: submitted(form, { faults: following.faults }),
        current: following.step,
      });
    }
    const patch = patchOf(context.terms, terms);
    const page = `/console/licenses/${context.license.id}`;
    if (Object.keys(patch).length === 0) return c.redirect(`${page}?done=license_unchanged`, 303);
    if (isStale(form, context.license.version)) {
      const problem = stale(view.t, 'licenses.changed_meanwhile');
      return editPage(c, step, context, { terms, state: submitted(form, { problem }), problem, current });
    }
    const problem = await patchLicense(view, context.license.id, patch);
    if (!problem) return c.redirect(`${page}?done=${step.done}`, 303);
    const state = submitted(form, { problem: { ...problem, errors: inForm(problem.errors ?? []) }, faults });
    const faulty = steps ? stepOfFaults(steps, form, state.faults) : current;
    return editPage(c, step, context, { terms, state, problem, current: faulty });
  });
}
