/** The first page, by role; and the page of how the ledger is. */
import { createExecutionContext, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from '../../src/app.ts';
import { byDay } from '../../src/console/overview/figures.ts';
import { raiseFinding } from '../../src/ledger/object-store/checkpoints.ts';
import { raiseFaults } from '../../src/ledger/self-check/raise.ts';
import type { Fault } from '../../src/ledger/self-check/types.ts';
import { toStored } from '../../src/ledger/stored-message.ts';
import { message } from '../../src/ledger/templates.ts';
import { AGENCY_LOG } from '../../src/ledger/transparency/origins.ts';
import { WATCH_DOWN } from '../../src/monitor/conditions.ts';
import { MONITOR, STANDBY } from '../../src/monitor/names.ts';
import { visitor } from '../support/console.ts';
import { create, operatorToken, partnerToken, request } from '../support/gateway.ts';
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
let ownersAtFirst: string;
let ownersBeforeUse: string;
let emptyList: string;
let ownersEmptyList: string;
let operator: string;
beforeAll(async () => {
  const [desk, owner] = [await visitor('desk'), await visitor('owner')];
  atFirst = await desk.page('/console');
  ownersAtFirst = await owner.page('/console');
  emptyList = await desk.page('/console/articles');
  newsroom = await openNewsroom();
  ({ id: operator } = await create('/v1/admin/operators', await operatorToken('owner'), {
    name: 'Editorial system',
    role: 'ingest',
  }));
  ownersEmptyList = await owner.page('/console/articles');
  site = await openSite(newsroom, { ends: new Date(Date.now() + 10 * 86_400_000).toISOString() });
  const article = await ingest(newsroom, wireItem());
  ownersBeforeUse = await (await visitor('owner')).page('/console');
  await request(`/v1/articles/${article.id}`, { token: site.token });
  await request(`/v1/articles/${article.id}?use=display&territory=JP`, { token: site.token });
  await drain();
});

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the overview', () => {
  it('of an empty gateway is the steps to the first article, and nothing else', () => {
    expect(words(atFirst)).toContain('until a partner can fetch its first article');
    const links = [...atFirst.matchAll(/<li><a href="(\/console\/\w+(?:\/new)?)">/g)].map(([, href]) => href);
    expect(links.filter((href) => href?.endsWith('/new'))).toEqual([
      '/console/partners/new',
      '/console/products/new',
      '/console/licenses/new',
      '/console/keys/new',
    ]);
    expect(words(atFirst)).not.toMatch(/Needs attention|This month|System health/);
  });

  it('leads an owner from each step to the form for it, filled in with its role', async () => {
    const owner = await visitor('owner');
    for (const [step, role] of [
      ['Add an operator with the role Newsroom', 'ingest'],
      ['Add an auditor', 'auditor'],
    ]) {
      const [, href = ''] = new RegExp(`<a href="([^"]*)">${step}`).exec(ownersAtFirst) ?? [];
      expect(await owner.page(href)).toMatch(new RegExp(`<option value="${role}" selected`));
    }
  });

  it('lists the steps that can wait beside the rest, once partners can fetch articles', () => {
    expect(words(ownersBeforeUse)).toMatch(
      /Needs attention .*Still to set up .*set the name and notice of your agency.*set a contact .*System health/,
    );
    expect(words(ownersBeforeUse)).not.toMatch(/Set up your gateway|Add a partner|Done/);
  });

  it('keeps the steps that can wait until they are done, whatever partners have fetched', async () => {
    const html = words(await (await visitor('owner')).page('/console'));
    expect(html).toMatch(/Still to set up .*set a contact .*set who receives alerts/);
    expect(html).not.toMatch(/Set up your gateway|Add a partner/);
  });

  it('names the settings of the agency until they are set', async () => {
    const desk = await visitor('desk');
    const page = async (path: string, changed = {}) => {
      const context = createExecutionContext();
      const headers = { Cookie: desk.cookie };
      return (await app.request(path, { headers }, { ...env, ...changed }, context)).text();
    };
    const [href] = /\/console\/health#agency/.exec(await page('/console')) ?? [];
    expect(href).toBe('/console/health#agency');
    expect(await page('/console/health')).toMatch(
      /id="agency".*AGENCY_NAME =.*AGENCY_NOTICE =.*LOG_ORIGIN =/s,
    );
    const own = { AGENCY_NAME: 'Etsch', AGENCY_NOTICE: '© Etsch', LOG_ORIGIN: 'etsch.example/log' };
    for (const path of ['/console', '/console/health'])
      expect(await page(path, own)).not.toMatch(/#agency|id="agency"/);
    expect(await page('/console/health', { ...own, AGENCY_NOTICE: env.AGENCY_NOTICE })).toContain(
      'id="agency"',
    );
  });

  it('of an empty gateway shows how the newsroom sends an article, and who may', () => {
    for (const html of [atFirst, ownersAtFirst])
      expect(html).toContain('<a href="/console/articles">Send the first article');
    expect(emptyList).toContain('curl -s -u opr_… -d grant_type=client_credentials');
    expect(emptyList).toMatch(/curl -X PUT .*\n {2}&#39;http[^ ]*\/v1\/admin\/articles&#39; -d @-/);
    expect(emptyList).toContain('add one of its sections to the address: ?section=…');
    expect(ownersEmptyList).not.toContain('add one of its sections');
    expect(ownersEmptyList).toContain(`curl -s -u ${operator} -d grant_type=client_credentials`);
    expect(ownersEmptyList).toContain(`/v1/admin/articles?section=${newsroom.section}&#39; -d @-`);
  });

  it('tells an owner that no contact and no receiver of alerts is set, and who sets them where', async () => {
    expect(ownersAtFirst).toContain(
      '<a href="/console/health#contact">Have the person who runs the gateway set a contact',
    );
    const owner = await visitor('owner');
    const health = await owner.page('/console/health');
    expect(health).toMatch(
      /id="contact".*The public page .* gives no address to ask for a license\..*AGENCY_CONTACT = /s,
    );
    expect(health).toMatch(
      /id="alerts".*Alerts aren’t sent to anyone\..*ALERT_WEBHOOKS = .*ALERT_SECRET_ONCALL/s,
    );
    expect(words(health).match(/Only the person who runs the gateway can change this/g)).toHaveLength(3);
    const german = await owner.get('/console/health', { 'Accept-Language': 'de' });
    expect(words(await german.text())).toContain(
      'Die öffentliche Seite /licensing nennt keine Adresse, bei der man eine Lizenz anfragen kann.',
    );
    const configured = {
      ...env,
      AGENCY_CONTACT: 'licensing@agency.example',
      ALERT_WEBHOOKS: JSON.stringify([{ url: 'https://hook.agency.example', secret: 'ALERT_SECRET_TEST' }]),
      ALERT_SECRET_TEST: `whsec_${btoa('a secret of the receiver, 32 B...')}`,
    };
    const page = async (path: string) => {
      const headers = { Cookie: owner.cookie };
      return (await app.request(path, { headers }, configured, createExecutionContext())).text();
    };
    expect(await page('/licensing')).toContain('href="mailto:licensing@agency.example"');
    expect(await page('/console/health')).toContain('Ledger shards<');
    expect(await page('/console/health')).not.toMatch(/AGENCY_CONTACT|ALERT_WEBHOOKS/);
    expect(await page('/console/health')).toContain('Sent to hook.agency.example.');
  });

  it('shows the desk what needs attention, each with the page that deals with it', async () => {
    const early = await ingest(
      newsroom,
      wireItem({
        embargoedUntil: new Date(Date.now() + 3_600_000).toISOString(),
        headlines: [{ value: HOSTILE, contentType: 'text/plain' }],
      }),
    );
    const html = await (await visitor('desk')).page('/console');
    expect(html).toContain(`href="/console/licenses/${site.license}/renew"`);
    expect(html).toContain(`href="/console/articles/${early.id}"`);
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('Set up your gateway');
  });

  it('compares this month with the last, and draws 30 days with the refusal rate', async () => {
    const html = await (await visitor('desk')).page('/console');
    expect(words(html)).toMatch(/Refusal rate 50% Last month to the same day: –/);
    expect(html).toMatch(
      /<title>[^<]*: 1 delivered, 1 refused, refusal rate 50%, previous period 0<\/title>/,
    );
    expect(html.match(/class="hit"/g)).toHaveLength(30);
  });

  it('leads from each day of the chart to the entries of this day alone', async () => {
    const html = await (await visitor('desk')).page('/console');
    const days = [...html.matchAll(/\?from=(\d{4}-\d\d-\d\d)&amp;to=([^"&]*)"/g)];
    expect(days.length).toBeGreaterThanOrEqual(60);
    expect(days.filter(([, from, to]) => from !== to)).toEqual([]);
  });

  it('shows a quota that is exceeded as that, with what follows from it', async () => {
    const quota = { limit: 1, per: 'month', onExceed: 'overage' };
    const over = await openSite(newsroom, { quota });
    for (let units = 0; units < 3; units++) {
      const { id } = await ingest(newsroom, wireItem());
      await request(`/v1/articles/${id}`, { token: over.token });
    }
    await drain();
    const desk = await visitor('desk');
    const text = '3 of 1 units this month (300%) · 2 over, delivered and counted separately · resets';
    expect(words(await desk.page('/console'))).toContain(text);
    for (const page of [`/console/licenses/${over.license}`, `/console/partners/${over.partner}`]) {
      const html = await desk.page(page);
      expect(words(html)).toContain(text);
      expect(html).toMatch(/<rect class="bad" x="33.33%" width="66.67%"/);
    }
  });

  it('ranks partners, articles and reasons of the month, each with the way to its entries', async () => {
    const html = await (await visitor('desk')).page('/console?top=1');
    const [tops = ''] = /<div id="tops"[\s\S]*/.exec(html) ?? [];
    const own = `href="/console/deliveries\\?partner=${site.partner}&amp;kind=delivery&amp;from=[^"]*">[^<]*</a></th>`;
    // Its refusal is no delivery.
    expect(tops).toMatch(new RegExp(`${own}<td class="number">1<`));
    expect(words(tops)).toContain('Partners (Deliveries)');
    expect(words(tops)).toContain('Territory not licensed 1');
  });

  it('counts uses with live keys in this month, as the usage report does', async () => {
    const deliveriesOn = async (path: string) => {
      const [, count] =
        /<h[23]>Deliveries<\/h[23]><p class="figure">(?:<a[^>]*>)?(\d+)/.exec(
          await (await visitor('auditor')).page(path),
        ) ?? [];
      return Number(count);
    };
    const before = await deliveriesOn('/console');
    const key = await create<{ client_id: string; client_secret: string }>('/v1/admin/keys', newsroom.admin, {
      ...{ license: site.license, name: 'Trial', env: 'test' },
    });
    const { id } = await ingest(newsroom, wireItem());
    await (await request(`/v1/articles/${id}`, { token: await partnerToken(key) })).arrayBuffer();
    await drain();
    expect(await deliveriesOn('/console')).toBe(before);
    expect(words(await (await visitor('auditor')).page('/console'))).toContain('Uses with live keys');
  });

  it('shows an auditor the integrity of the log, what is due, and nothing that is the desk’s', async () => {
    // A month that had ended when its license was stored needs no statement.
    await env.DB.prepare("UPDATE licenses SET created = '2020-01-01T00:00:00.000Z'").run();
    const html = await (await visitor('auditor')).page('/console');
    expect(words(html)).toMatch(/licenses have no statement for \w+ \d{4} yet/);
    expect(words(html)).toMatch(/ \d+ older statements are ready to close\. View statements/);
    expect(words(html)).toContain('Log integrity Latest checkpoint');
    expect(html).not.toContain('/renew');
    expect(words(html)).not.toContain('Upcoming embargo lifts');
  });

  it('of the newsroom is the list of what it has sent', async () => {
    const sent = await ingest(newsroom, wireItem());
    const ingestor = await visitor('ingest');
    expect((await ingestor.get('/console')).headers.get('Location')).toBe('/console/articles');
    const html = await ingestor.page('/console/articles');
    expect(html).toContain(`href="/console/articles/${sent.id}"`);
    expect(html).not.toContain('<a href="/console">');
  });

  it('says whose days its figures have', async () => {
    const owner = await visitor('owner');
    const html = await (
      await owner.get('/console', { Cookie: `${owner.cookie}; imprimatur-zone=Asia/Tokyo` })
    ).text();
    expect(words(html)).toMatch(
      /This month View usage Uses with live keys; .*Days follow each license’s time zone/,
    );
    expect(words(html)).toContain('Requests, last 30 days (time zone Asia/Tokyo)');
    const license = words(await owner.page(`/console/licenses/${site.license}`));
    expect(license).toContain('Requests, last 30 days (time zone UTC)');
    expect(words(await owner.page('/console/deliveries?charts=1'))).toContain('Last month time zone UTC');
  });

  it('has a place for every key of its messages', async () => {
    const german = await (await visitor('owner')).get('/console', { 'Accept-Language': 'de' });
    const text = words(await german.text());
    expect(text).toContain('Zu erledigen');
    expect(text).not.toMatch(/\b(overview|activity|quota|health|word|chart)\.\w+/);
  });

  it('counts the articles on hold, each until its release, and leads to the list of them', async () => {
    const desk = await visitor('desk');
    expect(words(await desk.page('/console'))).not.toContain('on hold');
    const ids = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())].map(({ id }) => id);
    const change = (id: string | undefined, pubStatus: string) =>
      request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json: { pubStatus } });
    for (const id of ids) await change(id, 'withheld');
    const html = await desk.page('/console');
    expect(words(html)).toContain('2 articles on hold: not delivered until released View all');
    const [, href = ''] = /on hold.*?href="([^"]*)"/.exec(html) ?? [];
    const list = await desk.page(href);
    for (const id of ids) expect(list).toContain(`/console/articles/${id}"`);
    await change(ids[0], 'usable');
    expect(words(await desk.page('/console'))).toContain('1 article on hold');
    await change(ids[1], 'canceled');
    expect(words(await desk.page('/console'))).not.toContain('on hold');
  });

  it('names the change of an open recall', async () => {
    const { token } = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem());
    await (await request(`/v1/articles/${id}`, { token })).body?.cancel();
    const json = { pubStatus: 'withheld' };
    await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json });
    await drain();
    const desk = await visitor('desk');
    expect(words(await desk.page('/console'))).toContain(': article held, answered by 0 of 1 license.');
    const german = await (await desk.get('/console', { 'Accept-Language': 'de' })).text();
    expect(words(german)).toContain(': Artikel zurückgehalten, Antwort von 0 von 1 Lizenz.');
  });
});

describe('the recalls on the overview', () => {
  it('are all that are open, each with the partners to call and the deadline', async () => {
    const [first, second] = [await openSite(newsroom), await openSite(newsroom)];
    for (const sites of [[first], [first, second]]) {
      const { id } = await ingest(newsroom, wireItem());
      for (const { token } of sites) await (await request(`/v1/articles/${id}`, { token })).body?.cancel();
      const json = { pubStatus: 'canceled' };
      await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json });
    }
    await drain();
    const page = async (language: string) =>
      words(await (await (await visitor('owner')).get('/console', { 'Accept-Language': language })).text());
    const [english, german] = [await page('en'), await page('de')];
    expect(english).toMatch(
      / 0 of 1 license\. 1 partner that the gateway can’t notify has not answered\. Call by \d+ [^:]+:\d\d : Partner \w+ : no contact recorded add one/,
    );
    expect(english).toMatch(
      / 0 of 2 licenses\. 2 partners that the gateway can’t notify have not answered\. Call by \d+ [^:]+:\d\d : Partner \w+ : .*; Partner \w+ : /,
    );
    expect(german).toMatch(
      / 2 Partner, die das Gateway nicht selbst benachrichtigen kann, haben nicht geantwortet\. Bis \d[^:]+:\d\d anrufen: Partner \w+ : kein Kontakt hinterlegt Kontakt eintragen/,
    );
    // To call is the desk's task.
    const audited = words(await (await visitor('auditor')).page('/console'));
    expect(audited).toContain('2 partners that the gateway can’t notify have not answered.');
    expect(audited).not.toMatch(/Call (now|by)|no contact recorded/);
    const recallContact = '+49 40 12345, night@site.example';
    const change = { method: 'PATCH', token: newsroom.admin, json: { recallContact } };
    await request(`/v1/admin/partners/${first.partner}`, change);
    // It may break after its marks.
    expect(await page('en')).toContain(': +49 40 12345, night@ site. example');
    await env.DB.prepare(
      `INSERT INTO webhooks (id, license, url, status, version, created, changed)
       VALUES ('whk_1', ?, 'https://partner.example/', 'active', 1, '2026-01-01', '2026-01-01')`,
    )
      .bind(first.license)
      .run();
    const withEndpoint = await page('en');
    expect(withEndpoint).toMatch(/ 0 of 1 license\. (?!1 partner)/);
    expect(withEndpoint).toMatch(
      / 0 of 2 licenses\. 1 partner that the gateway can’t notify has not answered/,
    );
  });
});

describe('figures of a chart', () => {
  const figures = [
    { hour: '2026-05-09T21', deliveries: 1, refusals: 0 },
    { hour: '2026-05-09T22', deliveries: 2, refusals: 1 },
    { hour: '2026-05-10T11', deliveries: 4, refusals: 0 },
  ];
  const nowMs = Date.parse('2026-05-10T11:20:00Z');

  it('have each of the last 30 days of the viewer’s zone, and the sums of the 30 before', () => {
    const earlier = { hour: '2026-04-01T12', deliveries: 5, refusals: 2 };
    const { days, previous } = byDay([earlier, ...figures], { nowMs, zone: 'Europe/Berlin' });
    expect([days.length, previous.length]).toEqual([30, 30]);
    expect(days.slice(-2)).toEqual([
      { day: '2026-05-09', deliveries: 1, refusals: 0 },
      { day: '2026-05-10', deliveries: 6, refusals: 1 },
    ]);
    expect(previous.reduce((sum, value) => sum + value)).toBe(7);
  });
});

describe('the page of the ledger’s health', () => {
  it('says of each thing whether it is fine', async () => {
    for (const role of ['desk', 'auditor'] as const) {
      const text = words(await (await visitor(role)).page('/console/health'));
      expect(text).toMatch(/healthy All \d+ ledger shards online/);
      expect(text).toContain('Self-check: no issues.');
      expect(text).toContain('ledger-0');
      expect(text).toMatch(
        /Alerts aren’t sent to anyone\. .* Only the person who runs the gateway .* ALERT_WEBHOOKS/,
      );
    }
  });

  it('lists what fires and what is over, and whether anybody was reached', async () => {
    const now = Date.now();
    await runInDurableObject(env.MONITOR.get(env.MONITOR.idFromName(MONITOR)), (_, { storage: { sql } }) => {
      sql.exec(`DELETE FROM alerts`);
      for (const [id, kind, over] of [
        ['alr_1', 'outbox_behind', null],
        ['alr_2', 'bugs', now],
      ] as const)
        sql.exec(
          `INSERT INTO alerts VALUES (?, ?, 'ledger-7', ?, ?, ?, 1, 0, 1, ?, ?, NULL)`,
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

  it('names the log of an issue once, where it is the shard itself', async () => {
    await env.DB.prepare(
      `INSERT INTO findings (license, idx, kind, object, detail, since, seen)
       VALUES ('operators', 7, 'checkpoint_missing', 'operators', 'x', '2026-05-02T00:00:00.000Z', '2026-05-02T00:00:00.000Z')`,
    ).run();
    expect(words(await (await visitor('desk')).page('/console/health'))).toMatch(
      /since 2 May 2026, [\d:]+ operators 7 /i,
    );
  });

  it('says findings and alerts in German as they were written', async () => {
    const detail = message('self_check.usage', { period: 'month:2026-05', used: 4120, billed: 4119 });
    const fault: Fault = { kind: 'usage_changed', license: site.license, index: null, detail };
    await raiseFaults(env.DB, { faults: [fault], object: 'ledger-0', nowMs: Date.now() });
    const standby = env.MONITOR.get(env.MONITOR.idFromName(STANDBY));
    for (let looks = 0; looks < 2; looks++) await standby.noteWatch(WATCH_DOWN.detail.text);
    const agency = env.AGENCY_LOG.get(env.AGENCY_LOG.idFromName(AGENCY_LOG));
    await runInDurableObject(agency, (_, { storage: { sql } }) => {
      const stored = toStored(message('log.rewound', { signed: 1200, size: 7 }));
      raiseFinding(sql, { kind: 'log_rewound', origin: 'wire.example', ...stored, sinceMs: Date.now() });
    });
    const desk = await visitor('desk');
    const text = words(await (await desk.get('/console/health', { 'Accept-Language': 'de' })).text());
    expect(text).toContain('4.120 Einheiten sind gezählt, 4.119 sind abrechenbar.');
    expect(text).toContain('Die Alarmüberwachung (monitor) antwortet dem Cron-Trigger nicht');
    expect(text).toContain('1.200 Einträge wurden signiert, 7 sind vorhanden');
  });

  it('is not for the newsroom', async () => {
    expect((await (await visitor('ingest')).get('/console/health')).status).toBe(403);
  });
});
