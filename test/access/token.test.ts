import { beforeAll, describe, expect, it } from 'vitest';
import { type KeyRing, keyRing } from '../../src/access/keyring.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import { issueToken, parseCredentials, type TokenGrant, verifyToken } from '../../src/access/token.ts';

const ISSUER = 'https://gateway.example';
const NOW = Date.UTC(2026, 10, 24, 9);
const grant = {
  scope: 'articles',
  generation: 2,
  partner: 'par_1',
  key: 'key_1',
  env: 'live',
  detail: {
    type: 'news_license',
    license: 'lic_1',
    actions: ['display'],
    datatypes: ['dispatch'],
    locations: ['DE'],
    channels: ['web'],
  },
} satisfies TokenGrant;

let ring: KeyRing;
let other: KeyRing;
beforeAll(async () => {
  ring = await keyRing(await generateKeyRing());
  other = await keyRing(await generateKeyRing());
});

const issue = (of: TokenGrant = grant, from = ring, issuer = ISSUER) =>
  issueToken(of, { issuer, ring: from, now: NOW });
const verify = (token: string, at = NOW) => verifyToken(token, { issuer: ISSUER, ring, now: at });

/** A token signed with the right key whose header or claims are bent. */
async function forge(
  header: Record<string, unknown>,
  claims: Record<string, unknown>,
  signer = ring.sign.access.key,
) {
  const iat = NOW / 1000;
  const base = {
    iss: ISSUER,
    aud: ISSUER,
    sub: 'par_1',
    client_id: 'key_1',
    scope: 'articles',
    jti: 'tok_1',
    iat,
    exp: iat + 60,
    authorization_details: [grant.detail],
  };
  // By hand: a library would not sign all of this.
  const text = [
    { alg: 'EdDSA', typ: 'at+jwt', kid: ring.sign.access.kid, ...header },
    { ...base, ...claims },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = await crypto.subtle.sign('Ed25519', signer, Buffer.from(text));
  return `${text}.${Buffer.from(signature).toString('base64url')}`;
}

describe('an access token', () => {
  it('says who, for which license, and how far', async () => {
    const { token, expiresInS } = await issue();
    expect(expiresInS).toBeLessThanOrEqual(900);
    expect(await verify(token)).toEqual({
      ok: true,
      value: {
        expiresMs: NOW + 900_000,
        principal: {
          kind: 'partner',
          partner: 'par_1',
          license: 'lic_1',
          key: 'key_1',
          env: 'live',
          token: { id: expect.stringMatching(/^tok_/), generation: 2 },
          entitlement: {
            actions: ['display'],
            datatypes: ['dispatch'],
            locations: ['DE'],
            channels: ['web'],
          },
        },
      },
    });
  });

  it('ends with the secret that it was issued for', async () => {
    const { token, expiresInS } = await issue({ ...grant, expiresMs: NOW + 60_999 });
    expect(expiresInS).toBe(60);
    expect((await verify(token, NOW + 66_000)).ok).toBe(false);
  });

  it('says which key it is bound to, and a binding of another kind is none that we take', async () => {
    const { token } = await issue({ ...grant, boundTo: 'thumbprint' });
    expect(await verify(token)).toMatchObject({ ok: true, value: { boundTo: 'thumbprint' } });
    for (const cnf of [{}, { 'x5t#S256': 'certificate' }, 'thumbprint', null])
      expect((await verify(await forge({}, { cnf }))).ok).toBe(false);
  });

  it('of an operator carries its scope and nothing of a license', async () => {
    const { token } = await issue({ scope: 'audit', operator: 'opr_1', generation: 0 });
    expect(await verify(token)).toEqual({
      ok: true,
      value: {
        expiresMs: NOW + 900_000,
        principal: {
          kind: 'operator',
          operator: 'opr_1',
          scope: 'audit',
          token: { id: expect.stringMatching(/^tok_/), generation: 0 },
        },
      },
    });
  });

  it('is over after its time, but for five seconds of leeway', async () => {
    const { token } = await issue();
    expect((await verify(token, NOW + 904_000)).ok).toBe(true);
    expect(await verify(token, NOW + 906_000)).toEqual({ ok: false, reason: 'expired' });
  });

  it('of another issuer or another key ring is refused', async () => {
    expect((await verify((await issue(grant, ring, 'https://other.example')).token)).ok).toBe(false);
    expect((await verify((await issue(grant, other)).token)).ok).toBe(false);
  });

  it.each([
    ['a receipt’s typ', { typ: 'rights-receipt+jwt' }, {}],
    ['no typ', { typ: undefined }, {}],
    ['an unknown kid', { kid: 'nobody' }, {}],
    ['another audience', {}, { aud: 'https://gateway.example.evil.example' }],
    ['a list of audiences that has ours among others', {}, { aud: [ISSUER, 'https://other.example'] }],
    ['a time before which it must not be used', {}, { nbf: NOW / 1000 + 60 }],
    ['no expiry', {}, { exp: undefined }],
    ['no id of its own', {}, { jti: undefined }],
    ['a life that is longer than we give', {}, { exp: NOW / 1000 + 3_600 }],
    ['an issue in the future', {}, { iat: NOW / 1000 + 60 }],
    ['times that are no numbers', {}, { exp: String(NOW / 1000 + 60) }],
    ['an issuer that only begins like ours', {}, { iss: `${ISSUER}/` }],
    ['a key of its own', { jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AA' } }, {}],
    ['a place to fetch its key from', { jku: 'https://evil.example/jwks.json' }, {}],
    ['an extension that must be understood', { crit: ['exp'], exp: 1 }, {}],
    ['more in its header than ours have', { cty: 'JWT' }, {}],
    ['no client', {}, { client_id: undefined }],
    ['an unknown scope', {}, { scope: 'articles admin' }],
    ['no license', {}, { authorization_details: [] }],
    ['two licenses', {}, { authorization_details: [grant.detail, grant.detail] }],
    ['a detail of another type', {}, { authorization_details: [{ ...grant.detail, type: 'payment' }] }],
  ])('with %s is refused', async (_, header, claims) => {
    expect((await verify(await forge(header, claims))).ok).toBe(false);
  });

  it('made by hand is taken when nothing is bent', async () => {
    expect((await verify(await forge({}, {}))).ok).toBe(true);
  });

  it('signed with the receipt key under the access key’s id is refused', async () => {
    expect((await verify(await forge({}, {}, ring.sign.receipt.key))).ok).toBe(false);
  });

  it('is taken in one spelling only', async () => {
    const { token } = await issue();
    for (const spelled of [
      `${token}=`,
      ` ${token}`,
      token.replace('.', '..'),
      `${token}.`,
      token.slice(0, -1),
      'a.b',
      '',
    ])
      expect((await verify(spelled)).ok).toBe(false);
  });

  it('without a signature is refused', async () => {
    const [, payload] = (await issue()).token.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    expect((await verify(`${none}.${payload}.`)).ok).toBe(false);
  });
});

describe('the Authorization header', () => {
  it.each([
    ['Bearer abc', { scheme: 'bearer', token: 'abc' }],
    ['bearer  abc', { scheme: 'bearer', token: 'abc' }],
    ['DPoP abc', { scheme: 'dpop', token: 'abc' }],
    ['Basic abc', null],
    ['Bearer', null],
    ['Bearer a b', null],
    ['', null],
  ])('%s', (header, credentials) => {
    expect(parseCredentials(header)).toEqual(credentials);
  });
});
