/**
 * Signs and verifies receipts: compact JWS (RFC 7515) with Ed25519 (RFC 8037). Signing is deterministic, so
 * equal claims give equal bytes. Verification is stricter than JOSE requires: one header, one alphabet, one
 * spelling.
 */
import { type KeyObject, sign } from 'node:crypto';
import { compactVerify } from 'jose';
import { parseObject, strictBase64url } from '../platform/strict-json.ts';
import { perObject } from '../rights/index.ts';
import { RECEIPT_BYTES_MAX } from './limits.ts';
import { receiptClaimsSchema } from './schema.ts';
import type { ReceiptClaims } from './types.ts';

export const RECEIPT_TYPE = 'rights-receipt+jwt';
const ALGORITHM = 'EdDSA';

/** The current key of purpose `receipt` (access/keyring.ts). */
export interface ReceiptKey {
  kid: string;
  privateKey: KeyObject;
}

const RECEIPT_FAULTS = [
  'too_large',
  'malformed',
  'wrong_algorithm',
  'wrong_type',
  'unknown_key',
  'bad_signature',
  'bad_claims',
] as const;
export type ReceiptFault = (typeof RECEIPT_FAULTS)[number];

export type ReceiptVerdict = { ok: true; claims: ReceiptClaims } | { ok: false; reason: ReceiptFault };

/**
 * Signs the canonical text of claims. Throws if the receipt would exceed its limit, which the limits of ids
 * and versions prevent.
 */
export function signReceipt(claims: string, key: ReceiptKey): string {
  const input = `${headerOf(key)}.${base64url(claims)}`;
  // RFC 7515 §5.1 without a library: signing takes 20 µs, a library adds 50, a WebCrypto promise 10.
  const receipt = `${input}.${sign(null, Buffer.from(input), key.privateKey).toString('base64url')}`;
  if (receipt.length > RECEIPT_BYTES_MAX)
    throw new Error(`a receipt of ${receipt.length} bytes is too large`);
  return receipt;
}

const headerOf = perObject(({ kid }: ReceiptKey) =>
  base64url(JSON.stringify({ alg: ALGORITHM, kid, typ: RECEIPT_TYPE })),
);

const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** `<PUBLIC_URL>/verify#<receipt>`: a fragment, so that no server learns what is verified. */
export function verifyUrlOf(publicUrl: string, receipt: string): string {
  return `${publicUrl}/verify#${receipt}`;
}

/** Checks the signature and the form of the claims, not their content. Never throws. */
export async function verifyReceiptSignature(
  receipt: string,
  keys: ReadonlyMap<string, CryptoKey>,
): Promise<ReceiptVerdict> {
  if (receipt.length > RECEIPT_BYTES_MAX) return { ok: false, reason: 'too_large' };
  const parts = receipt.split('.');
  if (parts.length !== 3 || !parts.every((part) => strictBase64url(part)))
    return { ok: false, reason: 'malformed' };
  const header = parseObject(Buffer.from(parts[0] ?? '', 'base64url'));
  if (!header) return { ok: false, reason: 'malformed' };
  if (header.alg !== ALGORITHM) return { ok: false, reason: 'wrong_algorithm' };
  if (header.typ !== RECEIPT_TYPE) return { ok: false, reason: 'wrong_type' };
  // `crit`, `jwk`, `b64` and others are not allowed: our headers have exactly these three members.
  if (Object.keys(header).sort().join() !== 'alg,kid,typ') return { ok: false, reason: 'malformed' };
  const key = typeof header.kid === 'string' ? keys.get(header.kid) : undefined;
  if (!key) return { ok: false, reason: 'unknown_key' };
  const payload = await signedPayload(receipt, key);
  if (!payload) return { ok: false, reason: 'bad_signature' };
  const claims = receiptClaimsSchema.safeParse(parseObject(payload));
  return claims.success ? { ok: true, claims: claims.data } : { ok: false, reason: 'bad_claims' };
}

async function signedPayload(receipt: string, key: CryptoKey): Promise<Uint8Array | undefined> {
  try {
    return (await compactVerify(receipt, key, { algorithms: [ALGORITHM] })).payload;
  } catch {
    return undefined;
  }
}
