/**
 * The reference and the guide in a browser that reaches this gateway and nothing else, over a slow line too.
 */
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

interface Description {
  paths: Record<string, Record<string, { operationId: string; security?: Record<string, string[]>[] }>>;
}

const operations = async () => {
  const { paths } = (await (await fetch(`${gateway.url}/openapi.json`)).json()) as Description;
  return Object.values(paths).flatMap((item) => Object.values(item));
};

async function openPage(path: string): Promise<{ page: Page; elsewhere: string[]; bytes: () => number }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const elsewhere: string[] = [];
  const sizes: number[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${gateway.url}/`)) elsewhere.push(request.url());
  });
  page.on('response', async (response) => {
    sizes.push((await response.body().catch(() => Buffer.alloc(0))).length);
  });
  await page.goto(gateway.url + path, { waitUntil: 'networkidle' });
  return { page, elsewhere, bytes: () => sizes.reduce((sum, size) => sum + size, 0) };
}

describe.skipIf(!HAS_CHROMIUM)('/docs', () => {
  it('shows what partners and the public call, and nothing else, in less than 300 KB', async () => {
    const { page, elsewhere, bytes } = await openPage('/docs');
    const forPartners = (await operations()).filter(({ security = [{}] }) =>
      security.some(
        (line) =>
          'clientSecret' in line ||
          Object.values(line).flat().includes('articles') ||
          Object.keys(line).length === 0,
      ),
    );
    expect(forPartners.length).toBeGreaterThan(30);
    for (const { operationId } of forPartners)
      expect([operationId, await page.locator(`#${operationId}`).count()]).toEqual([operationId, 1]);
    const shown = await page.locator('.operation h3').count();
    expect(shown).toBeLessThanOrEqual(forPartners.length);
    expect(await page.locator('#createLicense').count()).toBe(0);
    expect(elsewhere).toEqual([]);
    expect(bytes()).toBeLessThan(300_000);
    await page.close();
  });

  it('can be read within two seconds on a slow 4G line', async () => {
    const page = await browser.newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    // What Lighthouse calls slow 4G: 1.6 Mbit/s, 150 ms.
    const throughput = (1.6 * 1024 * 1024) / 8;
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
    const begun = Date.now();
    await page.goto(`${gateway.url}/docs`, { waitUntil: 'commit' });
    await page.locator('#issueToken h3').waitFor();
    expect(Date.now() - begun).toBeLessThan(2_000);
    await page.close();
  });

  it('shows the operations of the agency on a page of their own', async () => {
    const { page } = await openPage('/docs/agency');
    expect(await page.locator('#createLicense').count()).toBe(1);
    expect(await page.locator('#deliverArticle').count()).toBe(0);
    await page.close();
  });

  it('serves the partner guide in chapters, whose links all lead somewhere', async () => {
    const { page } = await openPage('/docs/guide');
    const chapters = await page
      .locator('.chapters li > a:first-child')
      .evaluateAll((links) => links.map((link) => (link as unknown as { pathname: string }).pathname));
    expect(chapters.length).toBeGreaterThan(10);
    const pages = new Map<string, string>();
    for (const path of chapters) pages.set(path, await (await fetch(gateway.url + path)).text());
    for (const [path, html] of pages) {
      expect(html).not.toContain('.local/credentials.json');
      for (const [, target = '', anchor] of html.matchAll(/href="(\/docs\/guide\/[\w-]+)(?:#([\w-]+))?"/g)) {
        expect([path, target, pages.has(target)]).toEqual([path, target, true]);
        if (anchor)
          expect([path, anchor, pages.get(target)?.includes(`id="${anchor}"`)]).toEqual([path, anchor, true]);
      }
    }
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
