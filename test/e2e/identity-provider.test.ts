/**
 * Operators who sign in elsewhere, against the built worker: with a real OpenID provider, and with what
 * Cloudflare Access sends. The clients are `openid-client` and `oauth4webapi`, unmodified.
 */
import { createServer, type Server } from 'node:http';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/free-port.ts';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { ID_TOKEN, TestProvider, TOKEN_EXCHANGE } from '../support/identity-provider.ts';
import { OidcProvider } from '../support/oidc-provider.ts';

const OURS = 'imprimatur';
const CLIENTS = [OURS, 'another-application'];
const PEOPLE = () => ({
  anna: { name: 'Anna Mara', groups: ['staff', 'news-owners'] },
  bo: { name: 'Bo Li', groups: ['news-desk'] },
  cy: { name: 'Cy Roy', groups: ['staff'] },
  dee: { name: 'Dee Orr', groups: ['news-audit'] },
});
const ROLES = [
  { value: 'news-owners', role: 'owner' },
  { value: 'news-desk', role: 'desk' },
  { value: 'news-audit', role: 'auditor' },
  { claim: 'email', value: 'eve@tidemark.example', role: 'desk' },
  { claim: 'common_name', value: 'import.access', role: 'ingest' },
];

const state = temporaryState();
let gateway: Embedded;
/** Another isolate, which has never heard of the provider's keys. */
let fresh: string;
let provider: OidcProvider;
let stranger: OidcProvider;
let access: TestProvider;
let accessServer: Server;

beforeAll(async () => {
  provider = await OidcProvider.start(PEOPLE(), CLIENTS);
  stranger = await OidcProvider.start(PEOPLE(), CLIENTS);
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  access = await TestProvider.open({ issuer, audience: '32eafc7626e737', alg: 'RS256', isAccess: true });
  accessServer = createServer((request, response) => {
    const served = access.serve(`${issuer}${request.url}`);
    response.writeHead(served?.status ?? 404, { 'Content-Type': 'application/json' }).end(served?.body);
  });
  await new Promise<void>((resolve) => accessServer.listen(port, '127.0.0.1', () => resolve()));
  const configured = [
    { issuer: provider.issuer, audience: OURS, claim: 'groups', roles: ROLES },
    access.configured(ROLES),
  ];
  const freshPort = await freePort();
  fresh = `http://localhost:${freshPort}`;
  gateway = await startEmbedded(state.dir, {
    morePorts: [freshPort],
    vars: { IDENTITY_PROVIDERS: JSON.stringify(configured) },
  });
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all([provider?.stop(), stranger?.stop()]);
  await new Promise((resolve) => accessServer?.close(resolve) ?? resolve(null));
  state.remove();
});

async function exchange(idToken: string): Promise<openid.TokenEndpointResponse> {
  const config = await openid.discovery(new URL(gateway.url), OURS, undefined, openid.None(), {
    algorithm: 'oauth2',
    execute: [openid.allowInsecureRequests],
  });
  expect(config.serverMetadata().grant_types_supported).toContain(TOKEN_EXCHANGE);
  return openid.genericGrantRequest(config, TOKEN_EXCHANGE, {
    subject_token: idToken,
    subject_token_type: ID_TOKEN,
  });
}
const signIn = async (login: string) => (await exchange(await provider.signIn(login, OURS))).access_token;
const REFUSED = { error: 'invalid_request', status: 400 };

const status = async (path: string, token: string, url = gateway.url) =>
  (await fetch(`${url}/v1${path}`, { headers: { Authorization: `Bearer ${token}` } })).status;

interface Operator {
  id: string;
  name: string;
  role: string;
  status: string;
  identity?: { issuer: string; subject: string };
}
async function operators(): Promise<Operator[]> {
  const owner = await tokenOf(gateway.url, gateway.admin);
  return (await call<{ items: Operator[] }>(`${gateway.url}/v1/admin/operators`, owner, 'GET')).items;
}
const named = async (name: string) => (await operators()).find((operator) => operator.name === name);
async function owner(method: string, path: string, json?: unknown): Promise<number> {
  const token = await tokenOf(gateway.url, gateway.admin);
  const response = await fetch(`${gateway.url}/v1/admin/operators/${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  return response.status;
}

describe('a person who signs in at the agency’s provider', () => {
  it('exchanges the ID token, and may what the group may: an owner', async () => {
    const idToken = await provider.signIn('anna', OURS);
    const answer = await exchange(idToken);
    expect(answer).toMatchObject({
      token_type: 'bearer',
      scope: 'admin',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    });
    // The ID token lasts five minutes, so ours does.
    expect(answer.expires_in).toBeLessThanOrEqual(300);
    expect(answer.expires_in).toBeGreaterThan(280);
    expect(await status('/admin/operators', answer.access_token)).toBe(200);
    expect(await status('/audit/actions', answer.access_token)).toBe(403);
    await expect(exchange(idToken)).rejects.toMatchObject(REFUSED);
    expect(await named('Anna Mara')).toMatchObject({
      role: 'owner',
      identity: { issuer: provider.issuer, subject: 'anna' },
    });
  });

  it('is refused what is beyond the role: a desk operator, an auditor', async () => {
    const desk = await signIn('bo');
    expect([await status('/admin/partners', desk), await status('/admin/operators', desk)]).toEqual([
      200, 403,
    ]);
    const auditor = await signIn('dee');
    expect([await status('/audit/actions', auditor), await status('/admin/keys', auditor)]).toEqual([
      200, 403,
    ]);
  });

  it('with oauth4webapi as well', async () => {
    const issuer = new URL(gateway.url);
    const insecure = { [oauth.allowInsecureRequests]: true };
    const discovered = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure });
    const server = await oauth.processDiscoveryResponse(issuer, discovered);
    const client = { client_id: OURS };
    const form = { subject_token: await provider.signIn('bo', OURS), subject_token_type: ID_TOKEN };
    const response = await oauth.genericTokenEndpointRequest(
      server,
      client,
      oauth.None(),
      TOKEN_EXCHANGE,
      form,
      insecure,
    );
    const { access_token } = await oauth.processGenericTokenEndpointResponse(server, client, response);
    expect(await status('/admin/partners', access_token)).toBe(200);
  });

  it('and has no group that counts is refused, and nobody here', async () => {
    await expect(signIn('cy')).rejects.toMatchObject(REFUSED);
    expect(await named('Cy Roy')).toBeUndefined();
  });

  it('and loses the group there loses what is open here; with another it has another role', async () => {
    const token = await signIn('bo');
    provider.people.bo = { name: 'Bo Li', groups: ['staff'] };
    await expect(signIn('bo')).rejects.toMatchObject(REFUSED);
    expect(await status('/admin/partners', token)).toBe(401);
    provider.people.bo = { name: 'Bo Li', groups: ['staff', 'news-audit'] };
    const auditor = await signIn('bo');
    expect([await status('/audit/actions', auditor), await status('/admin/keys', auditor)]).toEqual([
      200, 403,
    ]);
    provider.people.bo = { name: 'Bo Li', groups: ['news-desk'] };
  });

  it('and is stopped here is out on every isolate at once, until an owner says otherwise; revoked, for good', async () => {
    const token = await signIn('bo');
    const { id = '' } = (await named('Bo Li')) ?? {};
    expect(await owner('PATCH', id, { status: 'suspended' })).toBe(200);
    for (const url of [gateway.url, fresh]) expect(await status('/admin/partners', token, url)).toBe(401);
    await expect(signIn('bo')).rejects.toMatchObject(REFUSED);
    expect(await owner('PATCH', id, { status: 'active' })).toBe(200);
    expect(await status('/admin/partners', await signIn('bo'))).toBe(200);
    expect(await owner('DELETE', id)).toBe(204);
    await expect(signIn('bo')).rejects.toMatchObject(REFUSED);
    provider.people.bo = { name: 'Bo Li', groups: ['news-owners'] };
    await expect(signIn('bo')).rejects.toMatchObject(REFUSED);
  });

  it('is in the operators’ log, with the provider', async () => {
    const { id = '' } = (await named('Anna Mara')) ?? {};
    const auditor = await tokenOf(gateway.url, gateway.auditor);
    const acts = async () => {
      const url = `${gateway.url}/v1/audit/actions?resource=${id}`;
      return (await call<{ items: { act: string; via: string }[] }>(url, auditor, 'GET')).items;
    };
    await expect.poll(async () => (await acts()).length).toBe(2);
    expect((await acts()).reverse()).toMatchObject([
      { act: 'operator.create', via: provider.issuer, operator: id },
      { act: 'operator.sign_in', via: provider.issuer, operator: id },
    ]);
  });
});

describe('an ID token', () => {
  it('for another application is refused', async () => {
    await expect(exchange(await provider.signIn('anna', 'another-application'))).rejects.toMatchObject(
      REFUSED,
    );
  });

  it('of another provider is refused, whoever it says to be', async () => {
    await expect(exchange(await stranger.signIn('anna', OURS))).rejects.toMatchObject(REFUSED);
  });

  it('that is over is refused', async () => {
    provider.idTokenS = 1;
    const idToken = await provider.signIn('anna', OURS);
    provider.idTokenS = 300;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await expect(exchange(idToken)).rejects.toMatchObject(REFUSED);
  });

  it('signed with a key that was announced is taken at once; with any other, by whoever does not know the keys yet', async () => {
    const before = await provider.signIn('anna', OURS);
    await provider.rotate(CLIENTS);
    expect(await status('/admin/operators', await signIn('anna'))).toBe(200);
    // The key of before is still known to this isolate.
    expect(await status('/admin/operators', (await exchange(before)).access_token)).toBe(200);
    await provider.rotate(CLIENTS, { unannounced: true });
    await expect(signIn('anna')).rejects.toMatchObject(REFUSED);
    const form = { subject_token: await provider.signIn('anna', OURS), subject_token_type: ID_TOKEN };
    const response = await fetch(`${fresh}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: TOKEN_EXCHANGE, ...form }),
    });
    expect(response.status).toBe(200);
  });

  it('is not judged while the provider is away: nobody gets in, and is told to come again', async () => {
    const idToken = await stranger.signIn('anna', OURS);
    const vars = {
      IDENTITY_PROVIDERS: JSON.stringify([
        { issuer: stranger.issuer, audience: OURS, claim: 'groups', roles: ROLES },
      ]),
    };
    const other = temporaryState();
    await stranger.stop();
    const alone = await startEmbedded(other.dir, { vars });
    const response = await fetch(`${alone.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: TOKEN_EXCHANGE,
        subject_token: idToken,
        subject_token_type: ID_TOKEN,
      }),
    });
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5']);
    expect(await response.json()).toMatchObject({ error: 'temporarily_unavailable' });
    await alone.stop();
    other.remove();
  });
});

describe('a request through Cloudflare Access', () => {
  /** What arrives here when the request went through Access. */
  const arrive = async (jwt: string) => {
    const response = await fetch(`${gateway.url}/oauth/token`, {
      method: 'POST',
      headers: { 'Cf-Access-Jwt-Assertion': jwt },
      body: new URLSearchParams({ grant_type: TOKEN_EXCHANGE }),
    });
    return {
      status: response.status,
      json: (await response.json()) as { access_token: string; error?: string },
    };
  };

  it('of a person signs in by the address, as often as the session is used', async () => {
    const jwt = await access.token({
      sub: '7335d417-61da-459d',
      email: 'eve@tidemark.example',
      country: 'NO',
    });
    for (let n = 0; n < 2; n++) {
      const { json } = await arrive(jwt);
      expect(await status('/admin/partners', json.access_token)).toBe(200);
      expect(await status('/admin/operators', json.access_token)).toBe(403);
    }
    expect(await named('eve@tidemark.example')).toMatchObject({
      role: 'desk',
      identity: { issuer: access.issuer },
    });
  });

  it('of a service token signs in as what a rule says of it', async () => {
    const { json } = await arrive(
      await access.token({ sub: '', common_name: 'import.access', nbf: undefined }),
    );
    expect(await status('/admin/articles', json.access_token)).toBe(200);
    expect(await status('/admin/partners', json.access_token)).toBe(403);
  });

  it.each<[string, () => Promise<string>]>([
    ['for another application', () => access.token({ email: 'eve@tidemark.example', aud: ['other'] })],
    ['of the session at Access itself', () => access.token({ email: 'eve@tidemark.example', type: 'org' })],
    ['of somebody whom no rule names', () => access.token({ email: 'mallory@tidemark.example' })],
    [
      'that is over',
      () => access.token({ email: 'eve@tidemark.example', exp: Math.floor(Date.now() / 1000) - 10 }),
    ],
    ['that is an ID token of the other provider', () => provider.signIn('anna', OURS)],
    [
      'that is signed by somebody else',
      async () => {
        const { issuer, audience } = access;
        const forger = await TestProvider.open({ issuer, audience, alg: 'RS256', isAccess: true });
        return forger.token({ email: 'eve@tidemark.example' });
      },
    ],
  ])('with a JWT %s is refused', async (_, jwt) => {
    expect(await arrive(await jwt())).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
  });
});

it('A configuration with a fault stops the start, with one line that says where', async () => {
  const other = temporaryState();
  const vars = { IDENTITY_PROVIDERS: '[{"issuer": "http://login.example"}]' };
  await expect(startEmbedded(other.dir, { vars })).rejects.toThrow(
    /^IDENTITY_PROVIDERS\/0\/issuer: Expected an https/,
  );
  other.remove();
});
