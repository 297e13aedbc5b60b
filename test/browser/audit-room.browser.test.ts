/**
 * The auditors' pages at work: a report is taken out, a period closed, corrected and printed, a discrepancy
 * settled; and the desk's share.
 */
import { buffer } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe } from 'vitest';
import { ingestText, openSmallSite } from '../support/small-site.ts';
import type { SharedGateway } from './support/desk.ts';
import { test as base, expect, expectAccessible, expectFits, expectNoFaults } from './support/fixture.ts';

interface Site {
  license: string;
  article: string;
}

/** A license with a delivery and a refusal, and a publication that nothing was delivered for. */
async function siteWithUse(gateway: SharedGateway): Promise<Site> {
  const desk = await gateway.admin();
  const { license, token } = await openSmallSite(desk, { minimum: { units: 5, per: 'month' } });
  const unique = `urn:test:audit-room:${process.pid}:${Date.now()}`;
  const [article, other] = [await ingestText(desk, unique), await ingestText(desk, `${unique}:other`)];
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  for (const query of ['', '?use=display&territory=JP'])
    await (await fetch(`${desk.url}/v1/articles/${article}${query}`, { headers })).arrayBuffer();
  const published = { article: other, title: 'site', channel: 'web', publishedAt: new Date().toISOString() };
  const reported = await fetch(`${desk.url}/v1/publications`, {
    method: 'POST',
    headers,
    body: JSON.stringify(published),
  });
  if (reported.status !== 201) throw new Error(`publication: ${await reported.text()}`);
  await listed(gateway, license);
  return { license, article };
}

/** Entries are in the list within seconds. */
async function listed(gateway: SharedGateway, license: string): Promise<void> {
  const headers = { Authorization: `Bearer ${await gateway.newToken('auditor')}` };
  for (let tries = 0; tries < 60; tries++) {
    const answer = await fetch(`${gateway.url}/v1/audit/deliveries?license=${license}`, { headers });
    if (((await answer.json()) as { items: unknown[] }).items.length >= 3) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('entries have not arrived');
}

const test = base.extend('site', { scope: 'file' }, ({ gateway }) => siteWithUse(gateway));

async function fileOf(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await buffer(await download.createReadStream()) };
}

const month = (back: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
};

describe('an auditor', () => {
  test('looks at the usage of a license, and takes it out as the API has it', async ({
    signedIn,
    gateway,
    site,
  }) => {
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/reports`);
    await page.getByRole('link', { name: 'Usage by license' }).click();
    await page.getByLabel('License', { exact: true }).fill(site.license);
    await page.getByLabel('Period', { exact: true }).selectOption(month(0));
    await page.getByRole('button', { name: 'Apply' }).click();
    // The address says it all: another auditor sees the same by it.
    expect(new URL(page.url()).searchParams.get('license')).toBe(site.license);
    const refused = page.getByRole('table', { name: 'Refusals by reason' });
    expect(await refused.innerText()).toContain('Territory not licensed');
    await expectAccessible(page);
    await expectFits(page, 360);
    const { name, bytes } = await fileOf(page, 'Download CSV');
    expect(name).toBe(`usage-${month(0)}-${site.license}.csv`);
    const answer = await fetch(
      `${gateway.url}/v1/audit/reports/usage?period=${month(0)}&license=${site.license}&env=live`,
      { headers: { Authorization: `Bearer ${await gateway.newToken('auditor')}`, Accept: 'text/csv' } },
    );
    expect(bytes.toString()).toBe(await answer.text());
    expectNoFaults(page);
  });

  test('sees on a phone that there are more months beside those in sight', async ({
    signedIn,
    gateway,
    site,
  }) => {
    const page = await signedIn('auditor', { width: 360 });
    await page.goto(`${gateway.url}/console/statements?q=${site.license}`);
    const grid = page.getByRole('region', { name: 'Statements by license and month' });
    // The edges of the empty grid: they differ where one has a shadow.
    await page.evaluate(`document.querySelector('.months').style.visibility = 'hidden'`);
    const isShaded = async () => {
      const { data, info } = await sharp(await grid.screenshot())
        .raw()
        .toBuffer({ resolveWithObject: true });
      const row = Math.floor(info.height / 2) * info.width;
      const [middle, last] = [info.width >> 1, info.width - 4].map(
        (x) => data[(row + x) * info.channels] ?? 0,
      );
      return (middle ?? 0) - (last ?? 0) > 10;
    };
    expect(await isShaded()).toBe(true);
    await page.evaluate(`document.querySelector('.months').parentElement.scrollTo(2_000, 0)`);
    expect(await isShaded()).toBe(false);
    expectNoFaults(page);
  });

  test('closes a period after a look at it, corrects it, and prints it', async ({
    signedIn,
    gateway,
    site,
  }) => {
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/statements`);
    await page.getByRole('link', { name: 'Close period' }).first().click();
    await page.getByLabel('License', { exact: true }).fill(site.license);
    await page.getByLabel('Period', { exact: true }).selectOption(month(1));
    await page.getByRole('button', { name: 'Preview' }).click();
    // Nothing was used then; the minimum is billed all the same.
    expect(await page.getByRole('table', { name: 'Bill' }).innerText()).toMatch(/minimum\s+5/);
    await page.getByRole('link', { name: /^Close \w+ \d{4}$/ }).click();
    await page.waitForURL(/confirm=1/);
    await expectAccessible(page);
    await expectFits(page, 360);
    await page.getByRole('button', { name: 'Close period permanently' }).click();
    expect(await page.getByRole('status').innerText()).toContain('Period closed.');
    const closed = page.url().split('?')[0] ?? '';

    await page.getByRole('link', { name: 'Add correction' }).click();
    await page.getByLabel('Units').fill('-2');
    await page.getByRole('button', { name: 'Add correction' }).click();
    // Without a reason it is not entered, and the units need not be typed again.
    expect(await page.locator('#faults').innerText()).not.toBe('');
    expect(await page.getByLabel('Units').inputValue()).toBe('-2');
    await page.getByLabel('Reason').fill('A test that ran with a live key');
    await page.getByRole('button', { name: 'Add correction' }).click();
    expect(await page.getByRole('status').innerText()).toContain('Correction recorded.');
    await expect
      .poll(async () => {
        await page.goto(closed);
        return page.locator('main').innerText();
      })
      .toContain('A test that ran with a live key');

    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.as-of').isVisible()).toBe(true);
    expect(await page.locator('.as-of').innerText()).toMatch(/^As of .* \(\w+(\/\w+)?\) · /);
    for (const hidden of ['.bar', '.side', '.actions'])
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    const paper = await page.pdf({ preferCSSPageSize: true });
    // A4 in points, rounded by the browser in its own way.
    expect(paper.toString('latin1')).toMatch(/\/MediaBox \[\s*0 0 59[456][\d.]* 84[12][\d.]*\s*\]/);
    expectNoFaults(page);
  });

  test('reconciles, sees a discrepancy with its evidence, and settles it', async ({
    signedIn,
    gateway,
    site,
  }) => {
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/findings?license=${site.license}`);
    await page.getByRole('button', { name: 'Run now' }).click();
    expect(await page.getByRole('status').innerText()).toMatch(
      /Publications checked: \d+\. New discrepancies: \d+\./,
    );
    await page.getByRole('link', { name: 'Published, but not delivered' }).first().click();
    await page.getByRole('heading', { name: 'Reported by the partner' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Status').selectOption('settled');
    await page.getByLabel('Note').fill('It was sent by mail before the license began.');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('status').innerText()).toBe('Marked as settled.');
    await page.goto(`${gateway.url}/console/findings?license=${site.license}&state=settled`);
    expect(await page.locator('main').innerText()).toContain('Published, but not delivered');
    expectNoFaults(page);
  });

  test('asks what a restriction would have changed, and comes to the entry', async ({
    signedIn,
    gateway,
    site,
  }) => {
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/replay?license=${site.license}`);
    await page.getByLabel('Additional restrictions').fill('GERMANY OUT');
    await page.getByRole('button', { name: 'Run' }).click();
    expect(await page.locator('#result').innerText()).toMatch(/Requests checked: 2\. Same result: \d\./);
    await expectAccessible(page);
    await expectFits(page, 360);
    expectNoFaults(page);
  });

  test('releases a hold only by its name', async ({ signedIn, gateway, site }) => {
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/retention`);
    await page.getByRole('link', { name: 'Place legal hold' }).click();
    await page.getByLabel('License, partner or article').fill(site.license);
    await page.getByLabel('Reason').fill('Proceedings 3 O 114/26');
    await page.getByRole('button', { name: 'Place legal hold' }).click();
    await page.getByRole('link', { name: 'Release legal hold' }).click();
    await page.getByLabel('Reason').fill('Settled');
    await page.getByLabel('Confirmation text').fill('something else');
    await page.getByRole('button', { name: 'Release hold permanently' }).click();
    expect(await page.locator('#faults').innerText()).toContain('isn’t the text to enter');
    await page.getByLabel('Confirmation text').fill(await page.locator('.typed').innerText());
    await page.getByRole('button', { name: 'Release hold permanently' }).click();
    expect(await page.getByRole('status').innerText()).toBe('Legal hold released.');
    expectNoFaults(page);
  });
});

describe('the desk', () => {
  test('has deliveries, usage, reconciliation, replay and statements of the auditors’ pages, and is refused the rest as pages', async ({
    signedIn,
    gateway,
  }) => {
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console`);
    const places = await page.locator('.side a').allInnerTexts();
    expect(places).toEqual(
      expect.arrayContaining(['Deliveries', 'Usage', 'Reconciliation', 'What if?', 'Statements']),
    );
    expect(places).not.toContain('Reports');
    for (const [path, status] of [
      ['findings', 200],
      ['replay', 200],
      ['replay/price', 200],
      ['deliveries', 200],
      ['reports', 403],
      ['reports/usage', 200],
      ['statements', 200],
      ['statements/close', 403],
      ['exports', 403],
      ['retention', 403],
    ] as const) {
      const answer = await page.goto(`${gateway.url}/console/${path}`);
      expect([path, answer?.status()]).toEqual([path, status]);
      expect(await page.locator('h1').count()).toBe(1);
      if (status === 403)
        expect(await page.locator('main').innerText()).toContain('Only auditors can open this page.');
    }
    expectNoFaults(page);
  });
});
