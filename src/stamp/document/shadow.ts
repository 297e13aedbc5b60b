/** Shadow roots that are declared in markup: browsers show them in place of what stands in their element. Pure. */
import type { DefaultTreeAdapterTypes } from 'parse5';
import { attribute, type Element, isElement, type Parent } from './html-tree.ts';
import { isBeside } from './seen.ts';

export interface Shadow {
  content: Parent;
  /** Whether it has a place for what stands in the element. */
  hasSlot: boolean;
}

/** The first one; browsers pass over others. */
export function shadowOf(element: Element): Shadow | undefined {
  const template = element.childNodes.find(
    (child): child is DefaultTreeAdapterTypes.Template =>
      isElement(child) && child.tagName === 'template' && attribute(child, 'shadowrootmode') !== undefined,
  );
  return template && { content: template.content, hasSlot: hasSlot(template.content) };
}

function hasSlot(parent: Parent): boolean {
  return parent.childNodes.some(
    (child) =>
      isElement(child) &&
      !isBeside(child) &&
      ((child.tagName === 'slot' && (attribute(child, 'name') ?? '') === '') || hasSlot(child)),
  );
}
