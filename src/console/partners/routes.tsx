/** `/console/partners`: who is licensed, and under which titles it publishes. */
import { Hono } from 'hono';
import { readForm } from '../forms/read.ts';
import { EMPTY_FORM, filled, typed } from '../forms/state.ts';
import { told, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { PARTNER_FIELDS } from './fields.ts';
import { PartnerForm, PartnerPage, PartnersPage } from './pages.tsx';

export const partnerPages = new Hono<ConsoleEnv>();

partnerPages.get('/partners', async (c) => {
  const { view } = c.var;
  const { cursor } = c.req.query();
  const list = await told(
    view.api.GET('/v1/admin/partners', { params: { query: { ...(cursor && { cursor }) } } }),
  );
  return consolePage(c, view, { title: view.t('partners.title') }, <PartnersPage list={list} />);
});

partnerPages.get('/partners/new', (c) => {
  const { view } = c.var;
  const sheet = { title: view.t('partners.new') };
  return consolePage(c, view, sheet, <PartnerForm state={EMPTY_FORM} cancel="/console/partners" />);
});

partnerPages.post('/partners/new', async (c) => {
  const { view } = c.var;
  const form = await c.req.formData();
  const sheet = { title: view.t('partners.new') };
  const read = readForm(PARTNER_FIELDS, form, { zone: view.zone, emptied: 'absent' });
  if (!read.ok)
    return consolePage(c, view, sheet, <PartnerForm state={typed(form, read)} cancel="/console/partners" />);
  const made = await tried(view.api.POST('/v1/admin/partners', { body: read.body as never }));
  if (made.ok) return c.redirect(`/console/partners/${made.value.id}?done=partner_created`, 303);
  const { problem } = made;
  return consolePage(
    c,
    view,
    { ...sheet, status: problem.status as 400 },
    <PartnerForm state={typed(form, { problem })} cancel="/console/partners" />,
  );
});

partnerPages.get('/partners/:id', async (c) => {
  const { view } = c.var;
  const path = { id: c.req.param('id') };
  const partner = await told(view.api.GET('/v1/admin/partners/{id}', { params: { path } }));
  return consolePage(c, view, { title: partner.name }, <PartnerPage partner={partner} />);
});

partnerPages.get('/partners/:id/change', async (c) => {
  const { view } = c.var;
  const path = { id: c.req.param('id') };
  const partner = await told(view.api.GET('/v1/admin/partners/{id}', { params: { path } }));
  const state = filled(PARTNER_FIELDS, partner, view.zone);
  const sheet = { title: partner.name };
  return consolePage(
    c,
    view,
    sheet,
    <PartnerForm state={state} partner={partner} cancel={`/console/partners/${partner.id}`} />,
  );
});

partnerPages.post('/partners/:id/change', async (c) => {
  const { view } = c.var;
  const path = { id: c.req.param('id') };
  const partner = await told(view.api.GET('/v1/admin/partners/{id}', { params: { path } }));
  const form = await c.req.formData();
  const cancel = `/console/partners/${partner.id}`;
  const sheet = { title: partner.name };
  const read = readForm(PARTNER_FIELDS, form, { zone: view.zone, emptied: 'null' });
  if (!read.ok)
    return consolePage(
      c,
      view,
      sheet,
      <PartnerForm state={typed(form, read)} partner={partner} cancel={cancel} />,
    );
  const changed = await tried(
    view.api.PATCH('/v1/admin/partners/{id}', { params: { path }, body: read.body as never }),
  );
  if (changed.ok) return c.redirect(`${cancel}?done=partner_changed`, 303);
  const { problem } = changed;
  const state = typed(form, { problem });
  return consolePage(
    c,
    view,
    { ...sheet, status: problem.status as 400 },
    <PartnerForm state={state} partner={partner} cancel={cancel} />,
  );
});
