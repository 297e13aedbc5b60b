/**
 * Secret feed addresses: headlines by a URL alone, of as much as the key's license has, until somebody
 * revokes them.
 */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it, vi } from 'vitest';
import { mintFeedAddress, parseFeedAddress } from '../../src/access/feed-address.ts';
import { app } from '../../src/app.ts';
import { operatorToken, request } from '../support/gateway.ts';
import { ingestWithPhotograph, logOf, openSite, type PartnerSite, scenario } from '../support/newsroom.ts';

interface FeedAddress {
  key: string;
  articles: Record<'atom' | 'rss' | 'json', string>;
  changes: Record<'atom' | 'rss' | 'json', string>;
}

const { newsroom, site } = await scenario({ fullTextFeed: true });
const article = await ingestWithPhotograph(newsroom);

const pathOf = (address: string) => address.replace('http://localhost:8787', '');
const get = (address: string, headers: Record<string, string> = {}) => request(pathOf(address), { headers });
const desk = (path: string, method: string, json?: unknown) =>
  request(`/v1/admin${path}`, { method, token: newsroom.admin, ...(json !== undefined && { json }) });
const createAddress = async (of = site): Promise<FeedAddress> => {
  const answer = await desk(`/keys/${of.key.client_id}/feed-address`, 'POST');
  expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([201, 'no-store']);
  return answer.json();
};
const statusOf = async (address: string) => (await get(address)).status;

describe('a secret feed address', () => {
  it('gives list and changes to who sends nothing else, in each format, as the token would', async () => {
    const { articles, changes } = await createAddress();
    const [atom, rss, json] = await Promise.all(
      [articles.atom, articles.rss, articles.json].map(async (address) => (await get(address)).text()),
    );
    const titles = [
      parseAtomFeed(atom ?? '').entries?.map(({ title }) => title?.value),
      parseRssFeed(rss ?? '').items?.map(({ title }) => title),
      parseJsonFeed(JSON.parse(json ?? '')).items?.map(({ title }) => title),
    ];
    const byToken = await request('/v1/articles.json?content=summary', { token: site.token });
    const expected = parseJsonFeed(await byToken.json()).items?.map(({ title }) => title);
    expect(expected?.length).toBeGreaterThan(0);
    expect(titles).toEqual([expected, expected, expected]);
    for (const address of Object.values(changes))
      expect(await (await get(address)).text()).toContain(article.uri);
  });

  it('leads on by itself: its links are addresses that need nothing else', async () => {
    await ingestWithPhotograph(newsroom);
    const { articles, changes } = await createAddress();
    for (const [address, query] of [
      [articles.json, '?limit=1'],
      [changes.json, '?after=&limit=1'],
    ] as const) {
      const first = (await (await get(`${address}${query}`)).json()) as Record<string, string>;
      expect(first.feed_url).toBe(`${address}${query}`);
      expect(first.next_url).toContain(address);
      const second = await get(first.next_url ?? '');
      expect(second.status).toBe(200);
    }
  });

  it('shows the last changes first, so that a kill is seen by who follows no page', async () => {
    const own = await openSite(newsroom);
    const killed = await ingestWithPhotograph(newsroom);
    for (let n = 0; n < 3; n++) await ingestWithPhotograph(newsroom);
    await desk(`/articles/${killed.id}`, 'PATCH', { pubStatus: 'canceled', notice: 'KILL: wrong.' });
    const last = await ingestWithPhotograph(newsroom);
    const { changes } = await createAddress(own);
    const idsOf = async (address: string) => {
      const { items, ...feed } = (await (await get(address)).json()) as {
        items: { id: string }[];
        next_url?: string;
        _changes: { next: string };
      };
      return { ids: items.map(({ id }) => id), next: feed.next_url, resume: feed._changes.next };
    };
    const newest = await idsOf(`${changes.json}?limit=2`);
    expect(newest.ids).toEqual([last.uri, expect.stringContaining(`${killed.id}#kill-`), killed.uri]);
    expect(newest.next).toBeUndefined();
    for (const address of [changes.rss, changes.atom]) {
      const text = await (await get(`${address}?limit=2`)).text();
      expect(text.indexOf(last.uri)).toBeLessThan(text.indexOf('Killed: remove it'));
      expect(text).toContain('KILL: wrong.');
    }
    const later = await ingestWithPhotograph(newsroom);
    expect((await idsOf(newest.resume)).ids).toEqual([later.uri]);

    const oldest = await idsOf(`${changes.json}?after=&limit=2`);
    expect(oldest.ids[0]).not.toBe(later.uri);
    const all = await idsOf(`${changes.json}?after=&limit=100`);
    expect(all.ids.slice(0, 1)).toEqual(oldest.ids.slice(0, 1));
    expect(all.ids.at(-1)).toBe(later.uri);
    // Each id once: whichever of them a reader keeps, it is the newest.
    const whole = await idsOf(`${changes.json}?limit=100`);
    expect(new Set(whole.ids).size).toBe(whole.ids.length);
    expect(new Set(whole.ids)).toEqual(new Set(all.ids));
  });

  it('shows an advisory of a version that it has shown before', async () => {
    const own = await openSite(newsroom);
    const restricted = await ingestWithPhotograph(newsroom);
    const newer = await ingestWithPhotograph(newsroom);
    await desk('/restrictions', 'POST', { scope: restricted.photograph, text: 'WORLD OUT' });
    const { changes } = await createAddress(own);
    const { items } = (await (await get(`${changes.json}?limit=2`)).json()) as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toEqual([restricted.uri, newer.uri]);
  });

  it('never has a text or bytes, whatever the license has in feeds, and nothing of it is logged or billed', async () => {
    const own = await openSite(newsroom, { fullTextFeed: true });
    const { articles, changes } = await createAddress(own);
    for (const address of [...Object.values(articles), ...Object.values(changes)]) {
      const answer = await get(address);
      const text = await answer.text();
      expect([address, answer.status, answer.headers.get('Rights-Entry')]).toEqual([address, 200, null]);
      expect(text).not.toMatch(/Secret-body|\/components\/|content_html|content:encoded/);
    }
    expect(await logOf(own.license)).toEqual([]);
    // The same license by its token has both.
    const full = await (await request('/v1/articles.json', { token: own.token })).text();
    expect(full).toMatch(/Secret-body/);
    expect(full).toMatch(/\/components\//);
    expect((await get(`${articles.json}?content=full`)).status).toBe(400);
  });

  it('is kept by conditional requests, and from search engines, shared caches and the sites that it links to', async () => {
    const { articles } = await createAddress();
    const answer = await get(articles.rss);
    expect(answer.status, await answer.clone().text()).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': expect.stringContaining('private'),
      'x-robots-tag': expect.stringContaining('noindex'),
      'referrer-policy': 'no-referrer',
    });
    const etag = answer.headers.get('ETag') ?? '';
    expect((await get(articles.rss, { 'If-None-Match': etag })).status).toBe(304);
    expect((await get(articles.rss, { 'If-Match': '"another"' })).status).toBe(412);
  });

  it('is seen in use by the desk, which never sees it again', async () => {
    const { articles, key } = await createAddress();
    await env.DB.prepare('UPDATE api_keys SET last_used = NULL WHERE id = ?').bind(key).run();
    await get(articles.atom);
    await expect
      .poll(
        async () => ((await (await desk(`/keys/${key}`, 'GET')).json()) as { lastUsed?: string }).lastUsed,
      )
      .toMatch(/^20/);
    const read = await (await desk(`/keys/${key}`, 'GET')).text();
    expect(JSON.parse(read)).toMatchObject({ feedAddress: { created: expect.stringMatching(/^20/) } });
    expect(read).not.toMatch(/feed_[0-9a-f]{8}/);
  });
});

describe('a secret feed address that is asked too often', () => {
  const limit = { limit: async () => ({ success: false }) };

  it.each(['LICENSE_LIMIT', 'TOKEN_ADDRESS_LIMIT'])('is 429 by %s', async (name) => {
    const { articles } = await createAddress();
    const context = createExecutionContext();
    const headers = { 'CF-Connecting-IP': '192.0.2.7' };
    const url = pathOf(articles.atom);
    const answer = await app.request(url, { headers }, { ...env, [name]: limit }, context);
    await waitOnExecutionContext(context);
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '60']);
  });
});

describe('an end of a secret feed address', () => {
  const unknown = async (address: string) => {
    const answer = await get(address);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  const ENDED = [404, 'not_found'];

  it.each<[string, (of: PartnerSite) => Promise<Response>]>([
    ['is revoked', ({ key }) => desk(`/keys/${key.client_id}/feed-address`, 'DELETE')],
    ['is replaced', ({ key }) => desk(`/keys/${key.client_id}/feed-address`, 'POST')],
    ['has its key revoked', ({ key }) => desk(`/keys/${key.client_id}`, 'DELETE')],
    ['has its key rotated', ({ key }) => desk(`/keys/${key.client_id}/rotate`, 'POST', { overlapHours: 0 })],
    ['has its key bound to proofs', ({ key }) => desk(`/keys/${key.client_id}`, 'PATCH', { dpop: true })],
    [
      'has its key bound to other places',
      ({ key }) => desk(`/keys/${key.client_id}`, 'PATCH', { addresses: ['192.0.2.1/32'] }),
    ],
  ])('comes at once when it %s', async (_, end) => {
    const own = await openSite(newsroom);
    const { articles, changes } = await createAddress(own);
    expect(await statusOf(articles.atom)).toBe(200);
    expect((await end(own)).status).toBeLessThan(300);
    for (const address of [articles.atom, changes.rss]) expect(await unknown(address)).toEqual(ENDED);
  });

  it('comes with that of the license, which says so', async () => {
    const own = await openSite(newsroom);
    const { articles, changes } = await createAddress(own);
    await desk(`/licenses/${own.license}`, 'PATCH', { status: 'suspended' });
    for (const address of [articles.atom, changes.atom]) {
      const answer = await get(address);
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'license_suspended' }]);
    }
  });

  it('leaves the key and its tokens as they were', async () => {
    const own = await openSite(newsroom);
    await createAddress(own);
    await desk(`/keys/${own.key.client_id}/feed-address`, 'DELETE');
    expect((await request('/v1/articles', { token: own.token })).status).toBe(200);
    const repeated = await desk(`/keys/${own.key.client_id}/feed-address`, 'DELETE');
    expect(repeated.status).toBe(204);
    expect(await (await desk(`/keys/${own.key.client_id}`, 'GET')).json()).not.toHaveProperty('feedAddress');
  });

  it('is the answer to what never was one, and to a key where there is none', async () => {
    const { articles } = await createAddress();
    const cut = articles.atom.replace(/feed_.{4}/, 'feed_');
    const foreign = `http://localhost:8787/v1/feeds/${mintFeedAddress().address}/articles.atom`;
    const secret = `http://localhost:8787/v1/feeds/${site.key.client_secret}/articles.atom`;
    for (const address of [cut, foreign, secret, foreign.replace('feed_', '')])
      expect(await unknown(address)).toEqual(ENDED);
  });
});

describe('a secret feed address is no key', () => {
  it('is refused at the token endpoint', async () => {
    const { articles } = await createAddress();
    const secret = /feed_[0-9a-f]+/.exec(articles.atom)?.[0] ?? '';
    expect(parseFeedAddress(secret)).toMatch(/^feed:[0-9a-f]{64}$/);
    const answer = await request('/oauth/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: site.key.client_id,
        client_secret: secret,
      }).toString(),
    });
    expect(answer.status).toBe(401);
    expect((await request('/v1/articles', { token: secret })).status).toBe(401);
  });

  it('and is made for none that demands proofs or is revoked', async () => {
    const own = await openSite(newsroom);
    await desk(`/keys/${own.key.client_id}`, 'PATCH', { dpop: true });
    expect((await desk(`/keys/${own.key.client_id}/feed-address`, 'POST')).status).toBe(409);
    await desk(`/keys/${own.key.client_id}`, 'DELETE');
    expect((await desk(`/keys/${own.key.client_id}/feed-address`, 'POST')).status).toBe(409);
    expect((await desk('/keys/key_00000000000000000000000000000000/feed-address', 'POST')).status).toBe(404);
  });

  it('and stands nowhere in clear: not in the catalogue, not in the log of what the desk did, not in a line of a log', async () => {
    const lines: string[] = [];
    for (const level of ['log', 'info', 'warn', 'error'] as const)
      vi.spyOn(console, level).mockImplementation((...parts) => void lines.push(parts.map(String).join(' ')));
    const own = await openSite(newsroom);
    const { articles } = await createAddress(own);
    const secret = /feed_[0-9a-f]+/.exec(articles.atom)?.[0] ?? '';
    await get(articles.atom);
    await get(`${articles.atom}?limit=0`);
    await desk(`/keys/${own.key.client_id}/feed-address`, 'DELETE');
    await get(articles.atom);
    vi.restoreAllMocks();
    expect(lines.join('\n')).not.toContain(secret.slice(5, 40));
    const { results } = await env.DB.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all<{
      name: string;
    }>();
    for (const { name } of results) {
      if (/^_cf_|fts|_(data|idx|content|docsize|config)$/.test(name)) continue;
      const rows = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
      expect([name, JSON.stringify(rows.results).includes(secret.slice(5, 40))]).toEqual([name, false]);
    }
    const actions = await (
      await request('/v1/audit/actions?limit=200', { token: await operatorToken('auditor') })
    ).text();
    expect(actions).not.toContain(secret.slice(5, 40));
  });
});
