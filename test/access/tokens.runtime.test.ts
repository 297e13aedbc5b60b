/** Tokens from the token endpoint to the routes: who gets one, where it works, and when it ends. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type ClientKeys, clientKeys, JWT_BEARER } from '../support/client-keys.ts';
import { BASE, create, partnerToken, request } from '../support/gateway.ts';
import { type Client, ingest, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

const newsroom = await openNewsroom();
const article = (await ingest(newsroom, wireItem())).id;

const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  });
const ask = (form: Record<string, string>, headers?: Record<string, string>) =>
  post('/oauth/token', { grant_type: 'client_credentials', ...form }, headers);
const basic = ({ client_id, client_secret }: { client_id: string; client_secret: string }) => ({
  Authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}`,
});
const desk = (path: string, method: string, json?: unknown) =>
  request(`/v1/admin${path}`, { method, token: newsroom.admin, json });

/** Every partner route, with the status of each. */
async function everywhere(token: string, headers: Record<string, string> = {}) {
  const routes: [string, unknown?][] = [
    [`/v1/articles/${article}`],
    [`/v1/articles/${article}/rights`],
    ['/v1/articles'],
    ['/v1/decisions', { article, use: { action: 'display' } }],
    ['/v1/audit/deliveries'],
  ];
  const answers = await Promise.all(routes.map(([path, json]) => request(path, { token, headers, json })));
  return [...new Set(answers.map(({ status }) => status))];
}

describe('an API key in the place of a token', () => {
  it.each(['Bearer', 'Basic'])(
    'is refused as %s with a sentence that says where keys belong',
    async (scheme) => {
      const { key } = await openSite(newsroom);
      const headers = scheme === 'Basic' ? basic(key) : { Authorization: `Bearer ${key.client_secret}` };
      const refused = await request('/v1/articles', { headers });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('WWW-Authenticate')).toContain('API keys are only for the token endpoint');
    },
  );
});

describe('an address allow-list', () => {
  const inside = { 'CF-Connecting-IP': '192.0.2.7' };
  const outside = { 'CF-Connecting-IP': '198.51.100.7' };

  it('binds the token endpoint and every route, also when it is given later', async () => {
    const site = await openSite(newsroom);
    expect(await everywhere(site.token, outside)).toEqual([200]);
    expect(
      (await desk(`/keys/${site.key.id}`, 'PATCH', { addresses: ['192.0.2.0/24', '2001:db8::/32'] })).status,
    ).toBe(200);
    expect(await everywhere(site.token, outside)).toEqual([401]);
    expect(await everywhere(site.token)).toEqual([401]);
    expect(await everywhere(site.token, inside)).toEqual([200]);
    expect(await everywhere(site.token, { 'CF-Connecting-IP': '2001:db8::9' })).toEqual([200]);
    expect((await ask({}, { ...basic(site.key), ...outside })).status).toBe(401);
    expect((await ask({}, { ...basic(site.key), ...inside })).status).toBe(200);
    expect((await desk(`/keys/${site.key.id}`, 'PATCH', { addresses: null })).status).toBe(200);
    expect(await everywhere(site.token, outside)).toEqual([200]);
  });

  it('says that it is the address', async () => {
    const site = await openSite(newsroom);
    await desk(`/keys/${site.key.id}`, 'PATCH', { addresses: ['192.0.2.7'] });
    const refused = await request('/v1/articles', { token: site.token, headers: outside });
    expect(await refused.json()).toMatchObject({
      code: 'invalid_token',
      detail: expect.stringMatching(/address/),
    });
  });
});

describe('a rotation', () => {
  const rotate = async (id: string, json: object) =>
    (await (await desk(`/keys/${id}/rotate`, 'POST', json)).json()) as Client;

  it('without overlap ends the tokens of the old secret at once, and those of the new one work at once', async () => {
    const site = await openSite(newsroom);
    const rotated = await rotate(site.key.id, { overlapHours: 0 });
    expect(await everywhere(site.token)).toEqual([401]);
    expect(await everywhere(await partnerToken(rotated))).toEqual([200]);
    expect((await ask({}, basic(site.key))).status).toBe(401);
  });

  it('with an overlap leaves both at work, and a second one without ends both', async () => {
    const site = await openSite(newsroom);
    const second = await rotate(site.key.id, { overlapHours: 1 });
    const token = await partnerToken(second);
    expect(await everywhere(site.token)).toEqual([200]);
    expect(await everywhere(await partnerToken(site.key))).toEqual([200]);
    const third = await rotate(site.key.id, { overlapHours: 0 });
    expect([...(await everywhere(site.token)), ...(await everywhere(token))]).toEqual([401, 401]);
    expect(await everywhere(await partnerToken(third))).toEqual([200]);
  });

  it('of one key leaves the other keys of the license alone', async () => {
    const site = await openSite(newsroom);
    const other = await create<Client>('/v1/admin/keys', newsroom.admin, {
      license: site.license,
      name: 'app',
    });
    const token = await partnerToken(other);
    await rotate(site.key.id, { overlapHours: 0 });
    expect(await everywhere(token)).toEqual([200]);
    expect((await desk(`/keys/${site.key.id}`, 'DELETE')).status).toBe(204);
    expect(await everywhere(token)).toEqual([200]);
  });
});

describe('a key', () => {
  it('says when a token was last issued for it', async () => {
    const { key } = await openSite(newsroom);
    const { lastUsed } = (await (await desk(`/keys/${key.id}`, 'GET')).json()) as { lastUsed: string };
    expect(Math.abs(Date.parse(lastUsed) - Date.now())).toBeLessThan(20_000);
  });

  it('says when and why its secret was last refused a token, but keeps no address', async () => {
    const { key } = await openSite(newsroom);
    type Refused = { lastRefused?: { at: string; reason: string } };
    const shown = async () => (await (await desk(`/keys/${key.id}`, 'GET')).json()) as Refused;
    expect((await ask({}, basic({ ...key, client_secret: `${key.client_secret}x` }))).status).toBe(401);
    expect(await shown()).not.toHaveProperty('lastRefused');
    await desk(`/keys/${key.id}`, 'PATCH', { addresses: ['192.0.2.7'] });
    expect((await ask({}, { ...basic(key), 'CF-Connecting-IP': '198.51.100.1' })).status).toBe(401);
    await vi.waitFor(async () =>
      expect((await shown()).lastRefused).toEqual({ at: expect.any(String), reason: 'address' }),
    );
  });
});

describe('private_key_jwt', () => {
  let keys: ClientKeys;
  let client: Client & { authMethod: string };
  beforeAll(async () => {
    keys = await clientKeys();
    const { license } = await openSite(newsroom);
    client = await create('/v1/admin/keys', newsroom.admin, { license, name: 'jwt', jwk: keys.publicJwk });
  });
  const present = async (client_assertion: string, more: Record<string, string> = {}) =>
    ask({ client_assertion, client_assertion_type: JWT_BEARER, ...more });
  const tokenOf = async (response: Response) =>
    ((await response.json()) as { access_token: string }).access_token;

  it('gets a token without any secret', async () => {
    expect(client).toMatchObject({ authMethod: 'private_key_jwt' });
    expect(client).not.toHaveProperty('client_secret');
    const response = await present(await keys.assertion(client.id, BASE));
    expect(response.status).toBe(200);
    expect(await everywhere(await tokenOf(response))).toEqual([200]);
  });

  it('works with an assertion once', async () => {
    const assertion = await keys.assertion(client.id, BASE);
    const [one, other] = await Promise.all([present(assertion), present(assertion)]);
    expect([one.status, other.status].sort()).toEqual([200, 401]);
    expect((await present(assertion)).status).toBe(401);
  });

  it.each<[string, () => Promise<string>]>([
    ['another audience', () => keys.assertion(client.id, `${BASE}/oauth/token`)],
    [
      'the issuer among other audiences',
      () => keys.assertion(client.id, BASE, { aud: [BASE, 'https://other.example'] }),
    ],
    ['a time that is over', () => keys.assertion(client.id, BASE, { exp: 1 })],
    ['a time far ahead', () => keys.assertion(client.id, BASE, { exp: Date.now() / 1000 + 3_600 })],
    ['no id', () => keys.assertion(client.id, BASE, { jti: undefined })],
    ['another issuer', () => keys.assertion(client.id, BASE, { iss: 'somebody' })],
    ['the type of an access token', () => keys.assertion(client.id, BASE, {}, { typ: 'at+jwt' })],
    ['a key of its own', async () => (await clientKeys()).assertion(client.id, BASE)],
    ['an unknown client', () => keys.assertion('key_00000000000000000000000000000000', BASE)],
    ['no client', () => keys.assertion(`' OR 1=1`, BASE)],
    ['nothing that is a JWT', async () => 'x.y.z'],
  ])('is refused with %s', async (_, assertion) => {
    const response = await present(await assertion());
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
      401,
      'invalid_client',
    ]);
  });

  it('is refused beside another client id, and beside a secret', async () => {
    const other = await present(await keys.assertion(client.id, BASE), { client_id: 'key_1' });
    expect(other.status).toBe(401);
    const both = await present(await keys.assertion(client.id, BASE), { client_secret: 'x' });
    expect([both.status, ((await both.json()) as { error: string }).error]).toEqual([400, 'invalid_request']);
  });

  it('is rotated to another key, and over when it is revoked', async () => {
    const next = await clientKeys('Ed25519');
    const rotated = await desk(`/keys/${client.id}/rotate`, 'POST', { overlapHours: 0, jwk: next.publicJwk });
    expect(rotated.status).toBe(201);
    expect((await present(await keys.assertion(client.id, BASE))).status).toBe(401);
    const response = await present(await next.assertion(client.id, BASE));
    expect(response.status).toBe(200);
    const token = await tokenOf(response);
    expect((await desk(`/keys/${client.id}`, 'DELETE')).status).toBe(204);
    expect(await everywhere(token)).toEqual([401]);
    expect((await present(await next.assertion(client.id, BASE))).status).toBe(401);
  });

  it.each<[string, object, RegExp]>([
    ['a private half', { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA' }, /private/],
    ['a symmetric key', { kty: 'oct', k: 'AAAA' }, /symmetric/],
    ['another curve', { kty: 'EC', crv: 'P-521', x: 'AA', y: 'AA' }, /P-256/],
  ])('is not registered with %s', async (_, jwk, message) => {
    const { license } = await openSite(newsroom);
    const response = await desk('/keys', 'POST', { license, name: 'jwt', jwk });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ path: '/jwk', message: expect.stringMatching(message) }],
    });
  });
});

describe('revocation (RFC 7009)', () => {
  it('ends a token at once, on every route, and no other token', async () => {
    const site = await openSite(newsroom);
    const other = await partnerToken(site.key);
    expect((await post('/oauth/revoke', { token: site.token }, basic(site.key))).status).toBe(200);
    expect(await everywhere(site.token)).toEqual([401]);
    expect(await everywhere(other)).toEqual([200]);
  });

  it('answers 200 for what is no token of ours', async () => {
    const site = await openSite(newsroom);
    expect((await post('/oauth/revoke', { token: 'nonsense' }, basic(site.key))).status).toBe(200);
  });

  it('is for the client that the token was issued to', async () => {
    const [site, thief] = [await openSite(newsroom), await openSite(newsroom)];
    const response = await post('/oauth/revoke', { token: site.token }, basic(thief.key));
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'unauthorized_client' }]);
    expect(await everywhere(site.token)).toEqual([200]);
  });

  it('needs a client, and a token', async () => {
    const site = await openSite(newsroom);
    expect((await post('/oauth/revoke', { token: site.token })).status).toBe(401);
    expect((await post('/oauth/revoke', {}, basic(site.key))).status).toBe(400);
  });
});

describe('DPoP (RFC 9449)', () => {
  const URL_OF = `${BASE}/v1/articles`;
  const TOKEN_URL = `${BASE}/oauth/token`;
  let keys: ClientKeys;
  let client: Client;
  let token: string;
  beforeAll(async () => {
    keys = await clientKeys();
    ({ key: client } = await openBound());
    const response = await ask({}, { ...basic(client), DPoP: await keys.proof('POST', TOKEN_URL) });
    const answer = (await response.json()) as { access_token: string; token_type: string };
    expect([response.status, answer.token_type]).toEqual([200, 'DPoP']);
    token = answer.access_token;
  });
  /** A key that demands binding, made without the bearer token that `openSite` asks for. */
  async function openBound() {
    const site = await openSite(newsroom);
    const key = await create<Client>('/v1/admin/keys', newsroom.admin, {
      license: site.license,
      name: 'bound',
      dpop: true,
    });
    return { ...site, key };
  }
  const use = (proof: string | undefined, scheme = 'DPoP', path = '/v1/articles') =>
    request(path, { headers: { Authorization: `${scheme} ${token}`, ...(proof && { DPoP: proof }) } });

  it('opens a route with a proof, and each proof once, on whatever route', async () => {
    const proof = await keys.proof('GET', URL_OF, token);
    const [one, other] = await Promise.all([use(proof), use(proof)]);
    expect([one.status, other.status].sort()).toEqual([200, 401]);
    const repeated = await use(proof);
    expect([repeated.status, repeated.headers.get('WWW-Authenticate')]).toEqual([
      401,
      expect.stringMatching(/^DPoP .*error="invalid_dpop_proof"/),
    ]);
    const delivery = `/v1/articles/${article}`;
    const second = await keys.proof('GET', BASE + delivery, token);
    expect((await use(second, 'DPoP', delivery)).status).toBe(200);
    expect((await use(second, 'DPoP', delivery)).status).toBe(401);
  });

  it('is demanded with the token request', async () => {
    const response = await ask({}, basic(client));
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_dpop_proof' }]);
  });

  it('takes a proof once at the token endpoint', async () => {
    const proof = await keys.proof('POST', TOKEN_URL);
    expect((await ask({}, { ...basic(client), DPoP: proof })).status).toBe(200);
    expect((await ask({}, { ...basic(client), DPoP: proof })).status).toBe(400);
  });

  it('refuses the token as a bearer token, and without a proof', async () => {
    expect((await use(undefined, 'Bearer')).status).toBe(401);
    expect((await use(await keys.proof('GET', URL_OF, token), 'Bearer')).status).toBe(401);
    expect((await use(undefined)).status).toBe(401);
  });

  it('refuses a bearer token under its scheme', async () => {
    const site = await openSite(newsroom);
    const proof = await keys.proof('GET', URL_OF, site.token);
    const response = await request('/v1/articles', {
      headers: { Authorization: `DPoP ${site.token}`, DPoP: proof },
    });
    expect(response.status).toBe(401);
  });

  it.each<[string, () => Promise<string>]>([
    ['another method', () => keys.proof('POST', URL_OF, token)],
    ['another route', () => keys.proof('GET', `${URL_OF}/x`, token)],
    ['another host', () => keys.proof('GET', 'https://evil.example/v1/articles', token)],
    ['no URL', () => keys.proof('GET', 'articles', token)],
    ['another token', () => keys.proof('GET', URL_OF, `${token}x`)],
    ['no token', () => keys.proof('GET', URL_OF)],
    ['an old time', () => keys.proof('GET', URL_OF, token, { iat: Date.now() / 1000 - 120 })],
    ['a time ahead', () => keys.proof('GET', URL_OF, token, { iat: Date.now() / 1000 + 120 })],
    ['no id', () => keys.proof('GET', URL_OF, token, { jti: undefined })],
    ['another key', async () => (await clientKeys()).proof('GET', URL_OF, token)],
    ['another type', () => keys.proof('GET', URL_OF, token, {}, { typ: 'JWT' })],
    [
      'the key of somebody else',
      async () => keys.proof('GET', URL_OF, token, {}, { jwk: (await clientKeys()).publicJwk }),
    ],
    [
      'two proofs',
      async () => `${await keys.proof('GET', URL_OF, token)}, ${await keys.proof('GET', URL_OF, token)}`,
    ],
  ])('refuses a proof for or with %s', async (_, proof) => {
    expect((await use(await proof())).status).toBe(401);
  });

  it('ignores the query of the URL, as §4.3 says', async () => {
    const proof = await keys.proof('GET', URL_OF, token);
    expect((await use(proof, 'DPoP', '/v1/articles?limit=1')).status).toBe(200);
  });

  it('that is demanded later stops bearer tokens at once', async () => {
    const site = await openSite(newsroom);
    expect((await desk(`/keys/${site.key.id}`, 'PATCH', { dpop: true })).status).toBe(200);
    expect(await everywhere(site.token)).toEqual([401]);
  });
});

describe('a client that asks for tokens all the time', () => {
  it('is told to wait, and when to come back', async () => {
    const limited = { ...env, TOKEN_CLIENT_LIMIT: { limit: async () => ({ success: false }) } };
    const { key } = await openSite(newsroom);
    const { app } = await import('../../src/app.ts');
    const response = await app.request(
      '/oauth/token',
      {
        method: 'POST',
        headers: { ...basic(key), 'Content-Type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=client_credentials',
      },
      limited,
    );
    expect([response.status, response.headers.get('Retry-After'), await response.json()]).toMatchObject([
      429,
      '60',
      { error: 'slow_down' },
    ]);
  });

  it('or for articles, too', async () => {
    const limited = { ...env, LICENSE_LIMIT: { limit: async () => ({ success: false }) } };
    const { token } = await openSite(newsroom);
    const { app } = await import('../../src/app.ts');
    const response = await app.request(
      '/v1/articles',
      { headers: { Authorization: `Bearer ${token}` } },
      limited,
    );
    expect([response.status, response.headers.get('Retry-After'), await response.json()]).toMatchObject([
      429,
      '60',
      { code: 'too_many_requests' },
    ]);
  });
});

describe('the metadata (RFC 8414)', () => {
  it('names what there is', async () => {
    expect(await (await request('/.well-known/oauth-authorization-server')).json()).toMatchObject({
      issuer: BASE,
      revocation_endpoint: `${BASE}/oauth/revoke`,
      token_endpoint_auth_methods_supported: [
        'client_secret_basic',
        'client_secret_post',
        'private_key_jwt',
        'none',
      ],
      dpop_signing_alg_values_supported: ['EdDSA', 'ES256', 'PS256', 'RS256'],
    });
  });
});
