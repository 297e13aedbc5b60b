import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { importKeySet, importPublicKey } from '../../../src/access/jose/public-key.ts';

const jwkOf = (pair: { publicKey: { export(options: { format: 'jwk' }): unknown } }) =>
  pair.publicKey.export({ format: 'jwk' }) as Record<string, unknown>;

const ed25519 = jwkOf(generateKeyPairSync('ed25519'));
const p256 = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const p384 = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }));
const rsa = jwkOf(generateKeyPairSync('rsa', { modulusLength: 2048 }));
const short = jwkOf(generateKeyPairSync('rsa', { modulusLength: 1024 }));
const three = jwkOf(generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }));

describe('a public key', () => {
  it.each([
    ['Ed25519', ed25519, 'EdDSA'],
    ['P-256', p256, 'ES256'],
    ['RSA without an algorithm', rsa, 'RS256'],
    ['RSA-PSS', { ...rsa, alg: 'PS256' }, 'PS256'],
    ['for signatures', { ...p256, use: 'sig', key_ops: ['verify'] }, 'ES256'],
  ])('%s verifies with its one algorithm', async (_, jwk, alg) => {
    expect(await importPublicKey({ ...jwk, kid: 'one' })).toMatchObject({
      ok: true,
      value: { alg, kid: 'one' },
    });
  });

  it.each<[string, unknown, string]>([
    ['no object', 'key', 'malformed'],
    ['a list', [p256], 'malformed'],
    ['a private half', { ...p256, d: 'AAAA' }, 'private'],
    ['a symmetric key', { kty: 'oct', k: 'AAAA' }, 'private'],
    ['a key for encryption', { ...rsa, use: 'enc' }, 'wrong_use'],
    ['a key that only encrypts', { ...p256, key_ops: ['encrypt'] }, 'wrong_use'],
    ['operations said twice', { ...p256, key_ops: ['verify', 'verify'] }, 'wrong_use'],
    ['operations that are no list', { ...p256, key_ops: 'verify' }, 'wrong_use'],
    ['another curve', p384, 'unsupported'],
    ['another algorithm', { ...rsa, alg: 'RS512' }, 'unsupported'],
    ['the algorithm of another type', { ...p256, alg: 'EdDSA' }, 'unsupported'],
    ['no algorithm', { ...p256, alg: 'none' }, 'unsupported'],
    ['1024 bits', short, 'unsupported'],
    ['exponent 3', three, 'unsupported'],
    ['a padded coordinate', { ...p256, x: `${p256.x}=` }, 'unsupported'],
    ['a coordinate that is too short', { ...ed25519, x: 'AAAA' }, 'unsupported'],
    ['a point beside its curve', { ...p256, y: p256.x }, 'malformed'],
    ['an endless id', { ...p256, kid: 'k'.repeat(201) }, 'malformed'],
  ])('with %s is refused', async (_, jwk, reason) => {
    expect(await importPublicKey(jwk)).toEqual({ ok: false, reason });
  });
});

describe('a set of keys', () => {
  it('gives those that verify, and leaves out the others', async () => {
    const set = {
      keys: [
        { ...p256, kid: 'a' },
        { ...rsa, kid: 'b', use: 'enc' },
        { ...ed25519, kid: 'c' },
      ],
    };
    const read = await importKeySet(set);
    expect(read.ok && read.value.map(({ kid }) => kid)).toEqual(['a', 'c']);
  });

  it.each<[string, unknown]>([
    [
      'two keys of one id',
      {
        keys: [
          { ...p256, kid: 'a' },
          { ...ed25519, kid: 'a' },
        ],
      },
    ],
    ['a secret in it', { keys: [p256, { kty: 'oct', k: 'AAAA' }] }],
    ['no keys', {}],
    ['very many', { keys: Array(51).fill(p256) }],
  ])('with %s is refused', async (_, set) => {
    expect((await importKeySet(set)).ok).toBe(false);
  });
});
