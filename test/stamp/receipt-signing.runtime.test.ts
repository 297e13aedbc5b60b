/** `node:crypto` signs receipts synchronously: in the runtime its bytes must equal those of WebCrypto. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyRing } from '../../src/access/keyring.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import { signReceipt } from '../../src/stamp/receipt.ts';
import { runs } from '../support/runs.ts';

const KEYS_DRAWN = 8;
const anyText = fc.oneof(fc.string({ maxLength: 1_300 }), fc.string({ unit: 'grapheme', maxLength: 60 }));

const drawnKey = async () => (await keyRing(await generateKeyRing())).sign.receipt;

describe('a receipt', () => {
  it('has the signature that WebCrypto makes, for any key and any claims', async () => {
    const keys = await Promise.all(Array.from({ length: KEYS_DRAWN }, drawnKey));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...keys), anyText, async (key, claims) => {
        const receipt = signReceipt(claims, key);
        const end = receipt.lastIndexOf('.');
        const signature = await crypto.subtle.sign('Ed25519', key.key, Buffer.from(receipt.slice(0, end)));
        expect(receipt.slice(end + 1)).toBe(Buffer.from(signature).toString('base64url'));
      }),
      runs(),
    );
  });

  it('names the key that signed it, whatever other keys have signed before', async () => {
    const [one, other] = await Promise.all([drawnKey(), drawnKey()]);
    const kids = [one, other, one].map((key) => {
      const [header = ''] = signReceipt('{}', key).split('.');
      return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid;
    });
    expect(kids).toEqual([one.kid, other.kid, one.kid]);
  });
});
