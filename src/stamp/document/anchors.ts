/**
 * Finds receipts, and links that name one, in text and in links. A match is only a claim until its signature
 * is verified.
 */
import type { Budget } from '../../platform/budget.ts';
import { RECEIPT_BYTES_MAX } from '../limits.ts';
import { isReceiptId } from '../marks.ts';
import { RECEIPT_TYPE } from '../receipt.ts';
import { attribute, type Element } from './html-tree.ts';
import type { Anchor } from './types.ts';

const RUN = /[\w.-]+/gu;
/** Minimum characters of each part of a receipt; shorter runs are something else. */
const PART_CHARS_MIN = 20;

/** Every receipt in a text, once, in order. One pass over the text. */
export function receiptsIn(text: string, budget: Budget): string[] {
  const receipts = new Set<string>();
  for (const [run] of text.matchAll(RUN)) {
    const parts = run.split('.');
    for (let at = 0; at + 2 < parts.length; at++) {
      const three = parts.slice(at, at + 3);
      if (
        three.every(({ length }) => length >= PART_CHARS_MIN && length <= RECEIPT_BYTES_MAX) &&
        isHeader(three[0] ?? '', budget)
      )
        receipts.add(three.join('.'));
    }
  }
  return [...receipts];
}

function isHeader(part: string, budget: Budget): boolean {
  budget.spend('nodes');
  try {
    const header: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof header === 'object' && header !== null && 'typ' in header && header.typ === RECEIPT_TYPE;
  } catch {
    return false;
  }
}

/**
 * `<PUBLIC_URL>/verify#<receipt>` ends a text, `<PUBLIC_URL>/verify#<id>` begins one; a link tracker may wrap
 * either.
 */
export function anchorsIn(element: Element, budget: Budget): Omit<Anchor, 'passage'>[] {
  const href = attribute(element, 'href');
  if (href === undefined || !/verify(?:#|%23)/iu.test(href)) return [];
  const receipts = receiptsIn(href.replaceAll('%23', '#'), budget).map((receipt) => ({ receipt }));
  if (receipts.length > 0) return receipts;
  return [...href.matchAll(/verify(?:#|%23)(dlv_[0-9a-f]{32})(?![0-9a-f])/giu)]
    .map(([, id = '']) => ({ id }))
    .filter(({ id }) => isReceiptId(id));
}
