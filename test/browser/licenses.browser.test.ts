/** Jobs of the licensing desk: grant a license, change one, stop one and bring it back. */
import type { Page } from 'playwright-core';
import { type Client, tokenOf } from '../support/embedded.ts';
import type { SharedGateway } from './support/desk.ts';
import { expect, expectAccessible, expectFits, expectNoFaults, test } from './support/fixture.ts';

const TITLE = { id: 'kansai-web', name: 'Kansai Web', domains: ['kansai.example'], market: 'JP' };

/** Names of their own, since two products of one name are told apart by their ids. */
async function kansai(gateway: SharedGateway, name: string) {
  const partner = await gateway.call('POST', '/v1/admin/partners', {
    name: 'Kansai Shimbun',
    titles: [TITLE],
  });
  const product = await gateway.call('POST', '/v1/admin/products', { name, sections: ['politics'] });
  return { partner: partner.id, product: product.id };
}

const terms = ({ partner, product }: { partner: string; product: string }) => ({
  partner,
  products: [product],
  uses: ['display', 'distribute'],
  components: ['dispatch'],
  territories: ['JP'],
  channels: ['web'],
  starts: '2026-01-01T00:00:00Z',
  ends: '2099-01-01T00:00:00Z',
  consent: { reference: 'TMA-2026-0117', signedBy: 'M. Example', signedOn: '2025-12-12' },
});

const sentence = (page: Page) => page.locator('#reading .first');

const onward = async (page: Page, step: string) => {
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.locator(`input[name=_at][value=${step}]`).waitFor({ state: 'attached' });
  // A change before that is not sent by the page.
  await page.waitForLoadState();
};

/** From the first step to the last; `see`: done on each. */
async function fill(page: Page, product: string, see: () => Promise<void> = async () => {}): Promise<void> {
  await page.getByLabel(product, { exact: true }).check();
  await see();
  await onward(page, 'uses');
  await page.getByLabel('Territories', { exact: true }).fill('Japan');
  await see();
  await onward(page, 'term');
  await page.getByLabel('First day', { exact: true }).fill('2026-04-01');
  await page.getByLabel('Last day', { exact: true }).fill('2027-03-31');
  await see();
  await onward(page, 'agreement');
  await page.getByLabel('Contract reference', { exact: true }).fill('TMA-2026-0117');
  await page.getByLabel('Signed by', { exact: true }).fill('M. Example');
  await page.getByLabel('Signed on', { exact: true }).fill('2026-03-01');
  await see();
}

const permits = (product: string) =>
  `Kansai Shimbun may use photographs from the product “${product}” for display and distribution, on the web and in apps, in Japan, for all of its titles, from 1 April 2026 through 31 March 2027 (Asia/Tokyo).`;

test('a license is created from a template in four steps, and the sentence follows what is typed', async ({
  signedIn,
  gateway,
}) => {
  const { partner } = await kansai(gateway, 'Politics typed');
  const page = await signedIn('desk', { timezone: 'UTC' });
  await page.goto(`${gateway.url}/console/licenses/new`);
  await page.locator('[name=partner]').fill(partner);
  await page.locator('select[name=template]').selectOption('photos');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect.poll(() => sentence(page).textContent()).toContain('[missing: Products]');
  await expect.poll(() => sentence(page).textContent()).toContain('for display and distribution,');
  await fill(page, 'Politics typed', async () => {
    await expectAccessible(page);
    await expectFits(page, 360);
  });
  await expect.poll(() => sentence(page).textContent()).toBe(permits('Politics typed'));
  await expect.poll(() => page.locator('#reading').textContent()).toContain('urn:imprimatur:license:new:1');
  const visible = () =>
    Promise.all([sentence(page), page.locator('#summary')].map((shown) => shown.isVisible()));
  expect(await visible()).toEqual([true, false]);
  // On a phone, the sentence follows what is typed above the button, since the rest stands below that.
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await visible()).toEqual([false, true]);
  const summary = page.locator('#summary');
  expect(await summary.textContent()).toBe(permits('Politics typed'));
  const [above, below] = await Promise.all(
    [summary, page.getByRole('button', { name: 'Create license' })].map((part) => part.boundingBox()),
  );
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  await page.setViewportSize({ width: 1280, height: 800 });
  // The browser works out the fingerprint of the document that it is shown.
  await page.getByText('Fingerprint of the document').click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'signed.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('abc'),
  });
  const digest = page.locator('[name="/consent/documentDigest"]');
  await expect
    .poll(() => digest.inputValue())
    .toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  // Back to a step, where one types on under one's hands.
  await page.getByRole('button', { name: 'Uses & places' }).click();
  const territories = page.getByLabel('Territories', { exact: true });
  expect(await territories.inputValue()).toBe('Japan');
  await territories.press('End');
  await territories.pressSequentially(', Netherlands');
  for (const shown of [sentence(page), summary])
    await expect.poll(() => shown.textContent()).toContain('in Japan and the Netherlands');
  expect(await territories.inputValue()).toBe('Japan, Netherlands');
  await territories.fill('Japan');
  await page.getByRole('button', { name: 'Agreement' }).click();
  await page.getByRole('button', { name: 'Create license' }).click();
  await page.waitForURL(/\/console\/licenses\/lic_/);
  expect(await page.locator('.sentence .first').textContent()).toBe(permits('Politics typed'));
  expect(await page.getByText('31 Mar 2027 (inclusive), Asia/Tokyo').count()).toBe(1);
  expectNoFaults(page);
});

test('a license is created without a script, and its sentence is shown by a button', async ({
  signedIn,
  browser,
  gateway,
}) => {
  const { partner } = await kansai(gateway, 'Politics plain');
  const scripted = await signedIn('desk', { timezone: 'UTC' });
  const storageState = await scripted.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState });
  try {
    const page = await context.newPage();
    await page.goto(`${gateway.url}/console/licenses/new?partner=${partner}&template=photos`);
    await fill(page, 'Politics plain');
    await page.getByRole('button', { name: 'Update summary' }).click();
    expect(await sentence(page).textContent()).toBe(permits('Politics plain'));
    expect(await page.getByLabel('Contract reference', { exact: true }).inputValue()).toBe('TMA-2026-0117');
    await page.getByRole('button', { name: 'Create license' }).click();
    expect(new URL(page.url()).pathname).toMatch(/^\/console\/licenses\/lic_[0-9a-f]{32}$/);
    expect(await page.locator('.sentence .first').textContent()).toBe(permits('Politics plain'));
  } finally {
    await context.close();
  }
});

test('a minimum that the quota refuses is warned of when it is entered, on a phone above the button', async ({
  signedIn,
  gateway,
}) => {
  const { partner } = await kansai(gateway, 'Politics minimum');
  const page = await signedIn('desk');
  await page.goto(`${gateway.url}/console/licenses/new?partner=${partner}&template=photos`);
  await page.getByRole('button', { name: 'Term & quota' }).click();
  await page.locator('[name="/quota/limit"]').fill('100');
  await page.locator('[name="/quota/per"]').selectOption('month');
  await page.locator('[name="/quota/onExceed"]').selectOption('refuse');
  await page.getByText('Minimum and reporting').click();
  await page.locator('[name="/minimum/units"]').fill('200');
  await page.locator('[name="/minimum/per"]').selectOption('month');
  const [beside, above] = ['#reading', '#summary'].map((place) =>
    page.locator(place).getByText('The quota refuses what exceeds 100 units in this period'),
  );
  await beside?.waitFor();
  expect(await above?.isVisible()).toBe(false);
  await page.setViewportSize({ width: 360, height: 800 });
  await above?.waitFor();
  expect(await beside?.isVisible()).toBe(false);
  await expectFits(page, 360);
  // It stays while the form goes on.
  await page.getByRole('button', { name: 'Agreement' }).click();
  await page.locator('input[name=_at][value=agreement]').waitFor({ state: 'attached' });
  await above?.waitFor();
  expectNoFaults(page);
});

test('terms are changed, and the difference is told in words', async ({ signedIn, gateway }) => {
  const license = await gateway.call(
    'POST',
    '/v1/admin/licenses',
    terms(await kansai(gateway, 'Politics changed')),
  );
  const page = await signedIn('desk', { timezone: 'Asia/Tokyo' });
  await page.goto(`${gateway.url}/console/licenses/${license.id}`);
  await page.getByRole('link', { name: 'Edit terms' }).click();
  await page.getByRole('button', { name: 'Uses & places' }).click();
  // The channels are told without a click, and follow what is selected.
  await page.getByText('Channels: web', { exact: true }).waitFor();
  await page.getByText('Content, uses and channels').click();
  await page.getByRole('group', { name: 'Channels', exact: true }).getByLabel('app', { exact: true }).check();
  await page.getByText('Channels: web, app', { exact: true }).waitFor({ state: 'attached' });
  await page.getByText('Content, uses and channels').click();
  await page.getByText('Channels: web, app', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Term & quota' }).click();
  await page.locator('[name="/quota/limit"]').fill('500');
  await page.locator('[name="/quota/per"]').selectOption('month');
  await page.locator('[name="/quota/onExceed"]').selectOption('refuse');
  await expect
    .poll(() => page.locator('#reading').textContent())
    .toContain('Up to 500 billable units per calendar month');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/done=license_changed/);
  await page.getByRole('link', { name: 'Version 2' }).click();
  const rows = page.locator('#difference tbody tr');
  await expect.poll(() => rows.count()).toBe(2);
  expect(await rows.nth(0).textContent()).toContain('on the web and in apps');
  expect(await rows.nth(1).textContent()).toContain('No quota.');
  await expectAccessible(page);
  expectNoFaults(page);
});

test('a license is suspended, its partner is refused at once, and it is reactivated', async ({
  signedIn,
  gateway,
}) => {
  const license = await gateway.call(
    'POST',
    '/v1/admin/licenses',
    terms(await kansai(gateway, 'Politics stopped')),
  );
  const key = await gateway.call<Client>('POST', '/v1/admin/keys', { license: license.id, name: 'site' });
  const headers = { Authorization: `Bearer ${await tokenOf(gateway.url, key)}` };
  const feed = async () => (await fetch(`${gateway.url}/v1/articles`, { headers })).status;
  expect(await feed()).toBe(200);
  const page = await signedIn('desk');
  await page.goto(`${gateway.url}/console/licenses/${license.id}`);
  await page.getByRole('link', { name: 'Suspend' }).click();
  await page.getByRole('button', { name: 'Suspend license' }).click();
  await page.waitForURL(/done=license_suspended/);
  expect(await feed()).toBe(403);
  await page.getByRole('link', { name: 'Reactivate' }).click();
  await page.getByRole('button', { name: 'Reactivate license' }).click();
  await page.waitForURL(/done=license_active/);
  expect(await feed()).toBe(200);
  expectNoFaults(page);
});
