/** `/console/operators`: who runs the gateway, with which role. For owners. */
import { type Context, Hono } from 'hono';
import { answerForm } from '../forms/answer.ts';
import { EMPTY_FORM, filled } from '../forms/state.ts';
import { type Refused, type Schema, told, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { onceIn, orBefore } from '../parts/once.ts';
import { JWK, newOperatorFields, operatorFields } from './fields.ts';
import { NewOperatorPage, OperatorsPage } from './list.tsx';
import {
  ACTS,
  type Act,
  ActPage,
  ChangeOperatorPage,
  OperatorPage,
  OperatorSecretPage,
} from './operator.tsx';

export const operatorPages = new Hono<ConsoleEnv>();

const LIST = '/console/operators';

operatorPages.get('/operators', async (c) => {
  const { view } = c.var;
  const { cursor } = c.req.query();
  const query = { ...(cursor && { cursor }) };
  const list = await told(view.api.GET('/v1/admin/operators', { params: { query } }));
  return consolePage(c, view, { title: view.t('operators.title') }, <OperatorsPage list={list} />);
});

operatorPages.get('/operators/new', (c) => {
  const { view } = c.var;
  return consolePage(c, view, { title: view.t('operators.new') }, <NewOperatorPage state={EMPTY_FORM} />);
});

operatorPages.post('/operators/new', (c) => {
  const { api, t } = c.var.view;
  return answerForm(c, {
    title: t('operators.new'),
    fields: newOperatorFields(t),
    send: async (body, form) =>
      orBefore(await tried(api.POST('/v1/admin/operators', { params: { header: onceIn(form) }, body }))),
    next: (made) => {
      if (made === 'before') return `${LIST}?done=not_added_twice`;
      const { client_secret: secret } = made;
      if (secret === undefined) return `${LIST}/${made.id}?done=operator_added`;
      const title = t('operators.added', { name: made.name });
      return consolePage(c, c.var.view, { title }, <OperatorSecretPage operator={made} secret={secret} />);
    },
    page: (state) => <NewOperatorPage state={state} />,
  });
});

operatorPages.get('/operators/:id', async (c) => {
  const operator = await operatorOf(c);
  return consolePage(c, c.var.view, { title: operator.name }, <OperatorPage operator={operator} />);
});

operatorPages.get('/operators/:id/change', async (c) => {
  const { view } = c.var;
  const operator = await operatorOf(c);
  const state = filled(operatorFields(operator, view.t), operator, view.zone);
  const page = <ChangeOperatorPage operator={operator} state={state} />;
  return consolePage(c, view, { title: operator.name }, page);
});

operatorPages.post('/operators/:id/change', async (c) => {
  const { api, t } = c.var.view;
  const operator = await operatorOf(c);
  const params = { path: { id: operator.id } };
  return answerForm(c, {
    title: operator.name,
    fields: operatorFields(operator, t),
    emptied: 'null',
    version: operator.updated,
    send: (body) => tried(api.PATCH('/v1/admin/operators/{id}', { params, body })),
    next: () => `${LIST}/${operator.id}?done=operator_changed`,
    page: (state) => <ChangeOperatorPage operator={operator} state={state} />,
  });
});

for (const act of Object.keys(ACTS) as Act[]) {
  operatorPages.get(`/operators/:id/${act}`, async (c) => {
    const operator = await operatorOf(c);
    const page = <ActPage operator={operator} act={act} state={EMPTY_FORM} />;
    return consolePage(c, c.var.view, { title: operator.name }, page);
  });

  operatorPages.post(`/operators/:id/${act}`, async (c) => {
    const { view } = c.var;
    const operator = await operatorOf(c);
    const here = `${LIST}/${operator.id}`;
    return answerForm(c, {
      title: operator.name,
      name: operator.name,
      fields: act === 'rotate' ? [JWK] : [],
      send: (body: { jwk?: { kty: string } }, form) => DO[act](view, { id: operator.id, body, form }),
      next: (made) => {
        if (made === 'before') return `${here}?done=not_rotated_twice`;
        const secret = made?.client_secret;
        if (secret === undefined) return `${here}?done=${ACTS[act].done}`;
        const page = <OperatorSecretPage operator={operator} secret={secret} rotated />;
        return consolePage(c, view, { title: operator.name }, page);
      },
      page: (state) => <ActPage operator={operator} act={act} state={state} />,
    });
  });
}

type Made = { id?: string; client_secret?: string } | 'before' | undefined;
interface Asked {
  id: string;
  body: { jwk?: { kty: string } };
  form: FormData;
}

const standing =
  (status: 'active' | 'suspended') =>
  ({ api }: ConsoleView, { id }: Asked) =>
    tried(api.PATCH('/v1/admin/operators/{id}', { params: { path: { id } }, body: { status } }));

const DO: Record<Act, (view: ConsoleView, asked: Asked) => Promise<{ ok: true; value: Made } | Refused>> = {
  suspend: standing('suspended'),
  reactivate: standing('active'),
  rotate: async ({ api }, { id, body, form }) => {
    const params = { path: { id }, header: onceIn(form) };
    return orBefore(await tried(api.POST('/v1/admin/operators/{id}/rotate', { params, body })));
  },
  revoke: ({ api }, { id }) => tried(api.DELETE('/v1/admin/operators/{id}', { params: { path: { id } } })),
};

function operatorOf(c: Context<ConsoleEnv>): Promise<Schema<'Operator'>> {
  const path = { id: c.req.param('id') ?? '' };
  return told(c.var.view.api.GET('/v1/admin/operators/{id}', { params: { path } }));
}
