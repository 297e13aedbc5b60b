/** What a token stands for, as its holder is told. */
import { describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import { ingest, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

const newsroom = await openNewsroom();
const article = await ingest(newsroom, wireItem());

const read = async (token: string) => {
  const response = await request('/v1/me', { token });
  expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'private, no-store']);
  // biome-ignore lint/suspicious/noExplicitAny: compared member by member
  return (await response.json()) as any;
};

describe('GET /v1/me', () => {
  it('names partner, license, titles, limits and links', async () => {
    const site = await openSite(newsroom, {
      titles: ['abend'],
      alterations: ['headline', 'shorten'],
      credit: { line: 'Tidemark/{byline}', byline: true },
      retentionDays: 30,
    });
    const me = await read(site.token);
    expect(me.partner).toEqual({ id: site.partner, name: expect.stringMatching(/^Partner /) });
    expect(me.license).toMatchObject({ id: site.license, version: 1, status: 'active' });
    expect(Date.parse(me.license.ends)).toBeGreaterThan(Date.now());
    expect(me.titles).toEqual([{ id: 'abend', name: 'Abendpost', domains: ['abend.example'], market: 'AT' }]);
    expect(me).toMatchObject({
      components: ['dispatch', 'photograph', 'graphic', 'logo'],
      territories: ['DACH'],
      channels: ['web', 'app', 'newsletter', 'print'],
      alterations: ['headline', 'shorten'],
      credit: { line: 'Tidemark/{byline}', byline: true },
      retentionDays: 30,
      advance: false,
      quota: null,
      key: { id: site.key.client_id, name: 'site', env: 'live', expires: null },
      token: {},
    });
    expect(me.uses).toEqual(expect.arrayContaining(['display', 'print']));
    expect(JSON.stringify(me)).not.toContain('A. Signatory');
    for (const [name, href] of Object.entries<string>(me.links).filter(([one]) => one !== 'licensing')) {
      const json = name === 'decisions' ? { json: { article: article.id, use: {} } } : {};
      const { status } = await request(new URL(href).pathname, { token: site.token, ...json });
      expect([name, status]).not.toEqual([name, 404]);
    }
  });

  it('counts what has been used of the quota, at once', async () => {
    const quota = { limit: 3, per: 'month', onExceed: 'refuse' };
    const site = await openSite(newsroom, { quota });
    expect((await read(site.token)).quota).toEqual({ ...quota, used: 0, left: 3 });
    expect((await request(`/v1/articles/${article.id}`, { token: site.token })).status).toBe(200);
    const me = await read(site.token);
    expect([me.quota, me.used]).toEqual([
      { ...quota, used: 1, left: 2 },
      { day: 1, month: 1, term: 1 },
    ]);
  });

  it('says how far the token narrows the license', async () => {
    const site = await openSite(newsroom);
    const response = await request('/oauth/token', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Authorization: `Basic ${btoa(`${site.key.client_id}:${site.key.client_secret}`)}`,
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        authorization_details: JSON.stringify([{ type: 'news_license', locations: ['AT'] }]),
      }).toString(),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    const me = await read(token);
    expect([me.token, me.territories]).toEqual([{ locations: ['AT'] }, ['DACH']]);
  });
});
