/** The desk's jobs with articles and restrictions, from the first page to what the API then says. */
import { randomUUID } from 'node:crypto';
import { readMedia } from '../../scripts/newsroom/sample.ts';
import { openSmallSite } from '../support/small-site.ts';
import type { SharedGateway } from './support/desk.ts';
import { expect, expectAccessible, expectFits, expectNoFaults, test } from './support/fixture.ts';

interface Article {
  id: string;
  pubStatus: string;
  embargoedUntil?: string;
  components: { id: string; type: string }[];
}

/** A text item with a photograph, in a section of its own. */
async function withPhotograph(gateway: SharedGateway, change: object, photograph: object = {}) {
  const section = `browser-${randomUUID().slice(0, 8)}`;
  const uri = `urn:test:${section}`;
  const { id, components } = await gateway.call<Article>('PUT', `/v1/admin/articles?section=${section}`, {
    uri,
    version: '1',
    type: 'text',
    versionCreated: new Date(Date.now() - 60_000).toISOString(),
    language: 'en',
    headlines: [{ value: `Depot reopens ${section}` }],
    bodies: [{ contentType: 'text/plain', value: 'The depot is open again.' }],
    associations: [
      {
        name: 'main',
        uri: `${uri}:photo`,
        type: 'picture',
        headlines: [{ value: 'The depot' }],
        ...photograph,
      },
    ],
    ...change,
  });
  const picture = components.find(({ type }) => type === 'photograph')?.id ?? '';
  const { bytes, contentType } = await readMedia('dresden-depot.jpg');
  const { url, token } = await gateway.admin();
  const stored = await fetch(`${url}/v1/admin/articles/${id}/components/${picture}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': contentType },
    body: new Uint8Array(bytes),
  });
  if (!stored.ok) throw new Error(`bytes: ${stored.status}`);
  return { id, picture, section };
}

/** A partner that may show everything of a section. */
async function partnerOf(gateway: SharedGateway, section: string) {
  const terms = { components: ['dispatch', 'photograph'] };
  const { token } = await openSmallSite(await gateway.admin(), terms, { name: `Reader ${section}`, section });
  return (path: string) => fetch(`${gateway.url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
}

test('a restriction’s reading is confirmed, and the photograph goes out', async ({ signedIn, gateway }) => {
  const text = `JAPAN OUT. FLUMMERY ${randomUUID()}`;
  const { id, picture, section } = await withPhotograph(gateway, {}, { usageTerms: text });
  const ask = await partnerOf(gateway, section);
  const refused = await ask(`/v1/articles/${id}/components/${picture}`);
  expect([refused.status, await refused.text()]).toEqual([
    403,
    expect.stringContaining('restriction_unreviewed'),
  ]);

  const page = await signedIn('desk');
  await page.goto(`${gateway.url}/console/articles/${id}`);
  await page.getByRole('link', { name: '1 component has a restriction to review' }).click();
  const waiting = page.locator('.restriction.waiting');
  expect(await waiting.locator('mark').allTextContents()).toContain('FLUMMERY');
  await waiting.getByRole('button', { name: 'Confirm without these words…' }).click();
  // The first step has released nothing.
  await page.getByText(/^Releases 1 picture to \d+ licenses?\.$/).waitFor();
  expect((await ask(`/v1/articles/${id}/components/${picture}`)).status).toBe(403);
  await page.getByRole('button', { name: 'Confirm without these words', exact: true }).click();
  await page.getByRole('status').getByText('confirmed').waitFor();
  expect(await page.locator('.restriction.waiting').count()).toBe(0);
  expectNoFaults(page);
  expect((await ask(`/v1/articles/${id}/components/${picture}`)).status).toBe(200);
});

test('a picture is released by keyboard in two steps, and withheld again by Undo', async ({
  signedIn,
  gateway,
}) => {
  const text = `FLUMMERY ${randomUUID()}`;
  const { id, picture, section } = await withPhotograph(gateway, {}, { usageTerms: text });
  const ask = await partnerOf(gateway, section);
  const status = async () => (await ask(`/v1/articles/${id}/components/${picture}`)).status;
  const page = await signedIn('desk', { width: 360 });
  await page.goto(`${gateway.url}/console/articles/${id}`);
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await press('Release without restriction…');
  await page.getByText(/^Releases 1 picture to \d+ licenses?\.$/).waitFor();
  await expectAccessible(page);
  await expectFits(page, 360);
  expect(await status()).toBe(403);
  await press('Release without restriction');
  await page.getByRole('status').getByText('released without restriction').waitFor();
  expect(await status()).toBe(200);
  await press('Undo');
  await page.getByText('Decision undone.').waitFor();
  expect(await status()).toBe(403);
  expectNoFaults(page);
});

test('pictures of a section stay withheld, and the page of the restriction offers Undo, without a script', async ({
  browser,
  signedIn,
  gateway,
}) => {
  const { id, picture, section } = await withPhotograph(gateway, {});
  const ask = await partnerOf(gateway, section);
  const status = async () => (await ask(`/v1/articles/${id}/components/${picture}`)).status;
  const text = `JAPAN OUT. FLUMMERY ${randomUUID()}`;
  const scope = `section:${section}`;
  const restriction = await gateway.call<{ id: string }>('POST', '/v1/admin/restrictions', { scope, text });
  const storageState = await (await signedIn('desk')).context().storageState();
  const viewport = { width: 360, height: 800 };
  const context = await browser.newContext({
    ...{ javaScriptEnabled: false, storageState, viewport, locale: 'de-DE' },
  });
  const page = await context.newPage();
  const address = `${gateway.url}/console/restrictions/${restriction.id}`;
  await page.goto(address);
  await page.getByRole('button', { name: 'Bilder weiter zurückhalten' }).click();
  await page.getByRole('status').getByText('weiterhin zurückgehalten').waitFor();
  expect(await status()).toBe(403);
  // Comes back from the list, where nothing leads to the last decision.
  await page.goto(`${gateway.url}/console/restrictions/all?state=reviewed`);
  await page.locator('#list-q').fill(text.split(' ').at(-1) ?? '');
  await page.locator('#list-q').press('Enter');
  await page.getByRole('table').getByRole('link').click();
  await expectFits(page, 360);
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await page.getByRole('table').getByText('Entscheidung rückgängig gemacht').waitFor();
  await expectFits(page, 360);
  expect(await page.getByRole('table').textContent()).toContain('weiter zurückgehalten');
  await context.close();
});

test('restrictions with the same text are decided together, without a script', async ({
  browser,
  signedIn,
  gateway,
}) => {
  const usageTerms = `KOREA OUT. NO ARCHIVE AFTER ${1000 + (Date.now() % 9000)} DAYS`;
  const first = await withPhotograph(gateway, {}, { usageTerms });
  await withPhotograph(gateway, {}, { usageTerms });
  const { items } = await gateway.call<{ items: { id: string }[] }>(
    'GET',
    `/v1/admin/restrictions?item=${first.id}`,
  );
  const storageState = await (await signedIn('desk')).context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${gateway.url}/console/restrictions/${items[0]?.id}/together`);
  expect(await page.getByRole('checkbox').count()).toBe(2);
  expect(await page.locator('.subject img').count()).toBe(2);
  expect(await page.getByRole('radio', { name: /^Any of them/ }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: /^Only in South Korea/ }).check();
  await page.getByRole('button', { name: 'Confirm interpretation' }).click();
  await page.getByRole('status').getByText('2 pictures').waitFor();
  const one = await gateway.call<{ prose: string; reviewed: boolean }>(
    'GET',
    `/v1/admin/restrictions/${items[0]?.id}`,
  );
  expect(one.reviewed).toBe(true);
  expect(one.prose).not.toContain('NORTH KOREA');
  await context.close();
});

test('an answer that is filled in is selected, and cleared by selecting another one', async ({
  signedIn,
  gateway,
}) => {
  const json = { scope: `section:browser-${randomUUID().slice(0, 8)}`, text: 'NO ARCHIVE AFTER 14 DAYS' };
  const { id } = await gateway.call<{ id: string }>('POST', '/v1/admin/restrictions', json);
  const page = await signedIn('desk');
  await page.goto(`${gateway.url}/console/restrictions/${id}`);
  const [strict, other] = [page.getByLabel('(strictest meaning)'), page.getByLabel('Another day')];
  const day = page.getByLabel('Day', { exact: true });
  await day.fill('2026-12-01');
  expect(await other.isChecked()).toBe(true);
  await strict.check();
  expect(await day.inputValue()).toBe('');
  await other.check();
  await page.getByRole('button', { name: 'Confirm interpretation' }).click();
  await page.getByRole('status').getByText('Nothing was confirmed: fill in the answer').waitFor();
  expect(await other.isChecked()).toBe(true);
  expect(await page.locator('input[name$="-value"]:focus').count()).toBe(1);
  await expectFits(page, 360);
  await expectAccessible(page);
  // The address of the page that this opens is for others, too.
  await page.getByRole('button', { name: 'Edit interpretation' }).click();
  await page.waitForURL('**/correct**');
  expect(page.url()).not.toContain('_operator');
});

test('a new restriction is read while it is typed', async ({ signedIn, gateway }) => {
  const { id, picture, section } = await withPhotograph(gateway, {});
  const ask = await partnerOf(gateway, section);
  expect((await ask(`/v1/articles/${id}/components/${picture}`)).status).toBe(200);
  const page = await signedIn('desk');
  await page.goto(`${gateway.url}/console/articles/${id}`);
  await page.getByRole('link', { name: 'Add restriction' }).last().click();
  await page.getByLabel('Text').pressSequentially('GERMANY OUT. FLUMMERY');
  await page.locator('#reading mark', { hasText: 'FLUMMERY' }).waitFor();
  expect(await page.locator('#reading li').textContent()).toBe('Not in Germany');
  // What is swapped in takes nothing from the keyboard.
  expect(await page.evaluate('document.activeElement.name')).toBe('/text');
  await page.getByLabel('Text').fill('GERMANY OUT');
  await page.getByText('Fully understood.').waitFor();
  await page.getByRole('button', { name: 'Interpret' }).click();
  await page.locator('#reading:focus').getByText('Fully understood.').waitFor();
  await page.getByRole('button', { name: 'Add restriction' }).click();
  await page.getByText('Restriction added.').waitFor();
  expectNoFaults(page);
  const refused = await ask(`/v1/articles/${id}/components/${picture}`);
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('restricted')]);
});

test('an article is killed by name, and one sees who has it', async ({ signedIn, gateway }) => {
  const { id, section } = await withPhotograph(gateway, {});
  const ask = await partnerOf(gateway, section);
  expect((await ask(`/v1/articles/${id}`)).status).toBe(200);
  const page = await signedIn('desk');
  // The log is drained a few seconds after a delivery.
  await expect
    .poll(async () => {
      await page.goto(`${gateway.url}/console/articles/${id}/kill`);
      return page.getByRole('table').getByText(`Reader ${section}`).count();
    })
    .toBe(1);
  const unreached = page.getByRole('note').filter({ hasText: '1 license has no endpoint for kills.' });
  await unreached.getByText(`Reader ${section}`).waitFor();
  await page.getByLabel('Notice to partners').fill('The depot is closed.');
  await page.getByLabel('Confirmation text', { exact: true }).fill('Depot');
  await page.getByRole('button', { name: 'Kill article' }).click();
  await page.getByRole('alert').getByText('This isn’t the text to enter').waitFor();
  expect(await page.getByLabel('Notice to partners').inputValue()).toBe('The depot is closed.');
  await page
    .getByLabel('Confirmation text', { exact: true })
    .fill((await page.locator('.typed').textContent()) ?? '');
  await page.getByRole('button', { name: 'Kill article' }).click();
  await page.getByText('Article killed.').waitFor();
  await unreached.getByText(`Reader ${section}`).waitFor();
  await page.getByRole('table').getByText(`Reader ${section}`).waitFor();
  expectNoFaults(page);
  const answer = await ask(`/v1/articles/${id}`);
  expect([answer.status, await answer.text()]).toEqual([
    410,
    expect.stringContaining('The depot is closed.'),
  ]);
});

test('a preview of hostile markup does nothing', async ({ signedIn, gateway }) => {
  const evil = `<p onclick="top.document.title='owned'">Text <b>bold</b></p><script>top.document.title='owned'</script>
    <img src="https://evil.example/x.png" onerror="top.document.title='owned'"><iframe src="https://evil.example/"></iframe>
    <a href="javascript:top.document.title='owned'">link</a><form action="https://evil.example/"><button>Send</button></form>
    <meta http-equiv="refresh" content="0;url=https://evil.example/"><svg onload="top.document.title='owned'"></svg>`;
  const { id } = await withPhotograph(gateway, { bodies: [{ contentType: 'text/html', value: evil }] });
  const page = await signedIn('desk');
  await page.goto(`${gateway.url}/console/articles/${id}/look`);
  const title = await page.title();
  const frame = page.frameLocator('iframe.preview');
  await frame.getByText('PREVIEW').first().waitFor();
  await frame.getByText('link').click();
  await frame.getByText('bold').click();
  expect(
    await frame
      .locator('script:not([type="application/ld+json"]), form, iframe, [onclick], [onerror]')
      .count(),
  ).toBe(0);
  // The picture stands in the page itself, and is shown.
  const image = frame.locator('img').first();
  const wide = await image.evaluate((shown) => Reflect.get(shown, 'naturalWidth') as number);
  expect(wide).toBeGreaterThan(100);
  expect(await page.title()).toBe(title);
  expect(page.url()).toContain('/look');
  // As if the markup had come through: the frame has no script, and the page is out of its reach.
  const reached = await page.evaluate<string>(
    `(() => { try { return document.querySelector('iframe').contentDocument === null ? 'apart' : 'reached'; } catch { return 'apart'; } })()`,
  );
  expect(reached).toBe('apart');
  expectNoFaults(page);
});

test('an embargo is moved in the viewer’s zone, and the API has the instant', async ({
  signedIn,
  gateway,
}) => {
  const { id } = await withPhotograph(gateway, { embargoedUntil: '2031-01-01T00:00:00Z' });
  const page = await signedIn('desk', { timezone: 'Asia/Tokyo' });
  await page.goto(`${gateway.url}/console/articles/${id}`);
  await page.goto(`${gateway.url}/console/articles/${id}/embargo`);
  expect(await page.getByLabel('Embargoed until').inputValue()).toBe('2031-01-01T09:00');
  await page.getByLabel('Embargoed until').fill('2031-05-01T09:30');
  await page.getByRole('button', { name: 'Change embargo' }).click();
  await page.getByText('Embargo set.').waitFor();
  const time = page.locator('.facts time[datetime="2031-05-01T00:30:00.000Z"]');
  expect(await time.textContent()).toContain('09:30');
  expect(await time.getAttribute('title')).toContain('2031-05-01 00:30');
  expectNoFaults(page);
  const article = await gateway.call<Article>('GET', `/v1/admin/articles/${id}`);
  expect(article.embargoedUntil).toBe('2031-05-01T00:30:00.000Z');
});
