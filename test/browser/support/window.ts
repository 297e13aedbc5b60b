/**
 * A window as people have it, and the session in it. Nothing of the test runner: the pictures are made with
 * it, too.
 */
import type { BrowserContextOptions, Page } from 'playwright-core';

export interface WindowOptions {
  colorScheme?: 'light' | 'dark';
  /** CSS pixels. */
  width?: number;
  language?: 'en' | 'de';
  /** IANA name. */
  timezone?: string;
}

const LOCALES = { en: 'en-GB', de: 'de-DE' };
/** CSS pixels: the first screen of a small notebook. */
export const WIDTH = 1280;
export const HEIGHT = 800;

export function contextOptions({
  colorScheme = 'light',
  width = WIDTH,
  language = 'en',
  timezone = 'Europe/Berlin',
}: WindowOptions): BrowserContextOptions {
  return {
    colorScheme,
    viewport: { width, height: HEIGHT },
    locale: LOCALES[language],
    timezoneId: timezone,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  };
}

/**
 * As the page of the sign-in does it: the token that the gateway gave, for a session. The browser keeps the
 * cookie; no script sees it.
 */
export async function startSession(page: Page, url: string, token: string): Promise<void> {
  // Any page of the gateway, for a session is made from its own pages alone.
  await page.goto(`${url}/licensing`);
  const init = { method: 'POST', headers: { Authorization: `Bearer ${token}` } };
  const status = await page.evaluate<number>(
    `fetch('/console/session', ${JSON.stringify(init)}).then(({ status }) => status)`,
  );
  if (status >= 300) throw new Error(`POST /console/session: ${status}`);
}

/** The text of an element as it is seen: line by line, and nothing that is folded away. */
export function visibleText(page: Page, selector: string): Promise<string> {
  return page.evaluate<string>(`document.querySelector(${JSON.stringify(selector)}).innerText`);
}
