/** `/console/licenses/new`: choose partner and starting point, then edit the terms in steps. */
import { type Context, Hono } from 'hono';
import { entityControlsIn, resolveIds } from '../entities/address.tsx';
import { sentForm } from '../forms/sent.ts';
import { type FormState, submitted } from '../forms/state.ts';
import { type ApiProblem, toResult } from '../frame/api.ts';
import { zoneOfMarket } from '../frame/contract-day.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { acceptRepeat, DUPLICATE, onceField, onceHeader } from '../parts/idempotency.ts';
import { requireAny } from '../parts/missing.tsx';
import { partnerOf, productsOf } from './catalogue.ts';
import { choicesOf, formOf, readingOf, type Subject, type Terms } from './edited.ts';
import { Editor, PREVIEW } from './editor.tsx';
import { CREATE_PRODUCT, type Step, stepFields, termsFields } from './fields.ts';
import { StartPage, startFields } from './list.tsx';
import { createProduct } from './new-product.ts';
import { nextTerm } from './next-term.ts';
import { readTerms, termsFilled } from './read-terms.ts';
import { NEXT_STEP, STEP, stepIn, stepNext, stepOfFaults } from './steps.ts';
import { copyOf, templateNamed } from './templates.ts';
import type { Draft } from './terms.ts';

export const grantPages = new Hono<ConsoleEnv>();

interface GrantSubject extends Subject {
  start: Draft;
}

/**
 * `?for=` preselects a partner; `?by=policy` edits ODRL; `?template=` and `?copy=` fill in terms; `?from=`
 * continues another license.
 */
async function granting(c: Context<ConsoleEnv>): Promise<GrantSubject> {
  const { view } = c.var;
  const { partner: id = '', by, from, copy, template = '' } = c.req.query();
  const [partner, products] = await Promise.all([partnerOf(view.api, id), productsOf(view.api)]);
  const zone = zoneOfMarket(partner.titles[0]?.market ?? '') ?? view.zone;
  const start = async (): Promise<Draft> => {
    if (by === 'policy') return { policy: {} };
    const source = from || copy ? await licenseNamed(c, from || copy || '') : undefined;
    if (source && from) return { ...source, ...nextTerm(source as Parameters<typeof nextTerm>[0]) };
    return (source && copyOf(source, partner.id)) ?? templateNamed(template) ?? {};
  };
  return { partner, products, start: { timeZone: zone, ...(await start()) } };
}

async function licenseNamed(c: Context<ConsoleEnv>, id: string): Promise<Draft | undefined> {
  const { data } = await c.var.view.api.GET('/v1/admin/licenses/{id}', { params: { path: { id } } });
  return data as Draft | undefined;
}

const fieldsFor = (c: Context<ConsoleEnv>, grant: GrantSubject) => choicesOf(c.var.view, grant, grant.start);

interface GrantState {
  body: Terms;
  state: FormState;
  step: Step;
  problem?: ApiProblem;
}

function grantPage(
  c: Context<ConsoleEnv>,
  grant: GrantSubject,
  { body, state, step, problem }: GrantState,
): Promise<Response> {
  const { view } = c.var;
  const { t, url } = view;
  const isByPolicy = grant.start.policy !== undefined;
  const otherForm = `${url.pathname}?partner=${grant.partner.id}${isByPolicy ? '' : '&by=policy'}`;
  const instead = <a href={otherForm}>{t(isByPolicy ? 'licenses.by_terms' : 'licenses.by_policy')}</a>;
  const content = (
    <Editor
      title={t('licenses.new_for', { partner: grant.partner.name })}
      actions={instead}
      fields={{ steps: stepFields(fieldsFor(c, grant)), current: step }}
      state={state}
      submit="licenses.grant"
      cancel="/console/licenses"
      hidden={onceField(state)}
      {...readingOf(view, grant, body)}
    />
  );
  const status = (problem?.status ?? 200) as 200;
  const sheet = { title: t('licenses.new'), isForm: true, status, scripts: ['digest.js'] };
  return consolePage(c, sheet, content);
}

const startControls = (c: Context<ConsoleEnv>) => entityControlsIn(startFields(c.var.view.t));

grantPages.get(
  '/licenses/new',
  requireAny('licenses.new', 'partner'),
  resolveIds(startControls),
  async (c) => {
    const { view } = c.var;
    if (!c.req.query('partner')) {
      const title = view.t('licenses.new');
      const page = <StartPage partner={c.req.query('for') ?? ''} />;
      return consolePage(c, { title }, page);
    }
    const grant = await granting(c);
    const fields = termsFields(fieldsFor(c, grant));
    const state = termsFilled(fields, grant.start);
    const reading = { partner: grant.partner.id, current: grant.start };
    return grantPage(c, grant, {
      body: readTerms(fields, formOf(state), reading).body,
      state,
      step: 'what',
    });
  },
);

grantPages.post('/licenses/new', async (c) => {
  const { view } = c.var;
  const form = await sentForm(c);
  const created = form.has(CREATE_PRODUCT) ? await createProduct(view, form) : undefined;
  const grant = await granting(c);
  const choices = fieldsFor(c, grant);
  const [steps, fields] = [stepFields(choices), termsFields(choices)];
  const { body, faults, inForm } = readTerms(fields, form, {
    partner: grant.partner.id,
    current: grant.start,
  });
  const current = stepIn(form, STEP) ?? 'what';
  if (created) return grantPage(c, grant, { body, state: submitted(form, created), step: current });
  if (form.has(PREVIEW)) return grantPage(c, grant, { body, state: submitted(form), step: current });
  if (form.has(NEXT_STEP)) {
    const { draft } = readingOf(view, grant, body);
    const following = stepNext(steps, form, { ...draft, faults: [...faults, ...inForm(draft.faults)] });
    return grantPage(c, grant, {
      body,
      state: submitted(form, { faults: following.faults }),
      step: following.step,
    });
  }
  const request = { params: { header: onceHeader(form) }, body: body as never };
  const granted = acceptRepeat(await toResult(view.api.POST('/v1/admin/licenses', request)));
  if (granted.ok) {
    const { value } = granted;
    const onward = value === 'before' ? DUPLICATE : `/${value.id}?done=license_granted`;
    return c.redirect(`/console/licenses${onward}`, 303);
  }
  const { problem } = granted;
  const state = submitted(form, { problem: { ...problem, errors: inForm(problem.errors ?? []) }, faults });
  return grantPage(c, grant, { body, state, problem, step: stepOfFaults(steps, form, state.faults) });
});
