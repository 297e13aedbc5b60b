/** `/console/partners`: who is licensed, and under which titles it publishes. */
import { type Context, Hono } from 'hono';
import { answerForm } from '../forms/answer.ts';
import { EMPTY_FORM, filled } from '../forms/state.ts';
import { allOf } from '../frame/all.ts';
import { told, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { NOT_TWICE, onceIn, orBefore } from '../parts/once.ts';
import { PARTNER_FIELDS } from './fields.ts';
import { PartnerForm, PartnersPage } from './list.tsx';
import { PartnerPage } from './partner.tsx';
import { STANDINGS, StandingPage } from './standing.tsx';

export const partnerPages = new Hono<ConsoleEnv>();

const LIST = '/console/partners';

partnerPages.get('/partners', async (c) => {
  const { view } = c.var;
  const { cursor } = c.req.query();
  const query = { ...(cursor && { cursor }) };
  const list = await told(view.api.GET('/v1/admin/partners', { params: { query } }));
  return consolePage(c, view, { title: view.t('partners.title') }, <PartnersPage list={list} />);
});

partnerPages.get('/partners/new', (c) => {
  const { view } = c.var;
  const form = <PartnerForm state={EMPTY_FORM} cancel={LIST} />;
  return consolePage(c, view, { title: view.t('partners.new') }, form);
});

partnerPages.post('/partners/new', (c) => {
  const { api, t } = c.var.view;
  return answerForm(c, {
    title: t('partners.new'),
    fields: PARTNER_FIELDS,
    send: async (body, form) =>
      orBefore(await tried(api.POST('/v1/admin/partners', { params: { header: onceIn(form) }, body }))),
    next: (made) => (made === 'before' ? `${LIST}${NOT_TWICE}` : `${LIST}/${made.id}?done=partner_created`),
    page: (state) => <PartnerForm state={state} cancel={LIST} />,
  });
});

partnerPages.get('/partners/:id', async (c) => {
  const { view } = c.var;
  const partner = await partnerOf(c);
  const [around, move] = await Promise.all([aroundOf(view, partner.id), moveOf(view, partner.id)]);
  const page = <PartnerPage partner={partner} {...around} move={move} />;
  return consolePage(c, view, { title: partner.name }, page);
});

partnerPages.get('/partners/:id/change', async (c) => {
  const { view } = c.var;
  const partner = await partnerOf(c);
  const state = filled(PARTNER_FIELDS, partner, view.zone);
  const form = <PartnerForm state={state} partner={partner} cancel={`${LIST}/${partner.id}`} />;
  return consolePage(c, view, { title: partner.name }, form);
});

partnerPages.post('/partners/:id/change', async (c) => {
  const { api } = c.var.view;
  const partner = await partnerOf(c);
  const here = `${LIST}/${partner.id}`;
  return answerForm(c, {
    title: partner.name,
    fields: PARTNER_FIELDS,
    emptied: 'null',
    version: partner.updated,
    send: (body) =>
      tried(api.PATCH('/v1/admin/partners/{id}', { params: { path: { id: partner.id } }, body })),
    next: () => `${here}?done=partner_changed`,
    page: (state) => <PartnerForm state={state} partner={partner} cancel={here} />,
  });
});

for (const [act, standing] of Object.entries(STANDINGS)) {
  partnerPages.get(`/partners/:id/${act}`, async (c) => {
    const { view } = c.var;
    const partner = await partnerOf(c);
    const around = await aroundOf(view, partner.id);
    const page = <StandingPage partner={partner} {...around} standing={standing} state={EMPTY_FORM} />;
    return consolePage(c, view, { title: partner.name }, page);
  });

  partnerPages.post(`/partners/:id/${act}`, async (c) => {
    const { view } = c.var;
    const partner = await partnerOf(c);
    const params = { path: { id: partner.id } };
    const around = await aroundOf(view, partner.id);
    return answerForm(c, {
      title: partner.name,
      name: partner.name,
      send: () =>
        tried(view.api.PATCH('/v1/admin/partners/{id}', { params, body: { status: standing.status } })),
      next: () => `${LIST}/${partner.id}?done=${standing.done}`,
      page: (state) => <StandingPage partner={partner} {...around} standing={standing} state={state} />,
    });
  });
}

function partnerOf(c: Context<ConsoleEnv>) {
  const path = { id: c.req.param('id') ?? '' };
  return told(c.var.view.api.GET('/v1/admin/partners/{id}', { params: { path } }));
}

/** Its licenses and keys. */
async function aroundOf({ api }: ConsoleView, partner: string) {
  const [licenses, keys] = await Promise.all([
    allOf((page) => api.GET('/v1/admin/licenses', { params: { query: { ...page, partner } } })),
    allOf((page) => api.GET('/v1/admin/keys', { params: { query: { ...page, partner } } })),
  ]);
  return { licenses, keys };
}

/** Null: it was never moved, or the viewer may not know. */
async function moveOf({ api, session }: ConsoleView, id: string) {
  if (session.role !== 'owner') return null;
  const asked = await tried(api.GET('/v1/admin/partners/{id}/move', { params: { path: { id } } }));
  return asked.ok ? asked.value : null;
}
