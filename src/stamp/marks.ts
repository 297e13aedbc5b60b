/**
 * Marks around a text in our renditions, so that it can be found in a page made from it. Editors and
 * sanitizers often keep data attributes, mostly keep classes, and nearly always keep links: each kind is
 * present, and any one is enough.
 */

export const MARK_ATTRIBUTE = 'data-imprimatur';
/** The receipt itself, in a rendition without a link to carry it. */
export const RECEIPT_ATTRIBUTE = 'data-imprimatur-receipt';
export const MARK_CLASS = 'imprimatur-';

/** Form of delivery ids (platform/ids.ts). */
export function isReceiptId(text: string): boolean {
  return /^dlv_[0-9a-f]{32}$/u.test(text);
}

/** The link before a text; `verifyUrl`, with the receipt, follows the text. */
export function beginUrlOf(publicUrl: string, receiptId: string): string {
  return `${publicUrl}/verify#${receiptId}`;
}
