/** Asks the same questions of every page of a list. */
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { ROLES, type Role } from '../../../src/access/roles.ts';
import { expectNames } from './bare-ids.ts';
import { expect, expectAccessible, expectFits, expectLegible, expectNoFaults } from './fixture.ts';
import { DONE_HARM } from './hostile.ts';
import { tried } from './opened.ts';
import type { ListedPage } from './pages.ts';

/** Of sessions that only look, by role. */
const cookies = new Map<Role, string>();

async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

export function everyPage(pages: ListedPage[]): void {
  describe.each(pages)('the page $name', (listed) => {
    tried(
      'has a title and one heading, names things, fits 360 pixels, and shuts nobody out',
      async ({ opened, sample }) => {
        // With what it asks for by itself: charts, proofs.
        const page = await opened(listed, sample, { waitUntil: 'networkidle' });
        expect(await page.title()).toMatch(/\S.* · \S/);
        expect(await page.getAttribute('html', 'lang')).toBe('en');
        await expectFits(page, 360);
        await expectFits(page, 768);
        await expectLegible(page, 1024);
        expectNoFaults(page);
        expect(await page.locator('h1').count()).toBe(1);
        // What strangers see of a receipt is what it says.
        if (listed.roles) await expectNames(page);
        await expectAccessible(page);
      },
    );

    tried('speaks German to those who ask for it', async ({ opened, sample }) => {
      const page = await opened(listed, sample, { language: 'de', width: 360 });
      expect(await page.getAttribute('html', 'lang')).toBe('de');
      // German words are longer.
      await expectFits(page, 360);
      await expectLegible(page, 1024);
      await expectLegible(page, 1280);
      expectNoFaults(page);
    });

    tried('shows hostile text as text', async ({ opened, hostile }) => {
      const page = await opened(listed, hostile);
      expect(await page.evaluate<boolean>(DONE_HARM)).toBe(false);
      await expectFits(page, 360);
      await expectFits(page, 1280);
      expectNoFaults(page);
    });

    const { roles, path } = listed;
    if (!roles) return;

    tried('sends whoever has not signed in to do so, and back', async ({ gateway, sample }) => {
      const answer = await fetch(gateway.url + path(sample), { redirect: 'manual' });
      const back = encodeURIComponent(path(sample));
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/console/sign-in?next=${back}`]);
    });

    const refused = ROLES.filter((role) => !roles.includes(role));
    tried.skipIf(refused.length === 0)(
      'refuses every other role, as a page',
      async ({ signedIn, gateway, sample }) => {
        for (const role of refused) {
          const Cookie = cookies.get(role) ?? (await cookieOf(await signedIn(role, { reuse: true })));
          cookies.set(role, Cookie);
          const answer = await fetch(gateway.url + path(sample), { headers: { Cookie }, redirect: 'manual' });
          expect([role, answer.status]).toEqual([role, 403]);
          expect((await answer.text()).match(/<h1>/g)).toHaveLength(1);
        }
      },
    );
  });
}
