/** `/console/licenses/new`: first the partner, then the terms, with the reading that follows them. */
import { type Context, Hono } from 'hono';
import type { Field } from '../forms/fields.ts';
import { sentForm } from '../forms/sent.ts';
import { type FormState, typed } from '../forms/state.ts';
import { type ApiProblem, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { NOT_TWICE, onceIn, onceOf, orBefore } from '../parts/once.ts';
import { partnerOf, partnersOf, productsOf } from './catalogue.ts';
import { choicesOf, formOf, readingOf, type Subject, type Terms } from './edited.ts';
import { Editor, PREVIEW } from './editor.tsx';
import { termsFields } from './fields.ts';
import { ChoosePartner } from './list.tsx';
import { nextTerm } from './next-term.ts';
import { readTerms, termsFilled } from './read-terms.ts';
import type { Draft } from './terms.ts';

export const grantPages = new Hono<ConsoleEnv>();

interface Granting extends Subject {
  /** What the form begins with. */
  start: Draft;
  fields: Field[];
}

/** `?by=policy`: by an ODRL policy; `?from=`: as another license, for the time after it. */
async function granting(c: Context<ConsoleEnv>): Promise<Granting> {
  const { view } = c.var;
  const { partner: id = '', by, from } = c.req.query();
  const [partner, products] = await Promise.all([partnerOf(view.api, id), productsOf(view.api)]);
  const start: Draft = by === 'policy' ? { policy: {} } : from ? await following(c, from) : {};
  return { partner, products, start, fields: termsFields(choicesOf(view, { partner, products }, start)) };
}

async function following(c: Context<ConsoleEnv>, id: string): Promise<Draft> {
  const { data } = await c.var.view.api.GET('/v1/admin/licenses/{id}', { params: { path: { id } } });
  return data ? ({ ...data, ...nextTerm(data) } as unknown as Draft) : {};
}

interface Shown {
  body: Terms;
  state: FormState;
  problem?: ApiProblem;
}

function grantPage(c: Context<ConsoleEnv>, of: Granting, { body, state, problem }: Shown): Response {
  const { view } = c.var;
  const { t, url } = view;
  const isByPolicy = of.start.policy !== undefined;
  const other = `${url.pathname}?partner=${of.partner.id}${isByPolicy ? '' : '&by=policy'}`;
  const instead = (
    <a class="button" href={other}>
      {t(isByPolicy ? 'licenses.by_terms' : 'licenses.by_policy')}
    </a>
  );
  const content = (
    <Editor
      title={t('licenses.new_for', { partner: of.partner.name })}
      actions={instead}
      fields={of.fields}
      state={state}
      submit="licenses.grant"
      cancel="/console/licenses"
      hidden={onceOf(state)}
      {...readingOf(view, of, body)}
    />
  );
  return consolePage(c, view, { title: t('licenses.new'), status: (problem?.status ?? 200) as 200 }, content);
}

grantPages.get('/licenses/new', async (c) => {
  const { view } = c.var;
  if (!c.req.query('partner')) {
    const partners = await partnersOf(view.api);
    return consolePage(c, view, { title: view.t('licenses.new') }, <ChoosePartner partners={partners} />);
  }
  const of = await granting(c);
  const state = termsFilled(of.fields, of.start, view.zone);
  const reading = { zone: view.zone, partner: of.partner.id, current: of.start };
  return grantPage(c, of, { body: readTerms(of.fields, formOf(state), reading).body, state });
});

grantPages.post('/licenses/new', async (c) => {
  const { view } = c.var;
  const of = await granting(c);
  const form = await sentForm(c);
  const reading = { zone: view.zone, partner: of.partner.id, current: of.start };
  const { body, faults } = readTerms(of.fields, form, reading);
  if (form.has(PREVIEW)) return grantPage(c, of, { body, state: typed(form, { faults }) });
  const asked = { params: { header: onceIn(form) }, body: body as never };
  const made = orBefore(await tried(view.api.POST('/v1/admin/licenses', asked)));
  if (made.ok) {
    const { value } = made;
    const onward = value === 'before' ? NOT_TWICE : `/${value.id}?done=license_granted`;
    return c.redirect(`/console/licenses${onward}`, 303);
  }
  const { problem } = made;
  return grantPage(c, of, { body, state: typed(form, { problem, faults }), problem });
});
