/** Whether a page calls things by their names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const BARE_IDS = readFileSync(join(import.meta.dirname, 'in-page', 'bare-ids.js'), 'utf8');

/** English pages: what labels an id says so. */
export async function expectNames(page: Page): Promise<void> {
  expect(await page.evaluate<string[]>(BARE_IDS)).toEqual([]);
}
