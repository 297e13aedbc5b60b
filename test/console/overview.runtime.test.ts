/** The first page, by role; and the page of how the ledger is. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { byDay, byHour } from '../../src/console/overview/figures.ts';
import type { Ledger } from '../../src/ledger/object.ts';
import { visitor } from '../support/console.ts';
import { request } from '../support/gateway.ts';
import {
  drain,
  ingest,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';

const HOSTILE = `<script>alert(1)</script>"'&`;

let newsroom: Newsroom;
let site: PartnerSite;
let atFirst: string;
beforeAll(async () => {
  atFirst = await (await visitor('desk')).page('/console');
  newsroom = await openNewsroom();
  site = await openSite(newsroom, { ends: new Date(Date.now() + 10 * 86_400_000).toISOString() });
  const article = await ingest(newsroom, wireItem());
  await request(`/v1/articles/${article.id}`, { token: site.token });
  await request(`/v1/articles/${article.id}?use=display&territory=JP`, { token: site.token });
  await drain();
});

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the overview', () => {
  it('of an empty gateway teaches the first three things to do', () => {
    expect(words(atFirst)).toContain('Get started: 3 steps');
    const links = [...atFirst.matchAll(/<li><a href="(\/console\/\w+\/new)">/g)].map(([, href]) => href);
    expect(links).toEqual(['/console/partners/new', '/console/products/new', '/console/licenses/new']);
    expect(words(atFirst)).toContain('No requests in the last 30 days.');
  });

  it('shows the desk what waits, each with the page that deals with it', async () => {
    const early = await ingest(
      newsroom,
      wireItem({
        embargoedUntil: new Date(Date.now() + 3_600_000).toISOString(),
        headlines: [{ value: HOSTILE, contentType: 'text/plain' }],
      }),
    );
    const html = await (await visitor('desk')).page('/console');
    expect(html).toContain(`href="/console/licenses/${site.license}"`);
    expect(html).toContain(`href="/console/articles/${early.id}"`);
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).not.toContain('<script>alert');
    expect(words(html)).toContain('1 delivered, 1 refused');
    expect(words(html)).toContain('ledger objects online');
    expect(html).not.toContain('Get started');
  });

  it('shows an auditor figures and findings, and nothing that is the desk’s', async () => {
    const html = await (await visitor('auditor')).page('/console');
    expect(words(html)).toContain('1 delivered, 1 refused');
    expect(words(html)).toContain('Open discrepancies');
    expect(html).not.toContain('/console/licenses/');
    expect(words(html)).not.toContain('Upcoming embargo lifts');
  });

  it('shows the newsroom what it has sent', async () => {
    const sent = await ingest(newsroom, wireItem());
    const html = await (await visitor('ingest')).page('/console');
    expect(html).toContain(`href="/console/articles/${sent.id}"`);
    expect(words(html)).not.toContain('Deliveries and refusals');
  });

  it('has a place for every key of its messages', async () => {
    const german = await (await visitor('owner')).get('/console', { 'Accept-Language': 'de' });
    const text = words(await german.text());
    expect(text).toContain('Bald ablaufende Lizenzen (60 Tage)');
    expect(text).not.toMatch(/\b(overview|health|word|chart)\.\w+/);
  });
});

describe('figures of a chart', () => {
  const figures = [
    { hour: '2026-05-09T21', deliveries: 1, refusals: 0 },
    { hour: '2026-05-09T22', deliveries: 2, refusals: 1 },
    { hour: '2026-05-10T11', deliveries: 4, refusals: 0 },
  ];
  const nowMs = Date.parse('2026-05-10T11:20:00Z');

  it('have each of the last 24 hours, the present one among them', () => {
    const { labels, deliveries, refusals } = byHour(figures, { nowMs, zone: 'Europe/Berlin' });
    expect([labels.length, labels[0], labels.at(-1)]).toEqual([24, '14:00', '13:00']);
    expect(deliveries.at(-1)).toBe(4);
    expect(deliveries.reduce((sum, one) => sum + one)).toBe(7);
    expect(refusals.reduce((sum, one) => sum + one)).toBe(1);
  });

  it('have each of the last 30 days of the viewer’s zone', () => {
    const days = byDay(figures, { nowMs, zone: 'Europe/Berlin', dayOf: (date) => date });
    expect(days.labels).toHaveLength(30);
    expect(days.labels.slice(-2)).toEqual(['2026-05-09', '2026-05-10']);
    expect(days.deliveries.slice(-2)).toEqual([1, 6]);
  });
});

describe('the page of the ledger’s health', () => {
  it('says of each thing whether it is fine', async () => {
    for (const role of ['desk', 'auditor'] as const) {
      const text = words(await (await visitor(role)).page('/console/health'));
      expect(text).toMatch(/healthy All \d+ ledger objects online/);
      expect(text).toContain('Self-check: no issues.');
      expect(text).toContain('ledger-0');
      expect(text).toContain('No alert receivers configured.');
    }
  });

  it('lists what fires and what is over, and whether anybody was reached', async () => {
    const agency = env.LEDGER.get(env.LEDGER.idFromName('agency'));
    const now = Date.now();
    await runInDurableObject(agency, (_: Ledger, { storage: { sql } }) => {
      sql.exec(`DELETE FROM alerts`);
      for (const [id, kind, over] of [
        ['alr_1', 'outbox_behind', null],
        ['alr_2', 'bugs', now],
      ] as const)
        sql.exec(
          `INSERT INTO alerts VALUES (?, ?, 'ledger-7', ?, ?, ?, 1, 0, 1, ?, ?)`,
          id,
          kind,
          over ? 'resolved' : 'firing',
          HOSTILE,
          now,
          now,
          over,
        );
      sql.exec(`INSERT INTO alert_messages VALUES ('alr_1-firing-1', 'alr_1', ?, '{}')`, now);
      sql.exec(
        `INSERT INTO alert_deliveries (message, hook, state, tries, due_ms) VALUES ('alr_1-firing-1', 'oncall', 'failed', 8, 0)`,
      );
    });
    const html = await (await visitor('desk')).page('/console/health');
    const text = words(html);
    expect(text).toMatch(/active Changes aren’t in force everywhere .* ledger-7 .* oncall failed/);
    expect(text).toContain('resolved Internal errors');
    expect(html).not.toContain('<script>alert');
  });

  it('says what is wrong, and what to do', async () => {
    await env.DB.prepare(
      `INSERT INTO findings (license, idx, kind, object, detail, since, seen)
       VALUES (?, 3, 'row_changed', 'ledger-0', ?, '2026-05-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z')`,
    )
      .bind(site.license, `In D1 this is not the entry’s: ${HOSTILE}`)
      .run();
    const html = await (await visitor('desk')).page('/console/health');
    const text = words(html);
    expect(text).toContain('needs attention');
    expect(text).toContain('A database entry was modified');
    expect(text).toContain('The ledger has the correct entry.');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain(`href="/console/licenses/${site.license}"`);
  });

  it('is not for the newsroom', async () => {
    expect((await (await visitor('ingest')).get('/console/health')).status).toBe(403);
  });
});
