/** Invariant 1: nothing leaves unlogged. Invariant 7: counted once. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { LEDGER_TIMEOUT_MS } from '../../src/delivery/limits.ts';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { speedUpTime } from '../support/clock.ts';
import { linesOf } from '../support/entry-log.ts';
import { request } from '../support/gateway.ts';
import { ingest, logOf, openSite, scenario, wireItem } from '../support/newsroom.ts';

speedUpTime();

const { newsroom, site } = await scenario();
const article = await ingest(newsroom, wireItem());

const fetchArticle = (headers: Record<string, string> = {}, method = 'GET') =>
  request(`/v1/articles/${article.id}`, { token: site.token, headers, method });

/** Makes every write of the pool object fail while `body` runs. */
async function withBrokenLedger(body: () => Promise<void>): Promise<void> {
  const object = env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
  const rename = (from: string, to: string) =>
    runInDurableObject(
      object,
      (_: LedgerShard, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
    );
  await rename('wal', 'wal_away');
  try {
    await body();
  } finally {
    await rename('wal_away', 'wal');
  }
}

describe('a delivery', () => {
  it('is an entry, with the id that the response names, by the time it is answered', async () => {
    const response = await fetchArticle();
    expect(response.status).toBe(200);
    const entry = response.headers.get('Rights-Entry');
    const lines = await linesOf(env.LEDGER.get(env.LEDGER.idFromName('ledger-0')), site.license);
    expect(lines.some(({ line }) => line.includes(String(entry)))).toBe(true);
  });

  it('does not happen when the ledger cannot write: 503, and not a byte of the article', async () => {
    const before = await logOf(site.license);
    await withBrokenLedger(async () => {
      for (const path of ['', `/components/${article.components[0]?.id}`]) {
        const response = await request(`/v1/articles/${article.id}${path}`, { token: site.token });
        expect(response.status).toBe(503);
        expect(response.headers.get('Retry-After')).not.toBeNull();
        expect(response.headers.get('Rights-Receipt')).toBeNull();
        const text = await response.text();
        expect(JSON.parse(text)).toMatchObject({ code: 'ledger_unavailable' });
        expect(text).not.toContain('Secret-body');
      }
    });
    expect(await logOf(site.license)).toHaveLength(before.length);
  });

  it('that the ledger answers too late is a 503; what was written stays, and asking again is not billed again', async () => {
    const fresh = await openSite(newsroom);
    const get = () => request(`/v1/articles/${article.id}`, { token: fresh.token });
    const late = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const slow = await runInDurableObject(
      env.LEDGER.get(env.LEDGER.idFromName('ledger-0')),
      (_: LedgerShard, { storage }) => {
        const sync = storage.sync.bind(storage);
        return vi.spyOn(storage, 'sync').mockImplementation(async () => {
          await new Promise((resolve) => setTimeout(resolve, LEDGER_TIMEOUT_MS + 1_000));
          return sync();
        });
      },
    );
    const unanswered = await get();
    slow.mockRestore();
    late.mockRestore();
    expect([unanswered.status, unanswered.headers.get('Rights-Receipt')]).toEqual([503, null]);
    expect(await unanswered.text()).not.toContain('Secret-body');
    const repeated = await get();
    expect(repeated.status).toBe(200);
    const log = await logOf(fresh.license);
    expect(log.map(({ kind, billable }) => [kind, billable])).toEqual([
      ['delivery', 1],
      ['delivery', 0],
    ]);
    expect(log[1]?.id).toBe(repeated.headers.get('Rights-Entry'));
  });

  it('is logged each time and billed once, whatever the format and condition', async () => {
    const fresh = await openSite(newsroom);
    const get = (headers: Record<string, string>, method = 'GET') =>
      request(`/v1/articles/${article.id}`, { token: fresh.token, headers, method });
    await get({}, 'HEAD');
    const first = await get({ Accept: 'application/json' });
    await get({ Accept: 'text/html' });
    const repeated = await get({ Accept: 'application/json' });
    const unchanged = await get({ 'If-None-Match': first.headers.get('ETag') ?? '' });
    expect(unchanged.status).toBe(304);
    expect(await repeated.text()).toBe(await first.text());
    expect(repeated.headers.get('Rights-Receipt')).toBe(first.headers.get('Rights-Receipt'));
    expect(repeated.headers.get('Rights-Entry')).not.toBe(first.headers.get('Rights-Entry'));
    const log = await logOf(fresh.license);
    expect(log.map(({ billable }) => billable)).toEqual([0, 1, 0, 0, 0]);
  });

  it('of a later version, a correction among them, is not billed again', async () => {
    const fresh = await openSite(newsroom);
    const item = wireItem();
    const one = await ingest(newsroom, item);
    await request(`/v1/articles/${one.id}`, { token: fresh.token });
    await ingest(newsroom, {
      ...item,
      version: '2',
      versionCreated: new Date().toISOString(),
      bodies: [{ contentType: 'text/plain', value: 'Corrected.' }],
    });
    const corrected = await request(`/v1/articles/${one.id}`, {
      token: fresh.token,
      headers: { Accept: 'text/plain' },
    });
    expect(await corrected.text()).toContain('Corrected.');
    expect((await logOf(fresh.license)).map(({ billable }) => billable)).toEqual([1, 0]);
  });

  it('to 32 concurrent callers is one entry for every 200, and one unit', async () => {
    const fresh = await openSite(newsroom);
    const responses = await Promise.all(
      Array.from({ length: 32 }, () => request(`/v1/articles/${article.id}`, { token: fresh.token })),
    );
    // On a busy machine, the ledger may not come to all of them within their time.
    const delivered = responses.filter(({ status }) => status !== 503);
    expect(new Set(delivered.map(({ status }) => status))).toEqual(new Set([200]));
    const named = delivered.map(({ headers }) => headers.get('Rights-Entry'));
    expect(new Set(named).size).toBe(delivered.length);
    const log = await logOf(fresh.license);
    expect(log.map(({ id }) => id)).toEqual(expect.arrayContaining(named));
    expect(log.reduce((sum, { billable }) => sum + billable, 0)).toBe(1);
  });
});
