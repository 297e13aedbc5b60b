/**
 * /verify as somebody uses it who has something in the hand: a saved page, a doctored one, a picture, a
 * receipt, a link.
 */
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { readMedia } from '../../scripts/newsroom/sample.ts';
import { openSmallSite } from '../support/small-site.ts';
import type { SharedGateway } from './support/desk.ts';
import {
  test as base,
  expect,
  expectAccessible,
  expectFits,
  expectNoFaults,
  visibleText,
} from './support/fixture.ts';

interface Released {
  id: string;
  uri: string;
  /** Id of the delivery, as links in the page name it. */
  delivery: string;
  html: string;
  text: string;
  feed: string;
  receipt: string;
  picture: { bytes: Buffer; receipt: string };
}

/** An article with a photograph, as a partner got it. */
async function released(gateway: SharedGateway): Promise<Released> {
  const desk = await gateway.admin();
  const { token } = await openSmallSite(desk, { components: ['dispatch', 'photograph'], fullTextFeed: true });
  const uri = `urn:test:verify-page:${process.pid}:${Date.now()}`;
  const item = {
    uri,
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
    associations: [{ name: 'photo', uri: `${uri}:photo`, type: 'picture' }],
  };
  const { id, components } = await gateway.call<{ id: string; components: { id: string; type: string }[] }>(
    'PUT',
    '/v1/admin/articles?section=news',
    item,
  );
  const photo = components.find(({ type }) => type === 'photograph')?.id;
  const { bytes, contentType } = await readMedia('dresden-depot.jpg');
  await fetch(`${desk.url}/v1/admin/articles/${id}/components/${photo}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${desk.token}`, 'Content-Type': contentType },
    body: new Uint8Array(bytes),
  });
  const get = (path: string) =>
    fetch(`${desk.url}/v1/articles${path}`, { headers: { Authorization: `Bearer ${token}` } });
  const page = await get(`/${id}.html`);
  const picture = await get(`/${id}/components/${photo}`);
  const delivery = page.headers.get('Rights-Entry') ?? '';
  // Names come from the record, which takes seconds.
  await expect.poll(async () => (await fetch(`${desk.url}/v1/receipts/${delivery}`)).status).toBe(200);
  return {
    id,
    uri,
    delivery,
    html: await page.text(),
    text: await (await get(`/${id}.txt`)).text(),
    feed: await (await get('.atom?limit=5&content=full')).text(),
    receipt: page.headers.get('Rights-Receipt') ?? '',
    picture: {
      bytes: Buffer.from(await picture.arrayBuffer()),
      receipt: picture.headers.get('Rights-Receipt') ?? '',
    },
  };
}

const test = base
  .extend('released', { scope: 'file' }, ({ gateway }) => released(gateway))
  .extend('verify', async ({ visitor, gateway }) => async (options = {}) => {
    const page = await visitor(options);
    await page.goto(`${gateway.url}/verify`);
    return page;
  });

const pageFile = (html: string) => ({ name: 'saved.html', mimeType: 'text/html', buffer: Buffer.from(html) });

/** What the page answers: the heading, and all of it. */
async function verdictOf(page: Page): Promise<{ heading: string; all: string }> {
  await page.waitForSelector('#verdict h2');
  return {
    heading: (await page.textContent('#verdict h2')) ?? '',
    all: await visibleText(page, '#verdict'),
  };
}

/** As the mouse does it: from a folder onto the page, somewhere. */
async function drop(page: Page, files: { name: string; type: string; text: string }[]): Promise<void> {
  const dropped = await page.evaluateHandle(
    `(() => {
      const data = new DataTransfer();
      for (const { name, type, text } of ${JSON.stringify(files)}) data.items.add(new File([text], name, { type }));
      return data;
    })()`,
  );
  for (const kind of ['dragover', 'drop']) await page.dispatchEvent('h1', kind, { dataTransfer: dropped });
}

const doctored = (html: string) => html.replace('four hundred visitors', 'four thousand visitors');

/** The same claims with a later end: what the signature was not made for. */
function forged(receipt: string): string {
  const [header, claims = '', signature] = receipt.split('.');
  const payload = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const widened = Buffer.from(JSON.stringify({ ...payload, expires: payload.expires + 86_400 })).toString(
    'base64url',
  );
  return [header, widened, signature].join('.');
}

describe('/verify', () => {
  test('says of a saved page that it is as released, to whom, and that the browser has checked it, too', async ({
    verify,
    released,
    gateway,
  }) => {
    const page = await verify();
    await page.setInputFiles('#file', pageFile(released.html));
    const { heading, all } = await verdictOf(page);
    expect(heading).toBe('Genuine and unchanged');
    expect(all).toContain('to Site.');
    expect(all).toMatch(/Titles\nSite\n/);
    expect(all).toContain('Verified in your browser with this gateway’s public key.');
    // The license ends with a day of UTC, so no time of day is said.
    expect(all).toMatch(/Its rights are valid until \d+ \w+ \d{4}( \(UTC\))?\./);
    expect(all).toMatch(/Uses\ndisplay\n/);
    expect(all).toMatch(/Territories\nGermany/);
    expect(await page.locator('#verdict details').getAttribute('open')).toBe(null);
    expect(await page.evaluate('document.activeElement.textContent')).toBe(heading);
    await expectAccessible(page);
    await page.click('#verdict summary');
    expect(await visibleText(page, '#verdict details')).toContain(`${gateway.url}\n`);
    await expectAccessible(page);
    await expectFits(page, 360);
    expectNoFaults(page);
  });

  test('says where a page was doctored, when it is dropped anywhere on the page', async ({
    verify,
    released,
  }) => {
    const page = await verify();
    await drop(page, [{ name: 'saved.html', type: 'text/html', text: doctored(released.html) }]);
    const { heading, all } = await verdictOf(page);
    expect(heading).toBe('Genuine receipt, but the text was changed');
    expect(all).toContain('Changed: block 2');
    expect(all).toContain('four thousand visitors');
    expect(await page.textContent('#state')).toMatch(/^saved\.html, [\d.]+ kB$/);
    expect(await page.locator('body.dropping').count()).toBe(0);
    expectNoFaults(page);
  });

  test('says that a page is complete, and lists what was inserted', async ({ verify, released }) => {
    const page = await verify();
    const advertisement = '<div class="ad">Velmar Boats: the spring sale has begun.</div>';
    const html = released.html.replace(/(?<=hour\.<\/p>)/u, advertisement);
    expect(html).not.toBe(released.html);
    await page.setInputFiles('#file', pageFile(html));
    const { heading, all } = await verdictOf(page);
    expect(heading).toBe('Complete, but with inserted passages that the license doesn’t name');
    expect(all).toContain('The license doesn’t mention combining the article with other material.');
    expect(all).toContain('Added after block 2');
    expect(all).toContain('Velmar Boats: the spring sale has begun.');
    await expectAccessible(page);
    expectNoFaults(page);
  });

  test('never calls a killed article genuine, and gives the notice', async ({ verify, gateway }) => {
    const { id, html, receipt } = await released(gateway);
    await gateway.call('PATCH', `/v1/admin/articles/${id}`, {
      pubStatus: 'canceled',
      notice: 'The visitors were not counted.',
    });
    for (const given of [html, receipt]) {
      const page = await verify();
      await page.fill('#text', given);
      await page.click('button[type=submit]');
      const { heading, all } = await verdictOf(page);
      expect(heading).toBe('Killed by the agency: do not use');
      expect(all).toContain('The agency’s notice: The visitors were not counted.');
      await expectAccessible(page);
      await expectFits(page, 360);
      expectNoFaults(page);
      expect(all).not.toMatch(/Permitted uses|permits/);
      await page.close();
    }
  });

  test('knows a picture from another one, with its receipt', async ({ verify, released }) => {
    const { bytes, receipt } = released.picture;
    const check = async (buffer: Buffer) => {
      const page = await verify();
      await page.fill('#receipt', receipt);
      await page.setInputFiles('#file', { name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
      const { heading } = await verdictOf(page);
      await page.close();
      return heading;
    };
    // Compared with the entry, which is there in some seconds.
    await expect.poll(() => check(bytes), { interval: 1_000 }).toBe('Genuine and unchanged picture');
    expect(await check(bytes.subarray(0, -1))).toBe('Genuine receipt, but for a different picture file');
  });

  test('asks for the receipt of a picture that comes without one, accuses nobody, and goes on from there', async ({
    verify,
    released,
  }) => {
    const page = await verify();
    const { bytes, receipt } = released.picture;
    await page.setInputFiles('#file', { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: bytes });
    const { heading, all } = await verdictOf(page);
    expect(heading).toBe('Add the picture’s receipt');
    expect(all).not.toMatch(/genuine/i);
    expect(await page.evaluate('document.activeElement.id')).toBe('receipt');
    await page.keyboard.insertText(receipt);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#verdict h2', { hasText: /unchanged picture|can’t be compared/ }).waitFor();
    expect((await verdictOf(page)).heading).toMatch(/^Genuine/);
    expectNoFaults(page);
  });

  test('opens the receipt of a link at once, without taking the focus', async ({
    visitor,
    gateway,
    released,
  }) => {
    const page = await visitor();
    await page.goto(`${gateway.url}/verify#${released.receipt}`);
    const { heading, all } = await verdictOf(page);
    expect(heading).toBe('Genuine receipt');
    expect(all).toContain('No text was provided');
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    // Another link in the same window.
    await page.evaluate(`location.hash = ${JSON.stringify(forged(released.receipt))}`);
    await page.waitForSelector('#verdict .bad');
    expectNoFaults(page);
  });

  test('checks a document by its own receipts, whatever a link brought before', async ({
    visitor,
    gateway,
    released,
  }) => {
    const page = await visitor();
    await page.goto(`${gateway.url}/verify#${released.picture.receipt}`);
    await verdictOf(page);
    await page.setInputFiles('#file', pageFile(released.html));
    await page.locator('#state', { hasText: /^saved\.html, / }).waitFor();
    expect((await verdictOf(page)).heading).toBe('Genuine and unchanged');
  });

  describe('shows the record of a delivery that a link names', () => {
    const opened = async (page: Page, gateway: SharedGateway, delivery: string) => {
      await page.goto(`${gateway.url}/verify#${delivery}`);
      return verdictOf(page);
    };

    test('whose it is, when and to whom, and that the text is still to be checked', async ({
      visitor,
      gateway,
      released,
    }) => {
      expect(released.html).toContain(`/verify#${released.delivery}"`);
      const page = await visitor();
      const { heading, all } = await opened(page, gateway, released.delivery);
      expect(heading).toMatch(/^Released by .+ Agency$/);
      expect(all).toMatch(/Delivered by .+ on .+ to Site\./);
      expect(all).toContain('hasn’t been checked yet');
      expect(all).not.toMatch(/genuine/i);
      expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
      await page.click('#verdict summary');
      expect(await visibleText(page, '#verdict details')).toContain(released.delivery);
      await expectAccessible(page);
      await expectFits(page, 360);
      // And goes on from there.
      await page.setInputFiles('#file', pageFile(released.html));
      await page.locator('#state', { hasText: /^saved\.html, / }).waitFor();
      expect((await verdictOf(page)).heading).toBe('Genuine and unchanged');
      expectNoFaults(page);
    });

    test('that it was killed, with the notice', async ({ visitor, gateway }) => {
      const { id, delivery } = await released(gateway);
      await gateway.call('PATCH', `/v1/admin/articles/${id}`, {
        pubStatus: 'canceled',
        notice: 'The visitors were not counted.',
      });
      const page = await visitor();
      const { heading, all } = await opened(page, gateway, delivery);
      expect(heading).toBe('Killed by the agency: do not use');
      expect(all).toContain('The visitors were not counted.');
      expect(all).not.toMatch(/genuine/i);
      expect(await page.locator('#verdict .note.bad').count()).toBe(1);
      const german = await visitor({ language: 'de', width: 360 });
      expect((await opened(german, gateway, delivery)).heading).toBe(
        'Von der Agentur zurückgezogen: nicht verwenden',
      );
      await expectFits(german, 360);
      expectNoFaults(german);
    });

    test('which parts were withdrawn, by what they are', async ({ visitor, gateway, verify }) => {
      const { uri, delivery, html } = await released(gateway);
      await gateway.call('PUT', '/v1/admin/articles?section=news', {
        uri: `${uri}:photo`,
        version: '2',
        type: 'picture',
        pubStatus: 'canceled',
        versionCreated: '2026-11-02T00:00:00Z',
        headlines: [{ value: 'The depot' }],
      });
      const page = await visitor();
      const { heading, all } = await opened(page, gateway, delivery);
      expect(heading).toMatch(/; part of it has since been withdrawn$/);
      expect(all).toMatch(/Since withdrawn by .+: a photograph\./);
      expect(all).not.toContain('cmp_');
      const checked = await verify();
      await checked.setInputFiles('#file', pageFile(html));
      const verdict = await verdictOf(checked);
      expect(verdict.all).toMatch(/Since withdrawn by .+: a photograph\./);
      expect(verdict.all).not.toContain('cmp_');
    });

    test('that the log has none of this name', async ({ visitor, gateway }) => {
      const page = await visitor();
      const { heading, all } = await opened(page, gateway, 'dlv_00000000000000000000000000000000');
      expect(heading).toBe('This delivery isn’t in the log');
      expect(all).not.toMatch(/genuine/i);
      expectNoFaults(page, { except: /receipts\/dlv_0+: 404/ });
    });
  });

  test('takes a receipt, a link to one, and a text with one, pasted', async ({
    verify,
    gateway,
    released,
  }) => {
    for (const [pasted, expected] of [
      [released.receipt, 'Genuine receipt'],
      [`${gateway.url}/verify#${released.receipt}`, 'Genuine receipt'],
      [released.text, 'Genuine and unchanged'],
    ] as const) {
      const page = await verify();
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(pasted)})`);
      await page.focus('#text');
      await page.keyboard.press('Control+V');
      await page.click('#form button');
      expect((await verdictOf(page)).heading).toBe(expected);
      await page.context().close();
    }
  });

  test('finds the receipt behind a link of what was copied from a page, pasted anywhere', async ({
    verify,
    released,
  }) => {
    const page = await verify();
    await page.evaluate(
      `(async () => {
        const html = new Blob([${JSON.stringify(released.html)}], { type: 'text/html' });
        const parsed = new DOMParser().parseFromString(${JSON.stringify(released.html)}, 'text/html');
        const words = [...parsed.querySelectorAll('h1, article p')].map((one) => one.textContent).slice(0, 4).join('\\n\\n');
        await navigator.clipboard.write([new ClipboardItem({ 'text/html': html, 'text/plain': new Blob([words], { type: 'text/plain' }) })]);
      })()`,
    );
    await page.click('h1');
    await page.keyboard.press('Control+V');
    const { heading } = await verdictOf(page);
    expect(heading).toMatch(/^Genuine/);
  });

  test('calls a forged receipt none, and says why', async ({ verify, released }) => {
    const page = await verify();
    await page.fill('#receipt', forged(released.receipt));
    await page.fill('#text', released.text.replaceAll(released.receipt, ''));
    await page.click('#form button');
    const { heading, all } = await verdictOf(page);
    expect(heading).toBe('Not a genuine receipt');
    expect(all).toContain('The signature is invalid: the receipt was changed');
    expect(all).not.toContain('Permitted uses');
    await expectAccessible(page);
  });

  test('does not take the gateway’s word for a signature that the browser finds wrong', async ({
    visitor,
    gateway,
    released,
  }) => {
    const page = await visitor();
    await page.route('**/.well-known/jwks.json', async (route) => {
      const response = await route.fetch();
      const { keys } = (await response.json()) as { keys: { x: string; purpose: string }[] };
      const [access] = keys.filter(({ purpose }) => purpose === 'access');
      const swapped = keys.map((key) => (key.purpose === 'receipt' ? { ...key, x: access?.x } : key));
      await route.fulfill({ response, json: { keys: swapped } });
    });
    await page.goto(`${gateway.url}/verify#${released.receipt}`);
    const { heading, all } = await verdictOf(page);
    expect(heading).toBe('Conflicting signature results');
    expect(all).toContain('Don’t trust this result');
    expect(await page.locator('#verdict .note.bad').count()).toBe(1);
  });

  test('says so where the browser cannot check signatures', async ({ visitor, gateway, released }) => {
    const page = await visitor();
    await page.addInitScript(
      `crypto.subtle.importKey = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))`,
    );
    await page.goto(`${gateway.url}/verify#${released.receipt}`);
    const { heading, all } = await verdictOf(page);
    expect(heading).toBe('Genuine receipt');
    expect(all).toContain('your browser doesn’t support Ed25519');
  });

  test('tells each receipt of a document by itself', async ({ verify, released }) => {
    const page = await verify();
    const two = `${released.html.replace('</body>', '')}<p><a href="/verify#${forged(released.receipt)}">x</a></p></body></html>`;
    await page.setInputFiles('#file', pageFile(two));
    const { heading } = await verdictOf(page);
    expect(heading).toBe('2 receipts; with problems: 1');
    expect(await page.locator('#verdict article').count()).toBe(2);
    await expectAccessible(page);
    await expectFits(page, 360);
  });

  test('checks every entry of a feed', async ({ verify, released }) => {
    const page = await verify();
    await drop(page, [{ name: 'feed.xml', type: 'application/atom+xml', text: released.feed }]);
    const { heading } = await verdictOf(page);
    expect(heading).toMatch(/^(\d+ receipts, all genuine|Genuine and unchanged)$/);
    expectNoFaults(page);
  });

  test('reads a page that was saved as one file', async ({ verify, released }) => {
    const quoted = released.html
      .replaceAll('=', '=3D')
      .replace(/[^\n]{70}/g, '$&=\n')
      // An encoded character must not be cut.
      .replace(/=(?:=\n)?3(?:=\n)?D/g, '=3D');
    const mhtml = [
      'From: <Saved by Blink>',
      'Snapshot-Content-Location: https://site.example/',
      'Subject: Tram depot',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; type="text/html"; boundary="----b"',
      '',
      '------b',
      'Content-Type: text/html',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      quoted,
      '------b--',
    ].join('\n');
    const page = await verify();
    await page.setInputFiles('#file', {
      name: 'saved.mhtml',
      mimeType: 'multipart/related',
      buffer: Buffer.from(mhtml),
    });
    expect((await verdictOf(page)).heading).toBe('Genuine and unchanged');
  });

  describe('says exactly what is wrong with what it was given', () => {
    const given = async (page: Page, name: string, mimeType: string, buffer: Buffer) => {
      await page.setInputFiles('#file', { name, mimeType, buffer });
      return verdictOf(page);
    };

    test('reports a document without a receipt', async ({ verify }) => {
      const page = await verify();
      const { heading, all } = await given(page, 'note.txt', 'text/plain', Buffer.from('Nothing to see.'));
      expect(heading).toBe('No receipt found');
      expect(all).toContain('starts with eyJ');
    });

    test('reports text that is no receipt in the receipt field', async ({ verify }) => {
      const page = await verify();
      await page.fill('#receipt', 'hello');
      await page.click('#form button');
      expect((await verdictOf(page)).heading).toBe('This isn’t a receipt');
    });

    test('reports an empty form', async ({ verify }) => {
      const page = await verify();
      await page.click('#form button');
      expect((await verdictOf(page)).heading).toBe('Nothing to check');
    });

    test('too large, and how much is too much', async ({ verify }) => {
      const page = await verify();
      const { heading, all } = await given(page, 'long.txt', 'text/plain', Buffer.alloc(3_600_000, 'a '));
      expect(heading).toBe('File too large');
      expect(all).toContain('The file is 3.6 MB; the limit is 3.5 MB.');
    });

    test('reports a PDF', async ({ verify }) => {
      const page = await verify();
      const { heading } = await given(page, 'a.pdf', 'application/pdf', Buffer.from('%PDF-1.7\n\0'));
      expect(heading).toBe('Unsupported file type');
    });

    test('several files', async ({ verify }) => {
      const page = await verify();
      const file = { name: 'a.txt', type: 'text/plain', text: 'a' };
      await drop(page, [file, { ...file, name: 'b.txt' }]);
      expect((await verdictOf(page)).heading).toBe('One file at a time');
    });

    test('a document that cannot be read, in the gateway’s words', async ({ verify }) => {
      const page = await verify();
      const { heading, all } = await given(
        page,
        'a.xml',
        'application/xml',
        Buffer.from('<feed><entry></feed>'),
      );
      expect(heading).toBe('The gateway can’t read this document');
      expect(all).toContain('This document is not well-formed');
      expectNoFaults(page, { except: /receipts\/verify: 400/ });
    });

    test('a gateway out of reach, and that the signature fits all the same', async ({ verify, released }) => {
      const page = await verify();
      await page.route('**/v1/receipts/verify', (route) => route.abort('connectionrefused'));
      await page.fill('#receipt', released.receipt);
      await page.click('#form button');
      const { heading, all } = await verdictOf(page);
      expect(heading).toBe('Can’t reach the gateway');
      expect(all).toContain('Your browser verified the signature with this gateway’s public key.');
    });

    test('too many checks', async ({ verify, released }) => {
      const page = await verify();
      await page.route('**/v1/receipts/verify', (route) =>
        route.fulfill({ status: 429, json: { code: 'too_many_requests' } }),
      );
      await page.fill('#receipt', released.receipt);
      await page.click('#form button');
      expect((await verdictOf(page)).heading).toBe('Too many checks');
    });
  });

  test('says all of it in German', async ({ verify, released }) => {
    const page = await verify({ language: 'de', width: 360 });
    await page.setInputFiles('#file', pageFile(doctored(released.html)));
    const { heading, all } = await verdictOf(page);
    expect(heading).toBe('Echter Beleg, aber der Text wurde verändert');
    expect(all).toContain('Geändert: Block 2');
    expect(all).toMatch(/Gebiete\nDeutschland/);
    await page.click('#verdict summary');
    await expectFits(page, 360);
    expectNoFaults(page);
  });

  test('shows what a document says as text', async ({ verify, released }) => {
    const page = await verify();
    const lie = '<b>four</b> &lt;img src=x onerror=alert(1)&gt; thousand visitors';
    await page.setInputFiles('#file', pageFile(released.html.replace('four hundred visitors', lie)));
    const { all } = await verdictOf(page);
    expect(all).toContain('<img src=x onerror=alert(1)>');
    expect(await page.locator('#verdict img').count()).toBe(0);
    expectNoFaults(page);
  });

  test('is used with the keyboard alone', async ({ verify, released }) => {
    const page = await verify();
    for (let n = 0; n < 30 && (await page.evaluate('document.activeElement.id')) !== 'text'; n++)
      await page.keyboard.press('Tab');
    await page.keyboard.insertText(released.text);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect((await verdictOf(page)).heading).toBe('Genuine and unchanged');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.localName')).toBe('summary');
  });
});
