/** What an auditor comes for: to find a delivery, and to prove it without believing the gateway. */
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { ingestText, openSmallSite } from '../support/small-site.ts';
import type { SharedGateway } from './support/desk.ts';
import { expect, expectAccessible, expectFits, expectNoFaults, test } from './support/fixture.ts';
import { HEIGHT, WIDTH } from './support/window.ts';

interface Trade {
  partner: string;
  name: string;
  license: string;
  delivery: string;
  refusal: string;
}

let createdCount = 0;

/** A partner of its own, with one delivery and one refusal: the first checkpoint of its log covers both. */
async function trade(gateway: SharedGateway): Promise<Trade> {
  const desk = await gateway.admin();
  const name = `Kieler Bote ${process.pid}x${createdCount++}`;
  const { partner, license, token } = await openSmallSite(desk, {}, { name });
  const article = await ingestText(desk, `urn:test:${name.replaceAll(' ', '-')}`);
  const headers = { Authorization: `Bearer ${token}` };
  const answers = [
    await fetch(`${gateway.url}/v1/articles/${article}?use=display&channel=web`, { headers }),
    await fetch(`${gateway.url}/v1/articles/${article}?use=print`, { headers }),
  ];
  const refused = (await answers[1]?.json()) as { entry: string };
  const reported = { partner, name, license };
  const delivery = answers[0]?.headers.get('Rights-Entry') ?? '';
  await answers[0]?.body?.cancel();
  await untilListed(gateway, license, 2);
  return { ...reported, delivery, refusal: refused.entry };
}

async function untilListed(gateway: SharedGateway, license: string, count: number): Promise<void> {
  const headers = { Authorization: `Bearer ${await gateway.newToken('auditor')}` };
  for (let tries = 0; tries < 100; tries++) {
    const list = await fetch(`${gateway.url}/v1/audit/deliveries?license=${license}`, { headers });
    const { items } = (await list.json()) as { items: unknown[] };
    if (items.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the entries were not listed in time');
}

const chips = (page: Page) => page.locator('.chips li').allTextContents();
const rows = (page: Page) => page.locator('#results .list tbody tr');
const stepAt = (page: Page, name: string) => page.locator(`[data-step="${name}"]`);

/** Types a name into a filter, and takes the first that is suggested. */
async function choose(page: Page, filter: string, name: string): Promise<void> {
  await page.locator(`#filter-${filter}`).pressSequentially(name);
  await page.locator('.suggestions li').first().filter({ hasText: name }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`${filter}=[a-z]{3}_`));
}

async function untilProved(page: Page): Promise<string> {
  await page.waitForSelector('#verdict.good, #verdict.bad, #verdict.warn');
  return (await page.locator('#verdict').textContent()) ?? '';
}

describe('the log on a phone', () => {
  test('begins on the first screen, and shows no empty cell', async ({ signedIn, gateway }) => {
    for (let count = 0; count < 3; count++) await trade(gateway);
    const page = await signedIn('auditor', { width: 360 });
    await page.goto(`${gateway.url}/console/deliveries`);
    const third = await rows(page).nth(2).boundingBox();
    expect((third?.y ?? 0) + (third?.height ?? 0)).toBeLessThanOrEqual(HEIGHT);
    // Four lines: time and outcome, license, headline, the rest.
    expect(third?.height).toBeLessThan(150);
    expect((await page.locator('#filters .folds > summary').first().textContent())?.trim()).toBe('Filters');
    const isEmpty = `td => td.checkVisibility() && ['', '–'].includes(td.textContent.trim())`;
    const empty = () =>
      page.evaluate<number>(`[...document.querySelectorAll('#results td')].filter(${isEmpty}).length`);
    expect(await empty()).toBe(0);
    const today = page.getByRole('link', { name: 'Today', exact: true });
    expect(await today.isVisible()).toBe(false);
    await page.getByText('Time range · Views and export').click();
    await expectAccessible(page);
    await expectFits(page, 360);
    await today.click();
    await page.waitForURL(/range=today/);
    await page.setViewportSize({ width: WIDTH, height: HEIGHT });
    await today.waitFor();
    expect(await empty()).toBeGreaterThan(0);
    expectNoFaults(page);
  });
});

describe('an auditor', () => {
  test('finds a delivery by filters and proves it in the browser', async ({ signedIn, gateway }) => {
    const { name, delivery } = await trade(gateway);
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/deliveries`);
    await choose(page, 'partner', name);
    await page.waitForURL(/kind=delivery/);
    await expect.poll(async () => (await page.locator('#count').textContent())?.trim()).toBe('1 entry');
    expect(page.url()).not.toContain('section=');
    await rows(page).locator('a').first().click();
    await page.waitForURL(`${gateway.url}/console/deliveries/${delivery}`);
    expect(await page.locator('h1').textContent()).toBe(`Delivered to ${name}`);
    expect(await untilProved(page)).toContain('under the key supplied by this gateway');
    const { keys } = (await (await fetch(`${gateway.url}/v1/log/keys`)).json()) as {
      keys: { verifierKey: string }[];
    };
    await page.getByText('Steps and trusted keys').click();
    await page.fill('#expected', 'my key');
    await page.click('.expected button');
    await page.locator('#expected-fault').waitFor();
    expect(await page.getAttribute('#expected', 'aria-invalid')).toBe('true');
    // What was mistyped says nothing about the entry.
    expect(await page.locator('#verdict').textContent()).toContain('under the key supplied by this gateway');
    expect(await stepAt(page, 'key').getAttribute('class')).toBe('unknown');
    await page.fill('#expected', keys[0]?.verifierKey ?? '');
    await page.click('.expected button');
    await page.locator('#expected-fault').waitFor({ state: 'hidden' });
    await expect
      .poll(() => page.locator('#verdict').textContent())
      .toMatch(/^Verified: the entry is in the log/);
    for (const step of ['leaf', 'inclusion', 'key', 'license', 'root', 'agency_inclusion', 'agency'])
      expect([step, await stepAt(page, step).getAttribute('class')]).toEqual([step, 'good']);
    expectNoFaults(page);
  });

  test('is shown where a proof that was tampered with fails', async ({ signedIn, gateway }) => {
    const { delivery } = await trade(gateway);
    const page = await signedIn('auditor');
    const tampered = async (
      change: (proof: {
        entry: { index: number };
        inclusion: { hashes: string[]; checkpoint: string };
      }) => void,
    ) => {
      await page.unroute('**/proof');
      await page.route('**/proof', async (route) => {
        const answer = await route.fetch();
        const json = await answer.json();
        change(json);
        await route.fulfill({ response: answer, json });
      });
      await page.goto(`${gateway.url}/console/deliveries/${delivery}`);
      return untilProved(page);
    };
    const flip = (text: string, at: number) =>
      text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    expect(
      await tampered(({ inclusion }) => (inclusion.hashes[0] = flip(inclusion.hashes[0] ?? '', 4))),
    ).toMatch(/^Verification failed/);
    expect(await stepAt(page, 'inclusion').textContent()).toContain(
      'The computed root differs from the signed root.',
    );
    expect(await stepAt(page, 'license').textContent()).toContain('Skipped because an earlier step failed');
    await tampered(({ entry }) => (entry.index += 1));
    expect(await stepAt(page, 'leaf').getAttribute('class')).toBe('bad');
    await tampered(
      ({ inclusion }) => (inclusion.checkpoint = flip(inclusion.checkpoint, inclusion.checkpoint.length - 9)),
    );
    expect(await stepAt(page, 'license').getAttribute('class')).toBe('bad');
    expect(await stepAt(page, 'inclusion').getAttribute('class')).toBe('good');
    await page.unroute('**/proof');
    await page.goto(`${gateway.url}/console/deliveries/${delivery}`);
    expect(await untilProved(page)).toMatch(/^All steps are valid under the key supplied by this gateway/);
    await page.getByText('Steps and trusted keys').click();
    await page.fill('#expected', 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    await page.click('.expected button');
    await page.waitForSelector('#verdict.bad');
    expect(await stepAt(page, 'key').textContent()).toContain(
      'The gateway’s key differs from the one you pasted.',
    );
    expectNoFaults(page);
  });

  test('filters by keyboard alone, without losing the place', async ({ signedIn, gateway }) => {
    const { license, refusal } = await trade(gateway);
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/deliveries?license=${license}`);
    await page.focus('#filter-partner');
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('filter-kind');
    await page.keyboard.press('r');
    await page.waitForURL(/kind=refusal/);
    await expect.poll(() => rows(page).count()).toBe(1);
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('filter-kind');
    expect(await rows(page).locator('a').first().getAttribute('href')).toBe(`/console/deliveries/${refusal}`);
    // Out again, from its chip.
    await page.locator('.chips a').last().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => rows(page).count()).toBe(2);
    expectNoFaults(page);
  });

  test('types the name of an article while the list narrows, and is asked for it only when it is sent', async ({
    signedIn,
    gateway,
  }) => {
    await trade(gateway);
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/deliveries`);
    await page.selectOption('#filter-kind', 'refusal');
    await page.locator('#filter-article').pressSequentially('zz');
    await page.waitForURL(/kind=refusal/);
    expect(page.url()).not.toContain('article=');
    expect(await page.inputValue('#filter-article')).toBe('zz');
    await page.keyboard.press('Enter');
    await page.waitForURL(/article=zz/);
  });

  test('gets the filtered list back by the back button', async ({ signedIn, gateway }) => {
    const { name } = await trade(gateway);
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/deliveries`);
    await choose(page, 'partner', name);
    await page.selectOption('#filter-kind', 'refusal');
    await page.waitForURL(/kind=refusal/);
    await expect.poll(() => rows(page).count()).toBe(1);
    await rows(page).locator('a').first().click();
    await page.waitForSelector('#verdict');
    await page.goBack();
    await page.waitForSelector('.chips');
    expect((await chips(page)).join()).toContain(name);
    expect(await page.inputValue('#filter-kind')).toBe('refusal');
    expect(await rows(page).count()).toBe(1);
    await page.goBack();
    await expect.poll(() => page.inputValue('#filter-kind')).toBe('delivery');
    expect(await rows(page).count()).toBe(1);
    expectNoFaults(page);
  });

  test('reads times in the zone of the browser, with UTC on hover, and filters by them', async ({
    signedIn,
    gateway,
  }) => {
    const { license } = await trade(gateway);
    const page = await signedIn('auditor', { timezone: 'Asia/Tokyo' });
    // The first page of a browser is told in UTC: its script says the zone to the second.
    await page.goto(`${gateway.url}/console/deliveries?license=${license}`);
    await page.reload();
    const time = rows(page).locator('time').first();
    const utc = await time.getAttribute('datetime');
    const tokyo = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Tokyo',
      hour: '2-digit',
      minute: '2-digit',
    });
    expect(await time.textContent()).toContain(tokyo.format(new Date(utc ?? '')));
    expect(await time.getAttribute('title')).toBe(`${utc?.replace('T', ' ').replace('Z', '')} UTC`);
    // Days come first; times of day are asked for.
    expect(await page.getAttribute('#filter-from', 'type')).toBe('date');
    await page.locator('#filters a[href*="times=1"]').click();
    const later = new Date(Date.now() + 60 * 60_000 + 9 * 3_600_000).toISOString().slice(0, 16);
    await page.fill('#filter-from', later);
    await page.waitForURL(/from=/);
    await page.waitForSelector('#results .empty');
    expectNoFaults(page);
  });

  test('sees what is filtered drawn, without waiting for it', async ({ signedIn, gateway }) => {
    const { license } = await trade(gateway);
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/deliveries?license=${license}`);
    await page.waitForSelector('#charts .plot svg');
    expect(await page.locator('#charts figcaption').first().textContent()).toContain('Entries per hour');
    expect(new URL(page.url()).search).toBe(`?license=${license}`);
    expectNoFaults(page);
  });

  test('has two checkpoints of the agency log compared', async ({ signedIn, gateway }) => {
    const page = await signedIn('auditor');
    // To look at a proof has the roots of both licenses taken in, one after the other.
    for (const { delivery } of [await trade(gateway), await trade(gateway)]) {
      await page.goto(`${gateway.url}/console/deliveries/${delivery}`);
      await untilProved(page);
    }
    await page.goto(`${gateway.url}/console/log`);
    const [older, newer] = [await page.inputValue('#compare-from'), await page.inputValue('#compare-to')];
    expect(Number(newer)).toBeGreaterThan(Number(older));
    await page.click('#compare button');
    expect(await untilProved(page)).toMatch(/^All steps are valid under the key supplied by this gateway/);
    expect(await stepAt(page, 'consistency').getAttribute('class')).toBe('good');
    await page.route('**/log/consistency/**', async (route) => {
      const answer = await route.fetch();
      const json = (await answer.json()) as { proof: { hashes: string[] } };
      await route.fulfill({ response: answer, json: { ...json, proof: { ...json.proof, hashes: [] } } });
    });
    await page.reload();
    expect(await untilProved(page)).toMatch(/^Verification failed/);
    expect(await stepAt(page, 'consistency').textContent()).toContain(
      'The newer log doesn’t extend the older one.',
    );
    expectNoFaults(page);
  });
});
