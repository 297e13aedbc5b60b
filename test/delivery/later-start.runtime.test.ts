/** A license whose term has not begun: each route says when it begins. */
import { describe, expect, it } from 'vitest';
import { visitor } from '../support/console.ts';
import { request } from '../support/gateway.ts';
import { ingest, openSite, scenario, wireItem } from '../support/newsroom.ts';

const { newsroom } = await scenario();
const article = await ingest(newsroom, wireItem());
const later = { timeZone: 'Europe/Berlin', starts: '2087-12-31T23:00:00Z', ends: '2089-12-31T23:00:00Z' };
const site = await openSite(newsroom, { fullTextFeed: true, ...later });

const STARTS = 'This license starts on 1 January 2088 (Europe/Berlin).';

describe('a license that has not begun', () => {
  it.each([
    '/v1/articles',
    '/v1/articles?q=harbor',
    '/v1/articles.atom',
    '/v1/articles.json?content=full',
    '/v1/changes',
    `/v1/articles/${article.id}`,
    `/v1/articles/${article.id}/rights`,
    '/v1/articles/itm_00000000000000000000000000000000',
    '/v1/me',
  ])('is refused with its first day by %s', async (path) => {
    const response = await request(path, { token: site.token });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'license_expired', detail: STARTS });
  });

  it('is refused with its first day by a decision', async () => {
    const json = { article: article.id, use: { action: 'display' } };
    const response = await request('/v1/decisions', { token: site.token, json });
    expect(await response.json()).toMatchObject({ code: 'license_expired', detail: STARTS });
  });

  it.each([
    ['en', 'This license starts on 1 Jan 2088', 'Wait until the license begins, or change its start.'],
    ['de', 'Diese Lizenz beginnt am 01.01.2088', 'Warten Sie, bis die Lizenz beginnt, oder ändern Sie'],
  ])('is not to be renewed, in %s', async (language, starts, fix) => {
    const desk = await visitor('desk');
    const query = new URLSearchParams({ license: site.license, article: article.id, use: 'display' });
    const page = await desk.get(`/console/decisions?${query}`, { 'Accept-Language': language });
    const text = (await page.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain(starts);
    expect(text).toContain(fix);
    expect(text).not.toMatch(/Renew the license|Verlängern/);
  });
});
