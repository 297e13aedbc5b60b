/** Things found by their names, by keyboard: fields with suggestions, and the search of the console. */
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { post, SITE } from '../support/small-site.ts';
import type { SharedGateway } from './support/desk.ts';
import { expect, expectAccessible, expectNoFaults, test } from './support/fixture.ts';

let count = 0;

async function partner(gateway: SharedGateway): Promise<{ id: string; name: string }> {
  const name = `Küstenblatt ${process.pid}x${count++}`;
  const { id } = await post(await gateway.admin(), 'partners', { name, titles: [SITE] });
  return { id, name };
}

const activeId = (page: Page) => page.evaluate<string>('document.activeElement.id');
const options = (page: Page) => page.locator('[role=listbox]:visible [role=option]');

describe('a field that names a thing', () => {
  test('suggests what is meant, is chosen from by keyboard, and keeps the name in view', async ({
    signedIn,
    gateway,
  }) => {
    const { id, name } = await partner(gateway);
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/deliveries`);
    const field = page.getByRole('combobox', { name: 'Partner', exact: true });
    // Letters fold, and not every one of them has to be typed.
    await field.pressSequentially(name.toUpperCase().replace('Ü', 'ü').slice(0, -1));
    await options(page).first().filter({ hasText: name }).waitFor();
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    expect(await field.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowDown');
    await options(page).first().waitFor();
    await field.fill(name);
    await expect.poll(() => options(page).count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    const active = (await field.getAttribute('aria-activedescendant')) ?? '';
    expect(await page.locator(`#${active}`).textContent()).toContain(name);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`partner=${id}`));
    expect(await field.inputValue()).toBe(name);
    await expect.poll(() => page.locator('.chips').textContent()).toContain(name);
    // Emptied, it narrows nothing.
    await field.fill('');
    await page.waitForURL((url) => !url.search.includes(id));
    expectNoFaults(page);
  });

  test('covers no button with its suggestions on a phone', async ({ signedIn, gateway }) => {
    const { name } = await partner(gateway);
    const word = name.split('x')[0] ?? '';
    for (let more = 0; more < 4; more++) await partner(gateway);
    const page = await signedIn('desk');
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${gateway.url}/console/licenses/new`);
    const field = page.getByRole('combobox', { name: /^Partner/ });
    const listbox = page.locator('main [role=listbox]').first();
    const suggest = async () => {
      await field.fill(word);
      await options(page).nth(4).waitFor();
    };
    await suggest();
    const select = page.locator('select[name=template]');
    const tops = await Promise.all([listbox, select].map((part) => part.boundingBox()));
    expect((tops[0]?.y ?? 0) + (tops[0]?.height ?? 0)).toBeLessThanOrEqual(tops[1]?.y ?? 0);
    await page.locator('h1').click();
    await listbox.waitFor({ state: 'hidden' });
    await suggest();
    // The button moves when the list closes, and is pressed all the same.
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByRole('heading', { name: 'Which one do you mean?' }).waitFor();
    expectNoFaults(page);
  });

  test('that names nothing is asked about again, and no file is sent', async ({ signedIn, gateway }) => {
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/exports`);
    await page.getByRole('combobox', { name: 'Partner', exact: true }).fill('Nobody of that name');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('“Nobody of that name”');
    expect(await page.evaluate<string>('document.activeElement.name')).toBe('partner');
    await expectAccessible(page);
  });

  test('downloads nothing by Enter, neither with suggestions nor without', async ({ signedIn, gateway }) => {
    const { id, name } = await partner(gateway);
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/exports`);
    const paths = new Set<string>();
    page.on(
      'request',
      (request) => request.isNavigationRequest() && paths.add(new URL(request.url()).pathname),
    );
    await page.getByRole('combobox', { name: 'Partner', exact: true }).fill(name);
    await options(page).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/console/exports?*partner=${id}*#log`);
    expect(await page.getByRole('combobox', { name: 'Partner', exact: true }).inputValue()).toBe(name);
    await page.locator('#license-from').fill('2026-11-03');
    await page.locator('#license-from').press('Enter');
    await page.waitForURL('**/console/exports?*pack=license*#evidence');
    expect(await page.locator('#license-from').inputValue()).toBe('2026-11-03');
    expect(await page.locator('#article-from').inputValue()).toBe('');
    expect(await page.locator('#from').inputValue()).toBe('');
    expect([...paths]).toEqual(['/console/exports']);
    expectNoFaults(page);
  });
});

test('A name that is nearly another one is taken for that by Enter', async ({ signedIn, gateway }) => {
  const { id } = await gateway.call<{ id: string }>('POST', '/v1/admin/partners', {
    name: 'Zwieselbacher Anzeiger',
    titles: [],
  });
  const page = await signedIn('auditor');
  await page.goto(`${gateway.url}/console/reports/usage`);
  await page.getByRole('combobox', { name: 'Partner', exact: true }).fill('Zwiselbacher Anzeiger');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Which one do you mean?' }).waitFor();
  expect(await page.getByRole('radio').isChecked()).toBe(true);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/console/reports/usage?*partner=${id}*`);
  expectNoFaults(page);
});

describe('a field that names several things', () => {
  test('has the focus on the first of them, and its suggestions cover none', async ({
    signedIn,
    gateway,
  }) => {
    const { id } = await partner(gateway);
    await partner(gateway);
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/reports/usage`);
    const field = page.getByRole('combobox', { name: 'Partner', exact: true });
    await field.fill('Küstenblatt');
    await page.keyboard.press('Enter');
    const candidates = page.getByRole('radio');
    await candidates.first().waitFor();
    expect(await page.evaluate<string>('document.activeElement.type')).toBe('radio');
    await candidates.last().check();
    await field.focus();
    await page.keyboard.type(' ');
    await options(page).first().waitFor();
    // Other words than those that were chosen among.
    expect(await page.locator('input:checked').count()).toBe(0);
    const candidate = await candidates.last().boundingBox();
    const list = await page.getByRole('listbox').last().boundingBox();
    expect(list?.y).toBeGreaterThan((candidate?.y ?? 0) + (candidate?.height ?? 0));
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.locator(`input[value="${id}"]`).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`partner=${id}`));
    expectNoFaults(page);
  });
});

describe('the search', () => {
  test('is reached by / and Ctrl-K, and opens what is chosen', async ({ signedIn, gateway }) => {
    const { id, name } = await partner(gateway);
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/partners/new`);
    const first = page.locator('main input:not([type=hidden])').first();
    await first.focus();
    await page.keyboard.press('/');
    expect(await first.inputValue()).toBe('/');
    await page.keyboard.press('Control+k');
    expect(await activeId(page)).toBe('search');
    await page.locator('h1').click();
    await page.keyboard.press('/');
    expect(await activeId(page)).toBe('search');
    await page.keyboard.type(name);
    await options(page).first().filter({ hasText: name }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${gateway.url}/console/partners/${id}`);
    await page.keyboard.press('/');
    await page.keyboard.type('Küstenblatt');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/console\/search\?q=/);
    expect(await page.locator('h1').textContent()).toContain('Küstenblatt');
    await expectAccessible(page);
    expectNoFaults(page);
  });
});
