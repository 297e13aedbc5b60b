import { describe, expect, it } from 'vitest';
import { parseProviders } from '../../../src/access/identity/providers.ts';

const ROLES = [{ value: 'desk', role: 'desk' }];
const OIDC = { issuer: 'https://login.example', audience: 'imprimatur', claim: 'groups', roles: ROLES };
const read = (...listed: object[]) => parseProviders(JSON.stringify(listed));

describe('IDENTITY_PROVIDERS', () => {
  it.each([undefined, '', '  ', '[]'])('may be left out: %s', (text) => {
    expect(parseProviders(text)).toEqual({ ok: true, value: [] });
  });

  it('names a provider, whose keys its discovery document names', () => {
    expect(read(OIDC)).toEqual({
      ok: true,
      value: [
        {
          kind: 'oidc',
          issuer: 'https://login.example',
          audiences: ['imprimatur'],
          rules: [{ claim: 'groups', value: 'desk', role: 'desk' }],
          ageSMax: 3_600,
        },
      ],
    });
  });

  it('knows where Cloudflare Access keeps its keys', () => {
    const access = { ...OIDC, kind: 'cloudflare-access', issuer: 'https://team.cloudflareaccess.com' };
    expect(read(access)).toMatchObject({
      value: [{ jwksUri: 'https://team.cloudflareaccess.com/cdn-cgi/access/certs', ageSMax: 86_400 }],
    });
  });

  it('takes several audiences, a claim of a rule’s own, an age and the address of the keys', () => {
    const { claim: _, ...without } = OIDC;
    const rules = [{ claim: 'common_name', value: 'x.access', role: 'ingest' }];
    const more = {
      audience: ['a', 'b'],
      max_age: 600,
      jwks_uri: 'https://keys.example/set?p=1',
      roles: rules,
    };
    expect(read({ ...without, ...more })).toMatchObject({
      value: [{ audiences: ['a', 'b'], ageSMax: 600, jwksUri: 'https://keys.example/set?p=1', rules }],
    });
  });

  it.each(['http://localhost:4000', 'http://127.0.0.1:4000/realm', 'http://[::1]:4000'])(
    'takes http on this machine: %s',
    (issuer) => expect(read({ ...OIDC, issuer })).toMatchObject({ ok: true }),
  );

  const FLOW = {
    authorization_endpoint: 'https://login.example/authorize?tenant=1',
    token_endpoint: 'https://login.example/token',
  };

  it('says where people sign in, and as which client: the first audience', () => {
    expect(read({ ...OIDC, ...FLOW, audience: ['console', 'other'], label: 'Tidemark' })).toMatchObject({
      value: [
        {
          audiences: ['console', 'other'],
          label: 'Tidemark',
          codeFlow: {
            authorizationEndpoint: 'https://login.example/authorize?tenant=1',
            tokenEndpoint: 'https://login.example/token',
            clientId: 'console',
            scope: 'openid profile email',
          },
        },
      ],
    });
    const more = { client_secret: 'IDENTITY_SECRET_LOGIN', scope: 'openid groups' };
    expect(read({ ...OIDC, ...FLOW, ...more })).toMatchObject({
      value: [{ codeFlow: { clientSecret: 'IDENTITY_SECRET_LOGIN', scope: 'openid groups' } }],
    });
  });

  const { claim: _claim, ...noClaim } = OIDC;
  it.each<[string, string, object[] | string]>([
    ['no JSON', 'IDENTITY_PROVIDERS: not JSON', '[{'],
    ['no list', 'IDENTITY_PROVIDERS: ', '{}'],
    ['http elsewhere', '/0/issuer', [{ ...OIDC, issuer: 'http://login.example' }]],
    [
      'a host that only begins as this machine',
      '/0/issuer',
      [{ ...OIDC, issuer: 'http://localhost.evil.example' }],
    ],
    ['no address', '/0/issuer', [{ ...OIDC, issuer: 'login.example' }]],
    ['another scheme', '/0/issuer', [{ ...OIDC, issuer: 'file:///etc/passwd' }]],
    ['a user', '/0/issuer', [{ ...OIDC, issuer: 'https://u:p@login.example' }]],
    ['a query', '/0/issuer', [{ ...OIDC, issuer: 'https://login.example?x' }]],
    ['http keys', '/0/jwks_uri', [{ ...OIDC, jwks_uri: 'http://keys.example' }]],
    ['no audience', '/0/audience', [{ ...OIDC, audience: '' }]],
    ['an empty list of audiences', '/0/audience', [{ ...OIDC, audience: [] }]],
    ['no roles', '/0/roles', [{ ...OIDC, roles: [] }]],
    ['an unknown role', '/0/roles/0/role', [{ ...OIDC, roles: [{ value: 'x', role: 'admin' }] }]],
    ['an empty value', '/0/roles/0/value', [{ ...OIDC, roles: [{ value: '', role: 'owner' }] }]],
    ['a rule without a claim', '/0/claim', [noClaim]],
    ['an age beyond a day', '/0/max_age', [{ ...OIDC, max_age: 86_401 }]],
    ['a field that is not known', '/0', [{ ...OIDC, audiences: ['x'] }]],
    [
      'one endpoint without the other',
      '/0/token_endpoint',
      [{ ...OIDC, authorization_endpoint: FLOW.authorization_endpoint }],
    ],
    [
      'the other without the one',
      '/0/authorization_endpoint',
      [{ ...OIDC, token_endpoint: FLOW.token_endpoint }],
    ],
    [
      'an endpoint over http',
      '/0/token_endpoint',
      [{ ...OIDC, ...FLOW, token_endpoint: 'http://login.example/token' }],
    ],
    ['pages of Cloudflare Access', '/0/kind', [{ ...OIDC, ...FLOW, kind: 'cloudflare-access' }]],
    ['a secret without endpoints', '/0/client_secret', [{ ...OIDC, client_secret: 'IDENTITY_SECRET_A' }]],
    ['a scope without endpoints', '/0/scope', [{ ...OIDC, scope: 'openid' }]],
    [
      'another secret of ours, which would be sent to the provider',
      '/0/client_secret',
      [{ ...OIDC, ...FLOW, client_secret: 'SIGNING_KEYS' }],
    ],
    [
      'the secret itself in place of its name',
      '/0/client_secret',
      [{ ...OIDC, ...FLOW, client_secret: 'hunter2' }],
    ],
    ['a scope that asks for no ID token', '/0/scope', [{ ...OIDC, ...FLOW, scope: 'profile openids' }]],
    ['an issuer twice', '/1/issuer', [OIDC, OIDC]],
    ['a good one beside a bad one', '/1/issuer', [OIDC, { ...OIDC, issuer: '' }]],
  ])('with %s is refused whole, and says where: %s', (_, where, listed) => {
    const read = parseProviders(typeof listed === 'string' ? listed : JSON.stringify(listed));
    expect(read).toEqual({ ok: false, reason: expect.stringContaining(where) });
  });
});
