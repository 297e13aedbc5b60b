/**
 * Feeds with whole texts: each text is a delivery, written down before the feed leaves, and its receipt is
 * the article's.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { app } from '../../src/app.ts';
import { FEED_PICTURES_STAMPED_MAX, FEED_TEXT_CHARS_MAX } from '../../src/delivery/limits.ts';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { countedBindings } from '../support/counted.ts';
import { create, partnerToken, request } from '../support/gateway.ts';
import {
  type Client,
  type Ingested,
  ingest,
  ingestWithPhotograph,
  logOf,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';

let newsroom: Newsroom;
let articles: Ingested[];

/** A newsroom of its own, with three items, the newest first. */
async function opened(terms: Record<string, unknown> = {}): Promise<PartnerSite> {
  newsroom = await openNewsroom();
  articles = [];
  for (let n = 3; n > 0; n--) {
    const versionCreated = new Date(Date.now() - n * 60_000).toISOString();
    articles.unshift(await ingest(newsroom, wireItem({ versionCreated })));
  }
  return openSite(newsroom, { fullTextFeed: true, ...terms });
}

const get = (site: PartnerSite, path = '/v1/articles.json', headers: Record<string, string> = {}) =>
  request(path, { token: site.token, headers });

interface JsonEntry {
  id: string;
  title: string;
  content_html?: string;
  content_text?: string;
  _rights: { receipt?: string; verify?: string; usageTerms?: string };
}
const entriesOf = async (answer: Response) => (await answer.json<{ items: JsonEntry[] }>()).items;
const receiptsOf = (entries: JsonEntry[]) => entries.map(({ _rights }) => _rights.receipt);
const billedIn = async ({ license }: PartnerSite) =>
  (await logOf(license)).map(({ kind, billable }) => [kind, billable]);
const desk = (path: string, method: string, json?: unknown) =>
  request(`/v1/admin${path}`, { method, token: newsroom.admin, ...(json !== undefined && { json }) });

async function verdictOf(entry: JsonEntry) {
  const answer = await request('/v1/receipts/verify', {
    json: { receipt: entry._rights.receipt, html: entry.content_html, headline: entry.title },
  });
  return answer.json<{ valid: boolean; text: string; claims: { jti: string; item: string } }>();
}

describe('a feed with whole texts', () => {
  it('delivers each: an entry of the log in the order of the feed, billed, in the feed’s format', async () => {
    const site = await opened();
    const entries = await entriesOf(await get(site));
    expect(entries.map(({ id }) => id)).toEqual(articles.map(({ uri }) => uri));
    for (const { content_html } of entries)
      expect(content_html).toMatch(/Secret-body.*The deal runs two years/s);
    const log = (await logOf(site.license)).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(log.map(({ article, format, billable, kind }) => [article, format, billable, kind])).toEqual(
      articles.map(({ id }) => [id, 'jsonfeed', 1, 'delivery']),
    );
  });

  it('has in each entry a receipt that verifies with its text, and is about the entry of the log', async () => {
    const site = await opened();
    const entries = await entriesOf(await get(site));
    const verdicts = await Promise.all(entries.map(verdictOf));
    expect(verdicts.map(({ valid, text }) => [valid, text])).toEqual(entries.map(() => [true, 'unmodified']));
    expect(verdicts.map(({ claims }) => claims.item)).toEqual(articles.map(({ id }) => id));
    const log = await logOf(site.license);
    expect(verdicts.map(({ claims }) => claims.jti)).toEqual(log.map(({ id }) => id));
  });

  it('has the receipt that the article’s route gives, whichever came first, and bills once', async () => {
    const site = await opened();
    const alone = await get(site, `/v1/articles/${articles[1]?.id}`);
    const receipts = receiptsOf(await entriesOf(await get(site)));
    expect(receipts[1]).toBe(alone.headers.get('Rights-Receipt'));
    const after = await get(site, `/v1/articles/${articles[0]?.id}`);
    expect(after.headers.get('Rights-Receipt')).toBe(receipts[0]);
    const billable = (await billedIn(site)).map(([, units]) => units);
    expect(billable).toEqual([1, 1, 0, 1, 0]);
  });

  it('delivers an item’s picture as the article’s route does: the same digests in the entry, the same receipt, billed once', async () => {
    const site = await opened();
    const pictured = await ingestWithPhotograph(newsroom);
    const [entry] = await entriesOf(await get(site));
    expect(entry?.id).toBe(pictured.uri);
    const alone = await get(site, `/v1/articles/${pictured.id}`);
    expect(alone.headers.get('Rights-Receipt')).toBe(entry?._rights.receipt);
    const log = (await logOf(site.license)).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    const own = log.filter(({ article }) => article === pictured.id);
    expect(own.map(({ billable }) => billable)).toEqual([2, 0]);
    expect(own[0]?.delivered).toEqual(own[1]?.delivered);
  });

  it('lets a text wait when a page would have to make too many pictures, and not for long', {
    tags: 'slow',
  }, async () => {
    const site = await opened();
    for (let n = 0; n < FEED_PICTURES_STAMPED_MAX + 2; n++)
      await ingestWithPhotograph(newsroom, { by: `Photographer ${n}` });
    const feedEntries = async () =>
      (await entriesOf(await get(site))).map(
        ({ content_html, content_text }) => content_html ?? content_text ?? '',
      );
    const first = await feedEntries();
    expect(first.filter((text) => text.includes('Secret-body'))).toHaveLength(
      FEED_PICTURES_STAMPED_MAX + articles.length,
    );
    expect(first.filter((text) => text.includes('ask again'))).toHaveLength(2);
    expect((await feedEntries()).filter((text) => text.includes('Secret-body'))).toHaveLength(first.length);
  });

  it('leaves a text out that would make the page too large, but never the first', {
    tags: 'slow',
  }, async () => {
    const site = await opened();
    const large = {
      contentType: 'text/plain',
      value: 'The deal runs two years. '.repeat(FEED_TEXT_CHARS_MAX / 20),
    };
    await ingest(newsroom, wireItem({ bodies: [large] }));
    const entries = await entriesOf(await get(site));
    expect(entries.map(({ content_html }) => content_html !== undefined)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(entries[1]?.content_text).toContain('would be too large');
    expect(await logOf(site.license)).toHaveLength(1);
  });

  it('asked for again logs again, in any format with the first receipts, and bills nothing', async () => {
    const site = await opened();
    const receipts = receiptsOf(await entriesOf(await get(site)));
    expect(receiptsOf(await entriesOf(await get(site)))).toEqual(receipts);
    const atom = parseAtomFeed(await (await get(site, '/v1/articles.atom')).text());
    const rss = parseRssFeed(await (await get(site, '/v1/articles.rss')).text());
    const verify = receipts.map((receipt) => `http://localhost:8787/verify#${receipt}`);
    expect(atom.entries?.map(({ links }) => links?.at(-1)?.href)).toEqual(verify);
    expect(rss.items?.map((item) => item.atom?.links?.at(-1)?.href)).toEqual(verify);
    for (const text of [...(atom.entries ?? []), ...(rss.items ?? [])]) {
      const content = 'guid' in text ? text.content?.encoded : (text.content as { value: string }).value;
      expect(content).toMatch(/Secret-body/);
      expect(content).toContain('/verify#');
    }
    const log = await billedIn(site);
    expect(log).toHaveLength(12);
    expect(log.map(([, billable]) => billable)).toEqual([1, 1, 1, ...Array.from({ length: 9 }, () => 0)]);
  });

  it('that the caller has already is a 304, as a HEAD without a byte of a text, and neither is logged', async () => {
    const site = await opened();
    const first = await get(site, '/v1/articles.atom');
    const etag = first.headers.get('ETag') ?? '';
    const unchanged = await get(site, '/v1/articles.atom', { 'If-None-Match': etag });
    const head = await request('/v1/articles.atom', { token: site.token, method: 'HEAD' });
    expect([unchanged.status, head.status, await unchanged.text(), await head.text()]).toEqual([
      304,
      200,
      '',
      '',
    ]);
    expect([unchanged.headers.get('ETag'), head.headers.get('ETag')]).toEqual([etag, etag]);
    expect(await logOf(site.license)).toHaveLength(3);
  });

  it('is another after a correction, with a new receipt that is not billed, and without what was killed', async () => {
    const site = await opened();
    const first = await get(site);
    const [etag, before] = [first.headers.get('ETag') ?? '', await entriesOf(first)];
    const killed = await desk(`/articles/${articles[2]?.id}`, 'PATCH', {
      pubStatus: 'canceled',
      notice: 'Wrong.',
    });
    expect(killed.status).toBe(200);
    await ingest(
      newsroom,
      wireItem({ uri: articles[1]?.uri, version: '2', versionCreated: new Date().toISOString() }),
    );
    const second = await get(site, '/v1/articles.json', { 'If-None-Match': etag });
    expect(second.status).toBe(200);
    const after = await entriesOf(second);
    expect(after.map(({ id }) => id)).toEqual([articles[1]?.uri, articles[0]?.uri]);
    expect(after[1]?._rights.receipt).toBe(before[0]?._rights.receipt);
    expect(after[0]?._rights.receipt).not.toBe(before[1]?._rights.receipt);
    expect((await logOf(site.license)).map(({ billable }) => billable)).toEqual([1, 1, 1, 0, 0]);
  });

  it('is decided again when the ledger knows of a restriction that the isolate does not', async () => {
    const site = await opened({ uses: ['display', 'distribute'], territories: ['DE', 'AT'] });
    const [before] = await entriesOf(await get(site));
    await create('/v1/admin/restrictions', newsroom.admin, { scope: articles[0]?.id, text: 'AUSTRIA OUT' });
    const [after, other] = await entriesOf(await get(site));
    expect(before?._rights.usageTerms).toContain('Austria');
    expect(after?._rights.usageTerms).not.toMatch(/in .*Austria/);
    expect(after?._rights.receipt).not.toBe(before?._rights.receipt);
    expect(other?._rights.usageTerms).toContain('Austria');
  });

  it('says nothing but headlines when less is asked for, and logs nothing', async () => {
    const site = await opened();
    const text = await (await get(site, '/v1/articles.json?content=summary')).text();
    expect(text).toContain('Harbor pilots');
    expect(text).not.toMatch(/Secret-body|content_html/);
    expect(await logOf(site.license)).toEqual([]);
  });

  it('begins an entry in advance of its embargo with the banner', async () => {
    const site = await opened({ advance: true });
    const embargoed = new Date(Date.now() + 3_600_000).toISOString();
    await ingest(newsroom, wireItem({ embargoedUntil: embargoed }));
    const [entry] = await entriesOf(await get(site));
    expect(entry?.title).toMatch(/^EMBARGOED: Harbor pilots/);
    expect(entry?.content_html).toMatch(
      /^(<article[^>]*>\s*)?<p class="banner"[^>]*>EMBARGOED: not for publication before/,
    );
    const plain = await openSite(newsroom, { fullTextFeed: true });
    expect((await entriesOf(await get(plain))).map(({ id }) => id)).not.toContain(entry?.id);
  });
});

describe('a feed without whole texts', () => {
  it('is what a license has that does not name them; asking for them is refused', async () => {
    const site = await opened({ fullTextFeed: false });
    expect(await (await get(site)).text()).not.toContain('Secret-body');
    const refused = await get(site, '/v1/articles.json?content=full');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'use_not_licensed', decidedBy: 'license' });
    expect(await logOf(site.license)).toEqual([]);
  });

  it('is what there is of items whose text is not for the license: not a byte of it, and no delivery', async () => {
    const site = await opened({ components: ['photograph'] });
    await ingestWithPhotograph(newsroom);
    for (const path of ['/v1/articles.json', '/v1/articles.atom', '/v1/articles.rss']) {
      const text = await (await get(site, path)).text();
      expect(text).toContain('Photograph (the text is withheld)');
      expect(text).not.toMatch(/Secret-body|Harbor|The deal/);
    }
    expect(await logOf(site.license)).toEqual([]);
  });

  it('is told from the list, which has no texts to ask for', async () => {
    const site = await opened();
    expect((await get(site, '/v1/articles?content=full')).status).toBe(400);
  });
});

describe('a quota', () => {
  const quota = (limit: number) => ({ quota: { limit, per: 'term', onExceed: 'refuse' } });

  it('that ends midway takes the text from what it does not pay for, never the feed, and says why', async () => {
    const site = await opened(quota(2));
    const answer = await get(site);
    const entries = await entriesOf(answer);
    expect(entries.map(({ content_html }) => content_html !== undefined)).toEqual([true, true, false]);
    expect(entries[2]?.content_text).toMatch(
      /^The text is not part of this feed\. .*quota of 2 units has 0 left/,
    );
    expect(entries[2]?.title).toMatch(/Harbor pilots/);
    expect(receiptsOf(entries)[2]).toBeUndefined();
    expect(await billedIn(site)).toEqual([
      ['delivery', 1],
      ['delivery', 1],
      ['refusal', 0],
    ]);
    // Once it is raised, what a reader has kept is not called unchanged.
    await desk(`/licenses/${site.license}`, 'PATCH', quota(3));
    const raised = await get(site, '/v1/articles.json', {
      'If-None-Match': answer.headers.get('ETag') ?? '',
    });
    expect(raised.status).toBe(200);
    expect((await entriesOf(raised)).map(({ content_html }) => content_html !== undefined)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('does not count for test keys', async () => {
    const site = await opened(quota(1));
    const client = await create<Client>('/v1/admin/keys', newsroom.admin, {
      license: site.license,
      name: 't',
      env: 'test',
    });
    const entries = await entriesOf(await get({ ...site, token: await partnerToken(client) }));
    expect(entries.every(({ content_html }) => content_html !== undefined)).toBe(true);
    expect((await billedIn(site)).map(([, billable]) => billable)).toEqual([0, 0, 0]);
  });
});

describe('nothing of a text leaves', () => {
  it('when the ledger cannot write: 503, no receipt, no entry', async () => {
    const site = await opened();
    const object = env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
    const rename = (from: string, to: string) =>
      runInDurableObject(
        object,
        (_: LedgerShard, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
      );
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await rename('wal', 'wal_away');
    try {
      for (const path of ['/v1/articles.json', '/v1/articles.atom', '/v1/articles.rss']) {
        const answer = await get(site, path);
        const text = await answer.text();
        expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '1']);
        expect(text).not.toMatch(/Secret-body|Harbor|verify#/);
      }
    } finally {
      await rename('wal_away', 'wal');
      vi.restoreAllMocks();
    }
    expect(await logOf(site.license)).toEqual([]);
  });

  it('to a key that is revoked, or a license that is stopped', async () => {
    const site = await opened();
    await get(site);
    const stopped = await openSite(newsroom, { fullTextFeed: true });
    await get(stopped);
    await desk(`/keys/${site.key.id}`, 'DELETE');
    await desk(`/licenses/${stopped.license}`, 'PATCH', { status: 'suspended' });
    const answers = [await get(site), await get(stopped)];
    expect(answers.map(({ status }) => status)).toEqual([401, 403]);
    for (const answer of answers) expect(await answer.text()).not.toContain('Secret-body');
    expect(await logOf(site.license)).toHaveLength(3);
    expect(await logOf(stopped.license)).toHaveLength(3);
  });
});

describe('what a page of whole texts costs', () => {
  beforeAll(async () => {
    newsroom = await openNewsroom();
    for (let n = 0; n < 100; n++) await ingest(newsroom, wireItem());
  });

  async function costOf(site: PartnerSite) {
    const { bindings, counts } = countedBindings();
    const headers = { Authorization: `Bearer ${site.token}` };
    const answer = await app.request('/v1/articles.atom?limit=100', { headers }, bindings);
    expect(answer.status).toBe(200);
    expect((await answer.text()).split('</entry>')).toHaveLength(101);
    return counts;
  }

  it('is one call to the ledger, few reads of D1, and none once it is warm', async () => {
    const site = await openSite(newsroom, { fullTextFeed: true });
    // The list of the first request counts for a second, which a busy machine may need for one of the two.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const cold = await costOf(site);
    expect(cold.calls).toEqual(['recordAll']);
    expect(cold.trips).toBeLessThan(130);
    const warm = await costOf(site);
    expect(warm).toEqual({ statements: 0, trips: 0, bucketReads: 0, calls: ['recordAll'] });
    expect(await logOf(site.license)).toHaveLength(200);
  });
});
