/** Pages of the catalogue that lists share for a second, and what must not be as old as that. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/app.ts';
import { catalogueWrites } from '../../src/articles/catalogue-writes.ts';
import { listings } from '../../src/delivery/caches.ts';
import { LISTING_CACHE_MS } from '../../src/delivery/limits.ts';
import { countedBindings } from '../support/counted.ts';
import { request } from '../support/gateway.ts';
import { ingest, openNewsroom, openSite, type PartnerSite, wireItem } from '../support/newsroom.ts';

const newsroom = await openNewsroom();
const item = await ingest(newsroom, wireItem());

beforeEach(() => listings.clear());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Articles on the first page, and the statements that it took. */
async function list({ token }: PartnerSite): Promise<{ ids: string[]; statements: number }> {
  const { bindings, counts } = countedBindings();
  const answer = await app.request(
    '/v1/articles',
    { headers: { Authorization: `Bearer ${token}` } },
    bindings,
  );
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return { ids: items.map(({ id }) => id), statements: counts.statements };
}

const laterBy = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

/** Lists, and returns a function that makes the cache what it is in an isolate which has not written since. */
async function listedBefore(site: PartnerSite): Promise<() => void> {
  const set = vi.spyOn(listings, 'set');
  await list(site);
  const [[key, cached] = []] = set.mock.calls;
  if (key === undefined || !cached) throw new Error('the list was not cached');
  return () => listings.set(key, { ...cached, writes: catalogueWrites() });
}

describe('a page of the catalogue', () => {
  it('is read once a second for all partners with the same products', async () => {
    const sites = [await openSite(newsroom), await openSite(newsroom)];
    for (const site of sites) await list(site);
    laterBy(LISTING_CACHE_MS);
    const pages = [];
    for (const site of [...sites, ...sites]) pages.push(await list(site));
    expect(pages.map(({ statements }) => statements)).toEqual([1, 0, 0, 0]);
    for (const { ids } of pages) expect(ids).toContain(item.id);
  });

  it('has what its isolate adds at once, and what another adds within a second', async () => {
    const site = await openSite(newsroom);
    const inAnotherIsolate = await listedBefore(site);
    const { id } = await ingest(newsroom, wireItem());
    expect((await list(site)).ids).toContain(id);
    inAnotherIsolate();
    expect((await list(site)).ids).not.toContain(id);
    laterBy(LISTING_CACHE_MS);
    expect((await list(site)).ids).toContain(id);
  });

  it('never has what was killed, in any isolate', async () => {
    const site = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem());
    const inAnotherIsolate = await listedBefore(site);
    const json = { pubStatus: 'canceled', notice: 'Kill' };
    const kill = await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json });
    expect(kill.status).toBe(200);
    inAnotherIsolate();
    const { ids, statements } = await list(site);
    expect(ids).not.toContain(id);
    expect(statements).toBeGreaterThan(0);
  });

  it('counts its key, which a partner chooses, in the memory of the cache', async () => {
    const site = await openSite(newsroom);
    await list(site);
    const before = listings.weight;
    await request(`/v1/articles?section=${'x'.repeat(200)}`, { token: site.token });
    expect(listings.weight - before).toBeGreaterThan(200);
  });

  it('is another page for other products, filters and positions', async () => {
    const [site, elsewhere] = [await openSite(newsroom), await openSite(await openNewsroom())];
    expect((await list(site)).ids).toContain(item.id);
    expect((await list(elsewhere)).ids).toEqual([]);
    const pages = new Set<string>();
    for (const query of ['?limit=1', '?limit=2', '?type=picture', '?language=de']) {
      const answer = await request(`/v1/articles${query}`, { token: site.token });
      pages.add(JSON.stringify(((await answer.json()) as { items: unknown[] }).items));
    }
    expect(pages.size).toBe(3);
  });
});
