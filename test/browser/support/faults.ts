/**
 * What goes wrong in a page without anybody seeing it: errors, what its policy forbids, what is not found,
 * what asks another site.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const noted = new WeakMap<Page, string[]>();

/** From now on; `origin` is the only one that a page may ask. */
export function watchFaults(page: Page, origin: string): void {
  const faults: string[] = [];
  noted.set(page, faults);
  page.on('pageerror', ({ message }) => faults.push(`error: ${message}`));
  page.on('console', (message) => {
    const text = message.text();
    // Answers that are no success, and requests that failed, are listed below with their address. htmx logs
    // the latter also when a page is left while it loads, or when what is typed on replaces a request.
    if (text.startsWith('Failed to load resource: the server responded')) return;
    if (/^htmx:(sendError|sendAbort|afterRequest)\b/.test(text)) return;
    if (message.type() === 'error' || /Content.Security.Policy/i.test(text)) faults.push(`console: ${text}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) faults.push(`asked for ${url}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A page that is left while it loads, and a download.
    if (reason !== 'net::ERR_ABORTED') faults.push(`${request.method()} ${request.url()}: ${reason}`);
  });
  page.on('response', (response) => {
    const request = response.request();
    // A page that says no is a page; that it is the right one, its own test sees.
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    const status = response.status();
    if (status >= 500 || (status >= 400 && !isPage))
      faults.push(`${request.method()} ${response.url()}: ${status}`);
  });
}

/** A page that the next test goes on with has no faults of the test before. */
export function forgetFaults(page: Page): void {
  noted.get(page)?.splice(0);
}

/** Since the page was opened. `except`: faults that the test makes on purpose. */
export function expectNoFaults(page: Page, { except }: { except?: RegExp } = {}): void {
  const faults = noted.get(page);
  if (!faults) throw new Error('this page was not opened by the fixture');
  expect(faults.filter((fault) => !except?.test(fault))).toEqual([]);
}
