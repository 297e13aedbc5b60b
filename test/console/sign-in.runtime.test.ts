/** The way into the console and out of it, as pages: what they show, to whom, and what they never do. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/app.ts';
import { visitor, visitorWith } from '../support/console.ts';
import { BASE, create, operatorToken, partnerToken, request } from '../support/gateway.ts';
import { TestProvider } from '../support/identity-provider.ts';
import { drain } from '../support/newsroom.ts';
import { signedInAs, signedInWith, whoIs } from '../support/sessions.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const door = async (query = '', headers: Record<string, string> = {}) =>
  (await request(`/console/sign-in${query}`, { headers })).text();

describe('the sign-in page', () => {
  it('asks for a key that no form can send: without a name, behind a button that waits for the script', async () => {
    const html = await door();
    expect(html).toMatch(/<input id="key" type="password" autocomplete="current-password"/);
    expect(/<input[^>]*id="key"[^>]*>/.exec(html)?.[0]).not.toMatch(/\sname=/);
    expect(html).toMatch(/<form id="sign-in"(?![^>]*\saction=)/);
    expect(html).toMatch(/<button type="submit"[^>]*\sdisabled/);
    expect(html).toMatch(/<noscript>.*JavaScript.*<\/noscript>/);
    expect(html).toMatch(/<script src="\/assets\/console\/sign-in\.js\?v=[^"]*" type="module"/);
    const script = await request('/assets/console/sign-in.js');
    expect([script.status, await script.text()]).toEqual([200, expect.stringContaining('/oauth/token')]);
  });

  it('is nobody’s to keep, in the language of who reads it', async () => {
    const response = await request('/console/sign-in', { headers: { 'Accept-Language': 'de' } });
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'private, no-store']);
    expect(await response.text()).toContain('<html lang="de"');
    expect(await door('', { 'Accept-Language': 'de' })).toContain('Benutzerschlüssel');
  });

  it.each([
    ['/console/partners?q=a&b=c', '/console/partners?q=a&amp;b=c'],
    ['/console/x"><script>alert(1)</script>', '/console/x%22%3E%3Cscript%3Ealert(1)%3C/script%3E'],
    ['//evil.example', '/console'],
    ['https://evil.example/console', '/console'],
    ['javascript:alert(1)', '/console'],
    ['/console/sign-in?next=/console/sign-in', '/console'],
  ])('leads back to a page of the console: asked for %s, to %s', async (next, shown) => {
    const html = await door(`?next=${encodeURIComponent(next)}`);
    expect(/data-next="([^"]*)"/.exec(html)?.[1]).toBe(shown);
    expect(html).not.toContain('evil.example');
  });

  it('says what went wrong in its own words, and in nobody else’s', async () => {
    expect(await door('?fault=not_accepted')).toMatch(
      /role="alert"[^>]*>You signed in successfully, but you don’t have access to this gateway/,
    );
    for (const fault of ['no_such', '<b>', 'toString', '']) {
      const html = await door(`?fault=${encodeURIComponent(fault)}`);
      expect(html).not.toContain('<b>');
      expect(html).not.toContain('class="note bad"');
    }
    expect(await door('?out')).toContain('You’re signed out.');
  });

  it('sends on who is signed in already, and never elsewhere', async () => {
    const { get } = await visitor('desk');
    for (const [next, to] of [
      ['/console/partners?x=1', '/console/partners?x=1'],
      ['//evil.example', '/console'],
    ] as const) {
      const response = await get(`/console/sign-in?next=${encodeURIComponent(next)}`);
      expect([response.status, response.headers.get('Location')]).toEqual([303, to]);
    }
  });

  it('is a page also when the operators’ object is out of reach: it says so, and lets nobody in', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const OPERATORS = {
      idFromName: () => 'x',
      get: () => new Proxy({}, { get: () => () => Promise.reject(new Error('gone')) }),
    };
    const headers = { Cookie: await signedInAs('desk'), 'Accept-Language': 'en' };
    for (const path of ['/console/sign-in', '/console/account', '/console/partners']) {
      const response = await app.fetch(new Request(BASE + path, { headers }), { ...env, OPERATORS } as never);
      expect([path, response.status, response.headers.get('Content-Type')]).toEqual([
        path,
        503,
        expect.stringContaining('text/html'),
      ]);
      expect(await response.text()).toContain('Try again');
    }
  });
});

describe('with identity providers', () => {
  let oidc: TestProvider;
  let access: TestProvider;
  beforeAll(async () => {
    oidc = await TestProvider.open();
    access = await TestProvider.openAccess();
  });
  const page = async (headers: Record<string, string> = {}, query = '?next=%2Fconsole%2Fkeys') => {
    const roles = [{ value: 'desk', role: 'desk' }];
    const endpoints = {
      authorization_endpoint: `${oidc.issuer}/authorize`,
      token_endpoint: `${oidc.issuer}/token`,
    };
    const IDENTITY_PROVIDERS = JSON.stringify([
      oidc.configured(roles, { ...endpoints, label: 'Tidemark <Login>' }),
      access.configured(roles),
      (await TestProvider.open()).configured(roles),
    ]);
    const response = await app.fetch(new Request(`${BASE}/console/sign-in${query}`, { headers }), {
      ...env,
      IDENTITY_PROVIDERS,
    } as never);
    return response.text();
  };

  it('it leads to those that have pages, by the name that people know', async () => {
    const html = await page();
    const links = [...html.matchAll(/href="(\/console\/sign-in\/[^"]+)"[^>]*>([^<]+)</g)];
    expect(links.map(([, href, text]) => [href, text?.trim()])).toEqual([
      [
        expect.stringMatching(/^\/console\/sign-in\/[\w-]{11}\?next=%2Fconsole%2Fkeys$/),
        'Continue with Tidemark &lt;Login&gt;',
      ],
    ]);
    expect(html).not.toContain('action="/console/sign-in/access"');
  });

  it('it offers to go on as Cloudflare Access knows somebody, when the request came that way', async () => {
    const html = await page({ 'Cf-Access-Jwt-Assertion': 'x' });
    expect(html).toMatch(
      /<form method="post" action="\/console\/sign-in\/access"[^>]*><input type="hidden" name="next" value="\/console\/keys"/,
    );
    expect(html).toContain(new URL(access.issuer).host);
  });
});

describe('who is not signed in any more', () => {
  it('and asks for a part of a page is led to the door with the whole of it, and back to it', async () => {
    const part = (headers: Record<string, string>) =>
      request('/console/deliveries/chart?x=1', { headers: { 'HX-Request': 'true', ...headers } });
    const found = await part({ 'HX-Current-URL': `${BASE}/console/deliveries?article=a%20b` });
    expect([found.status, await found.text(), found.headers.get('HX-Redirect')]).toEqual([
      204,
      '',
      '/console/sign-in?next=%2Fconsole%2Fdeliveries%3Farticle%3Da%2520b',
    ]);
    const elsewhere = await part({ 'HX-Current-URL': 'https://evil.example/x' });
    expect(elsewhere.headers.get('HX-Redirect')).toBe('/console/sign-in?next=%2Fconsole');
    expect((await part({})).headers.get('HX-Redirect')).toBe(
      '/console/sign-in?next=%2Fconsole%2Fdeliveries%2Fchart%3Fx%3D1',
    );
  });

  it.each([
    ['/console/partners/new', '/console/partners/new?unsent'],
    ['/console/licenses/new?partner=par_1', '/console/licenses/new?partner=par_1&unsent'],
    ['/console/licenses/lic_1/suspend', '/console/licenses/lic_1/suspend?unsent'],
    ['/console/account/end', '/console/account?unsent'],
    ['/console/views', '/console?unsent'],
    ['/console/sign-out', '/console?unsent'],
    ['/console//evil.example/x', '/console?unsent'],
  ])('and sends the form of %s is told so, and led back to its page', async (path, page) => {
    const response = await visitorWith('').post(path, [['name', 'x']]);
    const door = `/console/sign-in?next=${encodeURIComponent(page)}&over`;
    expect([response.status, response.headers.get('Location')]).toEqual([303, door]);
    const told = await (await request(door)).text();
    expect(told).toContain('Your session is over, and what you entered was not sent.');
    expect(told).toContain(`data-next="${page.replaceAll('&', '&amp;')}"`);
  });

  it('and changes a form that a script sends is led back to the page that shows it', async () => {
    const response = await visitorWith('').post('/console/licenses/new?partner=par_1', [['_preview', '1']], {
      'HX-Request': 'true',
      'HX-Current-URL': `${BASE}/console/licenses/new?partner=par_1`,
    });
    expect(response.headers.get('HX-Redirect')).toBe(
      '/console/sign-in?next=%2Fconsole%2Flicenses%2Fnew%3Fpartner%3Dpar_1%26unsent&over',
    );
  });
});

describe('signing out', () => {
  it('ends the session, takes the cookie and what the browser has kept, and stands in the log', async () => {
    const { post, cookie } = await visitor('desk');
    const session = await whoIs(cookie);
    const response = await post('/console/sign-out', []);
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/console/sign-in?out']);
    expect(response.headers.getSetCookie()).toEqual([
      '__Host-imprimatur=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0',
    ]);
    expect(response.headers.get('Clear-Site-Data')).toBe('"cache"');
    expect(await whoIs(cookie)).toBeNull();
    await drain('operators');
    const token = await operatorToken('auditor');
    const acts = await (await request(`/v1/audit/actions?resource=${session?.id}`, { token })).json();
    const { operator } = session ?? {};
    expect(acts).toMatchObject({
      items: [
        { act: 'session.end', operator, before: expect.any(String), after: null },
        { act: 'session.open', operator, before: null, after: expect.any(String) },
      ],
    });
    expect(JSON.stringify(acts)).not.toContain(cookie.split('=')[1]);
  });

  it('once more is nothing: it leads to the door', async () => {
    const { post } = await visitor('desk');
    await post('/console/sign-out', []);
    const response = await post('/console/sign-out', []);
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      expect.stringMatching(/^\/console\/sign-in\?/),
    ]);
  });

  it('ends one of two sessions; everywhere, both, and nobody else’s', async () => {
    const owner = await operatorToken('owner');
    const created = await create<{ client_id: string; client_secret: string }>('/v1/admin/operators', owner, {
      name: 'Two browsers',
      role: 'desk',
    });
    const open = async () => signedInWith(await partnerToken(created));
    const [one, two, three] = [await open(), await open(), await open()];
    const other = await signedInAs('desk');
    await visitorWith(one).post('/console/sign-out', []);
    expect([await whoIs(one), (await whoIs(two))?.name]).toEqual([null, 'Two browsers']);
    await visitorWith(two).post('/console/sign-out', [['everywhere', '1']]);
    expect([await whoIs(two), await whoIs(three)]).toEqual([null, null]);
    expect(await whoIs(other)).not.toBeNull();
  });
});

describe('one’s account', () => {
  const forms = (html: string) => [...html.matchAll(/action="\/console\/account\/end"/g)].length;

  it('lists where one is signed in, and nobody else’s sessions', async () => {
    const owner = await operatorToken('owner');
    const created = await create<{ id: string; client_id: string; client_secret: string }>(
      '/v1/admin/operators',
      owner,
      { name: 'An <b>operator</b>', role: 'auditor' },
    );
    const open = async () => visitorWith(await signedInWith(await partnerToken(created)));
    const [here, there] = [await open(), await open()];
    const other = await visitor('auditor');
    const html = await here.page('/console/account');
    expect(html).toContain('An &lt;b&gt;operator&lt;/b&gt;');
    expect(html).toContain(created.id);
    // The form of preferences has a handler of its own, which does not show it again.
    expect(html).toContain('action="/console/preferences"');
    expect(html).not.toContain('data-kept');
    expect([forms(html), forms(await other.page('/console/account'))]).toEqual([1, 0]);
    const id = (await whoIs(there.cookie))?.id ?? '';
    expect(html).toContain(`value="${id}"`);
    for (const { cookie } of [here, there, other]) expect(html).not.toContain(cookie.split('=')[1]);

    const othersId = (await whoIs(other.cookie))?.id ?? '';
    await here.post('/console/account/end', [['id', othersId]]);
    expect(await whoIs(other.cookie)).not.toBeNull();
    const ended = await here.post('/console/account/end', [['id', id]]);
    expect([ended.status, ended.headers.get('Location')]).toEqual([
      303,
      '/console/account?done=session_ended',
    ]);
    expect([await whoIs(there.cookie), (await whoIs(here.cookie))?.operator]).toEqual([null, created.id]);
    expect(forms(await here.page('/console/account?done=session_ended'))).toBe(0);
  });
});
