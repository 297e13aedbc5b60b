/** The first page after signing in: for each role its own, light enough to be there at once. */
import { describe } from 'vitest';
import {
  expect,
  expectAccessible,
  expectFits,
  expectNoFaults,
  test,
  transferred,
} from './support/fixture.ts';

/** Of the first page, all files included. */
const BYTES_MAX = 120_000;
const INTERACTIVE_MS_MAX = 1_000;

describe('the overview', () => {
  test('is there within a second, with 120 KB', async ({ signedIn, gateway }) => {
    const page = await signedIn('desk');
    const { bytes, interactiveMs, files } = await transferred(page, `${gateway.url}/console`);
    expect(bytes, JSON.stringify(files)).toBeLessThan(BYTES_MAX);
    expect(interactiveMs).toBeLessThan(INTERACTIVE_MS_MAX);
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
    await page.getByRole('link', { name }).click();
    expect(page.url()).toBe(`${gateway.url}/console/licenses/${license.id}`);
  });

  test('shows each role what it may see', async ({ signedIn, gateway }) => {
    const seen = async (role: 'desk' | 'auditor' | 'ingest') => {
      const page = await signedIn(role);
      await page.goto(`${gateway.url}/console`);
      expectNoFaults(page);
      return page.locator('main h2').allInnerTexts();
    };
    expect(await seen('desk')).toContain('Restrictions to review');
    const auditor = await seen('auditor');
    expect(auditor).toContain('Open discrepancies');
    expect(auditor).not.toContain('Restrictions to review');
    expect(await seen('ingest')).toEqual([]);
  });
});
