/** The reference, as a developer on a train reads it: in a browser that reaches this gateway and nothing else. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_CHROMIUM, openBrowser } from '../support/browser.ts';
import { type Embedded, startEmbedded, temporaryState } from '../support/embedded.ts';

const state = temporaryState();
let gateway: Embedded;
let browser: Browser;
beforeAll(async () => {
  if (!HAS_CHROMIUM) return;
  gateway = await startEmbedded(state.dir);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
  state.remove();
});

interface Opened {
  page: Page;
  /** What the page wanted from elsewhere, what its policy forbade it, and what went wrong in it. */
  complaints: string[];
}

async function openDocs(width: number, colorScheme: 'light' | 'dark'): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  const complaints: string[] = [];
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(`${gateway.url}/`) || url.startsWith('data:')) return route.continue();
    complaints.push(`asked for ${url}`);
    return route.abort();
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/i.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(`${gateway.url}/docs`);
  await page.waitForSelector('#operations-Articles-deliverArticle');
  return { page, complaints };
}

const overflow = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe.skipIf(!HAS_CHROMIUM)('/docs', () => {
  it.each([
    [1280, 'light'],
    [360, 'dark'],
  ] as const)(
    '%d pixels wide, %s: shows every operation with nothing from elsewhere',
    async (width, scheme) => {
      const { page, complaints } = await openDocs(width, scheme);
      const described = (await (await fetch(`${gateway.url}/openapi.json`)).json()) as {
        paths: Record<string, object>;
      };
      const operations = Object.values(described.paths).flatMap((item) => Object.keys(item));
      expect(await page.locator('.opblock').count()).toBe(operations.length);
      expect(await overflow(page)).toBe(0);
      await page.locator('#operations-Articles-deliverArticle .opblock-summary-control').click();
      const opened = page.locator('#operations-Articles-deliverArticle .opblock-body');
      await opened.waitFor();
      expect(await opened.textContent()).toContain('Rights-Withheld');
      expect(await overflow(page)).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it('begins with how to begin, and nothing lies over it on a small screen', async () => {
    const { page } = await openDocs(360, 'light');
    const begin = page.getByRole('heading', { name: 'To begin with' });
    const box = await begin.boundingBox();
    const top = await page.evaluate(
      `document.elementFromPoint(${(box?.x ?? 0) + 20}, ${(box?.y ?? 0) + 10})?.id`,
    );
    expect(top).toBe('begin');
    expect(await page.locator('.begin').textContent()).toContain(`${gateway.url}/oauth/token`);
    await page.close();
  });

  it('follows the reader’s choice of dark and light', async () => {
    const paper = async (scheme: 'light' | 'dark') => {
      const { page } = await openDocs(800, scheme);
      const color = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      await page.close();
      return color;
    };
    expect([await paper('light'), await paper('dark')]).toEqual(['rgb(251, 250, 247)', 'rgb(28, 32, 34)']);
  });

  it('gets a token and tries a request, with the key that the desk gave', async () => {
    const { page, complaints } = await openDocs(1280, 'light');
    const { client_id, client_secret } = gateway.auditor;
    await page.locator('.btn.authorize').first().click();
    const dialog = page.locator('.auth-container', { hasText: 'oauth2' }).first();
    await dialog.locator('#client_id_clientCredentials').fill(client_id);
    await dialog.locator('#client_secret_clientCredentials').fill(client_secret);
    await dialog.locator('label[for="audit-clientCredentials-checkbox-oauth2"]').first().click();
    await dialog.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
    await dialog.getByText('Logout').waitFor();
    await page.locator('.close-modal').click();
    const list = page.locator('#operations-Audit-listEntries');
    await list.locator('.opblock-summary-control').click();
    await list.getByRole('button', { name: 'Try it out' }).click();
    await list.getByRole('button', { name: 'Execute' }).click();
    await expect
      .poll(() => list.locator('.live-responses-table tbody .response-col_status').first().textContent(), {
        timeout: 20_000,
      })
      .toContain('200');
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe.skipIf(!HAS_CHROMIUM)('/openapi.json', () => {
  it('names this gateway, for scripts of any site, and is sent once', async () => {
    const first = await fetch(`${gateway.url}/openapi.json`);
    expect(first.headers.get('Content-Type')).toBe('application/json');
    expect(first.headers.get('Access-Control-Allow-Origin')).toBe('*');
    const document = (await first.json()) as { openapi: string; servers: { url: string }[] };
    expect([document.openapi, document.servers[0]?.url]).toEqual(['3.1.1', gateway.url]);
    const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' };
    expect((await fetch(`${gateway.url}/openapi.json`, { headers })).status).toBe(304);
  });
});
