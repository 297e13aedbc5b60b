/**
 * Verifies receipts offline: signature, claims, time, and a text against the digests of the delivered one.
 */
import { unbounded } from '../../../src/platform/budget.ts';
import { diffBlocks } from '../../../src/stamp/diff.ts';
import { readPublished } from '../../../src/stamp/published.ts';
import { verifyReceiptSignature } from '../../../src/stamp/receipt.ts';
import { componentsDigest, foldText, textDigest } from '../../../src/stamp/text-digest.ts';
import { inForceAt } from '../../../src/stamp/verify.ts';
import type { components } from '../api.ts';
import type { TrustedKeys } from './keys.ts';
import type { InForce, ReceiptClaims, ReceiptFault } from './types.ts';

export type ReceiptRecord = components['schemas']['ReceiptRecord'];
/** Includes the state in the log. */
export type ReceiptAnswer = components['schemas']['ReceiptAnswer'];

export type ReceiptCheck =
  | { valid: true; claims: ReceiptClaims; inForce: InForce }
  | { valid: false; reason: ReceiptFault | 'wrong_issuer' };

export interface ReceiptExpectation {
  /** Trusted issuer: the URL of the gateway. */
  issuer: string;
  /** Milliseconds, UTC. */
  now?: number;
}

/** Never throws: an unreadable receipt is invalid. `verifyInclusion` verifies the log entry. */
export async function verifyReceipt(
  receipt: string,
  keys: Pick<TrustedKeys, 'receipt'>,
  { issuer, now = Date.now() }: ReceiptExpectation,
): Promise<ReceiptCheck> {
  const verdict = await verifyReceiptSignature(receipt, keys.receipt);
  if (!verdict.ok) return { valid: false, reason: verdict.reason };
  const { claims } = verdict;
  if (claims.iss !== issuer) return { valid: false, reason: 'wrong_issuer' };
  return { valid: true, claims, inForce: inForceAt(claims, now) };
}

export interface PublishedText {
  headline?: string;
  text?: string;
}

export type TextCheck =
  | { text: 'unmodified' | 'altered'; changed: number[]; missing: number[]; added: number[] }
  /**
   * `not_covered`: the delivery had no text. `contradicted`: the record is not the one that the receipt
   * names.
   */
  | { text: 'not_given' | 'not_covered' | 'contradicted' };

/**
 * Compares a published text with the record of its receipt (`client.receiptRecord`), whose digests the
 * receipt's signature covers. Blocks are numbered from the headline, which is 0. Licensed alterations and
 * whole pages or documents need `client.verifyPublished`, because the record has digests only.
 */
export function verifyText(claims: ReceiptClaims, record: ReceiptRecord, source: PublishedText): TextCheck {
  if (record.id !== claims.jti || componentsDigest(record.delivered) !== claims.digest)
    return { text: 'contradicted' };
  const { text } = record;
  if (!text || !record.delivered.some(({ digest }) => digest === text.digest)) return { text: 'not_covered' };
  const read = readPublished(source);
  if (!read) return { text: 'not_given' };
  const { headline, body } = read;
  const blocks = (headline === undefined ? body : [headline, ...body]).filter(
    (block) => foldText(block) !== '',
  );
  const published = textDigest(blocks);
  const diff = diffBlocks(text.blocks, published.blocks, { budget: unbounded() });
  const { equal: kept, changed, missing, added } = diff;
  // Block digests are truncated, so only the whole digest shows that the text is the same.
  const same = textDigest(kept.map(([, place]) => blocks[place] ?? '')).digest === text.digest;
  const isIntact = same && added.length === 0;
  return { text: isIntact ? 'unmodified' : 'altered', changed, missing, added };
}
