/** Recalls with many holders and pages, within what the platform allows one request. */
import { env } from 'cloudflare:workers';
import canonicalize from 'canonicalize';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { checkClosure, readTrusted } from '../../../scripts/check-evidence.mjs';
import { keyRing } from '../../../src/access/keyring.ts';
import { closureOf } from '../../../src/audit/recalls/closure.ts';
import { followRecalls, updateRecalls } from '../../../src/audit/recalls/run.ts';
import type { RecallDetails } from '../../../src/audit/recalls/schemas.ts';
import { findRecall } from '../../../src/audit/recalls/store.ts';
import { watchTitles } from '../../../src/audit/recalls/watch.ts';
import { sendNotes } from '../../../src/ledger/notes/send.ts';
import type { Notice } from '../../../src/ledger/notes/types.ts';
import { countedBindings } from '../../support/counted.ts';
import { eventually } from '../../support/eventually.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import {
  drain,
  ingest,
  openNewsroom,
  openSite,
  type PartnerSite,
  terms,
  wireItem,
} from '../../support/newsroom.ts';

const HOLDERS = 400;
const RECALL = `rcl_${'5'.repeat(32)}`;

const newsroom = await openNewsroom();
const auditor = await operatorToken('auditor');
const licenses: string[] = [];

/** Does something for each holder, a few at a time. */
async function forEach(work: (nth: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < HOLDERS; from += 20)
    await Promise.all(Array.from({ length: 20 }, (_, nth) => work(from + nth)));
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue();
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
});

beforeAll(async () => {
  const { partner } = await openSite(newsroom);
  const article = await ingest(newsroom, wireItem());
  await forEach(async () => {
    const license = await create('/v1/admin/licenses', newsroom.admin, terms(newsroom, partner));
    licenses.push(license.id);
  });
  const { bindings } = countedBindings();
  await forEach(async (nth) => {
    const event = `evt_${String(nth).padStart(32, '0')}`;
    const notice: Notice = {
      ...{ kind: 'notice', title: null, article: article.id, version: '1', within: null, recall: RECALL },
      ...{ event, eventType: 'article.killed', dueAt: new Date(Date.now() - 1_000).toISOString() },
    };
    // Of no recall: the proof of the other one needs its hash.
    const ended: Notice = { ...notice, article: null, version: null, recall: null, dueAt: null };
    const notes = [notice, { ...ended, eventType: 'license.ended' }].map((note) => ({
      key: note.eventType,
      note,
    }));
    await sendNotes(bindings, { license: licenses[nth] ?? '', by: { kind: 'gateway' }, notes });
  });
  await drain();
});

it('notifies all of them that they are overdue with few statements', async () => {
  const { bindings, counts } = countedBindings();
  await updateRecalls(bindings, Date.now() + 5_000);
  expect(await findRecall(env.DB, RECALL)).toMatchObject({
    state: 'overdue',
    progress: { holders: { notified: HOLDERS, overdue: HOLDERS } },
  });
  const findings = env.DB.prepare(
    "SELECT count(*) AS count FROM discrepancies WHERE kind = 'kept_after_kill'",
  );
  expect(await findings.first('count')).toBe(HOLDERS);
  expect(counts.statements).toBeLessThan(60);
  expect(counts.calls.length).toBeLessThan(10);
});

it('has a closure that takes a tenth of the calls that one request may make', async () => {
  const closed = await request(`/v1/admin/recalls/${RECALL}/close`, {
    token: newsroom.admin,
    json: { note: 'By telephone' },
  });
  expect(await closed.json()).toMatchObject({ closed: { open: HOLDERS } });
  await drain('operators');
  // It takes several alarms to sign the logs of so many licenses.
  await eventually(async () => {
    const { status } = await request(`/v1/audit/recalls/${RECALL}/closure`, { token: auditor });
    if (status === 200) return;
    await drain();
    throw new Error(`the closure was answered ${status}`);
  });
  const recall = await findRecall(env.DB, RECALL);
  if (!recall) throw new Error('no recall');
  const { bindings, counts } = countedBindings();
  const ring = await keyRing(env.SIGNING_KEYS);
  expect((await closureOf(bindings, { recall, ring, now: Date.now() })).ok).toBe(true);
  expect(counts.statements).toBeLessThan(40);
  expect(counts.calls.length).toBeLessThan(60);

  const downloaded = await request(`/v1/audit/recalls/${RECALL}/closure`, { token: auditor });
  expect(downloaded.status).toBe(200);
  const trusted = readTrusted(await (await request('/.well-known/jwks.json')).text());
  const text = await downloaded.text();
  const [, entries, holders] = checkClosure(text, trusted);
  expect(entries).toContain(`logs: ${HOLDERS + 1}, in the agency log`);
  expect(holders).toContain(`licenses: ${HOLDERS}, each notified`);

  const { closure } = JSON.parse(text) as { closure: { recall: RecallDetails } };
  const [holder] = closure.recall.licenses;
  if (!holder?.titles[0]) throw new Error('no holder');
  const { article } = closure.recall;
  holder.titles[0].delivery = { entry: holder.notice.entry, at: holder.notice.at, article, version: '1' };
  const signed = canonicalize(closure) ?? '';
  const bytes = await crypto.subtle.sign('Ed25519', ring.sign.checkpoint.key, Buffer.from(signed));
  const signature = Buffer.from(bytes).toString('base64');
  expect(() => checkClosure(`{"closure":${signed},"signature":"${signature}"}\n`, trusted)).toThrow(
    `entry ${holder.notice.entry} is another one`,
  );
});

const TEXT =
  '<p>LIMWICK — The pilots of the harbour went back to work on Monday morning.</p>' +
  '<p>The deal runs two years, and the harbour pays for the boats.</p>' +
  '<p>Ships had waited outside for eleven days, and some had left.</p>';

/** An article that a title has received. */
async function delivered({ token }: PartnerSite, value: string): Promise<string> {
  const bodies = [{ contentType: 'application/xhtml+xml', value }];
  const { id } = await ingest(newsroom, wireItem({ bodies }));
  const response = await request(`/v1/articles/${id}?title=morgen`, { token });
  expect(response.status).toBe(200);
  await response.body?.cancel();
  return id;
}

/** Pages that are requested. All of them show the same text. */
function servePages(feed = ''): string[] {
  const requested: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    if (url.endsWith('/robots.txt')) return new Response(null, { status: 404 });
    if (url.endsWith('/rss')) return new Response(feed);
    requested.push(url);
    return new Response(TEXT, { headers: { 'Content-Type': 'text/html' } });
  });
  return requested;
}

it('reads 40 pages in one run, those of recalls before those of the watch', async () => {
  const site = await openSite(newsroom);
  const [killed, watched] = [await delivered(site, TEXT), await delivered(site, TEXT)];
  const report = (article: string, nth: number) =>
    create('/v1/publications', site.token, {
      ...{ article, title: 'morgen', channel: 'web', clientRef: `${nth}` },
      ...{ url: `https://h${nth}.morgen.example/`, publishedAt: new Date(Date.now() - 60_000).toISOString() },
    });
  for (let nth = 0; nth < 35; nth++) await report(killed, nth);
  for (let nth = 35; nth < 45; nth++) await report(watched, nth);
  const json = { pubStatus: 'canceled' };
  await request(`/v1/admin/articles/${killed}`, { method: 'PATCH', token: newsroom.admin, json });
  await drain();
  await updateRecalls(countedBindings().bindings, Date.now() + 5_000);
  await request('/v1/audit/reconciliation/runs', {
    method: 'POST',
    token: auditor,
    json: { license: site.license },
  });
  await env.DB.batch([
    env.DB.prepare('UPDATE recall_pages SET next_ms = 1'),
    env.DB.prepare('UPDATE reconciled_licenses SET reconciled_ms = ?').bind(Date.now() + 3_600_000),
  ]);
  const requested = servePages();
  const { bindings, counts } = countedBindings();
  await followRecalls({ ...bindings, PAGE_WATCH_DAYS: '7' }, 5_000);
  expect(requested).toHaveLength(40);
  expect(requested.filter((url) => /h(?:3[5-9]|4\d)/.test(url))).toHaveLength(5);
  expect(counts.statements).toBeLessThan(500);
  expect(counts.trips + counts.calls.length).toBeLessThan(500);
});

it('compares a page with many articles by few statements, and is a finding on the one that it shows', async () => {
  const site = await openSite(newsroom, { reporting: { withinDays: 7 } });
  for (let nth = 0; nth < 45; nth++) await delivered(site, TEXT.replaceAll('o', `${nth}`));
  const shown = await delivered(site, TEXT);
  await drain();
  const json = { license: site.license };
  await request('/v1/audit/reconciliation/runs', { method: 'POST', token: auditor, json });
  await env.DB.prepare(`UPDATE partners SET titles = json_set(titles, '$[0].feed', ?2) WHERE id = ?1`)
    .bind(site.partner, 'https://feed.morgen.example/rss')
    .run();
  servePages('<rss><channel><item><link>https://one.morgen.example/</link></item></channel></rss>');
  const { bindings, counts } = countedBindings();
  expect(await watchTitles({ ...bindings, PAGE_WATCH_DAYS: '7' })).toBe(1);
  expect(counts.statements).toBeLessThan(30);
  await drain();
  await updateRecalls(bindings, Date.now() + 5_000);
  const found = await request(`/v1/audit/reconciliation?license=${site.license}`, { token: auditor });
  expect(await found.json()).toMatchObject({ items: [{ kind: 'published_unreported', article: shown }] });
});
