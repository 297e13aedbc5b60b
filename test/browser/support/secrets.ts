/**
 * A secret stands on one page, once, and nowhere after that: not on a later page, not in the address, not in
 * what the browser keeps.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const occurrences = (text: string, secret: string) => text.split(secret).length - 1;

/** What is seen, and what a field holds. */
const shownOn = (page: Page) =>
  page.evaluate<string>(
    `[document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map(({ value }) => value)].join('\\n')`,
  );

const storedBy = (page: Page) =>
  page.evaluate<string>(
    'JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, history.state])',
  );

/**
 * `page` shows the secret now, once. Then it is looked for on the same page loaded anew, on the page before
 * it and after it, and on each of `paths`; the last of these is where the page stands afterwards.
 */
export async function keysNever(page: Page, secret: string, paths: string[]): Promise<void> {
  expect(occurrences(await shownOn(page), secret), 'how often the secret is shown').toBe(1);
  const expectAbsent = async (where: string) => {
    const sources = [await page.content(), page.url(), await storedBy(page)];
    expect(
      sources.some((text) => text.includes(secret)),
      `the secret stands ${where}`,
    ).toBe(false);
  };
  const here = page.url();
  expect(here.includes(secret), 'the secret stands in the address').toBe(false);
  await page.goto(here);
  await expectAbsent(`on ${here}, asked for again`);
  await page.goBack();
  await expectAbsent('on the page before');
  await page.goForward();
  await expectAbsent('on the page, gone back to');
  for (const path of paths) {
    await page.goto(new URL(path, here).href);
    await expectAbsent(`on ${path}`);
  }
}
