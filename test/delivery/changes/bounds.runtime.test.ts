/** What one request may cost, what is lost, and what a validator covers. */

import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { SCAN_ROWS_MAX, STRETCHES_MAX } from '../../../src/delivery/changes/limits.ts';
import { CHANGE_STATE } from '../../../src/restrictions/store.ts';
import { create, request } from '../../support/gateway.ts';
import { ingest, openNewsroom, scenario, wireItem } from '../../support/newsroom.ts';
import { askChanges, inShort, type Page, page, patchArticle, Reader } from './reader.ts';

const { newsroom, site } = await scenario();

async function upToNow(): Promise<Reader> {
  const reader = new Reader(site.token);
  await reader.news();
  return reader;
}

describe('a long stretch that is not for the license', () => {
  it('is passed over in bounded steps: an empty page, a cursor that is further on, and a link to there', async () => {
    const reader = await upToNow();
    const { id } = await ingest(await openNewsroom(), wireItem());
    const rows = SCAN_ROWS_MAX * STRETCHES_MAX + 5;
    await env.DB.prepare(
      `INSERT INTO changes (item, version, change_type, at, ${CHANGE_STATE})
       SELECT ?1, '1', 'advisory', '2026-11-26T00:00:00.000Z', ${CHANGE_STATE}
       FROM (SELECT * FROM changes WHERE item = ?1 LIMIT 1), (WITH RECURSIVE counted (n) AS
         (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ?2) SELECT n FROM counted)`,
    )
      .bind(id, rows)
      .run();
    const own = await ingest(newsroom, wireItem());
    const first = await askChanges(site.token, { after: reader.cursor, limit: 2 });
    const { items, next } = (await first.json()) as Page;
    expect(items).toEqual([]);
    expect(first.headers.get('Link')).toBe(
      `<http://localhost:8787/v1/changes?after=${next}&limit=2>; rel="next"`,
    );
    const second = await askChanges(site.token, { after: next, limit: 2 });
    expect(((await second.json()) as Page).items.map((item) => item.id)).toEqual([own.id]);
    expect(second.headers.get('Link')).toBeNull();
  });
});

describe('what is lost', () => {
  it('leaves the changes of other items as they are, and is logged', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const reader = await upToNow();
    const [lost, remaining] = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
    await env.DB.prepare('DELETE FROM item_versions WHERE item = ?').bind(lost.id).run();
    expect((await reader.news()).map(({ id }) => id)).toEqual([remaining.id]);
    const list = await request('/v1/articles', { token: site.token });
    expect(list.status).toBe(200);
    const { items } = (await list.json()) as Page;
    expect(items.map(({ id }) => id)).toContain(remaining.id);
    expect(items.map(({ id }) => id)).not.toContain(lost.id);
    const delivery = await request(`/v1/articles/${lost.id}`, { token: site.token });
    expect(delivery.status).toBe(503);
    expect(await delivery.json()).toMatchObject({ code: 'storage_unavailable' });
    expect(logged.mock.calls.flat().join()).toContain(`"event":"document_missing","item":"${lost.id}"`);
    logged.mockRestore();
  });

  it('is told of all the same when it was killed', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { id } = await ingest(newsroom, wireItem());
    const reader = await upToNow();
    await patchArticle(newsroom, id, { pubStatus: 'canceled' });
    await env.DB.prepare('DELETE FROM item_versions WHERE item = ?').bind(id).run();
    expect(await reader.news()).toMatchObject([
      { id, changeType: 'kill', notice: 'Killed since: remove it wherever it stands.' },
    ]);
    logged.mockRestore();
  });

  it('is told of when it has been sent again', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    const reader = await upToNow();
    await env.DB.prepare(
      `UPDATE item_versions SET document = NULL, document_key = 'documents/gone.json' WHERE item = ?`,
    )
      .bind(id)
      .run();
    await ingest(newsroom, { ...item, version: '2', versionCreated: new Date().toISOString() });
    expect(inShort(await reader.news())).toEqual(['update 2']);
    logged.mockRestore();
  });
});

describe('the validator', () => {
  const tagged = async (after: string | undefined, tag?: string) => {
    const response = await askChanges(site.token, { after }, tag ? { 'If-None-Match': tag } : {});
    return { status: response.status, tag: response.headers.get('ETag') ?? '' };
  };

  it('answers 304 while the page says the same, whatever happens that is not for the license', async () => {
    const reader = await upToNow();
    const { tag } = await tagged(reader.cursor);
    expect(tag).toMatch(/^W\/"[\w-]+"$/);
    await ingest(await openNewsroom(), wireItem());
    expect((await tagged(reader.cursor, tag)).status).toBe(304);
    await ingest(newsroom, wireItem());
    expect((await tagged(reader.cursor, tag)).status).toBe(200);
  });

  it('changes with what is allowed, and with a kill', async () => {
    const reader = await upToNow();
    const { id } = await ingest(newsroom, wireItem());
    const { next } = await page(site.token, { after: reader.cursor });
    const { tag } = await tagged(reader.cursor);
    const prohibition = [{ action: ['display', 'distribute', 'print', 'archive'] }];
    await create('/v1/admin/restrictions', newsroom.admin, {
      scope: id,
      policy: { '@type': 'Set', prohibition },
    });
    const restricted = await tagged(reader.cursor, tag);
    expect(restricted.status).toBe(200);
    await patchArticle(newsroom, id, { pubStatus: 'canceled' });
    expect((await tagged(reader.cursor, restricted.tag)).status).toBe(200);
    expect((await tagged(next)).tag).not.toBe(tag);
  });
});

describe('the query', () => {
  it.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=x', '/limit'],
    ['before=1', '/before'],
    ['cursor=x', '/cursor'],
  ])('refuses %s at %s', async (query, path) => {
    const response = await request(`/v1/changes?${query}`, { token: site.token });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'malformed', errors: [{ path }] });
  });

  it('has HEAD, and no other method', async () => {
    const head = await request('/v1/changes', { method: 'HEAD', token: site.token });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await request('/v1/changes', { method: 'POST', token: site.token, json: {} })).status).toBe(405);
  });
});
