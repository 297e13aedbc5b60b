/** The month end for many licenses: at a glance, all at once, and never twice. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Visitor, visitor } from '../support/console.ts';
import { create } from '../support/gateway.ts';
import { openNewsroom, pastMonths, runningMonth, terms } from '../support/newsroom.ts';

const LICENSES = 28;
const HOSTILE = '<b>A & "B"</b>';
const [last = '', before = '', earliest = ''] = pastMonths(3);

let auditor: Visitor;
let licenses: string[];
/** Before any license is over a month old. */
let newPage: string;
let newLicense: string;
let newChoices: string;
/** The same, of licenses with a minimum. */
let withMinimum: string;

const newsroom = await openNewsroom();

beforeAll(async () => {
  const partner = await create('/v1/admin/partners', newsroom.admin, { name: HOSTILE });
  auditor = await visitor('auditor');
  const fresh = await create('/v1/admin/licenses', newsroom.admin, terms(newsroom, partner.id));
  newPage = await auditor.page('/console/statements');
  newLicense = await auditor.page(`/console/licenses/${fresh.id}`);
  newChoices = await auditor.page(`/console/statements/close?license=${fresh.id}`);
  licenses = [];
  for (let number = 1; number <= LICENSES; number++) {
    const consent = { reference: `REF-${number}`, signedBy: 'A. Signatory', signedOn: '2026-01-02' };
    const of = terms(newsroom, partner.id, { consent, minimum: { units: number, per: 'month' } });
    licenses.push((await create('/v1/admin/licenses', newsroom.admin, of)).id);
  }
  withMinimum = await auditor.page('/console/statements');
  // A month that had ended when its license was stored needs no statement, unless it has a minimum to bill.
  await env.DB.prepare("UPDATE license_versions SET at = '2020-01-01T00:00:00.000Z' WHERE license <> ?")
    .bind(fresh.id)
    .run();
});

/** As a browser sends the form of a page. */
function formOf(html: string): [string, string][] {
  const form =
    /<form method="post" action="\/console\/statements\/close-all".*?<\/form>/s.exec(html)?.[0] ?? '';
  return [...form.matchAll(/<input [^>]*name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  ]);
}
const send = (form: [string, string][]) => auditor.post('/console/statements/close-all', form);
const statements = async (period: string) =>
  (await env.DB.prepare('SELECT id FROM statements WHERE period = ?').bind(period).all()).results.length;

describe('the month end', () => {
  it('offers new licenses their days alone, until a month of theirs is over', () => {
    expect(newPage).toContain('Nothing to close yet.');
    expect(newPage).toContain('href="/console/statements/close"');
    expect(newPage).not.toContain('close-all');
  });

  it('offers earlier months of new licenses that have a minimum, since it is billed', () => {
    expect(withMinimum).toMatch(new RegExp(`close-all\\?period=${last}"[^>]*>Close [^<]* for 28 licenses<`));
  });

  it('names the same months on the page of the license', async () => {
    const named = (month: string) =>
      new Date(`${month}-01`).toLocaleDateString('en-GB', {
        timeZone: 'UTC',
        month: 'long',
        year: 'numeric',
      });
    expect(newLicense).toContain('No statements due.');
    expect(newChoices).not.toContain(`<option value="${before}"`);
    const html = await auditor.page(`/console/licenses/${licenses[0]}`);
    for (const month of [earliest, before, last])
      expect(html).toMatch(new RegExp(`Ready to close: [^<]*${named(month)}`));
  });

  it('shows each license by name, its months, and one button for all that are ready', async () => {
    const html = await auditor.page(`/console/statements?to=${last}`);
    expect(html).toContain('&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;</a><span class="beneath">REF-1<');
    expect(html).toMatch(
      new RegExp(`close-all\\?period=${last}"[^>]*>Close [A-Z][a-z]+ \\d{4} for 28 licenses<`),
    );
    expect(html).toContain(`/console/statements/close?license=${licenses[0]}&amp;period=${last}`);
    expect(html).not.toContain('Auditors close them');
    expect(html).toMatch(/<tfoot hidden/);
  });

  it('filters by name, and distinguishes no match from nothing to close', async () => {
    const found = await auditor.page('/console/statements?q=ref-28');
    expect(found).toContain('REF-28<');
    expect(found).not.toContain('REF-27<');
    expect(await auditor.page('/console/statements?q=nobody')).toContain('No licenses match.');
  });

  it('previews all figures, closes in parts that go on without a script, and then has nothing left', async () => {
    const preview = await auditor.page(`/console/statements/close-all?period=${last}`);
    const total = (LICENSES * (LICENSES + 1)) / 2;
    expect(preview).toContain(`Totals of all ${LICENSES} licenses:`);
    expect(preview).toContain(`<dt>Units on the bill</dt><dd>${total}</dd>`);
    expect(preview).toContain('<button type="submit" class="danger">');
    expect(preview).toContain('This can’t be undone');
    expect(preview).toContain('<form method="post" action="/console/statements/close-all" data-kept="">');
    const form = formOf(preview);
    expect(form.filter(([name]) => name === 'license')).toHaveLength(LICENSES);

    const ticked = form.filter(([name, value]) => name !== 'license' || value !== licenses.at(-1));
    const totals = await (await send([...ticked, ['_preview', 'true']])).text();
    expect(totals).toContain(`Totals of ${LICENSES - 1} selected licenses:`);
    expect(totals).toContain(`<dt>Units on the bill</dt><dd>${total - LICENSES}</dd>`);
    const shown = await (await send([...ticked, ['_unsent', '1']])).text();
    expect(shown).toContain(`Totals of ${LICENSES - 1} selected licenses:`);
    const one = [...formOf(preview), ['license', licenses[0] ?? ''], ['_unsent', '1']] as [string, string][];
    expect((await auditor.post('/console/statements/close', one)).status).toBe(200);
    expect(await statements(last)).toBe(0);

    const halfway = await (await send(form)).text();
    expect(halfway).toContain('25 of 28 statements closed.');
    expect(await statements(last)).toBe(25);
    const done = await send(formOf(halfway));
    const after = `/console/statements/close-all?period=${last}&done=month_closed&count=28`;
    expect(done.headers.get('Location')).toBe(after);
    expect(await statements(last)).toBe(LICENSES);

    const result = await auditor.page(after);
    expect(result).toContain('28 statements closed.');
    expect(result).toContain(`/console/statements/table?period=${last}`);
    const table = /<table class="list">.*?<\/table>/s.exec(result)?.[0] ?? '';
    expect(table.match(/href="\/console\/statements\/stm_\w+"[^>]*>&lt;b&gt;A [^<]*REF-\d+</g)).toHaveLength(
      LICENSES,
    );
    expect(/<tfoot>.*?<\/tfoot>/s.exec(table)?.[0]).toMatch(
      new RegExp(`data-label="Units on the bill"[^>]*>${total}<`),
    );
    // A second click closes no other month: the way there leads over the grid.
    expect(result).not.toMatch(/close-all\?|class="[^"]*primary/);
    expect(await auditor.page(`/console/statements/close-all?period=${last}`)).toContain(
      'No license has anything to close',
    );
    expect(await auditor.page(`/console/statements?to=${last}`)).toContain(
      `/console/statements/table?period=${last}`,
    );
  });

  it('closes none twice when its form is sent again, or twice at once', async () => {
    const form = formOf(await auditor.page(`/console/statements/close-all?period=${before}`)).slice(0, 11);
    const answers = await Promise.all([send(form), send(form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await send(form)).status).toBe(303);
    expect(await statements(before)).toBe(10);
  });

  it('leaves out what is not selected', async () => {
    const form = formOf(await auditor.page(`/console/statements/close-all?period=${earliest}`));
    const closed = await send(form.slice(0, 2));
    expect(await statements(earliest)).toBe(1);
    const result = await auditor.page(closed.headers.get('Location') ?? '');
    expect(result).toContain('1 statement closed.');
    expect(result).toContain(`<a href="/console/statements/close-all?period=${earliest}">`);
    expect(formOf(result)).toEqual([]);
    const nothing = await send(form.slice(0, 1));
    expect(nothing.headers.get('Location')).toBe(
      `/console/statements/close-all?period=${earliest}&done=not_month_closed`,
    );
  });

  it('says which licenses were not closed and why, and offers to try these again', async () => {
    const html = await (
      await send([
        ['period', earliest],
        ['license', licenses[1] ?? ''],
        ['license', 'lic_none'],
      ])
    ).text();
    expect(html).toContain('1 of 2 statements closed.');
    expect(html).toContain('1 license was not closed:');
    expect(html).toContain('There is no license with this id');
    expect(formOf(html)).toEqual([
      ['period', earliest],
      ['license', 'lic_none'],
    ]);
  });

  it('says a reason that several licenses have once', async () => {
    const none = ['lic_none', 'lic_no_other'];
    const html = await (
      await send([['period', earliest], ...none.map((id): [string, string] => ['license', id])])
    ).text();
    expect(html).toContain('2 licenses were not closed:');
    expect(html.match(/There is no license with this id/g)).toHaveLength(1);
    for (const id of none) expect(html).toMatch(new RegExp(`<li>\\s*<a [^>]*>${id}</a>`));
  });

  it('shows a month by day once a day of it is closed, and closes it with no others', async () => {
    const license = licenses[3] ?? '';
    await auditor.post('/console/statements/close', [
      ['license', license],
      ['period', `${earliest}-05`],
    ]);
    const html = await auditor.page(`/console/statements?to=${earliest}&state=daily`);
    expect(html).toContain(
      `<a href="/console/statements/closed?license=${license}" class="badge none">By day</a>`,
    );
    expect(html).toMatch(/<option value="daily" selected="">closed by day</);
    expect(html).not.toContain('REF-5<');
    const preview = await auditor.page(`/console/statements/close-all?period=${earliest}`);
    expect(preview).toContain(`value="${licenses[4]}"`);
    expect(preview).not.toContain(`value="${license}"`);
  });

  it('closes no month that runs or is to come', async () => {
    const month = runningMonth();
    expect((await auditor.get(`/console/statements/close-all?period=${month}`)).status).toBe(400);
    const html = await (
      await send([
        ['period', month],
        ['license', licenses[2] ?? ''],
      ])
    ).text();
    expect(html).toContain('1 license was not closed:');
    expect(await statements(month)).toBe(0);
  });

  it('gives all statements of a month as one table', async () => {
    const file = await auditor.get(`/console/statements/table?period=${last}`);
    expect(file.headers.get('Content-Disposition')).toBe(`attachment; filename="statements-${last}.csv"`);
    expect((await file.text()).trim().split('\r\n')).toHaveLength(LICENSES + 1);
  });

  it('is read by the desk, which closes nothing', async () => {
    const desk = await visitor('desk');
    const html = await desk.page('/console/statements');
    expect(html).toContain('REF-1<');
    expect(html).toContain('Auditors close them');
    expect(html).toContain('<tfoot><tr><th scope="row">Statements as a table');
    expect(html).not.toMatch(/statements\/close[-?"]/);
    expect((await desk.get('/console/statements/close-all')).status).toBe(403);
  });
});
