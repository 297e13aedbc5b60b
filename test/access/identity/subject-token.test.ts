/** Tokens of a provider that must not sign anybody in, each bent in one way, and those that must. */
import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FoundKey } from '../../../src/access/identity/key-cache.ts';
import { type IdentityProvider, parseProviders } from '../../../src/access/identity/providers.ts';
import { verifySubject } from '../../../src/access/identity/subject-token.ts';
import { importPublicKey } from '../../../src/access/jose/public-key.ts';
import { TestProvider } from '../../support/identity-provider.ts';

const RULES = [
  { value: 'desk', role: 'desk' },
  { claim: 'email', value: 'anna@tidemark.example', role: 'owner' },
  { claim: 'common_name', value: 'abc.access', role: 'ingest' },
];
const now = Date.now();
const nowS = Math.floor(now / 1_000);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

let oidc: TestProvider;
let access: TestProvider;
let other: TestProvider;
let providers: IdentityProvider[];

beforeAll(async () => {
  oidc = await TestProvider.open();
  other = await TestProvider.open();
  access = await TestProvider.open({
    issuer: 'https://tidemark.cloudflareaccess.com',
    audience: '32eafc7626e737',
    alg: 'RS256',
    isAccess: true,
  });
  const read = parseProviders(JSON.stringify([oidc.configured(RULES), access.configured(RULES)]));
  if (!read.ok) throw new Error(read.reason);
  providers = read.value;
});

/** The keys that are published, as if they had been fetched. */
async function keyOf({ issuer }: IdentityProvider, kid: string): Promise<FoundKey> {
  const read = await importPublicKey((issuer === oidc.issuer ? oidc : access).publicJwk);
  if (!read.ok) throw new Error(read.reason);
  return read.value.kid === kid ? { kind: 'key', key: read.value } : { kind: 'unknown' };
}
const verify = (token: string, find = keyOf) => verifySubject(token, { providers, keyOf: find, now });
const faultOf = async (token: string) => {
  const verified = await verify(token);
  return verified.ok ? 'taken' : verified.reason;
};

describe('an ID token', () => {
  it('says who signs in, as what, and until when', async () => {
    const claims = {
      sub: '248289',
      groups: ['staff', 'desk'],
      name: ' Anna\u0000 Mara ',
      exp: nowS + 200,
      iat: nowS,
    };
    expect(await verify(await oidc.token(claims))).toEqual({
      ok: true,
      value: {
        provider: providers[0],
        operator: expect.stringMatching(/^opr_[0-9a-f]{32}$/),
        subject: '248289',
        role: 'desk',
        name: 'Anna Mara',
        issuedMs: nowS * 1_000,
        expiresMs: (nowS + 200) * 1_000,
      },
    });
  });

  it('is of the same operator each time, and of another for another subject or issuer', async () => {
    const ids = new Set<string>();
    for (const token of [
      await oidc.token({ sub: 'a' }),
      await oidc.token({ sub: 'a', name: 'Renamed' }),
      await oidc.token({ sub: 'b' }),
      await access.token({ sub: 'a' }),
    ]) {
      const verified = await verify(token);
      if (verified.ok) ids.add(verified.value.operator);
    }
    expect(ids.size).toBe(3);
  });

  it('of whom no rule speaks gives no role', async () => {
    expect(await verify(await oidc.token({ groups: ['readers'] }))).toMatchObject({
      ok: true,
      value: { role: null },
    });
  });

  it('with other audiences beside ours is taken when it says that it is for us', async () => {
    const aud = ['imprimatur', 'https://api.example'];
    expect(await faultOf(await oidc.token({ aud, azp: 'imprimatur' }))).toBe('taken');
  });

  it('without a type is taken', async () => {
    expect(await faultOf(await oidc.token({}, { typ: undefined }))).toBe('taken');
  });

  it('may come from a clock that is half a minute ahead', async () => {
    expect(await faultOf(await oidc.token({ iat: nowS + 25, nbf: nowS + 25 }))).toBe('taken');
  });

  it('ends with its age when it would itself last longer', async () => {
    const verified = await verify(await oidc.token({ iat: nowS - 3_500, exp: nowS + 86_400 }));
    expect(verified).toMatchObject({ ok: true, value: { expiresMs: (nowS + 100) * 1_000 } });
  });

  it.each<[string, string, () => Promise<string>]>([
    ['of another issuer', 'unknown_issuer', () => other.token()],
    ['whose issuer has a slash more', 'unknown_issuer', () => oidc.token({ iss: `${oidc.issuer}/` })],
    ['that names no issuer', 'unknown_issuer', () => oidc.token({ iss: undefined })],
    ['that says to be of a trusted issuer', 'unknown_key', () => other.token({ iss: oidc.issuer })],
    [
      'of a trusted issuer, signed by the other one that is trusted',
      'unknown_key',
      () => access.token({ iss: oidc.issuer, aud: 'imprimatur' }),
    ],
    ['for another audience', 'invalid', () => oidc.token({ aud: 'another-client' })],
    ['for an audience that only begins like ours', 'invalid', () => oidc.token({ aud: 'imprimatur-test' })],
    ['for nobody', 'invalid', () => oidc.token({ aud: undefined })],
    ['for an empty list', 'invalid', () => oidc.token({ aud: [] })],
    ['for several, ours among them', 'invalid', () => oidc.token({ aud: ['imprimatur', 'x'] })],
    ['for several, meant for another', 'invalid', () => oidc.token({ aud: ['imprimatur', 'x'], azp: 'x' })],
    [
      'for several others, said to be for us',
      'invalid',
      () => oidc.token({ aud: ['x', 'y'], azp: 'imprimatur' }),
    ],
    ['for us, got by another', 'invalid', () => oidc.token({ azp: 'x' })],
    ['that is over', 'expired', () => oidc.token({ iat: nowS - 100, exp: nowS - 1 })],
    ['that ends now', 'expired', () => oidc.token({ exp: nowS })],
    ['that is older than it may be', 'expired', () => oidc.token({ iat: nowS - 3_601, exp: nowS + 3_600 })],
    ['of tomorrow', 'not_yet_valid', () => oidc.token({ iat: nowS + 86_400, exp: nowS + 90_000 })],
    ['that is not valid yet', 'not_yet_valid', () => oidc.token({ nbf: nowS + 60 })],
    ['without an end', 'invalid', () => oidc.token({ exp: undefined })],
    ['without a beginning', 'invalid', () => oidc.token({ iat: undefined })],
    ['whose end is text', 'invalid', () => oidc.token({ exp: String(nowS + 60) })],
    ['of nobody', 'invalid', () => oidc.token({ sub: undefined })],
    ['of an empty subject', 'invalid', () => oidc.token({ sub: '' })],
    ['of a subject that is no text', 'invalid', () => oidc.token({ sub: 7 })],
    ['of an endless subject', 'invalid', () => oidc.token({ sub: 'x'.repeat(256) })],
    ['that is an access token', 'wrong_type', () => oidc.token({}, { typ: 'at+jwt' })],
    ['that is a logout token by its type', 'wrong_type', () => oidc.token({}, { typ: 'logout+jwt' })],
    [
      'that is a logout token by what it says',
      'invalid',
      () => oidc.token({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
    ],
    ['that names a key that there is not', 'unknown_key', () => oidc.token({}, { kid: 'made-up' })],
    ['that brings its key', 'malformed', async () => oidc.token({}, { jwk: other.publicJwk })],
    ['that says where its key is', 'malformed', () => oidc.token({}, { jku: 'https://evil.example/keys' })],
    ['that must be understood', 'malformed', () => oidc.token({}, { crit: ['b64'], b64: true })],
    [
      'that is too long',
      'too_large',
      () => oidc.token({ groups: Array.from({ length: 2_000 }, () => 'group') }),
    ],
    ['that is nothing', 'unknown_issuer', async () => ''],
    ['that is no JWT', 'unknown_issuer', async () => 'x.y.z'],
    ['with an empty payload', 'unknown_issuer', async () => 'e30..x'],
  ])('%s is refused: %s', async (_, fault, token) => {
    expect(await faultOf(await token())).toBe(fault);
  });

  it('that was changed after it was signed is refused', async () => {
    const [header, , signature] = (await oidc.token({ groups: ['readers'] })).split('.');
    const claims = {
      iss: oidc.issuer,
      aud: 'imprimatur',
      sub: 'x',
      iat: nowS,
      exp: nowS + 60,
      groups: ['desk'],
    };
    expect(await faultOf(`${header}.${part(claims)}.${signature}`)).toBe('bad_signature');
  });

  it('that is not signed, or with a published key as if it were a secret, is refused', async () => {
    const { kid, x = '' } = oidc.publicJwk;
    const claims = part({ iss: oidc.issuer, aud: 'imprimatur', sub: 'x', iat: nowS, exp: nowS + 60 });
    expect(await faultOf(`${part({ alg: 'none', kid })}.${claims}.`)).toBe('malformed');
    expect(await faultOf(`${part({ alg: 'none', kid })}.${claims}.AAAA`)).toBe('wrong_algorithm');
    const text = `${part({ alg: 'HS256', kid })}.${claims}`;
    const mac = createHmac('sha256', Buffer.from(x, 'base64url')).update(text).digest('base64url');
    expect(await faultOf(`${text}.${mac}`)).toBe('wrong_algorithm');
  });

  it('that names no key is refused, whatever keys the provider has', async () => {
    const read = await importPublicKey(oidc.publicJwk);
    if (!read.ok) throw new Error(read.reason);
    const token = await oidc.token({}, { kid: undefined });
    const verified = await verify(token, async () => ({ kind: 'key', key: read.value }));
    expect(verified).toMatchObject({ ok: false, reason: 'unknown_key' });
  });

  it('is not judged while the keys cannot be had', async () => {
    const verified = await verify(await oidc.token(), async () => ({ kind: 'unavailable' }));
    expect(verified).toMatchObject({ ok: false, reason: 'keys_unavailable' });
  });
});

describe('a JWT of Cloudflare Access', () => {
  it('is of a person by its subject', async () => {
    const verified = await verify(
      await access.token({ sub: '7335d417-61da', email: 'anna@tidemark.example' }),
    );
    expect(verified).toMatchObject({
      ok: true,
      value: { subject: '7335d417-61da', role: 'owner', name: 'anna@tidemark.example' },
    });
  });

  it('is of a service token by its client id', async () => {
    const verified = await verify(await access.token({ sub: '', common_name: 'abc.access' }));
    expect(verified).toMatchObject({
      ok: true,
      value: { subject: 'common_name:abc.access', role: 'ingest', name: 'abc.access' },
    });
  });

  it('is taken for as long as a session lasts', async () => {
    expect(await faultOf(await access.token({ iat: nowS - 80_000 }))).toBe('taken');
    expect(await faultOf(await access.token({ iat: nowS - 86_401 }))).toBe('expired');
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['of the session at Access itself', 'invalid', { type: 'org' }],
    ['without a type', 'invalid', { type: undefined }],
    ['for another application', 'invalid', { aud: ['another'] }],
    ['of neither person nor service', 'invalid', { sub: '', common_name: '' }],
    ['of no subject but a name', 'invalid', { sub: undefined, common_name: 'abc.access' }],
  ])('%s is refused', async (_, fault, claims) => {
    expect(await faultOf(await access.token(claims))).toBe(fault);
  });
});
