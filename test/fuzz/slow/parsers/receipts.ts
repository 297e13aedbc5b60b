/**
 * An article and receipts of its deliveries, made here and the same in every thread and run: inputs are made
 * of them by one thread and read by another.
 */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { importJWK } from 'jose';
import { signReceipt, verifyReceiptSignature } from '../../../../src/stamp/receipt.ts';
import { claimsText, receiptClaims } from '../../../../src/stamp/receipt-claims.ts';
import { textDigest } from '../../../../src/stamp/text-digest.ts';
import { input, license } from '../../../stamp/fixtures.ts';

export const ARTICLE = {
  headline: 'Harbor reopens after storm',
  body: Array.from(
    { length: 30 },
    (_, at) =>
      `VELMAR (${at}) - The harbor reopened on Friday. Ferries sail again from noon, said pilot ${at}. The pier stays closed until day ${at + 1}.`,
  ),
};

const { digest } = textDigest([ARTICLE.headline, ...ARTICLE.body]);
const DELIVERED = [{ component: 'cmp_00000000000000000000000000000001', digest }];

const KID = 'slow-input';
const seed = createHash('sha256').update('a key that signs receipts for the search of slow inputs').digest();
/** PKCS #8 of an Ed25519 key, up to its seed (RFC 8410). */
const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
const keys = new Map([[KID, (await importJWK(jwk, 'EdDSA')) as CryptoKey]]);

const deliveryId = (at: number) => `dlv_${at.toString(16).padStart(32, '0')}`;

/** As many as a document may have, and some more. */
export const RECEIPTS = await Promise.all(
  Array.from({ length: 24 }, async (_, at) => {
    const id = deliveryId(at);
    const claims = {
      ...receiptClaims({ ...input, delivered: DELIVERED, partner: license.terms.partner }),
      jti: id,
      alterations: ['headline', 'shorten'],
    };
    return { id, receipt: signReceipt(claimsText(claims), { kid: KID, privateKey }) };
  }),
);

export const verified = (receipt: string) => verifyReceiptSignature(receipt, keys);
