/**
 * Changes as feeds: what the JSON says, in the same order; of what must go, not the headline but what to do.
 */
import { env } from 'cloudflare:workers';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { beforeEach, describe, expect, it } from 'vitest';
import { create, request } from '../../support/gateway.ts';
import {
  type Ingested,
  ingest,
  logOf,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../../support/newsroom.ts';
import { type Change, later, page, Reader } from './reader.ts';

let newsroom: Newsroom;
let site: PartnerSite;
/** One that stays, is killed, is held, is released after a hold, is restricted away. */
let articles: Record<'stays' | 'killed' | 'held' | 'released' | 'restricted', Ingested>;

const patch = async (id: string, json: unknown) => {
  const answer = await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json });
  if (answer.status !== 200) throw new Error(await answer.text());
};

beforeEach(async () => {
  newsroom = await openNewsroom();
  site = await openSite(newsroom);
  articles = {
    stays: await ingest(newsroom, wireItem()),
    killed: await ingest(newsroom, wireItem()),
    held: await ingest(newsroom, wireItem()),
    released: await ingest(newsroom, wireItem()),
    restricted: await ingest(newsroom, wireItem()),
  };
  await patch(articles.killed.id, {
    pubStatus: 'canceled',
    notice: 'KILL: it is wrong.',
    substitute: articles.stays.id,
  });
  await patch(articles.held.id, { pubStatus: 'withheld', notice: 'Wait.' });
  await patch(articles.released.id, { pubStatus: 'withheld', notice: 'Wait.' });
  await patch(articles.released.id, { pubStatus: 'usable' });
  const policy = { prohibition: [{ action: 'use' }] };
  const of = {
    scope: articles.restricted.id,
    policy: {
      '@context': 'http://www.w3.org/ns/odrl.jsonld',
      '@type': 'Set',
      uid: 'urn:test:none',
      ...policy,
    },
  };
  await create('/v1/admin/restrictions', newsroom.admin, of);
});

const get = (path: string, headers: Record<string, string> = {}) =>
  request(path, { token: site.token, headers });
const textOf = async (path: string) => {
  const answer = await get(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.text();
};

describe('changes as a feed', () => {
  it('are those of the JSON, in its order, in each of the feeds', async () => {
    const { items } = await page(site.token, { limit: 100 });
    const atom = parseAtomFeed(await textOf('/v1/changes.atom?limit=100')).entries?.map(({ id }) => id);
    const rss = parseRssFeed(await textOf('/v1/changes.rss?limit=100')).items?.map(({ guid }) => guid?.value);
    const json = parseJsonFeed(JSON.parse(await textOf('/v1/changes.json?limit=100'))).items?.map(
      ({ id }) => id,
    );
    const uris = oncePerStop(items);
    expect(items.length).toBeGreaterThan(7);
    expect(new Set([atom, rss, json].map((ids) => JSON.stringify(ids))).size).toBe(1);
    expect(atom?.filter((id) => !id?.includes('#'))).toEqual(uris);
    const text = await (await get('/v1/changes?limit=100', { Accept: 'application/rss+xml' })).text();
    expect(text).toBe(await textOf('/v1/changes.rss?limit=100').then((body) => sameBut(body, text)));
  });

  it('say of each what it is, and of what must go or wait never the headline', async () => {
    const { items } = await page(site.token, { limit: 100 });
    const entries = parseAtomFeed(await textOf('/v1/changes.atom?limit=100')).entries ?? [];
    const idsOf = (which: keyof typeof articles) =>
      entries.filter(({ id }) => id === articles[which].uri).map(({ title }) => title?.value);
    expect(idsOf('stays')).toEqual([expect.stringMatching(/^Harbor pilots/)]);
    expect(new Set(idsOf('killed'))).toEqual(new Set(['Killed: remove it']));
    expect(new Set(idsOf('held'))).toEqual(new Set(['Withheld: do not publish it']));
    expect(new Set(idsOf('restricted'))).toEqual(new Set(['Not for this license any more']));
    expect(idsOf('released').at(-1)).toMatch(/^Harbor pilots/);
    const bare = items.filter(({ headline }) => headline === undefined).map(({ uri }) => uri);
    const words = entries.filter(
      ({ id, title }) => bare.includes(id ?? '') && title?.value?.includes('Harbor'),
    );
    expect(words.map(({ id }) => id).filter((id) => id !== articles.released.uri)).toEqual([]);
  });

  it('say of a kill why, and what takes its place; Atom has a deleted-entry for it (RFC 6721)', async () => {
    const atom = await textOf('/v1/changes.atom?limit=100');
    expect(atom).toContain(`<at:deleted-entry ref="${articles.killed.uri}" when="`);
    expect(atom).not.toContain(`<at:deleted-entry ref="${articles.held.uri}"`);
    const [, entry] = atom
      .split(`<id>${articles.killed.uri}</id>`)
      .map((after) => after.split('</entry>')[0])
      .slice(-2);
    expect(entry).toContain('KILL: it is wrong.');
    expect(entry).toContain(`/v1/articles/${articles.stays.id}`);
    const rss = await textOf('/v1/changes.rss?limit=100');
    expect(rss).toContain('KILL: it is wrong.');
    expect(atom + rss).not.toMatch(/Secret-body/);
  });

  it('lead from page to page, and from the last one to where a reader goes on', async () => {
    const reader = new Reader(site.token);
    const expected = new Set((await reader.news()).map(({ uri }) => uri));
    const collected: string[] = [];
    let url = '/v1/changes.json?limit=3';
    let resume = '';
    for (let pages = 0; pages < 20 && url; pages++) {
      const feed = JSON.parse(await textOf(url)) as {
        items: { id: string }[];
        next_url?: string;
        _changes: { next: string };
      };
      collected.push(...feed.items.map(({ id }) => id));
      resume = feed._changes.next;
      url = feed.next_url?.replace('http://localhost:8787', '') ?? '';
    }
    expect(new Set(collected.filter((id) => !id.includes('#')))).toEqual(expected);
    const later = await ingest(newsroom, wireItem());
    const news = parseJsonFeed(JSON.parse(await textOf(resume.replace('http://localhost:8787', ''))));
    expect(news.items?.map(({ id }) => id)).toEqual([later.uri]);
  });

  it('are unchanged, 304, as long as nothing has happened; and wait for it when asked to', async () => {
    const first = await get('/v1/changes.atom?limit=100');
    const etag = first.headers.get('ETag') ?? '';
    expect((await get('/v1/changes.atom?limit=100', { 'If-None-Match': etag })).status).toBe(304);
    const [, resume = ''] =
      (await first.text()).match(
        /rel="http:\/\/localhost:8787\/ns\/feed\/resume" href="http:\/\/localhost:8787([^"]*)"/,
      ) ?? [];
    const waiting = get(resume.replaceAll('&amp;', '&'), { Prefer: 'wait=20' });
    const later = await ingest(newsroom, wireItem());
    const news = await waiting;
    expect([news.status, news.headers.get('Preference-Applied')]).toEqual([200, 'wait=20']);
    expect(await news.text()).toContain(later.uri);
    expect((await get('/v1/changes.atom?limit=100', { 'If-None-Match': etag })).status).toBe(200);
  });
});

describe('what a reader that has the article must see', () => {
  const guids = async () =>
    (parseRssFeed(await textOf('/v1/changes.rss?limit=100')).items ?? []).map(({ guid, title }) => ({
      id: guid?.value ?? '',
      title: title ?? '',
    }));

  const corrected = (document: ReturnType<typeof wireItem>) =>
    ingest(newsroom, {
      ...document,
      version: '2',
      versionCreated: new Date().toISOString(),
      edNote: 'CORRECTION: name of the harbor',
    });
  const ownOf = async (article: Ingested, what: string) => {
    const own = `http://localhost:8787/v1/articles/${article.id}#${what}-`;
    return (await guids()).map(({ id }) => id).filter((id) => id.startsWith(own));
  };

  it('has an id of its own: a correction, and each time that an article is held or killed', async () => {
    const document = wireItem({ version: '1' });
    const article = await ingest(newsroom, document);
    const before = await guids();
    await corrected(document);
    const correction = `http://localhost:8787/v1/articles/${article.id}#correction-2`;
    const added = (await guids()).filter(({ id }) => !before.some((entry) => entry.id === id));
    expect(added.map(({ id }) => id)).toEqual([correction]);
    const listed = parseRssFeed(await textOf('/v1/articles.rss?limit=100')).items ?? [];
    expect(listed.map(({ guid }) => guid?.value)).toContain(correction);

    await patch(article.id, { pubStatus: 'withheld', notice: 'Wait.' });
    const once = await ownOf(article, 'hold');
    await patch(article.id, { pubStatus: 'usable' });
    expect(await ownOf(article, 'hold')).toEqual([]);
    await patch(article.id, { pubStatus: 'withheld', notice: 'Wait again.' });
    const twice = await ownOf(article, 'hold');
    expect([once.length, twice.length, new Set([...once, ...twice]).size]).toEqual([1, 1, 2]);
    expect(await ownOf(article, 'kill')).toEqual([]);

    await patch(article.id, { pubStatus: 'canceled', notice: 'KILL: wrong.' });
    expect(await ownOf(article, 'kill')).toHaveLength(1);
  });

  it('is one alert for a kill, at its instant and with its notice, whatever changes came before it', async () => {
    const document = wireItem({ version: '1' });
    const article = await ingest(newsroom, document);
    for (const text of ['JAPAN OUT', 'CHINA OUT'])
      await create('/v1/admin/restrictions', newsroom.admin, { scope: article.id, text });
    await ingest(newsroom, later(document, 2, { pubStatus: 'canceled' }));
    await patch(article.id, { notice: 'KILL: wrong harbor.' });
    const kill = await env.DB.prepare(`SELECT at FROM changes WHERE item = ? AND change_type = 'kill'`)
      .bind(article.id)
      .all<{ at: string }>();
    const at = kill.results.at(-1)?.at ?? '';
    expect(at).not.toBe(later(document, 2).versionCreated);
    const own = `http://localhost:8787/v1/articles/${article.id}#kill-${at}`;

    const of = <T extends { id?: string | undefined }>(list: T[] | undefined) =>
      (list ?? []).filter(({ id }) => id?.includes(article.id) || id === article.uri);
    const rss = parseRssFeed(await textOf('/v1/changes.rss?limit=100')).items?.map((item) => ({
      ...item,
      id: item.guid?.value,
    }));
    expect(of(rss).map(({ id, description }) => [id, description])).toEqual([
      [article.uri, 'KILL: wrong harbor.'],
      [own, 'KILL: wrong harbor.'],
    ]);
    expect(new Set(of(rss).map(({ pubDate }) => Date.parse(String(pubDate))))).toEqual(
      new Set([Math.floor(Date.parse(at) / 1_000) * 1_000]),
    );
    const atom = await textOf('/v1/changes.atom?limit=100');
    expect(atom).toContain(`<at:deleted-entry ref="${article.uri}" when="${at}">`);
    expect(of(parseAtomFeed(atom).entries).map(({ updated }) => updated)).toEqual([at, at]);
    const json = JSON.parse(await textOf('/v1/changes.json?limit=100')) as {
      items: { id: string; date_modified: string }[];
    };
    expect(of(json.items).map(({ date_modified }) => date_modified)).toEqual([at, at]);
  });

  it('has the same id on a page that ends before the kill', async () => {
    const reader = new Reader(site.token);
    await reader.news();
    const before = encodeURIComponent(reader.cursor ?? '');
    const article = await ingest(newsroom, wireItem());
    await patch(article.id, { pubStatus: 'canceled', notice: 'KILL: wrong.' });
    const idsOf = (text: string) => parseAtomFeed(text).entries?.map(({ id }) => id);
    const first = await textOf(`/v1/changes.atom?limit=1&after=${before}`);
    expect(first).toContain('KILL: wrong.');
    expect(idsOf(first)).toEqual(idsOf(await textOf(`/v1/changes.atom?limit=100&after=${before}`)));
    expect(idsOf(first)).toHaveLength(2);
  });

  it('replaces the text under every id that it was had by, and Atom deletes those', async () => {
    const document = wireItem({ version: '1' });
    const article = await ingest(newsroom, document);
    await corrected(document);
    await patch(article.id, { pubStatus: 'canceled', notice: 'KILL: wrong.' });
    const atom = await textOf('/v1/changes.atom?limit=100');
    const correction = `http://localhost:8787/v1/articles/${article.id}#correction-2`;
    for (const id of [article.uri, correction]) expect(atom).toContain(`<at:deleted-entry ref="${id}"`);
    expect(atom).not.toContain(`ref="http://localhost:8787/v1/articles/${article.id}#kill`);
    const titles = (parseAtomFeed(atom).entries ?? [])
      .filter(({ id }) => id === correction || id === article.uri)
      .map(({ title }) => title?.value);
    expect(new Set(titles)).toEqual(new Set(['Killed: remove it']));
  });

  it('has another id each time that the license changes', async () => {
    const { items } = await page(site.token, { limit: 1 });
    expect(items).toHaveLength(1);
    for (const territories of [['DE'], ['DE', 'AT']])
      await request(`/v1/admin/licenses/${site.license}`, {
        method: 'PATCH',
        token: newsroom.admin,
        json: { territories },
      });
    const resyncs = (await guids()).filter(({ title }) => title === 'The license has changed: start over');
    expect(resyncs.length).toBeGreaterThan(1);
    expect(new Set(resyncs.map(({ id }) => id)).size).toBe(resyncs.length);
  });
});

describe('changes with whole texts', () => {
  it('deliver each version that may be had, once, with its receipt; of the others nothing', async () => {
    const other = await openSite(newsroom, { fullTextFeed: true });
    const text = await request('/v1/changes.json?limit=100', { token: other.token });
    const { items } = await text.json<{ items: { id: string; content_html?: string; title: string }[] }>();
    const delivered = items.filter(({ content_html }) => content_html?.includes('Secret-body'));
    const log = (await logOf(other.license)).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(log.map(({ uri, kind, format }) => [uri, kind, format])).toEqual(
      delivered.map(({ id }) => [id, 'delivery', 'jsonfeed']),
    );
    expect(delivered.map(({ id }) => id)).toContain(articles.stays.uri);
    for (const stopped of [articles.killed, articles.held, articles.restricted])
      expect(delivered.map(({ id }) => id)).not.toContain(stopped.uri);
  });
});

/** In the order of the changes: of an item that was stopped, only the last one. */
function oncePerStop(items: Change[]): string[] {
  const isStopped = ({ headline, notice, changeType }: Change) =>
    headline === undefined && changeType !== 'resync' && !notice?.includes('has been released since');
  return items
    .filter(
      (change, place) => !isStopped(change) || items.findLastIndex(({ id }) => id === change.id) === place,
    )
    .map(({ uri }) => uri);
}

/** Cursors are other texts each time. */
function sameBut(text: string, other: string): string {
  const cursors = /after=[\w-]+/g;
  const those = other.match(cursors) ?? [];
  return text.replace(cursors, () => those.shift() ?? '');
}
