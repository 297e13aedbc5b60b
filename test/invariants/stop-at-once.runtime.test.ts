/**
 * Invariant 5: a decision to stop acts at once: no request that begins after the admin's 2xx sees the old
 * state.
 */
import { describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import { ingest, ingestWithPhotograph, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

const newsroom = await openNewsroom();

const admin = (path: string, method: string, json?: unknown) =>
  request(`/v1/admin${path}`, { method, token: newsroom.admin, json });
const code = async (response: Response) => [
  response.status,
  ((await response.json()) as { code?: string }).code,
];

/** Warms every cache with a delivery, stops, and asks again at once. */
async function warmThenStop(
  stop: (created: { article: string; license: string; partner: string; key: string }) => Promise<Response>,
  warm = 3,
) {
  const site = await openSite(newsroom);
  const article = await ingest(newsroom, wireItem());
  const get = () => request(`/v1/articles/${article.id}`, { token: site.token });
  for (let n = 0; n < warm; n++) expect((await get()).status).toBe(200);
  const stopped = await stop({
    article: article.id,
    license: site.license,
    partner: site.partner,
    key: site.key.id,
  });
  expect(stopped.status).toBeLessThan(300);
  const [after, feed] = await Promise.all([get(), request('/v1/articles', { token: site.token })]);
  return { after: await code(after), feed: feed.status, article };
}

describe('after the admin’s 2xx', () => {
  it('a revoked key opens nothing', async () => {
    const { after, feed } = await warmThenStop(({ key }) => admin(`/keys/${key}`, 'DELETE'));
    expect([after, feed]).toEqual([[401, 'invalid_token'], 401]);
  });

  it('a suspended license opens nothing', async () => {
    const { after, feed } = await warmThenStop(({ license }) =>
      admin(`/licenses/${license}`, 'PATCH', { status: 'suspended' }),
    );
    expect([after, feed]).toEqual([[403, 'license_suspended'], 403]);
  });

  it('a suspended partner opens nothing', async () => {
    const { after, feed } = await warmThenStop(({ partner }) =>
      admin(`/partners/${partner}`, 'PATCH', { status: 'suspended' }),
    );
    expect([after, feed]).toEqual([[403, 'license_suspended'], 403]);
  });

  it('a killed item is gone', async () => {
    const { after } = await warmThenStop(({ article }) =>
      admin(`/articles/${article}`, 'PATCH', { pubStatus: 'canceled' }),
    );
    expect(after).toEqual([410, 'killed']);
  });

  it('a restriction on the item is enforced', async () => {
    const { after } = await warmThenStop(({ article }) =>
      admin('/restrictions', 'POST', {
        scope: article,
        text: 'GERMANY OUT, AUSTRIA OUT, SWITZERLAND OUT, LIECHTENSTEIN OUT',
      }),
    );
    expect(after).toEqual([403, 'restricted']);
  });

  it('a restriction on everything is enforced, and lifted again', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    const get = () => request(`/v1/articles/${article.id}?use=print&channel=print`, { token: site.token });
    expect((await get()).status).toBe(200);
    const created = await admin('/restrictions', 'POST', {
      scope: `section:${newsroom.section}`,
      text: 'ONLINE ONLY',
    });
    const { id, reviewed } = (await created.json()) as { id: string; reviewed: boolean };
    if (!reviewed) await admin(`/restrictions/${id}`, 'PATCH', { reviewed: true });
    expect(await code(await get())).toEqual([403, 'restricted']);
    expect((await admin(`/restrictions/${id}`, 'DELETE')).status).toBeLessThan(300);
    expect((await get()).status).toBe(200);
  });

  it('a product that no longer covers the item hides it', async () => {
    const product = (await (
      await admin('/products', 'POST', { name: 'Narrow', sections: [newsroom.section] })
    ).json()) as { id: string };
    const site = await openSite(newsroom, { products: [product.id] });
    const article = await ingest(newsroom, wireItem());
    const get = () => request(`/v1/articles/${article.id}`, { token: site.token });
    expect((await get()).status).toBe(200);
    expect((await admin(`/products/${product.id}`, 'PATCH', { sections: ['elsewhere'] })).status).toBe(200);
    expect((await get()).status).toBe(404);
  });

  it('a kill reaches the packages that contain the item', async () => {
    const site = await openSite(newsroom);
    const picture = {
      uri: `urn:test:picture:${crypto.randomUUID()}`,
      version: '1',
      type: 'picture',
      versionCreated: new Date(Date.now() - 90_000).toISOString(),
    };
    const own = await ingest(newsroom, picture);
    const carrier = await ingestWithPhotograph(newsroom, { uri: picture.uri });
    const get = () => request(`/v1/articles/${carrier.id}`, { token: site.token });
    expect((await get()).headers.get('Rights-Withheld')).toBeNull();
    expect((await admin(`/articles/${own.id}`, 'PATCH', { pubStatus: 'canceled' })).status).toBe(200);
    const after = await get();
    expect(after.headers.get('Rights-Withheld')).toContain(`"${carrier.photograph}";code=killed`);
    expect(await after.text()).not.toContain('Caption-secret');
    expect(
      (await request(`/v1/articles/${carrier.id}/components/${carrier.photograph}`, { token: site.token }))
        .status,
    ).toBe(410);
  });

  it('and a lifted suspension lets in again at once', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    const get = () => request(`/v1/articles/${article.id}`, { token: site.token });
    for (const [path, id] of [
      ['licenses', site.license],
      ['partners', site.partner],
    ]) {
      await admin(`/${path}/${id}`, 'PATCH', { status: 'suspended' });
      expect((await get()).status).toBe(403);
      expect((await admin(`/${path}/${id}`, 'PATCH', { status: 'active' })).status).toBe(200);
      expect((await get()).status).toBe(200);
    }
  });
});
