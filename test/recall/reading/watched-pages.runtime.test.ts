/** Pages that feeds and sitemaps name, and readings as they are entered in the log. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WATCHED_PAGES_MAX } from '../../../src/recall/reading/limits.ts';
import { takeReading } from '../../../src/recall/reading/take-reading.ts';
import type { ReadingTask } from '../../../src/recall/reading/types.ts';
import { readListing, watchedPages } from '../../../src/recall/reading/watched-pages.ts';
import { shortenPauses } from '../../support/clock.ts';
import { request } from '../../support/gateway.ts';
import {
  ingest,
  logOf,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../../support/newsroom.ts';

shortenPauses();

let pages: Record<string, () => Response>;

beforeEach(() => {
  pages = {};
  vi.stubGlobal('fetch', async (url: string) => pages[url]?.() ?? new Response(null, { status: 404 }));
});
afterEach(() => vi.unstubAllGlobals());

const serve = (url: string, text: string, type = 'application/xml') => {
  pages[url] = () => new Response(text, { headers: { 'Content-Type': type } });
};

describe('a listing', () => {
  const base = 'https://morgen.example/x/feed';
  const urls = (source: string) => readListing(source, base)?.pages.map(({ url }) => url);

  it('is read from RSS, Atom and sitemaps', () => {
    expect(
      urls(
        '<rss><channel><link>/</link><item><link> /1 </link></item><item><title>x</title></item></channel></rss>',
      ),
    ).toEqual(['https://morgen.example/1']);
    expect(
      urls('<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/"><item><link>2</link></item></rdf:RDF>'),
    ).toEqual(['https://morgen.example/x/2']);
    expect(
      urls(
        '<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/><entry><link rel="edit" href="/e"/><link href="/3"/></entry></feed>',
      ),
    ).toEqual(['https://morgen.example/3']);
    expect(
      urls(
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://morgen.example/4</loc></url></urlset>',
      ),
    ).toEqual(['https://morgen.example/4']);
    expect(readListing('<sitemapindex><sitemap><loc>/s.xml</loc></sitemap></sitemapindex>', base)).toEqual({
      pages: [],
      sitemaps: [{ url: 'https://morgen.example/s.xml', atMs: 0 }],
    });
  });

  it('is nothing else', () => {
    for (const source of [
      '',
      'text',
      '<html><item><link>/1</link></item></html>',
      '<rss><item>',
      `${'<a>'.repeat(10_000)}`,
    ])
      expect(urls(source)).toBeUndefined();
    expect(urls('<rss><item><link>http://[</link></item></rss>')).toEqual([]);
  });
});

describe('the pages of a title', () => {
  const domains = ['morgen.example'];

  it('are none without a feed, and nothing is requested', async () => {
    expect(await watchedPages(env, { domains })).toEqual({ urls: [], reason: null });
  });

  it('are the newest, each once, on its domains', async () => {
    const item = (path: string, day: number) =>
      `<item><link>${path}</link><pubDate>Mon, ${String(day).padStart(2, '0')} Mar 2026 08:00:00 GMT</pubDate></item>`;
    const many = Array.from({ length: WATCHED_PAGES_MAX + 5 }, (_, nth) => item(`/old/${nth}`, 1));
    const feed = 'https://feed.morgen.example/rss';
    serve(
      feed,
      `<rss><channel>${many.join('')}${item('https://abend.example/9', 9)}${item('/new', 8)}${item('/new', 7)}${item('http://morgen.example/x', 6)}</channel></rss>`,
    );
    const { urls, reason } = await watchedPages(env, { domains, feed });
    expect(reason).toBeNull();
    expect(urls).toHaveLength(WATCHED_PAGES_MAX);
    expect(urls.slice(0, 2)).toEqual([
      'https://feed.morgen.example/new',
      'https://feed.morgen.example/old/0',
    ]);
  });

  it('are those of the newest sitemaps of an index', async () => {
    const maps = [1, 2, 3, 4].map(
      (nth) => `<sitemap><loc>/${nth}.xml</loc><lastmod>2026-03-0${nth}</lastmod></sitemap>`,
    );
    const site = 'https://index.morgen.example';
    serve(`${site}/index.xml`, `<sitemapindex>${maps.join('')}</sitemapindex>`);
    for (const nth of [1, 2, 3, 4])
      serve(`${site}/${nth}.xml`, `<urlset><url><loc>/page-${nth}</loc></url></urlset>`);
    const { urls } = await watchedPages(env, { domains, feed: `${site}/index.xml` });
    expect(urls.map((url) => url.slice(-1))).toEqual(['4', '3', '2']);
  });

  it('are unknown if the feed cannot be read', async () => {
    const feed = 'https://none.morgen.example/rss';
    expect(await watchedPages(env, { domains, feed })).toEqual({ urls: [], reason: 'status' });
    serve('https://html.morgen.example/', '<p>no feed', 'text/html');
    expect(await watchedPages(env, { domains, feed: 'https://html.morgen.example/' })).toEqual({
      urls: [],
      reason: 'not_text',
    });
    expect(await watchedPages(env, { domains, feed: 'https://abend.example/rss' })).toEqual({
      urls: [],
      reason: 'not_registered',
    });
  });
});

describe('a reading that is taken', () => {
  let newsroom: Newsroom;
  let site: PartnerSite;
  let article: string;
  let task: ReadingTask;
  const text = (id: string, change = '') =>
    `<p>LIMWICK (Tidemark) — The pilots of ${id} went back to work on Monday${change}.</p><h2>A deal</h2><p>The deal runs two years, and the harbour pays for the boats.</p><p>Ships had waited outside for eleven days.</p>`;
  let hosts = 0;

  beforeEach(async () => {
    newsroom = await openNewsroom();
    site = await openSite(newsroom);
    const item = wireItem({
      uri: 'urn:test:reading',
      bodies: [{ contentType: 'application/xhtml+xml', value: text('Limwick') }],
    });
    ({ id: article } = await ingest(newsroom, { ...item, uri: `${item.uri}:${hosts}` }));
    const url = `https://a${hosts++}.morgen.example/story`;
    serve(url, `<h1>Pilots</h1>${text('Limwick')}`, 'text/html');
    task = {
      license: site.license,
      title: 'morgen',
      article,
      version: '1',
      url,
      event: 'evt_1',
      recall: 'rcl_1',
      publication: null,
      step: '5m',
    };
  });

  const kill = (change: object = {}) =>
    request(`/v1/admin/articles/${article}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { pubStatus: 'canceled', notice: 'Withdrawn', ...change },
    });
  const entries = async () => (await logOf(site.license)).filter(({ kind }) => kind === 'reading');

  it('is entered once for each step, with its evidence', async () => {
    expect((await kill()).status).toBe(200);
    const taken = await takeReading(env, task);
    expect(taken).toMatchObject({
      kind: 'taken',
      entry: expect.stringMatching(/^rdg_/),
      reading: {
        kind: 'reading',
        verdict: 'unchanged',
        blocks: 5,
        found: 4,
        credit: true,
        status: 200,
        title: 'morgen',
      },
    });
    const again = await takeReading(env, task);
    expect(again).toMatchObject({ kind: 'taken' });
    expect(await entries()).toHaveLength(1);
    delete pages[task.url];
    expect(await takeReading(env, { ...task, step: '1h' })).toMatchObject({
      reading: { verdict: 'gone', status: 404 },
    });
    expect(await entries()).toHaveLength(2);
  });

  it('is compared with the version that has replaced the delivered one', async () => {
    const uri = `urn:test:reading:${hosts - 1}`;
    const corrected = text('Limwick', ', the union said');
    await ingest(
      newsroom,
      wireItem({ uri, version: '2', bodies: [{ contentType: 'application/xhtml+xml', value: corrected }] }),
    );
    expect(await takeReading(env, task)).toMatchObject({ reading: { verdict: 'unchanged' } });
    serve(task.url, corrected, 'text/html');
    expect(await takeReading(env, { ...task, step: '1h' })).toMatchObject({
      reading: { verdict: 'corrected' },
    });
  });

  it('is compared with the substitute of a killed article', async () => {
    const other = `<p>LIMWICK (Tidemark) — Pilots have ended a strike of eleven days.</p><p>Their union and the harbour signed a contract on Monday night.</p>`;
    const substitute = await ingest(
      newsroom,
      wireItem({ bodies: [{ contentType: 'application/xhtml+xml', value: other }] }),
    );
    expect((await kill({ substitute: substitute.id })).status).toBe(200);
    serve(task.url, other, 'text/html');
    expect(await takeReading(env, task)).toMatchObject({ reading: { verdict: 'corrected' } });
  });

  it('is none outside the title’s domains, and none of an unknown license', async () => {
    const url = 'https://abend.example/story';
    expect(await takeReading(env, { ...task, url })).toMatchObject({
      reading: { verdict: 'unread', reason: 'not_registered' },
    });
    expect(await takeReading(env, { ...task, license: 'lic_none' })).toEqual({ kind: 'unknown' });
  });
});
