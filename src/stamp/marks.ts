/**
 * The marks that our renditions put round a text, so that it is found again in a page that somebody made of it. Editors and sanitizers keep data
 * attributes often, classes mostly, links nearly always: there is each of them, and any of them is enough.
 */

export const MARK_ATTRIBUTE = 'data-imprimatur';
/** The receipt itself, in a rendition that has no link to carry it. */
export const RECEIPT_ATTRIBUTE = 'data-imprimatur-receipt';
export const MARK_CLASS = 'imprimatur-';

/** As the ledger names deliveries (platform/ids.ts). */
export function isReceiptId(text: string): boolean {
  return /^dlv_[0-9a-f]{32}$/u.test(text);
}

/** The link that stands before a text; `verifyUrl`, with the receipt, stands after it. */
export function beginUrlOf(publicUrl: string, receiptId: string): string {
  return `${publicUrl}/verify#${receiptId}`;
}
