/** Lists as people use them: typing narrows them, heads sort them, and a phone shows rows and not cards. */
import { describe } from 'vitest';
import type { SharedGateway } from './support/desk.ts';
import { expect, expectAccessible, expectFits, expectNoFaults, test } from './support/fixture.ts';

async function withPartners({ call }: SharedGateway, prefix: string, count: number): Promise<void> {
  for (let n = 1; n <= count; n++) {
    const titles = [
      { id: `${prefix.toLowerCase()}-${n}`, name: `${prefix} ${n}`, domains: [], market: 'DE' },
    ];
    await call('POST', '/v1/admin/partners', {
      name: `${prefix} Verlag ${String(n).padStart(3, '0')}`,
      titles,
    });
  }
}

describe('a list of the desk', () => {
  test('narrows while one types, is sorted by keyboard, and is shared by its address', async ({
    signedIn,
    gateway,
  }) => {
    await withPartners(gateway, 'Quellwald', 3);
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/partners`);
    const asOf = () => page.locator('#as-of time').getAttribute('datetime');
    const before = await asOf();
    await page.getByLabel('Search', { exact: true }).last().pressSequentially('quellwald');
    await page.waitForURL(/q=quellwald&/);
    await page.getByText('3 matches').waitFor();
    expect(Date.parse((await asOf()) ?? '')).toBeGreaterThan(Date.parse(before ?? ''));
    const first = () => page.locator('tbody tr').first().locator('td').first().textContent();
    expect(await first()).toBe('Quellwald Verlag 001');
    await page.getByRole('link', { name: 'Name' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('th[aria-sort="descending"]').waitFor();
    expect(await first()).toBe('Quellwald Verlag 003');
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('q'), searchParams.get('sort')]).toEqual(['quellwald', '-name']);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await page.getByText(/in total/).waitFor();
    expectNoFaults(page);
  });

  test('takes two lines a row on a phone, and folds its filters away there alone', async ({
    signedIn,
    gateway,
  }) => {
    await withPartners(gateway, 'Zeilenau', 50);
    const page = await signedIn('desk', { width: 360 });
    await page.goto(`${gateway.url}/console/partners?q=zeilenau`);
    expect(await page.locator('tbody tr').count()).toBe(50);
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    expect(height).toBeLessThan(4_500);
    await expectFits(page, 360);
    await expectAccessible(page);

    await page.goto(`${gateway.url}/console/licenses`);
    const status = page.getByLabel('Status', { exact: true });
    const apply = page.getByRole('button', { name: 'Apply' });
    for (const control of [status, apply]) expect(await control.isVisible()).toBe(false);
    await page.getByText('Filters', { exact: true }).click();
    await apply.waitFor();
    await status.selectOption('suspended');
    await page.getByText(/match/).first().waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${gateway.url}/console/licenses`);
    await status.waitFor();
    expect(await page.getByText('Filters', { exact: true }).isVisible()).toBe(false);
    expect(await apply.isVisible()).toBe(true);
    await expectAccessible(page);

    await page.goto(`${gateway.url}/console/articles?type=composite`);
    const lines = await page.evaluate<number>(`(() => {
      const text = document.createRange();
      text.selectNodeContents([...document.querySelectorAll('td')].find((cell) => cell.textContent === 'package'));
      return text.getClientRects().length;
    })()`);
    expect(lines).toBe(1);
    expectNoFaults(page);
  });
});
