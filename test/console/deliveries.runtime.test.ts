import { beforeAll, describe, expect, it } from 'vitest';
import { type Visitor, visitor } from '../support/console.ts';
import { request } from '../support/gateway.ts';
import { drain, ingestWithPhotograph, logOf, scenario } from '../support/newsroom.ts';

let auditor: Visitor;
let article: string;
let section: string;
let ids: { delivery: string; refusal: string };

const { newsroom, site } = await scenario();

beforeAll(async () => {
  ({ section } = newsroom);
  ({ id: article } = await ingestWithPhotograph(newsroom));
  await request(`/v1/articles/${article}`, { token: site.token });
  await request(`/v1/articles/${article}?use=ai-train`, { token: site.token });
  await request('/v1/articles/itm_unknown', { token: site.token });
  const rows = await logOf(site.license);
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
  ids = { delivery: idOf('delivery'), refusal: idOf('refusal') };
  await drain();
  auditor = await visitor('auditor');
});

describe('the list of deliveries', () => {
  it('shows each with its outcome, partner and reason, and leads to its page', async () => {
    const html = await auditor.page(`/console/deliveries?license=${site.license}`);
    expect(html).toContain(`href="/console/deliveries/${ids.delivery}"`);
    expect(html).toContain(`href="/console/deliveries/${ids.refusal}"`);
    expect(html).toContain('Use not licensed');
    expect(html).toContain('> · version 1 · text · photograph · ninjs 3.1<');
    expect(html).toMatch(/<td data-label="Units" class="number">/);
    // By keyboard, the list comes before the charts, as on the page.
    expect(html.indexOf('id="charts"')).toBeGreaterThan(html.indexOf('</table>'));
    expect(html).toMatch(/id="count"[^>]*>2 entries</);
  });

  it('is of deliveries alone unless other entries are asked for', async () => {
    const plain = await auditor.get('/console/deliveries');
    expect([plain.status, plain.headers.get('Location')]).toEqual([303, '/console/deliveries?kind=delivery']);
    const html = await auditor.page('/console/deliveries?kind=delivery');
    expect(html).toContain(ids.delivery);
    expect(html).not.toContain(ids.refusal);
    expect(html).not.toContain('class="chips"');
    expect(html).not.toContain('Clear filters');
    const refusals = `/console/deliveries?kind=refusal&license=${site.license}`;
    expect(await auditor.page(`/console/licenses/${site.license}`)).toContain(refusals.replace('&', '&amp;'));
    expect(await auditor.page(refusals)).not.toContain(ids.delivery);
    // Without its last filter, the list is of all kinds.
    expect(await auditor.page('/console/deliveries?kind=refusal')).toContain(
      'href="/console/deliveries?kind="',
    );
    expect(await auditor.page('/console/deliveries?kind=')).toContain(ids.refusal);
  });

  it('says what it is filtered by, and takes each out by itself', async () => {
    const html = await auditor.page(`/console/deliveries?license=${site.license}&outcome=deny`);
    expect(html).not.toContain(ids.delivery);
    expect(html).toContain('<a href="/console/deliveries">Clear filters</a>');
    expect(html).toContain(
      `href="/console/deliveries?license=${site.license}" aria-label="Remove filter “Outcome”"`,
    );
    expect(html).toContain('href="/console/deliveries?outcome=deny" aria-label="Remove filter “License”"');
  });

  it('names the territory and the rule that it is filtered by in the language of the reader', async () => {
    const chipsFor = async (rule: string) => {
      const path = `/console/deliveries?${new URLSearchParams({ kind: '', territory: 'JP', rule })}`;
      const html = await (await auditor.get(path, { 'Accept-Language': 'de' })).text();
      return (/<ul class="chips".*?<\/ul>/s.exec(html)?.[0] ?? '')
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ');
    };
    expect(await chipsFor('pubStatus')).toContain('Gebiet Japan × Entscheidende Regel Artikelstatus ×');
    expect(await chipsFor(`${site.license}#closed-by-default`)).toMatch(
      /Entscheidende Regel Partner \w+ · [\w-]+ keine Regel erlaubt es ×/,
    );
  });

  it('keeps hostile text in a filter as text', async () => {
    const hostile = `"><script>alert(1)</script>`;
    const path = `/console/deliveries?section=${encodeURIComponent(hostile)}&zone=UTC`;
    const html = await auditor.page(path, 400);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert');
  });

  it('takes times in the zone of the viewer or of the link, and says beside the field what is none', async () => {
    const html = await auditor.page('/console/deliveries?from=2026-11-01T18:00&zone=Asia/Tokyo');
    expect(html).toContain('datetime="2026-11-01T09:00:00.000Z"');
    expect(html).toMatch(/name="from" type="datetime-local"[^>]*value="2026-11-01T09:00"/);
    const faulty = await auditor.page('/console/deliveries?to=yesterday&zone=UTC', 400);
    expect(faulty).toMatch(/id="filter-to-fault"[^>]*>Enter a date</);
    expect(faulty).toMatch(/<input id="filter-to"[^>]*autofocus=""/);
  });

  it('takes days, of which the last is included, also as Germans write them', async () => {
    const query = 'from=1.11.2026&to=30.11.2026&zone=UTC';
    const html = await auditor.page(`/console/deliveries?${query}`);
    expect(html).toMatch(/name="from" type="date"[^>]*value="2026-11-01"/);
    expect(html).toMatch(/name="to" type="date"[^>]*value="2026-11-30"/);
    expect(html).toMatch(/<span class="soft">To<\/span> 30 Nov 2026/);
    const times = await auditor.page(`/console/deliveries?${query}&times=1`);
    expect(times).toMatch(/name="to" type="datetime-local"[^>]*value="2026-12-01T00:00"/);
    for (const day of ['31.11.2026', '1.13.2026', '11/1/2026', '1 Nov 2026'])
      expect(await auditor.page(`/console/deliveries?from=${day}`, 400)).toContain('Enter a date<');
    const log = await auditor.page('/console/actions?from=1.11.2026');
    expect(log).toMatch(/name="from" type="date"[^>]*value="2026-11-01"/);
    expect(await auditor.page('/console/actions?from=last+week', 400)).toMatch(
      /id="from-fault">Enter a date<[\s\S]*<input id="from"[^>]*autofocus=""/,
    );
  });

  it('says beside the field what no entry has, in the list and in place of a file', async () => {
    for (const [name, value] of [
      ['section', 'no-such-section'],
      ['supplier', 'nobody'],
      ['format', 'papyrus'],
    ]) {
      const html = await auditor.page(`/console/deliveries?${name}=${value}`, 400);
      expect(html).toMatch(
        new RegExp(`id="filter-${name}-fault"[^>]*>No log entry has the value “${value}”`),
      );
      expect(html).not.toContain('0 entries');
      if (name === 'section') expect(html).toMatch(new RegExp(`most frequent sections are: [^<]*${section}`));
    }
    expect(await auditor.page('/console/deliveries?code=bad_mood', 400)).toMatch(
      /id="filter-code-fault"[^>]*>Choose one of the options/,
    );
    expect(await auditor.page('/console/deliveries/file?section=no-such-section&as=csv', 400)).toContain(
      'No log entry has the value “no-such-section”',
    );
    // Several that entries have, and no entry has together, are a list without rows.
    const none = await auditor.page(`/console/deliveries?section=${section}&kind=publication`);
    expect(none).toContain('No entries match these filters.');
  });

  it('takes the name of a country, and refuses what is no place and days the wrong way round', async () => {
    const named = await auditor.page('/console/deliveries?territory=Norway');
    expect(named).toMatch(/name="territory"[^>]*value="NO"/);
    for (const as of ['', '/file'])
      for (const [query, message] of [
        ['territory=Nowhere', 'Enter a country or region'],
        ['from=2026-12-01T00:00&to=2026-11-01T00:00', 'Choose an end after the beginning'],
      ]) {
        const html = await auditor.page(`/console/deliveries${as}?${query}`, 400);
        expect(html).toContain(message);
        expect(html).not.toContain('0 entries');
      }
  });

  it('means the same by a link of the API, also of what has no section', async () => {
    const html = await auditor.page(
      `/console/deliveries?license=${site.license}&section=&from=2020-01-01T00:00:00Z`,
    );
    expect(html).toContain('No entries match these filters.');
    const form = await auditor.page(`/console/deliveries?license=${site.license}&section=&zone=UTC`);
    expect(form).toContain(ids.delivery);
  });

  it('shows the API’s own words when it refuses', async () => {
    const html = await auditor.page('/console/deliveries?outcome=maybe', 400);
    expect(html).toContain('role="alert"');
  });

  it('goes on from page to page by its address', async () => {
    const first = await auditor.page(`/console/deliveries?license=${site.license}`);
    expect(first).not.toContain('rel="next"');
  });

  it('draws what is filtered, with figures that lead to their entries', async () => {
    const later = await auditor.page(`/console/deliveries?license=${site.license}`);
    expect(later).toContain(`hx-get="/console/deliveries?license=${site.license}&amp;charts=1"`);
    const html = await auditor.page(`/console/deliveries?license=${site.license}&charts=1`);
    expect(html).toContain('Entries per hour');
    expect(html).toContain('<svg role="img"');
    expect(html).toMatch(/<td data-label="Time"[^>]*><a href="\/console\/deliveries\?license=[^"]*from=/);
    expect(html).toContain('Counted only');
    expect(html).toContain('Unknown or unlicensed articles');
  });

  it('is for auditors and the desk, not for the newsroom', async () => {
    for (const [role, status] of [
      ['desk', 200],
      ['owner', 200],
      ['ingest', 403],
    ] as const)
      for (const path of ['/console/deliveries?kind=', `/console/deliveries/${ids.delivery}`])
        expect([role, (await (await visitor(role)).get(path)).status]).toEqual([role, status]);
  });

  it('speaks German to who wants it', async () => {
    const html = await (
      await auditor.get('/console/deliveries?kind=', { Cookie: `${auditor.cookie}; imprimatur-language=de` })
    ).text();
    expect(html).toContain('Auslieferungen');
    expect(html).toContain('Weitere Filter');
  });
});

describe('the page of an entry', () => {
  it('says a delivery in words, with what went out, its receipt and the frame of its proof', async () => {
    const html = await auditor.page(`/console/deliveries/${ids.delivery}`);
    expect(html).toMatch(/<h1>Delivered to Partner /);
    expect(html).toMatch(/<caption[^>]*>Delivered</);
    expect(html).toContain('photograph');
    expect(html).toContain('This is still the latest version.');
    expect(html).toContain('Public information about this receipt');
    expect(html).toContain(`data-id="${ids.delivery}"`);
    expect(html).toContain('Recorded in the agency log');
    expect(html).toContain('/assets/console/prove.js');
    expect(html).toContain('<dd>0, counted from 0</dd>');
  });

  it('says of a delivery of nothing that no content was sent', async () => {
    const etag = (await request(`/v1/articles/${article}`, { token: site.token })).headers.get('ETag') ?? '';
    const again = await request(`/v1/articles/${article}`, {
      token: site.token,
      headers: { 'If-None-Match': etag },
    });
    expect(again.status).toBe(304);
    await drain();
    const html = await auditor.page(`/console/deliveries?license=${site.license}`);
    expect(html).toContain('> · version 1 · ninjs 3.1 · no content sent<');
  });

  it('shows no prohibition as an obstacle that another purpose avoids', async () => {
    const usageTerms = 'EDITORIAL USE ONLY. GERMANY OUT.';
    const { id } = await ingestWithPhotograph(newsroom, { usageTerms });
    await request(`/v1/articles/${id}?title=morgen&territory=DE`, { token: site.token });
    await drain();
    const entry = (await logOf(site.license)).at(-1);
    const html = await auditor.page(`/console/deliveries/${entry?.id}`);
    expect(html.match(/>Prohibition applies( in part)?</g)?.sort()).toEqual([
      '>Prohibition applies in part<',
      '>Prohibition applies<',
    ]);
  });

  it('says of a refusal why, with the rule that decided', async () => {
    const html = await auditor.page(`/console/deliveries/${ids.refusal}`);
    expect(html).toMatch(/<h1>Refused for Partner /);
    expect(html).toMatch(/<h2[^>]*>Why</);
    expect(html).toMatch(/<h2[^>]*>How licensing staff can fix it<\/h2>.*?Add this use to the license/s);
    expect(html).not.toContain('Public information about this receipt');
  });

  it('gives its script what the API says, and a pack of evidence', async () => {
    const proof = await auditor.get(`/console/deliveries/${ids.delivery}/proof`);
    expect(proof.headers.get('Cache-Control')).toBe('private, no-store');
    expect(await proof.json()).toMatchObject({
      entry: { id: ids.delivery },
      inclusion: { state: 'included' },
    });
    const pack = await auditor.get(`/console/deliveries/${ids.delivery}/evidence`);
    expect(pack.headers.get('Content-Type')).toBe('application/zip');
    expect(new Uint8Array(await pack.arrayBuffer()).slice(0, 2)).toEqual(Uint8Array.of(0x50, 0x4b));
  });

  it('of an id that is none is a page that says so', async () => {
    expect(await auditor.page('/console/deliveries/dlv_none', 404)).toContain('No log entry has this ID');
    const proof = await auditor.get('/console/deliveries/dlv_none/proof');
    expect([proof.status, await proof.json()]).toMatchObject([404, { code: 'not_found' }]);
  });
});

describe('the page of the log’s integrity', () => {
  it('shows those of the agency, its keys, and whether the self-check found something', async () => {
    await auditor.get(`/console/deliveries/${ids.delivery}/proof`);
    await auditor.get(`/console/log/roots/${site.license}?size=2`);
    const html = await auditor.page('/console/log');
    expect(html).toContain('Agency log');
    expect(html).toContain('Verifier keys');
    expect(html).toContain('No issues. <a href="/console/health">');
  });

  it('shows those of a license, by the name of its partner', async () => {
    const html = await auditor.page(`/console/log?log=${site.license}`);
    expect(html).toMatch(/<h2>Log of Partner \w+ · C-2026-1</);
  });

  it('compares two of them in the browser', async () => {
    await request(`/v1/articles/${article}?use=print`, { token: site.token });
    const html = await auditor.page(`/console/log?log=${site.license}&from=2&to=1`);
    expect(html).toContain('data-kind="consistency"');
    expect(html).toContain('data-from="1"');
    const wrong = await auditor.get(`/console/log/consistency/${site.license}?from=1&to=900`);
    expect(wrong.status).toBe(404);
  });

  it('of a license that there is none is a page that says so', async () => {
    expect(await auditor.page('/console/log?log=lic_none', 400)).toContain('No license matches “lic_none”');
  });
});
