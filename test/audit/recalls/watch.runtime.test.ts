/** The regular watch of published pages, and the findings that readings of pages lead to. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPages, updateRecalls, watchPages } from '../../../src/audit/recalls/run.ts';
import type { Env } from '../../../src/platform/env.ts';
import { takeReading } from '../../../src/recall/reading/take-reading.ts';
import { patchArticle } from '../../delivery/changes/reader.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  logOf,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
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

const report = ({ site, article, url }: Published) =>
  create('/v1/publications', site.token, {
    ...{ article: article.id, title: 'morgen', channel: 'web', url, clientRef: 'a' },
    publishedAt: new Date(Date.now() - 60_000).toISOString(),
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
  it('is a finding, until it is reported', async () => {
    const one = await published({ isReported: false });
    const { site, article, url } = one;
    await takeReading(bindings, {
      ...{ license: site.license, title: 'morgen', article: article.id, version: '1', url, step: 'feed' },
      ...{ event: null, recall: null, publication: null },
    });
    await drain();
    await updateRecalls(bindings, Date.now() + 5_000);
    expect(await findings(one)).toMatchObject([
      {
        kind: 'published_unreported',
        article: article.id,
        sentence: expect.stringContaining('no publication with this address is reported'),
        evidence: { url, reading: { verdict: 'unchanged' } },
      },
    ]);
    await report(one);
    await drain();
    await updateRecalls(bindings, Date.now() + 5_000);
    expect(await findings(one)).toEqual([]);
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
