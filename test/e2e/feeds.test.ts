/** The lists as feeds, over HTTP: what parsers that others wrote read in them is what the JSON list says. */
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import Parser from 'rss-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { hasSimplePie, readWithSimplePie } from '../support/simplepie.ts';
import { openSmallSite } from '../support/small-site.ts';

const state = temporaryState();
let gateway: Embedded;
let token: string;
const PIE = hasSimplePie();

const NOTICE = '© 2026 Tidemark & Söhne <Velmar>';
const BYLINE = 'Ida Brandt & Jón Þórsson';

beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  const desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
  ({ token } = await openSmallSite(desk));
  for (let n = 0; n < 5; n++)
    await call(`${gateway.url}/v1/admin/articles?section=news`, desk.token, 'PUT', {
      uri: `urn:test:feeds:${n}`,
      type: 'text',
      versionCreated: `2026-11-0${n + 1}T0${n}:30:00Z`,
      language: 'en',
      by: BYLINE,
      copyrightNotice: NOTICE,
      headlines: [{ value: `Ferries & “barges” meet <the> tide, part ${n}` }],
      descriptions: [{ role: 'summary', value: `In short: 3 < 4 & so on, ${n}.` }],
      bodies: [{ contentType: 'text/plain', value: 'The ferries sail again. '.repeat(20) }],
    });
});
afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

interface ListItem {
  uri: string;
  headline: string;
  versionCreated: string;
  href: string;
  sections: string[];
}

async function get(url: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}`, ...headers } });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.text();
}
const at = (suffix: string, query = '') => get(`${gateway.url}/v1/articles${suffix}${query}`);

async function listed(): Promise<ListItem[]> {
  return (JSON.parse(await at('')) as { items: ListItem[] }).items;
}

/** To the second: RSS says no more. */
const second = (date: string | undefined) => `${new Date(date ?? '').toISOString().slice(0, 19)}Z`;
const ofList = ({ uri, headline, versionCreated, href, sections }: ListItem) => ({
  id: uri,
  title: headline,
  date: second(versionCreated),
  link: href,
  author: BYLINE,
  categories: sections,
  rights: NOTICE,
});

describe('the list as a feed', () => {
  it('is read by feedsmith as what the list says: Atom, RSS and JSON Feed', async () => {
    const expected = (await listed()).map(ofList);
    expect(expected).toHaveLength(5);
    const atom = parseAtomFeed(await at('.atom')).entries?.map((entry) => ({
      id: entry.id,
      title: entry.title?.value,
      date: second(entry.updated),
      link: entry.links?.find(({ rel }) => rel === 'alternate')?.href,
      author: entry.authors?.[0]?.name,
      categories: entry.categories?.map(({ term }) => term),
      rights: entry.rights?.value,
    }));
    const rss = parseRssFeed(await at('.rss')).items?.map((item) => ({
      id: item.guid?.value,
      title: item.title,
      date: second(item.pubDate),
      link: item.link,
      author: item.dc?.creators?.[0],
      categories: item.categories?.map(({ name }) => name),
      rights: item.dc?.rights?.[0],
    }));
    const json = parseJsonFeed(JSON.parse(await at('.json'))).items?.map((item) => ({
      id: item.id,
      title: item.title,
      date: second(item.date_modified),
      link: item.url,
      author: item.authors?.[0]?.name,
      categories: item.tags,
      rights: NOTICE,
    }));
    expect({ atom, rss, json }).toEqual({ atom: expected, rss: expected, json: expected });
  });

  it('is read by rss-parser as what the list says', async () => {
    const expected = (await listed()).map(ofList);
    for (const suffix of ['.atom', '.rss']) {
      const { items } = await new Parser().parseString(await at(suffix));
      const read = items.map((item) => ({
        id: item.guid ?? (item as { id?: string }).id,
        title: item.title,
        date: second(item.isoDate),
        link: item.link,
        author: item.creator ?? (item as { author?: string }).author,
      }));
      expect(read).toEqual(expected.map(({ categories: _c, rights: _r, ...one }) => one));
    }
  });

  it.skipIf(!PIE)('is read by SimplePie as what the list says', async () => {
    const expected = (await listed()).map(ofList);
    for (const suffix of ['.atom', '.rss']) {
      const pie = readWithSimplePie(await at(suffix));
      expect([suffix, pie.error, pie.self]).toEqual([
        suffix,
        null,
        `${gateway.url}/v1/articles${suffix}?limit=20`,
      ]);
      expect(pie.items).toMatchObject(expected);
    }
  });

  it('leads from page to page by the links that it has in itself, to each item once', async () => {
    const expected = (await listed()).map(({ uri }) => uri);
    const nextOf: Record<string, (text: string) => string | undefined> = {
      '.atom': (text) => parseAtomFeed(text).links?.find(({ rel }) => rel === 'next')?.href,
      '.rss': (text) => parseRssFeed(text).atom?.links?.find(({ rel }) => rel === 'next')?.href,
      '.json': (text) => (JSON.parse(text) as { next_url?: string }).next_url,
    };
    for (const [suffix, next] of Object.entries(nextOf)) {
      const collected: string[] = [];
      let url: string | undefined = `${gateway.url}/v1/articles${suffix}?limit=2&section=news`;
      while (url) {
        const text = await get(url);
        collected.push(...(text.match(/urn:test:feeds:\d/g) ?? []));
        url = next(text);
      }
      expect([suffix, collected]).toEqual([suffix, expected]);
    }
  });
});
