/**
 * Renditions by width, and thumbnails in lists: who gets them, what the log says, and what is said where
 * there are none.
 */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/app.ts';
import { dimensionsOf } from '../../src/articles/media/dimensions.ts';
import { contents } from '../../src/delivery/caches.ts';
import { withThumbnails } from '../../src/delivery/thumbnails/in-list.ts';
import { openThumbnail, signThumbnail } from '../../src/delivery/thumbnails/link.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { request } from '../support/gateway.ts';
import {
  ingest,
  ingestWithPhotograph,
  logOf,
  openNewsroom,
  openSite,
  type PartnerSite,
} from '../support/newsroom.ts';
import { widePng } from '../support/wide-png.ts';

type Article = Awaited<ReturnType<typeof ingestWithPhotograph>>;

let site: PartnerSite;
let article: Article;
let pictures = 0;
const newsroom = await openNewsroom();
beforeEach(async () => {
  site = await openSite(newsroom);
  article = await ingestWithPhotograph(newsroom, {}, widePng(900, 600, ++pictures));
});

const pathOf = ({ id, photograph }: Article) => `/v1/articles/${id}/components/${photograph}`;
const get = (path: string, { token } = site) => request(path, { token });
const widthOf = async (answer: Response) =>
  dimensionsOf(new Uint8Array(await answer.arrayBuffer()), 'image/png')?.width;
/** With some of the gateway's bindings exchanged. */
const under = (bindings: object, path: string) =>
  app.request(path, { headers: { Authorization: `Bearer ${site.token}` } }, { ...env, ...bindings });
const entries = async () =>
  (await logOf(site.license)).map(({ body, billable }) => ({
    ...(JSON.parse(body) as UseEntry),
    billed: billable,
  }));
const desk = (path: string, method: string, json?: unknown) =>
  request(`/v1/admin${path}`, { method, token: newsroom.admin, ...(json !== undefined && { json }) });

const imagesThat = (output: () => Promise<unknown>) => ({
  IMAGES: { input: () => ({ transform: () => ({ output }) }) },
});
const failing = (error: Error) => imagesThat(() => Promise.reject(error));
const giving = (bytes: Uint8Array) =>
  imagesThat(async () => ({ response: () => new Response(bytes as Uint8Array<ArrayBuffer>) }));

describe('a rendition by width', () => {
  it('is one more delivery of the same unit, with its own digest in entry and receipt', async () => {
    const answers = [await get(`${pathOf(article)}?width=640`), await get(pathOf(article))];
    const digests = answers.map(({ headers }) => headers.get('Repr-Digest'));
    expect(digests[0]).not.toBe(digests[1]);
    expect(await Promise.all(answers.map(widthOf))).toEqual([640, 900]);
    const rows = (await entries()).map(({ delivered, billed }) => [
      `sha-256=:${Buffer.from(delivered[0]?.digest ?? '', 'base64url').toString('base64')}:`,
      billed,
    ]);
    expect(rows).toEqual([
      [digests[0], 1],
      [digests[1], 0],
    ]);
  });

  it('is made once', async () => {
    const input = vi.spyOn(env.IMAGES as ImagesBinding, 'input');
    try {
      for (const _ of [1, 2, 3]) expect((await get(`${pathOf(article)}?width=320`)).status).toBe(200);
      expect(input.mock.calls.length).toBeLessThanOrEqual(1);
    } finally {
      input.mockRestore();
    }
  });

  it('is the whole for a high picture that is no wider than that', async () => {
    const portrait = await ingestWithPhotograph(newsroom, {}, widePng(600, 900, ++pictures));
    const [whole, resized] = [await get(pathOf(portrait)), await get(`${pathOf(portrait)}?width=640`)];
    expect(resized.headers.get('ETag')).toBe(whole.headers.get('ETag'));
  });

  it('is made anew when it has gone and the encoder makes another by now', async () => {
    const path = `${pathOf(article)}?width=320`;
    const first = await get(path);
    const digest = Buffer.from(/:(.*):/.exec(first.headers.get('Repr-Digest') ?? '')?.[1] ?? '', 'base64');
    await env.BUCKET.delete(`stamped/${digest.toString('hex')}`);
    contents.clear();
    const other = giving(widePng(320, 213, 77));
    const second = await under(other, path);
    expect(second.status).toBe(200);
    expect(second.headers.get('Repr-Digest')).not.toBe(first.headers.get('Repr-Digest'));
    expect((await get(path)).headers.get('Repr-Digest')).toBe(second.headers.get('Repr-Digest'));
  });

  it('is judged as the whole: what the license does not cover is refused, without a word of its width', async () => {
    const texts = await openSite(newsroom, { components: ['dispatch'] });
    const refused = await get(`${pathOf(article)}?width=320`, texts);
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'component_not_licensed' }]);
    const stranger = await get(`${pathOf(article).replace(article.photograph, 'cmp_0')}?width=320`);
    expect(stranger.status).toBe(404);
  });

  it('is refused for a text', async () => {
    const dispatch = article.components.find(({ type }) => type === 'dispatch')?.id;
    const refused = await get(`/v1/articles/${article.id}/components/${dispatch}?width=320`);
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      {
        code: 'malformed',
        errors: [{ path: '/width', message: 'Only pictures have a width: ask without it' }],
      },
    ]);
    expect(await entries()).toEqual([]);
  });

  it('is refused where no Images are bound, or they fail; the whole is there all the same', async () => {
    const without = await under({ IMAGES: undefined }, `${pathOf(article)}?width=320`);
    expect([without.status, await without.json()]).toMatchObject([406, { code: 'not_acceptable' }]);
    const failed = await under(failing(new Error('out of reach')), `${pathOf(article)}?width=320`);
    expect([failed.status, failed.headers.get('Retry-After'), await failed.json()]).toMatchObject([
      503,
      '10',
      { code: 'storage_unavailable', detail: expect.stringContaining('without width') },
    ]);
    expect(await entries()).toEqual([]);
    expect((await under({ IMAGES: undefined }, pathOf(article))).status).toBe(200);
    const unreadable = failing(Object.assign(new Error('no image'), { code: 9412 }));
    const never = await under(unreadable, `${pathOf(article)}?width=640`);
    // Not tried again at every request.
    expect((await get(`${pathOf(article)}?width=640`)).status).toBe(406);
    expect([never.status, never.headers.get('Retry-After')]).toEqual([406, null]);
    // What is no wider than that needs no encoder.
    expect((await under({ IMAGES: undefined }, `${pathOf(article)}?width=960`)).status).toBe(200);
  });
});

describe('a thumbnail', () => {
  interface Item {
    id: string;
    components: { id: string; type: string; allowed: boolean; thumbnail?: string }[];
  }
  const listed = async (path = '/v1/articles', of = site): Promise<Item | undefined> =>
    ((await (await get(path, of)).json()) as { items: Item[] }).items.find(({ id }) => id === article.id);
  const linkOf = (item: Item | undefined) =>
    item?.components.find(({ type }) => type === 'photograph')?.thumbnail;
  const addressOf = async (of = site) =>
    (linkOf(await listed('/v1/articles', of)) ?? '').replace('http://localhost:8787', '');
  const show = (path: string) => request(path, {});

  it('is shown to who sends nothing else, and entered without a delivery', async () => {
    const path = await addressOf();
    const answer = await show(path);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/png']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'private, no-cache, no-transform',
      'cross-origin-resource-policy': 'cross-origin',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    });
    expect(answer.headers.get('Rights-Receipt')).toBeNull();
    expect(await widthOf(answer)).toBe(240);
    const etag = { 'If-None-Match': answer.headers.get('ETag') ?? '' };
    const unchanged = await request(path, { headers: etag });
    const head = await request(path, { method: 'HEAD' });
    const failed = await request(path, { headers: { 'If-Match': '"another"' } });
    expect([unchanged.status, head.status, failed.status]).toEqual([304, 200, 412]);
    const shown = [{ component: article.photograph, type: 'photograph', digest: expect.any(String) }];
    const looked = { format: 'thumbnail', outcome: 'permit', delivered: [], billed: 0 };
    const logged = await entries();
    expect(logged).toMatchObject([{ ...looked, shown }, looked, looked, looked]);
    expect(logged.map(({ id }) => id)).toEqual(
      [answer, unchanged, head, failed].map((response) => response.headers.get('Rights-Entry')),
    );
    expect(logged.map(({ shown }) => shown?.length)).toEqual([1, undefined, undefined, undefined]);
    for (const { id } of logged) expect((await request(`/v1/receipts/${id}`)).status).toBe(404);
  });

  it('is in a list and in a search, for the pictures that the license covers', async () => {
    expect(linkOf(await listed())).toBeDefined();
    expect(linkOf(await listed('/v1/articles?q=pilots'))).toBe(linkOf(await listed()));
    const texts = await openSite(newsroom, { components: ['dispatch'] });
    expect(linkOf(await listed('/v1/articles', texts))).toBeUndefined();
  });

  it('keeps its address for a while, so that a list is the same until then', async () => {
    const first = await get('/v1/articles');
    const repeated = await request('/v1/articles', {
      token: site.token,
      headers: { 'If-None-Match': first.headers.get('ETag') ?? '' },
    });
    expect(repeated.status).toBe(304);
  });

  it('is in no list of a key that proves each request, for an address proves nothing', async () => {
    const caller = { partner: site.partner, license: site.license, key: site.key.id, env: 'live' as const };
    const principal = { kind: 'partner' as const, ...caller, entitlement: {} };
    const proof = { id: 'proof', untilMs: Date.now() + 60_000 };
    const feedItem = {
      id: article.id,
      components: [{ id: article.photograph, type: 'photograph', allowed: true }],
    };
    const component = { id: article.photograph, content: { contentType: 'image/png' } };
    const listed = { feedItem, permit: { components: [component] } } as unknown as Parameters<
      typeof withThumbnails
    >[2];
    expect(JSON.stringify(withThumbnails(env, principal, listed, 0))).toContain('thumbnail');
    expect(withThumbnails(env, { ...principal, proof }, listed, 0)).toEqual(feedItem);
  });

  it('is in no list where no Images are bound', async () => {
    const answer = await under({ IMAGES: undefined }, '/v1/articles');
    expect(await answer.text()).not.toContain('thumbnail');
  });

  it('is not found with another word in its address, nor when its time is over', async () => {
    const address = await addressOf();
    const [claims = '', tag = ''] = address.split('/').at(-1)?.split('.') ?? [];
    const other = Buffer.from(
      Buffer.from(claims, 'base64url').toString().replace(article.photograph, 'cmp_0'),
    ).toString('base64url');
    for (const link of [
      `${other}.${tag}`,
      `${claims}.${tag}x`,
      claims,
      '.',
      `.${tag}`,
      'x'.repeat(2_000),
      `${claims}.${tag}.png`,
    ]) {
      const answer = await show(`/v1/thumbnails/${link}`);
      expect([link, answer.status, await answer.json()]).toMatchObject([link, 404, { code: 'not_found' }]);
    }
    const opened = openThumbnail(env.SIGNING_KEYS, `${claims}.${tag}`, Date.now());
    if (!opened) throw new Error('the address does not open');
    expect(opened.expiresMs - Date.now()).toBeGreaterThan(29 * 60_000);
    expect(opened.expiresMs - Date.now()).toBeLessThanOrEqual(60 * 60_000);
    const over = signThumbnail(env.SIGNING_KEYS, { ...opened, expiresMs: Date.now() - 1 });
    expect((await show(`/v1/thumbnails/${over}`)).status).toBe(404);
    expect(await entries()).toEqual([]);
  });

  it('is gone when the picture is killed, and the refusal is entered', async () => {
    const address = await addressOf();
    expect(
      (await desk(`/articles/${article.id}`, 'PATCH', { pubStatus: 'canceled', notice: 'Wrong harbor' }))
        .status,
    ).toBe(200);
    const killed = await show(address);
    expect([killed.status, await killed.json()]).toMatchObject([410, { code: 'killed' }]);
    expect((await entries()).at(-1)).toMatchObject({ kind: 'refusal', code: 'killed', format: 'thumbnail' });
  });

  it('ends with the key of the list, and with the license', async () => {
    const address = await addressOf();
    expect((await desk(`/licenses/${site.license}`, 'PATCH', { status: 'suspended' })).status).toBe(200);
    expect((await show(address)).status).toBe(403);
    const another = await openSite(newsroom);
    const path = await addressOf(another);
    expect((await show(path)).status).toBe(200);
    expect((await desk(`/keys/${another.key.client_id}`, 'DELETE')).status).toBeLessThan(300);
    expect((await show(path)).status).toBe(404);
  });

  it('is never as large as the picture, and has nothing of what the newsroom wrote into it', async () => {
    const small = await ingestWithPhotograph(newsroom, {}, widePng(200, 150, ++pictures, 'Velmar harbor'));
    const whole = await get(pathOf(small));
    expect(await whole.text()).toContain('Velmar harbor');
    const list = (await (await get('/v1/articles')).json()) as { items: Item[] };
    const link = linkOf(list.items.find(({ id }) => id === small.id)) ?? '';
    const thumbnail = await show(link.replace('http://localhost:8787', ''));
    const bytes = new Uint8Array(await thumbnail.arrayBuffer());
    expect(dimensionsOf(bytes, 'image/png')).toEqual({ width: 100, height: 75 });
    const text = new TextDecoder('latin1').decode(bytes);
    expect(text).toContain('plus:Licensor');
    expect(text).not.toContain('Velmar harbor');
  });

  it('is limited like all that the license asks for, and by address', async () => {
    const headers = { 'CF-Connecting-IP': '192.0.2.7' };
    const byAddress = await app.request(
      await addressOf(),
      { headers },
      { ...env, PUBLIC_ADDRESS_LIMIT: { limit: async () => ({ success: false }) } },
    );
    expect(byAddress.status).toBe(429);
    const limited = await app.request(
      await addressOf(),
      {},
      { ...env, LICENSE_LIMIT: { limit: async () => ({ success: false }) } },
    );
    expect([limited.status, limited.headers.get('Retry-After')]).toEqual([429, '60']);
  });
});

describe('an item without pictures', () => {
  it('has no thumbnail', async () => {
    const { id } = await ingest(newsroom, {
      uri: 'urn:test:texts',
      version: '1',
      type: 'text',
      versionCreated: '2026-11-01T00:00:00Z',
      headlines: [{ value: 'Words' }],
      bodies: [{ contentType: 'text/plain', value: 'Only.' }],
    });
    const list = (await (await get('/v1/articles?limit=100')).json()) as {
      items: { id: string; components: object[] }[];
    };
    expect(JSON.stringify(list.items.find((item) => item.id === id) ?? {})).not.toContain('thumbnail');
  });
});
