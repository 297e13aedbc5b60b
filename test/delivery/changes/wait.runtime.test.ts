/**
 * `Prefer: wait`: the answer comes with the next change, or when the time is over; and not to those who may
 * not have it any more.
 */
import { describe, expect, it } from 'vitest';
import { speedUpTime } from '../../support/clock.ts';
import { request } from '../../support/gateway.ts';
import { ingest, openNewsroom, openSite, scenario, wireItem } from '../../support/newsroom.ts';
import { askChanges, inShort, type Page, patchArticle, Reader } from './reader.ts';

speedUpTime();

const { newsroom, site } = await scenario();

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A request that waits, from the end of what there is, and how long it took. */
async function waiting(seconds: number, { token } = site) {
  const reader = new Reader(token);
  await reader.news();
  const began = Date.now();
  const answer = askChanges(token, { after: reader.cursor }, { Prefer: `wait=${seconds}` });
  return {
    cursor: reader.cursor,
    answer: answer.then(async (response) => ({
      response,
      tookMs: Date.now() - began,
      page: (await response.json()) as Page,
    })),
  };
}

describe('a request that waits', () => {
  it('is answered with the next change, and says what it was granted', async () => {
    const { answer } = await waiting(20);
    await pause(700);
    const { id } = await ingest(newsroom, wireItem());
    const { response, tookMs, page } = await answer;
    expect(page.items.map((item) => item.id)).toEqual([id]);
    expect(tookMs).toBeGreaterThan(600);
    expect(tookMs).toBeLessThan(15_000);
    expect(response.headers.get('Preference-Applied')).toBe('wait=20');
    expect(response.headers.get('Vary')).toContain('Prefer');
  });

  it('does not wait when there is something already, and is granted half a minute at most', async () => {
    const reader = new Reader(site.token);
    await reader.news();
    await ingest(newsroom, wireItem());
    const began = Date.now();
    const response = await askChanges(site.token, { after: reader.cursor }, { Prefer: 'wait=86400' });
    expect(inShort(((await response.json()) as Page).items)).toEqual(['new 1']);
    expect(response.headers.get('Preference-Applied')).toBe('wait=30');
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  it('is answered empty when the time is over, with where to go on', async () => {
    const { answer } = await waiting(1);
    const { response, tookMs, page } = await answer;
    expect(response.status).toBe(200);
    expect(page.items).toEqual([]);
    expect(page.next).toMatch(/^[\w-]{40,}$/);
    expect(tookMs).toBeGreaterThanOrEqual(950);
  });

  it('waits on when what happens is not for its license', async () => {
    const other = await openNewsroom();
    const { answer } = await waiting(2);
    await ingest(other, wireItem());
    const { tookMs, page } = await answer;
    expect(page.items).toEqual([]);
    expect(tookMs).toBeGreaterThanOrEqual(1_950);
  });

  it('is answered when an embargo lifts', { tags: 'slow' }, async () => {
    await ingest(newsroom, wireItem({ embargoedUntil: new Date(Date.now() + 10_000).toISOString() }));
    const { answer } = await waiting(20);
    const { page, tookMs } = await answer;
    expect(inShort(page.items)).toEqual(['release 1']);
    expect(tookMs).toBeLessThan(15_000);
  });

  it('is answered with a kill, of which no request that began before tells the headline', async () => {
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    const { answer } = await waiting(20);
    await patchArticle(newsroom, id, { pubStatus: 'canceled' });
    const { page } = await answer;
    expect(inShort(page.items)).toEqual(['kill 1.0.1']);
    expect(JSON.stringify(page)).not.toContain(item.headlines[0]?.value);
  });

  it('asks for nothing that is no number of seconds', async () => {
    const response = await askChanges(site.token, {}, { Prefer: 'wait=soon' });
    expect(response.status).toBe(200);
    expect(response.headers.get('Preference-Applied')).toBeNull();
  });
});

describe('a door that closes meanwhile', () => {
  it('ends the waiting with 401 when the key is revoked', async () => {
    const own = await openSite(newsroom);
    const { answer } = await waiting(25, own);
    await pause(600);
    const revoked = await request(`/v1/admin/keys/${own.key.id}`, {
      method: 'DELETE',
      token: newsroom.admin,
    });
    expect(revoked.ok).toBe(true);
    await ingest(newsroom, wireItem());
    const { response, tookMs, page } = await answer;
    expect(response.status).toBe(401);
    expect(page.items).toBeUndefined();
    expect(tookMs).toBeLessThan(20_000);
  });

  it('ends it with 403 when the license is suspended', async () => {
    const own = await openSite(newsroom);
    const { answer } = await waiting(25, own);
    await pause(600);
    await request(`/v1/admin/licenses/${own.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'suspended' },
    });
    const { response, tookMs } = await answer;
    expect(response.status).toBe(403);
    expect(tookMs).toBeLessThan(20_000);
  });

  it('answers a key that was revoked before soon, and not at the end', async () => {
    const own = await openSite(newsroom);
    const { cursor } = await waiting(0, own);
    await request(`/v1/admin/keys/${own.key.id}`, { method: 'DELETE', token: newsroom.admin });
    const began = Date.now();
    const response = await askChanges(own.token, { after: cursor }, { Prefer: 'wait=30' });
    expect(response.status).toBe(401);
    expect(Date.now() - began).toBeLessThan(15_000);
  });

  it('goes on with what the license has become', async () => {
    const own = await openSite(newsroom);
    const { answer } = await waiting(25, own);
    await request(`/v1/admin/licenses/${own.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { retentionDays: 9 },
    });
    expect(inShort((await answer).page.items)).toEqual(['resync 2']);
  });
});
