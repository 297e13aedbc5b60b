/**
 * A browser of its own, for tests that need a gateway of their own. Those of pages share one: test/browser/.
 */
import { type Browser, chromium } from 'playwright-core';
import { LAUNCH } from './chromium.ts';

export { HAS_CHROMIUM } from './chromium.ts';

export function openBrowser(): Promise<Browser> {
  return chromium.launch(LAUNCH);
}
