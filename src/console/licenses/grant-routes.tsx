/** `/console/licenses/new`: choose partner and starting point, then edit the terms in steps. */
import { type Context, Hono } from 'hono';
import { entityControlsIn, resolveIds } from '../entities/address.tsx';
import { askingQuery } from '../forms/form.tsx';
import { toResult, unwrap } from '../frame/api.ts';
import { zoneOfMarket } from '../frame/contract-day.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { acceptRepeat, DUPLICATE, onceHeader } from '../parts/idempotency.ts';
import { requireAny } from '../parts/missing.tsx';
import { licenseNamed, partnerOf, productsOf } from './catalogue.ts';
import { choicesOf, type Subject } from './edited.ts';
import { editorPages } from './editor-routes.tsx';
import { stepFields, termsFields } from './fields.ts';
import { StartPage, startFields } from './list.tsx';
import { nextTerm } from './next-term.ts';
import { copyOf, templateNamed } from './templates.ts';
import type { Draft } from './terms.ts';

const LIST = '/console/licenses';

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
    const source = await licenseNamed(view.api, from || copy);
    if (!source) return templateNamed(template) ?? {};
    const terms = copyOf(source, partner.id);
    if (!from) return terms;
    return { timeZone: 'UTC', ...terms, ...nextTerm(source as Parameters<typeof nextTerm>[0]) };
  };
  const only = products.length === 1 && { products: products.map(({ id }) => id) };
  return { partner, products, start: { timeZone: zone, ...only, ...(await start()) } };
}

const { show, submit } = editorPages<GrantSubject>({
  load: granting,
  fields: (view, grant) => termsFields(choicesOf(view, grant, grant.start)),
  steps: (view, grant) => stepFields(choicesOf(view, grant, grant.start)),
  start: (_, { start }) => start,
  current: ({ start }) => start,
  editor: ({ t, url }, { partner, start }) => {
    const isByPolicy = start.policy !== undefined;
    const otherForm = `${url.pathname}?partner=${partner.id}${isByPolicy ? '' : '&by=policy'}`;
    return {
      title: t('licenses.new_for', { partner: partner.name }),
      actions: <a href={otherForm}>{t(isByPolicy ? 'licenses.by_terms' : 'licenses.by_policy')}</a>,
      submit: 'licenses.grant',
      cancel: LIST,
    };
  },
  store: async ({ api }, _, terms, form) => {
    const request = { params: { header: onceHeader(form), query: askingQuery(form) }, body: terms as never };
    const granted = acceptRepeat(await toResult(api.POST('/v1/admin/licenses', request)));
    if (!granted.ok) return granted.problem;
    const { value } = granted;
    return `${LIST}${value === 'before' ? DUPLICATE : `/${value.id}?done=license_granted`}`;
  },
});

grantPages.get(
  '/licenses/new',
  requireAny('licenses.new', 'partner'),
  resolveIds((c) => entityControlsIn(startFields(c.var.view.t))),
  async (c) => {
    const { view } = c.var;
    if (c.req.query('partner')) return show(c);
    const { items } = await unwrap(view.api.GET('/v1/admin/partners', { params: { query: { limit: 2 } } }));
    const only = items.length === 1 ? items[0]?.id : undefined;
    const page = <StartPage partner={c.req.query('for') || only || ''} />;
    return consolePage(c, { title: view.t('licenses.new') }, page);
  },
);

grantPages.post('/licenses/new', submit);
