/**
 * Signing in to the console with an identity provider: its pages and back (OIDC Core §3.1, RFC 7636, RFC
 * 9207), or through Access.
 */

import { env } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyOf } from '../../../src/access/identity/code-flow/options.ts';
import { app } from '../../../src/app.ts';
import { derivedId } from '../../../src/platform/ids.ts';
import { BASE, operatorToken, request } from '../../support/gateway.ts';
import { TestProvider } from '../../support/identity-provider.ts';
import { drain } from '../../support/newsroom.ts';
import { cookiesOf, FROM_OURS, signedInAs, whoIs } from '../../support/sessions.ts';

const RULES = [
  { value: 'desk', role: 'desk' },
  { value: 'audit', role: 'auditor' },
];
const SESSION = '__Host-imprimatur';
const UNDER_WAY = '__Host-imprimatur-sign-in';
const CALLBACK = `${BASE}/console/sign-in/callback`;

let oidc: TestProvider;
let other: TestProvider;
let access: TestProvider;
let logged: string[];
/** What was asked of the token endpoint. */
let redeemed: { url: string; init: RequestInit; form: URLSearchParams }[];
/** What it answers; by default an ID token of Anna's, with the nonce that was asked for. */
let answer: ((nonce: string) => Promise<Response>) | null;
let nonce: string;

beforeEach(async () => {
  [oidc, other] = [await TestProvider.open(), await TestProvider.open()];
  access = await TestProvider.openAccess();
  [redeemed, logged, answer] = [[], [], null];
  for (const level of ['error', 'warn'] as const)
    vi.spyOn(console, level).mockImplementation((line) => void logged.push(String(line)));
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.redirect !== 'manual') throw new Error('redirects are followed');
    if (init.method === 'POST') {
      redeemed.push({ url, init, form: new URLSearchParams(String(init.body)) });
      return answer ? answer(nonce) : idToken({});
    }
    const served = oidc.serve(url) ?? other.serve(url) ?? access.serve(url);
    if (!served) throw new TypeError(`nobody is asked at ${url}`);
    return new Response(served.body, { status: served.status });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
const idToken = async (change: Record<string, unknown>, provider = oidc) =>
  json({
    token_type: 'Bearer',
    access_token: 'x',
    id_token: await provider.token({ sub: 'anna', name: 'Anna Mara', groups: ['desk'], nonce, ...change }),
  });

const flowOf = (provider: TestProvider, more: object = {}) =>
  provider.configured(RULES, {
    authorization_endpoint: `${provider.issuer}/authorize?tenant=1`,
    token_endpoint: `${provider.issuer}/token`,
    ...more,
  });
/** Headers of a browser, and where a gateway of another configuration is wanted, that. */
interface Ask {
  headers?: Record<string, string>;
  providers?: object[];
  withEnv?: object;
  method?: string;
  body?: string;
}
function visit(path: string, { headers = {}, providers, withEnv, method = 'GET', body }: Ask = {}) {
  const IDENTITY_PROVIDERS = JSON.stringify(providers ?? [flowOf(oidc)]);
  return Promise.resolve(
    app.fetch(
      new Request(path.startsWith('http') ? path : `${BASE}${path}`, {
        method,
        headers,
        ...(body !== undefined && { body }),
        redirect: 'manual',
      }),
      { ...env, IDENTITY_PROVIDERS, ...withEnv } as never,
    ),
  );
}
const pathTo = (provider: TestProvider) => `/console/sign-in/${keyOf({ issuer: provider.issuer } as never)}`;

/** Leaves for the provider; gives what the browser keeps, and where it was sent. */
async function leave(query = '', ask: Ask = {}, provider = oidc) {
  const response = await visit(`${pathTo(provider)}${query}`, ask);
  expect(response.status).toBe(302);
  const url = new URL(response.headers.get('Location') ?? '');
  nonce = url.searchParams.get('nonce') ?? '';
  return {
    url,
    cookie: cookiesOf(response)[UNDER_WAY] ?? '',
    state: url.searchParams.get('state') ?? '',
    response,
  };
}
/** Comes back with an answer; gives where that leads, and the session's cookie. */
async function come(
  { cookie, state }: { cookie: string; state: string },
  more: Record<string, string> = {},
  ask: Ask = {},
) {
  const query = new URLSearchParams({ state, code: 'the-code', ...more });
  const response = await visit(`${CALLBACK}?${query}`, {
    ...ask,
    headers: { Cookie: cookie, ...ask.headers },
  });
  const cookies = cookiesOf(response);
  const to = new URL(response.headers.get('Location') ?? '/', BASE);
  return {
    response,
    status: response.status,
    to: to.pathname + to.search,
    fault: to.searchParams.get('fault'),
    next: to.searchParams.get('next'),
    session: cookies[SESSION],
    cookies,
  };
}

describe('the way to the provider', () => {
  it('asks for a code, with PKCE, for this client, and for nothing that is not configured', async () => {
    const { url, response } = await leave('?next=/console/partners');
    expect(url.origin + url.pathname).toBe(`${oidc.issuer}/authorize`);
    const { state, nonce: _, code_challenge, ...rest } = Object.fromEntries(url.searchParams);
    expect(rest).toEqual({
      tenant: '1',
      response_type: 'code',
      client_id: 'imprimatur',
      redirect_uri: CALLBACK,
      scope: 'openid profile email',
      code_challenge_method: 'S256',
    });
    for (const value of [state, nonce, code_challenge]) expect(value).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-imprimatur-sign-in=[\w.-]+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/,
      ),
    ]);
    expect(response.headers.get('Cache-Control')).toMatch(/no-store/);
  });

  it('is another one each time', async () => {
    const [one, two] = [await leave(), await leave()];
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(one.url.searchParams.get(name)).not.toBe(two.url.searchParams.get(name));
  });

  it('is there for providers that have pages, and for no others', async () => {
    expect((await visit(pathTo(oidc), { providers: [oidc.configured(RULES)] })).status).toBe(404);
    expect((await visit(pathTo(access), { providers: [access.configured(RULES)] })).status).toBe(404);
    expect((await visit('/console/sign-in/nobody')).status).toBe(404);
    expect((await visit(pathTo(oidc), { withEnv: { IDENTITY_PROVIDERS: '[{' } })).status).toBe(404);
  });
});

describe('coming back', () => {
  it('with a good code signs in: with a session, as who the ID token says, where one wanted to go', async () => {
    const left = await leave('?next=/console/partners%3Fq%3Da');
    const { status, to, session, cookies } = await come(left);
    expect([status, to]).toEqual([303, '/console/partners?q=a']);
    expect(cookies[UNDER_WAY]).toBe(`${UNDER_WAY}=`);
    expect(await whoIs(session)).toMatchObject({
      operator: derivedId('opr', oidc.issuer, 'anna'),
      name: 'Anna Mara',
      role: 'desk',
    });
  });

  it('shows the code at the token endpoint, with the verifier of the challenge, as a public client', async () => {
    const left = await leave();
    await come(left);
    const [{ url, form, init } = { url: '', form: new URLSearchParams(), init: {} }, ...more] = redeemed;
    expect([url, more]).toEqual([`${oidc.issuer}/token`, []]);
    const { code_verifier = '', ...rest } = Object.fromEntries(form);
    expect(rest).toEqual({
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: CALLBACK,
      client_id: 'imprimatur',
    });
    expect(createHash('sha256').update(code_verifier).digest('base64url')).toBe(
      left.url.searchParams.get('code_challenge'),
    );
    expect(new Headers(init.headers).get('Authorization')).toBeNull();
  });

  it('as a client that has a secret shows it by HTTP Basic, encoded as RFC 6749 §2.3.1 has it', async () => {
    const ask = {
      providers: [flowOf(oidc, { client_secret: 'IDENTITY_SECRET_LOGIN' })],
      withEnv: { IDENTITY_SECRET_LOGIN: 'a b:ü%' },
    };
    expect((await come(await leave('', ask), {}, ask)).session).toBeDefined();
    const [{ form, init } = { form: new URLSearchParams(), init: {} }] = redeemed;
    expect(form.has('client_id')).toBe(false);
    expect(new Headers(init.headers).get('Authorization')).toBe(
      `Basic ${btoa('imprimatur:a+b%3A%C3%BC%25')}`,
    );
    const missing = { ...ask, withEnv: {} };
    const failed = await come(await leave('', missing), {}, missing);
    expect([failed.fault, redeemed.length]).toEqual(['try_later', 1]);
    expect(logged.join()).toContain('IDENTITY_SECRET_LOGIN');
  });

  it('enters the sign-in and the session in the operators’ log, with the provider and without a secret', async () => {
    const { session } = await come(await leave());
    const who = await whoIs(session);
    await drain('operators');
    const token = await operatorToken('auditor');
    const acts = await (await request(`/v1/audit/actions?operator=${who?.operator}`, { token })).json();
    expect((acts as { items: object[] }).items.reverse()).toMatchObject([
      { act: 'operator.create', via: oidc.issuer },
      { act: 'operator.sign_in', via: oidc.issuer },
      { act: 'session.open', via: oidc.issuer, resource: who?.id },
    ]);
    expect(JSON.stringify(acts)).not.toContain(session?.split('=')[1]);
  });

  it('without a session of before being adopted: a new one takes its place', async () => {
    const before = await signedInAs('auditor');
    const left = await leave();
    const { session } = await come({ ...left, cookie: `${before}; ${left.cookie}` });
    expect(session).not.toBe(before);
    expect(await whoIs(before)).toBeNull();
  });
});

describe('an answer is taken once, in the browser that began, in time', () => {
  const refused = async (coming: ReturnType<typeof come>, fault = 'not_begun_here') => {
    const found = await coming;
    expect([found.status, found.fault, found.session]).toEqual([303, fault, undefined]);
    return found;
  };

  it('not without its cookie, nor with that of another sign-in', async () => {
    const [left, another] = [await leave(), await leave()];
    await refused(come({ ...left, cookie: '' }));
    await refused(come({ ...left, cookie: another.cookie }));
    await refused(come({ ...left, cookie: `${left.cookie}x` }));
    expect(redeemed).toEqual([]);
  });

  it('is not taken twice', async () => {
    const left = await leave('?next=/console/keys');
    expect((await come(left)).session).toBeDefined();
    expect((await refused(come(left))).next).toBe('/console/keys');
    expect(redeemed).toHaveLength(1);
  });

  it('not after ten minutes', async () => {
    const left = await leave();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 });
    await refused(come(left));
  });

  it('is not taken from another provider', async () => {
    await refused(come(await leave(), { iss: other.issuer }));
    expect((await come(await leave(), { iss: oidc.issuer })).session).toBeDefined();
  });

  it('with several providers, not unless it says whose it is', async () => {
    const ask = { providers: [flowOf(oidc), flowOf(other)] };
    await refused(come(await leave('', ask), {}, ask));
    expect((await come(await leave('', ask), { iss: oidc.issuer }, ask)).session).toBeDefined();
  });

  it('not when its provider is not configured any more', async () => {
    await refused(come(await leave(), {}, { providers: [flowOf(other)] }));
  });

  it('signs nobody in when the person refuses', async () => {
    const left = await leave('?next=/console/keys');
    const { next } = await refused(come(left, { error: 'access_denied' }), 'refused_there');
    expect([next, redeemed]).toEqual(['/console/keys', []]);
  });
});

describe('an ID token', () => {
  it.each<[string, string, () => Promise<Response>]>([
    ['of another sign-in', 'not_accepted', () => idToken({ nonce: 'of another one' })],
    ['without a nonce', 'not_accepted', () => idToken({ nonce: undefined })],
    ['with a nonce that is no text', 'not_accepted', () => idToken({ nonce: [nonce] })],
    ['for another client', 'not_accepted', () => idToken({ aud: 'another-application' })],
    ['of another provider', 'not_accepted', () => idToken({}, other)],
    ['that says to be of another', 'not_accepted', () => idToken({ iss: other.issuer })],
    ['that is over', 'not_accepted', () => idToken({ exp: Math.floor(Date.now() / 1_000) - 1 })],
    ['of somebody without a role', 'not_accepted', () => idToken({ groups: ['staff'] })],
    ['that is none', 'not_accepted', async () => json({ id_token: 'x' })],
    ['that is not there', 'try_later', async () => json({ access_token: 'x' })],
    ['that is no text', 'try_later', async () => json({ id_token: 1 })],
    ['refused by the token endpoint', 'try_later', async () => json({ error: 'invalid_grant' }, 400)],
    ['of a provider that fails', 'try_later', async () => json({}, 500)],
    ['of a provider that is away', 'try_later', async () => Promise.reject(new TypeError('gone'))],
    [
      'of one that sends the code elsewhere',
      'try_later',
      async () => new Response(null, { status: 307, headers: { Location: 'https://evil.example' } }),
    ],
    ['of one that never ends', 'try_later', async () => json({ id_token: 'x'.repeat(200_000) })],
    ['of one that sends a page', 'try_later', async () => new Response('<!doctype html>')],
  ])('%s signs nobody in, and the page says so: %s', async (_, fault, respond) => {
    answer = respond;
    const found = await come(await leave('?next=/console/keys'));
    expect([found.status, found.fault, found.next, found.session]).toEqual([
      303,
      fault,
      '/console/keys',
      undefined,
    ]);
  });

  it('is taken for the client that began, though others are good at the token endpoint', async () => {
    const ask = { providers: [flowOf(oidc, { audience: ['console', 'imprimatur'] })] };
    expect((await come(await leave('', ask), {}, ask)).fault).toBe('not_accepted');
    answer = () => idToken({ aud: 'console' });
    expect((await come(await leave('', ask), {}, ask)).session).toBeDefined();
  });

  it('of an operator who is stopped here signs nobody in', async () => {
    const who = await whoIs((await come(await leave())).session);
    const token = await operatorToken('owner');
    const path = `/v1/admin/operators/${who?.operator}`;
    expect((await request(path, { method: 'PATCH', token, json: { status: 'suspended' } })).status).toBe(200);
    expect((await come(await leave())).fault).toBe('not_accepted');
  });

  it('that says another role ends what was open with the one before', async () => {
    const desk = (await come(await leave())).session;
    answer = () => idToken({ groups: ['audit'], iat: Math.floor(Date.now() / 1_000) + 1 });
    const auditor = (await come(await leave())).session;
    expect([await whoIs(desk), (await whoIs(auditor))?.role]).toEqual([null, 'auditor']);
    answer = () => idToken({ groups: ['staff'], iat: Math.floor(Date.now() / 1_000) + 2 });
    expect((await come(await leave())).fault).toBe('not_accepted');
    expect(await whoIs(auditor)).toBeNull();
  });
});

describe('what a stranger can do with it', () => {
  it('no line of the log has a code, a token or a verifier', async () => {
    answer = async () => json({ error: 'invalid_grant', error_description: 'the-code' }, 400);
    const left = await leave();
    await come(left);
    const text = logged.join('\n');
    for (const secret of [
      'the-code',
      left.state,
      left.cookie.split('=')[1] ?? '',
      redeemed[0]?.form.get('code_verifier') ?? '',
    ])
      expect(text).not.toContain(secret);
    expect(text).toContain('identity_provider_failed');
  });

  it('lead nobody elsewhere: what follows is a page of the console', async () => {
    for (const next of ['//evil.example', 'https://evil.example', '/verify', '/console/../x'])
      expect((await come(await leave(`?next=${encodeURIComponent(next)}`))).to).toBe('/console');
  });

  it('make providers be asked without end: no more than the token endpoint lets an address', async () => {
    const TOKEN_ADDRESS_LIMIT = { limit: async () => ({ success: false }) };
    const ask = { headers: { 'CF-Connecting-IP': '192.0.2.1' }, withEnv: { TOKEN_ADDRESS_LIMIT } };
    expect((await come(await leave(), {}, ask)).status).toBe(429);
    expect(redeemed).toEqual([]);
  });

  it('nor of one person who is known', async () => {
    const TOKEN_CLIENT_LIMIT = { limit: async () => ({ success: false }) };
    const found = await come(await leave(), {}, { withEnv: { TOKEN_CLIENT_LIMIT } });
    expect([found.fault, found.session]).toEqual(['too_many', undefined]);
  });
});

describe('a request that came through Cloudflare Access', () => {
  const go = async (
    jwt: string | undefined,
    headers: Record<string, string> = FROM_OURS,
    next = '/console/keys',
  ) => {
    const response = await visit('/console/sign-in/access', {
      method: 'POST',
      providers: [access.configured(RULES)],
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        ...(jwt !== undefined && { 'Cf-Access-Jwt-Assertion': jwt }),
        ...headers,
      },
      body: new URLSearchParams({ next }).toString(),
    });
    const to = new URL(response.headers.get('Location') ?? '/', BASE);
    return {
      status: response.status,
      to: to.pathname,
      fault: to.searchParams.get('fault'),
      session: cookiesOf(response)[SESSION],
    };
  };
  const jwt = (change: object = {}) =>
    access.token({ sub: 'eve', email: 'eve@tidemark.example', groups: ['desk'], ...change });

  it('goes on as whom Access knows', async () => {
    const { status, to, session } = await go(await jwt());
    expect([status, to]).toEqual([303, '/console/keys']);
    expect(await whoIs(session)).toMatchObject({ name: 'eve@tidemark.example', role: 'desk' });
  });

  it('may do so as often as one signs in: the JWT is the same all day', async () => {
    const token = await jwt();
    expect([(await go(token)).session, (await go(token)).session]).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
  });

  it('is not made to by another site', async () => {
    expect((await go(await jwt(), { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await go(await jwt(), {})).status).toBe(403);
  });

  it('is refused without the header, with another one’s token, and for somebody without a role', async () => {
    expect((await go(undefined)).fault).toBe('not_accepted');
    expect((await go(await oidc.token({ groups: ['desk'] }))).fault).toBe('not_accepted');
    expect((await go(await jwt({ groups: [] }))).fault).toBe('not_accepted');
    expect((await go(await jwt({ aud: ['other'] }))).fault).toBe('not_accepted');
  });
});
