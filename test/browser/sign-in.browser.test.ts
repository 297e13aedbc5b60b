/**
 * Signing in to the console with a key, as people do it, and out again: where the key goes, and where it
 * never does.
 */
import type { Page, Request } from 'playwright-core';
import { describe } from 'vitest';
import { ROLES } from '../../src/access/roles.ts';
import type { SharedGateway } from './support/desk.ts';
import { NAMES } from './support/desk.ts';
import {
  expect,
  expectAccessible,
  expectFits,
  expectNoFaults,
  test,
  visibleText,
} from './support/fixture.ts';

const KEY = 'input#key';

/** By keyboard alone, from the page that asks for the key. */
async function type(page: Page, key: string): Promise<void> {
  await page.focus(KEY);
  await page.keyboard.insertText(key);
  await page.keyboard.press('Enter');
}

async function enter(page: Page, key: string): Promise<void> {
  // Before the page's script runs, Enter does nothing.
  await page.locator('#sign-in button:enabled').waitFor();
  await type(page, key);
}

const door = (gateway: SharedGateway, page: Page, next = '/console/account') =>
  page.goto(`${gateway.url}/console/sign-in?next=${encodeURIComponent(next)}`);

const cookiesOf = async (page: Page) => (await page.context().cookies()).map(({ name }) => name);

describe('who signs in with a key', () => {
  test.for(ROLES)(
    'is led to the page that was asked for, as who one is: %s',
    async (role, { visitor, gateway }) => {
      const page = await visitor();
      await page.goto(`${gateway.url}/console/account?x=1`);
      expect(page.url()).toBe(`${gateway.url}/console/sign-in?next=%2Fconsole%2Faccount%3Fx%3D1`);
      await enter(page, (await gateway.keyOf(role)).client_secret);
      await page.waitForURL(`${gateway.url}/console/account?x=1`);
      expect(await visibleText(page, 'main')).toContain(NAMES[role]);
      expect(await visibleText(page, 'header.bar')).toContain(NAMES[role]);
      expectNoFaults(page);
    },
  );

  test('sends it to the token endpoint and nowhere else, and the browser keeps none of it', async ({
    visitor,
    gateway,
  }) => {
    const page = await visitor();
    const { client_id, client_secret } = await gateway.keyOf('desk');
    const sent: Request[] = [];
    page.on('request', (request) => sent.push(request));
    await door(gateway, page);
    await enter(page, `  ${client_secret} `);
    await page.waitForURL('**/console/account');
    const secrets = [client_secret, Buffer.from(`${client_id}:${client_secret}`).toString('base64')];
    const carriers: string[] = [];
    for (const request of sent) {
      const text = `${request.url()} ${JSON.stringify(await request.allHeaders())} ${request.postData() ?? ''}`;
      if (secrets.some((secret) => text.includes(secret)))
        carriers.push(`${request.method()} ${request.url()}`);
    }
    expect(carriers).toEqual([`POST ${gateway.url}/oauth/token`]);
    const storage = await page.evaluate<string>(
      'JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, history.state, document.documentElement.outerHTML])',
    );
    expect(storage).not.toContain(client_secret);
    // No script sees the session, either.
    expect(storage).not.toContain('__Host-imprimatur');
    const session = (await page.context().cookies()).find(({ name }) => name === '__Host-imprimatur');
    expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
    // The door is not a page to go back to.
    await page.goBack().catch(() => undefined);
    expect(page.url()).not.toContain('/console/sign-in');
  });

  test('and mistypes it is told so beside the field, may mend it, and has sent nothing', async ({
    visitor,
    gateway,
  }) => {
    const page = await visitor({ width: 360 });
    const sent: string[] = [];
    await door(gateway, page);
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    const { client_secret } = await gateway.keyOf('desk');
    await enter(page, client_secret.slice(0, -1));
    await page.waitForSelector(`${KEY}[aria-invalid="true"]`);
    expect(await visibleText(page, '#key-fault')).toBe(
      'This operator key is incomplete. Copy all of it, starting at imp_.',
    );
    expect(await page.evaluate('document.activeElement.id')).toBe('key');
    expect(sent).toEqual([]);
    await expectFits(page, 360);
    await expectAccessible(page);
    await page.keyboard.insertText(client_secret.slice(-1));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/account');
    expectNoFaults(page);
  });

  test.for([
    ['a key that is not known', 'wrong', 'This key isn’t valid.'],
    ['a partner’s key', 'partner', 'This key is for a partner’s system.'],
  ] as const)('of %s is refused, in words', async ([, kind, words], { visitor, gateway }) => {
    const page = await visitor();
    await door(gateway, page);
    const { client_secret } = await gateway.keyOf('desk');
    const unknown = client_secret.replace(
      /_[0-9a-f]{8}/,
      (part) => `_${part === '_00000000' ? '11111111' : '00000000'}`,
    );
    await enter(page, kind === 'wrong' ? unknown : (gateway.credentials.partners[0]?.client_secret ?? ''));
    await page.waitForSelector(`${KEY}[aria-invalid="true"]`);
    expect(await visibleText(page, '#key-fault')).toContain(words);
    expect(await cookiesOf(page)).not.toContain('__Host-imprimatur');
    expectNoFaults(page, { except: /oauth\/token: 401/ });
  });

  test('without a script cannot, is told why, and nothing of the key is sent', async ({
    browser,
    gateway,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    // The icon comes late, and is not what this is about.
    await page.goto(`${gateway.url}/console/sign-in`, { waitUntil: 'networkidle' });
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url()));
    await type(page, (await gateway.keyOf('desk')).client_secret);
    expect(await page.locator('#sign-in button').isDisabled()).toBe(true);
    expect(await page.locator('noscript').textContent()).toContain('JavaScript');
    expect([sent, page.url()]).toEqual([[], `${gateway.url}/console/sign-in`]);
    await context.close();
  });
});

describe('who signs out', () => {
  test('is out: the cookie is gone, and the back button shows nothing of before', async ({
    signedIn,
    gateway,
  }) => {
    const page = await signedIn('auditor');
    await page.goto(`${gateway.url}/console/account`);
    await page.click('details.who summary');
    await page.click('details.who button');
    await page.waitForURL('**/console/sign-in?out');
    expect(await visibleText(page, 'main')).toContain('You’re signed out.');
    expect(await cookiesOf(page)).not.toContain('__Host-imprimatur');
    await page.goBack({ waitUntil: 'load' });
    expect(page.url()).toContain('/console/sign-in?next=');
    expect(await page.content()).not.toContain(NAMES.auditor);
  });

  test('in one window stays signed in in another, until that one is ended from here, too', async ({
    signedIn,
    gateway,
  }) => {
    const [here, there] = [await signedIn('ingest'), await signedIn('ingest')];
    await there.goto(`${gateway.url}/console/account`);
    await here.goto(`${gateway.url}/console/account`);
    await here.click('form[action="/console/sign-out"] >> text=Sign out everywhere');
    await here.waitForURL('**/console/sign-in?out');
    await there.reload();
    expect(there.url()).toContain('/console/sign-in?next=');

    const [reopened, other] = [await signedIn('ingest'), await signedIn('ingest')];
    await reopened.goto(`${gateway.url}/console/account`);
    await reopened.click('text=End session');
    await reopened.waitForURL('**/console/account?done=session_ended');
    expect(await visibleText(reopened, 'main')).toContain('Session ended.');
    await other.goto(`${gateway.url}/console/account`);
    expect(other.url()).toContain('/console/sign-in?next=');
    expectNoFaults(reopened);
  });
});

test('Who is signed out meanwhile is led to the door by the next thing that a page asks for, and back', async ({
  signedIn,
  gateway,
}) => {
  const page = await signedIn('auditor');
  await page.goto(`${gateway.url}/console/deliveries`);
  // The page asks for its charts by itself, if the log has entries.
  await page.locator('#charts.later').waitFor({ state: 'detached' });
  await page.context().clearCookies({ name: '__Host-imprimatur' });
  await page.locator('#filters select').first().selectOption({ index: 2 });
  await page.waitForURL('**/console/sign-in?next=%2Fconsole%2Fdeliveries*');
  await enter(page, (await gateway.keyOf('auditor')).client_secret);
  await page.waitForURL('**/console/deliveries*');
  expectNoFaults(page);
});

describe('a form that meets the end of its session', () => {
  const typed = 'Typed before the session ended';
  const name = (page: Page) => page.getByRole('main').getByLabel('Name').first();
  const endSession = (page: Page) => page.context().clearCookies({ name: '__Host-imprimatur' });
  const add = (page: Page) => page.getByRole('button', { name: 'Add partner' }).last().click();
  const sendTooLate = async (page: Page, gateway: SharedGateway) => {
    await page.goto(`${gateway.url}/console/partners/new`);
    await name(page).fill(typed);
    await endSession(page);
    await add(page);
    await page.getByText('what you entered was not sent.').waitFor();
  };

  test('is shown as it was once its operator has signed in again, and sends nothing by itself', async ({
    signedIn,
    gateway,
  }) => {
    const page = await signedIn('desk');
    await sendTooLate(page, gateway);
    // Other forms of the sign-in page, such as that of Cloudflare Access, do not take its place.
    await page.evaluate(`{
      const form = Object.assign(document.createElement('form'), { method: 'post' });
      document.body.append(form);
      form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
      new FormData(form);
    }`);
    await enter(page, (await gateway.keyOf('desk')).client_secret);
    await page.getByText('Check what you entered, and send it again.').waitFor();
    expect(await name(page).inputValue()).toBe(typed);
    await expectFits(page, 360);
    await expectAccessible(page);
    const stored = `/v1/admin/partners?q=${encodeURIComponent(typed)}`;
    expect((await gateway.call<{ items: unknown[] }>('GET', stored)).items).toHaveLength(0);
    await add(page);
    await page.getByText('Partner added.').waitFor();
    expect((await gateway.call<{ items: unknown[] }>('GET', stored)).items).toHaveLength(1);
    await page.getByRole('heading', { level: 1, name: typed }).waitFor();
    expectNoFaults(page);
  });

  test('is not shown to another operator', async ({ signedIn, gateway }) => {
    const page = await signedIn('desk');
    await sendTooLate(page, gateway);
    await enter(page, (await gateway.keyOf('owner')).client_secret);
    await page.getByText('Nothing of it was saved or kept.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/partners/new');
    expect(await name(page).inputValue()).toBe('');
    expect(await page.evaluate('sessionStorage.getItem("imprimatur-sent")')).toBeNull();
    expectNoFaults(page);
  });

  test('does nothing for another operator who has signed in from a second tab, and comes back for its own', async ({
    signedIn,
    gateway,
  }) => {
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/partners/new`);
    await name(page).fill(`${typed}, by two`);
    await endSession(page);
    const tab = await page.context().newPage();
    await tab.goto(`${gateway.url}/console/sign-in`);
    await enter(tab, (await gateway.keyOf('auditor')).client_secret);
    await tab.waitForURL('**/console');
    await add(page);
    await page.getByText('someone else opened this form. Nothing was saved.').waitFor();
    const stored = `/v1/admin/partners?q=${encodeURIComponent(`${typed}, by two`)}`;
    expect((await gateway.call<{ items: unknown[] }>('GET', stored)).items).toHaveLength(0);
    const goOn = page.getByRole('link', { name: `Go on as ${NAMES.auditor}` });
    expect(await goOn.getAttribute('href')).toBe('/console/partners/new');
    await expectFits(page, 360);
    await expectAccessible(page);
    await enter(page, (await gateway.keyOf('desk')).client_secret);
    await page.getByText('Check what you entered, and send it again.').waitFor();
    expect(await name(page).inputValue()).toBe(`${typed}, by two`);
  });

  test('is kept also when a change of it was sent by the page', async ({ signedIn, gateway }) => {
    const title = { id: 'kept-courier', name: 'Kept Courier', market: 'JP', domains: ['kept.example'] };
    const { id } = await gateway.call('POST', '/v1/admin/partners', { name: 'Kept Press', titles: [title] });
    await gateway.call('POST', '/v1/admin/products', { name: 'Kept politics', sections: ['politics'] });
    const page = await signedIn('desk');
    await page.goto(`${gateway.url}/console/licenses/new`);
    await page.locator('[name=partner]').fill(id);
    await page.getByRole('button', { name: 'Continue' }).click();
    const product = page.getByLabel('Kept politics', { exact: true });
    await product.waitFor();
    // A change before that is not sent by the page.
    await page.waitForLoadState();
    await endSession(page);
    await product.check();
    await page.getByText('what you entered was not sent.').waitFor();
    await enter(page, (await gateway.keyOf('desk')).client_secret);
    await page.getByText('Check what you entered, and send it again.').waitFor();
    expect(await product.isChecked()).toBe(true);
    expectNoFaults(page);
  });
});

test('A page of another site that makes the browser post here changes nothing', async ({
  signedIn,
  gateway,
}) => {
  const page = await signedIn('desk');
  const other = await page.context().newPage();
  // The same machine under another name is another site.
  const elsewhere = gateway.url.replace('localhost', '127.0.0.1');
  await other.route(`${elsewhere}/attack`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${gateway.url}/console/sign-out"><button>x</button></form>`,
    }),
  );
  await other.goto(`${elsewhere}/attack`);
  const [answer] = await Promise.all([other.waitForResponse('**/console/sign-out'), other.click('button')]);
  expect(answer.status()).toBe(403);
  await page.goto(`${gateway.url}/console/account`);
  expect(await visibleText(page, 'main')).toContain(NAMES.desk);
});
