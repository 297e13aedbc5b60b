/** Feeds of `/v1/articles`: picked by Accept or suffix, with validators that follow what they say. */
import { describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import { ingest, ingestWithPhotograph, logOf, openSite, scenario, wireItem } from '../support/newsroom.ts';

const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom);

const get = (path: string, headers: Record<string, string> = {}, token = site.token, method = 'GET') =>
  request(path, { token, headers, method });

const FEEDS = {
  '.atom': 'application/atom+xml',
  '.rss': 'application/rss+xml',
  '.json': 'application/feed+json',
  '.jsonfeed': 'application/feed+json',
};

describe('a list', () => {
  it('is a feed by suffix and by Accept, and JSON to those who leave it open', async () => {
    for (const [suffix, type] of Object.entries(FEEDS)) {
      const bySuffix = await get(`/v1/articles${suffix}`, { Accept: 'text/html' });
      const byAccept = await get('/v1/articles', {
        Accept: `text/html, ${type};q=0.9, application/json;q=0.1`,
      });
      for (const answer of [bySuffix, byAccept]) {
        expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, `${type}; charset=utf-8`]);
        expect(await answer.text()).toContain(article.uri);
      }
    }
    for (const accept of ['*/*', 'application/*', 'application/json', ''])
      expect((await get('/v1/articles', { Accept: accept })).headers.get('Content-Type')).toBe(
        'application/json',
      );
  });

  it('that is accepted as nothing that there is, is a 406 which says what there is', async () => {
    const refused = await get('/v1/articles', { Accept: 'text/html' });
    expect(refused.status).toBe(406);
    expect(await refused.json()).toMatchObject({
      offered: ['application/json', ...new Set(Object.values(FEEDS))],
    });
  });

  it('as a feed has headline and links and no text, and enters nothing', async () => {
    for (const suffix of Object.keys(FEEDS)) {
      const text = await (await get(`/v1/articles${suffix}`)).text();
      expect(text).toContain('Harbor pilots end strike');
      expect(text).toContain(`/components/${article.photograph}`);
      expect(text).not.toMatch(/Secret-body|Caption-secret|dlv_/);
    }
    expect(await logOf(site.license)).toEqual([]);
  });

  it('as a feed shows a license without text that there is a photograph, and no word of the text', async () => {
    const { token } = await openSite(newsroom, { components: ['photograph'] });
    for (const suffix of Object.keys(FEEDS)) {
      const text = await (await get(`/v1/articles${suffix}`, {}, token)).text();
      expect(text).toContain('Photograph (the text is withheld)');
      expect(text).not.toMatch(/Harbor|Secret-body/);
    }
  });

  it('as a feed tells an unknown parameter and a foreign cursor as the list does', async () => {
    for (const query of ['?sektion=x', '?cursor=x', '?limit=0']) {
      const [list, feed] = [await get(`/v1/articles${query}`), await get(`/v1/articles.atom${query}`)];
      expect([feed.status, await feed.text()]).toEqual([400, await list.text()]);
    }
  });
});

describe('a page of a feed', () => {
  it('is unchanged, 304, as long as it says the same, with a next page too', async () => {
    await ingest(newsroom, wireItem());
    for (const query of ['', '?limit=1']) {
      const first = await get(`/v1/articles.atom${query}`);
      const etag = first.headers.get('ETag') ?? '';
      expect(etag).toMatch(/^W\/"[\w-]+"$/);
      expect(first.headers.get('Last-Modified')).toBeNull();
      const repeated = await get(`/v1/articles.atom${query}`, { 'If-None-Match': etag });
      expect([repeated.status, await repeated.text(), repeated.headers.get('ETag')]).toEqual([304, '', etag]);
      expect((await get(`/v1/articles.rss${query}`, { 'If-None-Match': etag })).status).toBe(200);
    }
  });

  it('is another as soon as an item comes, is corrected, killed or held', async () => {
    const uri = wireItem();
    let before = '';
    const look = async () => {
      const answer = await get('/v1/articles.atom', { 'If-None-Match': before });
      expect(answer.status).toBe(200);
      before = answer.headers.get('ETag') ?? '';
    };
    const patch = (id: string, json: unknown) =>
      request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json });
    await look();
    const { id } = await ingest(newsroom, uri);
    await look();
    await ingest(newsroom, { ...uri, version: '2', versionCreated: new Date().toISOString() });
    await look();
    expect((await patch(id, { pubStatus: 'withheld', notice: 'Wait.' })).status).toBe(200);
    await look();
    expect((await patch(article.id, { pubStatus: 'canceled', notice: 'Wrong.' })).status).toBe(200);
    await look();
  });

  it('answers a HEAD as a GET, without the feed', async () => {
    const [whole, head] = [
      await get('/v1/articles.rss'),
      await get('/v1/articles.rss', {}, site.token, 'HEAD'),
    ];
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const name of ['ETag', 'Content-Type', 'Vary'])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
  });

  it('names its next page in the Link header as in itself, under the public address', async () => {
    for (let n = 0; n < 2; n++) await ingest(newsroom, wireItem());
    const answer = await get('/v1/articles.json?limit=1');
    const { feed_url, next_url } = await answer.json<{ feed_url: string; next_url: string }>();
    expect(feed_url).toBe('http://localhost:8787/v1/articles.json?limit=1');
    expect(answer.headers.get('Link')).toContain(`<${next_url}>; rel="next"`);
  });

  it('of a license that has been suspended is a refusal', async () => {
    const other = await openSite(newsroom);
    const path = `/v1/admin/licenses/${other.license}`;
    const etag = (await get('/v1/articles.atom', {}, other.token)).headers.get('ETag') ?? '';
    await request(path, { method: 'PATCH', token: newsroom.admin, json: { status: 'suspended' } });
    const refused = await get('/v1/articles.atom', { 'If-None-Match': etag }, other.token);
    expect([refused.status, (await refused.json<{ code: string }>()).code]).toEqual([
      403,
      'license_suspended',
    ]);
  });
});
