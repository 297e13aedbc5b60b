/** The regular watch of published pages, and the findings that readings of pages lead to. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPages, updateRecalls } from '../../../src/audit/recalls/run.ts';
import { watchPages, watchTitles } from '../../../src/audit/recalls/watch.ts';
import { sendNotes } from '../../../src/ledger/notes/send.ts';
import type { Env } from '../../../src/platform/env.ts';
import { setLogging } from '../../../src/platform/log-settings.ts';
import { patchArticle } from '../../delivery/changes/reader.ts';
import { create, operatorToken, partnerToken, request } from '../../support/gateway.ts';
import {
  type Client,
  drain,
  type Ingested,
  ingest,
  logOf,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  terms,
  wireItem,
} from '../../support/newsroom.ts';

const WEEK_MS = 7 * 86_400_000;
const bindings = { ...env, PAGE_WATCH_DAYS: '7' } as unknown as Env;

let newsroom: Newsroom;
let auditor: string;
beforeAll(async () => {
  newsroom = await openNewsroom();
  auditor = await operatorToken('auditor');
});

/** Text of pages, by URL. Others are not found. */
const pages = new Map<string, string>();
let requested: string[];
beforeEach(async () => {
  pages.clear();
  requested = [];
  // Pages of other tests are not due.
  await env.DB.prepare('UPDATE publications SET watch_ms = ?')
    .bind(Date.now() + WEEK_MS)
    .run();
  vi.spyOn(console, 'error').mockReturnValue();
  vi.stubGlobal('fetch', async (url: string) => {
    if (url.endsWith('/robots.txt')) return new Response(null, { status: 404 });
    requested.push(url);
    const text = pages.get(url);
    return new Response(text ?? 'Not found', {
      status: text === undefined ? 404 : 200,
      headers: { 'Content-Type': 'text/html' },
    });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const TEXT =
  '<p>LIMWICK — The pilots of the harbour went back to work on Monday morning.</p>' +
  '<p>The deal runs two years, and the harbour pays for the boats.</p>' +
  '<p>Ships had waited outside for eleven days, and some had left.</p>';

let made = 0;
interface Published {
  site: PartnerSite;
  article: Ingested;
  url: string;
}

/** A partner receives an article and reports a page of it, published a minute ago by its clock. */
async function published({ terms = {}, page = TEXT, isReported = true } = {}): Promise<Published> {
  const site = await openSite(newsroom, terms);
  const article = await ingest(
    newsroom,
    wireItem({ bodies: [{ contentType: 'application/xhtml+xml', value: TEXT }] }),
  );
  const delivered = await request(`/v1/articles/${article.id}?title=morgen`, { token: site.token });
  expect(delivered.status).toBe(200);
  await delivered.body?.cancel();
  const url = `https://v${made++}.morgen.example/story`;
  pages.set(url, page);
  const published = { site, article, url };
  if (isReported) await report(published);
  await drain();
  return published;
}

const report = ({ site, article, url }: Published, publishedMs = Date.now() - 60_000) =>
  create('/v1/publications', site.token, {
    ...{ article: article.id, title: 'morgen', channel: 'web', url, clientRef: 'a' },
    publishedAt: new Date(publishedMs).toISOString(),
  });

/** The watch’s run, and what is derived from it. */
async function watch(given = bindings): Promise<number> {
  await updateRecalls(bindings, Date.now() + 5_000);
  const read = await watchPages(given);
  await drain();
  await updateRecalls(bindings, Date.now() + 5_000);
  return read;
}

async function findings({ site: { license } }: Published, state = 'open') {
  await request('/v1/audit/reconciliation/runs', { method: 'POST', token: auditor, json: { license } });
  const path = `/v1/audit/reconciliation?license=${license}&state=${state}`;
  const { items } = await (await request(path, { token: auditor })).json<{
    items: { kind: string; sentence: string; evidence: { reading?: object } }[];
  }>();
  return items;
}

async function readings({ site }: Published): Promise<{ verdict: string; recall: string | null }[]> {
  const rows = (await logOf(site.license)).filter(({ kind }) => kind === 'reading');
  return rows.map(({ body }) => JSON.parse(body) as { verdict: string; recall: string | null });
}

/** Runs something at a later time, at which the ledger’s clock stays. */
async function later(ms: number, run: () => Promise<unknown>): Promise<void> {
  vi.useFakeTimers({ now: Date.now() + ms, toFake: ['Date'] });
  await run().finally(() => vi.useRealTimers());
}

/** A week has passed. */
const passWeek = () => env.DB.prepare('UPDATE publications SET watch_ms = 1').run();

describe('the watch', () => {
  it('reads each reported page once in its period, and finds nothing on one that is as delivered', async () => {
    const one = await published();
    expect(await watchPages({ ...bindings, PAGE_WATCH_DAYS: undefined })).toBe(0);
    expect(await watch()).toBe(1);
    expect(await watch()).toBe(0);
    expect(requested).toEqual([one.url]);
    expect(await readings(one)).toMatchObject([{ verdict: 'unchanged', recall: null }]);
    expect(await findings(one)).toEqual([]);
    await passWeek();
    expect(await Promise.all([watchPages(bindings), watchPages(bindings)])).toContain(1);
    expect(requested).toEqual([one.url, one.url]);
  });

  it('reads no page of a withdrawn article, and none that is reported as withdrawn', async () => {
    const [killed, withdrawn] = [await published(), await published()];
    await patchArticle(newsroom, killed.article.id, { pubStatus: 'canceled' });
    await create('/v1/publications', withdrawn.site.token, {
      ...{
        article: withdrawn.article.id,
        title: 'morgen',
        channel: 'web',
        url: withdrawn.url,
        clientRef: 'a',
      },
      publishedAt: new Date(Date.now() - 60_000).toISOString(),
      withdrawnAt: new Date().toISOString(),
    });
    await drain();
    expect(await watch()).toBe(0);
    expect(requested).toEqual([]);
  });

  it('finds a text with other words, until the page has the delivered one', async () => {
    const one = await published({ page: TEXT.replace('two years', 'nine years') });
    await watch();
    expect(await findings(one)).toMatchObject([
      {
        kind: 'altered_text',
        sentence: expect.stringMatching(/It had [23] of [34] paragraphs unchanged/),
        evidence: { reading: { verdict: 'altered', version: '1' } },
      },
    ]);
    pages.set(one.url, TEXT);
    // Another period is another round.
    await passWeek();
    await watch({ ...bindings, PAGE_WATCH_DAYS: '8' });
    expect(await findings(one)).toEqual([]);
    expect(await findings(one, 'settled')).toMatchObject([{ kind: 'altered_text' }]);
  });

  it('takes a page that follows the article for the version that it shows', async () => {
    const one = await published();
    await report(one, Date.now());
    const newer = (version: string, years: string) => ({
      ...{ ...wireItem(), uri: one.article.uri, version },
      bodies: [{ contentType: 'application/xhtml+xml', value: TEXT.replace('two years', years) }],
    });
    await ingest(newsroom, newer('2', 'nine years'));
    const delivered = await request(`/v1/articles/${one.article.id}?title=morgen`, { token: one.site.token });
    await delivered.body?.cancel();
    await drain();
    await ingest(newsroom, newer('3', 'eleven years'));
    pages.set(one.url, TEXT.replace('two years', 'nine years'));
    expect(await watch()).toBe(1);
    expect(await readings(one)).toMatchObject([{ verdict: 'unchanged', version: '2' }]);
    expect(await findings(one)).toEqual([]);
  });

  it('finds a page without a credit if the license asks for one', async () => {
    const credit = { line: 'Tidemark', byline: false };
    const asked = await published({ terms: { credit } });
    const named = await published({ terms: { credit }, page: `${TEXT}<p>Source: Tidemark</p>` });
    const free = await published();
    expect(await watch()).toBe(3);
    expect(await findings(asked)).toMatchObject([
      { kind: 'credit_missing', sentence: expect.stringContaining('names neither the agency') },
    ]);
    expect(await findings(named)).toEqual([]);
    expect(await findings(free)).toEqual([]);
  });
});

describe('a page that nobody has reported', () => {
  const feed = 'https://feed.morgen.example/rss';
  const listed = (...urls: string[]) =>
    `<rss><channel>${urls.map((url) => `<item><link>${url}</link></item>`).join('')}</channel></rss>`;

  /** The title of a partner has a feed. */
  async function withFeed({ site }: Published, ...urls: string[]): Promise<void> {
    pages.set(feed, listed(...urls));
    await env.DB.prepare(
      `UPDATE partners SET titles = json_set(titles, '$[0].feed', ?2) WHERE id = (SELECT partner FROM licenses WHERE id = ?1)`,
    )
      .bind(site.license, feed)
      .run();
  }

  /** The watch's run for titles, again until no page waits, and what is derived from it. */
  async function watchFeed(published: Published, given = bindings): Promise<number> {
    await findings(published);
    let entered = 0;
    do entered += await watchTitles(given);
    while (await env.DB.prepare('SELECT 1 FROM watched_titles WHERE due_ms <= ?').bind(Date.now()).first());
    await drain();
    await updateRecalls(bindings, Date.now() + 5_000);
    return entered;
  }

  const passDay = () => env.DB.prepare('UPDATE watched_titles SET due_ms = 1').run();

  beforeEach(async () => {
    await env.DB.batch([
      env.DB.prepare('DELETE FROM watched_titles'),
      env.DB.prepare("UPDATE partners SET titles = json_remove(titles, '$[0].feed')"),
    ]);
  });

  it('is a finding once, until it is reported', async () => {
    const one = await published({ terms: { reporting: { withinDays: 7 } }, isReported: false });
    await withFeed(one, one.url);
    expect(await watchFeed(one, { ...bindings, PAGE_WATCH_DAYS: undefined })).toBe(0);
    expect(requested).toEqual([]);
    expect(await watchFeed(one)).toBe(1);
    expect(requested).toEqual([feed, one.url]);
    expect(await findings(one)).toMatchObject([
      {
        kind: 'published_unreported',
        article: one.article.id,
        sentence: expect.stringContaining('no publication with this address is reported'),
        evidence: { url: one.url, reading: { verdict: 'unchanged' } },
      },
    ]);
    await passDay();
    expect(await watchFeed(one)).toBe(0);
    expect(requested).toEqual([feed, one.url, feed]);
    await report(one);
    await drain();
    await updateRecalls(bindings, Date.now() + 5_000);
    expect(await findings(one)).toEqual([]);
  });

  it('is none if the partner has reported it while it was read', async () => {
    const one = await published();
    await updateRecalls(bindings, Date.now() + 5_000);
    const note = {
      ...{ kind: 'reading' as const, title: 'morgen', article: one.article.id, version: '1', url: one.url },
      ...{ event: null, recall: null, publication: null, readAt: new Date().toISOString(), reason: null },
      ...{ verdict: 'unchanged' as const, status: 200, blocks: 3, found: 3, credit: true, sha256: null },
    };
    const notes = [{ key: 'read', note }];
    await sendNotes(bindings, { license: one.site.license, by: { kind: 'gateway' }, notes });
    await drain();
    await updateRecalls(bindings, Date.now() + 5_000);
    expect(await readings(one)).toHaveLength(1);
    expect(await findings(one)).toEqual([]);
  });

  it('is no finding any more once the partner reports it under another license', async () => {
    const one = await published({ terms: { reporting: { withinDays: 7 } }, isReported: false });
    await withFeed(one, one.url);
    expect(await watchFeed(one)).toBe(1);
    expect(await findings(one)).toMatchObject([{ kind: 'published_unreported' }]);
    const license = await create('/v1/admin/licenses', newsroom.admin, terms(newsroom, one.site.partner));
    const key = await create<Client>('/v1/admin/keys', newsroom.admin, { license: license.id, name: 'b' });
    await report({ ...one, site: { ...one.site, token: await partnerToken(key) } });
    await drain();
    await updateRecalls(bindings, Date.now() + 5_000);
    expect(await findings(one)).toEqual([]);
  });

  it('is none if it shows nothing of what the title received, and then nothing of it is stored', async () => {
    const one = await published({ terms: { reporting: { withinDays: 7 } }, isReported: false });
    const quoting = 'https://q.morgen.example/';
    pages.set(
      one.url,
      '<p>The harbour of Limwick is open again. Its pilots had stayed at home for eleven days.</p>',
    );
    pages.set(
      quoting,
      '<p>The deal runs two years, and the harbour pays for the boats.</p><p>So the union says.</p>',
    );
    const before = (await env.BUCKET.list({ prefix: 'readings/' })).objects.length;
    await withFeed(one, one.url, quoting, 'https://gone.morgen.example/', 'https://other.example/');
    expect(await watchFeed(one)).toBe(0);
    expect(requested).toEqual(expect.arrayContaining([one.url, quoting, 'https://gone.morgen.example/']));
    expect(requested).not.toContain('https://other.example/');
    expect((await env.BUCKET.list({ prefix: 'readings/' })).objects).toHaveLength(before);
    expect(await findings(one)).toEqual([]);
  });

  it('is none if the article is reported, or its license does not have to report', async () => {
    const reported = await published({ terms: { reporting: { withinDays: 7 } } });
    const mirror = 'https://m.morgen.example/';
    pages.set(mirror, TEXT);
    await withFeed(reported, reported.url, mirror);
    expect(await watchFeed(reported)).toBe(0);
    const free = await published({ isReported: false });
    await withFeed(free, free.url);
    await passDay();
    expect(await watchFeed(free)).toBe(0);
  });

  it('is read once its license has to report, also after a delivery, and until then a line says why not', async () => {
    const one = await published({ isReported: false });
    await withFeed(one, one.url);
    const skipped = async () => {
      const written = vi.spyOn(console, 'info').mockClear().mockReturnValue();
      setLogging({ LOG_LEVEL: 'info' });
      await passDay();
      expect(await watchTitles(bindings)).toBe(0);
      const lines = written.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, string>);
      return lines.filter(({ event }) => event === 'title_skipped');
    };
    const { partner } = one.site;
    const line = { level: 'info', event: 'title_skipped', partner, title: 'morgen' };
    expect(await skipped()).toEqual([{ ...line, reason: 'no_reporting_license' }]);
    const json = { reporting: { withinDays: 7 } };
    const path = `/v1/admin/licenses/${one.site.license}`;
    const changed = await request(path, { method: 'PATCH', token: newsroom.admin, json });
    expect(changed.status).toBe(200);
    expect(await skipped()).toEqual([{ ...line, reason: 'not_reconciled' }]);
    expect(requested).toEqual([]);
    await findings(one);
    await passDay();
    expect(await watchFeed(one)).toBe(1);
    expect(requested).toEqual([feed, one.url]);
    expect(await findings(one)).toMatchObject([{ kind: 'published_unreported' }]);
    await report(one);
    await drain();
    await updateRecalls(bindings, Date.now() + 5_000);
    expect(await skipped()).toEqual([{ ...line, reason: 'nothing_unreported' }]);
  });

  it('is none once its license does not have to report any more', async () => {
    const one = await published({ terms: { reporting: { withinDays: 7 } }, isReported: false });
    await withFeed(one, one.url);
    await findings(one);
    const json = { reporting: null };
    const path = `/v1/admin/licenses/${one.site.license}`;
    await request(path, { method: 'PATCH', token: newsroom.admin, json });
    expect(await watchFeed(one)).toBe(0);
    expect(requested).toEqual([]);
  });

  it('is read a few at a time, each once in its period', async () => {
    const one = await published({ terms: { reporting: { withinDays: 7 } }, isReported: false });
    const urls = Array.from({ length: 10 }, (_, nth) => `https://n${nth}.morgen.example/`);
    await withFeed(one, ...urls);
    await findings(one);
    expect(await watchTitles(bindings)).toBe(0);
    expect(requested).toHaveLength(9);
    await watchFeed(one);
    expect(requested.toSorted()).toEqual([feed, ...urls].toSorted());
    await watchFeed(one);
    expect(requested).toHaveLength(11);
  });

  it('waits for a feed that cannot be read, and is forgotten with it', async () => {
    const one = await published({ terms: { reporting: { withinDays: 7 } }, isReported: false });
    await withFeed(one, one.url);
    pages.delete(feed);
    vi.spyOn(console, 'warn').mockReturnValue();
    expect(await watchFeed(one)).toBe(0);
    pages.set(feed, listed(one.url));
    expect(await watchFeed(one)).toBe(0);
    await passDay();
    expect(await watchFeed(one)).toBe(1);
    await env.DB.prepare("UPDATE partners SET titles = json_remove(titles, '$[0].feed')").run();
    await passDay();
    await watchFeed(one);
    expect(await env.DB.prepare('SELECT 1 FROM watched_titles').first()).toBeNull();
  });
});

describe('a page of a killed article', () => {
  it('that is still up past the deadline is a finding on its publication, until it is gone', async () => {
    const one = await published({ terms: { recall: { removeWithin: 'PT5M' } } });
    await patchArticle(newsroom, one.article.id, { pubStatus: 'canceled' });
    await drain();
    await readDue();
    expect(await findings(one)).toEqual([]);
    await later(6 * 60_000, readDue);
    const kept = (await findings(one)).filter(({ evidence }) => evidence.reading);
    expect(kept).toMatchObject([
      {
        kind: 'kept_after_kill',
        sentence: expect.stringContaining('Its page was read on'),
        evidence: { reading: { verdict: 'unchanged' } },
      },
    ]);
    pages.delete(one.url);
    await later(7 * 60_000, readDue);
    expect((await findings(one)).filter(({ evidence }) => evidence.reading)).toEqual([]);
  });
});

let due = 0;
async function readDue(): Promise<void> {
  await updateRecalls(bindings, Date.now() + 5_000);
  // A reading is named after the time at which it was due.
  await env.DB.prepare('UPDATE recall_pages SET next_ms = ? WHERE next_ms IS NOT NULL').bind(++due).run();
  await readPages(bindings, { perHost: 10, limit: 100 });
  await drain();
  await updateRecalls(bindings, Date.now() + 5_000);
}
