/** The pages people use most, each opened once by who uses it. All pages, sizes, languages and roles: pages.browser.test.ts. */
import { expect, expectAccessible, expectFits, expectNoFaults, test } from './support/fixture.ts';
import { PAGES, type World } from './support/pages.ts';
import { sampleWorld } from './support/world.ts';

const MOST_USED = [
  'start',
  'verify',
  'sign-in',
  'overview',
  'articles',
  'article',
  'licenses',
  'license',
  'deliveries',
  'delivery',
];

const smoke = test.extend('world', { scope: 'file' }, ({ gateway }): Promise<World> => sampleWorld(gateway));

for (const name of MOST_USED)
  smoke(
    `the page ${name} opens, fits a phone and passes axe`,
    async ({ gateway, signedIn, visitor, world }) => {
      const listed = PAGES.find((one) => one.name === name);
      if (!listed) throw new Error(`there is no page ${name}`);
      const role = listed.roles?.find((one) => one !== 'owner');
      const page = await (role ? signedIn(role, { again: true }) : visitor());
      const answer = await page.goto(gateway.url + listed.path(world), { waitUntil: 'networkidle' });
      expect(answer?.status()).toBe(200);
      expect(await page.locator('h1').count()).toBe(1);
      await expectFits(page, 360);
      await expectAccessible(page);
      expectNoFaults(page);
    },
  );
