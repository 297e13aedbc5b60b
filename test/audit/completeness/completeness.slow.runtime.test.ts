/**
 * What came to the edge against what the log has, over HTTP: every way for a request to end, and an entry
 * that is missing.
 * @module-tag alone
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { app } from '../../../src/app.ts';
import type { CompletenessDay } from '../../../src/audit/completeness/schemas.ts';
import { EDGE_WRITE_MS } from '../../../src/delivery/limits.ts';
import { signThumbnail } from '../../../src/delivery/thumbnails/link.ts';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { speedUpTime } from '../../support/clock.ts';
import { countedBindings } from '../../support/counted.ts';
import { eventually } from '../../support/eventually.ts';
import { operatorToken, request } from '../../support/gateway.ts';
import {
  drain,
  ingest,
  ingestWithPhotograph,
  logOf,
  openSite,
  scenario,
  wireItem,
} from '../../support/newsroom.ts';
import { alterEntry, alterLog } from '../../support/stored-log.ts';

speedUpTime();

const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom);
const auditor = await operatorToken('auditor');

/** By which a timer may be early: the clock is rounded. */
const TIMER_EARLY_MS = 50;

const today = () => new Date().toISOString().slice(0, 10);

async function read(): Promise<CompletenessDay> {
  await drain();
  const answer = await request(`/v1/audit/reports/completeness?from=${today()}`, { token: auditor });
  const { days } = await answer.json<{ days: CompletenessDay[] }>();
  if (!days[0]) throw new Error('there is no day');
  return days[0];
}

/** What all that is done adds to the day, when both sides have written it. */
async function added(work: () => Promise<unknown>, requests: number): Promise<Record<string, number>> {
  const before = await settled();
  await work();
  const after = await eventually(
    async () => {
      const now = await read();
      expect(now.seen - before.seen).toBe(requests);
      return now;
    },
    { interval: 250 },
  );
  const flat = ({ seen: all, entered, counted, notEntered, ledger }: CompletenessDay) => ({
    ...{ seen: all, entered, counted, ...notEntered },
    ...{ 'in the log': ledger.entries, 'in its counts': ledger.counted },
  });
  const [one, other] = [flat(before) as Record<string, number>, flat(after) as Record<string, number>];
  return Object.fromEntries(
    Object.entries(other)
      .map(([name, count]) => [name, count - (one[name] ?? 0)] as const)
      .filter(([, count]) => count !== 0),
  );
}

/** What isolates have seen is written a while later. */
async function settled(): Promise<CompletenessDay> {
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  return read();
}

const get = (path = '', headers: Record<string, string> = {}, method = 'GET') =>
  request(`/v1/articles/${article.id}${path}`, { token: site.token, headers, method });

describe('edge counts of a day', () => {
  it('include every request that the log has, with the same outcome', async () => {
    const work = async () => {
      const first = await get();
      expect(first.status).toBe(200);
      await get('', {}, 'HEAD');
      expect((await get('', { 'If-None-Match': first.headers.get('ETag') ?? '' })).status).toBe(304);
      expect((await get('?use=display&territory=JP')).status).toBe(403);
      expect((await get(`/components/${article.photograph}`)).status).toBe(200);
      expect((await get(`/components/${article.photograph}`, { Range: 'bytes=0-9' })).status).toBe(206);
      expect((await get(`/components/${article.photograph}`, { Range: 'bytes=9999-' })).status).toBe(416);
      const list = await (await request('/v1/articles', { token: site.token })).text();
      const [thumbnail = ''] = /\/v1\/thumbnails\/[\w.-]+/.exec(list) ?? [];
      const looked = await request(thumbnail);
      expect(looked.status).toBe(200);
      const conditional = { 'If-None-Match': looked.headers.get('ETag') ?? '' };
      expect((await request(thumbnail, { headers: conditional })).status).toBe(304);
    };
    expect(await added(work, 9)).toEqual({ seen: 9, entered: 9, 'in the log': 9 });
  });

  it('include refusals that are only counted, also of questions', async () => {
    const otherSite = await openSite(newsroom);
    await request(`/v1/articles/${article.id}`, { token: otherSite.token });
    const work = async () => {
      await request('/v1/articles/itm_unknown', { token: site.token });
      await request('/v1/articles/itm_unknown/rights', { token: site.token });
      await request('/v1/decisions', {
        token: site.token,
        json: { article: 'itm_x', use: { action: 'print' } },
      });
      await request(`/v1/admin/keys/${otherSite.key.id}`, { method: 'DELETE', token: newsroom.admin });
      const revoked = await request(`/v1/articles/${article.id}`, { token: otherSite.token });
      expect(revoked.status).toBe(401);
      // Of something known, a question of a revoked key leaves nothing.
      await request(`/v1/articles/${article.id}/rights`, { token: otherSite.token });
    };
    const reports = async () => {
      await work();
      // A report of publications enters none of these, and is refused to the key all the same.
      const json = [
        { title: 'morgen', article: article.id, channel: 'web', publishedAt: new Date().toISOString() },
      ];
      expect((await request('/v1/publications', { token: otherSite.token, json })).status).toBe(401);
    };
    expect(await added(reports, 5)).toEqual({ seen: 5, counted: 5, 'in its counts': 5 });
  });

  it('count a thumbnail of a deleted picture on both sides', async () => {
    const { partner, license, key } = site;
    const token = { id: 'list', generation: 1 };
    const link = signThumbnail(env.SIGNING_KEYS, {
      principal: { kind: 'partner', partner, license, key: key.id, env: 'live', token, entitlement: {} },
      article: article.id,
      component: 'cmp_gone',
      expiresMs: Date.now() + 3_600_000,
    });
    const work = async () => expect((await request(`/v1/thumbnails/${link}`)).status).toBe(404);
    expect(await added(work, 1)).toEqual({ seen: 1, counted: 1, 'in its counts': 1 });
  });

  it('count each text of a feed, and no list', async () => {
    const reader = await openSite(newsroom, { fullTextFeed: true });
    await ingest(newsroom, wireItem());
    const work = async () => {
      await request('/v1/articles', { token: site.token });
      await request('/v1/articles.atom', { token: site.token });
      await request('/v1/articles.atom', { token: reader.token });
      await request('/v1/articles.atom', { token: reader.token, method: 'HEAD' });
    };
    expect(await added(work, 2)).toEqual({ seen: 2, entered: 2, 'in the log': 2 });
  });

  it('name the reason for each request that is not in the log', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const object = env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
    const rename = (from: string, to: string) =>
      runInDurableObject(
        object,
        (_: LedgerShard, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
      );
    const work = async () => {
      await request(`/v1/articles/${article.id}`);
      await request(`/v1/articles/${article.id}`, { token: `${site.token}x` });
      await request(`/v1/articles/${article.id}`, { token: auditor });
      await get('?nonsense=1');
      await get('', { Accept: 'application/pdf' });
      await rename('wal', 'wal_away');
      expect((await get()).status).toBe(503);
      expect((await get('?use=display&territory=JP')).status).toBe(503);
      await rename('wal_away', 'wal');
    };
    expect(await added(work, 7)).toEqual({ seen: 7, unauthenticated: 3, malformed: 2, unavailable: 2 });
  });

  it('are written after the answer, once for many requests', async () => {
    await get();
    await settled();
    const headers = { Authorization: `Bearer ${site.token}` };
    const five = async () => {
      const { bindings, counts } = countedBindings();
      const waited: Promise<unknown>[] = [];
      const begunMs = Date.now();
      const context = { waitUntil: (work: Promise<unknown>) => void waited.push(work) } as ExecutionContext;
      for (let n = 0; n < 5; n++) {
        const answer = await app.request(`/v1/articles/${article.id}`, { headers }, bindings, context);
        expect(answer.status).toBe(200);
      }
      const lastedMs = Date.now() - begunMs;
      expect(counts).toMatchObject({ bucketReads: 0, calls: Array(5).fill('recordRepeated') });
      // A write comes later than that after the first answer, and so during the others if they take long.
      expect(counts.trips).toBeLessThanOrEqual((lastedMs + TIMER_EARLY_MS) / EDGE_WRITE_MS);
      await Promise.all(waited);
      return { waited, counts, lastedMs };
    };
    // None is written while an earlier write is under way, which may take these counts with it.
    let written = await five();
    while (written.counts.trips === 0) written = await five();
    const { waited, counts, lastedMs } = written;
    expect(waited.length).toBeLessThanOrEqual(1 + lastedMs / EDGE_WRITE_MS);
    // One trip to D1 each. Every ten seconds, the isolate's counts for monitoring travel with it.
    expect(counts.trips).toBeLessThanOrEqual(waited.length);
    expect(counts.statements).toBeLessThanOrEqual(waited.length + 3);
  });

  it('reveal an entry that somebody has deleted from the log', async () => {
    await get();
    const [first] = await logOf(site.license);
    const before = await settled();
    expect(before.difference).toEqual({ entries: 0, counted: 0 });
    await alterEntry(env.DB, first?.id ?? '', () => '');
    expect((await read()).difference).toEqual({ entries: 1, counted: 0 });
    // As soon as the day is over, it is a finding.
    await alterLog(env.DB, ({ at }, line) => line.replace(at, `2020-01-02${at.slice(10)}`));
    await env.DB.batch([
      env.DB.prepare(
        `UPDATE blocks SET first_at = '2020-01-02' || substr(first_at, 11),
           last_at = '2020-01-02' || substr(last_at, 11)`,
      ),
      env.DB.prepare(`UPDATE refusal_counts SET minute = '2020-01-02' || substr(minute, 11)`),
      env.DB.prepare(`UPDATE edge_counts SET day = '2020-01-02'`),
    ]);
    const answer = await request('/v1/audit/reports/completeness?from=2020-01-01&to=2020-01-02', {
      token: auditor,
    });
    expect(await answer.json()).toMatchObject({
      since: '2020-01-02',
      days: [
        { day: '2020-01-01', finding: 'unwatched', difference: null },
        { day: '2020-01-02', finding: 'missing', difference: { entries: 1, counted: 0 } },
      ],
    });
  });
});

describe('the completeness report', () => {
  it('draws no conclusion about days that are no longer completely in the database', async () => {
    const ofMay = async () => {
      const path = '/v1/audit/reports/completeness?from=2020-05-01&to=2020-05-01';
      const { days } = await (await request(path, { token: auditor })).json<{ days: CompletenessDay[] }>();
      return days[0]?.finding;
    };
    await env.DB.prepare(
      `INSERT INTO edge_counts VALUES ('2020-05-01', 'isolate', ${Array(9).fill(0).join(', ')})`,
    ).run();
    expect(await ofMay()).toBe('complete');
    await env.DB.prepare(
      `INSERT INTO deleted_entries (license, month, object, entries, at) VALUES ('lic_1', '2020-05', 'ledger-0', 3, '2021-05-01')`,
    ).run();
    expect(await ofMay()).toBe('gone');
  });

  it('covers at most a quarter, with days in order', async () => {
    for (const query of [
      'from=2026-01-01&to=2026-12-31',
      'from=2026-02-02&to=2026-02-01',
      'from=2026-02-31',
      'from=0001-01-01&to=9999-12-31',
    ])
      expect((await request(`/v1/audit/reports/completeness?${query}`, { token: auditor })).status).toBe(400);
  });
});
