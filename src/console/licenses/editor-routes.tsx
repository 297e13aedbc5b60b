/** Pages of the license editor: the form with its reading, and what a submission does. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Field } from '../forms/fields.ts';
import { askingQuery } from '../forms/form.tsx';
import { readForm, UNSENT } from '../forms/read.ts';
import { sentForm } from '../forms/sent.ts';
import { type FormState, submitted } from '../forms/state.ts';
import { type ApiProblem, type Fault, toResult } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { acceptRepeat, onceField, onceHeader } from '../parts/idempotency.ts';
import { type Product, productsOf } from './catalogue.ts';
import { formOf, readingOf, type Subject, type Terms } from './edited.ts';
import { Editor, type EditorProps, PREVIEW } from './editor.tsx';
import { CREATE_PRODUCT, NEW_PRODUCT, newProductFields, type Step } from './fields.ts';
import { readTerms, termsFilled } from './read-terms.ts';
import { NEXT_STEP, STEP, type Steps, stepIn, stepNext, stepOfFaults } from './steps.ts';
import type { Draft } from './terms.ts';

type Page = Context<ConsoleEnv>;

export interface EditorPages<S extends Subject> {
  load(c: Page): Promise<S>;
  fields(view: ConsoleView, subject: S): Field[];
  /** Fields in steps; absent for short forms. */
  steps?(view: ConsoleView, subject: S): Steps;
  /** Terms that the form shows first, and those that a submission is compared with. */
  start(view: ConsoleView, subject: S): Draft;
  current(subject: S): Draft;
  /** Terms after the edit; by default those of the form. */
  edited?(subject: S, fields: Field[], body: Terms): Terms;
  editor(
    view: ConsoleView,
    subject: S,
    form: { terms: Terms; state: FormState },
  ): Omit<EditorProps, 'fields' | 'state' | 'sentences' | 'draft'>;
  /** Stores the terms; returns the redirect target, or why not. */
  store(view: ConsoleView, subject: S, terms: Terms, form: FormData): Promise<string | ApiProblem>;
}

export function editorPages<S extends Subject>(pages: EditorPages<S>) {
  const page = (
    c: Page,
    subject: S,
    terms: Terms,
    state: FormState,
    { step = 'what' as Step, status = 200 } = {},
  ): Promise<Response> => {
    const { view } = c.var;
    const steps = pages.steps?.(view, subject);
    const editor = pages.editor(view, subject, { terms, state });
    const hidden = { ...editor.hidden, ...onceField(state) };
    const fields = steps ? { steps, current: step } : pages.fields(view, subject);
    const content: Child = (
      <Editor {...editor} {...{ fields, state, hidden }} {...readingOf(view, subject, terms)} />
    );
    const sheet = { title: editor.title, isForm: true, status: status as 200, scripts: ['digest.js'] };
    return consolePage(c, sheet, content);
  };
  const read = (view: ConsoleView, subject: S, form: FormData, current: Draft) => {
    const fields = pages.fields(view, subject);
    const parsed = readTerms(fields, form, { partner: subject.partner.id, current });
    return { ...parsed, terms: pages.edited?.(subject, fields, parsed.body) ?? parsed.body };
  };
  return {
    show: async (c: Page) => {
      const { view } = c.var;
      const subject = await pages.load(c);
      const start = pages.start(view, subject);
      const state = termsFilled(pages.fields(view, subject), start);
      return page(c, subject, read(view, subject, formOf(state), start).terms, state);
    },
    submit: async (c: Page) => {
      const { view } = c.var;
      const form = await sentForm(c);
      const isPreview = form.has(PREVIEW) || form.has(UNSENT);
      // The script of the preview also sends the button that was pressed.
      const asks = !isPreview && form.has(CREATE_PRODUCT);
      // A product that was named, but not created by its button, is meant as well.
      const created =
        asks || (!isPreview && namesProduct(form)) ? await createProduct(view, form) : undefined;
      const subject = await pages.load(c);
      const { terms, faults, inForm } = read(view, subject, form, pages.current(subject));
      const steps = pages.steps?.(view, subject);
      const step = stepIn(form, STEP) ?? 'what';
      if (isPreview || asks || created?.faults.length)
        return page(c, subject, terms, submitted(form, created), { step });
      if (steps && form.has(NEXT_STEP)) {
        const { draft } = readingOf(view, subject, terms);
        const next = stepNext(steps, form, { ...draft, faults: [...faults, ...inForm(draft.faults)] });
        return page(c, subject, terms, submitted(form, { faults: next.faults }), next);
      }
      const stored = await pages.store(view, subject, terms, form);
      if (typeof stored === 'string') return c.redirect(stored, 303);
      const problem = { ...stored, ...(stored.errors && { errors: inForm(stored.errors) }) };
      const state = submitted(form, { problem, faults });
      const { status } = stored;
      return page(c, subject, terms, state, {
        status,
        step: steps ? stepOfFaults(steps, form, state.faults) : step,
      });
    },
  };
}

const namesProduct = (form: FormData): boolean =>
  form.getAll(`${NEW_PRODUCT}/name`).some((name) => String(name).trim() !== '');

/** Creates a product within the form: selects it and empties its fields, or returns faults. */
async function createProduct(view: ConsoleView, form: FormData): Promise<{ faults: Fault[] }> {
  const parsed = readForm(newProductFields(view.t), form, { zone: view.zone, emptied: 'absent' });
  const body = (parsed.body[NEW_PRODUCT.slice(1)] ?? {}) as never;
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  const params = { query: askingQuery(form), header: onceHeader(form, digest) };
  const created = acceptRepeat(await toResult(view.api.POST('/v1/admin/products', { params, body })));
  if (created.ok) {
    const isSame = ({ name }: Product) => name === String(form.get(`${NEW_PRODUCT}/name`)).trim();
    const product = created.value === 'before' ? (await productsOf(view.api)).find(isSame) : created.value;
    for (const name of [...form.keys()]) if (name.startsWith(`${NEW_PRODUCT}/`)) form.delete(name);
    if (product) form.append('/products', product.id);
    return { faults: [] };
  }
  const { errors, detail } = created.problem;
  const parseFaults = parsed.ok ? [] : parsed.faults;
  const apiFaults = errors?.map((fault) => ({ ...fault, path: `${NEW_PRODUCT}${fault.path}` }));
  return { faults: [...parseFaults, ...(apiFaults ?? [{ path: NEW_PRODUCT, message: detail }])] };
}
