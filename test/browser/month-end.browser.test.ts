/** The month end of forty licenses: from the sign-in to the last statement in six interactions. */
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { post, SITE, webTerms } from '../support/small-site.ts';
import { expect, expectAccessible, expectFits, expectNoFaults, test } from './support/fixture.ts';

const LICENSES = 40;
/** Far enough back that no other test closes it in the gateway that all share. */
const MONTHS_BACK = 5;

const month = (() => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS_BACK, 1))
    .toISOString()
    .slice(0, 7);
})();

/** Clicks as a person does, and counts. */
const counting = (page: Page) => {
  let clicks = 0;
  return {
    click: async (selector: string) => {
      clicks++;
      await page.locator(selector).first().click();
    },
    clicks: () => clicks,
  };
};

describe('the month end', () => {
  test('of forty licenses takes an auditor six interactions, the sign-in among them', async ({
    signedIn,
    gateway,
  }) => {
    const desk = await gateway.admin();
    const product = await post(desk, 'products', { name: 'All', sections: ['news'] });
    const partner = await post(desk, 'partners', { name: 'Month End Media', titles: [SITE] });
    const terms = { starts: `${month}-01T00:00:00Z`, minimum: { units: 5, per: 'month' } };
    for (let number = 0; number < LICENSES; number++)
      await post(desk, 'licenses', webTerms(partner.id, product.id, terms));
    const page = await signedIn('auditor');
    const person = counting(page);
    // The key, and the button of the sign-in.
    const signIn = 2;
    await page.goto(`${gateway.url}/console`);
    await person.click('.side a[href="/console/statements"]');
    await page.waitForURL('**/console/statements');
    await expectAccessible(page);
    await expectFits(page, 360);
    await person.click(`.months a[href$="close-all?period=${month}"]`);
    await page.waitForURL('**/close-all**');
    await expectAccessible(page);
    await expectFits(page, 360);
    expect(await page.locator('input[name=license]:checked').count()).toBeGreaterThanOrEqual(LICENSES);
    await person.click('button.primary');
    // More than one part: the page goes on by itself.
    await expect
      .poll(() => page.getByRole('status').innerText(), { timeout: 60_000 })
      .toMatch(/^Month closed/);
    expect(signIn + person.clicks()).toBeLessThanOrEqual(6);
    await page.goto(`${gateway.url}/console/statements`);
    expect(await page.locator(`.months a[href$="close-all?period=${month}"]`).count()).toBe(0);
    expectNoFaults(page);
  }, 120_000);
});
