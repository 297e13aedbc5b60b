/**
 * A license that has changed, or what it is judged by: the reader is told to look at everything again, once.
 */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { create, partnerToken, request } from '../../support/gateway.ts';
import { type Client, ingest, openNewsroom, openSite, wireItem } from '../../support/newsroom.ts';
import { inShort, Reader } from './reader.ts';

const newsroom = await openNewsroom();

async function follow(change: Record<string, unknown> = {}) {
  const site = await openSite(newsroom, change);
  const reader = new Reader(site.token);
  await reader.news();
  return { site, reader };
}

async function patch(path: string, json: unknown): Promise<void> {
  const response = await request(`/v1/admin/${path}`, { method: 'PATCH', token: newsroom.admin, json });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

describe('a change of the license', () => {
  it('is one resync, in its place among the changes', async () => {
    const { site, reader } = await follow();
    const before = await ingest(newsroom, wireItem());
    await patch(`licenses/${site.license}`, { retentionDays: 30 });
    const after = await ingest(newsroom, wireItem());
    const news = await reader.news();
    expect(inShort(news)).toEqual(['new 1', 'resync 2', 'new 1']);
    expect(news.map(({ id }) => id)).toEqual([before.id, site.license, after.id]);
    expect(news[1]).toEqual({
      id: site.license,
      uri: `urn:imprimatur:license:${site.license}`,
      version: '2',
      changeType: 'resync',
      type: 'license',
      sections: [],
      versionCreated: expect.stringMatching(/^20\d\d-.*Z$/) as string,
      components: [],
      href: 'http://localhost:8787/v1/articles',
      notice: expect.stringContaining('has changed') as string,
    });
    expect(await reader.news()).toEqual([]);
  });

  it('is told to nobody else, and comes again for one that begins at the beginning', async () => {
    const { site, reader } = await follow();
    const other = await follow();
    await patch(`licenses/${site.license}`, { retentionDays: 30 });
    await patch(`licenses/${site.license}`, { retentionDays: 31 });
    expect(inShort(await reader.news())).toEqual(['resync 2', 'resync 3']);
    expect(await other.reader.news()).toEqual([]);
    const all = await new Reader(site.token).news();
    expect(inShort(all.slice(-2))).toEqual(['resync 2', 'resync 3']);
  });

  it('lets a reader see what the new terms cover, from there on', async () => {
    const elsewhere = await openNewsroom();
    const { site, reader } = await follow();
    await patch(`licenses/${site.license}`, { products: [elsewhere.product] });
    const [hidden, shown] = [await ingest(newsroom, wireItem()), await ingest(elsewhere, wireItem())];
    const news = await reader.news();
    expect(inShort(news)).toEqual(['resync 2', 'new 1']);
    expect(news[1]?.id).toBe(shown.id);
    expect(JSON.stringify(news)).not.toContain(hidden.id);
  });

  it('refuses a suspended license, and goes on where it was when that is over', async () => {
    const { site, reader } = await follow();
    await patch(`licenses/${site.license}`, { status: 'suspended' });
    await expect(reader.news()).rejects.toThrow(/403.*license_suspended/);
    await ingest(newsroom, wireItem());
    await patch(`licenses/${site.license}`, { status: 'active' });
    expect(inShort(await reader.news())).toEqual(['resync 2', 'new 1', 'resync 3']);
  });
});

describe('what a license is judged by besides its terms', () => {
  it('is a resync for those whom a product concerns', async () => {
    const product = await create('/v1/admin/products', newsroom.admin, { name: 'One', sections: ['one'] });
    const concerned = await follow({ products: [product.id] });
    const other = await follow();
    await patch(`products/${product.id}`, { sections: ['two'] });
    expect(inShort(await concerned.reader.news())).toEqual(['resync 1']);
    expect(await concerned.reader.news()).toEqual([]);
    expect(await other.reader.news()).toEqual([]);
  });

  it('is a resync for those whose sections are restricted, and for all when the agency is', async () => {
    const elsewhere = await openNewsroom();
    const [here, there] = [await follow(), await follow({ products: [elsewhere.product] })];
    await create('/v1/admin/restrictions', newsroom.admin, {
      scope: `section:${newsroom.section}`,
      text: 'JAPAN OUT',
    });
    expect(inShort(await here.reader.news())).toEqual(['resync 1']);
    expect(await there.reader.news()).toEqual([]);
    await create('/v1/admin/restrictions', newsroom.admin, { scope: 'agency', text: 'CHINA OUT' });
    expect(inShort(await here.reader.news())).toEqual(['resync 1']);
    expect(inShort(await there.reader.news())).toEqual(['resync 1']);
  });

  it('is a resync when the titles of the partner change, and with a token that narrows otherwise', async () => {
    const { site, reader } = await follow();
    const title = { id: 'morgen', name: 'Der Morgen', domains: ['morgen.example'], market: 'CH' };
    const abend = { id: 'abend', name: 'Abendpost', domains: ['abend.example'], market: 'AT' };
    await patch(`partners/${site.partner}`, { titles: [title, abend] });
    expect(inShort(await reader.news())).toEqual(['resync 1']);
    const narrow = await partnerToken(site.key, {
      authorization_details: JSON.stringify([
        { type: 'news_license', license: site.license, channels: ['web'] },
      ]),
    });
    const narrowed = new Reader(narrow, reader.cursor);
    expect(inShort(await narrowed.news())).toEqual(['resync 1']);
    expect(await narrowed.news()).toEqual([]);
  });

  it('is not its keys: another key of the license goes on from the same cursor', async () => {
    const { site, reader } = await follow();
    const key = await create<Client>('/v1/admin/keys', newsroom.admin, {
      license: site.license,
      name: 'app',
    });
    const other = new Reader(await partnerToken(key), reader.cursor);
    await ingest(newsroom, wireItem());
    expect(inShort(await other.news())).toEqual(['new 1']);
  });
});

describe('a catalogue that was restored to an earlier point', () => {
  it('is a resync for readers that were further on, who then follow what happens in it', async () => {
    await ingest(newsroom, wireItem());
    const [early, late] = [(await follow()).reader, await follow()];
    const lost = await ingest(newsroom, wireItem());
    expect(inShort(await late.reader.news())).toEqual(['new 1']);
    // As a restore leaves it: the last change is gone, and what comes next is counted as it was.
    await env.DB.batch([
      env.DB.prepare('DELETE FROM changes WHERE item = ?').bind(lost.id),
      env.DB.prepare('DELETE FROM items WHERE id = ?').bind(lost.id),
      env.DB.prepare('DELETE FROM item_versions WHERE item = ?').bind(lost.id),
      env.DB.prepare(
        `UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM changes) WHERE name = 'changes'`,
      ),
    ]);
    const next = await ingest(newsroom, wireItem());
    expect(inShort(await late.reader.news())).toEqual(['resync 1']);
    expect((await early.news()).map(({ id }) => id)).toEqual([next.id]);
    const after = await ingest(newsroom, wireItem());
    expect((await late.reader.news()).map(({ id }) => id)).toEqual([after.id]);
  });
});
