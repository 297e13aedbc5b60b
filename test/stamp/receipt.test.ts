import { KeyObject, type webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { CompactSign, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EffectiveRights } from '../../src/rights/types.ts';
import { RECEIPT_BYTES_MAX } from '../../src/stamp/limits.ts';
import { makeStamp } from '../../src/stamp/make-stamp.ts';
import { type ReceiptKey, signReceipt, verifyReceiptSignature } from '../../src/stamp/receipt.ts';
import { claimsText, receiptClaims, receiptText, setName } from '../../src/stamp/receipt-claims.ts';
import { componentsDigest } from '../../src/stamp/text-digest.ts';
import { runs } from '../support/runs.ts';
import { grant, input, item, license, rights } from './fixtures.ts';

const facts = { ...input, partner: license.terms.partner };
const claims = receiptClaims(facts);

let key: ReceiptKey;
let keys: Map<string, CryptoKey>;

async function newKey(kid: string) {
  const pair = await generateKeyPair('Ed25519', { extractable: true });
  const signing = { kid, privateKey: KeyObject.from(pair.privateKey as webcrypto.CryptoKey) };
  return { signing, publicKey: pair.publicKey };
}

beforeAll(async () => {
  const { signing, publicKey } = await newKey('first-key');
  key = signing;
  keys = new Map([['first-key', publicKey]]);
});

describe('the claims of a receipt', () => {
  it('say who may do what, where and until when', () => {
    expect(claims).toEqual({
      iss: 'https://gateway.example',
      iat: Date.UTC(2026, 10, 19, 19) / 1000,
      jti: input.first.id,
      sub: license.terms.partner,
      license: license.id,
      licenseVersion: 2,
      title: 'courier',
      item: item.id,
      version: '3',
      digest: componentsDigest(input.delivered),
      uses: ['display', 'distribute'],
      alterations: ['headline'],
      territories: ['AT', 'DE'],
      channels: ['app', 'web'],
      expires: Date.UTC(2027, 0, 1) / 1000,
      log: { origin: `saltmarsh.example/log/license/${license.id}`, index: 41, leaf: input.first.leaf },
    });
  });

  it('list all titles of the grant where none was stated, and the one that was', () => {
    const both = { ...rights, grants: [{ ...grant, titles: ['evening', 'courier'] }] };
    expect(receiptClaims({ ...facts, rights: both }).title).toEqual(['courier', 'evening']);
    expect(receiptClaims({ ...facts, rights: both, statedTitle: 'evening' }).title).toBe('evening');
  });

  it('never cover a second that the rights do not', () => {
    const odd = { ...rights, notBefore: 1_000_001, expires: 2_000_999 };
    expect(receiptClaims({ ...facts, rights: odd })).toMatchObject({ nbf: 1001, expires: 2000 });
  });

  it('mark places that are taken out', () => {
    const japanOut = { ...rights, grants: [{ ...grant, territories: ['world'], except: ['JP'] }] };
    expect(receiptClaims({ ...facts, rights: japanOut }).territories).toEqual(['world', '-JP']);
  });

  it('keep rights apart that do not combine', () => {
    const apart = [grant, { ...grant, titles: ['evening'], territories: ['CH'], uses: ['print'] }];
    const { title, territories, more } = receiptClaims({ ...facts, rights: { ...rights, grants: apart } });
    expect({ title, territories }).toEqual({ title: 'courier', territories: ['AT', 'DE'] });
    expect(more).toEqual([
      { title: 'evening', uses: ['print'], territories: ['CH'], channels: ['app', 'web'] },
    ]);
  });

  it('name the pictures that carry Content Credentials, and nothing where there are none', () => {
    const ids = ['cmp_b', 'cmp_a'];
    expect(receiptClaims({ ...facts, contentCredentials: ids }).contentCredentials).toEqual([
      'cmp_a',
      'cmp_b',
    ]);
    expect(receiptClaims({ ...facts, contentCredentials: [] })).not.toHaveProperty('contentCredentials');
    const many = Array.from({ length: 40 }, (_, n) => `cmp_${String(n).padStart(32, '0')}`);
    expect(receiptClaims({ ...facts, contentCredentials: many }).contentCredentials).toBe(setName(many));
  });

  it('keep what was stated, where the rights depend on it', () => {
    const stated = { absoluteSize: '1200 px', count: 1 };
    expect(receiptClaims({ ...facts, rights: { ...rights, stated } }).stated).toEqual(stated);
    expect(receiptClaims(facts)).not.toHaveProperty('stated');
  });

  it('verify with what was stated, and name it where it is too long to be said', async () => {
    const claims = receiptClaims({ ...facts, rights: { ...rights, stated: { count: 1 } } });
    expect(await verifyReceiptSignature(signReceipt(claimsText(claims), key), keys)).toEqual({
      ok: true,
      claims: claims,
    });
    const operands = [
      'absolutePosition',
      'event',
      'fileFormat',
      'industry',
      'relativePosition',
      'systemDevice',
    ];
    const stated = Object.fromEntries(operands.map((operand) => [operand, `urn:x:${'n'.repeat(194)}`]));
    const long = receiptClaims({ ...facts, rights: { ...rights, stated } });
    expect(long.stated).toBe(setName(Object.entries(stated)));
    const receipt = signReceipt(claimsText(long), key);
    expect(receipt.length).toBeLessThanOrEqual(RECEIPT_BYTES_MAX);
    expect(await verifyReceiptSignature(receipt, keys)).toEqual({ ok: true, claims: long });
  });

  it('keep a purpose that the rights are limited to', () => {
    const editorial = { ...rights, grants: [{ ...grant, purposes: ['editorial'] }] };
    expect(receiptClaims({ ...facts, rights: editorial }).purposes).toEqual(['editorial']);
  });
});

describe('the text of the claims', () => {
  const word = fc.oneof(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme', maxLength: 12 }));
  const words = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const anyRights = fc.record(
    {
      grants: fc.array(
        fc.record(
          {
            uses: words,
            titles: fc.uniqueArray(fc.constantFrom('courier', 'evening', '"'), { maxLength: 3 }),
            territories: words,
            except: fc.array(fc.stringMatching(/^[A-Z]{2}$/), { maxLength: 60 }),
            channels: fc.constant(grant.channels),
            purposes: words,
          },
          { requiredKeys: ['uses', 'titles', 'territories', 'except', 'channels'] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
      alterations: fc.constant<EffectiveRights['alterations']>(['shorten', 'headline']),
      duties: fc.constant(rights.duties),
      stated: fc.dictionary(word, fc.oneof(word, fc.nat()), { maxKeys: 3 }),
    },
    { requiredKeys: ['grants', 'duties'] },
  );
  const anyDelivery = fc.record({
    agency: fc.record({ publicUrl: word, logOrigin: word }).map((own) => ({ ...input.agency, ...own })),
    partner: word,
    license: fc.record({ id: word, version: fc.nat() }),
    statedTitle: fc.constantFrom(null, 'courier', 'evening', 'another'),
    item: fc.record({ id: word, version: word }),
    delivered: fc.array(fc.record({ component: word, digest: word }), { maxLength: 3 }),
    contentCredentials: maybe(fc.array(word, { maxLength: 2 })),
    first: fc.record({ id: word, atMs: fc.nat(), index: fc.nat(), leaf: word }),
    times: fc.record({ notBefore: fc.nat(), expires: fc.nat() }, { requiredKeys: ['expires'] }),
  });

  it('is the canonical form of the claims, for all deliveries under the same rights', () => {
    fc.assert(
      fc.property(anyRights, fc.array(anyDelivery, { minLength: 1, maxLength: 4 }), (same, deliveries) => {
        for (const { times, ...delivery } of deliveries) {
          const facts = { ...delivery, rights: { ...same, ...times } };
          expect(receiptText(facts)).toBe(claimsText(receiptClaims(structuredClone(facts))));
        }
      }),
      runs(),
    );
  });

  it('names a list where the claims are too long only with the values of one delivery', () => {
    const titles = Array.from({ length: 40 }, (_, index) => `title-${String(index).padStart(3, '0')}`);
    const same = { ...rights, grants: [{ ...grant, titles }] };
    const texts = ['3', '3'.repeat(400)].map((version) =>
      receiptText({ ...facts, rights: same, item: { ...item, version } }),
    );
    expect(texts.map((text) => text.includes(setName(titles)))).toEqual([false, true]);
  });
});

describe('a receipt', () => {
  it('verifies with the public key that its header names', async () => {
    expect(await verifyReceiptSignature(signReceipt(claimsText(claims), key), keys)).toEqual({
      ok: true,
      claims,
    });
  });

  it('is the same bytes for the same claims, in whatever order they are written', () => {
    const reversed = Object.fromEntries(Object.entries(claims).reverse()) as typeof claims;
    expect(signReceipt(claimsText(reversed), key)).toBe(signReceipt(claimsText(claims), key));
  });

  it('names a list that is too long by its count and digest, and stays within 2 KB', () => {
    const titles = Array.from({ length: 400 }, (_, index) => `title-${String(index).padStart(4, '0')}`);
    const long = receiptClaims({ ...facts, rights: { ...rights, grants: [{ ...grant, titles }] } });
    expect(long.title).toBe(setName(titles));
    expect(long.title).toMatch(/^set:400:[\w-]{43}$/);
    expect(signReceipt(claimsText(long), key).length).toBeLessThanOrEqual(RECEIPT_BYTES_MAX);
  });

  it('stays within 2 KB whatever is granted', () => {
    const code = fc.stringMatching(/^[A-Z]{2}$/);
    const grants = fc.array(
      fc.record({
        uses: fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 40 }),
        titles: fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 60 }),
        territories: fc.array(code, { minLength: 1, maxLength: 250 }),
        except: fc.array(code, { maxLength: 250 }),
        channels: fc.constant(grant.channels),
        purposes: fc.array(fc.string({ maxLength: 30 }), { maxLength: 30 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(grants, (list) => {
        const wide = receiptClaims({ ...facts, rights: { ...rights, grants: list } });
        expect(signReceipt(claimsText(wide), key).length).toBeLessThanOrEqual(RECEIPT_BYTES_MAX);
      }),
      { numRuns: 30 },
    );
  });
});

describe('verification refuses', () => {
  const reason = async (receipt: string, ring = keys) => {
    const verdict = await verifyReceiptSignature(receipt, ring);
    return verdict.ok ? 'ok' : verdict.reason;
  };
  const bytes = () => new TextEncoder().encode(JSON.stringify(claims));

  it('refuses another kind of token signed with the same key', async () => {
    const token = await new CompactSign(bytes())
      .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'at+jwt' })
      .sign(key.privateKey);
    expect(await reason(token)).toBe('wrong_type');
  });

  it('an algorithm that is not ours, `none` among them', async () => {
    const hmac = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256', kid: key.kid, typ: 'rights-receipt+jwt' })
      .sign(new Uint8Array(32));
    const header = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [, payload, signature] = signReceipt(claimsText(claims), key).split('.');
    const none = `${header({ alg: 'none', kid: key.kid, typ: 'rights-receipt+jwt' })}.${payload}.${signature}`;
    expect([await reason(hmac), await reason(none)]).toEqual(['wrong_algorithm', 'wrong_algorithm']);
  });

  it('a header that brings its own key', async () => {
    const { signing, publicKey } = await newKey(key.kid);
    const token = await new CompactSign(bytes())
      .setProtectedHeader({
        alg: 'EdDSA',
        kid: key.kid,
        typ: 'rights-receipt+jwt',
        jwk: await exportJWK(publicKey),
      })
      .sign(signing.privateKey);
    expect(await reason(token)).toBe('malformed');
  });

  it('a key id that is not in the ring', async () => {
    expect(await reason(signReceipt(claimsText(claims), key), new Map())).toBe('unknown_key');
  });

  it('refuses a signature by another key of the same name', async () => {
    const { signing } = await newKey(key.kid);
    expect(await reason(signReceipt(claimsText(claims), signing))).toBe('bad_signature');
  });

  it('claims that were changed after signing', async () => {
    const [header, , signature] = signReceipt(claimsText(claims), key).split('.');
    const widened = Buffer.from(JSON.stringify({ ...claims, territories: ['world'] })).toString('base64url');
    expect(await reason(`${header}.${widened}.${signature}`)).toBe('bad_signature');
  });

  it('signed content that is no receipt', async () => {
    const token = await new CompactSign(new TextEncoder().encode('[1]'))
      .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'rights-receipt+jwt' })
      .sign(key.privateKey);
    expect(await reason(token)).toBe('bad_claims');
  });

  it('padding, white space and spare bits in base64url', async () => {
    const receipt = signReceipt(claimsText(claims), key);
    const last = receipt.at(-1) ?? '';
    // an Ed25519 signature of 64 bytes leaves four spare bits in its last character
    const spare = { A: 'B', Q: 'R', g: 'h', w: 'x' }[last] ?? '!';
    const spellings = [
      `${receipt}=`,
      ` ${receipt}`,
      receipt.replace('.', '.\n'),
      `${receipt.slice(0, -1)}${spare}`,
    ];
    expect(await Promise.all(spellings.map((text) => reason(text)))).toEqual(Array(4).fill('malformed'));
  });

  it('more than a receipt can be', async () => {
    expect(await reason('a'.repeat(RECEIPT_BYTES_MAX + 1))).toBe('too_large');
  });

  it('refuses any other string, without throwing', async () => {
    const segment = fc.oneof(
      fc.base64String(),
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    const texts = fc.array(segment, { maxLength: 4 }).map((parts) => parts.join('.'));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(await reason(text)).not.toBe('ok');
      }),
      { numRuns: 60 },
    );
  });
});

describe('a whole stamp', () => {
  it('is the same to the byte for the same delivery', () => {
    expect(makeStamp(input, key)).toEqual(makeStamp(structuredClone(input), key));
  });

  it('links to a check that sends the receipt to no server', () => {
    const { receipt, verifyUrl } = makeStamp(input, key);
    expect(verifyUrl).toBe(`https://gateway.example/verify#${receipt}`);
  });
});
