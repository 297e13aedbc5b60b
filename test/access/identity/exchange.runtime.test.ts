/**
 * Signing in with an identity provider, at the token endpoint: who gets in, as what, what is entered, and how
 * it ends.
 */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../../src/app.ts';
import { derivedId } from '../../../src/platform/ids.ts';
import { clientKeys } from '../../support/client-keys.ts';
import { BASE, operatorToken, request } from '../../support/gateway.ts';
import { ID_TOKEN, TestProvider, TOKEN_EXCHANGE } from '../../support/identity-provider.ts';
import { drain } from '../../support/newsroom.ts';
import { restoreD1, snapshotOfD1 } from '../../support/time-travel.ts';

const RULES = [
  { value: 'owners', role: 'owner' },
  { value: 'desk', role: 'desk' },
  { value: 'wire', role: 'ingest' },
  { value: 'audit', role: 'auditor' },
  { claim: 'common_name', value: 'import.access', role: 'ingest' },
];

let oidc: TestProvider;
let access: TestProvider;
let logged: string[];
/** What a provider does instead of answering. */
let outage: (() => Promise<Response>) | null;

const owner = await operatorToken('owner');
beforeEach(async () => {
  // New issuers each time: an isolate remembers keys.
  oidc = await TestProvider.open();
  access = await TestProvider.openAccess();
  outage = null;
  logged = [];
  for (const level of ['error', 'warn'] as const)
    vi.spyOn(console, level).mockImplementation((line) => void logged.push(String(line)));
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.redirect !== 'manual') throw new Error('redirects are followed');
    if (outage) return outage();
    const served = oidc.serve(url) ?? access.serve(url);
    if (!served) throw new TypeError(`nobody is asked at ${url}`);
    return new Response(served.body, { status: served.status });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** What is told besides that a request was answered. */
const eventsIn = (lines: string[]) =>
  lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ event }) => event !== 'request')
    .map(({ request: _request, ...fields }) => fields);
const configuration = (rules = RULES) => JSON.stringify([oidc.configured(rules), access.configured(rules)]);

interface Ask {
  headers?: Record<string, string>;
  providers?: string | undefined;
  more?: Record<string, string>;
  withEnv?: Partial<typeof env>;
}

function post(
  form: Record<string, string>,
  { headers = {}, withEnv = {}, ...ask }: Ask = {},
): Promise<Response> {
  const IDENTITY_PROVIDERS = 'providers' in ask ? ask.providers : configuration();
  const body = new URLSearchParams({ grant_type: TOKEN_EXCHANGE, ...form, ...ask.more }).toString();
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body,
  };
  return Promise.resolve(
    app.fetch(new Request(`${BASE}/oauth/token`, init), { ...env, IDENTITY_PROVIDERS, ...withEnv } as never),
  );
}
const exchange = (subject_token: string, ask?: Ask) =>
  post({ subject_token, subject_token_type: ID_TOKEN }, ask);
const viaHeader = (token: string, ask: Ask = {}) =>
  post({}, { ...ask, headers: { 'Cf-Access-Jwt-Assertion': token, ...ask.headers } });

interface Answer {
  access_token: string;
  token_type: string;
  expires_in: number;
  scope: string;
  issued_token_type: string;
  error?: string;
}
async function signedIn(response: Response | Promise<Response>): Promise<Answer> {
  const answer = await response;
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()} ${logged.join('\n')}`);
  return (await answer.json()) as Answer;
}
async function refusal(response: Response | Promise<Response>): Promise<[number, string | undefined]> {
  const answer = await response;
  return [answer.status, ((await answer.json()) as Answer).error];
}
const REFUSED = [400, 'invalid_request'];
const LATER = [503, 'temporarily_unavailable'];

const status = async (path: string, token: string) => (await request(path, { token })).status;
const idOf = (sub: string, provider = oidc) => derivedId('opr', provider.issuer, sub);
const operate = (id: string, method: string, json?: unknown) =>
  request(`/v1/admin/operators/${id}`, { method, token: owner, ...(json !== undefined && { json }) });
const read = async (id: string) => (await (await operate(id, 'GET')).json()) as Record<string, unknown>;

async function entered(resource: string): Promise<Record<string, unknown>[]> {
  await drain('operators');
  const auditor = await operatorToken('auditor');
  const response = await request(`/v1/audit/actions?resource=${resource}`, { token: auditor });
  return ((await response.json()) as { items: Record<string, unknown>[] }).items.reverse();
}
const acts = async (resource: string) => (await entered(resource)).map(({ act }) => act);

describe('who signs in', () => {
  it('gets a short token of ours with the role of the group, and is an operator from then on', async () => {
    const sub = 'anna';
    const token = await oidc.token({ sub, groups: ['staff', 'desk'], name: 'Anna Mara' });
    const answer = await signedIn(exchange(token));
    expect(answer).toMatchObject({
      token_type: 'Bearer',
      scope: 'admin',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    });
    expect(await status('/v1/admin/partners', answer.access_token)).toBe(200);
    expect(await status('/v1/admin/operators', answer.access_token)).toBe(403);
    expect(await read(idOf(sub))).toMatchObject({
      name: 'Anna Mara',
      role: 'desk',
      status: 'active',
      identity: { issuer: oidc.issuer, subject: sub },
    });
    expect(await read(idOf(sub))).not.toHaveProperty('hint');
  });

  it.each([
    ['owners', '/v1/admin/operators', 'admin'],
    ['wire', '/v1/admin/articles', 'admin'],
    ['audit', '/v1/audit/actions', 'audit'],
  ])('as %s may what that role may', async (group, path, scope) => {
    const answer = await signedIn(exchange(await oidc.token({ groups: [group] })));
    expect([answer.scope, await status(path, answer.access_token)]).toEqual([scope, 200]);
  });

  it('has a token that ends with the provider’s, and never lasts longer than 15 minutes', async () => {
    const nowS = Math.floor(Date.now() / 1_000);
    const short = await signedIn(exchange(await oidc.token({ groups: 'desk', exp: nowS + 100 })));
    expect(short.expires_in).toBeGreaterThan(90);
    expect(short.expires_in).toBeLessThanOrEqual(100);
    const long = await signedIn(exchange(await oidc.token({ groups: 'desk', exp: nowS + 86_400 })));
    expect(long.expires_in).toBe(900);
  });

  it('may ask for its own scope, and for no other', async () => {
    const ask = async (scope: string) =>
      refusal(exchange(await oidc.token({ sub: 'scoped', groups: 'desk' }), { more: { scope } }));
    expect(await ask('admin')).toEqual([200, undefined]);
    expect(await ask('audit')).toEqual([400, 'invalid_scope']);
    // That was no sign-in.
    expect(await acts(idOf('scoped'))).toEqual(['operator.create', 'operator.sign_in']);
  });

  it('can have a token bound to a key of its own (RFC 9449)', async () => {
    const keys = await clientKeys();
    const DPoP = await keys.proof('POST', `${BASE}/oauth/token`);
    const answer = await signedIn(exchange(await oidc.token({ groups: 'desk' }), { headers: { DPoP } }));
    expect(answer.token_type).toBe('DPoP');
    expect(await status('/v1/admin/partners', answer.access_token)).toBe(401);
    const proof = await keys.proof('GET', `${BASE}/v1/admin/partners`, answer.access_token);
    const headers = { Authorization: `DPoP ${answer.access_token}`, DPoP: proof };
    expect((await request('/v1/admin/partners', { headers })).status).toBe(200);
  });

  it('is told of by the metadata (RFC 8414)', async () => {
    const metadata = await (await request('/.well-known/oauth-authorization-server')).json();
    expect(metadata).toMatchObject({ grant_types_supported: ['client_credentials', TOKEN_EXCHANGE] });
  });
});

describe('a role', () => {
  it('follows the provider at each sign-in, also on tokens that are out', async () => {
    const sub = 'bo';
    const first = await signedIn(exchange(await oidc.token({ sub, groups: 'owners' })));
    expect(await status('/v1/admin/operators', first.access_token)).toBe(200);
    await signedIn(exchange(await oidc.token({ sub, groups: 'wire' })));
    expect(await read(idOf(sub))).toMatchObject({ role: 'ingest' });
    expect(await status('/v1/admin/operators', first.access_token)).toBe(403);
    expect(await status('/v1/admin/articles', first.access_token)).toBe(200);
  });

  it('that the provider takes away ends what is open at once, and its return is a sign-in as ever', async () => {
    const sub = 'cy';
    const first = await signedIn(exchange(await oidc.token({ sub, groups: 'desk' })));
    expect(await status('/v1/admin/partners', first.access_token)).toBe(200);
    const without = await oidc.token({ sub, groups: ['staff'] });
    expect(await refusal(exchange(without))).toEqual(REFUSED);
    expect(await status('/v1/admin/partners', first.access_token)).toBe(401);
    expect(await refusal(exchange(without))).toEqual(REFUSED);
    const repeated = await signedIn(exchange(await oidc.token({ sub, groups: 'desk' })));
    expect(await status('/v1/admin/partners', repeated.access_token)).toBe(200);
    expect(await acts(idOf(sub))).toEqual([
      'operator.create',
      'operator.sign_in',
      'operator.role_lost',
      'operator.sign_in',
    ]);
  });

  it('that a newer token has changed is not changed back by one from before', async () => {
    const sub = 'vic';
    const old = async (groups: string) =>
      oidc.token({ sub, groups, iat: Math.floor(Date.now() / 1_000) - 60 });
    await signedIn(exchange(await oidc.token({ sub, groups: 'owners' })));
    // Nothing was changed since.
    await signedIn(exchange(await old('owners')));
    await signedIn(exchange(await oidc.token({ sub, groups: 'desk' })));
    expect(await refusal(exchange(await old('owners')))).toEqual(REFUSED);
    expect(await read(idOf(sub))).toMatchObject({ role: 'desk' });
    await signedIn(exchange(await oidc.token({ sub, groups: 'owners' })));
  });

  it('that nobody has given makes no operator', async () => {
    expect(await refusal(exchange(await oidc.token({ sub: 'nobody', groups: ['staff'] })))).toEqual(REFUSED);
    expect((await operate(idOf('nobody'), 'GET')).status).toBe(404);
    expect(await acts(idOf('nobody'))).toEqual([]);
  });

  it('of the last owner is taken away too, since the provider does not ask for leave', async () => {
    const before = await snapshotOfD1();
    const sub = 'last';
    await signedIn(exchange(await oidc.token({ sub, groups: 'owners' })));
    await env.DB.prepare(`UPDATE operators SET role = 'desk' WHERE id <> ?`).bind(idOf(sub)).run();
    await signedIn(exchange(await oidc.token({ sub, groups: 'desk' })));
    await restoreD1(before);
  });

  it('is not the owner’s to change', async () => {
    await signedIn(exchange(await oidc.token({ sub: 'dee', groups: 'desk' })));
    expect((await operate(idOf('dee'), 'PATCH', { role: 'owner' })).status).toBe(409);
    expect((await operate(`${idOf('dee')}/rotate`, 'POST', {})).status).toBe(409);
    expect((await operate(idOf('dee'), 'PATCH', { name: 'Dee' })).status).toBe(200);
  });
});

describe('who is stopped here', () => {
  it('by revoking stays out for good, whatever the provider says', async () => {
    const sub = 'eve';
    const { access_token } = await signedIn(exchange(await oidc.token({ sub, groups: 'owners' })));
    expect((await operate(idOf(sub), 'DELETE')).status).toBe(204);
    expect(await status('/v1/admin/partners', access_token)).toBe(401);
    expect(await refusal(exchange(await oidc.token({ sub, groups: 'owners' })))).toEqual(REFUSED);
    expect((await operate(idOf(sub), 'PATCH', { status: 'active' })).status).toBe(409);
  });

  it('by suspending is out at once, and in again when an owner says so', async () => {
    const sub = 'fay';
    const { access_token } = await signedIn(exchange(await oidc.token({ sub, groups: 'desk' })));
    expect((await operate(idOf(sub), 'PATCH', { status: 'suspended' })).status).toBe(200);
    expect(await status('/v1/admin/partners', access_token)).toBe(401);
    expect(await refusal(exchange(await oidc.token({ sub, groups: 'desk' })))).toEqual(REFUSED);
    expect((await operate(idOf(sub), 'PATCH', { status: 'active' })).status).toBe(200);
    await signedIn(exchange(await oidc.token({ sub, groups: 'desk' })));
  });

  it('stays so when D1 has forgotten him', async () => {
    const before = await snapshotOfD1();
    const subs = ['gil', 'hal', 'ida'];
    for (const sub of subs) await signedIn(exchange(await oidc.token({ sub, groups: 'owners' })));
    await operate(idOf('gil'), 'DELETE');
    await operate(idOf('hal'), 'PATCH', { status: 'suspended' });
    await restoreD1(before);
    for (const sub of ['gil', 'hal'])
      expect(await refusal(exchange(await oidc.token({ sub, groups: 'owners' })))).toEqual(REFUSED);
    // Nor does the object keep the role that it remembers.
    const { access_token } = await signedIn(exchange(await oidc.token({ sub: 'ida', groups: 'wire' })));
    expect(await status('/v1/admin/operators', access_token)).toBe(403);
  });
});

describe('the operators’ log', () => {
  it('has each sign-in, with the provider, and each change of the role that came with one', async () => {
    const sub = 'jo';
    await signedIn(exchange(await oidc.token({ sub, groups: 'desk' })));
    await signedIn(exchange(await oidc.token({ sub, groups: 'desk' })));
    await signedIn(exchange(await oidc.token({ sub, groups: 'owners' })));
    const entries = await entered(idOf(sub));
    expect(entries.map(({ act }) => act)).toEqual([
      'operator.create',
      'operator.sign_in',
      'operator.sign_in',
      'operator.change',
      'operator.sign_in',
    ]);
    for (const entry of entries) expect(entry).toMatchObject({ operator: idOf(sub), via: oidc.issuer });
    const [create, first, , change] = entries;
    expect([create?.before, change?.before]).toEqual([null, create?.after]);
    expect(first?.after).toBe(create?.after);
    expect(change?.after).not.toBe(change?.before);
  });

  it('has nothing of a token that was refused', async () => {
    await refusal(exchange(await oidc.token({ sub: 'kim', groups: 'desk', aud: 'another' })));
    expect(await acts(idOf('kim'))).toEqual([]);
    expect(eventsIn(logged)).toEqual([
      { level: 'warn', event: 'sign_in_refused', reason: 'invalid', issuer: oidc.issuer },
    ]);
  });
});

describe('an ID token', () => {
  it('is exchanged once, however many try at the same time', async () => {
    const token = await oidc.token({ sub: 'lea', groups: 'desk' });
    const answers = await Promise.all(Array.from({ length: 9 }, async () => (await exchange(token)).status));
    expect(answers.sort()).toEqual([200, ...Array(8).fill(400)]);
    expect(await refusal(exchange(token))).toEqual(REFUSED);
    expect(await acts(idOf('lea'))).toEqual(['operator.create', 'operator.sign_in']);
  });

  it('is the same one when its signature is spelled otherwise', async () => {
    const token = await oidc.token({ sub: 'max', groups: 'desk' });
    await signedIn(exchange(token));
    expect(await refusal(exchange(withTwinSignature(token)))).toEqual(REFUSED);
  });

  it('of one who signs in for the first time twice at once makes one operator', async () => {
    const tokens = await Promise.all([1, 2, 3].map(() => oidc.token({ sub: 'nia', groups: 'desk' })));
    await Promise.all(tokens.map((token) => signedIn(exchange(token))));
    expect((await acts(idOf('nia'))).filter((act) => act === 'operator.create')).toHaveLength(1);
  });

  it('is not taken as a header, nor from another issuer, nor without any', async () => {
    expect(await refusal(viaHeader(await oidc.token({ groups: 'desk' })))).toEqual(REFUSED);
    const stranger = await TestProvider.open();
    expect(await refusal(exchange(await stranger.token({ groups: 'desk' })))).toEqual(REFUSED);
    for (const providers of [undefined, '', '[]'])
      expect(await refusal(exchange(await oidc.token({ groups: 'desk' }), { providers }))).toEqual(REFUSED);
  });

  /** (r, s) and (r, n − s) are signatures of the same. */
  function withTwinSignature(token: string): string {
    const [header, payload, signature = ''] = token.split('.');
    const bytes = Buffer.from(signature, 'base64url');
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const twin = (order - BigInt(`0x${bytes.subarray(32).toString('hex')}`)).toString(16).padStart(64, '0');
    const other = Buffer.concat([bytes.subarray(0, 32), Buffer.from(twin, 'hex')]).toString('base64url');
    return `${header}.${payload}.${other}`;
  }
});

describe('Cloudflare Access', () => {
  it('signs in by the header that it writes, for as long as its session lasts', async () => {
    const token = await access.token({ sub: 'ola', email: 'ola@tidemark.example', groups: ['desk'] });
    const first = await signedIn(viaHeader(token));
    expect(await status('/v1/admin/partners', first.access_token)).toBe(200);
    const second = await signedIn(viaHeader(token));
    expect(await status('/v1/admin/partners', second.access_token)).toBe(200);
    expect(await read(idOf('ola', access))).toMatchObject({ name: 'ola@tidemark.example', role: 'desk' });
    // One session, one sign-in.
    expect(await acts(idOf('ola', access))).toEqual(['operator.create', 'operator.sign_in']);
  });

  it('signs in by the form as well, which is meant when both are there', async () => {
    const subject_token = await access.token({ sub: 'pia', groups: 'desk' });
    const form = { subject_token, subject_token_type: 'urn:ietf:params:oauth:token-type:jwt' };
    const headers = { 'Cf-Access-Jwt-Assertion': await access.token({ sub: 'other', groups: 'owners' }) };
    await signedIn(post(form, { headers }));
    expect((await operate(idOf('other', access), 'GET')).status).toBe(404);
    expect(await read(idOf('pia', access))).toMatchObject({ role: 'desk' });
  });

  it('signs in a service token that a rule names, and no other', async () => {
    const service = (common_name: string) => access.token({ sub: '', common_name });
    const { access_token } = await signedIn(viaHeader(await service('import.access')));
    expect(await status('/v1/admin/articles', access_token)).toBe(200);
    expect(await status('/v1/admin/partners', access_token)).toBe(403);
    expect(await refusal(viaHeader(await service('other.access')))).toEqual(REFUSED);
  });

  it('closes a session whose rule is gone, once, though its token is the same', async () => {
    const token = await access.token({ sub: 'quy', groups: 'desk' });
    const { access_token } = await signedIn(viaHeader(token));
    const providers = configuration([{ value: 'nobody', role: 'desk' }]);
    for (let n = 0; n < 3; n++) expect(await refusal(viaHeader(token, { providers }))).toEqual(REFUSED);
    expect(await status('/v1/admin/partners', access_token)).toBe(401);
    expect(await acts(idOf('quy', access))).toEqual([
      'operator.create',
      'operator.sign_in',
      'operator.role_lost',
    ]);
  });

  it('does not bring back what a newer session has lost, and lets several of one role be', async () => {
    const ago = (seconds: number) => ({ sub: 'rio', iat: Math.floor(Date.now() / 1_000) - seconds });
    const [old, newer, newest] = [
      await access.token({ ...ago(3_600), groups: 'owners' }),
      await access.token({ ...ago(1_800), groups: 'audit' }),
      await access.token({ ...ago(900), groups: 'nobody' }),
    ];
    await signedIn(viaHeader(old));
    expect(await read(idOf('rio', access))).toMatchObject({ role: 'owner' });
    await signedIn(viaHeader(newer));
    for (let n = 0; n < 2; n++) expect(await refusal(viaHeader(old))).toEqual(REFUSED);
    expect(await read(idOf('rio', access))).toMatchObject({ role: 'auditor' });
    const otherToken = await access.token({ ...ago(2_000), groups: 'audit' });
    await signedIn(viaHeader(otherToken));
    await signedIn(viaHeader(newer));
    expect(await refusal(viaHeader(newest))).toEqual(REFUSED);
    for (const token of [old, newer, otherToken]) expect(await refusal(viaHeader(token))).toEqual(REFUSED);
    // It is in again by what the provider says now.
    await signedIn(viaHeader(await access.token({ ...ago(0), groups: 'audit' })));
  });

  it('is not made to sign in by another site', async () => {
    const token = await access.token({ groups: 'desk' });
    for (const site of ['cross-site', 'same-site'])
      expect(await refusal(viaHeader(token, { headers: { 'Sec-Fetch-Site': site } }))).toEqual(REFUSED);
    await signedIn(viaHeader(token, { headers: { 'Sec-Fetch-Site': 'same-origin' } }));
  });

  it('that is forged in the header is refused', async () => {
    const forger = await TestProvider.open({ issuer: access.issuer, alg: 'RS256', isAccess: true });
    expect(await refusal(viaHeader(await forger.token({ groups: 'owners' })))).toEqual(REFUSED);
  });
});

describe('keys of a provider', () => {
  it('are fetched once, and again for a new key, when a minute has passed', async () => {
    await signedIn(exchange(await oidc.token({ groups: 'desk' })));
    await signedIn(exchange(await oidc.token({ groups: 'desk' })));
    expect(oidc.requests).toEqual([`${oidc.issuer}/.well-known/openid-configuration`, oidc.keyUrl]);
    await oidc.rotate('RS256');
    expect(await refusal(exchange(await oidc.token({ groups: 'desk' })))).toEqual(REFUSED);
    expect(oidc.requests).toHaveLength(2);
    const later = Date.now() + 61_000;
    vi.spyOn(Date, 'now').mockImplementation(() => later);
    await signedIn(exchange(await oidc.token({ groups: 'desk' })));
    expect(oidc.requests).toHaveLength(4);
  });

  it('that are not of a kind that is verified here are not used', async () => {
    const keys = [{ ...oidc.publicJwk, use: 'enc' }];
    oidc.answer = { status: 200, body: JSON.stringify({ keys }) };
    expect(await refusal(exchange(await oidc.token({ groups: 'desk' })))).toEqual(REFUSED);
  });

  const answering = (change: object, status = 200) => {
    oidc.answer = { status, body: JSON.stringify({ ...oidc.keySet, ...change }) };
  };
  it.each<[string, () => void]>([
    ['does not answer', () => (outage = () => Promise.reject(new TypeError('connection refused')))],
    ['answers with an error', () => answering({}, 500)],
    ['sends elsewhere', () => (outage = async () => Response.redirect('https://evil.example/keys', 302))],
    ['answers what is no JSON', () => (oidc.answer = { status: 200, body: '<html>' })],
    ['answers no keys', () => answering({ keys: 'none' })],
    ['answers without end', () => answering({ more: 'x'.repeat(200_000) })],
    ['publishes a private key', () => answering({ keys: [{ ...oidc.publicJwk, d: 'AA' }] })],
    ['has the discovery document of another', () => (oidc.discovery = { issuer: 'https://other.example' })],
    ['points to keys without TLS', () => (oidc.discovery = { jwks_uri: 'http://login.example/keys' })],
    ['points to keys on this machine', () => (oidc.discovery = { jwks_uri: 'http://localhost:80/keys' })],
  ])('of one that %s are not there: nobody gets in, and is told to come again', async (_, happens) => {
    happens();
    const response = await exchange(await oidc.token({ sub: 'rob', groups: 'owners' }));
    expect(response.headers.get('Retry-After')).toBe('5');
    expect(await refusal(response)).toEqual(LATER);
    expect(eventsIn(logged).map(({ event }) => event)).toEqual(['identity_provider_failed']);
    expect((await operate(idOf('rob'), 'GET')).status).toBe(404);
  });
});

describe('a configuration', () => {
  it.each(['[{', '{}', '[{"issuer": "http://login.example"}]'])(
    'that is malformed lets nobody in, and says where: %s',
    async (providers) => {
      expect(await refusal(exchange(await oidc.token({ groups: 'owners' }), { providers }))).toEqual(LATER);
      expect(eventsIn(logged)).toEqual([
        {
          level: 'error',
          event: 'identity_providers_malformed',
          detail: expect.stringMatching(/^IDENTITY_PROVIDERS/),
        },
      ]);
    },
  );
});

describe('a request', () => {
  const token = () => oidc.token({ groups: 'desk' });
  it.each<[string, string, Record<string, string>, Record<string, string>?]>([
    ['without a token', 'invalid_request', { subject_token: '' }],
    ['without a type', 'invalid_request', { subject_token_type: '' }],
    [
      'with an access token',
      'invalid_request',
      { subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' },
    ],
    [
      'for another kind of token',
      'invalid_request',
      { requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' },
    ],
    ['for somebody else', 'invalid_request', { actor_token: 'x' }],
    ['for another service', 'invalid_target', { audience: 'https://other.example' }],
    ['for another resource', 'invalid_target', { resource: 'https://other.example' }],
    ['with details of a license', 'invalid_authorization_details', { authorization_details: '[]' }],
    ['with a secret beside', 'invalid_request', { client_secret: 'x' }],
    ['with another authentication beside', 'invalid_request', {}, { Authorization: 'Basic eDp5' }],
  ])('%s is refused: %s', async (_, error, more, headers = {}) => {
    expect(await refusal(exchange(await token(), { more, headers }))).toEqual([400, error]);
  });

  it('that names what there is, and its client, is answered', async () => {
    const more = {
      audience: BASE,
      resource: BASE,
      client_id: 'imprimatur',
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    };
    await signedIn(exchange(await token(), { more }));
  });

  it('too many is refused, of one who is who it says only', async () => {
    const TOKEN_CLIENT_LIMIT = { limit: async () => ({ success: false }) };
    expect(await refusal(exchange(await token(), { withEnv: { TOKEN_CLIENT_LIMIT } }))).toEqual([
      429,
      'slow_down',
    ]);
    const forged = exchange(await oidc.token({ aud: 'x' }), { withEnv: { TOKEN_CLIENT_LIMIT } });
    expect(await refusal(forged)).toEqual(REFUSED);
  });
});

describe('the operators’ object', () => {
  it('that is out of reach lets nobody in', async () => {
    const OPERATORS = {
      ...env.OPERATORS,
      idFromName: () => 'x',
      get: () => new Proxy({}, { get: () => () => Promise.reject(new Error('gone')) }),
    };
    const withEnv = { OPERATORS: OPERATORS as never };
    expect(await refusal(exchange(await oidc.token({ groups: 'owners' }), { withEnv }))).toEqual(LATER);
    const { access_token } = await signedIn(exchange(await oidc.token({ sub: 'uma', groups: 'desk' })));
    const raised = await oidc.token({ sub: 'uma', groups: 'owners' });
    expect(await refusal(exchange(raised, { withEnv }))).toEqual(LATER);
    // What was stored is told as any change is, and only then it holds.
    expect(await status('/v1/admin/operators', access_token)).toBe(403);
    await drain('operators');
    expect(await status('/v1/admin/operators', access_token)).toBe(200);
  });
});

it('No line of the log has a token, or tells of somebody who is not known here', async () => {
  const token = await oidc.token({ sub: 'zoe@tidemark.example', groups: ['staff'] });
  await refusal(exchange(token));
  await refusal(exchange(`${token}x`));
  const text = logged.join('\n');
  for (const secret of [token, ...token.split('.'), 'zoe@']) expect(text).not.toContain(secret);
});
