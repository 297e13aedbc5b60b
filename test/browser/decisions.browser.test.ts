/**
 * A licensing manager finds out why something was refused: from the entry that the partner quotes, and from
 * scratch.
 */
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { openSmallSite } from '../support/small-site.ts';
import type { SharedGateway } from './support/desk.ts';
import { expect, expectAccessible, expectFits, expectNoFaults, test } from './support/fixture.ts';
import { visibleText } from './support/window.ts';

let count = 0;

interface Scene {
  section: string;
  partner: string;
  partnerName: string;
  license: string;
  token: string;
  article: string;
  headline: string;
}

/** A partner, its license, and an article of a section of their own. */
async function scene(
  gateway: SharedGateway,
  { terms = {}, item = {} }: { terms?: Record<string, unknown>; item?: Record<string, unknown> } = {},
): Promise<Scene> {
  const unique = `why-${process.pid}-${Date.now().toString(36)}-${count++}`;
  const partnerName = `Nordlys ${unique}`;
  const { partner, license, token } = await openSmallSite(await gateway.admin(), terms, {
    section: unique,
    name: partnerName,
    titles: [{ id: 'site', name: 'Nordlys', domains: ['nordlys-why.example'], market: 'DE' }],
  });
  const { id: article, headline } = await ingestIn(gateway, unique, item);
  return { section: unique, partner, partnerName, license, token, article, headline };
}

async function ingestIn(
  { call }: SharedGateway,
  section: string,
  item: Record<string, unknown> = {},
): Promise<{ id: string; headline: string }> {
  const unique = `${section}-${count++}`;
  const headline = `Lighthouse ${unique} relit`;
  const { id } = await call('PUT', `/v1/admin/articles?section=${section}`, {
    ...{ uri: `urn:test:${unique}`, version: '1', type: 'text', language: 'en' },
    versionCreated: new Date(Date.now() - 60_000).toISOString(),
    headlines: [{ value: headline }],
    bodies: [{ contentType: 'text/plain', value: `The lamp of ${unique} burns again.` }],
    ...item,
  });
  return { id, headline };
}

/** The entry that the partner is told, once the log has it. */
async function refused(
  { url, newToken }: SharedGateway,
  { token, article }: Scene,
  query = '',
): Promise<string> {
  const answer = await fetch(`${url}/v1/articles/${article}${query}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { entry } = (await answer.json()) as { entry: string };
  const auditor = { Authorization: `Bearer ${await newToken('auditor')}` };
  for (let tries = 0; tries < 100; tries++) {
    const found = await fetch(`${url}/v1/audit/deliveries/${entry}`, { headers: auditor });
    await found.body?.cancel();
    if (found.ok) return entry;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${entry} has not come to the log`);
}

async function verdictOf(page: Page): Promise<string> {
  await page.waitForSelector('.verdict');
  return (await visibleText(page, '.verdict')).replace(/\s+/g, ' ');
}

const stopped = (page: Page) => visibleText(page, '.trace > .stopped h3');

describe('why a request was refused, by the entry that the partner quotes', () => {
  test('names the territory', async ({ signedIn, gateway }) => {
    const site = await scene(gateway);
    const entry = await refused(gateway, site, '?use=display&territory=JP');
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console`);
    await page.getByRole('link', { name: 'Check a use' }).first().click();
    await page.getByLabel('Log entry ID').fill(entry);
    await page.getByRole('button', { name: 'Look up' }).click();
    expect(await verdictOf(page)).toContain('Refused: Territory not licensed');
    expect(await visibleText(page, '.verdict')).toContain(site.partnerName);
    expect(await stopped(page)).toContain('License terms and restrictions');
    expect(await visibleText(page, '.rules .decided')).toContain('Japan');
    await expectAccessible(page);
    await expectFits(page, 360);
    expectNoFaults(page);
  });

  test('names an embargo, a restriction and a quota', async ({ signedIn, gateway }) => {
    const page = await signedIn('desk');
    const look = async (entry: string) => {
      await page.goto(`${gateway.url}/console/decisions?entry=${entry}`);
      return [await verdictOf(page), await stopped(page)].join(' | ');
    };
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const early = await scene(gateway, { item: { embargoedUntil: until } });
    expect(await look(await refused(gateway, early))).toMatch(
      /Refused: Under embargo for this license.* \| Embargo/,
    );

    const out = await scene(gateway);
    await gateway.call('POST', '/v1/admin/restrictions', { scope: out.article, text: 'GERMANY OUT' });
    expect(await look(await refused(gateway, out, '?use=display&territory=DE'))).toMatch(
      /Refused: Restricted.* \| License terms and restrictions/,
    );
    await page.locator('.remedies a').click();
    expect(page.url()).toContain('/console/restrictions/rst_');

    const small = await scene(gateway, { terms: { quota: { limit: 1, per: 'month', onExceed: 'refuse' } } });
    const headers = { Authorization: `Bearer ${small.token}` };
    const first = await fetch(`${gateway.url}/v1/articles/${small.article}`, { headers });
    expect(first.status).toBe(200);
    await first.body?.cancel();
    const second = { ...small, article: (await ingestIn(gateway, small.section)).id };
    expect(await look(await refused(gateway, second))).toMatch(/Refused: Quota exceeded.* \| Quota/);
  });
});

describe('why a request would be refused, from scratch', () => {
  test('asks for the license that was left out, with the focus on its field', async ({
    signedIn,
    gateway,
  }) => {
    await scene(gateway);
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/decisions`);
    const field = page.getByRole('combobox', { name: 'License', exact: true });
    await field.fill('');
    await page.locator('[name=territory]').fill('Japan');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.locator('#f-license-fault').waitFor();
    await page.locator('#f-license:focus').waitFor();
    expect(await page.locator('[name=territory]').inputValue()).toBe('Japan');
    await expectAccessible(page);
    expectNoFaults(page);
  });

  test('license by its partner, article by its words, use and territory; then back', async ({
    signedIn,
    gateway,
  }) => {
    const site = await scene(gateway);
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/decisions`);
    await page.locator('[name=license]').fill(site.partnerName);
    await page.getByRole('option', { name: site.partnerName }).click();
    await page.locator('[name=article]').fill(site.headline);
    // The titles of the license come by themselves, and take nothing away from who types meanwhile.
    await page.waitForSelector('select[name=title] option:nth-child(2)', { state: 'attached' });
    expect(await page.locator('[name=article]:focus').inputValue()).toBe(site.headline);
    await page.locator('[name=use]').selectOption('display');
    await page.locator('[name=territory]').fill('JP');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    expect(await verdictOf(page)).toContain('Territory not licensed');
    const shared = page.url();
    await page.locator('[name=territory]').fill('DE');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    expect(await verdictOf(page)).toContain('Permitted');
    await page.goBack();
    expect(page.url()).toBe(shared);
    expect(await verdictOf(page)).toContain('Refused');
    await expectFits(page, 360);
    await expectAccessible(page);
    expectNoFaults(page);
  });

  test('is shown without a script', async ({ signedIn, gateway }) => {
    const site = await scene(gateway);
    const page = await signedIn('desk');
    await page.route('**/*.js*', (route) => route.abort());
    await page.goto(`${gateway.url}/console/decisions?partner=${site.partner}`);
    expect(await page.locator('[name=license]').inputValue()).toContain(site.partnerName);
    await page.locator('[name=article]').fill(site.article);
    await page.locator('[name=channel]').selectOption('print');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    expect(await verdictOf(page)).toContain('Channel not licensed');
  });
});
