import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { adjacentPeriod } from '../../src/audit/reports/period.ts';
import { type Visitor, visitor } from '../support/console.ts';
import { operatorToken, request } from '../support/gateway.ts';
import { drain, ingest, ingestWithPhotograph, openSite, scenario, wireItem } from '../support/newsroom.ts';

const HOSTILE = '<script>alert(1)</script>';

let auditor: Visitor;
let token: string;
const month = new Date().toISOString().slice(0, 7);

const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom, { copyrightHolder: `Supplier ${HOSTILE}` });

beforeAll(async () => {
  await request(`/v1/articles/${article.id}?title=morgen`, { token: site.token });
  await request(`/v1/articles/${article.id}?use=display&territory=JP`, { token: site.token });
  await request(`/v1/admin/partners/${site.partner}`, {
    method: 'PATCH',
    token: newsroom.admin,
    json: { name: `Partner ${HOSTILE}` },
  });
  await drain();
  auditor = await visitor('auditor');
  token = await operatorToken('auditor');
});

/** Text of the page as a reader has it. */
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('reports', () => {
  it('are listed, each with what it tells', async () => {
    const html = await auditor.page('/console/reports');
    for (const kind of [
      'usage',
      'royalties',
      'article',
      'rules',
      'activity',
      'completeness',
      'society',
      'platform',
      'items',
    ])
      expect(html).toContain(`href="/console/reports/${kind}"`);
  });

  it('of a license name its days in its own zone, and draw no share of refusals without any', async () => {
    const calm = await openSite(newsroom);
    await request(`/v1/articles/${article.id}`, { token: calm.token });
    await drain();
    const usage = (license: string, zone: string) =>
      auditor.get(`/console/reports/usage?license=${license}&period=${month}`, {
        Cookie: `${auditor.cookie}; imprimatur-zone=${zone}`,
      });
    const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
    const firstUses = new Set<string | undefined>();
    for (const zone of ['Europe/Berlin', 'America/New_York']) {
      const html = await (await usage(site.license, zone)).text();
      firstUses.add(/<dt>First<\/dt><dd>([^<]+)/.exec(html)?.[1]);
      expect(html).toMatch(new RegExp(`<dt>Period</dt><dd>1.–.${last} \\w+ ${month.slice(0, 4)}</dd>`));
    }
    // Where the reader is does not matter for them either.
    expect([...firstUses]).toEqual([expect.stringMatching(/^\d+ \w+ \d{4}, [\d:]{8}$/)]);
    const activity = (license: string) =>
      auditor.page(`/console/reports/activity?license=${license}&period=${month}`);
    expect(await activity(site.license)).toContain('class="rate"');
    expect(await activity(calm.license)).not.toContain('class="rate"');
  });

  it('tell restrictions of the same text apart by what they are about', async () => {
    const headlines = ['Summit in Salzburg', 'Summit in Vienna'];
    for (const value of headlines) {
      const { id } = await ingest(newsroom, wireItem({ headlines: [{ value }] }));
      const json = { scope: id, text: 'AUSTRIA OUT' };
      await request('/v1/admin/restrictions', { token: newsroom.admin, json });
      await request(`/v1/articles/${id}?use=display&title=morgen&territory=AT`, { token: site.token });
    }
    await drain();
    const html = await auditor.page(`/console/reports/usage?license=${site.license}&period=${month}`);
    for (const headline of headlines)
      expect(textOf(html)).toMatch(new RegExp(`AUSTRIA OUT\\s+${headline} · `));
  });

  it('lead to the period before, and to the next one only when it has begun', async () => {
    const at = (period: string) => auditor.page(`/console/reports/usage?period=${period}`);
    for (const period of [month, `${month}-01`.slice(0, 4), new Date().toISOString().slice(0, 10)]) {
      const html = await at(period);
      expect(html).toContain('rel="prev"');
      expect(html).not.toContain('rel="next"');
      expect(html).toContain('This period is still running');
    }
    const before = adjacentPeriod(month, -1) ?? '';
    expect(await at(before)).not.toContain('This period is still running');
    expect(await at(before)).toContain(`period=${month}" rel="next"`);
  });

  it.each([
    ['en', 'Choose a period that has ended'],
    ['de', 'Wählen Sie einen Zeitraum, der zu Ende ist'],
  ])('of COUNTER offer finished periods only, and mark another one (%s)', async (language, sentence) => {
    const at = async (period: string) => {
      const headers = { 'Accept-Language': language };
      const path = `/console/reports/platform?customer=${site.license}&${period}`;
      return (await auditor.get(path, headers)).text();
    };
    const before = adjacentPeriod(month, -1) ?? '';
    const finished = await at(`period=${before}`);
    expect(finished).toContain(`<option value="${before}" selected`);
    expect(finished).not.toContain(`<option value="${month}"`);
    expect(finished).not.toContain(`<option value="${month.slice(0, 4)}"`);
    expect(finished).not.toContain('rel="next"');
    for (const period of [month, month.slice(0, 4)]) {
      const html = await at(`period=${period}`);
      expect(html).toMatch(new RegExp(`id="period-fault">\\s*${sentence}`));
      expect(html).toMatch(/<select id="period"[^>]*aria-invalid="true"/);
      expect(html).not.toMatch(/Invalid Date|Not over yet/);
    }
    expect(await at(`from=2026-01-01&to=${month}-01`)).toMatch(/id="to-fault"/);
  });

  it.each([
    ['desk', 200],
    ['owner', 200],
    ['ingest', 403],
  ] as const)('are not for the role %s, but for usage, which is answered %i', async (role, usage) => {
    const other = await visitor(role);
    for (const path of ['/console/reports', '/console/reports/royalties', '/console/reports/rules/file'])
      expect((await other.get(path)).status).toBe(403);
    for (const path of [
      `/console/reports/usage?period=${month}`,
      `/console/reports/usage/file?as=csv&period=${month}`,
    ])
      expect((await other.get(path)).status).toBe(usage);
  });

  it('that there are not, are not there', async () => {
    for (const path of ['/console/reports/nothing', '/console/reports/nothing/file'])
      expect((await auditor.get(path)).status).toBe(404);
  });

  it.each([
    `usage?period=${month}`,
    `usage?period=${month}&env=test`,
    `royalties?period=${month}`,
    `rules?period=${month}`,
    `activity?period=${month}`,
    `completeness?period=${month}`,
    `society?period=${month}`,
  ])('%s is shown in both languages, and hostile names in it as text', async (path) => {
    for (const language of ['en', 'de']) {
      const response = await auditor.get(`/console/reports/${path}`, {
        Cookie: `${auditor.cookie}; imprimatur-language=${language}`,
      });
      const html = await response.text();
      expect([response.status, html.includes(HOSTILE)]).toEqual([200, false]);
      expect(html).toContain(`<html lang="${language}"`);
      // A key that is in no file shows as it is.
      expect(textOf(html)).not.toMatch(/\b(reports|period|word|filter)\.[a-z_]+/);
      expect(html).not.toMatch(/\s(style|on[a-z]+)="/);
    }
  });

  it('of completeness explain the last column below the table', async () => {
    await env.DB.prepare(
      `INSERT INTO edge_counts VALUES ('2026-05-04', 'isolate', 3, 3, 0, 0, 0, 0, 0, 0, 0)`,
    ).run();
    const html = await auditor.page('/console/reports/completeness?from=2026-05-04&to=2026-05-04');
    expect(textOf(html)).toContain('4 May 2026 missing 3 3 0 0 0 3');
    expect(html).toMatch(
      /Difference<\/th><\/tr>.*<\/table><p class="hint">“Difference” is the number of requests .* On a complete day it is 0\./s,
    );
  });

  it('of usage count what the API counts, and lead to the entries', async () => {
    const query = `period=${month}&license=${site.license}`;
    const answer = await request(`/v1/audit/reports/usage?${query}`, { token });
    const { items } = await answer.json<{
      items: { live: { deliveries: number; links: { deliveries: string } } }[];
    }>();
    const html = await auditor.page(`/console/reports/usage?${query}`);
    const link = items[0]?.live.links.deliveries.replace('/v1/audit', '/console').replaceAll('&', '&amp;');
    expect(html).toContain(`<a href="${link}">${items[0]?.live.deliveries}</a>`);
    expect(html).toContain('Partner &lt;script&gt;');
    expect(textOf(html)).toContain('Territory not licensed');
  });

  it('of all licenses have their totals in the foot, those of the API', async () => {
    const answer = await request(`/v1/audit/reports/usage?period=${month}&env=live`, { token });
    const { totals } = await answer.json<{ totals: { units: number; refusals: number } }>();
    const foot = /<tfoot>(.*)<\/tfoot>/s.exec(
      await auditor.page(`/console/reports/usage?period=${month}`),
    )?.[1];
    expect(textOf(foot ?? '')).toContain(` ${totals.refusals} `);
  });

  it('of an article ask for it first, then tell who has it', async () => {
    expect(await auditor.page('/console/reports/article')).toContain(
      'Choose an article by its headline, ID or URI.',
    );
    const html = await auditor.page(`/console/reports/article?article=${article.id}`);
    expect(html).toContain('Partner &lt;script&gt;');
    expect((await auditor.get('/console/reports/article?article=itm_none')).status).toBe(400);
  });

  it('say what is wrong with a period beside it, and keep what was chosen', async () => {
    const response = await auditor.get('/console/reports/usage?period=&from=2026-10-05&to=2026-10-01');
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(html).toContain('value="2026-10-05"');
    expect(html).toContain('Choose a period, or two days with the earlier first');
  });

  it('of COUNTER tell how COUNTER refuses as all else is told', async () => {
    const response = await auditor.get(
      `/console/reports/platform?customer=${site.license}&period=&from=2026-01-05&to=2026-01-01`,
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('class="note bad"');
    expect(await auditor.page('/console/reports/items')).toContain('Choose a partner or license.');
  });
});

describe('reports as files', () => {
  it.each([
    ['usage', `period=${month}`, 'usage', 'csv', 'text/csv'],
    ['society', `period=${month}`, 'society', 'csv', 'text/csv'],
    ['royalties', `period=${month}`, 'royalties', 'csv', 'text/csv'],
  ])(
    '%s are the bytes of the API, with the name of what they are',
    async (kind, query, path, format, accept) => {
      const file = await auditor.get(`/console/reports/${kind}/file?${query}&as=${format}`);
      const env = kind === 'usage' ? '&env=live' : '';
      const answer = await request(`/v1/audit/reports/${path}?${query}${env}`, {
        token,
        headers: { Accept: accept },
      });
      expect(await file.text()).toBe(await answer.text());
      expect(file.headers.get('Content-Disposition')).toBe(`attachment; filename="${kind}-${month}.csv"`);
      expect(file.headers.get('Content-Type')).toBe(answer.headers.get('Content-Type'));
      expect(file.headers.get('Cache-Control')).toBe('private, no-store');
    },
  );

  it('are JSON, when that is asked for', async () => {
    const file = await auditor.get(`/console/reports/rules/file?period=${month}&as=json`);
    expect(file.headers.get('Content-Disposition')).toBe(`attachment; filename="rules-${month}.json"`);
    expect(await file.json()).toMatchObject({ period: { name: month } });
  });

  it('have no name that was made up elsewhere', async () => {
    const file = await auditor.get(
      `/console/reports/usage/file?period=${month}&partner=&license=${encodeURIComponent('a"\r\nX: y')}`,
    );
    expect(file.headers.get('X')).toBeNull();
    expect(file.status).toBe(400);
  });
});
