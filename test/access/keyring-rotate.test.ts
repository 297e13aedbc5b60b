import { describe, expect, it } from 'vitest';
import { type KeyRing, keyRing, type StoredKeyRing } from '../../src/access/keyring.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import { markCompromised, prepareKey, rotateKey } from '../../src/access/keyring-rotate.ts';
import { issueToken, verifyToken } from '../../src/access/token.ts';
import { parseNote, verifiedSignatures } from '../../src/ledger/transparency/note.ts';
import { signAs, verifierKeysOf } from '../../src/ledger/transparency/signer.ts';
import { signReceipt, verifyReceiptSignature } from '../../src/stamp/receipt.ts';
import { claimsText, receiptClaims } from '../../src/stamp/receipt-claims.ts';
import { input, license } from '../stamp/fixtures.ts';

const ORIGIN = 'tidemark.example/log';
const ISSUER = 'https://gateway.example';
const NOW = Date.UTC(2026, 10, 24, 9);
const at = new Date(NOW);
const claims = receiptClaims({ ...input, partner: license.terms.partner });

const fresh = async () => JSON.parse(await generateKeyRing()) as StoredKeyRing;
const read = (ring: StoredKeyRing) => keyRing(JSON.stringify(ring));
const issue = async (ring: KeyRing, now = NOW) =>
  (await issueToken({ scope: 'admin', operator: 'opr_1', generation: 0 }, { issuer: ISSUER, ring, now }))
    .token;
const verifies = async (ring: KeyRing, token: string, now = NOW) =>
  (await verifyToken(token, { issuer: ISSUER, ring, now })).ok;

describe('a rotation without downtime', () => {
  it('publishes the next key first: who has the old ring takes what the new one signs', async () => {
    const prepared = await prepareKey(await fresh(), 'access', at);
    const [before, after] = [await read(prepared), await read(await rotateKey(prepared, 'access', at))];
    expect(after.sign.access.kid).not.toBe(before.sign.access.kid);
    expect(before.jwks.keys.map(({ kid }) => kid)).toContain(after.sign.access.kid);
    expect(await verifies(before, await issue(after))).toBe(true);
  });

  it('lets tokens that are out live to their end, and no moment longer', async () => {
    const old = await fresh();
    const token = await issue(await read(old));
    const ring = await read(await rotateKey(old, 'access', at));
    expect(await verifies(ring, token, NOW + 899_000)).toBe(true);
    // A thief of the retired key cannot sign himself new ones.
    const late = await issue(await read(old), NOW + 1_000_000);
    expect(await verifies(ring, late, NOW + 1_000_000)).toBe(false);
  });

  it('touches one purpose only, and a ring that is prepared twice has one next key', async () => {
    const ring = await fresh();
    const twice = await prepareKey(await prepareKey(ring, 'receipt', at), 'receipt', at);
    expect(twice.keys.filter(({ status }) => status === 'next')).toHaveLength(1);
    const rotated = await rotateKey(twice, 'receipt', at);
    for (const purpose of ['access', 'checkpoint'] as const)
      expect((await read(rotated)).sign[purpose].kid).toBe((await read(ring)).sign[purpose].kid);
  });

  it('leaves receipts and checkpoints verifiable, after any number of rotations', async () => {
    const old = await fresh();
    const receipt = signReceipt(claimsText(claims), (await read(old)).sign.receipt);
    const note = parseNote(signAs(JSON.stringify(old), ORIGIN, `${ORIGIN}\n0\nAA==\n`));
    let ring = old;
    for (let n = 0; n < 3; n++)
      for (const purpose of ['receipt', 'checkpoint'] as const) ring = await rotateKey(ring, purpose, at);
    expect((await verifyReceiptSignature(receipt, (await read(ring)).verify.receipt)).ok).toBe(true);
    expect(note && verifiedSignatures(note, verifierKeysOf(JSON.stringify(ring), ORIGIN))).not.toBeNull();
  });
});

describe('a compromised key', () => {
  it('verifies nothing, is not published, and is replaced when it signs', async () => {
    const old = await fresh();
    const before = await read(old);
    const [token, receipt] = [await issue(before), signReceipt(claimsText(claims), before.sign.receipt)];
    let ring = await markCompromised(old, before.sign.access.kid, at);
    ring = ring && (await markCompromised(ring, before.sign.receipt.kid, at));
    if (!ring) throw new Error('the keys are not found');
    const after = await read(ring);
    expect(await verifies(after, token)).toBe(false);
    expect((await verifyReceiptSignature(receipt, after.verify.receipt)).ok).toBe(false);
    expect(after.jwks.keys.map(({ kid }) => kid)).not.toContain(before.sign.access.kid);
    expect(await verifies(after, await issue(after))).toBe(true);
  });

  it('of a log is no verifier key any more', async () => {
    const old = await fresh();
    const kid = old.keys.find(({ purpose }) => purpose === 'checkpoint')?.jwk.kid ?? '';
    const ring = await markCompromised(old, kid, at);
    expect(verifierKeysOf(JSON.stringify(ring), ORIGIN)).toHaveLength(1);
  });

  it('must be one of the ring', async () => {
    expect(await markCompromised(await fresh(), 'nobody', at)).toBeNull();
  });
});
