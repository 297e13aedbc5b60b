/** `/console/retention`: how long what is kept, what is gone, and what must not go. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { enterEntities } from '../entities/enter.ts';
import { readForm } from '../forms/read.ts';
import { sentForm } from '../forms/sent.ts';
import { EMPTY_FORM, type FormState, typed } from '../forms/state.ts';
import { type ApiProblem, told, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { unconfirmed } from '../parts/confirm.tsx';
import { nameOf } from '../parts/entity.tsx';
import { NOT_TWICE, onceIn, orBefore } from '../parts/once.ts';
import { shortName } from '../parts/short-name.ts';
import { HoldForm, HoldPage, HoldsPage, holdFields, REASON, ReleasePage, RetentionPage } from './pages.tsx';

export const retentionPages = new Hono<ConsoleEnv>();

type Page = Context<ConsoleEnv>;

retentionPages.get('/retention', async (c) => {
  const { view } = c.var;
  const retention = await told(view.api.GET('/v1/audit/retention'));
  return consolePage(c, view, { title: view.t('retention.title') }, <RetentionPage retention={retention} />);
});

retentionPages.get('/retention/holds', async (c) => {
  const { view } = c.var;
  const { cursor, target } = c.req.query();
  const query = { ...(cursor && { cursor }), ...(target && { target }) };
  const list = await told(view.api.GET('/v1/audit/holds', { params: { query } }));
  return consolePage(
    c,
    view,
    { title: view.t('retention.holds') },
    <HoldsPage list={list} target={target ?? ''} />,
  );
});

function placing(c: Page, state: FormState, status = 200) {
  const { view } = c.var;
  const sheet = { title: view.t('retention.place'), status: status as 200 };
  return consolePage(c, view, sheet, <HoldForm state={state} />);
}

/** From the page of what is to be held, its kind and id come along. */
retentionPages.get('/retention/holds/new', (c) => {
  const { kind, target } = c.req.query();
  const values = new Map([
    ['/kind', [kind ?? '']],
    ['/target', [target ?? '']],
  ]);
  return placing(c, { ...EMPTY_FORM, values });
});

retentionPages.post('/retention/holds/new', async (c) => {
  const { view } = c.var;
  const form = await sentForm(c);
  const fields = holdFields(view.t);
  const entered = await enterEntities(view, fields, form);
  if (entered.faults.length > 0) return placing(c, typed(form, entered), 400);
  const read = readForm(fields, entered.form, { zone: view.zone, emptied: 'absent' });
  if (!read.ok) return placing(c, typed(form, read));
  const asked = { params: { header: onceIn(form) }, body: read.body as never };
  const placed = orBefore(await tried(view.api.POST('/v1/audit/holds', asked)));
  if (!placed.ok) return placing(c, typed(form, { problem: placed.problem }), placed.problem.status);
  if (placed.value === 'before') return c.redirect(`/console/retention/holds${NOT_TWICE}`, 303);
  return c.redirect(`/console/retention/holds/${placed.value.id}?done=hold_placed`, 303);
});

const holdOf = (c: Page) =>
  told(c.var.view.api.GET('/v1/audit/holds/{id}', { params: { path: { id: c.req.param('id') ?? '' } } }));

retentionPages.get('/retention/holds/:id', async (c) => {
  const { view } = c.var;
  const hold = await holdOf(c);
  return consolePage(c, view, { title: view.t('retention.hold') }, <HoldPage hold={hold} />);
});

async function releasing(c: Page, state: FormState, problem?: ApiProblem) {
  const { view } = c.var;
  const hold = await holdOf(c);
  const sheet = { title: view.t('retention.release'), ...(problem && { status: problem.status as 400 }) };
  return consolePage(c, view, sheet, <ReleasePage hold={hold} state={state} />);
}

retentionPages.get('/retention/holds/:id/release', (c) => releasing(c, EMPTY_FORM));

retentionPages.post('/retention/holds/:id/release', async (c) => {
  const { view } = c.var;
  const form = await sentForm(c);
  const hold = await holdOf(c);
  await view.names.load(view.api, [hold.target]);
  const target = view.names.get(hold.target);
  const again = unconfirmed(form, shortName(target ? nameOf(target, view.t) : hold.target));
  if (again) return releasing(c, again);
  const read = readForm([REASON], form, { zone: view.zone, emptied: 'absent' });
  const { reason = '' } = (read.ok ? read.body : {}) as { reason?: string };
  const path = { id: hold.id };
  const released = await tried(
    view.api.DELETE('/v1/audit/holds/{id}', { params: { path, query: { reason } } }),
  );
  if (!released.ok) return releasing(c, typed(form, { problem: released.problem }), released.problem);
  return c.redirect(`/console/retention/holds/${hold.id}?done=hold_released`, 303);
});
