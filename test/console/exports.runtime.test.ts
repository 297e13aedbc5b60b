import { beforeAll, describe, expect, it } from 'vitest';
import { type Visitor, visitor } from '../support/console.ts';
import { operatorToken, request } from '../support/gateway.ts';
import { drain, ingest, scenario, wireItem } from '../support/newsroom.ts';

let auditor: Visitor;
let token: string;

const { newsroom, site } = await scenario();
const article = await ingest(newsroom, wireItem());

beforeAll(async () => {
  for (const query of ['', '?use=display&territory=JP'])
    await request(`/v1/articles/${article.id}${query}`, { token: site.token });
  await drain();
  // What was written within the last second is not settled yet.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  auditor = await visitor('auditor');
  token = await operatorToken('auditor');
});

describe('exports', () => {
  it('say what they contain and how to check it', async () => {
    const html = await auditor.page('/console/exports');
    expect(html).toContain('A ZIP file for independent experts, containing:');
    expect(html).toContain('openssl dgst -sha256');
  });

  it.each(['ndjson', 'csv'])('of the log are the bytes of the API, as %s', async (format) => {
    const [year] = new Date().toISOString().split('-');
    const form = `license=${site.license}&partner=&kind=&outcome=deny&period=${year}&from=&to=&as=${format}`;
    const file = await auditor.get(`/console/exports/log?${form}`);
    const query = `license=${site.license}&outcome=deny&from=${year}-01-01T00:00:00Z&to=${Number(year) + 1}-01-01T00:00:00Z`;
    const answer = await request(`/v1/audit/exports/deliveries.${format}?${query}`, { token });
    const bytes = new TextDecoder().decode(await file.arrayBuffer());
    expect(bytes).toBe(new TextDecoder().decode(await answer.arrayBuffer()));
    expect(bytes).toContain(site.license);
    expect(file.headers.get('Content-Disposition')).toBe(
      `attachment; filename="deliveries-${year}-${site.license}.${format}"`,
    );
    expect(file.headers.get('Export-Last')).toBe(answer.headers.get('Export-Last'));
  });

  it('of the log count days in the zone of the reader, as lists do', async () => {
    const utcHour = new Date().getUTCHours();
    // Where it is another day than in UTC.
    const [zone, hours] = utcHour < 11 ? ['Etc/GMT+12', -12] : ['Pacific/Kiritimati', 14];
    const day = new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10);
    const path = `/console/exports/log?license=${site.license}&from=${day}&to=${day}&as=ndjson`;
    const there = { Cookie: `${auditor.cookie}; imprimatur-zone=${zone}` };
    expect(await (await auditor.get(path, there)).text()).toContain(site.license);
    expect(await (await auditor.get(path)).text()).toBe('');
  });

  it('of evidence are a pack, of a license or an article', async () => {
    for (const [name, id] of [
      ['license', site.license],
      ['article', article.id],
    ] as const) {
      const file = await auditor.get(`/console/exports/evidence?${name}=${id}&from=&to=`);
      expect(file.headers.get('Content-Type')).toBe('application/zip');
      expect(file.headers.get('Content-Disposition')).toBe(`attachment; filename="evidence-${id}.zip"`);
      const bytes = new Uint8Array(await file.arrayBuffer());
      expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b]);
    }
  });

  it('of nothing, of days that are none, and of what is not there are refused as pages', async () => {
    for (const [path, status] of [
      ['evidence', 400],
      ['evidence?license=lic_none', 400],
      ['log?period=&from=2026-10-05&to=2026-10-01', 400],
      ['log?kind=nothing', 400],
      ['log?code=nonsense', 400],
    ] as const) {
      const refused = await auditor.get(`/console/exports/${path}`);
      expect([path, refused.status]).toEqual([path, status]);
      expect(refused.headers.get('Content-Type')).toContain('text/html');
    }
  });

  it('offer the reasons of refusals as a list', async () => {
    const html = await auditor.page('/console/exports');
    expect(html).toMatch(/<select id="code"[\s\S]*<option value="quota_exceeded">Quota exceeded/);
  });

  it('keep what was entered beside the fault', async () => {
    const log = `log?license=${site.license}&period=2026-11&from=2026-10-05&to=2026-10-01`;
    expect(await auditor.page(`/console/exports/${log}`, 400)).toMatch(
      /value="2026-10-05"[\s\S]*id="to-fault">Choose an end after the beginning[\s\S]*value="2026-10-01"/,
    );
    expect(await auditor.page('/console/exports/log?code=Quota%20exceeded', 400)).toMatch(
      /id="code-fault">Choose one of the options[\s\S]*value="Quota exceeded"/,
    );
    const empty = `evidence?license=${site.license}&from=2020-10-05&to=2020-10-06`;
    expect(await auditor.page(`/console/exports/${empty}`, 400)).toMatch(
      /id="pack-license-fault">There are no entries for this selection[\s\S]*value="2020-10-05"/,
    );
    const evidence = `evidence?article=${article.id}&from=2026-10-05&to=2026-10-01`;
    expect(await auditor.page(`/console/exports/${evidence}`, 400)).toMatch(
      /id="article-to-fault">Choose an end after the beginning[\s\S]*value="2026-10-01"/,
    );
  });

  it('lead the keyboard to the field at fault', async () => {
    expect(await auditor.page('/console/exports/evidence?license=&from=&to=', 400)).toMatch(
      /id="pack-license-fault">Enter a value<[\s\S]*<input id="pack-license"[^>]*autofocus=""/,
    );
    expect(await auditor.page('/console/statements/close?license=&period=', 400)).toMatch(
      /id="license-fault">Enter a value<[\s\S]*<input id="license"[^>]*autofocus=""/,
    );
    expect(await auditor.page('/console/reports/article?article=', 400)).toMatch(
      /id="article-fault">Enter a value<[\s\S]*<input id="article"[^>]*autofocus=""/,
    );
    for (const path of ['statements/close', 'reports/article', 'exports'])
      expect(await auditor.page(`/console/${path}`)).not.toMatch(/-fault"|autofocus/);
  });

  it('take days as Germans write them, and say which is none', async () => {
    const file = await auditor.get('/console/exports/log?from=1.1.2020&to=02.01.2020&as=ndjson');
    expect(file.headers.get('Content-Disposition')).toContain('deliveries-2020-01-01_2020-01-02.ndjson');
    expect(await auditor.page('/console/exports/log?from=2020-01-01&to=soon', 400)).toMatch(
      /id="to-fault">Enter a date</,
    );
    expect(await auditor.page('/console/exports/log?from=1.11.2026', 400)).toMatch(
      /id="to-fault">Enter a date</,
    );
  });

  it('are of the days that were typed, whatever the period', async () => {
    const form = 'period=2026-11&from=2020-01-01&to=2020-01-02&days=%2F';
    const file = await auditor.get(`/console/exports/log?${form}&as=ndjson`);
    expect(file.headers.get('Content-Disposition')).toContain('deliveries-2020-01-01_2020-01-02.ndjson');
    expect(await file.text()).toBe('');
    const html = await auditor.page(`/console/reports/usage?${form}`);
    expect(html).toMatch(/<p class="about">1.–.2 Jan 2020/);
    expect(html).toContain('<option value="" selected="">Custom range');
  });

  it('are for auditors alone', async () => {
    const desk = await visitor('desk');
    for (const path of ['', '/log?as=csv', `/evidence?license=${site.license}`])
      expect((await desk.get(`/console/exports${path}`)).status).toBe(403);
  });
});
