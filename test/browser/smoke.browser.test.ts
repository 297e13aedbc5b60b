/**
 * The pages people use most, each opened once by who uses it. All pages, widths, languages and roles:
 * pages-*.browser.test.ts.
 */
import { expect, expectAccessible, expectFits, expectNoFaults } from './support/fixture.ts';
import { tried } from './support/opened.ts';
import { PAGES } from './support/pages.ts';

const MOST_USED = [
  'start',
  'verify',
  'sign-in',
  'overview',
  'articles',
  'article',
  'recalls',
  'recall',
  'licenses',
  'license',
  'deliveries',
  'delivery',
];

for (const name of MOST_USED)
  tried(`the page ${name} opens, fits a phone and passes axe`, async ({ opened, sample }) => {
    const listed = PAGES.find((page) => page.name === name);
    if (!listed) throw new Error(`there is no page ${name}`);
    const page = await opened(listed, sample, { waitUntil: 'networkidle' });
    expect(await page.locator('h1').count()).toBe(1);
    await expectFits(page, 360);
    await expectAccessible(page);
    expectNoFaults(page);
  });
