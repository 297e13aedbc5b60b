/**
 * Signing in to the console with a real OpenID provider, `oidc-provider`, against the built worker:
 * authorization code, PKCE, and back, as a browser goes; as a public client and as one with a secret.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/free-port.ts';
import { type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { browse, OidcProvider } from '../support/oidc-provider.ts';

const ROLES = [
  { value: 'news-desk', role: 'desk' },
  { value: 'news-audit', role: 'auditor' },
];
const PEOPLE = () => ({
  bo: { name: 'Bo Li', groups: ['news-desk'] },
  dee: { name: 'Dee Orr', groups: ['staff', 'news-audit'] },
  cy: { name: 'Cy Roy', groups: ['staff'] },
});

const state = temporaryState();
let gateway: Embedded;
let callback: string;
let open: OidcProvider;
let secretive: OidcProvider;

beforeAll(async () => {
  const port = await freePort();
  callback = `http://localhost:${port}/console/sign-in/callback`;
  open = await OidcProvider.start(PEOPLE(), [], [{ id: 'console', redirectUri: callback }]);
  const secret = 'a secret: 100 % + more/=';
  secretive = await OidcProvider.start(PEOPLE(), [], [{ id: 'console', redirectUri: callback, secret }]);
  const configured = (provider: OidcProvider, more: object) => ({
    issuer: provider.issuer,
    audience: 'console',
    claim: 'groups',
    roles: ROLES,
    scope: 'openid profile',
    authorization_endpoint: `${provider.issuer}/auth`,
    token_endpoint: `${provider.issuer}/token`,
    ...more,
  });
  const providers = [
    configured(open, { label: 'Open' }),
    configured(secretive, { label: 'Secretive', client_secret: 'IDENTITY_SECRET_CONSOLE' }),
  ];
  gateway = await startEmbedded(state.dir, {
    port,
    vars: { IDENTITY_PROVIDERS: JSON.stringify(providers), IDENTITY_SECRET_CONSOLE: secret },
  });
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all([open?.stop(), secretive?.stop()]);
  state.remove();
});

/** A browser, as far as this host is concerned. */
class Browser {
  readonly cookies = new Map<string, string>();

  async go(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(url, gateway.url), {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(cookie !== '' && { Cookie: cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** By the links of the page, to the provider, and back to where the gateway leads. */
  async signIn(label: string, login: string | null, next = '/console/account'): Promise<string> {
    const page = await (await this.go(`/console/sign-in?next=${encodeURIComponent(next)}`)).text();
    const href = new RegExp(`href="([^"]+)"[^>]*>Continue with ${label}<`).exec(page)?.[1];
    if (!href) throw new Error(`no way to ${label} on ${page}`);
    const away = (await this.go(href.replaceAll('&amp;', '&'))).headers.get('Location') ?? '';
    const back = await browse(new URL(away), login, callback);
    return (await this.go(back.href)).headers.get('Location') ?? '';
  }
}

describe.each(['Open', 'Secretive'])('with the provider %s', (label) => {
  it('a person is signed in by name and role, and led to the page that was asked for', async () => {
    const browser = new Browser();
    const answer = await browser.go('/console/account');
    expect(answer.headers.get('Location')).toBe('/console/sign-in?next=%2Fconsole%2Faccount');
    expect(await browser.signIn(label, 'bo')).toBe('/console/account');
    expect([...browser.cookies.keys()]).toEqual(['__Host-imprimatur']);
    const page = await (await browser.go('/console/account')).text();
    expect(page).toContain('Bo Li');
    expect((await browser.go('/console/partners')).status).toBe(200);
  });

  it('an auditor does not see the desk’s pages', async () => {
    const browser = new Browser();
    await browser.signIn(label, 'dee');
    expect((await browser.go('/console/keys')).status).toBe(403);
  });

  it('somebody without a group that counts is told so, and is nobody here', async () => {
    const browser = new Browser();
    const to = await browser.signIn(label, 'cy');
    expect(to).toBe('/console/sign-in?fault=not_accepted&next=%2Fconsole%2Faccount');
    expect(await (await browser.go(to)).text()).toContain('you don’t have access to this gateway');
    expect([...browser.cookies.keys()]).toEqual([]);
  });

  it('somebody who gives up there is told so, and may begin again', async () => {
    const browser = new Browser();
    expect(await browser.signIn(label, null)).toMatch(/fault=refused_there/);
    expect(await browser.signIn(label, 'bo')).toBe('/console/account');
  });
});

it('An answer that somebody else’s browser is made to bring signs nobody in there', async () => {
  const [victim, attacker] = [new Browser(), new Browser()];
  const page = await (await attacker.go('/console/sign-in')).text();
  const href = /href="([^"]+)"[^>]*>Continue with Open</.exec(page)?.[1] ?? '';
  const away = (await attacker.go(href.replaceAll('&amp;', '&'))).headers.get('Location') ?? '';
  const back = await browse(new URL(away), 'bo', callback);
  expect((await victim.go(back.href)).headers.get('Location')).toMatch(/fault=not_begun_here/);
  expect([...victim.cookies.keys()]).toEqual([]);
  expect((await attacker.go(back.href)).headers.get('Location')).toBe('/console');
});

it('Who loses the group there is out with the next sign-in, in every browser', async () => {
  const [one, other] = [new Browser(), new Browser()];
  await one.signIn('Open', 'bo');
  open.people.bo = { name: 'Bo Li', groups: ['staff'] };
  expect(await other.signIn('Open', 'bo')).toMatch(/fault=not_accepted/);
  expect((await one.go('/console/account')).status).toBe(303);
});

it('Who is signed in with a key is out everywhere when an owner rotates it', async () => {
  const browser = new Browser();
  const owner = await tokenOf(gateway.url, gateway.admin);
  const json = { 'Content-Type': 'application/json' };
  const post = async (path: string, body: object) =>
    (
      await fetch(`${gateway.url}/v1/admin/operators${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${owner}`, ...json },
        body: JSON.stringify(body),
      })
    ).json() as Promise<{ id: string; client_id: string; client_secret: string }>;
  const created = await post('', { name: 'Anna', role: 'desk' });
  const headers = {
    Authorization: `Bearer ${await tokenOf(gateway.url, created)}`,
    'Sec-Fetch-Site': 'same-origin',
  };
  expect((await browser.go('/console/session', { method: 'POST', headers })).status).toBe(204);
  expect((await browser.go('/console/account')).status).toBe(200);
  await post(`/${created.id}/rotate`, {});
  expect((await browser.go('/console/account')).status).toBe(303);
});

it('A secret that is named and not there stops the start, with one line that says which', async () => {
  const elsewhere = temporaryState();
  const provider = {
    issuer: 'https://login.example',
    audience: 'console',
    claim: 'groups',
    roles: ROLES,
    authorization_endpoint: 'https://login.example/auth',
    token_endpoint: 'https://login.example/token',
    client_secret: 'IDENTITY_SECRET_MISSING',
  };
  await expect(
    startEmbedded(elsewhere.dir, { vars: { IDENTITY_PROVIDERS: JSON.stringify([provider]) } }),
  ).rejects.toThrow(/IDENTITY_SECRET_MISSING/);
  elsewhere.remove();
});
