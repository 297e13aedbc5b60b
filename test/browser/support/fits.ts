/** Whether a page can be used on a window this narrow: nothing to scroll sideways for, nothing cut off. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const inPage = (file: string) => readFileSync(join(import.meta.dirname, 'in-page', file), 'utf8');
const FITS = inPage('fits.js');
const LEGIBLE = inPage('legible.js');

/** `width` in CSS pixels. Leaves the window as it was. */
export const expectFits = (page: Page, width: number) => expectNone(page, width, FITS);

/** As `expectFits`, and no word is broken, and no date or choice cut off by its field. */
export async function expectLegible(page: Page, width: number): Promise<void> {
  await expectFits(page, width);
  await expectNone(page, width, LEGIBLE);
}

async function expectNone(page: Page, width: number, script: string): Promise<void> {
  const before = page.viewportSize();
  // A click waits until the next page begins, not until it is there.
  await page.waitForLoadState();
  await page.setViewportSize({ width, height: before?.height ?? 800 });
  const found = await page.evaluate<string[]>(script);
  if (before) await page.setViewportSize(before);
  expect(found).toEqual([]);
}
