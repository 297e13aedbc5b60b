/** Whether a page can be used on a window this narrow: nothing to scroll sideways for, nothing cut off. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const FITS = readFileSync(join(import.meta.dirname, 'in-page', 'fits.js'), 'utf8');

/** `width` in CSS pixels. Leaves the window as it was. */
export async function expectFits(page: Page, width: number): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: before?.height ?? 800 });
  const found = await page.evaluate<string[]>(FITS);
  if (before) await page.setViewportSize(before);
  expect(found).toEqual([]);
}
