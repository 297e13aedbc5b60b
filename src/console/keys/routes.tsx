/** `/console/keys`: what partners get their tokens with. A secret stands on the page that answers the request which made it, and nowhere else. */
import { type Context, Hono } from 'hono';
import { answerForm } from '../forms/answer.ts';
import { EMPTY_FORM, filled } from '../forms/state.ts';
import { allOf } from '../frame/all.ts';
import { type Schema, told, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { onceIn, orBefore } from '../parts/once.ts';
import { KEY_FIELDS, newKeyFields, ROTATION, rotationFields } from './fields.ts';
import {
  ChangeKeyPage,
  FeedAddressPage,
  FeedAddressSecretPage,
  KeyPage,
  KeySecretPage,
  RevokeFeedAddressPage,
  RevokeKeyPage,
  RotateKeyPage,
} from './key.tsx';
import { KeysPage, licenseOptions, NewKeyPage } from './list.tsx';

export const keyPages = new Hono<ConsoleEnv>();

const LIST = '/console/keys';

keyPages.get('/keys', async (c) => {
  const { view } = c.var;
  const { cursor, partner, license } = c.req.query();
  const query = { ...(cursor && { cursor }), ...(partner && { partner }), ...(license && { license }) };
  const [list, partners] = await Promise.all([
    told(view.api.GET('/v1/admin/keys', { params: { query } })),
    partnersOf(view),
  ]);
  const licenses = await licensesOf(view, [
    ...list.items.map((key) => key.license),
    ...(license ? [license] : []),
  ]);
  const mayBeMade = licenses.length > 0 || (await isAnyLicensed(view));
  const page = (
    <KeysPage
      list={list}
      asked={{ partner, license }}
      licenses={licenses}
      partners={partners}
      mayBeMade={mayBeMade}
    />
  );
  return consolePage(c, view, { title: view.t('keys.title') }, page);
});

keyPages.get('/keys/new', async (c) => {
  const { view } = c.var;
  const { fields, preset } = await newKeyForm(c);
  const page = <NewKeyPage fields={fields} state={preset} cancel={LIST} />;
  return consolePage(c, view, { title: view.t('keys.new') }, page);
});

keyPages.post('/keys/new', async (c) => {
  const { view } = c.var;
  const { fields } = await newKeyForm(c);
  return answerForm(c, {
    title: view.t('keys.new'),
    fields,
    send: async (body, form) => {
      const params = { header: onceIn(form) };
      return orBefore(await tried(view.api.POST('/v1/admin/keys', { params, body })));
    },
    next: (made) => {
      if (made === 'before') return `${LIST}?done=not_issued_twice`;
      const { client_secret: secret } = made;
      if (secret === undefined) return `${LIST}/${made.id}?done=key_registered`;
      const title = view.t('keys.issued', { name: made.name });
      return consolePage(c, view, { title }, <KeySecretPage apiKey={made} secret={secret} />);
    },
    page: (state) => <NewKeyPage fields={fields} state={state} cancel={LIST} />,
  });
});

keyPages.get('/keys/:id', async (c) => {
  const { view } = c.var;
  const key = await keyOf(c);
  const license = await told(
    view.api.GET('/v1/admin/licenses/{id}', { params: { path: { id: key.license } } }),
  );
  const partner = await told(
    view.api.GET('/v1/admin/partners/{id}', { params: { path: { id: license.partner } } }),
  );
  return consolePage(
    c,
    view,
    { title: key.name },
    <KeyPage apiKey={key} license={license} partner={partner} />,
  );
});

keyPages.get('/keys/:id/change', async (c) => {
  const { view } = c.var;
  const key = await keyOf(c);
  const page = <ChangeKeyPage apiKey={key} state={filled(KEY_FIELDS, key, view.zone)} />;
  return consolePage(c, view, { title: key.name }, page);
});

keyPages.post('/keys/:id/change', async (c) => {
  const key = await keyOf(c);
  const params = { path: { id: key.id } };
  return answerForm(c, {
    title: key.name,
    fields: KEY_FIELDS,
    emptied: 'null',
    version: key.updated,
    send: (body) => tried(c.var.view.api.PATCH('/v1/admin/keys/{id}', { params, body })),
    next: () => `${LIST}/${key.id}?done=key_changed`,
    page: (state) => <ChangeKeyPage apiKey={key} state={state} />,
  });
});

keyPages.get('/keys/:id/rotate', async (c) => {
  const key = await keyOf(c);
  const page = <RotateKeyPage apiKey={key} state={ROTATION} />;
  return consolePage(c, c.var.view, { title: key.name }, page);
});

keyPages.post('/keys/:id/rotate', async (c) => {
  const { view } = c.var;
  const key = await keyOf(c);
  const here = `${LIST}/${key.id}`;
  return answerForm(c, {
    title: key.name,
    fields: rotationFields(key),
    send: async (body, form) => {
      const params = { path: { id: key.id }, header: onceIn(form) };
      return orBefore(await tried(view.api.POST('/v1/admin/keys/{id}/rotate', { params, body })));
    },
    next: (made) => {
      if (made === 'before') return `${here}?done=not_rotated_twice`;
      const { client_secret: secret, previousExpires } = made;
      if (secret === undefined) return `${here}?done=key_rotated`;
      const page = <KeySecretPage apiKey={made} secret={secret} previousExpires={previousExpires} />;
      return consolePage(c, view, { title: key.name }, page);
    },
    page: (state) => <RotateKeyPage apiKey={key} state={state} />,
  });
});

keyPages.get('/keys/:id/revoke', async (c) => {
  const key = await keyOf(c);
  return consolePage(c, c.var.view, { title: key.name }, <RevokeKeyPage apiKey={key} state={EMPTY_FORM} />);
});

keyPages.post('/keys/:id/revoke', async (c) => {
  const key = await keyOf(c);
  const params = { path: { id: key.id } };
  return answerForm(c, {
    title: key.name,
    name: key.name,
    send: () => tried(c.var.view.api.DELETE('/v1/admin/keys/{id}', { params })),
    next: () => `${LIST}/${key.id}?done=key_revoked`,
    page: (state) => <RevokeKeyPage apiKey={key} state={state} />,
  });
});

keyPages.get('/keys/:id/feed-address', async (c) => {
  const key = await keyOf(c);
  return consolePage(c, c.var.view, { title: key.name }, <FeedAddressPage apiKey={key} state={EMPTY_FORM} />);
});

keyPages.post('/keys/:id/feed-address', async (c) => {
  const { view } = c.var;
  const key = await keyOf(c);
  return answerForm(c, {
    title: key.name,
    fields: [],
    send: async (_body, form) => {
      const params = { path: { id: key.id }, header: onceIn(form) };
      return orBefore(await tried(view.api.POST('/v1/admin/keys/{id}/feed-address', { params })));
    },
    next: (made) => {
      if (made === 'before') return `${LIST}/${key.id}?done=feed_not_created_twice`;
      return consolePage(c, view, { title: key.name }, <FeedAddressSecretPage apiKey={key} made={made} />);
    },
    page: (state) => <FeedAddressPage apiKey={key} state={state} />,
  });
});

keyPages.get('/keys/:id/feed-address/revoke', async (c) => {
  const key = await keyOf(c);
  const page = <RevokeFeedAddressPage apiKey={key} state={EMPTY_FORM} />;
  return consolePage(c, c.var.view, { title: key.name }, page);
});

keyPages.post('/keys/:id/feed-address/revoke', async (c) => {
  const key = await keyOf(c);
  const params = { path: { id: key.id } };
  return answerForm(c, {
    title: key.name,
    name: key.name,
    send: () => tried(c.var.view.api.DELETE('/v1/admin/keys/{id}/feed-address', { params })),
    next: () => `${LIST}/${key.id}?done=feed_revoked`,
    page: (state) => <RevokeFeedAddressPage apiKey={key} state={state} />,
  });
});

function keyOf(c: Context<ConsoleEnv>) {
  const path = { id: c.req.param('id') ?? '' };
  return told(c.var.view.api.GET('/v1/admin/keys/{id}', { params: { path } }));
}

/** Names by id. */
async function partnersOf({ api }: ConsoleView): Promise<Map<string, string>> {
  const partners = await allOf((query) => api.GET('/v1/admin/partners', { params: { query } }));
  return new Map(partners.map(({ id, name }) => [id, name]));
}

/** What keys of a page are for. */
async function licensesOf({ api }: ConsoleView, mentioned: string[]): Promise<Schema<'License'>[]> {
  const ids = [...new Set(mentioned)];
  if (ids.length === 0) return [];
  const query = { ids: ids.join(','), limit: ids.length };
  return (await told(api.GET('/v1/admin/licenses', { params: { query } }))).items;
}

async function isAnyLicensed({ api }: ConsoleView): Promise<boolean> {
  const { items } = await told(api.GET('/v1/admin/licenses', { params: { query: { limit: 1 } } }));
  return items.length > 0;
}

/** What the keys of a partner, or of all, can be for. */
const licensesFor = ({ api }: ConsoleView, partner: string | undefined) =>
  allOf((page) =>
    api.GET('/v1/admin/licenses', { params: { query: { ...page, ...(partner && { partner }) } } }),
  );

/** Asked for from a license's page, that license is chosen; from a partner's, there are only the partner's. */
async function newKeyForm(c: Context<ConsoleEnv>) {
  const { view } = c.var;
  const { partner, license } = c.req.query();
  const [offered, partners] = await Promise.all([
    license ? licensesOf(view, [license]) : licensesFor(view, partner),
    partnersOf(view),
  ]);
  const options = licenseOptions(offered, partners);
  const only = options.length === 1 ? options[0]?.value : undefined;
  const values = new Map([
    ['/license', [license ?? only ?? '']],
    ['/env', ['live']],
  ]);
  return { fields: newKeyFields(options, view.t), preset: { values, faults: [] } };
}
