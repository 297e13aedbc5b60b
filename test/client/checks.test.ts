import { createPrivateKey } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  leafOf,
  type TrustedKeys,
  trustKeys,
  verifyCheckpoint,
  verifyConsistency,
  verifyInclusion,
  verifyReceipt,
  verifyText,
} from '../../client/src/index.ts';
import { keyRing } from '../../src/access/keyring.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import {
  append,
  EMPTY_HEAD,
  type Hash,
  type Head,
  leafHash,
  nodeHash,
  rootOf,
} from '../../src/ledger/merkle.ts';
import { printCheckpoint } from '../../src/ledger/transparency/checkpoint.ts';
import { LOG_SIGNATURE, signNote, verifierKey } from '../../src/ledger/transparency/note.ts';
import { signReceipt } from '../../src/stamp/receipt.ts';
import { claimsText } from '../../src/stamp/receipt-claims.ts';
import { componentsDigest, textDigest } from '../../src/stamp/text-digest.ts';
import type { ReceiptClaims } from '../../src/stamp/types.ts';

const ISSUER = 'https://gateway.example';
const ORIGIN = 'agency.example/log/license/lic_1';
const BLOCKS = ['A headline', 'First paragraph of the text.', 'Second paragraph, with 46 million.'];
const NOW = Date.parse('2026-06-01T00:00:00Z');
const delivered = [
  { component: 'cmp_1', digest: textDigest(BLOCKS).digest },
  { component: 'cmp_2', digest: 'x'.repeat(43) },
];
const record = {
  id: 'dlv_1',
  delivered,
  text: { algorithm: 'imprimatur-text-1', ...textDigest(BLOCKS) },
} as unknown as Parameters<typeof verifyText>[1];

const claims: ReceiptClaims = {
  iss: ISSUER,
  iat: NOW / 1000,
  jti: 'dlv_1',
  sub: 'par_1',
  license: 'lic_1',
  licenseVersion: 1,
  title: 'site',
  item: 'itm_1',
  version: '1',
  digest: componentsDigest(delivered),
  uses: ['display'],
  territories: ['DACH'],
  channels: ['web'],
  expires: NOW / 1000 + 86_400,
  log: { origin: ORIGIN, index: 0, leaf: leafOf('{"a":1}') },
};

let secret: string;
let keys: TrustedKeys;
let receipt: string;
beforeAll(async () => {
  secret = await generateKeyRing();
  const ring = await keyRing(secret);
  keys = await trustKeys(ring.jwks as never);
  receipt = signReceipt(claimsText(claims), ring.sign.receipt);
});

const changed = (text: string, place: number) =>
  text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);

describe('a receipt', () => {
  it('that the gateway signed is valid, with its claims and whether it is in force', async () => {
    const check = await verifyReceipt(receipt, keys, { issuer: ISSUER, now: NOW });
    expect(check).toEqual({ valid: true, claims, inForce: 'in_force' });
    const later = await verifyReceipt(receipt, keys, { issuer: ISSUER, now: NOW + 90_000_000 });
    expect(later).toMatchObject({ inForce: 'over' });
  });

  it('with any character changed is refused', async () => {
    const places = Array.from({ length: receipt.length }, (_, place) => place).filter(
      (place) => receipt[place] !== '.',
    );
    const checks = await Promise.all(
      places.map((place) => verifyReceipt(changed(receipt, place), keys, { issuer: ISSUER, now: NOW })),
    );
    expect(checks.filter(({ valid }) => valid)).toEqual([]);
  });

  it('of another gateway, or signed with a key of another purpose, is refused', async () => {
    expect(await verifyReceipt(receipt, keys, { issuer: 'https://other.example' })).toEqual({
      valid: false,
      reason: 'wrong_issuer',
    });
    const { sign } = await keyRing(secret);
    const other = signReceipt(claimsText(claims), sign.access);
    expect(await verifyReceipt(other, keys, { issuer: ISSUER })).toMatchObject({ reason: 'unknown_key' });
  });
});

describe('a text', () => {
  const says = (text: string) => verifyText(claims, record, { text });

  it('is unmodified however it is set', () => {
    expect(says(BLOCKS.join('\n\n'))).toMatchObject({ text: 'unmodified' });
    expect(says(BLOCKS.join('\n\n').replace('46 million', '46\u00a0million'))).toMatchObject({
      text: 'unmodified',
    });
  });

  it('is altered where a word is another, and the block is named', () => {
    expect(says(BLOCKS.join('\n\n').replace('46', '64'))).toMatchObject({ text: 'altered', changed: [2] });
  });

  it('is not vouched for by a record of another delivery', () => {
    const lie = { ...record, text: { algorithm: 'imprimatur-text-1', ...textDigest(['Another']) } };
    expect(verifyText(claims, lie, { text: 'Another' })).toEqual({ text: 'not_covered' });
    const other = { ...record, delivered: [{ component: 'cmp_1', digest: textDigest(['Another']).digest }] };
    expect(verifyText(claims, other, { text: 'Another' })).toEqual({ text: 'contradicted' });
  });
});

/** Of logs of 2 and 3 entries, by hand. */
function logs() {
  const leaves = ['{"a":1}', '{"b":2}', '{"c":3}'].map((entry) => leafHash(entry)) as [Hash, Hash, Hash];
  const headOf = (count: number) =>
    leaves.slice(0, count).reduce<Head>((head, leaf) => append(head, leaf), EMPTY_HEAD);
  const base64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64');
  const [a, b, c] = leaves;
  return {
    two: rootOf(headOf(2)),
    three: rootOf(headOf(3)),
    inclusion: { size: 3, hashes: [base64(b), base64(c)] },
    consistency: { from: 2, to: 3, hashes: [base64(c)] },
    node: base64(nodeHash(a, b)),
  };
}

describe('a checkpoint', () => {
  const noteOf = (size: number, root: Uint8Array, origin = ORIGIN) => {
    const { jwk } = (JSON.parse(secret) as { keys: { purpose: string; jwk: { x: string } }[] }).keys.find(
      ({ purpose }) => purpose === 'checkpoint',
    ) as { jwk: { x: string } };
    const key = verifierKey(origin, LOG_SIGNATURE, Buffer.from(jwk.x, 'base64url'));
    return signNote(
      printCheckpoint({ origin, size, root }),
      key,
      createPrivateKey({ key: jwk as never, format: 'jwk' }),
    );
  };
  const checked = (size: number, root: Uint8Array) => {
    const check = verifyCheckpoint(noteOf(size, root), keys, { origin: ORIGIN });
    if (!check.valid) throw new Error(check.reason);
    return check.checkpoint;
  };

  it('that the log signed is valid, and of no other log', () => {
    const { three } = logs();
    expect(verifyCheckpoint(noteOf(3, three), keys, { origin: ORIGIN })).toMatchObject({
      valid: true,
      checkpoint: { origin: ORIGIN, size: 3 },
    });
    expect(verifyCheckpoint(noteOf(3, three), keys, { origin: 'other' })).toEqual({
      valid: false,
      reason: 'wrong_origin',
    });
  });

  it('with another size, root or signature is refused', () => {
    const { two, three } = logs();
    const note = noteOf(3, three);
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const signature = note.trimEnd().length - 10;
    for (const lie of [
      note.replace('\n3\n', '\n4\n'),
      note.replace(base64(three), base64(two)),
      changed(note, signature),
    ])
      expect(verifyCheckpoint(lie, keys)).toMatchObject({ valid: false });
    expect(verifyCheckpoint('no note', keys)).toEqual({ valid: false, reason: 'malformed' });
  });

  it('proves an entry, and no other', () => {
    const { three, inclusion } = logs();
    const checkpoint = checked(3, three);
    expect(verifyInclusion(claims.log, inclusion, checkpoint)).toBe(true);
    expect(verifyInclusion({ ...claims.log, leaf: leafOf('{"a":2}') }, inclusion, checkpoint)).toBe(false);
    expect(verifyInclusion({ ...claims.log, index: 1 }, inclusion, checkpoint)).toBe(false);
    expect(verifyInclusion(claims.log, { ...inclusion, size: 2 }, checkpoint)).toBe(false);
  });

  it('continues an older one, or does not', () => {
    const { two, three, consistency, node } = logs();
    expect(verifyConsistency(checked(2, two), checked(3, three), consistency)).toBe(true);
    expect(verifyConsistency(checked(2, three), checked(3, three), consistency)).toBe(false);
    expect(verifyConsistency(checked(2, two), checked(3, three), { ...consistency, hashes: [node] })).toBe(
      false,
    );
  });
});
