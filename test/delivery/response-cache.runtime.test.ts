/** Answers that were given before: each is an entry of its own, and none outlives what it was judged on. */
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/app.ts';
import * as judge from '../../src/delivery/judge.ts';
import { countedBindings } from '../support/counted.ts';
import { create, partnerToken, request } from '../support/gateway.ts';
import { ingest, logOf, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

const newsroom = await openNewsroom();
afterEach(() => vi.useRealTimers());

async function opened(terms: Record<string, unknown> = {}, item: Record<string, unknown> = {}) {
  const [site, article] = [await openSite(newsroom, terms), await ingest(newsroom, wireItem(item))];
  const get = (query = '', headers: Record<string, string> = {}, method = 'GET') =>
    request(`/v1/articles/${article.id}${query}`, { token: site.token, headers, method });
  return { site, article, get };
}
const entryOf = (answer: Response) => answer.headers.get('Rights-Entry');
/** From now on it is so much later. */
const pass = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

describe('an answer that was given before', () => {
  it('has the same bytes and another entry, whatever it is asked with', async () => {
    const { site, get } = await opened();
    // All in one second: in the next one `Last-Modified` is another.
    pass(0);
    const first = await get();
    const text = await first.text();
    const repeated = await get();
    const head = await get('', {}, 'HEAD');
    const unchanged = await get('', { 'If-None-Match': first.headers.get('ETag') ?? '' });
    expect([await repeated.text(), await head.text(), await unchanged.text()]).toEqual([text, '', '']);
    expect([repeated, head, unchanged].map(({ status }) => status)).toEqual([200, 200, 304]);
    const headersOf = (answer: Response, ...without: string[]) =>
      [...answer.headers].filter(([name]) => !['rights-entry', ...without].includes(name));
    expect(headersOf(repeated)).toEqual(headersOf(first));
    expect(headersOf(head)).toEqual(headersOf(first, 'content-digest'));
    expect(headersOf(unchanged)).toEqual(headersOf(first, 'content-digest', 'content-type'));
    const { headers } = first;
    for (const name of [
      'Rights-Receipt',
      'ETag',
      'Last-Modified',
      'Content-Digest',
      'Content-Security-Policy',
    ])
      expect(headers.get(name)).not.toBeNull();
    expect(['Cache-Control', 'Vary', 'Link'].map((name) => headers.get(name))).toEqual([
      'private, no-cache, no-transform',
      'Accept, Accept-Encoding, Authorization',
      `<${env.AGENCY_LICENSE_URL}>; rel="license"`,
    ]);

    const log = await logOf(site.license);
    expect(log.map(({ id }) => id)).toEqual([first, repeated, head, unchanged].map(entryOf));
    const bodies = log.map(
      ({ body }) => JSON.parse(body) as { delivered: unknown[]; billable: number; format: string },
    );
    expect(bodies.map(({ delivered }) => delivered.length)).toEqual([1, 1, 0, 0]);
    expect(bodies.map(({ billable }) => billable)).toEqual([1, 0, 0, 0]);
    expect(new Set(bodies.map(({ format }) => format)).size).toBe(1);
  });

  it('costs one call to the ledger and nothing of D1, and so does another format of it', async () => {
    const { site, article, get } = await opened();
    const etag = (await get()).headers.get('ETag') ?? '';
    const requests: Record<string, string>[] = [
      {},
      { 'If-None-Match': etag },
      { Accept: 'text/html' },
      { 'Accept-Encoding': 'gzip' },
    ];
    for (const more of requests) {
      const { bindings, counts } = countedBindings();
      const headers = { Authorization: `Bearer ${site.token}`, ...more };
      const answer = await app.request(`/v1/articles/${article.id}`, { headers }, bindings);
      expect([200, 304]).toContain(answer.status);
      expect(counts).toEqual({ statements: 0, trips: 0, bucketReads: 0, calls: ['recordRepeated'] });
    }
  });

  it('is whole when only its validator was asked about before', async () => {
    const { site, article, get } = await opened();
    const etag = (await get()).headers.get('ETag') ?? '';
    const token = await partnerToken(site.key);
    const ask = (headers: Record<string, string>) =>
      request(`/v1/articles/${article.id}`, { token, headers });
    expect((await ask({ 'If-None-Match': etag })).status).toBe(304);
    expect((await ask({ 'If-None-Match': etag })).status).toBe(304);
    expect((await (await ask({})).text()).length).toBeGreaterThan(500);
    expect((await logOf(site.license)).map(({ billable }) => billable)).toEqual([1, 0, 0, 0]);
  });

  it('keeps uses, formats and tokens apart', async () => {
    const { site, article, get } = await opened();
    const narrow = await partnerToken(site.key, {
      authorization_details: JSON.stringify([{ type: 'news_license', channels: ['web'] }]),
    });
    const asks = [
      () => get(),
      () => get('?channel=web'),
      () => get('', { Accept: 'text/plain' }),
      () => request(`/v1/articles/${article.id}`, { token: narrow }),
    ];
    const once = await Promise.all(asks.map(async (ask) => (await ask()).text()));
    const twice = await Promise.all(asks.map(async (ask) => (await ask()).text()));
    expect(twice).toEqual(once);
    expect(new Set(once).size).toBe(4);
  });

  it('is refused again with the same trace and another entry', async () => {
    const { site, get } = await opened();
    const refuse = async () => {
      const answer = await get('?channel=podcast');
      const { entry, ...problem } = (await answer.json()) as { entry: string; code: string };
      expect([answer.status, entryOf(answer)]).toEqual([403, entry]);
      return { entry, problem };
    };
    const [first, second] = [await refuse(), await refuse()];
    expect(second.problem).toEqual(first.problem);
    expect((await logOf(site.license)).map(({ id }) => id)).toEqual([first.entry, second.entry]);
  });

  it.each([
    ['when an embargo lifts', {}, { embargoedUntil: 30_000 }, 31_000, [403, 200]],
    ['when the license ends', { ends: 40_000 }, {}, 41_000, [200, 403]],
    ['when the license begins', { starts: 50_000 }, {}, 51_000, [403, 200]],
  ])('ends with what it was judged on: %s', async (_, terms, item, ms, statuses) => {
    const dated = (fields: Record<string, number>) =>
      Object.fromEntries(
        Object.entries(fields).map(([name, after]) => [name, new Date(Date.now() + after).toISOString()]),
      );
    const { get } = await opened(dated(terms), dated(item));
    for (let n = 0; n < 2; n++) expect((await get()).status).toBe(statuses[0]);
    pass(ms);
    expect((await get()).status).toBe(statuses[1]);
  });

  it('is judged anew after a minute, and by nothing until then', async () => {
    const { get } = await opened();
    const judged = vi.spyOn(judge, 'judgeRequest');
    await get();
    const once = judged.mock.calls.length;
    for (let n = 0; n < 3; n++) expect((await get()).status).toBe(200);
    expect(judged.mock.calls.length).toBe(once);
    pass(61_000);
    expect((await get()).status).toBe(200);
    expect(judged.mock.calls.length).toBe(once + 1);
    judged.mockRestore();
  });

  it('ends at once when the desk changes anything of it', async () => {
    const { site, article, get } = await opened();
    const etags = [(await get()).headers.get('ETag'), (await get()).headers.get('ETag')];
    expect(etags[1]).toBe(etags[0]);
    await create('/v1/admin/restrictions', newsroom.admin, { scope: article.id, text: 'AUSTRIA OUT' });
    expect((await get()).headers.get('ETag')).not.toBe(etags[0]);
    const suspended = await request(`/v1/admin/licenses/${site.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'suspended' },
    });
    expect(suspended.status).toBe(200);
    expect((await get()).status).toBe(403);
    const { results } = await env.DB.prepare('SELECT count(*) AS n FROM items WHERE id = ?')
      .bind(article.id)
      .all();
    expect(results).toEqual([{ n: 1 }]);
  });
});
