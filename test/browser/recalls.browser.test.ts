/**
 * What the desk does after a kill: from the article to the recall, its pages, its report on paper, and its
 * end.
 */
import { describe } from 'vitest';
import { expect, expectAccessible, expectFits, expectNoFaults, transferred } from './support/fixture.ts';
import { tried } from './support/opened.ts';

const BYTES_MAX = 60_000;

describe('a recall', () => {
  tried('loads with at most 60 KB', async ({ signedIn, gateway, sample }) => {
    for (const path of ['', `/${sample.recall}`]) {
      const page = await signedIn('auditor');
      const { bytes, files } = await transferred(page, `${gateway.url}/console/recalls${path}`);
      expect(bytes, JSON.stringify(files)).toBeLessThan(BYTES_MAX);
    }
  });

  tried('is reached from its article and printed', async ({ signedIn, gateway, sample }) => {
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/recalls`);
    await page.locator(`#list a[href="/console/recalls/${sample.recall}"]`).click();
    await page.locator('.facts').getByRole('link').first().click();
    await page.getByRole('link', { name: 'View recall' }).click();
    await page.waitForURL(`**/console/recalls/${sample.recall}`);
    await expect
      .poll(async () => {
        await page.reload();
        return page.getByRole('table', { name: 'Titles' }).innerText();
      })
      .toContain('refused');
    await expectAccessible(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.as-of').innerText()).toMatch(/^As of .* \(\w+(\/\w+)?\) · /);
    expect(await page.locator('h1').isVisible()).toBe(true);
    for (const hidden of ['.bar', '.side', '.actions'])
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    expect(await page.locator('.facts').first().innerText()).toContain('article killed');
    expectNoFaults(page);
  });

  tried('has its pages read, and is closed by keyboard', async ({ signedIn, gateway, sample }) => {
    const page = await signedIn('desk', { width: 360 });
    await page.goto(`${gateway.url}/console/recalls/${sample.recall}`);
    await page.getByRole('button', { name: 'Check pages again' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=/);
    expect(await page.getByRole('status').innerText()).toMatch(/being read|no pages/);
    await page.getByRole('link', { name: 'Close recall' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/close$/);
    const name = await page.locator('.typed').innerText();
    await page.getByLabel('Reason').focus();
    await page.keyboard.type('The printed edition cannot be recalled.');
    await page.keyboard.press('Tab');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=recall_closed/);
    expect(await page.getByRole('status').innerText()).toBe('Recall closed.');
    expect(await page.getByRole('main').innerText()).toContain('The printed edition cannot be recalled.');
    for (const width of [360, 1024, 1280]) await expectFits(page, width);
    await expectAccessible(page);
    expectNoFaults(page);
    // Until a checkpoint covers the recall, the page says to wait, and no file is stored.
    const stored = page.waitForEvent('download').then((file) => file.suggestedFilename());
    const shown = page.waitForURL(/\/closure$/).then(() => page.getByRole('main').innerText());
    const first = Promise.any([stored, shown]);
    await page.getByRole('link', { name: 'Download closure' }).click();
    expect(await first).toMatch(/^closure-rcl_\w+\.json$|again/);
  });
});
