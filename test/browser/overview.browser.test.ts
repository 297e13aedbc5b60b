/** The first page after signing in: for each role its own, with 60 KB at most. */
import { describe } from 'vitest';
import { ingestText, openSmallSite } from '../support/small-site.ts';
import type { SharedGateway } from './support/desk.ts';
import {
  expect,
  expectAccessible,
  expectFits,
  expectNoFaults,
  test,
  transferred,
} from './support/fixture.ts';

/** Of the first page, all files included. */
const BYTES_MAX = 60_000;

/** So that there is traffic in the log of the shared gateway. */
async function oneDelivery(gateway: SharedGateway): Promise<void> {
  const desk = await gateway.admin();
  const { license, token } = await openSmallSite(desk, {}, { name: `Traffic ${Date.now()}` });
  const article = await ingestText(desk, `urn:test:traffic-${Date.now()}`);
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${gateway.url}/v1/articles/${article}?use=display&channel=web`, { headers });
  await answer.body?.cancel();
  await expect
    .poll(async () => {
      const init = { headers: { Authorization: `Bearer ${await gateway.newToken('auditor')}` } };
      const list = await fetch(`${gateway.url}/v1/audit/deliveries?license=${license}`, init);
      return ((await list.json()) as { items: unknown[] }).items.length;
    })
    .toBe(1);
}

describe('the overview', () => {
  test('has at most 60 KB, fits on a phone and is accessible', async ({ signedIn, gateway }) => {
    const page = await signedIn('desk');
    const { bytes, files } = await transferred(page, `${gateway.url}/console`);
    expect(bytes, JSON.stringify(files)).toBeLessThan(BYTES_MAX);
    expect(await page.getByRole('heading', { name: 'Deliveries and refusals' }).count()).toBe(1);
    await expectFits(page, 360);
    await expectAccessible(page);
    expectNoFaults(page);
  });

  test('leads from what waits to the page that deals with it', async ({ signedIn, gateway }) => {
    const ends = new Date(Date.now() + 5 * 86_400_000).toISOString();
    const product = await gateway.call('POST', '/v1/admin/products', {
      name: 'Overview',
      sections: ['overview'],
    });
    const name = `Ends soon ${process.pid}-${Date.now()}`;
    const partner = await gateway.call('POST', '/v1/admin/partners', { name });
    const license = await gateway.call('POST', '/v1/admin/licenses', {
      ...{ partner: partner.id, products: [product.id], uses: ['display'], components: ['dispatch'] },
      ...{ territories: ['DE'], channels: ['web'], starts: '2026-01-01T00:00:00Z', ends },
      consent: { reference: 'L-1', signedBy: 'A. Signatory', signedOn: '2026-01-01' },
    });
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console`);
    const row = page.locator('.attention li', { hasText: name });
    await row.getByRole('link', { name: 'Renew' }).click();
    expect(page.url()).toBe(`${gateway.url}/console/licenses/${license.id}/renew`);
  });

  test('says the values of its chart by keyboard and on hover', async ({ signedIn, gateway }) => {
    await oneDelivery(gateway);
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console`);
    const plot = page.getByRole('slider', { name: /Requests, last 30 days/ });
    const value = page.locator('.chart .value');
    await plot.focus();
    const today = await value.textContent();
    expect(today).toMatch(/: \d+ delivered, \d+ refused, refusal rate [\d.]+%, previous period \d+$/);
    expect(await plot.getAttribute('aria-valuetext')).toBe(today);
    await page.keyboard.press('ArrowLeft');
    expect(await plot.getAttribute('aria-valuenow')).toBe('29');
    expect(await value.textContent()).not.toBe(today);
    await page.keyboard.press('Home');
    expect(await plot.getAttribute('aria-valuenow')).toBe('1');
    await page.locator('.chart .hit').nth(29).hover();
    expect(await value.textContent()).toBe(today);
    await expectAccessible(page);
    await plot.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/console\/deliveries\?from=/);
    expectNoFaults(page);
  });

  test('has the month’s top partners by a script, and by a link without one', async ({
    signedIn,
    gateway,
  }) => {
    await oneDelivery(gateway);
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console`);
    await page.waitForSelector('#tops .ranks');
    await expectAccessible(page, { within: '#tops' });
    await page.goto(`${gateway.url}/console?top=1`);
    expect(await page.locator('#tops .ranks').count()).toBeGreaterThan(0);
    expectNoFaults(page);
  });

  test('shows each role what it may see', async ({ signedIn, gateway }) => {
    const textFor = async (role: 'desk' | 'auditor' | 'ingest') => {
      const page = await signedIn(role);
      await page.goto(`${gateway.url}/console`);
      expectNoFaults(page);
      return page.locator('main h2').allInnerTexts();
    };
    expect(await textFor('desk')).toContain('Needs attention');
    const auditor = await textFor('auditor');
    expect(auditor).toContain('Log integrity');
    expect(auditor).not.toContain('Upcoming embargo lifts');
    expect(await textFor('ingest')).toEqual([]);
  });
});
