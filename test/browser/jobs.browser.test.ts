/**
 * The jobs that people come to the console for, by role: each done as a person does it, within its budget of
 * interactions.
 *
 * @module-tag long
 */
import { buffer } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { readMedia } from '../../scripts/newsroom/sample.ts';
import { type Client, tokenOf } from '../support/calls.ts';
import { post, SITE, webTerms } from '../support/small-site.ts';
import { expectNames } from './support/bare-ids.ts';
import type { SharedGateway } from './support/desk.ts';
import {
  expect,
  expectAccessible,
  expectFits,
  expectNoFaults,
  test,
  visibleText,
} from './support/fixture.ts';
import { type Person, personAt } from './support/person.ts';

const LICENSES = 40;
/** Far enough back that no other test closes it in the gateway that all share. */
const MONTHS_BACK = 5;

const month = (() => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS_BACK, 1))
    .toISOString()
    .slice(0, 7);
})();

let createdCount = 0;

interface Trade {
  /** Of this trade alone, and a part of all its names. */
  word: string;
  partner: { id: string; name: string };
  product: string;
  license: string;
  token: string;
  article: { id: string; headline: string };
}

/** A partner with a license, a key, and an article that it may have. */
async function trade(gateway: SharedGateway, terms: object = {}, item: object = {}): Promise<Trade> {
  const word = `${['Fjordby', 'Havnes', 'Lindvik', 'Solberg'][createdCount % 4]} ${process.pid}-${createdCount++}`;
  const section = word.toLowerCase().replace(' ', '-');
  const name = `${word} Avis`;
  const { call } = gateway;
  const product = await call('POST', '/v1/admin/products', { name: `${word} wire`, sections: [section] });
  const partner = await call('POST', '/v1/admin/partners', {
    name,
    contact: `Rights desk <rights@${section}.example>`,
    titles: [{ id: section, name: `${word} online`, domains: [`${section}.example`], market: 'DE' }],
  });
  const { id: license } = await call('POST', '/v1/admin/licenses', {
    ...webTerms(partner.id, product.id, { components: ['dispatch', 'photograph'], ...terms }),
    consent: { reference: `TMA ${word}`, signedBy: 'M. Example', signedOn: '2026-01-01' },
  });
  const key = await call<Client>('POST', '/v1/admin/keys', { license, name: 'website' });
  const token = await tokenOf(gateway.url, key);
  return {
    ...{ word, product: product.id, license, token, partner: { id: partner.id, name } },
    article: await ingest(gateway, section, `Ferry of ${word} sails again`, item),
  };
}

async function ingest({ call }: SharedGateway, section: string, headline: string, item: object = {}) {
  const uri = `urn:test:${section}:${createdCount++}`;
  const { id, components } = await call<{ id: string; components: { id: string; type: string }[] }>(
    'PUT',
    `/v1/admin/articles?section=${section}`,
    {
      ...{ uri, version: '1', type: 'text', language: 'en', headlines: [{ value: headline }] },
      versionCreated: new Date(Date.now() - 60_000).toISOString(),
      bodies: [{ contentType: 'text/plain', value: `The ferry sails again. ${uri}` }],
      ...item,
    },
  );
  return { id, headline, components };
}

const ask = ({ url }: SharedGateway, { token }: Trade, path: string) =>
  fetch(`${url}/v1/articles/${path}`, { headers: { Authorization: `Bearer ${token}` } });

/** Takes the article, as a partner does; a use that is refused is in the log as well. */
async function request(gateway: SharedGateway, of: Trade, path = of.article.id): Promise<number> {
  const answer = await ask(gateway, of, path);
  await answer.body?.cancel();
  return answer.status;
}

/** Entries are listed within seconds. */
const listed = (gateway: SharedGateway, { license }: Trade, count: number) =>
  expect
    .poll(async () => {
      const path = `/v1/audit/deliveries?license=${license}`;
      return (await gateway.audit<{ items: unknown[] }>('GET', path)).items.length;
    })
    .toBeGreaterThanOrEqual(count);

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).last();
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
/** In the page, not in the menu beside it. */
const link = (page: Page, name: string | RegExp) =>
  page.getByRole('main').getByRole('link', { name, exact: true }).first();
const menu = (page: Page, name: string) => page.locator('.side').getByRole('link', { name, exact: true });

/** From anywhere, by keyboard: the page of what has these words. Three interactions. */
async function open(page: Page, person: Person, words: string): Promise<void> {
  await person.press('/');
  await person.type(words);
  await person.click(page.locator('.finder').getByRole('option').filter({ hasText: words }).first());
  await page.locator('h1').filter({ hasText: words }).waitFor();
}

/**
 * Controls that are seen without unfolding anything. Products count as one: the gateway has those of other
 * tests.
 */
async function controlsIn(page: Page): Promise<number> {
  const form = page.getByRole('main').locator('form').last();
  const visible = form.locator('input, select, textarea').filter({ visible: true });
  const products = await form.locator('[name="/products"]').count();
  return (await visible.count()) - Math.max(0, products - 1);
}

/** Nothing that was sent has been refused so far. */
function expectNoRefusals(page: Page): () => void {
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
  });
  return () => expect(refused).toEqual([]);
}

async function fileOf(page: Page, click: Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click]);
  const bytes = await buffer(await download.createReadStream());
  return { name: download.suggestedFilename(), text: bytes.toString() };
}

describe('the licensing desk', () => {
  test('signs in from the start page with a link, the key and a button', async ({ visitor, gateway }) => {
    const page = await visitor();
    const person = personAt(page);
    await page.goto(gateway.url);
    await person.click(page.getByRole('banner').getByRole('link', { name: 'Sign in' }));
    await person.fill(page.getByLabel('Operator key'), (await gateway.keyOf('desk')).client_secret);
    // The page's script takes the key, and enables the button.
    await page.locator('#sign-in button:enabled').waitFor();
    await person.press('Enter');
    await page.waitForURL(`${gateway.url}/console`);
    expect(person.interactions()).toBeLessThanOrEqual(3);
    expectNoFaults(page);
  });

  test('takes a new partner from nothing to its first article without one refused form', async ({
    signedIn,
    gateway,
  }) => {
    const { article, word } = await trade(gateway);
    const name = `Nordlys ${word}`;
    const page = await signedIn('desk');
    const person = personAt(page);
    const expectAllAccepted = expectNoRefusals(page);
    await page.goto(`${gateway.url}/console`);
    await person.click(menu(page, 'Partners'));
    await person.click(link(page, 'Add partner'));
    await person.fill(field(page, 'Name').first(), name);
    await person.fill(page.locator('[name="/titles/0/name"]'), `Nordlys ${word} nett`);
    await person.fill(page.locator('[name="/titles/0/market"]'), 'Norway');
    await person.fill(page.locator('[name="/titles/0/domains"]'), 'https://www.nordlys-nett.example/');
    await person.click(button(page, 'Add partner'));
    await page.getByText('Partner added.').waitFor();
    expect(await page.getByRole('cell', { name: 'nordlys-nett.example', exact: true }).count()).toBe(1);
    const beforeLicense = person.interactions();
    let controls = 0;
    const onward = async () => {
      controls += await controlsIn(page);
      await person.click(button(page, 'Continue'));
    };

    await person.click(link(page, 'Create license'));
    await page.waitForURL(/licenses\/new/);
    await person.select(page.locator('select[name=template]'), 'Web & app');
    await onward();
    await page.getByLabel(`${word} wire`, { exact: true }).waitFor();
    await person.click(page.getByLabel(`${word} wire`, { exact: true }));
    await onward();
    await person.fill(field(page, 'Territories'), 'Norway');
    await onward();
    await person.fill(field(page, 'First day'), '2026-01-01');
    await person.fill(field(page, 'Last day'), '2099-12-31');
    await person.fill(page.locator('[name="/quota/limit"]'), '500');
    await person.select(page.locator('[name="/quota/per"]'), 'per calendar month');
    await person.select(page.locator('[name="/quota/onExceed"]'), 'is refused');
    await onward();
    await person.fill(field(page, 'Contract reference'), `NO ${word}`);
    await person.fill(field(page, 'Signed by'), 'M. Example');
    await person.fill(field(page, 'Signed on'), '2025-12-12');
    controls += await controlsIn(page);
    await person.click(button(page, 'Create license'));
    await page.getByText('License created.').waitFor();
    expect(await page.locator('.sentence .first').textContent()).toContain('in Norway');
    expect(controls).toBeLessThanOrEqual(25);
    expect(person.interactions() - beforeLicense).toBeLessThanOrEqual(25);

    await person.click(link(page, 'Create key'));
    await person.fill(field(page, 'Name'), 'website');
    await person.click(button(page, 'Create key'));
    const secret = (await page.locator('#secret').textContent()) ?? '';
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const token = await tokenOf(gateway.url, { client_id: id, client_secret: secret } as Client);
    const first = await fetch(`${gateway.url}/v1/articles/${article.id}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    await first.body?.cancel();
    expect(first.status).toBe(200);
    expectAllAccepted();
    expect(person.interactions()).toBeLessThanOrEqual(34);
    expectNoFaults(page);
  });

  test('suspends a license that it finds by name, and is asked about it by name', async ({
    signedIn,
    gateway,
  }) => {
    const of = await trade(gateway);
    const page = await signedIn('desk');
    const person = personAt(page);
    await page.goto(`${gateway.url}/console`);
    await open(page, person, `TMA ${of.word}`);
    await person.click(link(page, 'Suspend'));
    await page.waitForURL(/suspend/);
    expect(await page.locator('h1').textContent()).toMatch(/^Suspend .+\?$/);
    expect(await page.locator('h1').textContent()).toContain(of.word);
    await expectAccessible(page);
    await expectFits(page, 360);
    expect(await request(gateway, of)).toBe(200);
    await person.click(button(page, 'Suspend license'));
    await page.getByRole('status').getByText('suspended').waitFor();
    expect(await request(gateway, of)).toBe(403);
    expect(person.interactions()).toBeLessThanOrEqual(5);
    expectNoFaults(page);
  });

  test('says why a partner was refused without an id of the refusal', async ({ signedIn, gateway }) => {
    const of = await trade(gateway);
    expect(await request(gateway, of, `${of.article.id}?use=display&territory=JP`)).toBe(403);
    await listed(gateway, of, 1);
    const page = await signedIn('desk');
    const person = personAt(page);
    await page.goto(`${gateway.url}/console`);
    await open(page, person, of.partner.name);
    const refusals = page.getByRole('table', { name: 'Latest refusals' });
    expect(await refusals.innerText()).toContain(of.article.headline);
    expect(await refusals.innerText()).toContain('Territory not licensed');
    await person.click(refusals.getByRole('link', { name: 'Why?' }).first());
    await page.waitForSelector('.verdict');
    expect(await visibleText(page, '.verdict')).toContain('Territory not licensed');
    expect(await visibleText(page, '.rules .decided')).toContain('Japan');
    expect(person.interactions()).toBeLessThanOrEqual(4);
    expectNoFaults(page);
  });

  test('releases a restricted picture only by two deliberate steps, having seen it', async ({
    signedIn,
    gateway,
  }) => {
    const of = await trade(gateway);
    const section = of.word.toLowerCase().replace(' ', '-');
    const { id, headline, components } = await ingest(gateway, section, `Studio of ${of.word} reopens`, {
      associations: [
        {
          ...{ name: 'main', uri: `urn:test:${section}:photo`, type: 'picture' },
          headlines: [{ value: 'The studio' }],
          usageTerms: `To be cleared with the studio of ${of.word}.`,
        },
      ],
    });
    const photograph = components.find(({ type }) => type === 'photograph')?.id ?? '';
    const { bytes, contentType } = await readMedia('dresden-depot.jpg');
    const stored = await fetch(`${gateway.url}/v1/admin/articles/${id}/components/${photograph}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${(await gateway.admin()).token}`, 'Content-Type': contentType },
      body: new Uint8Array(bytes),
    });
    expect(stored.ok).toBe(true);
    const picture = () => request(gateway, of, `${id}/components/${photograph}`);

    const page = await signedIn('desk');
    const person = personAt(page);
    await page.goto(`${gateway.url}/console`);
    await open(page, person, headline);
    const before = person.interactions();
    const waiting = page.locator('.restriction.waiting');
    expect(await page.getByRole('main').locator('img').count()).toBe(1);
    expect(await waiting.locator('.primary').textContent()).not.toContain('Release');
    await person.click(button(page, 'Release without restriction…'));
    await page.getByText(/^Releases 1 picture to \d+ licenses?\.$/).waitFor();
    expect(await picture()).toBe(403);
    await person.click(button(page, 'Release without restriction'));
    await page.getByRole('status').getByText('released without restriction').waitFor();
    expect(await picture()).toBe(200);
    expect(person.interactions() - before).toBe(2);
    await person.click(button(page, 'Undo'));
    await page.getByText('Decision undone.').waitFor();
    expect(await picture()).toBe(403);
    expectNoFaults(page);
  });

  test('embargoes and kills an article, and sees who has it and whom to write to', async ({
    signedIn,
    gateway,
  }) => {
    const of = await trade(gateway);
    expect(await request(gateway, of)).toBe(200);
    await listed(gateway, of, 1);
    const page = await signedIn('desk');
    const person = personAt(page);
    await page.goto(`${gateway.url}/console`);
    await open(page, person, of.article.headline);
    await person.click(link(page, 'Set embargo'));
    await person.fill(field(page, 'Embargoed until'), '2099-01-01T06:00');
    await person.click(button(page, 'Set embargo'));
    await page.getByText('Embargo set.').waitFor();
    expect(await request(gateway, of)).toBe(403);
    await person.click(link(page, 'Kill article'));
    const holders = page.getByRole('table', { name: 'Who has it' });
    for (const words of [of.partner.name, `TMA ${of.word}`, 'rights@'])
      expect(await holders.innerText()).toContain(words);
    await person.fill(field(page, 'Confirmation text'), (await page.locator('.typed').textContent()) ?? '');
    await person.click(button(page, 'Kill article'));
    await page.getByText('Article killed.').waitFor();
    await page.getByRole('main').getByText(of.partner.name).first().waitFor();
    await page.getByRole('main').getByText('rights@').first().waitFor();
    expect(await request(gateway, of)).toBe(410);
    expect(person.interactions()).toBeLessThanOrEqual(10);
    // The recall is made within seconds; until then a page says so, and goes on by itself.
    await person.click(link(page, 'View recall'));
    await page.waitForURL('**/console/recalls/rcl_*');
    expect(await page.locator('h1').textContent()).toContain(of.article.headline);
    expectNoFaults(page);
  });
});

describe('an auditor', () => {
  test('finds last week’s deliveries of an article to a partner by their names, exports them, and sees the proof', async ({
    signedIn,
    gateway,
  }) => {
    const [of, other] = [await trade(gateway), await trade(gateway)];
    const section = of.word.toLowerCase().replace(' ', '-');
    const second = await ingest(gateway, section, `Second ferry of ${of.word}`);
    for (const path of [of.article.id, second.id]) expect(await request(gateway, of, path)).toBe(200);
    expect(await request(gateway, other)).toBe(200);
    await listed(gateway, of, 2);
    await listed(gateway, other, 1);

    const page = await signedIn('auditor');
    const person = personAt(page);
    await page.goto(`${gateway.url}/console`);
    await person.click(menu(page, 'Deliveries'));
    await person.click(link(page, 'Last 7 days'));
    await page.waitForURL(/range=/);
    await person.find(field(page, 'Partner'), of.partner.name);
    await page.waitForURL(new RegExp(of.partner.id));
    await person.find(field(page, 'Article'), of.article.headline);
    await expect.poll(async () => (await page.locator('#count').textContent())?.trim()).toBe('1 entry');
    const row = page.locator('#results .list tbody tr');
    expect(await row.innerText()).toContain(of.article.headline);
    expect(await row.innerText()).toContain(`TMA ${of.word}`);
    expect(person.interactions()).toBeLessThanOrEqual(6);
    await expectAccessible(page);
    await expectFits(page, 360);

    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(Date.now());
    // What is filtered is what is exported, under a name that says so.
    const { name, text } = await fileOf(page, person.click(link(page, 'Export this list as CSV')));
    const words = [of.partner.name, of.article.headline].map((text) =>
      text.toLowerCase().replaceAll(' ', '-'),
    );
    expect(name).toMatch(new RegExp(`^deliveries-${words.join('-')}-\\d{4}-\\d\\d-\\d\\d_${today}\\.csv$`));
    const lines = text.trim().split(/\r?\n/);
    expect(lines.length).toBe(2);
    expect(lines[1]).toContain(of.article.headline);
    expect(lines[1]).toContain(of.partner.name);

    // One more click, and the proof is worked out by itself, in sight.
    await person.click(row.getByRole('link').first());
    const verdict = page.locator('#verdict.good, #verdict.warn, #verdict.bad');
    await verdict.waitFor();
    await expectNames(page);
    expect(await visibleText(page, '#trace')).not.toContain(of.license);
    const box = await verdict.boundingBox();
    // Without scrolling, on the first screen of a small notebook.
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
    expect(await verdict.textContent()).toMatch(/^All steps are valid/);
    expect(person.interactions()).toBeLessThanOrEqual(8);
    expectNoFaults(page);
  });

  test('is told that words name nothing, and gets neither an empty list nor an empty file', async ({
    signedIn,
    gateway,
  }) => {
    const page = await signedIn('auditor');
    const person = personAt(page);
    await page.goto(`${gateway.url}/console/deliveries`);
    await person.fill(field(page, 'Partner'), 'Nobody of that name');
    await person.press('Enter');
    await page.getByText('“Nobody of that name”').first().waitFor();
    expect(await page.getByText('0 entries').count()).toBe(0);
    await page.goto(`${gateway.url}/console/deliveries/file?as=csv&partner=Nobody+of+that+name`);
    expect(await page.getByRole('alert').textContent()).toContain('“Nobody of that name”');
    expectNoFaults(page, { except: /: 400$/ });
  });

  test('closes the month of forty licenses in six interactions, the sign-in among them', async ({
    signedIn,
    gateway,
  }) => {
    const desk = await gateway.admin();
    const product = await post(desk, 'products', { name: 'All', sections: ['news'] });
    const partner = await post(desk, 'partners', { name: 'Month End Media', titles: [SITE] });
    const terms = { starts: `${month}-01T00:00:00Z`, minimum: { units: 5, per: 'month' } };
    for (let number = 0; number < LICENSES; number++)
      await post(desk, 'licenses', webTerms(partner.id, product.id, terms));
    const page = await signedIn('auditor');
    const person = personAt(page);
    // The key, and the button of the sign-in.
    const signIn = 2;
    await page.goto(`${gateway.url}/console`);
    await person.click(menu(page, 'Statements'));
    await page.waitForURL('**/console/statements');
    await expectAccessible(page);
    await expectFits(page, 360);
    const all = page.locator(`.months a[href$="close-all?period=${month}"]`);
    await person.click(all);
    await page.waitForURL('**/close-all**');
    await expectAccessible(page);
    await expectFits(page, 360);
    expect(await page.locator('input[name=license]:checked').count()).toBeGreaterThanOrEqual(LICENSES);
    // The totals follow the boxes, before anything is sent.
    const [boxes, totals] = [page.locator('input[name=license]'), page.locator('#totals p')];
    const count = await boxes.count();
    expect(await totals.textContent()).toBe(`Totals of all ${count} licenses:`);
    for (const [tick, selected] of [
      [false, count - 1],
      [true, count],
    ] as const) {
      await boxes.last().setChecked(tick);
      await expect.poll(() => totals.textContent()).toBe(`Totals of ${selected} selected licenses:`);
    }
    await person.click(page.locator('button.danger').first());
    // More than one part: the page goes on by itself.
    await expect.poll(() => page.getByRole('status').innerText()).toMatch(/^\d+ statements closed\.$/);
    expect(signIn + person.interactions()).toBeLessThanOrEqual(6);
    const closed = page.getByRole('table', { name: 'Statements by license' });
    expect(await closed.locator('tbody tr').count()).toBeGreaterThanOrEqual(LICENSES);
    expect(await closed.locator('tfoot').innerText()).toMatch(/Total\s+\d/);
    await expectAccessible(page);
    await expectFits(page, 360);
    // Other tests may open licenses in this month meanwhile: these forty have their statements.
    const statements = await gateway.audit<{ items: { period: string }[] }>(
      'GET',
      `/v1/audit/statements?partner=${partner.id}&limit=100`,
    );
    expect(statements.items.map(({ period }) => period)).toEqual(
      Array.from({ length: LICENSES }, () => month),
    );
    expectNoFaults(page);
  });

  test('settles a finding from the overview in five interactions', async ({ signedIn, gateway }) => {
    const of = await trade(gateway);
    const reported = await fetch(`${gateway.url}/v1/publications`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${of.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        article: of.article.id,
        title: of.word.toLowerCase().replace(' ', '-'),
        channel: 'web',
        publishedAt: new Date().toISOString(),
      }),
    });
    expect(reported.status).toBe(201);
    await listed(gateway, of, 1);
    await gateway.audit('POST', '/v1/audit/reconciliation/runs', { license: of.license });
    const page = await signedIn('auditor');
    const person = personAt(page);
    await page.goto(`${gateway.url}/console`);
    const attention = page.locator('#attention li').filter({ hasText: 'discrepanc' });
    await person.click(attention.getByRole('link', { name: 'Resolve' }));
    const row = page.getByRole('row').filter({ hasText: of.word });
    await person.click(row.getByRole('link', { name: 'Published, but not delivered' }));
    expect(await page.locator('main').innerText()).toContain(of.article.headline);
    await person.select(field(page, 'Status'), 'Mark as settled');
    await person.fill(field(page, 'Note'), 'It was sent by mail before the license began.');
    await person.click(button(page, 'Save'));
    await page.getByText('Marked as settled.').waitFor();
    expect(person.interactions()).toBeLessThanOrEqual(5);
    expectNoFaults(page);
  });
});

test('a stranger verifies a saved page by one file, and reads names in the verdict', async ({
  visitor,
  gateway,
}) => {
  const of = await trade(gateway);
  const saved = await ask(gateway, of, `${of.article.id}.html`);
  const receipt = `${gateway.url}/v1/receipts/${saved.headers.get('Rights-Entry')}`;
  const buffer = Buffer.from(await saved.arrayBuffer());
  // Names come from the record, which takes seconds.
  await expect.poll(async () => (await fetch(receipt)).status).toBe(200);
  const page = await visitor();
  const person = personAt(page);
  await page.goto(`${gateway.url}/verify`);
  await person.give(page.locator('#file'), { name: 'saved.html', mimeType: 'text/html', buffer });
  await page.waitForSelector('#verdict h2');
  expect(await visibleText(page, '#verdict')).toContain(`to ${of.word} online.`);
  expect(await visibleText(page, '#verdict')).not.toMatch(/\b(par|lic|itm|key)_[0-9a-f]{32}\b/);
  expect(person.interactions()).toBe(1);
  expectNoFaults(page);
});
