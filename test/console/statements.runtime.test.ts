import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { visitor } from '../support/console.ts';
import { operatorToken, request } from '../support/gateway.ts';
import { drain, openNewsroom, openSite, pastMonths, runningMonth, scenario } from '../support/newsroom.ts';

const HOSTILE = '<script>alert(1)</script>';

const [period = '', before = ''] = pastMonths(2);

const { site } = await scenario({ minimum: { units: 10, per: 'month' } });
const auditor = await visitor('auditor');

const close = (month: string, license = site.license) =>
  auditor.post('/console/statements/close', [
    ['license', license],
    ['period', month],
  ]);

describe('statements', () => {
  it('say that there are none before the first one', async () => {
    expect(await auditor.page('/console/statements/closed')).toContain('No statements yet.');
  });

  it('are closed after a look at what they will contain', async () => {
    const path = `/console/statements/close?license=${site.license}&period=${period}`;
    const preview = await auditor.page(path);
    expect(preview).toContain('Units on the bill');
    expect(preview).not.toContain('<form method="post" action="/console/statements');
    const confirm = `?license=${site.license}&amp;period=${period}&amp;confirm=1`;
    expect(preview).toMatch(new RegExp(`href="${confirm.replace('?', '\\?')}">Close \\w+ \\d{4}<`));
    const form = await auditor.page(`${path}&confirm=1`);
    expect(form).toMatch(/<h1>Close \w+ \d{4} for this license\?<\/h1>/);
    expect(form).toContain('<dt>Units on the bill</dt><dd>10</dd>');
    expect(form).toContain('This can’t be undone: a closed statement never changes.');
    expect(form).toMatch(/<button type="submit" class="danger">Close period permanently</);
    for (const [name, value] of Object.entries({ license: site.license, period }))
      expect(form).toContain(`<input type="hidden" name="${name}" value="${value}"/>`);
    const closed = await close(period);
    expect(closed.status).toBe(303);
    const page = closed.headers.get('Location') ?? '';
    expect(page).toMatch(/^\/console\/statements\/stm_[0-9a-f]{32}\?done=statement_closed$/);
    const html = await auditor.page(page);
    expect(html).toContain('Period closed.');
    expect(html).toMatch(/[0-9a-f]{64}/);
    // In print, the message is gone, and the month stands among the facts.
    expect(html).toMatch(/<p class="note screen good" role="status">Period closed. Here is its statement/);
    expect(html).toMatch(/<dt>Period<\/dt><dd>[A-Z][a-z]+ \d{4}<\/dd>/);
    expect(html).not.toContain('first 1 entries');
    expect((await close(period)).headers.get('Location')).toBe(page.replace('_closed', '_was_closed'));
    expect(await auditor.page(`/console/statements/closed?license=${site.license}`)).toContain(
      page.split('?')[0] ?? '-',
    );
  });

  it('of a closed period, or of one with closed days, are not offered, and the statement is linked', async () => {
    const quarter = `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5)) / 3)}`;
    const statement = (await close(period)).headers.get('Location')?.split('?')[0] ?? '-';
    for (const [name, message] of [
      [period, 'This period is already closed'],
      [quarter, 'Days of this period are already closed'],
    ]) {
      const html = await auditor.page(`/console/statements/close?license=${site.license}&period=${name}`);
      expect(html).toContain(message);
      expect(html).toContain(`href="${statement}"`);
      for (const page of [
        html,
        await auditor.page(`/console/statements/close?license=${site.license}&period=${name}&confirm=1`),
      ])
        expect(page).not.toMatch(/ permanently<|confirm=1"/);
    }
  });

  it('are not offered for months before the license began, or was stored', async () => {
    const { site: young } = await scenario({ starts: `${period}-10T00:00:00Z` });
    const choices = () => auditor.page(`/console/statements/close?license=${young.license}`);
    expect(await choices()).not.toContain(`<option value="${before}"`);
    await env.DB.prepare('UPDATE license_versions SET at = ? WHERE license = ?')
      .bind('2020-01-01T00:00:00.000Z', young.license)
      .run();
    const html = await choices();
    expect(html).toContain(`<option value="${period}"`);
    expect(html).not.toContain(`<option value="${before}"`);
  });

  it('of a period that is not over are not offered, and not closed', async () => {
    const month = runningMonth();
    const html = await auditor.page(`/console/statements/close?license=${site.license}&period=${month}`);
    expect(html).toContain('You can close it one minute later');
    expect(html).not.toMatch(/ permanently<|confirm=1"/);
    const refused = await close(month);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('can be closed from');
  });

  it('of a license that is not there are refused beside the form', async () => {
    const refused = await close(period, 'lic_none');
    expect(refused.status).toBe(404);
    expect(await refused.text()).toContain('value="lic_none"');
  });

  it('are corrected by a form, with the fault beside its field, once', async () => {
    const closed = await close(before);
    const page = (closed.headers.get('Location') ?? '').split('?')[0] ?? '';
    const correct = (units: string, reason: string, title = '') =>
      auditor.post(`${page}/adjust`, [
        ['/units', units],
        ['/reason', reason],
        ['/title', title],
        ['/reference', ''],
      ]);
    const refused = await correct('0', HOSTILE);
    const html = await refused.text();
    expect(refused.status).toBe(400);
    expect(html).toMatch(/id="f-units-fault"[^>]*>Enter a number other than 0/);
    expect(html).toContain('value="&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect((await correct('many', 'x')).status).toBe(400);
    expect(await auditor.page(`${page}/adjust`)).toMatch(
      /<select id="f-title"[^>]*>.*<option value="morgen">/s,
    );
    expect(await (await correct('-4', 'x', 'Morgan')).text()).toMatch(
      /id="f-title-fault"[^>]*>Not a title of/,
    );
    const entered = await correct('-4', HOSTILE, 'morgen');
    const result = entered.headers.get('Location') ?? '';
    expect(result).toMatch(/\?done=statement_adjusted&entry=adj_\w+$/);
    expect((await correct('-4', HOSTILE, 'morgen')).headers.get('Location')).toBe(
      result.replace('_adjusted', '_was_adjusted'),
    );
    // Until the log has the correction, a script asks for it again.
    const pending = await auditor.page(result);
    expect(pending).toMatch(/<div id="since"[^>]* hx-trigger="load delay:1s"/);
    expect(pending).not.toContain('None.');
    // Five looks, each after a second more, and then what to do.
    let looked = result;
    const delays: (string | undefined)[] = [];
    for (let looks = 0; looks < 6; looks++) {
      const html = await auditor.page(looked);
      const [, href, delay] =
        /<div id="since"[^>]* hx-get="([^"]+)" hx-trigger="load delay:(\ds)"/.exec(html) ?? [];
      delays.push(delay);
      looked = (href ?? looked).replaceAll('&amp;', '&');
    }
    expect(delays).toEqual(['1s', '2s', '3s', '4s', '5s', undefined]);
    const late = await auditor.page(looked);
    expect(late).toMatch(
      /<section id="since">.*Don’t add it again\. Reload this page .* see <a href="\/console\/health">/s,
    );
    expect(late).not.toContain('id="since" class="later"');
    await drain();
    expect(await auditor.page(result)).toMatch(/<section id="since">.*−4|<section id="since">.*-4/s);
  });

  it('are files as the API has them', async () => {
    const page = ((await close(period)).headers.get('Location') ?? '').split('?')[0] ?? '';
    const id = page.split('/').at(-1);
    const token = await operatorToken('auditor');
    for (const [format, accept] of [
      ['json', 'application/json'],
      ['csv', 'text/csv'],
    ] as const) {
      const file = await auditor.get(`${page}/file?as=${format}`);
      const answer = await request(`/v1/audit/statements/${id}`, { token, headers: { Accept: accept } });
      expect(await file.text()).toBe(await answer.text());
      expect(file.headers.get('Content-Disposition')).toBe(
        `attachment; filename="statement-${id}.${format}"`,
      );
    }
  });

  it('that there are not, are not there', async () => {
    for (const path of ['', '/adjust', '/file?as=csv'])
      expect((await auditor.get(`/console/statements/stm_none${path}`)).status).toBe(404);
  });

  it('are read by the desk, and closed and corrected by auditors alone', async () => {
    const desk = await visitor('desk');
    const page = ((await close(period)).headers.get('Location') ?? '').split('?')[0] ?? '';
    for (const path of ['/console/statements', page]) {
      const html = await desk.page(path);
      expect(html).not.toMatch(/statements\/close"|\/adjust"/);
    }
    for (const path of ['/console/statements/close', `${page}/adjust`])
      expect([path, (await desk.get(path)).status]).toEqual([path, 403]);
    expect((await (await visitor('ingest')).get(page)).status).toBe(403);
    const posted = await desk.post('/console/statements/close', [
      ['license', site.license],
      ['period', period],
    ]);
    expect(posted.status).toBe(403);
  });

  it('say so where a license has none', async () => {
    const { license } = await openSite(await openNewsroom());
    const none = await auditor.page(`/console/statements/closed?license=${license}`);
    expect(none).toContain('Nothing matches this search and these filters.');
  });
});
