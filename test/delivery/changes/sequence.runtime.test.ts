/** What partners follow: each change once, in order, and only what concerns their license. */
import { describe, expect, it } from 'vitest';
import { create, request } from '../../support/gateway.ts';
import { ingest, openNewsroom, openSite, scenario, wireItem } from '../../support/newsroom.ts';
import { askChanges, inShort, later, page, patchArticle, Reader } from './reader.ts';

const { newsroom, site } = await scenario();

describe('the sequence', () => {
  it('lists each version of an article once, ascending, with what kind of change it is', async () => {
    const reader = new Reader(site.token);
    await reader.news();
    const item = wireItem();
    const { id, uri, components } = await ingest(newsroom, item);
    await ingest(newsroom, later(item, 2));
    await ingest(newsroom, later(item, 3, { edNote: 'CORRECTION: name of the harbor' }));
    const changes = await reader.news();
    expect(inShort(changes)).toEqual(['new 1', 'update 2', 'correction 3']);
    expect(changes[1]).toEqual({
      id,
      uri,
      version: '2',
      changeType: 'update',
      type: 'text',
      headline: 'Version 2',
      wordCount: 15,
      sections: [newsroom.section],
      versionCreated: later(item, 2).versionCreated,
      components: components.map((component) => ({ id: component.id, type: component.type, allowed: true })),
      href: `http://localhost:8787/v1/articles/${id}`,
    });
    expect(await reader.news()).toEqual([]);
  });

  it('gives the same to a reader that starts later, page by page, and always says where to go on', async () => {
    const [early, late] = [new Reader(site.token), new Reader(site.token)];
    const all = await early.news();
    expect(await late.news(2)).toEqual(all);
    const { items, next } = await page(site.token, { after: late.cursor });
    expect(items).toEqual([]);
    expect(next).toMatch(/^[\w-]{40,}$/);
  });

  it('tells an advisory to those who have read the version, and not to those who read it afterwards', async () => {
    const early = new Reader(site.token);
    await early.news();
    const { cursor } = early;
    const { id } = await ingest(newsroom, wireItem());
    expect(inShort(await early.news())).toEqual(['new 1']);
    await create('/v1/admin/restrictions', newsroom.admin, { scope: id, text: 'JAPAN OUT' });
    await create('/v1/admin/restrictions', newsroom.admin, { scope: id, text: 'CHINA OUT' });
    const { id: other } = await ingest(newsroom, wireItem());
    // Of the second there is nothing to say that the first has not said.
    expect(inShort(await early.news())).toEqual(['advisory 1', 'new 1']);
    const late = await new Reader(site.token, cursor).news(1);
    expect(late.map((change) => [change.id, change.changeType])).toEqual([
      [id, 'new'],
      [other, 'new'],
    ]);
  });

  it('tells an advisory that comes while somebody pages up to it', async () => {
    const reader = new Reader(site.token);
    await reader.news();
    const [{ id }] = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
    const { items, next } = await page(site.token, { after: reader.cursor, limit: 1 });
    expect(items.map((change) => change.id)).toEqual([id]);
    await create('/v1/admin/restrictions', newsroom.admin, { scope: id, text: 'JAPAN OUT' });
    expect(inShort(await new Reader(site.token, next).news(1))).toEqual(['new 1', 'advisory 1']);
  });

  it('says nothing of what other licenses follow', async () => {
    const other = await openSite(await openNewsroom());
    expect(await new Reader(other.token).news()).toEqual([]);
  });
});

describe('cursors', () => {
  it('that are empty begin at the beginning, of the changes and of their feeds', async () => {
    const { id } = await ingest(newsroom, wireItem());
    const empty = await page(site.token, { after: '', limit: 100 });
    expect(empty.items).toEqual((await page(site.token, { limit: 100 })).items);
    expect(empty.items.map((item) => item.id)).toContain(id);
    const feed = await request('/v1/changes.atom?after=&limit=100', { token: site.token });
    expect([feed.status, (await feed.text()).includes(id)]).toEqual([200, true]);
  });

  it.each(['x', ' ', 'AAAA'])('refuses %j with the path of the fault', async (after) => {
    const response = await askChanges(site.token, { after });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_cursor', errors: [{ path: '/after' }] });
  });

  it('refuses the cursor of another license, and one of another list', async () => {
    const other = await openSite(newsroom);
    const { next } = await page(site.token);
    expect((await askChanges(other.token, { after: next })).status).toBe(400);
    await ingest(newsroom, wireItem());
    const list = await request('/v1/articles?limit=1', { token: site.token });
    const { next: listed } = (await list.json()) as { next: string };
    expect((await askChanges(site.token, { after: listed })).status).toBe(400);
  });
});

describe('kill', () => {
  it('says with what notice and substitute, and leaves nothing of the headline anywhere', async () => {
    const reader = new Reader(site.token);
    await reader.news();
    const item = wireItem();
    const [{ id }, substitute] = [await ingest(newsroom, item), await ingest(newsroom, wireItem())];
    await patchArticle(newsroom, id, {
      pubStatus: 'canceled',
      notice: 'Wrong harbor.',
      substitute: substitute.id,
    });
    const changes = await reader.news();
    expect(inShort(changes)).toEqual(['new 1', 'new 1', 'kill 1.0.1']);
    expect(changes[2]).toMatchObject({
      notice: 'Wrong harbor.',
      substitute: { id: substitute.id, href: `http://localhost:8787/v1/articles/${substitute.id}` },
      components: [{ allowed: false }],
    });
    expect(changes[0]).toMatchObject({ id, notice: 'Killed since: remove it wherever it stands.' });
    expect(JSON.stringify(changes)).not.toContain(item.headlines[0]?.value);
  });
});
