/** `/console/licenses/new`: first the partner and what to begin with, then the terms in steps, with the reading that follows them. */
import { type Context, Hono } from 'hono';
import { entityControlsIn, resolving } from '../entities/address.tsx';
import { sentForm } from '../forms/sent.ts';
import { type FormState, typed } from '../forms/state.ts';
import { type ApiProblem, tried } from '../frame/api.ts';
import { zoneOfMarket } from '../frame/contract-day.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { needing } from '../parts/missing.tsx';
import { NOT_TWICE, onceIn, onceOf, orBefore } from '../parts/once.ts';
import { partnerOf, productsOf } from './catalogue.ts';
import { choicesOf, formOf, readingOf, type Subject, type Terms } from './edited.ts';
import { Editor, PREVIEW } from './editor.tsx';
import { CREATE_PRODUCT, type Step, stepFields, termsFields } from './fields.ts';
import { StartPage, startFields } from './list.tsx';
import { productCreated } from './new-product.ts';
import { nextTerm } from './next-term.ts';
import { readTerms, termsFilled } from './read-terms.ts';
import { AT, stepIn, stepNext, stepOfFaults, TO } from './steps.ts';
import { copyOf, templateNamed } from './templates.ts';
import type { Draft } from './terms.ts';

export const grantPages = new Hono<ConsoleEnv>();

interface Granting extends Subject {
  /** What the form begins with. */
  start: Draft;
}

/** `?for=`: the partner, before what to begin with is chosen; `?by=policy`: by an ODRL policy; `?template=` and `?copy=`: with terms filled in; `?from=`: as another license, for the time after it. */
async function granting(c: Context<ConsoleEnv>): Promise<Granting> {
  const { view } = c.var;
  const { partner: id = '', by, from, copy, template = '' } = c.req.query();
  const [partner, products] = await Promise.all([partnerOf(view.api, id), productsOf(view.api)]);
  const zone = zoneOfMarket(partner.titles[0]?.market ?? '') ?? view.zone;
  const start = async (): Promise<Draft> => {
    if (by === 'policy') return { policy: {} };
    const other = from || copy ? await licenseNamed(c, from || copy || '') : undefined;
    if (other && from) return { ...other, ...nextTerm(other as Parameters<typeof nextTerm>[0]) };
    return (other && copyOf(other, partner.id)) ?? templateNamed(template) ?? {};
  };
  return { partner, products, start: { timeZone: zone, ...(await start()) } };
}

async function licenseNamed(c: Context<ConsoleEnv>, id: string): Promise<Draft | undefined> {
  const { data } = await c.var.view.api.GET('/v1/admin/licenses/{id}', { params: { path: { id } } });
  return data as Draft | undefined;
}

const fieldsFor = (c: Context<ConsoleEnv>, of: Granting) => choicesOf(c.var.view, of, of.start);

interface Shown {
  body: Terms;
  state: FormState;
  step: Step;
  problem?: ApiProblem;
}

function grantPage(
  c: Context<ConsoleEnv>,
  of: Granting,
  { body, state, step, problem }: Shown,
): Promise<Response> {
  const { view } = c.var;
  const { t, url } = view;
  const isByPolicy = of.start.policy !== undefined;
  const other = `${url.pathname}?partner=${of.partner.id}${isByPolicy ? '' : '&by=policy'}`;
  const instead = <a href={other}>{t(isByPolicy ? 'licenses.by_terms' : 'licenses.by_policy')}</a>;
  const content = (
    <Editor
      title={t('licenses.new_for', { partner: of.partner.name })}
      actions={instead}
      fields={{ steps: stepFields(fieldsFor(c, of)), at: step }}
      state={state}
      submit="licenses.grant"
      cancel="/console/licenses"
      hidden={onceOf(state)}
      {...readingOf(view, of, body)}
    />
  );
  const status = (problem?.status ?? 200) as 200;
  const sheet = { title: t('licenses.new'), isForm: true, status, scripts: ['digest.js'] };
  return consolePage(c, sheet, content);
}

const startControls = (c: Context<ConsoleEnv>) => entityControlsIn(startFields(c.var.view.t));

grantPages.get('/licenses/new', needing('licenses.new', 'partner'), resolving(startControls), async (c) => {
  const { view } = c.var;
  if (!c.req.query('partner')) {
    const title = view.t('licenses.new');
    const page = <StartPage partner={c.req.query('for') ?? ''} />;
    return consolePage(c, { title }, page);
  }
  const of = await granting(c);
  const fields = termsFields(fieldsFor(c, of));
  const state = termsFilled(fields, of.start);
  const reading = { partner: of.partner.id, current: of.start };
  return grantPage(c, of, { body: readTerms(fields, formOf(state), reading).body, state, step: 'what' });
});

grantPages.post('/licenses/new', async (c) => {
  const { view } = c.var;
  const form = await sentForm(c);
  const created = form.has(CREATE_PRODUCT) ? await productCreated(view, form) : undefined;
  const of = await granting(c);
  const choices = fieldsFor(c, of);
  const [steps, fields] = [stepFields(choices), termsFields(choices)];
  const { body, faults, inForm } = readTerms(fields, form, { partner: of.partner.id, current: of.start });
  const at = stepIn(form, AT) ?? 'what';
  if (created) return grantPage(c, of, { body, state: typed(form, created), step: at });
  if (form.has(PREVIEW)) return grantPage(c, of, { body, state: typed(form), step: at });
  if (form.has(TO)) {
    const { draft } = readingOf(view, of, body);
    const next = stepNext(steps, form, { ...draft, faults: [...faults, ...inForm(draft.faults)] });
    return grantPage(c, of, { body, state: typed(form, { faults: next.faults }), step: next.step });
  }
  const request = { params: { header: onceIn(form) }, body: body as never };
  const granted = orBefore(await tried(view.api.POST('/v1/admin/licenses', request)));
  if (granted.ok) {
    const { value } = granted;
    const onward = value === 'before' ? NOT_TWICE : `/${value.id}?done=license_granted`;
    return c.redirect(`/console/licenses${onward}`, 303);
  }
  const { problem } = granted;
  const state = typed(form, { problem: { ...problem, errors: inForm(problem.errors ?? []) }, faults });
  return grantPage(c, of, { body, state, problem, step: stepOfFaults(steps, form, state.faults) });
});
