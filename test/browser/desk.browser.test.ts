/**
 * Jobs of the licensing desk and of an owner, from the first page to the result: partners, products, keys,
 * operators.
 */
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { call, tokenOf } from '../support/calls.ts';
import { SITE, webTerms } from '../support/small-site.ts';
import type { SharedGateway } from './support/desk.ts';
import { expect, expectAccessible, expectFits, expectNoFaults, keysNever, test } from './support/fixture.ts';

/** A partner with a license, made for this test alone. */
async function licensed({ call: make }: SharedGateway, name: string) {
  const product = await make('POST', '/v1/admin/products', { name, sections: ['news'] });
  const partner = await make('POST', '/v1/admin/partners', { name, titles: [SITE] });
  const license = await make('POST', '/v1/admin/licenses', webTerms(partner.id, product.id));
  return { partner: partner.id, license: license.id };
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
const secretOn = async (page: Page) => (await page.locator('#secret').textContent()) ?? '';

describe('the licensing desk', () => {
  test('registers a partner with a title', async ({ signedIn, gateway }) => {
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/partners`);
    await page.getByRole('link', { name: 'Add partner' }).first().click();
    await page.getByRole('main').getByLabel('Name').first().fill('Nordfjell Avis');
    await page.getByRole('button', { name: 'Add title' }).click();
    // What was typed is still there.
    expect(await page.getByRole('main').getByLabel('Name').first().inputValue()).toBe('Nordfjell Avis');
    await page.locator('[name="/titles/0/name"]').fill('Nordfjell Avis');
    await page.locator('[name="/titles/0/id"]').fill('nordfjell-avis');
    await page.locator('[name="/titles/0/market"]').fill('XX');
    await page.locator('[name="/titles/0/domains"]').fill('nordfjell.example');
    await press(page, 'Add partner');
    const fault = page.locator('#f-titles-0-market-fault');
    expect(await fault.textContent()).toContain('Enter a country or region');
    await expectAccessible(page);
    await page.locator('[name="/titles/0/market"]').fill('NO');
    await press(page, 'Add partner');
    expect(await page.getByRole('status').textContent()).toBe('Partner added.');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Nordfjell Avis');
    expect(await page.getByRole('cell', { name: 'Norway' }).count()).toBe(1);
    expectNoFaults(page);
  });

  test('is led from a partner without titles to where one is added', async ({ signedIn, gateway }) => {
    const page = await signedIn('desk');
    const { id } = await gateway.call('POST', '/v1/admin/partners', { name: 'Titelos Presse' });
    await page.goto(`${gateway.url}/console/partners/${id}`);
    await page.getByRole('link', { name: 'Add title' }).click();
    await page.getByRole('button', { name: 'Add title' }).waitFor();
    expect(page.url()).toContain(`/console/partners/${id}/change`);
  });

  test('fills in a form by keyboard: from what is wrong to its field, and to a row that is added', async ({
    signedIn,
    gateway,
  }) => {
    const page = await signedIn('desk');
    const focused = () => page.evaluate<string>('document.activeElement.id');
    await page.goto(`${gateway.url}/console/partners/new`);
    await page.locator('[name="/name"]').focus();
    // What was refused before may have left a fragment in the address.
    for (const _ of ['first', 'again']) {
      await page.keyboard.press('Enter');
      await page.waitForLoadState('load');
      await expect.poll(focused).toBe('faults');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect.poll(focused).toBe('f-name');
    }
    await page.keyboard.type('Tastatur');
    await page.getByRole('button', { name: 'Add title' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#f-titles-1');
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('f-titles-1-name');
    expect(await page.inputValue('#f-name')).toBe('Tastatur');
    expectNoFaults(page);
  });

  test('goes back to a form that was refused and sees what was typed, but not after signing out', async ({
    signedIn,
    gateway,
  }) => {
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/partners/new`);
    await page.locator('[name="/contact"]').fill('desk@avis.example');
    await press(page, 'Add partner');
    await page.waitForSelector('#faults');
    await page.locator('.side').getByRole('link', { name: 'Products' }).click();
    await page.waitForURL('**/console/products');
    await page.goBack();
    expect(await page.locator('#faults').textContent()).toContain('Check 1 field');
    expect(await page.inputValue('[name="/contact"]')).toBe('desk@avis.example');
    await page.locator('[name="/name"]').fill('Avis og Vis');
    await press(page, 'Add partner');
    await page.waitForURL('**?done=partner_created');
    await page.goto(`${gateway.url}/console/partners/new`);
    await page.locator('[name="/contact"]').fill('desk@avis.example');
    await press(page, 'Add partner');
    await page.waitForSelector('#faults');
    await page.locator('details.who summary').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/console/sign-in?out');
    // Chromium has the form no more, and does not send it again by itself.
    await expect(page.goBack()).rejects.toThrow('ERR_CACHE_MISS');
  });

  test('is told which name holds a hidden character, and mends it', async ({ signedIn, gateway }) => {
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/partners/new`);
    const name = page.locator('[name="/name"]');
    await name.fill('Nord\u202Efjell');
    await page.getByRole('button', { name: 'Add title' }).click();
    await page.locator('[name="/titles/0/name"]').fill('Nord\uFEFFfjell Avis');
    await page.locator('[name="/titles/0/id"]').fill('nordfjell-hidden');
    await page.locator('[name="/titles/0/market"]').fill('NO');
    await press(page, 'Add partner');
    const faults = ['#f-name-fault', '#f-titles-0-name-fault'].map((id) => page.locator(id).textContent());
    expect(await Promise.all(faults)).toEqual([
      'Remove the invisible character U+202E',
      'Remove the invisible character U+FEFF',
    ]);
    // Above the form, each leads to its field.
    await page.locator('#faults a').first().click();
    expect(await page.evaluate<string>('document.activeElement.name')).toBe('/name');
    await expectFits(page, 360);
    await name.fill('مرفأ الشمال');
    await page.locator('[name="/titles/0/name"]').fill('Nordfjell Avis');
    await press(page, 'Add partner');
    expect(await page.getByRole('status').textContent()).toBe('Partner added.');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('مرفأ الشمال');
    expectNoFaults(page);
  });

  test('issues a key, which opens the token endpoint; rotates it; revokes it, and it opens nothing', async ({
    signedIn,
    gateway,
  }) => {
    const { partner } = await licensed(gateway, 'Key Holder');
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/partners/${partner}`);
    await page.getByRole('link', { name: 'Create key' }).click();
    await page.locator('[name="/name"]').fill('website');
    await press(page, 'Create key');
    const first = await secretOn(page);
    expect(first).toMatch(/^imp_live_key_/);
    await expectAccessible(page);
    await expectFits(page, 360);
    // The copy button copies the secret, which stands in no attribute of it.
    await page.locator('button[data-copy-from="secret"]').click();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(first);
    const address = new URL(page.url()).pathname;
    const id = address.split('/').at(-1) ?? '';
    const requestToken = (secret: string) => tokenOf(gateway.url, { client_id: id, client_secret: secret });
    expect(await requestToken(first)).toMatch(/^ey/);
    const pages = [
      '/console/keys',
      `/console/keys/${id}`,
      `/console/partners/${partner}`,
      '/console/keys/new',
    ];
    await keysNever(page, first, pages);

    await page.goto(`${gateway.url}/console/keys/${id}`);
    await page.getByRole('link', { name: 'Rotate' }).click();
    await page.getByLabel(/^Keep the old secret valid for/).fill('0');
    await press(page, 'Rotate key');
    const second = await secretOn(page);
    await expect(requestToken(first)).rejects.toThrow(/401/);
    expect(await requestToken(second)).toMatch(/^ey/);
    await keysNever(page, second, pages);

    await page.goto(`${gateway.url}/console/keys/${id}`);
    expect(await page.locator('dt', { hasText: 'Last used' }).locator('+ dd').textContent()).not.toBe(
      'Never',
    );
    await page.getByRole('link', { name: 'Revoke' }).click();
    await page.getByLabel(/^Confirmation text/).fill('website');
    await press(page, 'Revoke key');
    expect(await page.getByRole('status').textContent()).toContain('Key revoked.');
    await expect(requestToken(second)).rejects.toThrow(/401/);
    expectNoFaults(page);
  });

  test('gets one key of a form, whether it is loaded anew, gone back to, or sent twice', async ({
    signedIn,
    gateway,
  }) => {
    const { license } = await licensed(gateway, 'Twice');
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/keys/new?license=${license}`);
    await page.locator('[name="/name"]').fill('once');
    const form = await page.content();
    const once = /name="_once" value="([^"]+)"/.exec(form)?.[1] ?? '';
    await press(page, 'Create key');
    const secret = await secretOn(page);
    await page.reload();
    expect(await page.content()).not.toContain(secret);
    await page.goBack();
    expect(await page.content()).not.toContain(secret);
    // Without the script of the pages, a browser sends the form once more.
    await page.goto(`${gateway.url}/console/keys/new?license=${license}`);
    await page.locator('[name="/name"]').fill('once');
    await page.locator('[name="_once"]').evaluate((input, value) => {
      (input as unknown as { value: string }).value = value;
    }, once);
    await press(page, 'Create key');
    expect(await page.getByRole('status').textContent()).toContain('no second key was created');
    const { items } = await gateway.call<{ items: unknown[] }>('GET', `/v1/admin/keys?license=${license}`);
    expect(items).toHaveLength(1);
    expectNoFaults(page);
  });

  test('creates no key while its end is half a date', async ({ signedIn, gateway }) => {
    const { license } = await licensed(gateway, 'Half');
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/keys/new?license=${license}`);
    await page.locator('[name="/name"]').fill('half');
    const expires = page.locator('[name="/expires"]');
    await expires.focus();
    await page.keyboard.type('12312098');
    await page.locator('[name="/license"]').fill('No such license');
    await press(page, 'Create key');
    const faults = page.locator('#faults');
    await faults.waitFor();
    expect(await faults.textContent()).toContain('No such license');
    expect(await page.locator('#f-expires-fault').textContent()).toContain('Enter a date and time');
    const { items } = await gateway.call<{ items: unknown[] }>('GET', `/v1/admin/keys?license=${license}`);
    expect(items).toEqual([]);
    await page.locator('[name="/license"]').fill(license);
    await expires.fill('2098-12-31T12:00');
    await press(page, 'Create key');
    await page.locator('#secret').waitFor();
    expectNoFaults(page);
  });

  test('suspends a partner, whose key is refused until it is reactivated', async ({ signedIn, gateway }) => {
    const { partner, license } = await licensed(gateway, 'Paused');
    const key = await gateway.call<{ client_id: string; client_secret: string }>('POST', '/v1/admin/keys', {
      license,
      name: 'cms',
    });
    const token = await tokenOf(gateway.url, key);
    const articles = () => call(`${gateway.url}/v1/articles`, token, 'GET');
    await articles();
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/partners/${partner}`);
    await page.getByRole('link', { name: 'Suspend' }).click();
    await page.getByLabel(/^Confirmation text/).fill('Paused');
    await press(page, 'Suspend partner');
    await expect(articles()).rejects.toThrow(/403/);
    await page.getByRole('link', { name: 'Reactivate' }).click();
    await press(page, 'Reactivate partner');
    await articles();
    expectNoFaults(page);
  });

  test('defines a product and reads in a sentence what it selects', async ({ signedIn, gateway }) => {
    const page = await signedIn('desk', { width: 360 });
    await page.goto(`${gateway.url}/console/products/new`);
    await page.locator('[name="/name"]').fill('Science wire');
    await page.getByLabel(/^Sections/).fill('science');
    await page.getByLabel('picture', { exact: true }).check();
    await page.getByLabel(/^Archive \(days\)/).fill('30');
    await press(page, 'Create product');
    expect(await page.locator('.lead').textContent()).toBe(
      'Articles in science, of type picture, up to 30 days old.',
    );
    expectNoFaults(page);
  });
});

describe('an owner', () => {
  test('adds an operator, whose key is shown once, suspends and revokes them', async ({
    signedIn,
    gateway,
  }) => {
    const page = await signedIn('owner');
    await page.goto(`${gateway.url}/console/operators/new`);
    await page.locator('[name="/name"]').fill('Nora New');
    await page.locator('[name="/role"]').selectOption('desk');
    await press(page, 'Add operator');
    const secret = await secretOn(page);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const requestToken = () => tokenOf(gateway.url, { client_id: id, client_secret: secret });
    expect(await requestToken()).toMatch(/^ey/);
    await keysNever(page, secret, ['/console/operators', `/console/operators/${id}`]);
    for (const act of ['Suspend', 'Revoke']) {
      await page.getByRole('link', { name: act }).click();
      await page.getByLabel(/^Confirmation text/).fill('Nora New');
      await press(page, `${act} operator`);
      await expect(requestToken()).rejects.toThrow(/401/);
    }
    expectNoFaults(page);
  });
});
