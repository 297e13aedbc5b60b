/** Marks as they are found in a page (stamp/marks.ts). */
import { isReceiptId, MARK_ATTRIBUTE, MARK_CLASS } from '../marks.ts';
import { attribute, type Element } from './html-tree.ts';
import { classesOf } from './seen.ts';

/** The receipts whose text an element says it holds. */
export function marksOf(element: Element): string[] {
  const named = classesOf(element)
    .filter((name) => name.startsWith(MARK_CLASS))
    .map((name) => name.slice(MARK_CLASS.length));
  const marks = [attribute(element, MARK_ATTRIBUTE) ?? '', ...named];
  return [...new Set(marks)].filter(isReceiptId);
}
