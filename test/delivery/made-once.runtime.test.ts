/** Stamps and renditions are made once and kept; what they depend on makes others. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { create, request } from '../support/gateway.ts';
import {
  type Ingested,
  ingestWithPhotograph,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
} from '../support/newsroom.ts';

let newsroom: Newsroom;
let site: PartnerSite;
let article: Ingested & { photograph: string };

beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => vi.restoreAllMocks());

const get = (path = '', accept = 'application/json', token = site.token) =>
  request(`/v1/articles/${article.id}${path}`, { token, headers: { Accept: accept } });

describe('what is delivered again', () => {
  it('is signed once for all formats, the 304 and every later fetch', async () => {
    [site, article] = [await openSite(newsroom), await ingestWithPhotograph(newsroom)];
    const sign = vi.spyOn(crypto.subtle, 'sign');
    const first = await get();
    const text = await first.text();
    for (const accept of ['application/json', 'text/html', 'text/plain']) {
      const again = await get('', accept);
      expect(again.headers.get('Rights-Receipt')).toBe(first.headers.get('Rights-Receipt'));
      expect((await again.text()) === text).toBe(accept === 'application/json');
    }
    const unchanged = await request(`/v1/articles/${article.id}`, {
      token: site.token,
      headers: { 'If-None-Match': first.headers.get('ETag') ?? '' },
    });
    expect([unchanged.status, unchanged.headers.get('Rights-Receipt')]).toEqual([
      304,
      first.headers.get('Rights-Receipt'),
    ]);
    expect(sign).toHaveBeenCalledTimes(1);
  });

  it('is signed once as a photograph, too', async () => {
    [site, article] = [await openSite(newsroom), await ingestWithPhotograph(newsroom)];
    const sign = vi.spyOn(crypto.subtle, 'sign');
    for (let n = 0; n < 3; n++) await (await get(`/components/${article.photograph}`, '*/*')).arrayBuffer();
    expect(sign).toHaveBeenCalledTimes(1);
  });

  it('is another for another license, title or use, and when the desk adds a restriction', async () => {
    [site, article] = [await openSite(newsroom), await ingestWithPhotograph(newsroom)];
    const other = await openSite(newsroom);
    const answers = [
      await get(),
      await get('', 'application/json', other.token),
      await get('?use=display&title=morgen&territory=DE&channel=web'),
      await get('?use=display&title=abend&territory=AT&channel=web'),
    ];
    await create('/v1/admin/restrictions', newsroom.admin, { scope: article.id, text: 'AUSTRIA OUT' });
    answers.push(await get());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ headers }) => headers.get('Rights-Receipt'))).size).toBe(5);
    expect(new Set(answers.map(({ headers }) => headers.get('ETag'))).size).toBe(5);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(5);
  });
});
