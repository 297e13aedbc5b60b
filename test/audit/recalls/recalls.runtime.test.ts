/** Recalls over HTTP: from a kill to its closing, as desk, partner and auditor see it. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportsOf } from '../../../src/audit/recalls/pages-store.ts';
import { followRecalls, readPages, updateRecalls } from '../../../src/audit/recalls/run.ts';
import type { RecallDetails, RecallResource } from '../../../src/audit/recalls/schemas.ts';
import { movePartner } from '../../../src/ledger/move/service.ts';
import { lastMove } from '../../../src/ledger/move/store.ts';
import { acknowledgementNote } from '../../../src/ledger/notes/acknowledgement.ts';
import { sendNotes } from '../../../src/ledger/notes/send.ts';
import type { Reading } from '../../../src/ledger/notes/types.ts';
import type { Env } from '../../../src/platform/env.ts';
import { patchArticle } from '../../delivery/changes/reader.ts';
import { shortenPauses } from '../../support/clock.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../../support/newsroom.ts';
import { restoreD1, snapshotOfD1 } from '../../support/time-travel.ts';

shortenPauses();

const bindings = env as unknown as Env;

let newsroom: Newsroom;
let auditor: string;
beforeAll(async () => {
  newsroom = await openNewsroom();
  auditor = await operatorToken('auditor');
});

/** What pages answer, by URL. */
const pages = new Map<string, { status: number; text: string }>();
let asked: string[];
beforeEach(() => {
  pages.clear();
  asked = [];
  vi.spyOn(console, 'error').mockReturnValue();
  vi.stubGlobal('fetch', async (url: string) => {
    if (url.endsWith('/robots.txt')) return new Response(null, { status: 404 });
    asked.push(url);
    const { status, text } = pages.get(url) ?? { status: 404, text: 'Not found' };
    return new Response(text, { status, headers: { 'Content-Type': 'text/html' } });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

let made = 0;
interface Story {
  site: PartnerSite;
  article: Ingested;
  url: string;
  event: string;
  recall: string;
}

/** The delivery, as a page that a partner makes of it. */
async function deliver(site: PartnerSite, article: Ingested, title = 'morgen'): Promise<string> {
  const delivered = await request(`/v1/articles/${article.id}?title=${title}`, {
    token: site.token,
    headers: { Accept: 'text/html' },
  });
  expect(delivered.status).toBe(200);
  return delivered.text();
}

const NOTICE = 'The toll is not decided: remove the report.';

/** A partner receives an article, publishes it, and the desk kills it. */
async function killed({ isReported = true, terms = {}, titles = ['morgen'] } = {}): Promise<Story> {
  const site = await openSite(newsroom, terms);
  const article = await ingest(newsroom, wireItem());
  const url = `https://w${made++}.morgen.example/story`;
  for (const title of titles) pages.set(url, { status: 200, text: await deliver(site, article, title) });
  if (isReported) await report(site, article, url);
  await patchArticle(newsroom, article.id, { pubStatus: 'canceled', notice: NOTICE });
  const events = await request('/v1/events', { token: site.token });
  const { items } = await events.json<{ items: { id: string; data: { recall: string } }[] }>();
  await drain();
  return { site, article, url, event: items[0]?.id ?? '', recall: items[0]?.data.recall ?? '' };
}

/** A later report of the same publication amends the one before. */
const report = (site: PartnerSite, { id: article }: Pick<Ingested, 'id'>, url: string) =>
  create('/v1/publications', site.token, {
    ...{ article, title: 'morgen', channel: 'web', url, clientRef: 'a' },
    publishedAt: new Date().toISOString(),
  });

const acknowledge = (site: PartnerSite, event: string, state: string) =>
  create('/v1/acknowledgements', site.token, { event, state });

async function details(recall: string, token = newsroom.admin): Promise<RecallDetails> {
  const door = token === auditor ? 'audit' : 'admin';
  return (await request(`/v1/${door}/recalls/${recall}`, { token })).json<RecallDetails>();
}

async function list(query: string): Promise<RecallResource[]> {
  const response = await request(`/v1/admin/recalls?${query}`, { token: newsroom.admin });
  return (await response.json<{ items: RecallResource[] }>()).items;
}

/** `next_ms` identifies a reading, so each call uses another one. */
let due = 0;

/** The pages are due now, and are read. */
async function readAll(): Promise<number> {
  await updateRecalls(bindings, Date.now() + 5_000);
  await env.DB.prepare('UPDATE recall_pages SET next_ms = ? WHERE next_ms IS NOT NULL').bind(++due).run();
  const read = await readPages(bindings, { perHost: 10, limit: 100 });
  await drain();
  return read;
}

/** The deadline of all holders has passed a minute ago. */
async function passDeadline(recall: string): Promise<void> {
  const past = new Date(Date.now() - 60_000).toISOString();
  await env.DB.batch([
    env.DB.prepare('UPDATE recall_licenses SET due_at = ?2 WHERE recall = ?1').bind(recall, past),
    env.DB.prepare('UPDATE recalls SET review_ms = 0 WHERE id = ?').bind(recall),
  ]);
}

async function findings(
  { license }: PartnerSite,
  state: string,
): Promise<{ kind: string; sentence: string }[]> {
  const path = `/v1/audit/reconciliation?license=${license}&state=${state}`;
  return (await (await request(path, { token: auditor })).json<{ items: [] }>()).items;
}

const verdicts = ({ licenses }: RecallDetails) =>
  licenses.flatMap(({ titles }) =>
    titles.flatMap((title) => title.pages.map((page) => page.readings.map(({ verdict }) => verdict))),
  );

describe('a recall', () => {
  it('is listed with its holders, and shows each title what it has done', async () => {
    const { article, recall, event, site } = await killed();
    expect(await list(`article=${article.id}`)).toMatchObject([
      {
        ...{ id: recall, type: 'article.killed', article: article.id, state: 'open', closed: null },
        holders: { notified: 1, acknowledged: 0, done: 0, overdue: 0 },
        pages: { reported: 1, seen: 0, up: 0, unread: 1 },
      },
    ]);
    expect(await details(recall)).toMatchObject({ notice: NOTICE });
    for (const token of [newsroom.admin, auditor])
      expect(await details(recall, token)).toMatchObject({
        headline: expect.stringContaining('Harbor'),
        licenses: [
          {
            ...{ license: site.license, event, state: 'notified', reference: 'C-2026-1' },
            titles: [{ id: 'morgen', name: 'Der Morgen', state: 'notified', pages: [{ readings: [] }] }],
          },
        ],
      });
  });

  it('reads a page at once when the partner has acknowledged, and closes when it is gone', async () => {
    const { site, event, recall, url } = await killed();
    expect(await readAll()).toBeGreaterThan(0);
    expect(verdicts(await details(recall))).toEqual([['unchanged']]);
    expect((await details(recall)).state).toBe('open');
    await acknowledge(site, event, 'removed');
    pages.set(url, { status: 410, text: '' });
    await drain();
    await followRecalls(bindings, 5_000);
    await drain();
    const closed = await details(recall);
    expect(verdicts(closed)).toEqual([['gone', 'unchanged']]);
    expect(closed).toMatchObject({
      state: 'closed',
      closed: { how: 'completed', operator: null, open: 0 },
      licenses: [{ state: 'closed', titles: [{ steps: { removed: {}, seen: {}, closed: {} } }] }],
    });
    asked = [];
    await readAll();
    expect(asked).not.toContain(url);
  });

  it('takes no report of a removal back when its event is received afterwards', async () => {
    const { site, event, recall } = await killed();
    await acknowledge(site, event, 'removed');
    await drain();
    await details(recall);
    await acknowledge(site, event, 'received');
    await drain();
    expect(await details(recall)).toMatchObject({
      licenses: [{ state: 'removed', acknowledgement: { state: 'removed' } }],
    });
  });

  it('closes by an acknowledgement if no page was reported', async () => {
    const { site, event, recall } = await killed({ isReported: false });
    await acknowledge(site, event, 'received');
    await drain();
    expect(await details(recall)).toMatchObject({ state: 'open', licenses: [{ state: 'acknowledged' }] });
    await acknowledge(site, event, 'removed');
    await drain();
    expect(await details(recall)).toMatchObject({ state: 'closed', closed: { how: 'completed' } });
  });

  it('stays open for a title without reported pages until the partner says that it has removed the text', async () => {
    const { site, event, recall, url } = await killed({ titles: ['morgen', 'abend'] });
    await acknowledge(site, event, 'received');
    await drain();
    pages.delete(url);
    await readAll();
    expect(await details(recall)).toMatchObject({ state: 'open', pages: { seen: 1 }, holders: { done: 0 } });
    await acknowledge(site, event, 'removed');
    await drain();
    await readAll();
    expect(await details(recall)).toMatchObject({ state: 'closed' });
  });

  it.each(['receipt first', 'receipt last'])(
    'shows both a receipt and the last acknowledgement if they are derived together, %s',
    async (order) => {
      const { site, article, event, recall } = await killed({ isReported: false });
      const { version } = await details(recall);
      const killedEvent = { id: event, type: 'article.killed' as const, article: article.id, version };
      const receipt = acknowledgementNote(killedEvent, { state: 'received', endpoint: 'whk_1' });
      const enterReceipt = () =>
        sendNotes(bindings, { license: site.license, by: { kind: 'gateway' }, notes: [receipt] });
      if (order === 'receipt first') await enterReceipt();
      await acknowledge(site, event, 'received');
      await acknowledge(site, event, 'removed');
      if (order === 'receipt last') await enterReceipt();
      await drain();
      expect(await details(recall)).toMatchObject({
        state: 'closed',
        licenses: [{ received: { endpoint: 'whk_1' }, acknowledgement: { state: 'removed' } }],
      });
    },
  );

  it('judges a page by the last of several readings that are derived together', async () => {
    const { site, article, event, recall, url } = await killed({ titles: ['morgen', 'abend'] });
    const { version } = await details(recall);
    for (const verdict of ['unchanged', 'altered', 'gone'] as const) {
      const note: Reading = {
        ...{ kind: 'reading', title: 'morgen', article: article.id, version, event, recall, url, verdict },
        ...{ publication: `pub_${'1'.repeat(32)}`, readAt: new Date().toISOString(), status: 200 },
        ...{ reason: null, blocks: 3, found: 0, sha256: null, credit: null },
      };
      const notes = [{ key: verdict, note }];
      await sendNotes(bindings, { license: site.license, by: { kind: 'gateway' }, notes });
    }
    await drain();
    expect(await details(recall)).toMatchObject({ pages: { reported: 1, seen: 1, up: 0 } });
    const publication = env.DB.prepare(`SELECT reading ->> 'verdict' AS verdict FROM publications
      WHERE report ->> 'url' = ?`).bind(url);
    expect(await publication.first('verdict')).toBe('gone');
  });

  it('goes on when the notice of another holder arrives after all others are done', async () => {
    const { site, event, recall, article } = await killed({ isReported: false });
    await acknowledge(site, event, 'removed');
    await drain();
    const { closed, ...before } = await details(recall);
    expect(closed).toMatchObject({ how: 'completed' });
    const other = await openSite(newsroom);
    const notice = {
      ...{ kind: 'notice' as const, title: null, article: article.id, version: before.version, within: null },
      ...{ event: `evt_${'7'.repeat(32)}`, eventType: 'article.killed', recall, dueAt: null },
    };
    const notes = [{ key: 'another', note: notice }];
    await sendNotes(bindings, { license: other.license, by: { kind: 'gateway' }, notes });
    await drain();
    expect(await details(recall)).toMatchObject({
      ...{ state: 'open', closed: null, at: before.at },
      holders: { notified: 2, done: 1 },
    });
  });

  it('is reviewed again when something has happened during its review', async () => {
    const { recall, site } = await killed({ isReported: false });
    await updateRecalls(bindings, Date.now() + 5_000);
    await env.DB.prepare('UPDATE recalls SET review_ms = 0 WHERE id = ?').bind(recall).run();
    // As another run does once the acknowledgement is in the log.
    const acknowledgement = {
      idx: 9,
      entry: 'ack_1',
      at: new Date().toISOString(),
      state: 'removed',
      urls: [],
    };
    const acknowledged = () =>
      env.DB.batch([
        env.DB.prepare('UPDATE recall_licenses SET acknowledgement = ?2 WHERE recall = ?1').bind(
          recall,
          JSON.stringify({ ...acknowledgement, doneAt: null, note: null }),
        ),
        env.DB.prepare('UPDATE recalls SET review_ms = 0 WHERE id = ?').bind(recall),
      ]);
    let batches = 0;
    const DB = new Proxy(env.DB, {
      get: (db, name) =>
        name === 'batch'
          ? async (list: D1PreparedStatement[]) => {
              const results = await db.batch(list);
              if (batches++ === 0) await acknowledged();
              return results;
            }
          : (Reflect.get(db, name) as () => unknown).bind(db),
    });
    await updateRecalls({ ...bindings, DB }, Date.now() + 5_000);
    await updateRecalls(bindings, Date.now() + 5_000);
    expect(await details(recall)).toMatchObject({ state: 'closed', licenses: [{ license: site.license }] });
  });

  it('reads no page again that was read while the desk closed it', async () => {
    const { recall, url } = await killed();
    await updateRecalls(bindings, Date.now() + 5_000);
    await env.DB.prepare('UPDATE recall_pages SET next_ms = 1 WHERE recall = ?').bind(recall).run();
    expect(await readPages(bindings, { recall, perHost: 10, limit: 100 })).toBe(1);
    const json = { note: 'By telephone' };
    await request(`/v1/admin/recalls/${recall}/close`, { token: newsroom.admin, json });
    await drain();
    expect(verdicts(await details(recall))).toEqual([['unchanged']]);
    expect(
      await env.DB.prepare('SELECT next_ms FROM recall_pages WHERE recall = ?').bind(recall).all(),
    ).toMatchObject({
      results: [{ next_ms: null }],
    });
    asked = [];
    await readAll();
    expect(asked).not.toContain(url);
  });

  it('lists the titles that received a package naming the article', async () => {
    const site = await openSite(newsroom);
    const member = await ingest(newsroom, wireItem());
    const associations = [{ name: 'related', uri: member.uri, type: 'text' }];
    const parent = await ingest(newsroom, { ...wireItem(), associations });
    await deliver(site, parent, 'abend');
    await patchArticle(newsroom, member.id, { pubStatus: 'canceled' });
    await drain();
    const [recall] = await list(`article=${member.id}`);
    expect((await details(recall?.id ?? '')).licenses).toMatchObject([
      { within: parent.id, titles: [{ id: 'abend', delivery: { article: parent.id } }] },
    ]);
  });

  it('keeps reading an address after the partner reports another one', async () => {
    const { site, article, recall, url } = await killed();
    await readAll();
    await report(site, article, `${url}-nowhere`);
    await drain();
    await readAll();
    expect(await details(recall)).toMatchObject({ state: 'open', pages: { reported: 2, up: 1, seen: 1 } });
    pages.delete(url);
    await readAll();
    expect(await details(recall)).toMatchObject({
      ...{ state: 'closed', closed: { how: 'completed' } },
      pages: { reported: 2, seen: 2 },
    });
  });

  it('keeps an address when the notice and the amended report are derived in one run', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    const url = `https://w${made++}.morgen.example/story`;
    pages.set(url, { status: 200, text: await deliver(site, article) });
    await report(site, article, url);
    await patchArticle(newsroom, article.id, { pubStatus: 'canceled' });
    await report(site, article, `${url}-nowhere`);
    await drain();
    await readAll();
    const [recall] = await list(`article=${article.id}`);
    expect(recall).toMatchObject({ state: 'open', pages: { reported: 2, up: 1, seen: 1 } });
  });

  it('considers the first and the last reports of a license that floods it', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    const urls = ['first', 'second', 'third', 'fourth', 'fifth'].map(
      (path) => `https://morgen.example/${path}`,
    );
    for (const url of urls) await report(site, article, url);
    await drain();
    const holders = [{ license: site.license, within: null }];
    const reportedUrls = async (eachMax?: number) =>
      ((await reportsOf(env.DB, article.id, holders, eachMax)).get(site.license) ?? []).map(
        ({ report: { url } }) => url,
      );
    expect(await reportedUrls()).toEqual(urls);
    expect(await reportedUrls(1)).toEqual([urls[0], urls[4]]);
  });

  it('takes over the addresses of the hold that it replaces', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    const url = `https://w${made++}.morgen.example/story`;
    pages.set(url, { status: 200, text: await deliver(site, article) });
    await report(site, article, url);
    await patchArticle(newsroom, article.id, { pubStatus: 'withheld' });
    await report(site, article, `${url}-nowhere`);
    await patchArticle(newsroom, article.id, { pubStatus: 'canceled' });
    await drain();
    await readAll();
    expect(await list(`article=${article.id}`)).toMatchObject([
      { type: 'article.killed', state: 'open', pages: { reported: 2, up: 1, seen: 1 } },
      { type: 'article.held', state: 'closed', closed: { how: 'superseded' } },
    ]);
  });

  it('keeps reading a page after the partner reports it for another article', async () => {
    const { site, recall, url } = await killed();
    await updateRecalls(bindings, Date.now() + 5_000);
    await report(site, await ingest(newsroom, wireItem()), url);
    await drain();
    asked = [];
    await readAll();
    expect(asked).toContain(url);
    expect(await details(recall)).toMatchObject({ state: 'open', pages: { reported: 1, up: 1 } });
  });

  it('is overdue when nobody answers in time: one event, one finding, an alert that names whom to call', async () => {
    const { site, recall, article } = await killed({ isReported: false });
    await updateRecalls(bindings, Date.now() + 5_000);
    await passDeadline(recall);
    await Promise.all([1, 2].map(() => updateRecalls(bindings, Date.now() + 5_000)));
    await updateRecalls(bindings, Date.now() + 5_000);
    expect(await details(recall)).toMatchObject({ state: 'overdue', holders: { overdue: 1 } });
    expect((await list(`state=overdue&article=${article.id}`)).map(({ id }) => id)).toEqual([recall]);
    const { items } = await (await request('/v1/events', { token: site.token })).json<{
      items: { id: string; type: string; timestamp: string; data: { recall: string; overdue?: object } }[];
    }>();
    const overdue = items.filter(({ type }) => type === 'recall.overdue');
    expect(overdue.map(({ data }) => data.recall)).toEqual([recall]);
    expect(overdue[0]?.data.overdue).toEqual({ event: items[0]?.id, type: 'article.killed' });
    expect(await findings(site, 'open')).toMatchObject([
      {
        kind: 'kept_after_kill',
        sentence: expect.stringMatching(/until [-\d]{10} \d\d:\d\d UTC to report its removal, and has not/),
      },
    ]);
    const health = await (await request('/v1/admin/health', { token: newsroom.admin })).json<{
      overdueRecalls: { recall: string; partner: string }[];
    }>();
    expect(health.overdueRecalls.filter((overdue) => overdue.recall === recall)).toHaveLength(1);
    // By the event that says so, which counts for the recall's own.
    await create('/v1/acknowledgements', site.token, {
      ...{ event: overdue[0]?.id, state: 'removed', at: items[0]?.timestamp },
    });
    await drain();
    expect(await details(recall)).toMatchObject({ state: 'closed' });
    expect(await findings(site, 'open')).toEqual([]);
  });

  it('is no finding on a publication of which the partner has acknowledged the removal', async () => {
    const { site, article, event } = await killed();
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const reconcile = async () => {
      const json = { license: site.license };
      await request('/v1/audit/reconciliation/runs', { method: 'POST', token: auditor, json });
    };
    await reconcile();
    const at = `UPDATE changes SET at = ? WHERE item = ? AND change_type`;
    await env.DB.batch([
      env.DB.prepare(`${at} = 'kill'`).bind(ago(48), article.id),
      env.DB.prepare(`${at} <> 'kill'`).bind(ago(96), article.id),
      env.DB.prepare('UPDATE first_releases SET at_ms = 0 WHERE article = ?').bind(article.id),
      env.DB.prepare(
        `UPDATE publications SET report = json_set(report, '$.publishedAt', ?), judge_ms = 1 WHERE article = ?`,
      ).bind(ago(72), article.id),
    ]);
    await reconcile();
    expect(await findings(site, 'open')).toMatchObject([
      { kind: 'kept_after_kill', sentence: expect.stringContaining('is not reported as withdrawn') },
    ]);
    const killedEvent = { id: event, type: 'article.killed' as const, article: article.id, version: '1' };
    const removal = acknowledgementNote(killedEvent, { state: 'removed', doneAt: ago(30) });
    await sendNotes(bindings, { license: site.license, by: { kind: 'gateway' }, notes: [removal] });
    await drain();
    await updateRecalls(bindings, Date.now() + 5_000);
    await reconcile();
    expect(await findings(site, 'open')).toEqual([]);
  });

  it('is overdue while a page is up, whatever the partner reports', async () => {
    const { site, event, recall } = await killed();
    await acknowledge(site, event, 'removed');
    await drain();
    await updateRecalls(bindings, Date.now() + 5_000);
    await passDeadline(recall);
    await readAll();
    expect(await details(recall)).toMatchObject({ state: 'overdue', pages: { up: 1 } });
  });

  it('counts what the desk has heard from a partner, as an entry with its operator', async () => {
    const { site, recall, event } = await killed({ isReported: false });
    const answer = (json: object) =>
      request(`/v1/admin/recalls/${recall}/answers`, { token: newsroom.admin, json });
    const said = { license: site.license, state: 'removed', note: 'Duty editor, by telephone' };
    const other = await openSite(newsroom);
    expect((await answer({ ...said, license: other.license })).status).toBe(404);
    expect((await answer({ ...said, note: undefined })).status).toBe(400);
    for (const at of ['2099-01-01T00:00:00Z', '2001-01-01T00:00:00Z'])
      expect((await answer({ ...said, at })).status).toBe(400);
    const first = await answer(said);
    expect(first.status).toBe(201);
    const { id } = await first.json<{ id: string }>();
    expect((await answer(said)).status).toBe(200);
    await drain();
    const closed = await details(recall);
    expect(closed).toMatchObject({ state: 'closed', closed: { how: 'completed', operator: null } });
    expect(closed.licenses[0]?.acknowledgement).toMatchObject({
      ...{ entry: id, state: 'removed', note: 'Duty editor, by telephone' },
      operator: expect.stringMatching(/^opr_/),
    });
    const logged = await request(`/v1/audit/deliveries/${id}`, { token: auditor });
    expect((await logged.json<{ entry: object }>()).entry).toMatchObject({
      ...{ kind: 'acknowledgement', event, endpoint: null, key: null },
      operator: closed.licenses[0]?.acknowledgement?.operator,
    });
    expect((await answer({ ...said, state: 'refused' })).status).toBe(409);
    expect(
      (await request(`/v1/admin/recalls/${recall}/answers`, { token: auditor, json: said })).status,
    ).toBe(403);
  });

  it('has the later one of the answer that the desk has heard and the report of the partner', async () => {
    const { site, recall, event } = await killed({ isReported: false });
    const said = { license: site.license, state: 'cannot', note: 'In print' };
    const hear = () => create(`/v1/admin/recalls/${recall}/answers`, newsroom.admin, said);
    const report = () =>
      create('/v1/acknowledgements', site.token, { event, state: 'cannot', note: 'In print' });
    const last = async () => {
      await drain();
      const [{ acknowledgement } = { acknowledgement: null }] = (await details(recall)).licenses;
      return acknowledgement;
    };
    const first = await hear();
    expect(await last()).toMatchObject({ entry: first.id, operator: expect.any(String) });
    const reported = await report();
    expect(await last()).toMatchObject({ entry: reported.id });
    expect(await last()).not.toHaveProperty('operator');
    expect(await report()).toMatchObject({ id: reported.id, repeated: true });
    const second = await hear();
    expect(await last()).toMatchObject({ entry: second.id, operator: expect.any(String) });
    const { id } = await report();
    expect(new Set([first.id, reported.id, second.id, id]).size).toBe(4);
    expect(await last()).toMatchObject({ entry: id });
    // It takes nothing back, so it would change nothing.
    const path = `/v1/admin/recalls/${recall}/answers`;
    const received = await request(path, { token: newsroom.admin, json: { ...said, state: 'received' } });
    expect(received.status).toBe(400);
    expect(await received.json()).toMatchObject({ errors: [{ path: '/state', key: 'answered_otherwise' }] });
  });

  it('is closed by the desk with a note, once, as an action of the operators’ log', async () => {
    const { recall, article } = await killed();
    await details(recall);
    const close = () =>
      request(`/v1/admin/recalls/${recall}/close`, {
        token: newsroom.admin,
        json: { note: 'Site is offline' },
      });
    const answers = await Promise.all([close(), close()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await answers.find(({ ok }) => ok)?.json()).toMatchObject({
      state: 'closed',
      closed: { how: 'desk', note: 'Site is offline', open: 1, operator: expect.stringMatching(/^opr_/) },
    });
    expect((await close()).status).toBe(409);
    await drain('operators');
    const actions = await request(`/v1/audit/actions?resource=${recall}`, { token: auditor });
    expect((await actions.json<{ items: object[] }>()).items).toMatchObject([
      { act: 'recall.close', resource: recall, reason: 'Site is offline' },
    ]);
    expect((await list(`state=closed&article=${article.id}`)).map(({ id }) => id)).toEqual([recall]);
  });

  it('stays as it was closed, and lists apart what comes later', async () => {
    const { site, article, recall, event, url } = await killed();
    const other = await openSite(newsroom);
    await readAll();
    const json = { note: 'Site is offline' };
    await request(`/v1/admin/recalls/${recall}/close`, { token: newsroom.admin, json });
    await drain('operators');
    const { later: none, ...closed } = await details(recall);
    expect(none).toEqual([]);
    expect(closed).toMatchObject({
      ...{ closed: { how: 'desk', open: 1 }, holders: { acknowledged: 0, done: 0 }, pages: { up: 1 } },
      licenses: [{ acknowledgement: null, titles: [{ pages: [{ withdrawnAt: null }] }] }],
    });

    await acknowledge(site, event, 'received');
    await acknowledge(site, event, 'removed');
    const withdrawnAt = new Date().toISOString();
    await create('/v1/publications', site.token, {
      ...{ article: article.id, title: 'morgen', channel: 'web', url, clientRef: 'a' },
      ...{ publishedAt: withdrawnAt, withdrawnAt },
    });
    const notice = {
      ...{ kind: 'notice' as const, title: null, article: article.id, version: closed.version, within: null },
      ...{ event: `evt_${'8'.repeat(32)}`, eventType: 'article.killed', recall, dueAt: null },
    };
    const notes = [{ key: 'another', note: notice }];
    await sendNotes(bindings, { license: other.license, by: { kind: 'gateway' }, notes });
    await drain();
    const { later, ...afterwards } = await details(recall);
    expect(afterwards).toEqual(closed);
    expect(later).toMatchObject([
      { kind: 'acknowledgement', license: site.license, state: 'received' },
      { kind: 'acknowledgement', license: site.license, state: 'removed' },
      { kind: 'publication', license: site.license, url, withdrawnAt },
      { kind: 'notice', license: other.license },
    ]);
  });

  const close = (recall: string) =>
    request(`/v1/admin/recalls/${recall}/close`, { token: newsroom.admin, json: { note: 'By telephone' } });

  it('lists each later report of a page, and was not overdue before it was', async () => {
    const { site, article, recall, url } = await killed();
    await close(recall);
    await drain('operators');
    const { later: _, ...closed } = await details(recall);
    const urls = [`${url}/2`, `${url}/3`];
    for (const address of urls) await report(site, article, address);
    await env.DB.prepare('UPDATE recall_licenses SET overdue_at = ? WHERE recall = ?')
      .bind(new Date(Date.now() + 1_000).toISOString(), recall)
      .run();
    await drain();
    const { later, ...afterwards } = await details(recall);
    expect(afterwards).toEqual(closed);
    expect(later.map((entry) => entry.url)).toEqual(urls);
  });

  it('has a page that was reported before the closing and drained after it', async () => {
    const { site, article, recall, url } = await killed({ isReported: false });
    await report(site, article, url);
    await close(recall);
    await drain();
    expect(await details(recall)).toMatchObject({
      ...{ later: [], pages: { reported: 1, unread: 1 } },
      licenses: [{ titles: [{ pages: [{ url, nextAt: null }] }] }],
    });
    expect(await list(`article=${article.id}`)).toMatchObject([{ pages: { reported: 1, unread: 1 } }]);
    await report(site, article, `${url}/2`);
    await drain();
    expect(await details(recall)).toMatchObject({
      ...{ later: [{ url: `${url}/2` }], licenses: [{ titles: [{ pages: [{ url }] }] }] },
    });
  });

  it('is replaced by a kill that follows a correction', async () => {
    const site = await openSite(newsroom);
    const item = wireItem();
    const article = await ingest(newsroom, item);
    await deliver(site, article);
    await ingest(newsroom, { ...item, version: '2' });
    await patchArticle(newsroom, article.id, { pubStatus: 'withheld' });
    await drain();
    expect(await list(`article=${article.id}`)).toMatchObject([{ type: 'article.held', state: 'open' }]);
    await patchArticle(newsroom, article.id, { pubStatus: 'canceled' });
    await drain();
    expect(await list(`article=${article.id}`)).toMatchObject([
      { type: 'article.killed', state: 'open' },
      { type: 'article.held', state: 'closed', closed: { how: 'superseded' } },
    ]);
  });

  it('is derived once, by runs at once and one after the other', async () => {
    const { recall, url } = await killed();
    await Promise.all([1, 2, 3].map(() => updateRecalls(bindings, Date.now() + 5_000)));
    await env.DB.prepare('UPDATE recall_pages SET next_ms = 1 WHERE recall = ?').bind(recall).run();
    const run = () => readPages(bindings, { recall, perHost: 10, limit: 100 });
    const read = await Promise.all([run(), run(), run()]);
    expect(read.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(asked.filter((address) => address === url)).toHaveLength(1);
    await drain();
    expect(verdicts(await details(recall))).toEqual([['unchanged']]);
  });

  it('is derived again from the log when the database was restored', async () => {
    const before = await snapshotOfD1();
    const { site, event, recall } = await killed({ isReported: false });
    await acknowledge(site, event, 'removed');
    await drain();
    const { licenses: _then, ...then } = await details(recall);
    const catalogue = ['items', 'changes', 'licenses', 'partners', 'item_versions', 'api_keys', 'outbox'];
    const now = await snapshotOfD1();
    // The catalogue as it is: this is about what is derived from the log.
    await restoreD1([
      ...before.filter(({ table }) => /^(recall|log_shards|notes|blocks|publications)/.test(table)),
    ]);
    expect(catalogue.length).toBeLessThan(now.length);
    await drain();
    await drain();
    const { licenses: _now, ...again } = await details(recall);
    expect({ ...again, closed: { ...again.closed, at: '' } }).toEqual({
      ...then,
      closed: { ...then.closed, at: '' },
    });
  });

  it('goes on when the partner has moved to another shard', async () => {
    const { site, event, recall, url } = await killed();
    await updateRecalls(bindings, Date.now() + 5_000);
    const begun = await movePartner(
      { ...bindings, LEDGER_POOL_SIZE: '2' },
      site.partner,
      'ledger-1',
      Date.now(),
    );
    expect(begun.ok).toBe(true);
    const isMoved = async () => (await lastMove(env.DB, site.partner))?.ended != null;
    for (let alarms = 0; alarms < 20 && !(await isMoved()); alarms++) await drain();
    expect(await isMoved()).toBe(true);
    await passDeadline(recall);
    await readAll();
    await drain('ledger-1');
    expect(await details(recall)).toMatchObject({
      ...{ state: 'overdue', pages: { up: 1 } },
      licenses: [{ overdueAt: expect.any(String) }],
    });
    const events = await request('/v1/events', { token: site.token });
    const { items } = await events.json<{ items: { type: string }[] }>();
    expect(items.map(({ type }) => type)).toEqual(['article.killed', 'recall.overdue']);
    pages.delete(url);
    await acknowledge(site, event, 'removed');
    await drain('ledger-1');
    await followRecalls(bindings, 5_000);
    await drain('ledger-1');
    const closed = await details(recall);
    expect(closed).toMatchObject({ state: 'closed', closed: { how: 'completed' } });
    expect(verdicts(closed)).toEqual([['gone', 'unchanged']]);
  });
});
