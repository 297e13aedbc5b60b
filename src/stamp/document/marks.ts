import { isReceiptId, MARK_ATTRIBUTE, MARK_CLASS } from '../marks.ts';
import { attribute, type Element } from './html-tree.ts';
import { classesOf } from './visible-text.ts';

/** Receipts whose text an element claims to contain. */
export function marksOf(element: Element): string[] {
  const named = classesOf(element)
    .filter((name) => name.startsWith(MARK_CLASS))
    .map((name) => name.slice(MARK_CLASS.length));
  const marks = [attribute(element, MARK_ATTRIBUTE) ?? '', ...named];
  return [...new Set(marks)].filter(isReceiptId);
}
