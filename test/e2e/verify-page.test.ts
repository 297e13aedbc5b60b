/** The page /verify in a browser, as somebody uses it who has a file in the hand: a saved page, a doctored one, a picture. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readMedia } from '../../scripts/sample/newsroom.ts';
import { HAS_CHROMIUM, openBrowser } from '../support/browser.ts';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { openSmallSite } from '../support/small-site.ts';

const state = temporaryState();
let gateway: Embedded;
let browser: Browser;
let page: Page;
let saved: string;
let picture: { bytes: Buffer; receipt: string };

const pageFile = (html: string) => ({
  name: 'saved.html',
  mimeType: 'text/html',
  buffer: Buffer.from(html),
});

describe.skipIf(!HAS_CHROMIUM)('/verify', () => {
  beforeAll(async () => {
    gateway = await startEmbedded(state.dir);
    const admin = await tokenOf(gateway.url, gateway.admin);
    const { token } = await openSmallSite(
      { url: gateway.url, token: admin },
      { components: ['dispatch', 'photograph'] },
    );
    const desk = `${gateway.url}/v1/admin/articles`;
    const item = {
      uri: 'urn:test:verify-page',
      version: '1',
      type: 'text',
      versionCreated: '2026-11-01T00:00:00Z',
      headlines: [{ value: 'Tram depot opens its doors' }],
      bodies: [
        {
          contentType: 'text/plain',
          value:
            'The old depot was opened on Sunday.\n\nSome four hundred visitors came in the first hour.\n\nThe next open day is in May.',
        },
      ],
      associations: [{ name: 'photo', uri: 'urn:test:verify-page:photo', type: 'picture' }],
    };
    const { id, components } = await call<{ id: string; components: { id: string; type: string }[] }>(
      `${desk}?section=news`,
      admin,
      'PUT',
      item,
    );
    const photo = components.find(({ type }) => type === 'photograph')?.id;
    const { bytes, contentType } = await readMedia('dresden-depot.jpg');
    await fetch(`${desk}/${id}/components/${photo}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${admin}`, 'Content-Type': contentType },
      body: new Uint8Array(bytes),
    });
    const get = (path: string) =>
      fetch(`${gateway.url}/v1/articles/${path}`, { headers: { Authorization: `Bearer ${token}` } });
    saved = await (await get(`${id}.html`)).text();
    const answer = await get(`${id}/components/${photo}`);
    picture = {
      bytes: Buffer.from(await answer.arrayBuffer()),
      receipt: answer.headers.get('Rights-Receipt') ?? '',
    };
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
    state.remove();
  });

  beforeEach(async () => {
    await page?.close();
    page = await browser.newPage();
    await page.goto(`${gateway.url}/verify`);
  });

  /** Chooses the file, asks, and reads what the page answers. */
  async function verdictOn(file: Parameters<Page['setInputFiles']>[1], receipt = ''): Promise<string> {
    await page.setInputFiles('#file', file);
    await page.fill('#receipt', receipt);
    await page.click('#form button');
    await page.waitForSelector('#verdict h2');
    return (await page.textContent('#verdict')) ?? '';
  }

  it('says of a saved page that it is genuine and unmodified', async () => {
    const said = await verdictOn(pageFile(saved));
    expect(said).toMatch(/^Genuine receipt, unmodified text/);
  });

  it('says where a page was doctored, in the heading that it was', async () => {
    const said = await verdictOn(pageFile(saved.replace('four hundred visitors', 'four thousand visitors')));
    expect(said).toMatch(/^Genuine receipt, altered text/);
    expect(said).toContain('Changed: block 2');
    expect(said).toContain('four thousand visitors');
  });

  it('takes a picture with its receipt, and knows it from another one', async () => {
    const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: picture.bytes };
    // Compared with the entry, which is there in some seconds.
    await expect
      .poll(() => verdictOn(file, picture.receipt), { timeout: 30_000, interval: 1_000 })
      .toMatch(/^Genuine receipt, unmodified picture/);
    const cut = { ...file, buffer: picture.bytes.subarray(0, -1) };
    await page.reload();
    expect(await verdictOn(cut, picture.receipt)).toMatch(/^Genuine receipt, not the picture/);
  });

  it('asks for the receipt of a picture that comes without one, and accuses nobody', async () => {
    const said = await verdictOn({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: picture.bytes });
    expect(said).toMatch(/^Which receipt does the picture have\?/);
    expect(said).not.toMatch(/genuine/i);
  });
});
